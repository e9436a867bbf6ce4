//! The sheet of a custom field: create, change, hide, delete.

use leptos::prelude::*;

use super::choice_names::{ChoiceLines, ChoiceNames};
use super::defaults::{DefaultInput, problems_of_default};
use super::next_type::NextType;
use crate::ui::state::{AppState, fault_sentence, sentence, t, use_app};
use domain::{CUSTOM_FIELD, Draft, Fault, Fields, KindId, RecordId, Value, custom_field};
use kit::{
    Button, ButtonKind, IconName, SelectField, SelectOption, Sheet, SheetForm, SwitchField,
    TextArea, TextField,
};

/// The field being edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditedField {
    /// A new field.
    New,
    /// An existing field.
    Old(RecordId),
}

/// The state of the open sheet.
#[derive(Clone, Copy)]
struct CustomFieldForm {
    app: AppState,
    edited: RwSignal<Option<EditedField>>,
    draft: RwSignal<Draft>,
    names: ChoiceNames,
    /// True after the first attempt to save: errors are not shown earlier.
    tried: RwSignal<bool>,
    error: RwSignal<Option<String>>,
}

const TEXTS: [u32; 5] = [
    custom_field::OF,
    custom_field::NAME,
    custom_field::TYPE,
    custom_field::CHOICES,
    custom_field::TO,
];
const FLAGS: [u32; 3] = [custom_field::MANY, custom_field::REQUIRED, custom_field::HIDDEN];

impl CustomFieldForm {
    fn new(app: AppState, edited: RwSignal<Option<EditedField>>, kind: Option<KindId>) -> Self {
        let mut draft = Draft::new(CUSTOM_FIELD);
        if let Some(EditedField::Old(id)) = edited.get_untracked()
            && let Some(record) = app.records.peek(id)
        {
            TEXTS.into_iter().for_each(|field| draft.set_text(field, record.text(field)));
            FLAGS.into_iter().for_each(|it| draft.set(it, Value::Flag(record.flag(it))));
            let default = record.value(custom_field::DEFAULT);
            draft.set(custom_field::DEFAULT, default.unwrap_or(Value::Text(String::new())));
        } else {
            let schema = kind.and_then(|kind| untrack(|| app.records.known_schema(kind)));
            let key = schema.map(|schema| schema.key.to_string()).unwrap_or_default();
            draft.set_text(custom_field::TO, "contact");
            draft.set_text(custom_field::OF, key);
            draft.set_text(custom_field::TYPE, "text");
        }
        let draft = RwSignal::new(draft);
        let old = match edited.get_untracked() {
            Some(EditedField::Old(id)) => Some(id),
            _ => None,
        };
        let names = ChoiceNames::begin(app, draft, old);
        Self { app, edited, draft, names, tried: RwSignal::new(false), error: RwSignal::new(None) }
    }

    fn is_new(self) -> bool {
        self.edited.get_untracked() == Some(EditedField::New)
    }

    fn text(self, field: u32) -> Signal<String> {
        let text = Memo::new(move |_| self.draft.with(|draft| draft.text(field)));
        text.into()
    }

    fn flag(self, field: u32) -> Signal<bool> {
        Signal::derive(move || self.draft.with(|draft| draft.flag(field)))
    }

    fn set_text(self, field: u32, text: String) {
        self.draft.update(|draft| draft.set_text(field, text));
    }

    fn set_flag(self, field: u32, on: bool) {
        self.draft.update(|draft| draft.set(field, Value::Flag(on)));
    }

    /// True if it is of this type. Tracked.
    fn is_a(self, kind: &str) -> bool {
        self.draft.with(|draft| draft.text(custom_field::TYPE) == kind)
    }

    fn lacks_name(self) -> bool {
        self.draft.with(|draft| draft.text(custom_field::NAME).trim().is_empty())
    }

    /// Says what is wrong with the choices. Tracked.
    fn fault_of_choices(self) -> Option<String> {
        let words = self.app.words;
        let none = self.draft.with(|draft| draft.text(custom_field::CHOICES).trim().is_empty());
        let missing = || t!(words, settings.field_choices_missing);
        let twice =
            || self.names.twice().map(|choice| t!(words, kinds.choice_twice, choice = choice));
        (none && self.is_a(custom_field::CHOICE)).then(missing).or_else(twice)
    }

    /// True if a field of this type can hold several values.
    fn can_be_many(self) -> bool {
        self.draft.with(|draft| custom_field::can_be_many(&draft.said(custom_field::TYPE)))
    }

    fn save(self) {
        self.tried.set(true);
        let bad_default = !untrack(|| problems_of_default(self.app, self.draft)).is_empty();
        if bad_default || untrack(|| self.lacks_name() || self.fault_of_choices().is_some()) {
            return;
        }
        let mut draft = self.draft.get_untracked();
        let id = match self.edited.get_untracked() {
            Some(EditedField::Old(id)) => {
                // These stay as they were made, so that no value is lost.
                for field in [custom_field::OF, custom_field::MANY, custom_field::TO] {
                    draft.slots.remove(&field);
                }
                if untrack(|| self.app.settings.is_other_type(id, &draft)) {
                    self.app.settings.retype_field(id, draft, move || self.edited.set(None));
                    return;
                }
                let renamed = untrack(|| self.names.renamed());
                if !renamed.is_empty() {
                    let close = move || self.edited.set(None);
                    self.app.settings.rename_choices(id, draft, renamed, close);
                    return;
                }
                Some(id)
            }
            _ => {
                let many = draft.flag(custom_field::MANY) && untrack(|| self.can_be_many());
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
    /// The kind that a new field extends.
    kind: Signal<Option<KindId>>,
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
            <CustomFieldForm form=CustomFieldForm::new(app, edited, kind.get_untracked()) />
        </Sheet>
    }
}

#[component]
fn CustomFieldForm(form: CustomFieldForm) -> impl IntoView {
    let words = form.app.words;
    let is_new = form.is_new();
    let many = form.flag(custom_field::MANY);
    let name_error = Signal::derive(move || {
        let blank = form.tried.get() && form.lacks_name();
        blank.then(|| fault_sentence(&words, Fault::NoName)).or_else(|| form.error.get())
    });
    let choices_error =
        Signal::derive(move || form.tried.get().then(|| form.fault_of_choices()).flatten());
    view! {
        <SheetForm
            label=Signal::derive(move || t!(words, shell.save))
            on_submit=move |()| form.save()
        >
            <TextField
                label=Signal::derive(move || t!(words, settings.field_name))
                value=form.text(custom_field::NAME)
                error=name_error
                on_input=move |text| form.set_text(custom_field::NAME, text)
            />
            {match form.edited.get_untracked() {
                Some(EditedField::Old(id)) => view! { <NextType id draft=form.draft /> }.into_any(),
                _ => view! { <Type form /> }.into_any(),
            }}
            <Show when=move || form.is_a(custom_field::CHOICE)>
                <ChoiceLines names=form.names error=choices_error />
            </Show>
            <Show when=move || form.is_a(custom_field::REFERENCE) && many.get()>
                <TextArea
                    label=Signal::derive(move || t!(words, settings.field_labels))
                    hint=Signal::derive(move || Some(t!(words, settings.field_labels_hint)))
                    value=form.text(custom_field::CHOICES)
                    on_input=move |text| form.set_text(custom_field::CHOICES, text)
                />
            </Show>
            <DefaultInput draft=form.draft tried=form.tried.into() />
            <SwitchField
                label=Signal::derive(move || t!(words, kinds.is_required))
                hint=Signal::derive(move || Some(t!(words, kinds.is_required_hint)))
                checked=form.flag(custom_field::REQUIRED)
                on_change=move |on| form.set_flag(custom_field::REQUIRED, on)
            />
            <SwitchField
                label=Signal::derive(move || t!(words, kinds.is_hidden))
                hint=Signal::derive(move || Some(t!(words, kinds.is_hidden_hint)))
                checked=form.flag(custom_field::HIDDEN)
                on_change=move |on| form.set_flag(custom_field::HIDDEN, on)
            />
        </SheetForm>
        {(!is_new).then(|| view! { <Delete form /> })}
    }
}

/// A new field's type, and the kind that it links to.
#[component]
fn Type(form: CustomFieldForm) -> impl IntoView {
    let words = form.app.words;
    let types = Signal::derive(move || {
        let types = form.app.records.choices(CUSTOM_FIELD, custom_field::TYPE).into_iter();
        types.map(|(key, name)| SelectOption::new(key, name)).collect::<Vec<_>>()
    });
    let kinds = Signal::derive(move || {
        let kinds = form.app.settings.kinds_to_refer_to().into_iter();
        kinds.map(|(key, name)| SelectOption::new(key, name)).collect::<Vec<_>>()
    });
    view! {
        <SelectField
            label=Signal::derive(move || t!(words, settings.field_type))
            value=form.text(custom_field::TYPE)
            choices=types
            on_change=move |kind| {
                form.draft.update(|draft| {
                    draft.set_text(custom_field::TYPE, kind);
                    draft.set_text(custom_field::DEFAULT, "");
                });
            }
        />
        <Show when=move || form.is_a(custom_field::REFERENCE)>
            <SelectField
                label=Signal::derive(move || t!(words, kinds.refers_to))
                value=form.text(custom_field::TO)
                choices=kinds
                on_change=move |kind| form.set_text(custom_field::TO, kind)
            />
        </Show>
        <Show when=move || form.can_be_many()>
            <SwitchField
                label=Signal::derive(move || t!(words, settings.field_many))
                checked=form.flag(custom_field::MANY)
                on_change=move |many| form.set_flag(custom_field::MANY, many)
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
