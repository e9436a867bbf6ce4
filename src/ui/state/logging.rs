//! Reaching somebody outside of the app, and what is asked afterwards: the pending call.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::app_state::AppState;
use super::selling::LogRequest;
use super::words::t;
use crate::app::{PENDING_CALL, PlaceFound};
use crate::browser::window;
use crate::domain::{Draft, Fields, RecordId, Value, activity, log_draft, moment, people_of_log};
use crate::replica::decode_draft;
use crate::ui::kit::Toast;

impl LogRequest {
    /// Something that happens with a contact.
    pub fn with(what: &str, contact: RecordId) -> Self {
        Self { what: what.to_owned(), contacts: vec![contact], ..Self::default() }
    }

    /// Whether it says neither with whom nor about what it was.
    pub fn is_with_nobody(&self) -> bool {
        self.contacts.is_empty() && self.company.or(self.deal).is_none() && self.edit.is_none()
    }

    /// As it is kept while the dialler is open.
    pub(super) fn draft(&self) -> Draft {
        let Self { what, contacts, company, deal, task, began, edit: _ } = self;
        let mut draft = log_draft(what, contacts, *company, *deal);
        if let Some(task) = task {
            draft.set(activity::TASK, Value::Reference(*task));
        }
        if let Some(began) = began {
            draft.set(activity::WHEN, Value::Moment(*began));
        }
        draft
    }

    fn of(draft: &Draft) -> Self {
        Self {
            what: draft.text(activity::WHAT),
            contacts: people_of_log(draft),
            company: draft.reference(activity::COMPANY),
            deal: draft.reference(activity::DEAL),
            task: draft.reference(activity::TASK),
            began: moment(draft, activity::WHEN),
            edit: None,
        }
    }
}

impl AppState {
    /// Asks whether the place of a visit is to be kept with the address that has none: one tap.
    pub(super) fn offer_place(self, found: PlaceFound) {
        let words = self.words;
        let address = found.address.lines().join(", ");
        let text = t!(words, log.keep_place, address = address.clone());
        let keep = Callback::new(move |()| {
            let (satchel, found) = (self.satchel(), found.clone());
            let said = t!(words, log.place_kept, address = address.clone());
            self.run(async move { satchel.keep_place(&found).await }, move |done| {
                self.say_done(said, done.stamp);
            });
        });
        self.toasts.show(Toast::new(text).with_action(t!(words, log.keep), keep));
    }

    /// Reaches somebody by a link that another program answers to (`tel:`, `sms:`, `mailto:`): first
    /// what is begun is kept and the sheet is opened that asks how it went, for the phone may end
    /// the page meanwhile; then the link is followed. A link to the web is followed by whoever shows
    /// it, in a tab of its own.
    pub fn call(self, href: String, request: LogRequest) {
        let began = request.began.or_else(|| Some(self.now()));
        let request = LogRequest { began, ..request };
        let kept = request.draft();
        self.sheets.log.set(Some(request));
        let satchel = self.satchel();
        spawn_local(async move {
            // Whatever the disk says: the call is what was asked for.
            if let Err(error) = satchel.keep_pending(Some(&kept)).await {
                self.report(&error);
            }
            if !href.starts_with("http") {
                window::follow(&href);
            }
        });
    }

    /// Opens the sheet for a call that was begun before the page ended.
    pub(super) fn resume_call(self) {
        spawn_local(async move {
            let kept = self.small(PENDING_CALL).await;
            let draft = kept.as_deref().and_then(decode_draft);
            // Nobody is left to be asked about where the contact was deleted elsewhere.
            let known = |id: &RecordId| self.satchel().is_live(*id);
            let request = draft.as_ref().map(LogRequest::of);
            let request = request
                .filter(|it| it.contacts.iter().chain(&it.company).chain(&it.deal).any(known));
            if let Some(request) = request.filter(|_| self.sheets.log.read_untracked().is_none()) {
                self.sheets.log.set(Some(request));
            }
        });
    }

    /// Forgets the call that was begun: it was logged, or shall not be.
    pub(super) fn forget_call(self) {
        let satchel = self.satchel();
        spawn_local(async move {
            if let Err(error) = satchel.keep_pending(None).await {
                self.report(&error);
            }
        });
    }

    /// The sheet was closed. A call that was begun is not asked about again, but there is a way back.
    pub fn close_log(self) {
        let Some(request) = self.sheets.log.get_untracked() else { return };
        self.sheets.log.set(None);
        if request.began.is_none() {
            return;
        }
        self.forget_call();
        // In a task of its own: the toast outlives the sheet, and so must what its button does.
        spawn_local(async move {
            let again = Callback::new(move |()| self.pick_up(request.clone()));
            let toast = Toast::new(t!(self.words, log.not_logged));
            self.toasts.show(toast.with_action(t!(self.words, log.log_it), again));
        });
    }

    /// Asks after all how a call went.
    fn pick_up(self, request: LogRequest) {
        let draft = request.draft();
        let satchel = self.satchel();
        self.sheets.log.set(Some(request));
        spawn_local(async move {
            if let Err(error) = satchel.keep_pending(Some(&draft)).await {
                self.report(&error);
            }
        });
    }

    /// How long ago something was, as people say it: just now, 4 min ago, today 15:42.
    pub fn ago(&self, millis: i64) -> String {
        let minutes = (self.now() - millis) / 60_000;
        match minutes {
            0 => t!(self.words, log.just_now),
            1..60 => t!(self.words, log.min_ago, count = minutes),
            _ => self.day_and_time(millis),
        }
    }
}
