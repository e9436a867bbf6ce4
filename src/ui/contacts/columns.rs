//! What a row says beside the name: on a desktop, while no contact is open, columns under a line with
//! their names; elsewhere one line below the name.

use leptos::prelude::*;

use super::filter_words::contact_schema;
use super::state::List;
use crate::ui::state::{AppState, Columns, ContactCard, Row, t};
use domain::FieldType;
use kit::use_desktop;

/// Between the values of one line.
const BETWEEN: &str = " \u{b7} ";

/// The columns of the list, and whether there is room for them; a handle that is copied freely.
#[derive(Clone, Copy)]
pub struct Layout {
    columns: Memo<Columns>,
    spread: Memo<bool>,
}

impl Layout {
    /// For a list that has the page to itself where `alone` says so.
    pub fn follow(app: AppState, alone: Memo<bool>) -> Self {
        let desktop = use_desktop();
        Self {
            columns: Memo::new(move |_| app.contact_columns()),
            spread: Memo::new(move |_| desktop.get() && alone.get()),
        }
    }

    /// Whether the fields are columns of their own; followed.
    pub fn is_spread(&self) -> bool {
        self.spread.get()
    }

    /// How many columns there are beside the name; followed.
    pub fn count(&self) -> usize {
        self.columns.with(|columns| columns.fields.len())
    }

    /// Whether the tags have a column, so that the row has none of them at its end; followed.
    pub fn has_tags(&self) -> bool {
        let is_tags =
            |columns: &Columns| columns.fields.iter().any(|field| field.kind == FieldType::Tags);
        self.columns.with(is_tags)
    }

    /// What a row says beside the name: a text for each column, or all in one; followed.
    pub fn texts(&self, app: AppState, row: Row, card: &mut ContactCard) -> Vec<String> {
        let spread = self.spread.get();
        self.columns.with(|columns| {
            if !spread && !columns.chosen {
                return vec![std::mem::take(&mut card.below)];
            }
            let lines = app.lines(row, &columns.fields).unwrap_or_default();
            if spread { lines } else { vec![in_one(&lines)] }
        })
    }
}

/// What is there in one line, without gaps for what is not.
fn in_one(lines: &[String]) -> String {
    let filled = lines.iter().map(String::as_str).filter(|line| !line.is_empty());
    filled.collect::<Vec<_>>().join(BETWEEN)
}

/// The names of the columns. Not read out: to who hears the list it is a list of links, in each of
/// which name and values follow each other in this order.
pub fn heads(list: List) -> AnyView {
    if !list.layout.is_spread() {
        return ().into_any();
    }
    let app = list.app;
    let names = move || {
        let schema = contact_schema(app)?;
        let name = |columns: &Columns| -> Vec<String> {
            columns.fields.iter().map(|field| app.words.field(&schema, field)).collect()
        };
        Some(list.layout.columns.with(name))
    };
    let head = |name: String| view! { <span class="contacts__cell">{name}</span> };
    view! {
        <div class="contacts__heads" aria-hidden="true">
            <span class="list-row__lines">
                <span class="list-row__title">{move || t!(app.words, contacts.column_name)}</span>
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
