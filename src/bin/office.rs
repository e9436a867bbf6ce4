//! The worker that opens spreadsheets and archives. It has its own Wasm module, which is fetched when
//! somebody first imports such a file.

fn main() {
    console_error_panic_hook::set_once();
    browser::office::serve();
}
