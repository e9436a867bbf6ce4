//! Edits as store actions: the changes made to each page inside the transaction.

use std::collections::BTreeMap;
use std::rc::Rc;

use domain::{
    DigestContext, Draft, DraftElement, DraftSlot, Element, Fields, KindId, RecordId, Value,
    any_kind, complete, fold,
};
use replica::{
    ActionKind, Before, HistoryEntry, NewElements, Origins, Page, PageKey, Record, Slot, Stamp,
    apply, merge_copies, undo,
};
use store::{Absence, Action, ImportedHistory, StoreError};

use super::copies::{CopyToMake, ExpectedCopies};
use super::filling::{filling, overwriting};

/// The stamp of everything a device creates by itself: the same on all devices, and earlier than
/// any user action. Its counter may differ: see [`Op::Seed`].
pub(super) const SEEDED: Stamp = Stamp { millis: 1, counter: 0, device: 0 };

/// An operation on one record.
#[derive(Clone, Debug)]
pub(super) enum Op {
    /// Creates it, of this kind, with these contents.
    Create(KindId, Draft),
    /// Writes these contents.
    Write(Draft),
    /// Writes what is missing: empty fields and new elements. Values that contradict the record are
    /// added as "also imported".
    Fill(Draft),
    /// Replaces contents; earlier "also imported" values and tags stay.
    Overwrite(Draft),
    /// Adds a tag.
    AddTag(String),
    /// Removes a tag.
    RemoveTag(String),
    /// Renames the first tag to the second.
    RenameTag(String, String),
    /// Writes values derived from other records: no stamp, no history.
    Derive(Draft),
    /// Creates it unless it exists; no history. The number is the stamp's counter: devices that
    /// begin with other contents have another, so that a merge takes all of them from one device.
    Seed(u16, Draft),
    /// Fills empty fields with defaults, creating the record if necessary, until the user decides
    /// otherwise. Stamped earlier than any user action; no history.
    Presume(Draft),
    /// Merges it with another copy, whose values carry their own stamps; no history, since those
    /// values bring theirs.
    Merge(Box<Record>),
    /// Makes another copy of it, as the action leaves it, in a page that has none.
    Copy(Box<CopyToMake>),
    /// Deletes it for ever if it is in the bin; no history.
    Erase,
    /// Removes it from its page without a trace if its newest value still has this stamp: for
    /// records the app created by itself and for duplicate copies.
    Purge(Stamp),
    /// Restores the values that an action overwrote.
    Undo {
        /// The overwritten values.
        before: Box<Before>,
        /// The action to undo.
        undone: Stamp,
    },
}

impl Op {
    /// Returns the kind of record it creates or writes; `KindId(0)` if the operation carries none.
    pub fn kind(&self) -> KindId {
        match self {
            Self::Create(kind, _) => *kind,
            Self::Write(draft)
            | Self::Fill(draft)
            | Self::Overwrite(draft)
            | Self::Derive(draft)
            | Self::Seed(_, draft)
            | Self::Presume(draft) => draft.kind,
            Self::AddTag(_)
            | Self::RemoveTag(_)
            | Self::RenameTag(..)
            | Self::Erase
            | Self::Purge(_) => KindId(0),
            Self::Merge(other) => other.kind,
            Self::Copy(made) => made.record.kind,
            Self::Undo { before, .. } => before.record.kind,
        }
    }

    /// True for what all copies of a record have to follow; the others are about one copy.
    pub fn is_for_all_copies(&self) -> bool {
        !matches!(self, Self::Copy(_) | Self::Derive(_) | Self::Merge(_) | Self::Purge(_))
    }

    /// True if the records of the moment make it part of an action: it is found anew when they have
    /// moved.
    pub fn is_consequence(&self) -> bool {
        matches!(self, Self::Copy(_) | Self::Derive(_))
    }

    /// Returns the stamp of what the app creates by itself; `None` for what a person does.
    fn seeded(&self) -> Option<Stamp> {
        match self {
            Self::Seed(counter, _) => Some(Stamp { counter: *counter, ..SEEDED }),
            Self::Presume(_) => Some(SEEDED),
            _ => None,
        }
    }
}

/// The ids of new elements: all copies of a record get the same ones, however often the transaction
/// runs.
#[derive(Default)]
struct ElementIds {
    drawn: BTreeMap<RecordId, Vec<u64>>,
    /// Number of ids given to each copy so far.
    given: BTreeMap<(PageKey, RecordId), usize>,
}

impl ElementIds {
    fn next(&mut self, key: PageKey, id: RecordId, random: &dyn Fn() -> u64) -> u64 {
        let drawn = self.drawn.entry(id).or_default();
        let given = self.given.entry((key, id)).or_default();
        *given += 1;
        while drawn.len() < *given {
            drawn.push(random());
        }
        drawn[*given - 1]
    }
}

/// A user action over any number of records.
pub(super) struct Edits<'a> {
    pub now: i64,
    pub context: Rc<DigestContext>,
    pub random: &'a dyn Fn() -> u64,
    pub action: ActionKind,
    pub label: String,
    pub undid: Option<Stamp>,
    /// Maps stamps written by an undo to the stamps they restored, so a series of undos keeps
    /// working.
    pub origins: Origins,
    /// Records these edits assume do not exist, if their pages alone cannot tell.
    pub absence: Option<Absence>,
    /// By page, in the order in which they are to be done.
    pub pages: BTreeMap<PageKey, Vec<(RecordId, Op)>>,
    /// The copies of records that are kept with their parties, as they are expected.
    pub copies: BTreeMap<RecordId, ExpectedCopies>,
    /// The records' values before the action; filled by the transaction.
    pub before: Vec<(PageKey, Before)>,
    /// Number of fields that an undo left alone.
    pub skipped: usize,
    /// Number of unreadable records for which an import had more data.
    pub unreadable: usize,
    /// Number of records that arrive with the action in pages of their own, from an import or a
    /// backup.
    pub made: usize,
    /// History entries from a backup.
    pub past: Vec<(Stamp, Vec<u8>)>,
    /// The newest stamp in a backup.
    pub newest: Stamp,
    /// The pages in memory.
    memory: &'a dyn MemoryPages,
    stamp: Stamp,
    elements: ElementIds,
}

/// The pages that a tab has in memory.
pub(super) trait MemoryPages {
    /// Returns a page, if memory reflects this commit of this device and no later one.
    fn page_as_of(&self, key: PageKey, commit: u64, device: u64) -> Option<Vec<u8>>;
}

impl<'a> Edits<'a> {
    pub fn new(
        action: ActionKind,
        label: String,
        now: i64,
        context: Rc<DigestContext>,
        memory: &'a dyn MemoryPages,
        random: &'a dyn Fn() -> u64,
    ) -> Self {
        Self {
            now,
            context,
            random,
            action,
            label,
            undid: None,
            origins: Origins::default(),
            absence: None,
            pages: BTreeMap::new(),
            copies: BTreeMap::new(),
            before: Vec::new(),
            skipped: 0,
            unreadable: 0,
            made: 0,
            past: Vec::new(),
            newest: Stamp::NEVER,
            memory,
            stamp: Stamp::NEVER,
            elements: ElementIds::default(),
        }
    }

    pub fn add(&mut self, key: PageKey, id: RecordId, op: Op) {
        self.pages.entry(key).or_default().push((id, op));
    }

    /// Applies an operation to a record; `None` if nothing changes.
    pub(super) fn apply_op(&mut self, key: PageKey, record: &Record, op: &Op) -> Option<Record> {
        match op {
            // Kinds of a newer version, too.
            Op::Merge(other) => return merged(record, other),
            Op::Erase => return erased(record, self.stamp),
            // Nothing is written over a tombstone.
            _ if record.is_gone() => return None,
            _ => {}
        }
        let context = self.context.clone();
        let schema = context.schemas.get(record.kind)?;
        let mut draft = match op {
            Op::Derive(draft) => return derived(record, draft),
            Op::Erase | Op::Purge(_) | Op::Merge(_) | Op::Copy(_) => return None,
            Op::Create(_, draft) | Op::Write(draft) | Op::Seed(_, draft) => draft.clone(),
            Op::Presume(draft) => presumed(record, draft),
            Op::Fill(draft) => filling(record, draft, schema, context.dialing),
            Op::Overwrite(draft) => overwriting(record, draft, schema, self.stamp),
            Op::AddTag(tag) => with_tag(record, tag, true)?,
            Op::RemoveTag(tag) => with_tag(record, tag, false)?,
            Op::RenameTag(from, to) => renamed_tag(record, from, to)?,
            Op::Undo { before, undone } => {
                let deleted = before.created && !record.is_deleted();
                if deleted && self.origins.is_all_by(record, *undone) {
                    let mut draft = Draft::new(record.kind);
                    draft.set(any_kind::DELETED, Value::Flag(true));
                    draft
                } else if before.created {
                    self.skipped += 1;
                    return None;
                } else {
                    let (after, over, skipped) =
                        undo(record, &before.record, *undone, &self.origins, self.stamp);
                    self.skipped += skipped.len();
                    if over.record.entries.is_empty() {
                        return None;
                    }
                    self.before.push((key, over));
                    return Some(after);
                }
            }
        };
        complete(record, &mut draft, self.now);
        let random = self.random;
        let mut next = || self.elements.next(key, record.id, random);
        let new = match op {
            Op::Fill(_) | Op::Overwrite(_) => NewElements::Imported,
            _ => NewElements::Typed(&mut next),
        };
        let seeded = op.seeded();
        let (after, before) = apply(record, &draft, schema, seeded.unwrap_or(self.stamp), new);
        if before.record.entries.is_empty() {
            return None;
        }
        if seeded.is_none() {
            self.before.push((key, before));
        }
        Some(after)
    }

    /// Predicts a record after these operations; the transaction computes the same again.
    pub fn foresee(&mut self, key: PageKey, record: Record, ops: &[Op]) -> Record {
        let after =
            ops.iter().fold(record, |record, op| self.apply_op(key, &record, op).unwrap_or(record));
        self.before.clear();
        self.elements.given.clear();
        self.skipped = 0;
        after
    }
}

/// Returns the record with what another copy of it says; `None` if that changes nothing.
fn merged(record: &Record, other: &Record) -> Option<Record> {
    let after = merge_copies(record, other);
    (record.kind == other.kind && after != *record).then_some(after)
}

/// Returns the tombstone of a record in the bin; `None` for any other.
fn erased(record: &Record, stamp: Stamp) -> Option<Record> {
    let is_binned = record.is_deleted() && !record.is_gone();
    is_binned.then(|| Record::gone(record.kind, record.id, stamp))
}

/// Returns the part of a draft for which the record has no value yet.
fn presumed(record: &Record, draft: &Draft) -> Draft {
    let mut draft = draft.clone();
    draft.slots.retain(|field, _| record.value(*field).is_none());
    draft
}

/// Returns the record with derived values; `None` if it already has them, or was deleted for ever.
pub(super) fn derived(record: &Record, draft: &Draft) -> Option<Record> {
    if record.is_gone() {
        return None;
    }
    let mut after = record.clone();
    for (field, slot) in &draft.slots {
        if let DraftSlot::One(value) = slot
            && record.value(*field) != *value
        {
            after.put(*field, Slot::One { stamp: Stamp::NEVER, value: value.clone() });
        }
    }
    (after != *record).then_some(after)
}

impl Action for Edits<'_> {
    fn pages(&self) -> Vec<PageKey> {
        self.pages.keys().copied().collect()
    }

    fn now_millis(&self) -> i64 {
        self.now
    }

    fn absence(&self) -> Option<Absence> {
        self.absence.clone()
    }

    fn begin(&mut self, stamp: Stamp) {
        self.stamp = stamp;
        self.before.clear();
        self.elements.given.clear();
        self.skipped = 0;
        self.unreadable = 0;
    }

    fn page_in_memory(&self, key: PageKey, commit: u64) -> Option<Vec<u8>> {
        self.memory.page_as_of(key, commit, self.stamp.device)
    }

    fn page(&mut self, key: PageKey, bytes: Option<&[u8]>) -> Result<Option<Vec<u8>>, StoreError> {
        self.edited(key, bytes)
    }

    fn imported_history(&self) -> ImportedHistory<'_> {
        ImportedHistory { entries: &self.past, newest: self.newest }
    }

    fn history(&mut self) -> Option<Vec<u8>> {
        if self.before.is_empty() && self.made == 0 {
            return None;
        }
        let entry = HistoryEntry {
            stamp: self.stamp,
            action: self.action,
            label: self.label.clone(),
            count: u32::try_from(self.made + self.before.len()).unwrap_or(u32::MAX),
            undid: self.undid,
            before: self.before.clone(),
        };
        Some(entry.encode())
    }
}

/// Builds a draft that renames a tag; `None` if the record does not carry it. If the record carries
/// both names, they become one.
fn renamed_tag(record: &Record, from: &str, to: &str) -> Option<Draft> {
    let is = |element: &Element, tag: &str| {
        element.value.as_text().is_some_and(|text| fold(text.trim()) == fold(tag.trim()))
    };
    let tags = record.elements(any_kind::TAGS);
    let place = tags.iter().position(|element| is(element, from))?;
    let new = DraftElement {
        id: None,
        label: tags[place].label.clone(),
        value: Value::Text(to.trim().to_owned()),
    };
    let before = tags.iter().take(place).filter(|element| !is(element, to)).count();
    let others = tags.into_iter().filter(|element| !is(element, from) && !is(element, to));
    let mut elements: Vec<DraftElement> = others
        .map(|Element { id, label, value }| DraftElement { id: Some(id), label, value })
        .collect();
    elements.insert(before, new);
    let mut draft = Draft::new(record.kind);
    draft.slots.insert(any_kind::TAGS, DraftSlot::Many(elements));
    Some(draft)
}

/// Builds a draft that adds or removes a tag; `None` if that changes nothing.
fn with_tag(record: &Record, tag: &str, wanted: bool) -> Option<Draft> {
    let same =
        |value: &Value| value.as_text().is_some_and(|text| fold(text.trim()) == fold(tag.trim()));
    let tags = record.elements(any_kind::TAGS);
    if tags.iter().any(|element| same(&element.value)) == wanted {
        return None;
    }
    let keep = tags.into_iter().filter(|element| !same(&element.value));
    let mut elements: Vec<DraftElement> = keep
        .map(|element| DraftElement {
            id: Some(element.id),
            label: element.label,
            value: element.value,
        })
        .collect();
    if wanted {
        elements.push(DraftElement {
            id: None,
            label: String::new(),
            value: Value::Text(tag.trim().to_owned()),
        });
    }
    let mut draft = Draft::new(record.kind);
    draft.slots.insert(any_kind::TAGS, DraftSlot::Many(elements));
    Some(draft)
}

/// An action that rewrites pages unchanged except for new digests.
pub(super) struct Redigest {
    pub keys: Vec<PageKey>,
    pub context: Rc<DigestContext>,
    pub now: i64,
}

impl Action for Redigest {
    fn pages(&self) -> Vec<PageKey> {
        self.keys.clone()
    }

    fn now_millis(&self) -> i64 {
        self.now
    }

    fn page(&mut self, _key: PageKey, bytes: Option<&[u8]>) -> Result<Option<Vec<u8>>, StoreError> {
        let page = bytes.and_then(|bytes| Page::open(bytes.to_vec()).ok());
        Ok(page.and_then(|page| page.redigested(&self.context)).map(|page| page.bytes().to_vec()))
    }
}
