//! Contacting people outside the app, and the pending call that is logged afterwards.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::format::Formatter;
use super::records::Records;
use super::requests::LogRequest;
use super::session::Session;
use super::settings::Settings;
use super::words::t;
use super::work;
use app::{ActivityCard, AddressFound};
use browser::window;
use kit::Toast;
use replica::Row;
use store::SmallForm;

/// The log: contacting people, and the activities that follow. A cheap `Copy` handle.
#[derive(Clone, Copy)]
pub struct Log {
    pub(super) session: &'static Session,
    pub(super) format: Formatter,
    pub(super) records: Records,
    pub(super) settings: Settings,
}

impl Log {
    /// Returns a row of what happened; `None` if it is stale. Tracked.
    pub fn activity_card(&self, row: Row) -> Option<ActivityCard> {
        self.session.workspace_tracked().activity_card(row)
    }

    /// Offers to save the location of a visit to the address that lacks one, with one tap.
    pub(super) fn offer_place(self, found: AddressFound) {
        let words = self.session.words;
        let address = found.address.lines().join(", ");
        let text = t!(words, log.keep_place, address = address.clone());
        let keep = Callback::new(move |()| {
            let (workspace, found) = (self.session.workspace(), found.clone());
            let said = t!(words, log.place_kept, address = address.clone());
            self.session.run(async move { workspace.keep_place(&found).await }, move |done| {
                self.session.say_done(said, done.stamp);
            });
        });
        self.session.toasts.show(Toast::new(text).with_action(t!(words, log.keep), keep));
    }

    /// Contacts someone by a link that another program handles (`tel:`, `sms:`, `mailto:`). First
    /// stores the request and opens the log sheet, since the phone may end the page meanwhile; then
    /// follows the link. Web links are left to the view, which opens them in a new tab.
    pub fn call(self, href: String, request: LogRequest) {
        let began = request.began.or_else(|| Some(self.format.now()));
        let request = LogRequest { began, ..request };
        let kept = request.draft();
        self.session.sheets.log.set(Some(request));
        let workspace = self.session.workspace();
        spawn_local(async move {
            // Call even if storing failed: the call is what the user wants.
            if let Err(error) = workspace.keep_pending(Some(&kept)).await {
                self.session.report(&error);
            }
            if !href.starts_with("http") {
                window::follow(&href);
            }
        });
    }

    /// Reopens the log sheet for a call started before the page ended.
    pub(super) fn resume_call(self) {
        spawn_local(async move {
            let kept = self.session.small(&SmallForm::PendingCall.key()).await;
            let Some(kept) = kept else { return };
            let request = match work::kept_call(self.session.workspace(), kept).await {
                Ok(request) => request,
                Err(error) => return self.session.report(&error),
            };
            if let Some(request) =
                request.filter(|_| self.session.sheets.log.read_untracked().is_none())
            {
                self.session.sheets.log.set(Some(request));
            }
        });
    }

    /// Drops the pending call once it was logged or dismissed.
    pub(super) fn forget_call(self) {
        let workspace = self.session.workspace();
        spawn_local(async move {
            if let Err(error) = workspace.keep_pending(None).await {
                self.session.report(&error);
            }
        });
    }

    /// Closes the log sheet. A pending call is dropped, with a toast to bring it back.
    pub fn close_log(self) {
        let Some(request) = self.session.sheets.log.get_untracked() else { return };
        self.session.sheets.log.set(None);
        if request.began.is_none() {
            return;
        }
        self.forget_call();
        // In its own task: the toast and its action must outlive the sheet.
        spawn_local(async move {
            let again = Callback::new(move |()| self.pick_up(request.clone()));
            let toast = Toast::new(t!(self.session.words, log.not_logged));
            self.session.toasts.show(toast.with_action(t!(self.session.words, log.log_it), again));
        });
    }

    /// Reopens the log sheet of a dismissed call.
    fn pick_up(self, request: LogRequest) {
        let draft = request.draft();
        let workspace = self.session.workspace();
        self.session.sheets.log.set(Some(request));
        spawn_local(async move {
            if let Err(error) = workspace.keep_pending(Some(&draft)).await {
                self.session.report(&error);
            }
        });
    }
}

impl Formatter {
    /// Formats how long ago a moment was: just now, 4 min ago, today 15:42.
    pub fn ago(&self, millis: i64) -> String {
        let minutes = (self.now() - millis) / 60_000;
        match minutes {
            0 => t!(self.session.words, log.just_now),
            1..60 => self.minutes_ago(minutes),
            _ => self.day_and_time(millis),
        }
    }
}
