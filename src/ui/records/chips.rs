//! The chip row: the view, removable conditions, and a button to add one.

use leptos::prelude::*;

use super::filter_words::condition_text;
use super::list_query::View;
use super::state::{List, ListSheet};
use crate::ui::state::t;
use domain::Condition;
use kit::{Chip, Chips, IconName};

/// All filters of the list except the search.
#[component]
pub fn ViewChips(list: List) -> impl IntoView {
    let words = list.app.words;
    let view = list.part(|listing| listing.view);
    let conditions = list.part(|listing| listing.filter.conditions.clone());
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
        let condition = |(place, condition)| view! { <ConditionChip list place condition /> };
        conditions.get().into_iter().enumerate().map(condition).collect_view()
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

/// A condition; pressing the chip removes it.
#[component]
fn ConditionChip(list: List, place: usize, condition: Condition) -> impl IntoView {
    let app = list.app;
    let label = Signal::derive(move || {
        list.schema
            .with(|schema| schema.as_ref().map(|schema| condition_text(app, schema, &condition)))
            .unwrap_or_default()
    });
    let remove = move |()| {
        list.ask(|listing| {
            let conditions = &mut listing.filter.conditions;
            if place < conditions.len() {
                conditions.remove(place);
            }
        });
    };
    view! {
        <Chip label pressed=Signal::derive(|| true) trailing=IconName::X on_press=remove />
    }
}
