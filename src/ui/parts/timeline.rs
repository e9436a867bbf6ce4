//! The timeline of a record: its notes, the latest first.

use leptos::prelude::*;

use super::desk::use_desk;
use super::note_sheet::NoteSheet;
use crate::domain::{Note, RecordId};
use crate::ui::kit::{
    Button, Failed, Group, IconName, Loading, Menu, MenuItem, Timeline, TimelineItem,
};

/// How many notes are drawn at first, and more each time.
const SLICE: usize = 50;

/// The notes of a record.
#[component]
pub fn NoteTimeline(
    /// The notes; `None` while they are read, an error as a sentence.
    #[prop(into)]
    notes: Signal<Option<Result<Vec<Note>, String>>>,
    /// One was changed.
    #[prop(into)]
    on_edit: Callback<Note>,
    /// One is to go to the bin.
    #[prop(into)]
    on_delete: Callback<RecordId>,
) -> impl IntoView {
    let words = use_desk().notes;
    let edited = RwSignal::new(None::<Note>);
    let shown = RwSignal::new(SLICE);
    let item = move |note: Note| view! { <Item note edited on_delete /> };
    let body = move || match notes.get() {
        None => view! { <Loading rows=2 /> }.into_any(),
        Some(Err(text)) => view! { <Failed title=words.failed text=text /> }.into_any(),
        Some(Ok(notes)) if notes.is_empty() => {
            view! { <p class="record__none">{move || words.none.get()}</p> }.into_any()
        }
        Some(Ok(mut notes)) => {
            let rest = notes.len().saturating_sub(shown.get());
            notes.truncate(shown.get());
            view! {
                <Timeline label=words.timeline>{notes.into_iter().map(item).collect_view()}</Timeline>
                <Rest rest on_more=move |()| shown.update(|shown| *shown += SLICE) />
            }
            .into_any()
        }
    };
    view! {
        <Group title=words.timeline bare=true>
            {body}
        </Group>
        <NoteSheet note=edited on_save=on_edit on_close=move |()| edited.set(None) />
    }
}

/// The way to older notes.
#[component]
fn Rest(rest: usize, #[prop(into)] on_more: Callback<()>) -> impl IntoView {
    let words = use_desk().notes;
    (rest > 0).then(|| {
        let label = Signal::derive(move || words.older.run(rest));
        view! { <Button label on_press=on_more wide=true /> }
    })
}

#[component]
fn Item(
    note: Note,
    edited: RwSignal<Option<Note>>,
    on_delete: Callback<RecordId>,
) -> impl IntoView {
    let desk = use_desk();
    let words = desk.notes;
    let (id, millis) = (note.id, note.when);
    let text = note.text.clone();
    let note = StoredValue::new(note);
    let when = Signal::derive(move || desk.when.run(millis));
    let items = Signal::derive(move || {
        let edit = Callback::new(move |()| edited.set(Some(note.get_value())));
        let delete = Callback::new(move |()| on_delete.run(id));
        vec![
            MenuItem::new(words.edit.get(), IconName::Pencil, edit),
            MenuItem::new(words.delete.get(), IconName::Trash2, delete).danger(),
        ]
    });
    let name = Signal::derive(move || words.menu.run(when.get()));
    view! {
        <TimelineItem
            title=words.note
            when
            moment=Signal::derive(move || Some(desk.moment.run(millis)))
            icon=IconName::StickyNote
            extra=move || view! { <Menu label=name items /> }
        >
            <div dir="auto">{text}</div>
        </TimelineItem>
    }
}
