//! The gallery: photographs of every component in every state, compared with accepted ones.

mod picture;
mod run;
mod sitting;

pub use run::run;
