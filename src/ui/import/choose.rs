//! The first step: choose files or paste rows.

use leptos::prelude::*;

use crate::ui::state::{t, use_app};
use kit::{Button, ButtonKind, FileField, Fold, Group, Icon, IconName, ListRow, TextArea};

/// File types offered by the file picker.
const ACCEPTED: &str = ".vcf,.vcard,.csv,.tsv,.tab,.txt,.xlsx,.xlsm,.xlsb,.xls,.ods,.zip,.json,.jsonl,\
                        .htm,.html,.xml,text/vcard,text/csv,text/tab-separated-values";

/// The first step.
#[component]
pub fn Choose() -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let row = move |text: String| view! { <ListRow leading=|| view! { <Icon name=IconName::Check /> } title=move || text.clone() /> };
    view! {
        <div class="screen__part">
            <FileField
                label=Signal::derive(move || t!(words, import.choose))
                hint=Signal::derive(move || Some(t!(words, import.hint)))
                accept=ACCEPTED.to_owned()
                multiple=true
                on_pick=move |event| app.imports.choose_import(event)
            />
        </div>
        <Paste />
        <p class="import__note">
            <Icon name=IconName::Lock />
            <span>{move || t!(words, import.privacy)}</span>
        </p>
        <Group title=Signal::derive(move || t!(words, import.formats))>
            {move || row(t!(words, import.vcard))}
            {move || row(t!(words, import.csv))}
            {move || row(t!(words, import.spreadsheets))}
            {move || row(t!(words, import.programs))}
            {move || row(t!(words, import.encodings))}
            {move || row(t!(words, import.kept))}
        </Group>
    }
}

/// An input for rows copied from a spreadsheet.
#[component]
fn Paste() -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let text = RwSignal::new(String::new());
    let open = RwSignal::new(false);
    view! {
        <div class="card import__paste" data-rows="">
            <Fold
                title=Signal::derive(move || t!(words, import.paste))
                subtitle=Signal::derive(move || t!(words, import.paste_hint))
                icon=IconName::Columns3
                open
            >
                <div class="import__inside">
                    <TextArea
                        label=Signal::derive(move || t!(words, import.rows))
                        value=text
                        rows=5
                        on_input=move |typed| text.set(typed)
                    />
                    <Button
                        label=Signal::derive(move || t!(words, import.look))
                        kind=ButtonKind::Primary
                        disabled=Signal::derive(move || text.read().trim().is_empty())
                        on_press=move |()| app.imports.import_text(&text.get_untracked())
                    />
                </div>
            </Fold>
        </div>
    }
}

/// The field to add another file.
#[component]
pub fn AddFile() -> impl IntoView {
    let app = use_app();
    let words = app.words;
    view! {
        <div class="import__add">
            <FileField
                label=Signal::derive(move || t!(words, import.add_file))
                accept=ACCEPTED.to_owned()
                multiple=true
                on_pick=move |event| app.imports.choose_import(event)
            />
        </div>
    }
}
