//! The details of a company: everything that is known, and who changed what when.

use leptos::prelude::*;

use crate::ui::parts::{HistoryFoot, HistoryLine, RecordFacts};
use crate::ui::state::{ChangeWords, HistoryBook, ReachRequest, Record, t, use_app};
use domain::{COMPANY, Channel, RecordId, Way, company};
use kit::Group;

/// What the head of the page shows.
const ELSEWHERE: &[u32] = &[company::NAME];

/// The side of the page.
#[component]
pub fn Side(
    /// Which company.
    id: RecordId,
    /// The company.
    record: Memo<Option<Record>>,
) -> impl IntoView {
    let state = use_app();
    let on_reach = Callback::new(move |(channel, way): (Channel, Way)| {
        state.reach(ReachRequest::company(channel, id).by(way));
    });
    let facts = move || {
        let record = record.get()?;
        let schema = state.schema(COMPANY);
        Some(view! { <RecordFacts schema record elsewhere=ELSEWHERE on_reach /> })
    };
    view! {
        <div class="panes__side">
            <Group title=Signal::derive(move || t!(state.words, contact.details)) bare=true>
                {facts}
            </Group>
            <History id />
        </div>
    }
}

/// When the record was made and changed, with the way to all changes.
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
