//! The files of a record's page: a section for each field that holds some.

use leptos::prelude::*;

use super::page::RecordPage;
use crate::ui::parts::{FileAdder, RecordFiles};
use domain::{Field, FileRef, files_of};
use kit::Group;

/// The sections of files; the first one takes what is pasted or dropped on the page.
#[component]
pub fn FileSections(page: RecordPage) -> impl IntoView {
    let RecordPage { app, record, schema, .. } = page;
    let fields = Memo::new(move |_| {
        let shown = |schema: &domain::Schema| {
            record.with(|record| Some(app.records.file_fields(record.as_ref()?, schema)))
        };
        shown(&schema.read()).unwrap_or_default()
    });
    let first = Memo::new(move |_| {
        fields.with(|fields| fields.iter().find(|field| field.many).map(|field| field.number))
    });
    view! {
        <For each=move || fields.get() key=|field| field.number let:field>
            <FileSection page catches=first.get_untracked() == Some(field.number) field />
        </For>
    }
}

#[component]
fn FileSection(page: RecordPage, catches: bool, field: Field) -> impl IntoView {
    let RecordPage { app, id, record, schema, .. } = page;
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
