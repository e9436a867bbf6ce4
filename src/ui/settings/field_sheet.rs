//! The sheet of a custom field: create, rename, delete.

use leptos::prelude::*;

use super::fields::EditedField;
use crate::ui::state::{AppState, fault_sentence, sentence, t, use_app};
use domain::{COMPANY, CONTACT, CUSTOM_FIELD, Draft, Fault, Fields, Value, built_in, custom_field};
use kit::{
    Button, ButtonKind, IconName, SelectField, SelectOption, Sheet, SheetForm, SwitchField,
    TextArea, TextField,
};

/// The state of the open sheet.
#[derive(Clone, Copy)]
struct CustomFieldForm {
    app: AppState,
    edited: RwSignal<Option<EditedField>>,
    name: RwSignal<String>,
    of: RwSignal<String>,
    kind: RwSignal<String>,
    many: RwSignal<bool>,
    choices: RwSignal<String>,
    /// True after the first attempt to save: errors are not shown earlier.
    tried: RwSignal<bool>,
    error: RwSignal<Option<String>>,
}

impl CustomFieldForm {
    fn new(app: AppState, edited: RwSignal<Option<EditedField>>) -> Self {
        let contact = built_in().get(CONTACT).map(|schema| schema.key.to_string());
        let form = Self {
            app,
            edited,
            name: RwSignal::default(),
            of: RwSignal::new(contact.unwrap_or_default()),
            kind: RwSignal::new("text".to_owned()),
            many: RwSignal::new(false),
            choices: RwSignal::default(),
            tried: RwSignal::new(false),
            error: RwSignal::new(None),
        };
        if let Some(EditedField::Old(id)) = edited.get_untracked()
            && let Some(record) = app.records.peek(id)
        {
            form.name.set(record.text(custom_field::NAME));
            form.of.set(record.text(custom_field::OF));
            form.kind.set(record.text(custom_field::TYPE));
            form.many.set(record.flag(custom_field::MANY));
            form.choices.set(record.text(custom_field::CHOICES));
        }
        form
    }

    fn is_new(self) -> bool {
        self.edited.get_untracked() == Some(EditedField::New)
    }

    fn lacks_name(self) -> bool {
        self.name.read().trim().is_empty()
    }

    fn lacks_choices(self) -> bool {
        self.kind.with(|kind| kind == "choice") && self.choices.read().trim().is_empty()
    }

    /// True if a field of this type can hold several values.
    fn can_be_many(self) -> bool {
        ["text", "number", "date", "link", "email", "phone"].contains(&self.kind.read().as_str())
    }

    fn save(self) {
        self.tried.set(true);
        if untrack(|| self.lacks_name() || self.lacks_choices()) {
            return;
        }
        let mut draft = Draft::new(CUSTOM_FIELD);
        draft.set_text(custom_field::NAME, self.name.get_untracked());
        draft.set_text(custom_field::CHOICES, self.choices.get_untracked());
        let id = match self.edited.get_untracked() {
            Some(EditedField::Old(id)) => Some(id),
            _ => {
                draft.set_text(custom_field::OF, self.of.get_untracked());
                draft.set_text(custom_field::TYPE, self.kind.get_untracked());
                let many = self.many.get_untracked() && untrack(|| self.can_be_many());
                draft.set(custom_field::MANY, Value::Flag(many));
                None
            }
        };
        self.app.records.save(id, draft, move |outcome| match outcome {
            Ok(_saved) => {
                self.edited.set(None);
                self.app.tidy();
            }
            Err(error) => self.error.set(Some(sentence(&self.app.words, &error))),
        });
    }
}

/// The sheet; open while a field is edited.
#[component]
pub fn FieldSheet(
    /// The edited field, if any.
    edited: RwSignal<Option<EditedField>>,
) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let open = Signal::derive(move || edited.read().is_some());
    let title = Memo::new(move |last: Option<&String>| match (edited.get(), last) {
        (Some(EditedField::Old(_)), _) => t!(words, settings.edit_field),
        // The title stays while the sheet slides away.
        (None, Some(last)) => last.clone(),
        _ => t!(words, settings.add_field),
    });
    view! {
        <Sheet open title writes=true on_close=move |()| edited.set(None)>
            <CustomFieldForm form=CustomFieldForm::new(app, edited) />
        </Sheet>
    }
}

#[component]
fn CustomFieldForm(form: CustomFieldForm) -> impl IntoView {
    let words = form.app.words;
    let is_new = form.is_new();
    let name_error = Signal::derive(move || {
        let blank = form.tried.get() && form.lacks_name();
        blank.then(|| fault_sentence(&words, Fault::NoName)).or_else(|| form.error.get())
    });
    let choices_error = Signal::derive(move || {
        (form.tried.get() && form.lacks_choices())
            .then(|| t!(words, settings.field_choices_missing))
    });
    view! {
        <SheetForm
            label=Signal::derive(move || t!(words, shell.save))
            on_submit=move |()| form.save()
        >
            <TextField
                label=Signal::derive(move || t!(words, settings.field_name))
                value=form.name
                error=name_error
                hint=Signal::derive(move || (!is_new).then(|| t!(words, settings.field_fixed)))
                on_input=move |text| form.name.set(text)
            />
            {is_new.then(|| view! { <Kind form /> })}
            <Show when=move || form.kind.with(|kind| kind == "choice")>
                <TextArea
                    label=Signal::derive(move || t!(words, settings.field_choices))
                    value=form.choices
                    error=choices_error
                    on_input=move |text| form.choices.set(text)
                />
            </Show>
        </SheetForm>
        {(!is_new).then(|| view! { <Delete form /> })}
    }
}

/// A new field's kind of record and type.
#[component]
fn Kind(form: CustomFieldForm) -> impl IntoView {
    let words = form.app.words;
    let schemas = built_in();
    let of = [CONTACT, COMPANY].into_iter().filter_map(|kind| schemas.get(kind));
    let of: Vec<SelectOption> =
        of.map(|schema| SelectOption::new(schema.key.clone(), schema.label.clone())).collect();
    let types = custom_field::TYPES.iter();
    let types: Vec<SelectOption> =
        types.map(|kind| SelectOption::new(kind.key.clone(), kind.label.clone())).collect();
    view! {
        <SelectField
            label=Signal::derive(move || t!(words, settings.field_of))
            value=form.of
            choices=Signal::stored(of)
            on_change=move |of| form.of.set(of)
        />
        <SelectField
            label=Signal::derive(move || t!(words, settings.field_type))
            value=form.kind
            choices=Signal::stored(types)
            on_change=move |kind| form.kind.set(kind)
        />
        <Show when=move || form.can_be_many()>
            <SwitchField
                label=Signal::derive(move || t!(words, settings.field_many))
                checked=form.many
                on_change=move |many| form.many.set(many)
            />
        </Show>
    }
}

#[component]
fn Delete(form: CustomFieldForm) -> impl IntoView {
    let words = form.app.words;
    let delete = move || {
        if let Some(EditedField::Old(id)) = form.edited.get_untracked() {
            form.edited.set(None);
            form.app.settings.delete_custom_field(id);
        }
    };
    view! {
        <div class="settings__older">
            <Button
                label=Signal::derive(move || t!(words, shell.delete))
                kind=ButtonKind::Danger
                icon=IconName::Trash2
                wide=true
                on_press=move |()| delete()
            />
        </div>
        <p class="settings__note">{move || t!(words, settings.delete_field_hint)}</p>
    }
}
