//! The form of the log sheet, stored with every keystroke.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::log_choosing::LogChoosing;
use super::logging::Log;
use super::requests::{LogRequest, ReachRequest};
use super::sentences::sentence;
use super::stored_drafts::DraftKey;
use super::words::t;
use app::{AppError, LoggedActivity};
use browser::geo::{self, NoPlace};
use domain::{
    ACTIVITY, Address, Channel, Draft, DraftSlot, Fields, KindId, NextStep, RecordId, ToMake,
    Unsaid, Value, activity, began, call_back, does_its_task, fit_to_kind, people_of_log, task,
    unsaid,
};

/// The state of the log sheet; a cheap `Copy` handle.
#[derive(Clone, Copy)]
pub struct LogForm {
    log: Log,
    request: RwSignal<LogRequest>,
    /// The activity so far; all contacts are in its multi-valued field.
    pub draft: RwSignal<Draft>,
    /// Typed names that are not resolved yet.
    pub choosing: LogChoosing,
    /// The next step.
    pub next: RwSignal<Option<NextStep>>,
    /// The task it completes: the one the sheet was opened from, or the call-back that is due.
    task: RwSignal<Option<RecordId>>,
    /// True if saving completes that task where possible.
    pub ticked: RwSignal<bool>,
    /// True while saving.
    pub saving: RwSignal<bool>,
    /// The reason why it cannot be saved, as a sentence.
    pub problem: RwSignal<Option<String>>,
    /// True while the device is being located.
    pub locating: RwSignal<bool>,
    /// The reason why the location is unknown, as a sentence.
    pub no_place: RwSignal<Option<String>>,
    /// True after an attempt to save: the custom fields say what is wrong.
    pub(super) tried: RwSignal<bool>,
    /// The records that the custom fields name and that are to be created.
    pub to_make: RwSignal<ToMake>,
    /// Rises when the sheet begins with other values.
    pub begun: RwSignal<u32>,
    /// True once the user typed something: a stored draft then arrives too late.
    touched: StoredValue<bool>,
}

impl LogForm {
    /// Creates the form of an empty sheet.
    pub fn new(log: Log) -> Self {
        Self {
            log,
            request: RwSignal::new(LogRequest::default()),
            draft: RwSignal::new(Draft::new(ACTIVITY)),
            choosing: LogChoosing::default(),
            next: RwSignal::new(None),
            task: RwSignal::new(None),
            ticked: RwSignal::new(true),
            saving: RwSignal::new(false),
            problem: RwSignal::new(None),
            locating: RwSignal::new(false),
            no_place: RwSignal::new(None),
            tried: RwSignal::new(false),
            to_make: RwSignal::new(ToMake::default()),
            begun: RwSignal::new(0),
            touched: StoredValue::new(false),
        }
    }

    pub(super) fn log(self) -> Log {
        self.log
    }

    pub(super) fn task(self) -> Option<RecordId> {
        self.task.get_untracked()
    }

    /// Returns the request it was opened with. Tracked.
    pub fn request(self) -> LogRequest {
        self.request.get()
    }

    /// Starts over for a request, with the stored draft of an earlier visit.
    pub fn begin(self, request: LogRequest) {
        let mut draft = request.draft();
        // Saving decides whether the task is completed.
        draft.slots.remove(&activity::TASK);
        if request.what.is_empty() {
            draft.set_text(activity::WHAT, activity::CALL);
        }
        // For a completed task, the text is that of the task.
        let done = request.task.filter(|_| request.what == activity::DONE);
        if let Some(task) = done.and_then(|id| self.log.session.workspace().record(id)) {
            draft.set_text(activity::TEXT, task.text(task::TEXT));
        }
        let draft_is_call = draft.text(activity::WHAT) == activity::CALL;
        self.draft.set(draft);
        self.next.set(None);
        let is_new_call = request.edit.is_none() && draft_is_call;
        let caller = request.contacts.first().filter(|_| is_new_call);
        let due = || caller.and_then(|id| self.log.session.workspace().call_back_of(*id));
        self.task.set(request.task.or_else(due));
        self.ticked.set(true);
        self.problem.set(None);
        self.no_place.set(None);
        self.touched.set_value(false);
        self.tried.set(false);
        self.to_make.set(ToMake::default());
        self.begun.update(|begun| *begun += 1);
        self.request.set(request.clone());
        self.choosing.clear();
        self.suppose_deal();
        spawn_local(async move {
            match request.edit {
                Some((home, id)) => match self.log.session.workspace().activity(home, id).await {
                    Ok(stored) => {
                        self.draft.set(stored);
                        self.begun.update(|begun| *begun += 1);
                    }
                    Err(error) => self.log.session.report(&error),
                },
                None => self.restore(request).await,
            }
        });
    }

    async fn restore(self, request: LogRequest) {
        let kept = self.log.records.draft(&key(&request, "")).await;
        let next = self.log.records.draft_text(&key(&request, "/next")).await;
        let is_late = self.touched.get_value() || self.request.get_untracked() != request;
        if is_late {
            return;
        }
        if let Some(mut kept) = kept.filter(|kept| kept.kind == ACTIVITY) {
            if !request.what.is_empty() {
                kept.slots.remove(&activity::WHAT);
            }
            if request.began.is_some() {
                kept.slots.remove(&activity::WHEN);
            }
            self.keeps_deal(&kept);
            self.draft.update(|draft| draft.slots.extend(kept.slots));
            self.begun.update(|begun| *begun += 1);
        }
        self.next.set(next.as_deref().and_then(NextStep::parse));
    }

    /// Changes the draft and stores it to survive a reload.
    pub fn change(self, change: impl FnOnce(&mut Draft)) {
        self.touched.set_value(true);
        self.problem.set(None);
        self.draft.update(change);
        let request = self.request.get_untracked();
        if request.edit.is_none() {
            self.draft
                .with_untracked(|draft| self.log.records.keep_draft(&key(&request, ""), draft));
        }
    }

    /// Sets a text field.
    pub fn set_text(self, field: u32, text: String) {
        self.change(|draft| draft.set_text(field, text));
    }

    /// Sets or clears a moment.
    pub fn set_moment(self, field: u32, millis: Option<i64>) {
        self.change(|draft| {
            draft.slots.insert(field, DraftSlot::One(millis.map(Value::Moment)));
        });
    }

    /// Sets the next step.
    pub fn set_next(self, next: Option<NextStep>) {
        self.touched.set_value(true);
        let text = next.as_ref().map(NextStep::key).unwrap_or_default();
        self.log.records.keep_text(&key(&self.request.get_untracked(), "/next"), &text);
        self.next.set(next);
    }

    /// Returns the participants by id and name. Tracked.
    pub fn people(self) -> Vec<(RecordId, String)> {
        let workspace = self.log.session.workspace_tracked();
        let ids = self.draft.with(people_of_log);
        ids.into_iter().map(|id| (id, workspace.name(id))).collect()
    }

    /// Returns the subject in words: the participants, or the company or deal.
    pub fn subject(self) -> String {
        let request = self.request.get();
        let names: Vec<String> = self.people().into_iter().map(|(_, name)| name).collect();
        let home = request.edit.map(|(home, _)| home).or(request.company);
        let home = home.or_else(|| request.subjects().next());
        match home.filter(|_| names.is_empty()) {
            Some(home) => self.log.session.workspace_tracked().name(home),
            None => self.log.session.words.list(&names),
        }
    }

    /// Returns the request to write an e-mail, if the sheet is about one that was not started yet.
    /// Tracked.
    pub fn mail(self) -> Option<ReachRequest> {
        let request = self.request.get();
        let held = self.draft.read();
        let draft: &Draft = &held;
        let what = draft.text(activity::WHAT);
        if what != activity::EMAIL || request.began.is_some() || request.edit.is_some() {
            return None;
        }
        let (contacts, deal) = (people_of_log(draft), draft.reference(activity::DEAL));
        let log = LogRequest { what, contacts, deal, ..request };
        Some(ReachRequest::of_log(Channel::Email, log))
    }

    /// Follows the link of an e-mail: from then on the sheet logs it. The input stays, stored under
    /// the new request.
    pub fn write_mail(self, href: String) {
        let Some(mail) = untrack(|| self.mail()) else { return };
        let began = self.log.format.now();
        let request = LogRequest { began: Some(began), ..mail.log };
        let before = self.request.get_untracked();
        if key(&before, "") != key(&request, "") {
            self.forget_typed(&before);
        }
        self.request.set(request.clone());
        self.set_moment(activity::WHEN, Some(began));
        self.set_next(self.next.get_untracked());
        self.log.call(href, request);
    }

    /// Asks the device for its location.
    pub fn locate(self) {
        self.locating.set(true);
        self.no_place.set(None);
        spawn_local(async move {
            let words = self.log.session.words;
            match geo::place().await {
                Ok(place) => self.change(|draft| {
                    let address = Address { place: Some(place), ..Address::default() };
                    draft.set(activity::PLACE, Value::Address(Box::new(address)));
                }),
                Err(reason) => self.no_place.set(Some(match reason {
                    NoPlace::Denied => t!(words, log.place_denied),
                    NoPlace::TimedOut | NoPlace::Unknown => t!(words, log.place_unknown),
                    NoPlace::Missing => t!(words, log.place_missing),
                })),
            }
            self.locating.set(false);
        });
    }

    /// Returns the text of the next call-back.
    fn next_text(self, draft: &Draft) -> String {
        let words = self.log.session.words;
        let workspace = self.log.session.workspace();
        // A repeated call-back keeps its text.
        let task = self.task.get_untracked().and_then(|id| workspace.record(id));
        if let Some(task) = task.filter(|task| task.text(task::WHAT) == task::CALL) {
            return task.text(task::TEXT);
        }
        let name = untrack(|| self.subject());
        match draft.text(activity::OUTCOME) {
            outcome if outcome.is_empty() => t!(words, log.call_back, name = name),
            outcome => t!(words, log.call_back_about, name = name, outcome = outcome),
        }
    }

    /// Returns the missing input as a sentence.
    fn missing(self, draft: &Draft) -> Option<String> {
        let words = self.log.session.words;
        let workspace = self.log.session.workspace();
        let Some(home) = workspace.home_of(draft) else { return Some(t!(words, log.say_whom)) };
        let with_somebody = !workspace.kind_of(home).is_some_and(KindId::is_own);
        unsaid(draft, with_somebody, self.log.format.now()).map(|unsaid| match unsaid {
            Unsaid::Reached => t!(words, log.say_result),
            Unsaid::Met => t!(words, log.say_met),
            Unsaid::Text => t!(words, log.say_something),
            Unsaid::Past => t!(words, log.say_past),
            Unsaid::Order => t!(words, log.say_order),
        })
    }

    /// Logs the activity, or shows what is missing.
    pub fn save(self) {
        if self.saving.get_untracked() {
            return;
        }
        let mut draft = self.draft.get_untracked();
        self.tried.set(true);
        let missing = self
            .undecided()
            .or_else(|| untrack(|| self.missing(&draft)))
            .or_else(|| untrack(|| self.wrong_custom(&draft)));
        if let Some(missing) = missing {
            return self.problem.set(Some(missing));
        }
        if draft.value(activity::WHEN).is_none() {
            draft.set(activity::WHEN, Value::Moment(began(&draft, self.log.format.now())));
        }
        fit_to_kind(&mut draft);
        let what = draft.text(activity::WHAT);
        let request = self.request.get_untracked();
        let mut logged = self.logged(draft.clone());
        let workspace = self.log.session.workspace();
        let found = workspace.place_found(&draft);
        self.saving.set(true);
        spawn_local(async move {
            let made = self.make_first(&mut draft).await;
            logged.activity = draft.clone();
            let done = match (made, request.edit) {
                (Err(error), _) => Err(error),
                (Ok(()), Some((home, id))) => workspace.edit_activity(home, id, draft).await,
                (Ok(()), None) => workspace.log(logged).await.map(|saved| saved.done),
            };
            self.saving.set(false);
            match done {
                Ok(done) => {
                    self.log.session.changed();
                    self.finish(&request);
                    let text = match request.edit {
                        Some(_) => self.log.session.saved(&self.log.format.kind_word(&what)),
                        None => t!(self.log.session.words, log.logged),
                    };
                    self.log.session.say_done(text, done.stamp);
                    if let Some(found) = found {
                        self.log.offer_place(found);
                    }
                }
                Err(error) => self.problem.set(Some(self.refused(&error))),
            }
        });
    }

    /// Returns the task that the current input completes. Tracked. Ignores an unrequested call-back
    /// once the activity is no longer a call.
    fn can_do(self, draft: &Draft) -> Option<RecordId> {
        let is_call = draft.text(activity::WHAT) == activity::CALL;
        let fits = is_call || self.request.read().task.is_some();
        let does = self.next.with(|next| does_its_task(draft, next.as_ref()));
        self.task.get().filter(|_| fits && does)
    }

    /// Returns the text of the task that a call completes, for the checkbox. Tracked.
    pub fn does(self) -> Option<String> {
        let is_call = |draft: &&Draft| draft.text(activity::WHAT) == activity::CALL;
        let id =
            self.draft.with(|draft| Some(draft).filter(is_call).and_then(|it| self.can_do(it)));
        self.log.session.workspace_tracked().record(id?).map(|task| task.text(task::TEXT))
    }

    fn refused(self, error: &AppError) -> String {
        match error {
            AppError::NotFound => t!(self.log.session.words, log.nobody),
            error => sentence(&self.log.session.words, error),
        }
    }

    fn logged(self, draft: Draft) -> LoggedActivity {
        let step = self.next.get_untracked();
        let now = self.log.format.now();
        let next = step.as_ref().map(|step| {
            let workspace = self.log.session.workspace();
            let schema = self.log.records.schema(ACTIVITY);
            let about: Vec<u32> = schema.about_fields().map(|field| field.number).collect();
            let due = step.due(workspace.env(), now);
            call_back(&draft, &about, &self.next_text(&draft), &due)
        });
        let can = untrack(|| self.can_do(&draft));
        // Only calls offer the checkbox; other activities started from a task complete it.
        let is_call = draft.text(activity::WHAT) == activity::CALL;
        let asked = is_call && !self.ticked.get_untracked();
        let does = can.filter(|_| !asked);
        LoggedActivity { activity: draft, next, does }
    }

    fn forget_typed(self, request: &LogRequest) {
        self.log.records.drop_draft(&key(request, ""));
        self.log.records.keep_text(&key(request, "/next"), "");
    }

    /// Cleans up after logging: drops the stored input and closes the sheet.
    fn finish(self, request: &LogRequest) {
        if request.edit.is_none() {
            self.forget_typed(request);
        }
        if request.began.is_some() {
            self.log.forget_call();
        }
        self.log.session.sheets.log.set(None);
    }
}

/// Returns the storage key of an unfinished log: one per record that it is about and kind of
/// activity, so that drafts of a call and a visit stay apart.
fn key(request: &LogRequest, part: &str) -> DraftKey {
    let what = &request.what;
    DraftKey::of_log(request.subjects().next(), &format!("/{what}{part}"))
}
