//! What the list of a kind has beyond what its schema says.

use crate::ui::state::AppState;
use domain::Operator;
use kit::IconName;

/// A condition that is used often.
#[derive(Clone, Copy)]
pub struct Preset {
    /// Its name, in the user's language.
    pub label: fn(AppState) -> String,
    /// The number of its field.
    pub field: u32,
    /// The comparison.
    pub operator: Operator,
    /// The value compared with.
    pub operand: &'static str,
}

/// The extras of a kind's list; by default none.
#[derive(Clone, Copy, Default)]
pub struct ListExtras {
    /// The sentence of an empty list.
    pub hint: Option<fn(AppState) -> String>,
    /// The icon of an empty list; by default the kind's.
    pub icon: Option<IconName>,
    /// The path that the list goes back to on a phone, if it is not in the bar.
    pub back: Option<&'static str>,
    /// The conditions that the filter offers first.
    pub presets: &'static [Preset],
}
