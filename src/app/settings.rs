//! The settings, which are two records: of this device and of the team; and everything that digests
//! depend on: settings and custom fields.
//!
//! Readers get both together. A build before had one record: what belongs to the device moves out of
//! it when it is first needed, with a stamp before every edit, and out of a backup before it merges.

use domain::{
    CUSTOM_FIELD, ChoiceTranslations, DEVICE, DigestContext, Draft, Fields, HanOrder, KindId,
    LAYOUT, NameHabits, OWN_KIND, RecordId, SETTINGS, check, device, normalized_hash, read_schemas,
    settings,
};
use replica::{ActionKind, Record, Replica, merge};
use store::Store;

use super::actions::{Saved, tidy};
use super::edits::Op;
use super::workspace::Workspace;
use super::{AppError, Env};

impl<S: Store, E: Env> Workspace<S, E> {
    /// Returns the settings of the team together with those of this device; empty if nothing was
    /// set.
    pub fn settings(&self) -> Record {
        let replica = self.replica();
        let first = |kind: KindId| {
            let row = replica.list(kind).first().copied();
            row.and_then(|row| replica.record(row))
        };
        let none = || Record::new(SETTINGS, RecordId::from_bytes([0; 16]));
        let mut all = first(SETTINGS).unwrap_or_else(none);
        // Without a record of the device, its settings are still in that of the team.
        if let Some(own) = first(DEVICE) {
            all.entries.retain(|entry| !device::OWN.contains(&entry.field));
            let entries = own.entries.into_iter();
            for entry in entries.filter(|entry| device::OWN.contains(&entry.field)) {
                all.put(entry.field, entry.slot);
            }
        }
        all
    }

    /// Sets fields of the settings, each where it belongs.
    ///
    /// # Errors
    /// As [`Workspace::save`].
    pub async fn save_settings(&self, draft: Draft) -> Result<Saved, AppError> {
        self.part_settings().await?;
        let mut own = Draft::new(DEVICE);
        let mut team = Draft { kind: SETTINGS, ..draft };
        let is_own = |field: &u32| device::OWN.contains(field);
        own.slots.extend(team.slots.extract_if(.., |field, _| is_own(field)));
        let parts = if own.slots.is_empty() { vec![team] } else { vec![own, team] };
        let random = || self.env.random();
        let label = self.replica().context().title_of(SETTINGS, &Draft::new(SETTINGS));
        let mut edits = self.edits(ActionKind::Edit, label, &random);
        let (mut first, mut absent, mut problems) = (None, Vec::new(), Vec::new());
        for (at, mut draft) in parts.into_iter().enumerate() {
            if at > 0 && draft.slots.is_empty() {
                continue;
            }
            let schema = self.schema(draft.kind).ok_or(AppError::NotFound)?;
            tidy(&mut draft);
            problems.extend(check(&schema, &draft));
            let (key, id, op) = match self.single(draft.kind) {
                Some(id) => (self.key_of(id).ok_or(AppError::NotFound)?, id, Op::Write(draft)),
                None => {
                    absent.push(draft.kind);
                    (self.page_for_new(), self.new_id(), Op::Create(draft.kind, draft))
                }
            };
            first = first.or(Some(id));
            edits.add(key, id, op);
        }
        if !problems.is_empty() {
            return Err(AppError::Invalid(problems));
        }
        if !absent.is_empty() {
            // Another tab may be making them at this moment.
            edits.absence = Some(self.absence_of(absent));
        }
        let id = first.ok_or(AppError::NotFound)?;
        Ok(Saved { id, done: self.commit_edits(edits).await? })
    }

    /// Moves what belongs to this device out of the record in which a build before kept all
    /// settings, once. Returns whether there was something.
    ///
    /// # Errors
    /// Store errors.
    pub async fn part_settings(&self) -> Result<bool, AppError> {
        let Some(known) = self.single(SETTINGS).filter(|_| self.single(DEVICE).is_none()) else {
            return Ok(false);
        };
        let record = self.record(known).ok_or(AppError::NotFound)?;
        let schema = self.schema(SETTINGS).ok_or(AppError::NotFound)?;
        let mut own = Draft { kind: DEVICE, ..Draft::of(&schema, &record) };
        own.slots.retain(|field, _| device::OWN.contains(field) && record.value(*field).is_some());
        if own.slots.is_empty() {
            return Ok(false);
        }
        let random = || self.env.random();
        let mut edits = self.edits(ActionKind::Edit, String::new(), &random);
        edits.add(self.page_for_new(), self.new_id(), Op::Presume(own));
        // Another tab may be doing the same at this moment.
        edits.absence = Some(self.absence_of(vec![DEVICE]));
        self.commit_edits(edits).await?;
        Ok(true)
    }

    /// Sets a default that the user has not chosen: it holds until they do, and leaves no history
    /// entry.
    ///
    /// # Errors
    /// Store errors.
    pub async fn presume_settings(&self, draft: Draft) -> Result<(), AppError> {
        let row = self.replica().list(SETTINGS).first().copied();
        let known = row.map(|row| (self.replica().page_key(row), self.replica().id(row)));
        let (key, id) = known.unwrap_or_else(|| (self.page_for_new(), self.new_id()));
        let random = || self.env.random();
        let mut edits = self.edits(ActionKind::Edit, String::new(), &random);
        edits.add(key, id, Op::Presume(draft));
        if known.is_none() {
            // Another tab may be making them at this moment.
            edits.absence = Some(self.absence_of(vec![SETTINGS]));
        }
        self.commit_edits(edits).await.map(drop)
    }
}

/// Returns the user's name, as the settings among the records of a replica have it.
pub(super) fn user_in(replica: &Replica) -> String {
    let of = replica.list(DEVICE).first().or(replica.list(SETTINGS).first());
    of.map(|row| replica.view(*row).text(settings::ME)).unwrap_or_default()
}

/// Moves what belongs to a device out of the settings of a backup that a build before made, into a
/// record of its own; a backup that has such a record only drops the rest.
pub(super) fn part_settings_of(records: &mut Vec<Record>) {
    let has_own = records.iter().any(|record| record.kind == DEVICE);
    let mut parted: Vec<Record> = Vec::new();
    for record in records.iter_mut().filter(|record| record.kind == SETTINGS) {
        let entries = record.entries.extract_if(.., |entry| device::OWN.contains(&entry.field));
        let mut own = Record::new(DEVICE, own_id(record.id));
        own.entries = entries.collect();
        if !own.entries.is_empty() {
            parted.push(own);
        }
    }
    if !has_own {
        // Of several, which only damage leaves behind, the latest values count.
        let whole = parted.into_iter().reduce(|one, other| {
            let other = Record { id: one.id, ..other };
            merge(&one, &other)
        });
        records.extend(whole);
    }
}

/// Returns the id of the record that is parted from settings with this id: always the same.
fn own_id(settings: RecordId) -> RecordId {
    let mut bytes = settings.to_bytes();
    let spread = normalized_hash(&[&b"device"[..], &bytes].concat()).to_be_bytes();
    bytes[8..].copy_from_slice(&spread);
    RecordId::from_bytes(bytes)
}

/// Builds the context that digests depend on from the settings and custom fields of a replica.
pub(super) fn digest_context_of(replica: &Replica, han: Option<HanOrder>) -> DigestContext {
    let settings = replica.list(SETTINGS).first();
    let NameHabits { first, dialing } =
        settings.map(|row| NameHabits::of_settings(&replica.view(*row))).unwrap_or_default();
    let all = |kind| replica.list(kind).iter().map(|row| (replica.id(*row), replica.view(*row)));
    let gone = replica.deleted(OWN_KIND).map(|row| (replica.id(row), replica.view(row)));
    let mut schemas = read_schemas(all(OWN_KIND).chain(gone), all(CUSTOM_FIELD));
    schemas.arrange(all(LAYOUT).map(|(_, layout)| layout));
    DigestContext { dialing, first, han, schemas }
}

/// Builds the same context with the choices as the screen calls them.
pub(super) fn screen_context_of(
    replica: &Replica,
    han: Option<HanOrder>,
    translations: &ChoiceTranslations,
) -> DigestContext {
    let mut context = digest_context_of(replica, han);
    context.schemas.translate_choices(translations);
    context
}

/// Returns a hash that changes whenever one of the records changes that the context depends on.
pub(super) fn shape_of(replica: &Replica) -> u64 {
    replica.sum_of(&[SETTINGS, CUSTOM_FIELD, OWN_KIND, LAYOUT])
}
