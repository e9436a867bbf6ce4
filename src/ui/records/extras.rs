//! Extras of a kind's list that its schema cannot describe.

use crate::ui::state::AppState;
use kit::IconName;

/// The extras of a kind's list; by default none.
#[derive(Clone, Copy, Default)]
pub struct ListExtras {
    /// The sentence of an empty list.
    pub hint: Option<fn(AppState) -> String>,
    /// The icon of an empty list; by default the kind's.
    pub icon: Option<IconName>,
    /// The path that the list goes back to on a phone, if it is not in the bar.
    pub back: Option<&'static str>,
}
