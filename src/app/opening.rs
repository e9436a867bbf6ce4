//! Opening: reading everything that is in memory, at the start and when it is to be read anew.

use domain::HanOrder;
use replica::{Replica, Stamp};
use store::head::CENTURY;
use store::{Follower, OpenBulk, Opened, PageRange, Store};

use super::health::Missing;
use super::workspace::{HAN_KEY, Workspace, lens_of};
use super::{AppError, Env};

/// What opening found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opening {
    /// An import that was cut off the last time; its pages were taken back.
    pub rolled_back: Vec<String>,
    /// What is missing of what is in memory.
    pub missing: Missing,
    /// Whether the clock of this device was damaged, and was put right.
    pub clock_mended: bool,
    /// Whether parts of the store were missing altogether, and were made anew.
    pub remade: bool,
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// Opens the store, takes back bulk work that was cut off, and reads every hot page.
    ///
    /// # Errors
    /// What [`Store::open`] and reading give.
    pub async fn open(&self) -> Result<Opening, AppError> {
        self.note_presence().await?;
        let opened = self.store.open().await?;
        let mut opening = Opening { remade: opened.remade, ..Opening::default() };
        for OpenBulk { label, bulk } in &opened.open_bulk {
            self.store.bulk_abort(bulk).await?;
            opening.rolled_back.push(label.clone());
        }
        self.inner.borrow_mut().device = opened.device;
        self.read_hot(opened.commit).await?;
        opening.clock_mended = self.mend_clock(&opened).await?;
        opening.missing = self.look_through_hot(&opened).await?;
        if !self.inner.borrow().health.activities.is_nothing() {
            // A backup may have brought them back.
            self.look_through_activities().await?;
        }
        Ok(opening)
    }

    /// Puts the clock right where it cannot be what was written, or is behind what it has given out:
    /// as the newest stamp says that can be true. Nothing could be changed otherwise, or nothing that
    /// was changed would hold.
    async fn mend_clock(&self, opened: &Opened) -> Result<bool, AppError> {
        let now = self.env.now_millis();
        let latest = u64::try_from(now).unwrap_or_default().saturating_add(CENTURY);
        let newest = {
            let replica = self.replica();
            let changed = replica.all().map(|row| replica.changed_millis(row));
            changed.filter(|millis| *millis <= latest).max().unwrap_or_default()
        };
        let is_sound = |opened: &Opened| {
            opened.is_plausible(now) && opened.last.is_some_and(|last| last.millis >= newest)
        };
        // Somebody may have written between the head and the pages: it is looked at once more.
        if is_sound(opened) || is_sound(&self.store.open().await?) {
            return Ok(false);
        }
        let end = Stamp { millis: latest, ..Stamp::NEVER };
        let entries = self.store.history(Some(end), 1).await?;
        let logged = entries.first().map(|(stamp, _)| stamp.millis).unwrap_or_default();
        // A device of its own, so that no stamp is given out twice.
        let device = self.env.random();
        let clock = Stamp { millis: newest.max(logged), counter: u16::MAX, device };
        self.store.set_clock(clock).await?;
        self.inner.borrow_mut().device = device;
        self.catch_up().await?;
        Ok(true)
    }

    /// Reads every hot page into a replica of its own, which then takes the place of the one before:
    /// who does something meanwhile does it with what was there. It stands at least at this commit.
    pub(super) async fn read_hot(&self, commit: u64) -> Result<(), AppError> {
        let taken = self.taken();
        let mut replica = Replica::default();
        self.store.read_pages(PageRange::Hot, &mut |pages| replica.take_in(pages)).await?;
        // What another tab is about to bring may still be taken back. It is asked for afterwards: work
        // that has ended by then is read again, for its commit is heard of.
        let coming = self.store.coming().await?;
        replica.forget(&coming);
        let han = self.store.get(HAN_KEY).await?.and_then(|bytes| HanOrder::from_bytes(&bytes));
        // Settings and custom fields are found before anything is in order.
        replica.sort();
        let lens = lens_of(&replica, han);
        replica.set_lens(lens);
        let meanwhile = {
            let mut inner = self.inner.borrow_mut();
            inner.replica = replica;
            inner.follower = Follower::new(commit);
            inner.buckets.clear();
            inner.coming.clear();
            inner.open_page = None;
            inner.taken += 1;
            inner.taken != taken + 1
        };
        if meanwhile {
            Box::pin(self.catch_up()).await?;
        }
        Ok(())
    }
}
