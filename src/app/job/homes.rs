//! The homes of rows whose records are kept with their parties: a row that names none, or none that
//! is known at the end of the plan, is set aside.

use std::collections::BTreeMap;

use super::files::Files;
use super::naming::makes_one;
use super::plan::{Fate, ImportFindings, OwnRow, RowPlace};
use domain::{DigestContext, Draft, Fields, KindId, RecordId, Schema};
use transfer::{SetAsideReason, set_aside_lines};

/// A row whose home is not known before all rows are.
#[derive(Clone, Debug)]
pub struct OpenHome {
    /// The row.
    pub place: RowPlace,
    /// True if it would become a record of its own.
    pub is_new: bool,
    /// The records that it may belong to.
    pub named: Vec<NamedHome>,
}

/// A name or an id in a row that may be that of its home.
#[derive(Clone, Debug)]
pub struct NamedHome {
    /// The kinds that it may be of.
    pub kinds: Vec<KindId>,
    /// The id, if it is one.
    pub id: Option<RecordId>,
    /// The name; the id, if there is no name.
    pub text: String,
    /// True if the text is no name but the id that another program gave the record.
    pub is_code: bool,
    /// True if several records here have the name.
    pub several: bool,
}

/// The home that a row names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum HomeFound {
    One,
    Several,
    Nothing,
}

impl NamedHome {
    fn found(&self, findings: &ImportFindings, context: &DigestContext) -> HomeFound {
        let of = |id| findings.coming.get(&id).or_else(|| findings.others.get(&id));
        let coming = self.id.and_then(of);
        if coming.is_some_and(|(kind, _)| self.kinds.contains(kind)) {
            return HomeFound::One;
        }
        let schemas = || self.kinds.iter().filter_map(|kind| context.schemas.get(*kind));
        let rows: Vec<OwnRow> =
            schemas().filter_map(|of| findings.own_rows_of(of, &self.text)).collect();
        // An id of nobody makes nobody.
        let is_made =
            |of: &Schema| !self.is_code && self.kinds.len() == 1 && makes_one(of, &self.text);
        match rows.as_slice() {
            _ if self.several => HomeFound::Several,
            [OwnRow::One(..)] => HomeFound::One,
            [] if schemas().any(is_made) => HomeFound::One,
            [] => HomeFound::Nothing,
            _ => HomeFound::Several,
        }
    }
}

/// True if a row with these names belongs to a record that is here, or comes with an earlier row.
pub fn has_known_home(
    schema: &Schema,
    draft: &Draft,
    named: &[NamedHome],
    found: &ImportFindings,
) -> bool {
    let is_open = |id: RecordId| {
        let comes = found.coming.contains_key(&id) || found.others.contains_key(&id);
        !comes && named.iter().any(|it| it.id == Some(id))
    };
    let own = schema.homes.iter().copied();
    let mut fields = own.chain(schema.about_fields().map(|field| field.number));
    fields.any(|field| {
        let one = draft.reference(field);
        let many = draft.elements(field).into_iter().filter_map(|it| it.value.as_reference());
        one.into_iter().chain(many).any(|id| !is_open(id))
    })
}

/// Sets the rows aside of which nobody knows where they belong.
pub fn set_homeless_aside(
    found: &mut ImportFindings,
    open: Vec<OpenHome>,
    files: &Files,
    context: &DigestContext,
) {
    let mut reasons: BTreeMap<u32, BTreeMap<usize, SetAsideReason>> = BTreeMap::new();
    for OpenHome { place, is_new, named } in open {
        let homes: Vec<HomeFound> = named.iter().map(|it| it.found(found, context)).collect();
        if homes.contains(&HomeFound::One) {
            continue;
        }
        let reason = match homes.contains(&HomeFound::Several) {
            true => SetAsideReason::SeveralHomes,
            false if homes.is_empty() => SetAsideReason::NoHome,
            false => SetAsideReason::UnknownHome,
        };
        found.planned.rows -= 1;
        found.planned.set_aside += 1;
        match is_new {
            true => found.planned.new -= 1,
            false => found.planned.doubled -= 1,
        }
        found.fates.insert(place, Fate::Aside);
        reasons.entry(place.0).or_default().insert(place.1, reason);
    }
    if reasons.is_empty() {
        return;
    }
    for (number, file) in files.in_order() {
        let Some(lines) = reasons.get(&number) else { continue };
        let aside = set_aside_lines(&file.view(), &context.schemas, lines);
        found.set_aside.extend(aside.into_iter().map(|aside| (number, aside)));
    }
}
