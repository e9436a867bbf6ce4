//! The page for components: elements, focus, pointers, dialogs, and whether work is under way.
//! No business types, no storage.

mod busy;
pub mod deadline;
pub mod drag;
mod element;
mod focus;
pub mod sight;
mod spawn;

pub use busy::Busy;
pub use element::*;
pub use focus::{FocusWatch, keep_focus};
/// An event listener, removed when dropped.
pub use gloo_events::EventListener as Listening;
pub use spawn::spawn;
