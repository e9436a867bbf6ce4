//! Values that records derive from others of the same import: the next task of a new contact.

use std::collections::BTreeMap;

use super::super::edits::derived;
use domain::{DigestContext, Draft, RecordId, Schema, derivations_from, derivations_of, derive};
use replica::{NewElements, Record, Stamp, apply};

/// New records of which values derive, and those that show them.
pub struct Deriving<'a> {
    context: &'a DigestContext,
    /// Open records about others.
    causes: Vec<(RecordId, Draft)>,
    /// The places in `causes` of the records about a record.
    about: BTreeMap<RecordId, Vec<usize>>,
    /// New records that show derived values, held back until all causes are known.
    late: Vec<(RecordId, Draft)>,
    /// True if the import brings causes at all.
    waits: bool,
}

impl<'a> Deriving<'a> {
    pub fn new(context: &'a DigestContext) -> Self {
        let (causes, about, late) = (Vec::new(), BTreeMap::new(), Vec::new());
        Self { context, causes, about, late, waits: false }
    }

    /// Holds records back that show values of others.
    pub fn wait(&mut self) {
        self.waits = true;
    }

    /// Takes a record over if it must wait for the records about it.
    pub fn holds_back(&mut self, id: RecordId, draft: &Draft, schema: &Schema) -> bool {
        if derivations_from(schema.kind).next().is_some() && schema.is_open(draft) {
            for party in schema.parties_of(draft) {
                self.about.entry(party).or_default().push(self.causes.len());
            }
            self.causes.push((id, draft.clone()));
        }
        let late = self.waits && !derivations_of(schema.kind).is_empty();
        if late {
            self.late.push((id, draft.clone()));
        }
        late
    }

    /// Returns the records that waited, with their derived values.
    pub fn held_back(&mut self, stamp: Stamp) -> Vec<Record> {
        let late = std::mem::take(&mut self.late).into_iter();
        late.filter_map(|(id, draft)| self.finished(id, &draft, stamp)).collect()
    }

    fn finished(&self, id: RecordId, draft: &Draft, stamp: Stamp) -> Option<Record> {
        let schema = self.context.schemas.get(draft.kind)?;
        let blank = Record::new(draft.kind, id);
        let (record, _) = apply(&blank, draft, schema, stamp, NewElements::Imported);
        let mut values = Draft::new(draft.kind);
        for rule in derivations_of(draft.kind) {
            let Some(from) = self.context.schemas.get(rule.from) else { continue };
            let about = self.about.get(&id).into_iter().flatten();
            let about = about.filter_map(|place| self.causes.get(*place));
            let about = about.map(|(_, cause)| cause).filter(|cause| cause.kind == rule.from);
            derive(rule, from, about, &mut values);
        }
        Some(derived(&record, &values).unwrap_or(record))
    }

    /// Returns the records from which existing ones derive values, too.
    pub fn causes(&mut self) -> Vec<(RecordId, Draft)> {
        std::mem::take(&mut self.causes)
    }
}
