//! The worker: heavy work on bytes, off the main thread. It has its own small Wasm module.

fn main() {
    console_error_panic_hook::set_once();
    browser::job::serve();
}
