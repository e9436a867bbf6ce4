//! Extras of a kind's list that its schema cannot describe.

use leptos::prelude::*;

use super::state::List;
use crate::ui::state::{AppState, Row, ViewBase};
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
    /// The path of the list, if the kind has none of its own.
    pub home: Option<&'static str>,
    /// Called when the list opens, to provide what its other extras share.
    pub begin: Option<fn(List)>,
    /// The path of the form of a new record; by default the kind's.
    pub new: Option<fn(List) -> String>,
    /// The view below the title while the list has the page to itself.
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
    /// The content above the search.
    pub above: Option<fn() -> AnyView>,
    /// Begins a new record; by default the list leads to its form.
    pub add: Option<fn(AppState)>,
    /// A row that leads to no page of its own, such as one with a check.
    pub row: Option<fn(RowParts) -> AnyView>,
    /// The words in place of "All" and "3 contacts".
    pub base: Option<BaseWords>,
}

/// Says in a kind's own words which records a base has, or how many.
pub type BaseWords = fn(AppState, ViewBase, Option<usize>) -> Option<String>;

impl ListExtras {
    /// No extras: for declarations, where a default cannot be called.
    pub const NONE: Self = Self {
        hint: None,
        icon: None,
        back: None,
        home: None,
        begin: None,
        new: None,
        below: None,
        line: None,
        signs: None,
        board: None,
        moves: None,
        sheets: None,
        set_up: None,
        above: None,
        add: None,
        row: None,
        base: None,
    };
}

/// The values and callbacks that the list gives to a row of a kind's own.
#[derive(Clone, Copy)]
pub struct RowParts {
    /// The app's state.
    pub app: AppState,
    /// The row; `None` once it is gone.
    pub row: Signal<Option<Row>>,
    /// Rises with time: what a row says of it is read again.
    pub minutes: Signal<u64>,
    /// The values in columns, if the list spreads them out.
    pub cells: Option<StoredValue<ViewFn>>,
    /// Returns the path of the record's page.
    pub path: Callback<RecordId, String>,
    /// Begins to select, with the record.
    pub select: Callback<RecordId>,
}
