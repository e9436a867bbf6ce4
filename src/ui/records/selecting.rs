//! Multi-select: the head with the count, and the bar with bulk actions.

use leptos::prelude::*;

use super::state::{List, ListSheet};
use crate::ui::state::{BulkChange, t};
use kit::{Button, ButtonKind, IconButton, IconName, TopBar};

/// The number selected, select all or none, and cancel.
#[component]
pub fn SelectionHead(list: List) -> impl IntoView {
    let app = list.app;
    let words = app.words;
    let count = Memo::new(move |_| list.selected_count());
    let all = Memo::new(move |_| count.get() > 0 && count.get() >= list.rows.count());
    let title = Signal::derive(move || t!(words, records.picked, count = count.get()));
    let label = Signal::derive(move || {
        if all.get() { t!(words, records.select_none) } else { t!(words, records.select_all) }
    });
    let turn = move |()| {
        if all.get_untracked() { list.begin_selecting(None) } else { list.select_all() }
    };
    view! {
        <TopBar title beside=list.beside>
            <Button label kind=ButtonKind::Ghost on_press=turn />
            <IconButton
                label=Signal::derive(move || t!(words, records.end_selecting))
                icon=IconName::X
                on_press=move |()| list.end_selecting()
            />
        </TopBar>
    }
}

/// The bulk actions.
#[component]
pub fn SelectionBar(list: List) -> impl IntoView {
    let words = list.app.words;
    let none = Signal::derive(move || list.selected_count() == 0);
    let delete = move |()| {
        list.app.records.change_many(list.selected_ids(), BulkChange::Delete);
        list.end_selecting();
    };
    view! {
        <div class="records__bar">
            <Show when=move || list.board.is_declared.get()>
                <Button
                    label=Signal::derive(move || t!(words, deals.move_short))
                    icon=IconName::ArrowRight
                    disabled=none
                    on_press=move |()| list.over.set(Some(ListSheet::Move))
                />
            </Show>
            <Button
                label=Signal::derive(move || t!(words, records.edit))
                icon=IconName::Pencil
                disabled=none
                on_press=move |()| list.over.set(Some(ListSheet::Edit))
            />
            <Show when=move || list.has_tags()>
                <Button
                    label=Signal::derive(move || t!(words, records.tag))
                    icon=IconName::Tag
                    disabled=none
                    on_press=move |()| list.over.set(Some(ListSheet::Tags))
                />
            </Show>
            <Button
                label=Signal::derive(move || t!(words, records.export))
                icon=IconName::Download
                disabled=none
                on_press=move |()| list.over.set(Some(ListSheet::Export))
            />
            <Button
                label=Signal::derive(move || t!(words, records.delete))
                icon=IconName::Trash2
                kind=ButtonKind::Danger
                disabled=none
                on_press=delete
            />
        </div>
    }
}
