//! The sheet that chooses the field by whose values the list is divided.

use leptos::prelude::*;

use super::sheets;
use super::state::{List, ListSheet};
use crate::ui::state::{Grouping, ListSort, t};
use domain::Schema;
use kit::{Icon, IconName, LazyPart, ListRow, Sheet};

/// The sheet.
#[component]
pub fn GroupSheet(list: List) -> impl IntoView {
    let words = list.app.words;
    let open = Signal::derive(move || list.over.get() == Some(ListSheet::Groups));
    let title = Signal::derive(move || t!(words, records.group_by));
    view! {
        <Sheet open title on_close=move |()| list.over.set(None)>
            <LazyPart fetch=move |()| sheets::group_choice(list) />
        </Sheet>
    }
}

/// The fields, and "no groups".
#[component]
pub fn GroupChoice(list: List) -> impl IntoView {
    let words = list.app.words;
    let current = Memo::new(move |_| {
        let listing = list.listing();
        list.schema.with(|schema| {
            let is_own_order = listing.sort == ListSort::default();
            schema.as_ref().and_then(|schema| listing.group.field(schema, is_own_order))
        })
    });
    let row = move |number: Option<u32>, label: String| {
        let chosen = Signal::derive(move || current.get() == number);
        let icon = move || {
            let name = if chosen.get() { IconName::Check } else { IconName::Kanban };
            view! { <Icon name /> }
        };
        let choose = move |()| {
            list.over.set(None);
            list.ask(|listing| listing.group = number.map_or(Grouping::None, Grouping::By));
        };
        view! {
            <ListRow title=move || label.clone() leading=icon current=chosen on_press=choose />
        }
    };
    let fields = move |schema: &Schema| {
        let fields = schema.group_fields();
        fields.map(|field| (field.number, words.field(schema, field))).collect::<Vec<_>>()
    };
    let fields = Memo::new(move |_| {
        list.schema.with(|schema| schema.as_ref().map(fields).unwrap_or_default())
    });
    view! {
        <div class="records__actions">
            {move || row(None, t!(words, records.no_groups))}
            {move || {
                let fields = fields.get().into_iter();
                fields.map(|(number, label)| row(Some(number), label)).collect_view()
            }}
        </div>
    }
}
