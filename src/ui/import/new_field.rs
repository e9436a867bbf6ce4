//! Creating a custom field for a column, in place.

use leptos::prelude::*;

use crate::ui::state::{
    AppState, ColumnFormat, ColumnInspection, ColumnTarget, ImportFile, fault_sentence, sentence,
    t, use_app,
};
use domain::{CUSTOM_FIELD, Draft, Fault, custom_field, custom_number};
use kit::{SelectField, SelectOption, Sheet, SheetForm, TextField};

/// The column that needs a field, and the suggested field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldRequest {
    /// The column, from 0.
    pub column: usize,
    name: String,
    kind: &'static str,
}

impl FieldRequest {
    /// Suggests a field with the column's header as name and the type its cells look like.
    pub fn new(column: usize, found: &ColumnInspection) -> Self {
        let kind = match found.looks {
            Some(ColumnFormat::Email) => "email",
            Some(ColumnFormat::Phone) => "phone",
            Some(ColumnFormat::Link) => "link",
            Some(ColumnFormat::Date) => "date",
            Some(ColumnFormat::Number) => "number",
            Some(ColumnFormat::Flag) => "flag",
            // Only if all cells parse: others would be kept outside the field.
            Some(ColumnFormat::Money) if found.amounts => "money",
            Some(ColumnFormat::Money | ColumnFormat::Country | ColumnFormat::Name) | None => "text",
        };
        Self { column, name: found.header.clone(), kind }
    }
}

/// True for field types that a table column can fill.
fn is_offered(key: &str) -> bool {
    key != "choice"
}

/// The sheet; open while a field is requested.
#[component]
pub fn NewField(
    /// The file's number.
    number: u32,
    /// The file.
    file: Memo<Option<ImportFile>>,
    /// The column that needs a field.
    asked: RwSignal<Option<FieldRequest>>,
) -> impl IntoView {
    let words = use_app().words;
    view! {
        <Sheet
            open=Signal::derive(move || asked.read().is_some())
            title=Signal::derive(move || t!(words, import.new_field_title))
            writes=true
            on_close=move |()| asked.set(None)
        >
            <FieldForm number file asked />
        </Sheet>
    }
}

#[component]
fn FieldForm(
    number: u32,
    file: Memo<Option<ImportFile>>,
    asked: RwSignal<Option<FieldRequest>>,
) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let (first, kind) =
        asked.get_untracked().map_or_else(Default::default, |asked| (asked.name, asked.kind));
    let name = RwSignal::new(first);
    let kind = RwSignal::new(kind.to_owned());
    let error = RwSignal::new(None::<String>);
    let types = move || {
        let types = app.records.choices(CUSTOM_FIELD, custom_field::TYPE).into_iter();
        let offered = types.filter(|(key, _)| is_offered(key));
        offered.map(|(key, name)| SelectOption::new(key, name)).collect::<Vec<_>>()
    };
    let save = move |()| {
        if name.read_untracked().trim().is_empty() {
            return error.set(Some(fault_sentence(&words, Fault::NoName)));
        }
        let of = file.with_untracked(|file| file.as_ref().map(|file| file.kind));
        let Some((of, at)) = of.zip(asked.get_untracked().map(|asked| asked.column)) else {
            return;
        };
        let mut draft = Draft::new(CUSTOM_FIELD);
        draft.set_text(custom_field::NAME, name.get_untracked());
        draft.set_text(custom_field::OF, untrack(|| app.records.schema(of)).key.to_string());
        draft.set_text(custom_field::TYPE, kind.get_untracked());
        make(app, draft, ColumnPlace { number, at }, asked, error);
    };
    view! {
        <SheetForm
            label=Signal::derive(move || t!(words, import.make_field))
            on_submit=save
        >
            <TextField
                label=Signal::derive(move || t!(words, import.field_name))
                value=name
                error
                on_input=move |text| name.set(text)
            />
            <SelectField
                label=Signal::derive(move || t!(words, import.field_type))
                value=kind
                choices=Signal::derive(types)
                on_change=move |chosen| kind.set(chosen)
            />
        </SheetForm>
    }
}

/// A column of a file.
#[derive(Clone, Copy)]
struct ColumnPlace {
    number: u32,
    at: usize,
}

/// Creates the field and maps the column to it.
fn make(
    app: AppState,
    draft: Draft,
    place: ColumnPlace,
    asked: RwSignal<Option<FieldRequest>>,
    error: RwSignal<Option<String>>,
) {
    app.records.save(None, draft, move |outcome| match outcome {
        Ok(saved) => {
            asked.set(None);
            let target = ColumnTarget::field(custom_number(saved.id));
            app.imports.choose_target(place.number, place.at, target);
            app.tidy();
        }
        Err(failed) => error.set(Some(sentence(&app.words, &failed))),
    });
}
