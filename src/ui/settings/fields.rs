//! The custom fields.

use leptos::prelude::*;

use super::field_sheet::FieldSheet;
use crate::ui::state::{AppState, t, use_app};
use domain::{CUSTOM_FIELD, Fields, RecordId, built_in, custom_field};
use kit::{Button, ButtonKind, Group, Icon, IconName, ListRow};

/// The field being edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditedField {
    /// A new field.
    New,
    /// An existing field.
    Old(RecordId),
}

/// A field in the list.
struct Listed {
    id: RecordId,
    name: String,
    below: String,
}

/// Returns the custom fields in order of creation.
fn listed(app: AppState) -> Vec<Listed> {
    let schemas = built_in();
    let read = |view: &crate::ui::state::Record| {
        let of = view.text(custom_field::OF);
        let of = schemas.by_key(&of).map_or(of, |schema| schema.label_many.to_string());
        let kind = view.text(custom_field::TYPE);
        let kind = custom_field::TYPES.iter().find(|known| known.key == kind);
        let kind = kind.map(|kind| kind.label.to_string()).unwrap_or_default();
        Listed {
            id: view.id, name: view.text(custom_field::NAME), below: format!("{of} · {kind}")
        }
    };
    let mut fields: Vec<Listed> = app.records.all(CUSTOM_FIELD).iter().map(read).collect();
    fields.sort_by_key(|field| field.id);
    fields
}

/// The custom fields.
#[component]
pub fn CustomFields() -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let edited = RwSignal::new(None::<EditedField>);
    let row = move |Listed { id, name, below }: Listed| {
        view! {
            <ListRow
                leading=|| view! { <Icon name=IconName::AlignLeft /> }
                title=move || name.clone()
                subtitle=move || below.clone()
                trailing=|| view! { <Icon name=IconName::ChevronRight /> }
                on_press=move |()| edited.set(Some(EditedField::Old(id)))
            />
        }
    };
    let rows = move || {
        let fields = listed(app);
        if fields.is_empty() {
            return view! {
                <ListRow
                    title=move || t!(words, settings.no_fields)
                    subtitle=move || t!(words, settings.no_fields_text)
                />
            }
            .into_any();
        }
        fields.into_iter().map(row).collect_view().into_any()
    };
    let add = move || {
        view! {
            <Button
                label=Signal::derive(move || t!(words, settings.add_field))
                kind=ButtonKind::Ghost
                icon=IconName::Plus
                on_press=move |()| edited.set(Some(EditedField::New))
            />
        }
    };
    view! {
        <Group title=Signal::derive(move || t!(words, settings.custom_fields)) aside=add>
            {rows}
        </Group>
        <FieldSheet edited />
    }
}
