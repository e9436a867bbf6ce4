//! The company page: details, contacts and timeline.

use leptos::prelude::*;

use super::missing::{InBin, NoCompany};
use super::people::People;
use super::reach::Reach;
use super::side::Side;
use crate::ui::parts::{ActivityTimeline, DealCards, NoteComposer, RecordHead};
use crate::ui::paths;
use crate::ui::state::{BulkChange, Record, TimelineBook, t, text_of, use_app};
use domain::{COMPANY, Fields, Happened, RecordId, company, initial};
use kit::{IconButton, IconName, LinkButton, Menu, MenuItem, TopBar};

/// The record found at the URL.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CompanyLookup {
    Nothing,
    Deleted(RecordId),
    Company(RecordId),
}

/// The company in the URL.
#[component]
pub fn CompanyShow() -> impl IntoView {
    let app = use_app();
    let address = paths::use_router().id_in(paths::COMPANIES);
    let found = Memo::new(move |_| {
        let id = address.read().as_deref().and_then(|id| RecordId::parse(id).ok());
        match id.and_then(|id| app.records.record(id)) {
            Some(record) if record.kind != COMPANY => CompanyLookup::Nothing,
            Some(record) if record.is_deleted() => CompanyLookup::Deleted(record.id),
            Some(record) => CompanyLookup::Company(record.id),
            None => CompanyLookup::Nothing,
        }
    });
    move || match found.get() {
        CompanyLookup::Nothing => view! { <NoCompany /> }.into_any(),
        CompanyLookup::Deleted(id) => view! { <InBin id /> }.into_any(),
        CompanyLookup::Company(id) => view! { <Page id /> }.into_any(),
    }
}

#[component]
fn Page(id: RecordId) -> impl IntoView {
    let app = use_app();
    let record = Memo::new(move |_| app.records.record(id));
    let text = move |field| record.with(|record| text_of(record.as_ref(), field));
    let name = Signal::derive(move || match text(company::NAME) {
        name if name.is_empty() => t!(app.words, contact.no_name),
        name => name,
    });
    app.show_title(move || name.get());
    let letter = move || initial(&name.read()).map(String::from).unwrap_or_default();
    let notes = TimelineBook::open(app, id);
    let main = NodeRef::new();
    app.begin_at_top(main);
    view! {
        <div class="panes__main" node_ref=main>
            <div class="record__top">
                <Bar id record />
                <RecordHead
                    name
                    initials=Signal::derive(letter)
                    seed=id.spread()
                    line=Signal::derive(move || text(company::INDUSTRY))
                />
            </div>
            <Reach id record name />
            <People id />
            <DealCards id new=paths::href(&format!("{}?company={id}", paths::NEW_DEAL)) />
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
        record.with(|record| record.as_ref().is_some_and(|record| record.flag(company::FAVORITE)))
    };
    let delete = Callback::new(move |()| {
        app.records.change_many(vec![id], BulkChange::Delete);
        router.go(paths::COMPANIES);
    });
    let items = Signal::derive(move || {
        vec![MenuItem::new(t!(app.words, shell.delete), IconName::Trash2, delete).danger()]
    });
    view! {
        <TopBar back=paths::href(paths::COMPANIES) back_is_narrow=true>
            <IconButton
                label=Signal::derive(move || t!(app.words, contact.favorite))
                icon=IconName::Star
                pressed=Signal::derive(starred)
                on_press=move |()| app.records.toggle_favorite(id)
            />
            <LinkButton
                label=Signal::derive(move || t!(app.words, contact.edit))
                href=paths::href(&paths::edit_company(id))
                icon=IconName::Pencil
                icon_only=true
            />
            <Menu label=Signal::derive(move || t!(app.words, contact.menu)) items />
        </TopBar>
    }
}
