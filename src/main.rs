//! Starts the application in the page.

fn main() {
    console_error_panic_hook::set_once();
    satchel::ui::start();
}
