//! The values of a row beside the name: columns with headers on a desktop while no record is open,
//! otherwise one line below the name.

use leptos::prelude::*;

use super::state::List;
use crate::ui::state::{AppState, Columns, ListView, RecordCard, Row, t};
use domain::{Field, FieldType, KindId};
use kit::use_desktop;

/// Separator between values in one line.
const BETWEEN: &str = " \u{b7} ";

/// The list's columns and whether they are spread out; a cheap `Copy` handle.
#[derive(Clone, Copy)]
pub struct Layout {
    columns: Memo<Columns>,
    spread: Memo<bool>,
}

impl Layout {
    /// Creates the layout of a list; `alone` is true while it has the page to itself. A view with
    /// columns of its own shows those.
    pub fn follow(
        app: AppState,
        kind: KindId,
        alone: Memo<bool>,
        view: Memo<Option<ListView>>,
    ) -> Self {
        let desktop = use_desktop();
        let of_view = Memo::new(move |_| {
            view.read().as_ref().map(|view| view.contents.columns.clone()).unwrap_or_default()
        });
        Self {
            columns: Memo::new(move |_| app.records.columns_among(kind, &of_view.read())),
            spread: Memo::new(move |_| desktop.get() && alone.get()),
        }
    }

    /// True if fields have columns of their own. Tracked.
    pub fn is_spread(&self) -> bool {
        self.spread.get()
    }

    /// Returns the fields of the columns if they were chosen, by number. Untracked.
    pub fn chosen(&self) -> Vec<u32> {
        self.columns.with_untracked(|columns| {
            let fields = columns.fields.iter().map(|field| field.number);
            if columns.chosen { fields.collect() } else { Vec::new() }
        })
    }

    /// Returns the fields of the columns, by number. Untracked.
    pub fn fields(&self) -> Vec<u32> {
        self.columns
            .with_untracked(|columns| columns.fields.iter().map(|field| field.number).collect())
    }

    /// Returns the number of columns besides the name. Tracked.
    pub fn count(&self) -> usize {
        self.columns.with(|columns| columns.fields.len())
    }

    /// True if tags have a column, so that the row does not repeat them at its end. Tracked.
    pub fn has_tags(&self) -> bool {
        let is_tags =
            |columns: &Columns| columns.fields.iter().any(|field| field.kind == FieldType::Tags);
        self.columns.with(is_tags)
    }

    /// Returns the values of a row's columns, without that of one field. Tracked.
    pub fn values(&self, app: AppState, row: Row, without: Option<u32>) -> Vec<String> {
        self.columns.with(|columns| {
            let fields = columns.fields.iter().filter(|field| Some(field.number) != without);
            let fields: Vec<Field> = fields.cloned().collect();
            app.records.lines(row, &fields).unwrap_or_default()
        })
    }

    /// Returns the fields of the columns. Tracked.
    pub fn column_fields(&self) -> Vec<Field> {
        self.columns.with(|columns| columns.fields.clone())
    }

    /// True if a row has one line of the kind's own below the name. Tracked.
    pub fn is_plain(&self) -> bool {
        !self.spread.get() && !self.columns.with(|columns| columns.chosen)
    }

    /// Returns a row's texts beside the name: one per column, or a single line. Tracked.
    pub fn texts(&self, app: AppState, row: Row, card: &mut RecordCard) -> Vec<String> {
        let spread = self.spread.get();
        self.columns.with(|columns| {
            if !spread && !columns.chosen {
                return vec![std::mem::take(&mut card.below)];
            }
            let lines = app.records.lines(row, &columns.fields).unwrap_or_default();
            if spread { lines } else { vec![in_one(&lines)] }
        })
    }
}

/// Joins the non-empty values into one line.
fn in_one(lines: &[String]) -> String {
    let filled = lines.iter().map(String::as_str).filter(|line| !line.is_empty());
    filled.collect::<Vec<_>>().join(BETWEEN)
}

/// Renders the column headers. Hidden from screen readers, which see a list of links, each with
/// name and values in this order.
pub fn heads(list: List) -> AnyView {
    if !list.layout.is_spread() {
        return ().into_any();
    }
    let app = list.app;
    let names = move || {
        list.schema.with(|schema| {
            let schema = schema.as_ref()?;
            let name = |columns: &Columns| -> Vec<String> {
                columns.fields.iter().map(|field| app.words.field(schema, field)).collect()
            };
            Some(list.layout.columns.with(name))
        })
    };
    let head = |name: String| view! { <span class="records__cell">{name}</span> };
    view! {
        <div class="records__heads" aria-hidden="true">
            <span class="list-row__lines">
                <span class="list-row__title">{move || t!(app.words, records.column_name)}</span>
                {move || names().unwrap_or_default().into_iter().map(head).collect_view()}
            </span>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::in_one;

    #[test]
    fn what_is_missing_leaves_no_gap_between_the_values_of_a_line() {
        let lines = ["", "Minh Long", "", "Buyer", ""].map(str::to_owned);
        assert_eq!(in_one(&lines), "Minh Long · Buyer");
        assert_eq!(in_one(&lines[1..2]), "Minh Long");
        assert_eq!(in_one(&[String::new(), String::new()]), "");
        assert_eq!(in_one(&[]), "");
    }
}
