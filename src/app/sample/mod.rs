//! Sample data to try the app with: people in five languages, what they buy, what was said, and what
//! is to be done, laid around the day on which it is made.

mod add;
mod make;
mod names;
mod past;
mod scene;
mod trades;

pub use make::sample_contacts;
