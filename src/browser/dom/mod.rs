//! The page for components: elements, focus, pointers, dialogs, and whether work is under way.
//! Nothing of the trade, no storage of records.

mod busy;
pub mod drag;
mod element;
mod focus;
pub mod sight;
mod spawn;

pub use busy::Busy;
pub use element::*;
pub use focus::keep_focus;
pub use spawn::spawn;
