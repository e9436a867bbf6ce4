//! The handle for records. Here: reading one record, and choosing one in a picker. Elsewhere:
//!
//! - `saving.rs`: saving, deleting and changing many; `stored_drafts.rs`: unfinished forms.
//! - `lists.rs`: lists that stay up to date; `contact_list.rs` and `columns.rs`: the contact list.
//! - `record_page.rs`: what a record's page and form need; `photos.rs`; `tag_colors.rs`.
//! - `quick.rs`: quick add; `log_choosing.rs`: a contact or company created while logging.
//! - `deals.rs`: copying a deal; `day.rs`: birthdays; `bin.rs`: names in the bin.
//! - `storage.rs`: the tags in the settings; `exporting.rs` and `restored.rs`: files.

use super::format::Formatter;
use super::session::Session;
use app::{Candidate, CandidateQuery, Candidates, PageSection, Relation, TagCount};
use domain::{KindId, RecordId, Schema, Trait};
use replica::{Record, Row};

/// Records: reading, saving, deleting and listing them, with their photos, drafts, tags and files. A
/// cheap `Copy` handle.
#[derive(Clone, Copy)]
pub struct Records {
    pub(super) session: &'static Session,
    pub(super) format: Formatter,
}

impl Records {
    /// Returns a record's name. Tracked.
    pub fn name(&self, id: RecordId) -> String {
        self.session.workspace_of_record(id).name(id)
    }

    /// Returns a record's name as it is now; does not subscribe the calling view.
    pub fn peek_name(&self, id: RecordId) -> String {
        self.session.workspace().name(id)
    }

    /// Returns a record as it is now; does not subscribe the calling view.
    pub fn peek(&self, id: RecordId) -> Option<Record> {
        self.session.workspace().record(id)
    }

    /// Returns all records of a kind. Tracked.
    pub fn all(&self, kind: KindId) -> Vec<Record> {
        let workspace = self.session.workspace_of(&[kind]);
        let replica = workspace.replica();
        replica.list(kind).iter().filter_map(|row| replica.record(*row)).collect()
    }

    /// Returns the schema of a kind, custom fields included, if there is such a kind. Tracked.
    pub fn known_schema(&self, kind: KindId) -> Option<Schema> {
        self.session.workspace_of_shape().schema(kind)
    }

    /// False if a record, or the kind that it is of, is known to be gone. Tracked.
    pub fn can_be_there(&self, kind: KindId, id: RecordId) -> bool {
        let workspace = self.session.workspace_of_record(id);
        let replica = workspace.replica();
        let in_bin = replica.row(id).is_some_and(|row| replica.is_deleted(row));
        !in_bin && self.known_schema(kind).is_some()
    }

    /// Returns the paths of all lists, with their kinds. Tracked.
    pub fn lists(&self) -> Vec<(String, KindId)> {
        let workspace = self.session.workspace_of_shape();
        let replica = workspace.replica();
        let listed = replica.context().schemas.all().iter().filter(|it| it.is(Trait::Listed));
        listed.map(|schema| (format!("/{}", schema.path), schema.kind)).collect()
    }

    /// Returns the schemas of the kinds with a list of their own. Tracked.
    pub fn listed_schemas(&self) -> Vec<Schema> {
        let workspace = self.session.workspace_of_shape();
        let replica = workspace.replica();
        let schemas = replica.context().schemas.all().iter();
        schemas.filter(|it| it.is(Trait::Listed)).cloned().collect()
    }

    /// Returns the path of a record's page; of its list, if its kind has no pages.
    pub fn path_of(&self, id: RecordId) -> Option<String> {
        let workspace = self.session.workspace_of_record(id);
        let schema = workspace.schema(workspace.kind_of(id)?)?;
        let home = format!("/{}", schema.path);
        Some(if schema.is(Trait::Timeline) || schema.kind.is_own() {
            format!("{home}/{id}")
        } else {
            home
        })
    }

    /// Returns the records of all kinds that match what was typed, the best first. Tracked.
    pub fn anything(&self, typed: &str, most: usize) -> Vec<Candidate> {
        self.session.workspace_tracked().anything(typed, most)
    }

    /// Returns the records that refer to a record, by kind and field. Tracked.
    pub fn relations(&self, id: RecordId) -> Vec<Relation> {
        self.session.workspace_tracked().relations(id)
    }

    /// Returns the sections of a kind's pages that show related records, in their order. Tracked.
    pub fn page_sections(&self, kind: KindId) -> Vec<PageSection> {
        self.session.workspace_of_shape().page_sections(kind)
    }

    /// Returns the title of a section of a kind's page. Tracked.
    pub fn page_section_title(&self, page: KindId, section: &PageSection) -> String {
        let (words, schema) = (self.session.words, self.schema(section.of));
        let title = words.kind_names(&schema).title;
        // Two fields of one kind may refer to the same record: companies by their parent company.
        match section.is_one_of_several || section.of == page {
            true => format!("{title} \u{b7} {}", words.field(&schema, &section.field)),
            false => title,
        }
    }

    /// Returns the schemas of the user's kinds, in their order. Tracked.
    pub fn own_kinds(&self) -> Vec<Schema> {
        let workspace = self.session.workspace_of_shape();
        let replica = workspace.replica();
        replica.context().schemas.own().cloned().collect()
    }

    /// Returns the row of a record; does not subscribe the calling view.
    pub fn row_of(&self, id: RecordId) -> Option<Row> {
        self.session.workspace().replica().row(id)
    }

    /// Counts the tags of a kind's records, most used first; does not subscribe the calling view.
    pub fn tags(&self, kind: KindId) -> Vec<TagCount> {
        self.session.workspace().tags(kind)
    }

    /// Returns a record as a picker offers it. Tracked.
    pub fn candidate(&self, id: RecordId) -> Option<Candidate> {
        self.session.workspace_of_record(id).candidate(id)
    }

    /// Returns the records that fit what was typed into a picker.
    pub fn candidates(&self, looking: &CandidateQuery) -> Candidates {
        self.session.workspace().candidates(looking)
    }

    /// Returns the record of a kind that a record belongs to, such as a contact's company.
    pub fn belongs_to(&self, id: RecordId, kind: KindId) -> Option<RecordId> {
        self.session.workspace().belongs_to(id, kind)
    }
}
