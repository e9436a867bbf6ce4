//! The details of a contact: fields and history.

use leptos::prelude::*;

use crate::ui::parts::{HistoryFoot, HistoryLine, RecordFacts};
use crate::ui::state::{ChangeWords, HistoryBook, ReachRequest, Record, t, use_app};
use domain::{CONTACT, Channel, ContactPoint, RecordId, contact};
use kit::Group;

/// Fields shown in the page's head.
const ELSEWHERE: &[u32] = &[
    contact::GIVEN,
    contact::FAMILY,
    contact::PREFIX,
    contact::SUFFIX,
    contact::COMPANY,
    contact::JOB_TITLE,
    contact::DO_NOT_CONTACT,
];

/// The side column of the page.
#[component]
pub fn Side(
    /// The contact's id.
    id: RecordId,
    /// The contact.
    record: Memo<Option<Record>>,
) -> impl IntoView {
    let app = use_app();
    let on_reach = Callback::new(move |(channel, way): (Channel, ContactPoint)| {
        app.log.reach(ReachRequest::contact(channel, id).by(way));
    });
    let facts = move || {
        let record = record.get()?;
        let schema = app.records.schema(CONTACT);
        Some(view! { <RecordFacts schema record elsewhere=ELSEWHERE on_reach /> })
    };
    view! {
        <div class="panes__side">
            <Group title=Signal::derive(move || t!(app.words, contact.details)) bare=true>
                {facts}
            </Group>
            <History id />
        </div>
    }
}

/// The times of creation and last change, with a link to the history.
#[component]
fn History(id: RecordId) -> impl IntoView {
    let book = HistoryBook::open(use_app(), id);
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
