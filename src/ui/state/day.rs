//! The day's work: due tasks, ticking off and putting off, birthdays and stale deals.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::deals::Deals;
use super::format::Formatter;
use super::logging::Log;
use super::records::Records;
use super::session::Phase;
use super::tasks::Tasks;
use super::words::t;
use app::{Agenda, Anniversaries, Anniversary, DealCard, InPipeline, TaskCard};
use browser::{geo, intl, window};
use domain::{
    COMPANY, DEAL, Draft, Due, Fields, GeoPoint, KindId, RecordId, TASK, Value, Zones, deal,
    distance, local, settings, task,
};
use replica::Row;

/// Interval at which screens that show relative times refresh.
const MINUTE: Duration = Duration::from_secs(20);
/// Deals shown per reason that need attention.
const DEALS_SHOWN: usize = 5;
/// Days ahead for which birthdays are shown.
const WEEK: u16 = 7;

/// A reason why deals need attention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attention {
    /// Too long in their stage.
    Stale,
    /// Still open after their expected close date.
    PastClose,
}

/// Compared by pointer: a recomputed value always counts as changed.
#[derive(Clone, Debug)]
pub struct ByPointer<T>(Arc<T>);

impl<T> PartialEq for ByPointer<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> ByPointer<T> {
    fn new(news: T) -> Self {
        Self(Arc::new(news))
    }
}

impl<T> std::ops::Deref for ByPointer<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl Tasks {
    /// Returns a counter that rises every [`MINUTE`] until the calling component is disposed.
    pub fn minutes(self) -> Signal<u64> {
        let minutes = RwSignal::new(0);
        let tick = move || {
            minutes.try_update(|minutes| *minutes += 1);
        };
        if let Ok(handle) = set_interval_with_handle(tick, MINUTE) {
            on_cleanup(move || handle.clear());
        }
        minutes.into()
    }

    /// Returns today's agenda, recomputed with the data and the clock.
    pub fn agenda(self, minutes: Signal<u64>) -> Memo<ByPointer<Agenda>> {
        Memo::new(move |_| {
            minutes.with(|_| ());
            ByPointer::new(self.session.ready(|| self.session.workspace_of(&[TASK, DEAL]).agenda()))
        })
    }

    /// Returns a task's card.
    pub fn task_card(&self, row: Row) -> Option<TaskCard> {
        self.session.workspace().task_card(row)
    }

    /// Completes a task, or reopens it.
    pub fn tick(self, id: RecordId, done: bool) {
        let workspace = self.session.workspace();
        let work = async move {
            if done { workspace.complete_task(id).await } else { workspace.reopen_task(id).await }
        };
        self.session.run(work, move |outcome| {
            let said = if done {
                t!(self.session.words, day.done)
            } else {
                t!(self.session.words, day.open_again)
            };
            self.session.say_done(said, outcome.stamp);
        });
    }

    /// Postpones a task.
    pub fn put_off(self, id: RecordId, due: Due) {
        let workspace = self.session.workspace();
        let said = t!(self.session.words, day.put_off_to, when = self.format.due(&due));
        self.session.run(async move { workspace.put_off(id, &due).await }, move |outcome| {
            self.session.say_done(said, outcome.stamp);
        });
    }

    /// Returns the draft of a task for a record; for a deal, it also refers to the first contact.
    pub fn task_for(&self, kind: KindId, id: RecordId) -> Draft {
        let mut draft = Draft::new(TASK);
        let record = self.session.workspace().record(id);
        let mut refer = |field, to: Option<RecordId>| {
            if let Some(to) = to {
                draft.set(field, Value::Reference(to));
            }
        };
        match kind {
            COMPANY => refer(task::COMPANY, Some(id)),
            DEAL => {
                refer(task::DEAL, Some(id));
                let people = record.as_ref().map(|it| it.elements(deal::CONTACTS));
                let first = people.and_then(|people| people.into_iter().next());
                let person = match first.map(|element| element.value) {
                    Some(Value::Reference(person)) => Some(person),
                    _ => None,
                };
                refer(task::CONTACT, person);
            }
            own if own.is_own() => refer(own.about_field(), Some(id)),
            _ => refer(task::CONTACT, Some(id)),
        }
        draft
    }
}

impl Log {
    /// Locates the device: at once if permission was granted before, otherwise only when the user
    /// asked. Opening a screen never prompts.
    pub fn find_place(self, here: RwSignal<Option<GeoPoint>>, asked: bool) {
        spawn_local(async move {
            if !asked && !geo::is_allowed().await {
                return;
            }
            match geo::place().await {
                Ok(place) => {
                    here.try_set(Some(place));
                }
                Err(_) if asked => {
                    self.session.say_failed(t!(self.session.words, day.place_denied))
                }
                // Distances are optional, so stay silent.
                Err(_) => {}
            }
        });
    }
}

impl Deals {
    /// Returns the first few deals that need attention, and their counts by pipeline. Scans every
    /// deal, after the screen is painted.
    pub fn deals_asking(self, look: Attention) -> Signal<(Vec<DealCard>, Vec<InPipeline>)> {
        let found = RwSignal::new((Vec::new(), Vec::new()));
        Effect::new(move |_| {
            let _asked_anew = self.session.revision();
            if self.session.phase.get() != Phase::Ready {
                return;
            }
            spawn_local(async move {
                dom::painted().await;
                let workspace = self.session.workspace();
                let (rows, pipelines) = match look {
                    Attention::Stale => workspace.stale_deals(DEALS_SHOWN),
                    Attention::PastClose => workspace.deals_past_close(DEALS_SHOWN),
                };
                let cards = rows.into_iter().filter_map(|row| workspace.deal_card(row)).collect();
                found.try_set((cards, pipelines));
            });
        });
        found.into()
    }
}

impl Records {
    /// Returns birthdays and other anniversaries of the next days. Scans all contacts in chunks,
    /// after the screen is painted.
    pub fn anniversaries(self) -> Signal<Vec<Anniversary>> {
        let found = RwSignal::new(Vec::new());
        Effect::new(move |_| {
            let revision = self.session.revision();
            if self.session.phase.get() != Phase::Ready {
                return;
            }
            spawn_local(async move {
                let mut looked = Anniversaries::default();
                dom::painted().await;
                while self.session.workspace().find_anniversaries(WEEK, &mut looked) {
                    window::yield_now().await;
                    // The data changed meanwhile: the effect for the new revision starts over.
                    if untrack(|| self.session.revision()) != revision {
                        return;
                    }
                }
                found.try_set(looked.in_order());
            });
        });
        found.into()
    }
}

impl Formatter {
    /// Formats the distance between two places: 2.4 km.
    pub fn far(&self, from: GeoPoint, to: GeoPoint) -> String {
        let kilometers = distance(from, to) / 1000.0;
        let shown =
            if kilometers < 10.0 { (kilometers * 10.0).round() / 10.0 } else { kilometers.round() };
        t!(self.session.words, day.distance, km = self.decimal(shown))
    }

    /// Returns today's date in words and a greeting for this hour.
    pub fn greeting(&self) -> (String, String) {
        let workspace = self.session.workspace_of_shape();
        let here = workspace.env().here();
        let (day, minutes) = local(workspace.env(), &here, self.now());
        let hello = match minutes / 60 {
            4..=11 => t!(self.session.words, day.good_morning),
            12..=17 => t!(self.session.words, day.good_afternoon),
            _ => t!(self.session.words, day.good_evening),
        };
        let me = workspace.settings().text(settings::ME);
        let hello = if me.is_empty() { hello } else { format!("{hello}, {me}") };
        (intl::weekday_and_day(self.session.words.region(), day.number()), hello)
    }
}
