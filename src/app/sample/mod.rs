//! Sample data to try the app with: people in five languages, most of them in the user's, with deals,
//! activities and tasks dated around the day on which it is created.

mod add;
mod cast;
mod chinese;
mod english;
mod hungarian;
mod make;
mod names;
mod past;
mod scene;
mod thai;
mod trades;
mod vietnamese;

pub use make::sample_contacts;
