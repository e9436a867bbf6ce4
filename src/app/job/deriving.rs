//! Values that records derive from others of the same import: the next task of a new contact, its
//! last call.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::super::edits::derived;
use domain::{
    DigestContext, Draft, KindId, RecordId, Schema, derivations_from, derivations_of, derive,
    keep_what_derives,
};
use replica::{IdHashBuilder, NewElements, Record, Stamp, apply};

/// New records of which values derive, and those that show them.
pub struct Deriving<'a> {
    context: &'a DigestContext,
    /// The existing records that rows name.
    here: HashSet<RecordId, IdHashBuilder>,
    /// Open records about others, with what derives from them.
    causes: Vec<(RecordId, Draft)>,
    /// The same of records that are kept with their parties, about new records.
    beside: Vec<Draft>,
    /// The places in `causes` of the records about a record.
    about: BTreeMap<RecordId, Vec<usize>>,
    /// The same in `beside`.
    beside_about: BTreeMap<RecordId, Vec<usize>>,
    /// The existing records that such records are about, with the kind of these.
    subjects: BTreeSet<(RecordId, KindId)>,
    /// New records that show derived values, held back until all causes are known.
    late: Vec<(RecordId, Draft)>,
    /// True if the import brings causes at all.
    waits: bool,
}

impl<'a> Deriving<'a> {
    /// Creates it; `here` are the existing records that rows name.
    pub fn new(context: &'a DigestContext, here: HashSet<RecordId, IdHashBuilder>) -> Self {
        Self {
            context,
            here,
            causes: Vec::new(),
            beside: Vec::new(),
            about: BTreeMap::new(),
            beside_about: BTreeMap::new(),
            subjects: BTreeSet::new(),
            late: Vec::new(),
            waits: false,
        }
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
            self.causes.push((id, what_derives(schema, draft)));
        }
        let late = self.waits && !derivations_of(schema.kind).is_empty();
        if late {
            self.late.push((id, draft.clone()));
        }
        late
    }

    /// Hears of a record that is kept with its parties. What existing parties derive is found in the
    /// store, where the record will be.
    pub fn hear(&mut self, draft: &Draft, schema: &Schema) {
        if derivations_from(schema.kind).next().is_none() {
            return;
        }
        let mut is_told = false;
        for party in schema.parties_of(draft) {
            if self.here.contains(&party) {
                self.subjects.insert((party, schema.kind));
                continue;
            }
            if !std::mem::replace(&mut is_told, true) {
                self.beside.push(what_derives(schema, draft));
            }
            self.beside_about.entry(party).or_default().push(self.beside.len() - 1);
        }
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
            let about = about.filter_map(|place| self.causes.get(*place)).map(|(_, cause)| cause);
            let beside = self.beside_about.get(&id).into_iter().flatten();
            let about = about.chain(beside.filter_map(|place| self.beside.get(*place)));
            let about = about.filter(|cause| cause.kind == rule.from);
            derive(rule, from, about, &mut values);
        }
        Some(derived(&record, &values).unwrap_or(record))
    }

    /// Returns the records from which existing ones derive values, too.
    pub fn causes(&mut self) -> Vec<(RecordId, Draft)> {
        std::mem::take(&mut self.causes)
    }

    /// Returns the existing records that derive values from records that are kept with them, each
    /// with the kind of these.
    pub fn subjects(&mut self) -> BTreeSet<(RecordId, KindId)> {
        std::mem::take(&mut self.subjects)
    }
}

fn what_derives(schema: &Schema, draft: &Draft) -> Draft {
    let mut draft = draft.clone();
    keep_what_derives(schema, &mut draft);
    draft
}
