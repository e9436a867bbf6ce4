//! Extras of a kind's list that its schema cannot describe.

use leptos::prelude::*;

use crate::ui::state::{AppState, Row, ViewBase};
use domain::RecordId;
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
    pub const NONE: Self =
        Self { hint: None, icon: None, back: None, above: None, add: None, row: None, base: None };
}

/// What the list gives to a row of a kind's own.
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
