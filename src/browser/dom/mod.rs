//! The page for components: elements, focus, pointers, dialogs, and whether work is under way.
//! No business types, no storage.

mod busy;
pub mod deadline;
pub mod drag;
mod element;
mod focus;
mod marks;
mod page_data;
pub mod sight;
mod spawn;

pub use busy::Busy;
pub use element::*;
pub use focus::{FocusWatch, keep_focus};
/// An event listener, removed when dropped.
pub use gloo_events::EventListener as Listening;
pub use marks::{Marks, can_mark};
pub use page_data::{meta, parts_sheet};
pub use spawn::spawn;
