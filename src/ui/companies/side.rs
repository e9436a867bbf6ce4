//! The details of a company: its fields and history.

use leptos::prelude::*;

use crate::ui::parts::{HistoryFoot, HistoryLine, RecordFacts};
use crate::ui::state::{ChangeWords, HistoryBook, ReachRequest, Record, t, use_app};
use domain::{COMPANY, Channel, ContactPoint, RecordId, company};
use kit::Group;

/// Fields shown in the page's head.
const ELSEWHERE: &[u32] = &[company::NAME];

/// The side column of the page.
#[component]
pub fn Side(
    /// The company's id.
    id: RecordId,
    /// The company.
    record: Memo<Option<Record>>,
) -> impl IntoView {
    let app = use_app();
    let on_reach = Callback::new(move |(channel, way): (Channel, ContactPoint)| {
        app.log.reach(ReachRequest::company(channel, id).by(way));
    });
    let facts = move || {
        let record = record.get()?;
        let schema = app.records.schema(COMPANY);
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
