//! The page of a record of any kind: head, the sections of its kind, notes and timeline, details.

use std::sync::Arc;

use leptos::prelude::*;

use super::files::FileSections;
use super::missing::{InBin, NoRecord};
use super::next::{LogBar, Next};
use super::photo::photo_of;
use super::relations::Relations;
use super::side::Side;
use crate::ui::parts::{ActivityTimeline, NoteComposer, RecordHead};
use crate::ui::paths;
use crate::ui::state::{
    AppState, BulkChange, ExportFormat, Record, TimelineBook, t, text_of, use_app,
};
use domain::{FieldType, Fields, Happened, KindId, RecordId, Schema, Trait};
use kit::{IconButton, IconName, LinkButton, Menu, MenuItem, TopBar};

/// The page of one record; a cheap `Copy` handle for its sections.
#[derive(Clone, Copy)]
pub struct RecordPage {
    /// The app's state.
    pub app: AppState,
    /// The record's kind.
    pub kind: KindId,
    /// The record's id.
    pub id: RecordId,
    /// The record.
    pub record: Memo<Option<Record>>,
    /// The schema, custom fields included.
    pub schema: Memo<Arc<Schema>>,
    /// The record's name.
    pub name: Signal<String>,
}

/// The parts of a kind's page that its schema cannot describe.
#[derive(Clone, Copy, Default)]
pub struct PageParts {
    /// Called when the page opens, to provide what its parts share.
    pub begin: Option<fn(RecordPage)>,
    /// The parts below the name.
    pub head: Option<fn(RecordPage) -> AnyView>,
    /// The items of the menu before "Delete".
    pub menu: Option<fn(RecordPage) -> Vec<MenuItem>>,
    /// The parts beside the details.
    pub side: Option<fn(RecordPage) -> AnyView>,
    /// Sheets of its own.
    pub sheets: Option<fn(RecordPage) -> AnyView>,
    /// The sections between the head and the notes.
    pub sections: Option<fn(RecordPage) -> AnyView>,
    /// Fields that the head or a section shows, and the details therefore do not.
    pub elsewhere: &'static [u32],
}

impl PageParts {
    /// No parts.
    pub const NONE: Self = Self {
        begin: None,
        head: None,
        menu: None,
        side: None,
        sheets: None,
        sections: None,
        elsewhere: &[],
    };
}

/// The record found at the URL.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lookup {
    Nothing,
    Deleted(RecordId),
    Found(RecordId),
}

/// The record in the URL.
#[component]
pub fn RecordShow(
    /// The kind of the list that the address is in.
    kind: KindId,
    /// The sections of its page.
    #[prop(optional)]
    parts: PageParts,
) -> impl IntoView {
    let app = use_app();
    let home = untrack(|| paths::list(&app.records.schema(kind).path));
    let address = paths::use_router().id_in(home);
    let found = Memo::new(move |_| {
        let id = address.read().as_deref().and_then(|id| RecordId::parse(id).ok());
        match id.and_then(|id| app.records.record(id)) {
            Some(record) if record.kind != kind => Lookup::Nothing,
            Some(record) if record.is_deleted() => Lookup::Deleted(record.id),
            Some(record) => Lookup::Found(record.id),
            None => Lookup::Nothing,
        }
    });
    move || match found.get() {
        Lookup::Nothing => view! { <NoRecord kind /> }.into_any(),
        Lookup::Deleted(id) => view! { <InBin kind id /> }.into_any(),
        Lookup::Found(id) => view! { <Page kind id parts /> }.into_any(),
    }
}

#[component]
fn Page(kind: KindId, id: RecordId, parts: PageParts) -> impl IntoView {
    let app = use_app();
    let record = Memo::new(move |_| app.records.record(id));
    let schema = Memo::new(move |_| app.records.schema(kind));
    let name = Signal::derive(move || {
        let habits = app.format.name_habits();
        let name = record
            .with(|record| record.as_ref().map(|it| schema.read().formal_title_of(it, habits)));
        name.filter(|name| !name.is_empty()).unwrap_or_else(|| t!(app.words, contact.no_name))
    });
    app.show_title(move || name.get());
    let page = RecordPage { app, kind, id, record, schema, name };
    if let Some(begin) = parts.begin {
        begin(page);
    }
    let timeline = schema.read_untracked().is(Trait::Timeline);
    let sections = parts.sections.or(timeline.then_some(log_sections));
    let main = NodeRef::new();
    app.begin_at_top(main);
    view! {
        <div class="panes__main" node_ref=main>
            <div class="record__top">
                <Bar page menu=parts.menu />
                <Head page />
                {parts.head.map(|head| head(page))}
            </div>
            {sections.map(|sections| sections(page))}
            <Relations page />
            <FileSections id record schema />
            {timeline.then(|| view! { <Timeline page /> })}
        </div>
        <Side page elsewhere=parts.elsewhere own=parts.side />
        {parts.sheets.map(|sheets| sheets(page))}
    }
}

/// The sections of a kind that has calls and tasks, and none of its own.
fn log_sections(page: RecordPage) -> AnyView {
    view! {
        <Next page />
        <LogBar page />
    }
    .into_any()
}

/// Picture and name, with the record that this one stands under and the first filled text that
/// lists show below the name.
#[component]
fn Head(page: RecordPage) -> impl IntoView {
    let RecordPage { app, id, record, schema, name, .. } = page;
    let line = move || {
        let schema = schema.read();
        let texts = schema.below.iter().filter_map(|number| schema.field(*number));
        let mut texts = texts.filter(|field| field.kind == FieldType::Text && !field.many);
        record
            .with(|record| {
                texts.find_map(|field| {
                    Some(text_of(record.as_ref(), field.number)).filter(|text| !text.is_empty())
                })
            })
            .unwrap_or_default()
    };
    let link = move || {
        let schema = schema.read();
        // A stage has no page of its own: then the record whose name finds this one.
        let above = schema.under.iter().chain(schema.found_by).copied();
        let above = above.filter(|number| schema.field(*number).is_some_and(|field| !field.many));
        let mut linked = above.filter_map(|field| {
            let id = record.with(|record| record.as_ref()?.reference(field))?;
            let of = app.records.schema(app.records.record(id)?.kind);
            let name = app.records.name(id);
            let page = paths::record(&paths::list(&of.path), id);
            (of.is(Trait::Listed) && !name.is_empty()).then(|| (paths::href(&page), name))
        });
        linked.next()
    };
    let letters = move || app.records.card_of(id).map(|card| card.initials).unwrap_or_default();
    view! {
        <RecordHead
            name
            initials=Signal::derive(letters)
            seed=id.spread()
            photo=photo_of(app, record.into(), schema.read_untracked().photo)
            line=Signal::derive(line)
            link=Signal::derive(link)
        />
    }
}

/// Notes, and what happened with the record.
#[component]
fn Timeline(page: RecordPage) -> impl IntoView {
    let notes = TimelineBook::open(page.app, page.id);
    view! {
        <NoteComposer
            text=notes.text
            on_input=move |text| notes.write(text)
            on_save=move |when| notes.save(when)
        />
        <ActivityTimeline
            about=page.id
            part=notes.part
            kind=notes.kind
            on_kind=move |kind| notes.choose(kind)
            on_older=move |()| notes.older()
            on_edit=move |entry: Happened| notes.edit(&entry)
            on_delete=move |entry: Happened| notes.delete(&entry)
        />
    }
}

/// The top bar: back, star, edit and a menu.
#[component]
fn Bar(page: RecordPage, menu: Option<fn(RecordPage) -> Vec<MenuItem>>) -> impl IntoView {
    let RecordPage { app, kind, id, record, schema, .. } = page;
    let router = paths::use_router();
    let home = StoredValue::new(paths::list(&schema.read_untracked().path));
    let favorite = schema.read_untracked().favorite;
    let delete = Callback::new(move |()| {
        app.records.change_many(vec![id], BulkChange::Delete);
        router.go(&home.get_value());
    });
    let save_card =
        Callback::new(move |()| app.records.export(kind, Some(vec![id]), ExportFormat::VCard));
    let items = Signal::derive(move || {
        let card =
            || MenuItem::new(t!(app.words, contact.save_card), IconName::FileDown, save_card);
        let delete = MenuItem::new(t!(app.words, shell.delete), IconName::Trash2, delete).danger();
        let card = schema.read().is(Trait::Cards).then(card);
        let own = menu.map(|menu| menu(page)).unwrap_or_default();
        own.into_iter().chain(card).chain([delete]).collect::<Vec<_>>()
    });
    let star = favorite.map(|field| {
        let starred =
            move || record.with(|record| record.as_ref().is_some_and(|record| record.flag(field)));
        view! {
            <IconButton
                label=Signal::derive(move || t!(app.words, contact.favorite))
                icon=IconName::Star
                pressed=Signal::derive(starred)
                on_press=move |()| app.records.toggle_favorite(id)
            />
        }
    });
    view! {
        <TopBar back=paths::href(&home.get_value()) back_is_narrow=true>
            {star}
            <LinkButton
                label=Signal::derive(move || t!(app.words, contact.edit))
                href=paths::href(&paths::edit(&home.with_value(|home| paths::record(home, id))))
                icon=IconName::Pencil
                icon_only=true
            />
            <Menu label=Signal::derive(move || t!(app.words, contact.menu)) items />
        </TopBar>
    }
}
