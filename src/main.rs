//! Starts the application in the page.

fn main() {
    satchel::browser::stopped::tell_panics();
    satchel::ui::start();
}
