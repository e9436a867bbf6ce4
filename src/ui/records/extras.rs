//! Extras of a kind's list that its schema cannot describe.

use leptos::prelude::*;

use super::state::List;
use crate::ui::state::{AppState, Row};
use domain::RecordId;
use kit::{IconName, PartLoader};

/// Renders the end of the row of a record.
pub type RowSigns = fn(AppState, Signal<Option<RecordId>>) -> AnyView;
/// Returns a link: path and words.
pub type SetUpLink = fn(AppState) -> (&'static str, String);

/// The extras of a kind's list; by default none. What only a board or a sheet needs is a part of
/// its own, so that the list does not wait for it.
#[derive(Clone, Copy, Default)]
pub struct ListExtras {
    /// The sentence of an empty list.
    pub hint: Option<fn(AppState) -> String>,
    /// The icon of an empty list; by default the kind's.
    pub icon: Option<IconName>,
    /// The path that the list goes back to on a phone, if it is not in the bar.
    pub back: Option<&'static str>,
    /// Called when the list opens, to provide what its other extras share.
    pub begin: Option<fn(List)>,
    /// The path of the form of a new record; by default the kind's.
    pub new: Option<fn(List) -> String>,
    /// What stands below the title while the list has the page to itself.
    pub below: Option<fn(List) -> PartLoader>,
    /// The line below the name of a record, while no columns are chosen.
    pub line: Option<fn(AppState, Row) -> String>,
    /// The end of a row, while no columns are spread.
    pub signs: Option<RowSigns>,
    /// The board; by default the one that the schema declares.
    pub board: Option<fn(List) -> PartLoader>,
    /// The choice of the column into which selected records move.
    pub moves: Option<fn(List) -> PartLoader>,
    /// Sheets of its own.
    pub sheets: Option<fn(List) -> PartLoader>,
    /// The link to where the parts of the board are set up.
    pub set_up: Option<SetUpLink>,
}

impl ListExtras {
    /// No extras.
    pub const NONE: Self = Self {
        hint: None,
        icon: None,
        back: None,
        begin: None,
        new: None,
        below: None,
        line: None,
        signs: None,
        board: None,
        moves: None,
        sheets: None,
        set_up: None,
    };
}
