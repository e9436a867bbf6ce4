//! The values of a row beside the name: columns with headers on a desktop while no record is open,
//! otherwise one line below the name.

use leptos::prelude::*;

use super::sorts::{is_descending, sort_of_column, sort_of_names};
use super::state::List;
use crate::ui::state::{AppState, Columns, ListSort, ListView, RecordCard, Row, t};
use domain::{Field, FieldType, KindId};
use kit::{Icon, IconName, use_desktop};

/// Separator between values in one line.
const BETWEEN: &str = " \u{b7} ";

/// The list's columns and whether they are spread out; a cheap `Copy` handle.
#[derive(Clone, Copy)]
pub struct Layout {
    columns: Memo<Columns>,
    spread: Memo<bool>,
    /// True if the kind says what stands below the name; otherwise the columns do, in one line.
    has_below: Memo<bool>,
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
            has_below: Memo::new(move |_| !app.records.schema(kind).below.is_empty()),
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
        let is_chosen = self.columns.with(|columns| columns.chosen);
        !self.spread.get() && !is_chosen && self.has_below.get()
    }

    /// Returns a row's texts beside the name: one per column, or a single line. Tracked.
    pub fn texts(&self, app: AppState, row: Row, card: &mut RecordCard) -> Vec<String> {
        if self.is_plain() {
            return vec![std::mem::take(&mut card.below)];
        }
        let spread = self.spread.get();
        self.columns.with(|columns| {
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

/// Renders the heads of the columns; a press sorts by one, and another turns the order around.
pub fn heads(list: List) -> AnyView {
    if !list.layout.is_spread() {
        return ().into_any();
    }
    let words = list.app.words;
    let names = move || {
        let sort = list.schema.with(|schema| schema.as_ref().map(sort_of_names));
        head(list, "list-row__title", t!(words, records.column_name), sort)
    };
    let columns = move || {
        list.schema.with(|schema| {
            let schema = schema.as_ref()?;
            let column = |field: &Field| {
                let sort = sort_of_column(schema, field);
                head(list, "records__cell", words.field(schema, field), sort)
            };
            Some(list.layout.columns.with(|it| it.fields.iter().map(column).collect_view()))
        })
    };
    view! {
        <div class="records__heads" role="group" aria-label=move || t!(words, records.sort_by_column)>
            <span class="list-row__lines">{names} {columns}</span>
        </div>
    }
    .into_any()
}

fn head(list: List, class: &'static str, name: String, sort: Option<ListSort>) -> AnyView {
    let Some(sort) = sort else {
        return view! { <span class=class>{name}</span> }.into_any();
    };
    let words = list.app.words;
    let current =
        Memo::new(move |_| Some(list.listing().sort).filter(|current| sort.is_along(*current)));
    let arrow = move || {
        let is_descending = is_descending(current.get()?);
        let name = if is_descending { IconName::ArrowDown } else { IconName::ArrowUp };
        Some(view! { <Icon name /> })
    };
    let heard = {
        let name = name.clone();
        move || match current.get().map(is_descending) {
            Some(true) => format!("{name}, {}", t!(words, records.descending)),
            Some(false) => format!("{name}, {}", t!(words, records.ascending)),
            None => name.clone(),
        }
    };
    view! {
        <button
            class=format!("records__head {class}")
            type="button"
            data-current=move || current.get().map(|_| "")
            aria-label=heard
            on:click=move |_| list.sort_along(sort)
        >
            <span class="records__head-name">{name}</span>
            {arrow}
        </button>
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
