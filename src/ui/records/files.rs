//! The files of a record's page: a section for each field that holds some.

use std::sync::Arc;

use leptos::prelude::*;

use crate::ui::parts::{FileAdder, RecordFiles};
use crate::ui::state::{Record, use_app};
use domain::{Field, FileRef, RecordId, Schema, files_of};
use kit::Group;

/// The sections of files; the first one takes what is pasted or dropped on the page.
#[component]
pub fn FileSections(
    /// The record's id.
    id: RecordId,
    /// The record.
    record: Memo<Option<Record>>,
    /// The schema of its kind, custom fields included.
    schema: Memo<Arc<Schema>>,
) -> impl IntoView {
    let app = use_app();
    let fields = Memo::new(move |_| {
        let shown = |schema: &Schema| {
            record.with(|record| Some(app.records.file_fields(record.as_ref()?, schema)))
        };
        shown(&schema.read()).unwrap_or_default()
    });
    let first = Memo::new(move |_| {
        fields.with(|fields| fields.iter().find(|field| field.many).map(|field| field.number))
    });
    view! {
        <For each=move || fields.get() key=|field| field.number let:field>
            <FileSection id record schema catches=first.get_untracked() == Some(field.number) field />
        </For>
    }
}

#[component]
fn FileSection(
    id: RecordId,
    record: Memo<Option<Record>>,
    schema: Memo<Arc<Schema>>,
    catches: bool,
    field: Field,
) -> impl IntoView {
    let app = use_app();
    let (number, many) = (field.number, field.many);
    let field = StoredValue::new(field);
    let title = Signal::derive(move || {
        let schema = schema.read();
        field.with_value(|field| app.words.field(&schema, field))
    });
    let files = Memo::new(move |_| {
        let of = |field: &Field| record.with(|record| Some(files_of(record.as_ref()?, field)));
        field.with_value(of).unwrap_or_default()
    });
    let count = move || {
        let count = files.read().len();
        (count > 1).then(|| view! { <span class="numbers">{app.format.number(count)}</span> })
    };
    let on_add = move |some: Vec<FileRef>| app.records.attach(id, number, some);
    let on_remove = move |hash: String| app.records.take_off(id, number, &hash);
    view! {
        <Group title aside=count bare=true>
            <RecordFiles label=title files on_remove=Callback::new(on_remove) />
            <FileAdder many catches on_add />
        </Group>
    }
}
