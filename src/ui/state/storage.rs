//! Storage features of the settings: usage, persistence, tags, history, sample data, and erasing.

use std::collections::BTreeSet;

use leptos::task::spawn_local;

use super::format::Formatter;
use super::history_words::{RecordInWords, Teller};
use super::records::Records;
use super::settings::Settings;
use super::words::t;
use app::{BulkChange, FilesTotal, HistoryAction, HistoryPosition, SweptFiles, TagCount};
use browser::{idb, intl, service_worker, window};
use domain::RecordId;
use replica::{HistoryEntry, Stamp};
use store::{SmallForm, Store, Usage};

/// Actions per full slice of the history.
const SLICE: usize = 100;
/// Factor between units of bytes.
const STEP: f64 = 1000.0;

/// The part of the history loaded so far.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Past {
    /// The actions, newest first.
    pub actions: Vec<HistoryAction>,
    /// Stamps of actions that are currently undone.
    pub undone: BTreeSet<Stamp>,
    /// True if there are older actions.
    pub more: bool,
}

impl Settings {
    /// Returns the storage usage and whether the browser keeps the data persistently.
    pub async fn usage(self) -> Usage {
        self.session.workspace().store().usage().await
    }

    /// Counts the files of all records; `None` if they cannot be read.
    pub async fn files_total(self) -> Option<FilesTotal> {
        // The health of the data says what is wrong.
        self.session.workspace().files_total().await.ok()
    }

    /// Says what the last removal of unused files did; `None` if there was none.
    pub async fn swept(self) -> Option<String> {
        let swept = self.session.workspace().swept_files().await.ok()?;
        let SweptFiles { when_millis, count, before, after, .. } = swept;
        let words = self.session.words;
        let when = self.format.day(when_millis);
        let (before, after) = (self.format.bytes(before), self.format.bytes(after));
        (count > 0).then(|| {
            t!(
                words,
                settings.swept_files,
                count = count,
                when = when,
                before = before,
                after = after
            )
        })
    }

    /// Asks the browser for persistent storage; called after a user action.
    pub fn ask_to_persist(&self) {
        spawn_local(async {
            // The settings show the browser's answer.
            idb::persist().await;
        });
    }

    /// Requests persistent storage and passes the browser's answer to `then`.
    pub fn keep_data(self, then: impl FnOnce(Option<bool>) + 'static) {
        spawn_local(async move { then(idb::persist().await) });
    }

    /// Deletes a custom field; its values stay and reappear when that is undone.
    pub fn delete_custom_field(self, id: RecordId) {
        let workspace = self.session.workspace();
        let name = workspace.name(id);
        let work = async move { workspace.change_many(&[id], &BulkChange::Delete).await };
        self.session.run(work, move |done| {
            self.session.tidy();
            self.session.say_deleted(&name, done.stamp);
        });
    }

    /// Reads this many slices of the history, newest first.
    ///
    /// # Errors
    /// Fails if the history cannot be read.
    pub async fn past_slices(self, slices: usize) -> Result<Past, app::AppError> {
        let mut past = Past { more: true, ..Past::default() };
        let mut position = HistoryPosition::default();
        for _slice in 0..slices {
            let older = self.session.workspace().read_history(&mut position).await?;
            past.more = older.len() >= SLICE;
            past.actions.extend(older);
            if !past.more {
                break;
            }
        }
        // Newest first: an undo counts only if it was not itself undone.
        for action in &past.actions {
            if let Some(undid) = action.undid.filter(|_| !past.undone.contains(&action.stamp)) {
                past.undone.insert(undid);
            }
        }
        Ok(past)
    }

    /// Describes an action in one line.
    pub fn title_of(&self, past: &Past, action: &HistoryAction) -> String {
        let context = self.session.workspace().replica().context().clone();
        let teller =
            Teller { words: self.session.words, schemas: &context.schemas, speech: &self.format };
        let find = |stamp| past.actions.iter().find(|known| known.stamp == stamp);
        teller.title(action, &find)
    }

    /// Describes the records of an action, each field before and after; also returns the number of
    /// others.
    pub fn records_in_words(&self, action: &HistoryAction) -> (Vec<RecordInWords>, usize) {
        let context = self.session.workspace().replica().context().clone();
        let teller =
            Teller { words: self.session.words, schemas: &context.schemas, speech: &self.format };
        let records = teller.records(action);
        let more = action.kinds.values().sum::<usize>().saturating_sub(records.len());
        (records, more)
    }

    /// Returns the stamp of the action that added the sample data while any of it exists.
    pub async fn sample(self) -> Option<Stamp> {
        let stamp = self.session.small(&SmallForm::Sample.key()).await?;
        let stamp = Stamp::from_bytes(stamp.try_into().ok()?);
        let workspace = self.session.workspace();
        // Without its history entry the action cannot be undone.
        let entry = workspace.store().history_entry(stamp).await.ok().flatten()?;
        let entry = HistoryEntry::decode(&entry)?;
        let replica = workspace.replica();
        let here = |id| replica.row(id).is_some_and(|row| !replica.is_deleted(row));
        entry.before.iter().any(|(_, before)| here(before.record.id)).then_some(stamp)
    }

    /// Deletes the sample data, edited or not; all of it can be restored.
    pub fn remove_sample(self, stamp: Stamp) {
        let workspace = self.session.workspace();
        self.session.run(async move { workspace.delete_made_by(stamp).await }, move |done| {
            self.session.tidy();
            self.session.say_done(t!(self.session.words, settings.sample_removed), done.stamp);
        });
    }

    /// Erases everything, here and in the other tabs, and reloads.
    pub fn start_over(self) {
        let workspace = self.session.workspace();
        let work = async move { Ok(workspace.store().clear().await?) };
        self.session.run(work, |()| window::reload());
    }

    /// True if a newer version is ready. Tracked.
    pub fn has_new_version(&self) -> bool {
        self.session.newer.is_ready()
    }

    /// True if the service worker serves the app's files, so that they need no network.
    pub fn is_installed(&self) -> bool {
        service_worker::serves_page()
    }

    /// Activates the newer version; the page reloads.
    pub fn take_new_version(&self) {
        self.session.newer.take();
    }
}

impl Records {
    /// Counts the records per tag, most used first. Tracked.
    pub fn all_tags(&self) -> Vec<TagCount> {
        self.session.workspace_tracked().all_tags()
    }

    /// Changes every record that carries a tag.
    pub fn change_tagged(self, tag: &str, change: BulkChange) {
        let ids = self.session.workspace().carrying(tag);
        self.change_many(ids, change);
    }
}

impl Formatter {
    /// Formats a number of bytes: 1.4 MB.
    pub fn bytes(&self, bytes: u64) -> String {
        let mut amount = bytes as f64;
        let mut units = ["B", "kB", "MB", "GB", "TB"].into_iter();
        let mut unit = units.next().unwrap_or_default();
        for larger in units {
            if amount < STEP {
                break;
            }
            (amount, unit) = (amount / STEP, larger);
        }
        let amount = if amount < 100.0 { (amount * 10.0).round() / 10.0 } else { amount.round() };
        format!("{} {unit}", intl::number(self.session.words.region(), amount))
    }
}
