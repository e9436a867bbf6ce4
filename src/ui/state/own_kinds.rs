//! The kinds of records and their custom fields, for the settings.

use super::settings::Settings;
use super::words::t;
use app::{KindToExtend, Retyping};
use domain::{Choice, Draft, Field, Fields, KindId, RecordId, Schema, custom_field, default_field};

/// A kind in the settings.
#[derive(Clone, Debug, PartialEq)]
pub struct KindInSettings {
    /// The kind.
    pub kind: KindId,
    /// The record that makes it a kind; `None` for a built-in one.
    pub record: Option<RecordId>,
    /// Its schema.
    pub schema: Schema,
    /// Number of its custom fields.
    pub fields: usize,
    /// Number of its records in memory.
    pub records: usize,
}

impl Settings {
    /// Returns the kinds that take custom fields. Tracked.
    pub fn kinds(&self) -> Vec<KindInSettings> {
        let workspace = self.session.workspace_tracked();
        let all = workspace.kinds_to_extend().into_iter();
        let known = all.filter_map(|KindToExtend { kind, record, fields, records }| {
            let schema = workspace.schema(kind)?;
            Some(KindInSettings { kind, record, schema, fields, records })
        });
        known.collect()
    }

    /// Says how many records and custom fields a kind has.
    pub fn count_in_kind(&self, kind: &KindInSettings) -> String {
        let words = self.session.words;
        let KindInSettings { fields, records, .. } = *kind;
        let fields = (fields > 0).then(|| t!(words, kinds.fields, count = fields));
        let records = (records > 0).then(|| t!(words, settings.records, count = records));
        fields.into_iter().chain(records).collect::<Vec<_>>().join("\u{a0}· ")
    }

    /// Returns the records of a kind's custom fields in their order. Tracked.
    pub fn custom_fields(&self, kind: KindId) -> Vec<RecordId> {
        self.session.workspace_of_shape().custom_fields_of(kind)
    }

    /// Returns the field by which the default of a custom field is typed.
    pub fn default_field(&self, draft: &Draft) -> Option<Field> {
        let workspace = self.session.workspace();
        let replica = workspace.replica();
        default_field(draft, &replica.context().schemas)
    }

    /// Returns the fields of a kind that fit: key and name. Tracked.
    pub fn fields_of_kind(
        &self,
        kind: KindId,
        fits: impl Fn(&Field) -> bool,
    ) -> Vec<(String, String)> {
        let workspace = self.session.workspace_tracked();
        let Some(schema) = workspace.schema(kind) else { return Vec::new() };
        let fields = schema.fields.iter().filter(|field| fits(field));
        let words = self.session.words;
        fields.map(|field| (field.key.to_string(), words.field(&schema, field))).collect()
    }

    /// Returns the types that a custom field can have; none if its type cannot change. Tracked.
    pub fn types_for(&self, field: RecordId) -> Vec<Choice> {
        self.session.workspace_of_shape().types_for(field)
    }

    /// True if a draft gives a custom field another type. Tracked.
    pub fn is_other_type(&self, field: RecordId, draft: &Draft) -> bool {
        let record = self.session.workspace_of_shape().record(field);
        let wanted = draft.said(custom_field::TYPE);
        record.is_some_and(|record| !wanted.is_empty() && record.said(custom_field::TYPE) != wanted)
    }

    /// Returns what the values of a custom field would become. Tracked.
    pub fn preview_retyping(&self, field: RecordId, draft: &Draft) -> Retyping {
        // A field that is gone has no values.
        self.session.workspace_tracked().preview_retyping(field, draft).unwrap_or_default()
    }

    /// Returns the different texts in a custom field, at most `most`.
    pub fn texts_in_field(&self, field: RecordId, most: usize) -> Vec<String> {
        self.session.workspace().texts_in_field(field, most).unwrap_or_default()
    }

    /// Gives a custom field another type, converts its values, and calls `then` when done.
    pub fn retype_field(self, field: RecordId, draft: Draft, then: impl FnOnce() + 'static) {
        let workspace = self.session.workspace();
        self.session.run(async move { workspace.retype_field(field, draft).await }, move |done| {
            self.session.tidy();
            self.session.say_done(t!(self.session.words, kinds.retyped), done.stamp);
            then();
        });
    }

    /// Returns the choices of a custom field as lines, if they can be renamed.
    pub fn choices_to_rename(&self, field: RecordId) -> Option<String> {
        self.session.workspace().choices_to_rename(field)
    }

    /// Counts the live records with a choice in a custom field. Tracked.
    pub fn count_with_choice(&self, field: RecordId, choice: &str) -> usize {
        self.session.workspace_tracked().count_with_choice(field, choice)
    }

    /// Changes a custom field, gives choices other names, from and to, and calls `then` when done.
    pub fn rename_choices(
        self,
        field: RecordId,
        draft: Draft,
        renamed: Vec<(String, String)>,
        then: impl FnOnce() + 'static,
    ) {
        let workspace = self.session.workspace();
        let work = async move { workspace.rename_choices(field, draft, &renamed).await };
        self.session.run(work, move |done| {
            self.session.tidy();
            self.session.say_done(t!(self.session.words, kinds.choices_renamed), done.stamp);
            then();
        });
    }

    /// Returns the kinds that a field can refer to: key and name. Tracked.
    pub fn kinds_to_refer_to(&self) -> Vec<(String, String)> {
        let workspace = self.session.workspace_tracked();
        let replica = workspace.replica();
        let listed = replica.context().schemas.all().iter();
        let listed = listed.filter(|schema| schema.is(domain::Trait::Listed));
        listed.map(|it| (it.key.to_string(), self.session.words.kind_names(it).title)).collect()
    }

    /// Reorders the custom fields of a kind, or the user's kinds, and calls `then` when done.
    pub fn put_in_order(self, ids: Vec<RecordId>, then: impl FnOnce() + 'static) {
        let workspace = self.session.workspace();
        self.session.run(async move { workspace.put_shape_in_order(&ids).await }, move |done| {
            self.session.say_done(t!(self.session.words, selling.order_changed), done.stamp);
            then();
        });
    }

    /// Deletes a kind of the user; its records stay out of sight until that is undone.
    pub fn delete_kind(self, kind: KindId) {
        let workspace = self.session.workspace();
        let schema = workspace.schema(kind);
        let name = schema.map(|it| self.session.words.kind_names(&it).title).unwrap_or_default();
        self.session.run(async move { workspace.delete_kind(kind).await }, move |done| {
            self.session.tidy();
            self.session.say_deleted(&name, done.stamp);
        });
    }
}
