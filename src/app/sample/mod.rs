//! Sample data to try the app with: people in five languages, with deals, activities and tasks
//! dated around the day on which it is created.

mod add;
mod make;
mod names;
mod past;
mod scene;
mod trades;

pub use make::sample_contacts;
