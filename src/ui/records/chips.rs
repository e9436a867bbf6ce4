//! The chip row: the view, the removable parts of the filter, and a button to add one.

use leptos::prelude::*;

use super::filter_words::filter_text;
use super::list_query::View;
use super::state::{List, ListSheet};
use crate::ui::state::t;
use domain::{Filter, Schema};
use kit::{Chip, Chips, IconName};

/// All filters of the list except the search.
#[component]
pub fn ViewChips(list: List) -> impl IntoView {
    let words = list.app.words;
    let view = list.part(|listing| listing.view);
    let parts = list.part(|listing| listing.filter.parts());
    let choice = move |own: View| {
        let label = Signal::derive(move || match own {
            View::All => t!(words, records.all),
            View::Favorites => t!(words, records.favorites),
            View::Recent => t!(words, records.recent),
        });
        let pressed = Signal::derive(move || view.get() == own);
        let choose = move |()| list.ask(|listing| listing.view = own);
        view! { <Chip label pressed on_press=choose /> }
    };
    let narrowed = move || {
        let chip = |part| view! { <PartChip list part /> };
        parts.get().into_iter().map(chip).collect_view()
    };
    view! {
        <Chips label=Signal::derive(move || {
            t!(words, records.show_which, kinds = list.names.get().many)
        })>
            {choice(View::All)}
            {list.has_favorites().then(|| choice(View::Favorites))}
            {choice(View::Recent)}
            {narrowed}
            <Chip
                label=Signal::derive(move || t!(words, records.add_filter))
                icon=IconName::Plus
                on_press=move |()| list.over.set(Some(ListSheet::Filter))
            />
        </Chips>
    }
}

/// A part of the filter; pressing the chip takes it away.
#[component]
fn PartChip(list: List, part: Filter) -> impl IntoView {
    let app = list.app;
    let part = StoredValue::new(part);
    let label = Signal::derive(move || {
        let text = |schema: &Schema| part.with_value(|part| filter_text(app, schema, part));
        list.schema.with(|schema| schema.as_ref().map(text)).unwrap_or_default()
    });
    let remove = move |()| {
        list.ask(|listing| {
            let mut parts = listing.filter.parts();
            if let Some(place) = part.with_value(|part| parts.iter().position(|it| it == part)) {
                parts.remove(place);
            }
            listing.filter = Filter::joined(parts);
        });
    };
    view! {
        <Chip label pressed=Signal::derive(|| true) trailing=IconName::X on_press=remove />
    }
}
