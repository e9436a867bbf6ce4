//! The details of a record: fields and history.

use leptos::prelude::*;

use super::page::RecordPage;
use crate::ui::parts::{HistoryFoot, HistoryLine, RecordFacts};
use crate::ui::state::{AppState, ChangeWords, HistoryBook, ReachRequest, t};
use domain::{Channel, ContactPoint, RecordId, Title};
use kit::Group;

/// The side column of the page. Fields in `elsewhere` stand in the page's head; what the kind adds
/// stands between the details and the history.
#[component]
pub fn Side(
    page: RecordPage,
    elsewhere: &'static [u32],
    own: Option<fn(RecordPage) -> AnyView>,
) -> impl IntoView {
    let RecordPage { app, kind, id, record, schema, .. } = page;
    let on_reach = Callback::new(move |(channel, way): (Channel, ContactPoint)| {
        app.log.reach(ReachRequest::of(channel, kind, id).by(way));
    });
    let facts = move || {
        let record = record.get()?;
        let schema = schema.get();
        // A title of one field heads the page; the parts of a person's name say more than that.
        let heads = if let Title::Field(field) = schema.title { Some(field) } else { None };
        let elsewhere: Vec<u32> = elsewhere.iter().copied().chain(heads).collect();
        Some(view! { <RecordFacts schema record elsewhere on_reach /> })
    };
    view! {
        <div class="panes__side">
            <Group title=Signal::derive(move || t!(app.words, contact.details)) bare=true>
                {facts}
            </Group>
            {own.map(|own| own(page))}
            <RecordHistory app id />
        </div>
    }
}

/// The times of creation and last change, with a link to the history.
#[component]
fn RecordHistory(app: AppState, id: RecordId) -> impl IntoView {
    let book = HistoryBook::open(app, id);
    let line = |ChangeWords { title, when, fields }| HistoryLine { title, when, fields };
    let lines = Signal::derive(move || {
        Some(book.changes.get()?.map(|changes| changes.into_iter().map(line).collect()))
    });
    view! {
        <HistoryFoot
            created=book.created
            changed=book.changed
            title=book.title
            shown=book.shown
            on_show=move |on| book.shown.set(on)
            lines
        />
    }
}
