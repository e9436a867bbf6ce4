//! The contact page: details, ways to reach them, timeline.

use leptos::prelude::*;

use super::missing::{InBin, NoContact};
use super::next::{LogBar, Next};
use super::photo::photo_of;
use super::reach::Reach;
use super::side::Side;
use crate::ui::parts::{ActivityTimeline, DealCards, NoteComposer, RecordHead};
use crate::ui::paths;
use crate::ui::state::{
    AppState, BulkChange, ExportFormat, Record, TimelineBook, t, text_of, use_app,
};
use domain::{CONTACT, Fields, Happened, RecordId, contact, formal_name, initials};
use kit::{IconButton, IconName, LinkButton, Menu, MenuItem, TopBar};

/// The record found at the URL.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ContactLookup {
    Nothing,
    Deleted(RecordId),
    Contact(RecordId),
}

/// The contact in the URL.
#[component]
pub fn ContactShow() -> impl IntoView {
    let app = use_app();
    let address = paths::use_router().id_in(paths::CONTACTS);
    let found = Memo::new(move |_| {
        let id = address.read().as_deref().and_then(|id| RecordId::parse(id).ok());
        match id.and_then(|id| app.records.record(id)) {
            Some(record) if record.kind != CONTACT => ContactLookup::Nothing,
            Some(record) if record.is_deleted() => ContactLookup::Deleted(record.id),
            Some(record) => ContactLookup::Contact(record.id),
            None => ContactLookup::Nothing,
        }
    });
    move || match found.get() {
        ContactLookup::Nothing => view! { <NoContact /> }.into_any(),
        ContactLookup::Deleted(id) => view! { <InBin id /> }.into_any(),
        ContactLookup::Contact(id) => view! { <Page id /> }.into_any(),
    }
}

/// Returns the name shown in the page's head.
fn title(app: AppState, record: Option<&Record>) -> String {
    let name =
        record.map(|record| formal_name(record, app.format.name_habits())).unwrap_or_default();
    if name.is_empty() { t!(app.words, contact.no_name) } else { name }
}

#[component]
fn Page(id: RecordId) -> impl IntoView {
    let app = use_app();
    let record = Memo::new(move |_| app.records.record(id));
    let name = Signal::derive(move || record.with(|record| title(app, record.as_ref())));
    app.show_title(move || name.get());
    let line = move || record.with(|record| text_of(record.as_ref(), contact::JOB_TITLE));
    let link = move || {
        let company = record.with(|record| record.as_ref()?.reference(contact::COMPANY))?;
        let name = app.records.name(company);
        (!name.is_empty()).then(|| (paths::href(&paths::company(company)), name))
    };
    let letters = move || {
        let habits = app.format.name_habits();
        record.with(|record| record.as_ref().map(|it| initials(it, habits)).unwrap_or_default())
    };
    let notes = TimelineBook::open(app, id);
    let main = NodeRef::new();
    app.begin_at_top(main);
    view! {
        <div class="panes__main" node_ref=main>
            <div class="record__top">
                <Bar id record />
                <RecordHead
                    name
                    initials=Signal::derive(letters)
                    seed=id.spread()
                    photo=photo_of(app, record.into())
                    line=Signal::derive(line)
                    link=Signal::derive(link)
                />
            </div>
            <Reach id record name />
            <Next id />
            <LogBar id />
            <DealCards id new=paths::href(&format!("{}?contact={id}", paths::NEW_DEAL)) />
            <NoteComposer
                text=notes.text
                on_input=move |text| notes.write(text)
                on_save=move |when| notes.save(when)
            />
            <ActivityTimeline
                about=id
                part=notes.part
                kind=notes.kind
                on_kind=move |kind| notes.choose(kind)
                on_older=move |()| notes.older()
                on_edit=move |entry: Happened| notes.edit(&entry)
                on_delete=move |entry: Happened| notes.delete(&entry)
            />
        </div>
        <Side id record />
    }
}

/// The top bar: back, star, edit and a menu.
#[component]
fn Bar(id: RecordId, record: Memo<Option<Record>>) -> impl IntoView {
    let app = use_app();
    let router = paths::use_router();
    let starred = move || {
        record.with(|record| record.as_ref().is_some_and(|record| record.flag(contact::FAVORITE)))
    };
    let delete = Callback::new(move |()| {
        app.records.change_many(vec![id], BulkChange::Delete);
        router.go(paths::CONTACTS);
    });
    let save_card =
        Callback::new(move |()| app.records.export(CONTACT, Some(vec![id]), ExportFormat::VCard));
    let items = Signal::derive(move || {
        vec![
            MenuItem::new(t!(app.words, contact.save_card), IconName::FileDown, save_card),
            MenuItem::new(t!(app.words, shell.delete), IconName::Trash2, delete).danger(),
        ]
    });
    view! {
        <TopBar back=paths::href(paths::CONTACTS) back_is_narrow=true>
            <IconButton
                label=Signal::derive(move || t!(app.words, contact.favorite))
                icon=IconName::Star
                pressed=Signal::derive(starred)
                on_press=move |()| app.records.toggle_favorite(id)
            />
            <LinkButton
                label=Signal::derive(move || t!(app.words, contact.edit))
                href=paths::href(&paths::edit_contact(id))
                icon=IconName::Pencil
                icon_only=true
            />
            <Menu label=Signal::derive(move || t!(app.words, contact.menu)) items />
        </TopBar>
    }
}
