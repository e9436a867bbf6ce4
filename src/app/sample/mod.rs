//! Sample data to try the app with: 200 plausible contacts in five languages, the same every time.

mod make;
mod names;

pub use make::sample_contacts;
