//! Layouts of kinds, for the settings: fields and sections hidden and ordered, and kinds that the
//! user works without.

use super::records::Records;
use super::settings::Settings;
use super::words::t;
use app::{Done, FieldLayout};
use domain::{Field, KindId, Schema, Trait, Value};

/// A change of a layout.
pub enum LayoutChange {
    /// What is said of a field, by its key.
    Field(String, FieldLayout),
    /// A section hidden or shown again; with an empty part, the kind itself.
    Hide(String, bool),
    /// The order of sections, or of the fields of a section.
    Order(Vec<String>),
}

impl Settings {
    /// Returns the kinds that the user may work without. Tracked.
    pub fn optional_kinds(&self) -> Vec<Schema> {
        let workspace = self.session.workspace_of_shape();
        let replica = workspace.replica();
        let all = replica.context().schemas.all().iter();
        all.filter(|schema| schema.is(Trait::Optional)).cloned().collect()
    }

    /// Returns what is said of a field that came with the app.
    pub fn field_layout(&self, field: &Field, schema: &Schema) -> FieldLayout {
        let layout = self.session.workspace().layout(schema.kind, &field.key);
        let flag = |number| {
            let value = layout.as_ref().and_then(|it| domain::Fields::value(it, number));
            value == Some(Value::Flag(true))
        };
        FieldLayout {
            hidden: flag(domain::part_layout::HIDDEN),
            required: flag(domain::part_layout::REQUIRED),
            default: field.default.clone(),
        }
    }

    /// True if a section of a kind's forms is hidden. Tracked.
    pub fn is_section_hidden(&self, kind: KindId, part: &str) -> bool {
        let layout = self.session.workspace_of_shape().layout(kind, part);
        layout.is_some_and(|it| domain::Fields::flag(&it, domain::part_layout::HIDDEN))
    }

    /// Changes a layout, and calls `then` when done.
    pub fn change_layout(self, kind: KindId, change: LayoutChange, then: impl FnOnce() + 'static) {
        let workspace = self.session.workspace();
        let said = match &change {
            LayoutChange::Order(_) => t!(self.session.words, selling.order_changed),
            LayoutChange::Field(..) | LayoutChange::Hide(..) => {
                t!(self.session.words, kinds.layout_changed)
            }
        };
        let work = async move {
            match change {
                LayoutChange::Field(key, set) => workspace.set_field_layout(kind, &key, &set).await,
                LayoutChange::Hide(part, hide) => workspace.hide_part(kind, &part, hide).await,
                LayoutChange::Order(parts) => workspace.order_parts(kind, &parts).await,
            }
        };
        self.session.run(work, move |done: Done| {
            self.session.say_done(said, done.stamp);
            then();
        });
    }
}

impl Records {
    /// True if a kind has its list at this path: one that the user works without has none. Tracked.
    pub fn has_list_at(&self, path: &str) -> bool {
        self.lists().iter().any(|(list, _)| list == path)
    }
}
