//! The settings of this device, and everything that digests depend on: settings and custom fields.

use domain::{
    CUSTOM_FIELD, DigestContext, Draft, Fields, HanOrder, LAYOUT, NameHabits, OWN_KIND, RecordId,
    SETTINGS, read_schemas, settings,
};
use replica::{ActionKind, Record, Replica};
use store::Store;

use super::actions::Saved;
use super::edits::Op;
use super::workspace::Workspace;
use super::{AppError, Env};

impl<S: Store, E: Env> Workspace<S, E> {
    /// Returns this device's settings; an empty record if nothing was set.
    pub fn settings(&self) -> Record {
        let replica = self.replica();
        let row = replica.list(SETTINGS).first().copied();
        row.and_then(|row| replica.record(row))
            .unwrap_or_else(|| Record::new(SETTINGS, RecordId::from_bytes([0; 16])))
    }

    /// Sets fields of this device's settings.
    ///
    /// # Errors
    /// As [`Workspace::save`].
    pub async fn save_settings(&self, draft: Draft) -> Result<Saved, AppError> {
        let id = self.single(SETTINGS);
        self.save(id, draft).await
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
    let settings = replica.list(SETTINGS).first();
    settings.map(|row| replica.view(*row).text(settings::ME)).unwrap_or_default()
}

/// Builds the context that digests depend on from the settings and custom fields of a replica.
pub(super) fn digest_context_of(replica: &Replica, han: Option<HanOrder>) -> DigestContext {
    let settings = replica.list(SETTINGS).first();
    let NameHabits { first, dialing } =
        settings.map(|row| NameHabits::of_settings(&replica.view(*row))).unwrap_or_default();
    let all = |kind| replica.list(kind).iter().map(|row| (replica.id(*row), replica.view(*row)));
    let mut schemas = read_schemas(all(OWN_KIND), all(CUSTOM_FIELD));
    schemas.arrange(all(LAYOUT).map(|(_, layout)| layout));
    DigestContext { dialing, first, han, schemas }
}

/// Returns a hash that changes whenever one of the records changes that the context depends on.
pub(super) fn shape_of(replica: &Replica) -> u64 {
    replica.sum_of(&[SETTINGS, CUSTOM_FIELD, OWN_KIND, LAYOUT])
}
