//! List cards: the few fields of a row, read from the packed page.

use std::collections::BTreeMap;

use domain::{
    CONTACT, Element, Field, Fields, KindId, RecordId, Value, any_kind, contact, default_columns,
    display_name, fold, initials, moment,
};
use replica::Row;
use store::Store;

use super::Env;
use super::workspace::Workspace;

/// A contact in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ContactCard {
    /// Its id.
    pub id: RecordId,
    /// Its name, in its own order.
    pub name: String,
    /// The avatar's letters.
    pub initials: String,
    /// The company's name, else the job title, else an email address or phone number.
    pub below: String,
    /// True if it is a favorite.
    pub favorite: bool,
    /// Its tags.
    pub tags: Vec<String>,
    /// Its phone numbers, with labels.
    pub phones: Vec<Element>,
    /// Its email addresses, with labels.
    pub emails: Vec<Element>,
    /// The time of the last contact, in milliseconds.
    pub last_contact: Option<i64>,
}

/// A record of any kind in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordCard {
    /// Its id.
    pub id: RecordId,
    /// Its name.
    pub name: String,
    /// The avatar's letters.
    pub initials: String,
    /// The first filled field of those that the schema puts below the name.
    pub below: String,
    /// True if it is a favorite.
    pub favorite: bool,
    /// Its tags.
    pub tags: Vec<String>,
    /// The time of the last contact, in milliseconds, if the kind has it.
    pub seen: Option<i64>,
}

/// A tag and the number of records that carry it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TagCount {
    /// The tag, in the spelling found first.
    pub tag: String,
    /// Number of live records that carry it.
    pub count: usize,
}

/// Number of records counted per call.
const COUNTED: usize = 2048;

/// The state of a tag count.
#[derive(Clone, Debug, Default)]
pub struct TagCounts {
    tags: BTreeMap<String, TagCount>,
    from: usize,
}

impl TagCounts {
    /// Counts one more record for a tag.
    pub fn add(&mut self, tag: String) {
        let known = self.tags.entry(fold(&tag));
        known.or_insert(TagCount { tag, count: 0 }).count += 1;
    }

    /// Returns the tags, the most used first.
    pub fn most_used_first(self) -> Vec<TagCount> {
        let mut tags: Vec<TagCount> = self.tags.into_values().collect();
        tags.sort_by_key(|tag| std::cmp::Reverse(tag.count));
        tags
    }
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// Returns a contact's card; `None` if the row is stale.
    pub fn contact_card(&self, row: Row) -> Option<ContactCard> {
        let replica = self.replica();
        if !replica.holds(row) {
            return None;
        }
        let view = replica.view(row);
        let name = display_name(&view, replica.context().names());
        let emails = view.elements(contact::EMAILS);
        let phones = view.elements(contact::PHONES);
        let company = replica.link(row).filter(|id| !self.is_hidden(*id)).map(|id| self.name(id));
        let reach = || {
            let texts = emails.iter().chain(&phones).filter_map(|element| element.value.as_text());
            texts.into_iter().find(|text| *text != name).unwrap_or_default().to_owned()
        };
        let below =
            company.into_iter().chain([view.text(contact::JOB_TITLE)]).find(|it| !it.is_empty());
        Some(ContactCard {
            id: replica.id(row),
            initials: initials(&view, replica.context().names()),
            below: below.unwrap_or_else(reach),
            favorite: replica.is_favorite(row),
            tags: view.texts(any_kind::TAGS),
            name,
            phones,
            emails,
            last_contact: moment(&view, contact::LAST_CONTACT),
        })
    }

    /// Returns a record's card; `None` if the row is stale or its kind unknown.
    pub fn card(&self, row: Row) -> Option<RecordCard> {
        let (replica, row) = self.held(row)?;
        let schema = replica.context().schemas.get(replica.kind(row))?;
        let (view, names) = (replica.view(row), replica.context().names());
        let name = schema.title_of(&view, names);
        let fields: Vec<&Field> = match schema.below.is_empty() {
            true => default_columns(schema),
            false => schema.below.iter().filter_map(|number| schema.field(*number)).collect(),
        };
        let mut below = fields.into_iter().filter_map(|field| self.said_below(field, &view));
        Some(RecordCard {
            id: replica.id(row),
            initials: schema.initials_of(&view, names),
            below: below.find(|text| !text.is_empty() && *text != name).unwrap_or_default(),
            favorite: replica.is_favorite(row),
            tags: view.texts(any_kind::TAGS),
            seen: schema.seen.and_then(|field| moment(&view, field)),
            name,
        })
    }

    /// Returns the text of a field, of its first element, or the name of the record it refers to.
    fn said_below(&self, field: &Field, record: &impl Fields) -> Option<String> {
        let value = match field.many {
            true => record.elements(field.number).into_iter().next()?.value,
            false => record.value(field.number)?,
        };
        match value {
            Value::Reference(id) => Some(self.name(id)),
            value => value.as_text().map(str::to_owned),
        }
    }

    /// Returns every tag of live records of a kind, the most used first.
    pub fn tags(&self, kind: KindId) -> Vec<TagCount> {
        let mut counts = TagCounts::default();
        while self.count_tags(kind, &mut counts) {}
        counts.most_used_first()
    }

    /// Counts the tags of the next batch of records, a few milliseconds' worth. Returns true if
    /// more remain; batched to keep the screen responsive.
    pub fn count_tags(&self, kind: KindId, counts: &mut TagCounts) -> bool {
        let replica = self.replica();
        let list = replica.list(kind);
        let part = list.get(counts.from..).unwrap_or_default();
        for row in part.iter().take(COUNTED) {
            replica.view(*row).texts(any_kind::TAGS).into_iter().for_each(|tag| counts.add(tag));
        }
        counts.from += COUNTED;
        counts.from < list.len()
    }

    /// Finds up to three contacts that may be the one being typed: same email address, phone number
    /// or name.
    pub fn similar(&self, draft: &impl Fields, except: Option<RecordId>) -> Vec<Row> {
        let replica = self.replica();
        let digest = replica.context().digest(CONTACT, draft);
        let text = String::from_utf8_lossy(&digest.text).into_owned();
        let name = text.split('\u{1e}').next().unwrap_or_default().to_owned();
        let mut needles: Vec<String> = draft
            .texts(contact::EMAILS)
            .iter()
            .map(|mail| format!("\u{1f}{}", fold(mail.trim())))
            .collect();
        let digits = text.split('\u{1d}').nth(1).unwrap_or_default();
        needles.extend(
            digits
                .split('\u{1f}')
                .filter(|part| part.len() > 5)
                .map(|part| format!("\u{1f}{part}")),
        );
        if name.len() > 3 && !name.contains('@') {
            needles.push(format!("{name}\u{1e}"));
        }
        needles.retain(|needle| needle.len() > 4);
        let finders: Vec<memchr::memmem::Finder<'_>> =
            needles.iter().map(memchr::memmem::Finder::new).collect();
        let matches = |row: &Row| {
            let text = replica.text(*row);
            finders.iter().any(|finder| finder.find(text).is_some())
                && Some(replica.id(*row)) != except
        };
        replica.list(CONTACT).iter().filter(|row| matches(row)).take(3).copied().collect()
    }
}
