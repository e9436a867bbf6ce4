//! Starts the application in the page.

fn main() {
    browser::stopped::tell_panics();
    satchel::ui::start();
}
