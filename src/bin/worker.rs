//! The worker: heavy work on bytes, away from the page.
fn main() {}
