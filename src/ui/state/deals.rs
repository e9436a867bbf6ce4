//! Deals as screens show them: columns, cards, next steps, and moving them.

use super::boards::{UnderWay, run_shown};
use super::format::Formatter;
use super::records::Records;
use super::session::Session;
use super::tasks::Tasks;
use super::words::t;
use app::{DealCard, Done, TaskCard};
use app::{PipelineView, StageView};
use domain::{
    CURRENCIES, DEAL, Day, Draft, Due, KindId, PartialDate, RecordId, StageResult, TASK, Totals,
};
use kit::Tone;
use replica::Row;

/// Deals with their pipelines and stages. A cheap `Copy` handle.
#[derive(Clone, Copy)]
pub struct Deals {
    pub(super) session: &'static Session,
    pub(super) format: Formatter,
}

impl Deals {
    /// Returns a deal's card by id. Tracked.
    pub fn card_of_deal(&self, id: RecordId) -> Option<DealCard> {
        let workspace = self.session.workspace_of(&[DEAL]);
        let row = workspace.replica().row(id)?;
        workspace.deal_card(row)
    }

    /// Returns the sums of the values of some deals, plain and weighted.
    pub fn deal_sums(&self, rows: &[Row]) -> (Totals, Totals) {
        let workspace = self.session.workspace();
        let held: Vec<Row> = {
            let replica = workspace.replica();
            rows.iter().copied().filter(|row| replica.holds(*row)).collect()
        };
        workspace.deal_sums(&held)
    }

    /// Returns the deals of a contact or company, open ones first. Tracked.
    pub fn deals_of(&self, id: RecordId) -> Vec<DealCard> {
        let workspace = self.session.workspace_of(&[DEAL]);
        workspace.deals_of(id).into_iter().filter_map(|row| workspace.deal_card(row)).collect()
    }

    /// Moves deals to a stage, with a reason if lost, and passes the result to `then`. The board
    /// shows them there if the move takes a moment.
    pub fn move_deals(
        self,
        ids: Vec<RecordId>,
        stage: RecordId,
        reason: Option<String>,
        under_way: UnderWay,
        then: impl FnOnce(Done) + 'static,
    ) {
        let workspace = self.session.workspace();
        let moved = ids.clone();
        let work = async move { workspace.move_deals(&moved, stage, reason.as_deref()).await };
        run_shown(self.session, ids, stage.to_string(), under_way, work, then);
    }

    /// Lists the stages a deal can be in as id, name and pipeline; the pipeline is empty if there
    /// is only one. Tracked.
    pub fn stage_choices(&self) -> Vec<(String, String, String)> {
        let pipelines = self.pipelines();
        let many = pipelines.len() > 1;
        let named = pipelines.into_iter().flat_map(|pipeline| {
            let group = if many { pipeline.name } else { String::new() };
            let stages = pipeline.stages.into_iter();
            stages.map(move |stage| (stage.id.to_string(), stage.name, group.clone()))
        });
        named.collect()
    }

    /// Describes a deal's next step as a pill: a time, "overdue", "no next task". `None` for a
    /// closed deal without one.
    pub fn next_of_deal(&self, card: &DealCard) -> Option<(String, Tone)> {
        let words = self.session.words;
        let open = card.stage.as_ref().is_none_or(|stage| stage.result == StageResult::Open);
        match &card.next {
            Some(_) if card.overdue => Some((t!(words, deals.overdue), Tone::Danger)),
            Some(due) => Some(self.soon(due)),
            None if open => Some((t!(words, deals.no_next_task), Tone::Info)),
            None => None,
        }
    }

    /// Formats the expected close date: "tomorrow", "Thu 10 Dec", "March 2027".
    pub fn close_of_deal(&self, date: PartialDate) -> String {
        match Day::parse(&date.to_string()) {
            Some(day) => self.format.calendar_day(day),
            None => self.format.date(date),
        }
    }

    /// Formats the expected close as a phrase: "closes Thu 10 Dec", or "was to close yesterday" if
    /// past.
    pub fn closing_of_deal(&self, card: &DealCard) -> Option<String> {
        let date = self.close_of_deal(card.close?);
        Some(match card.past_close {
            true => t!(self.session.words, deals.was_to_close, date = date),
            false => t!(self.session.words, deals.closes, date = date),
        })
    }

    /// Shows a due time of today as its time alone, in the warm color.
    fn soon(&self, due: &Due) -> (String, Tone) {
        let workspace = self.session.workspace();
        let (day, minutes) = due.here(workspace.env());
        match minutes {
            // A card has no room for the time on another day.
            _ if day != workspace.today() => (self.format.calendar_day(day), Tone::Plain),
            Some(minutes) => (self.format.clock(minutes), Tone::Warm),
            None => (self.format.due(due), Tone::Warm),
        }
    }

    /// Formats the time a deal has been in its stage: "6 days", "34 days · stale".
    pub fn age_of_deal(&self, card: &DealCard) -> String {
        let words = self.session.words;
        let days = self.format.days_long(card.age);
        if card.stale { t!(words, deals.stale_for, days = days) } else { days }
    }

    /// Returns a stage as it is now; does not subscribe the calling view.
    pub fn peek_stage(&self, id: RecordId) -> Option<StageView> {
        self.session.workspace().stage(id)
    }

    /// Returns the stage in which a new deal begins.
    pub fn first_stage(&self) -> Option<RecordId> {
        self.session.workspace().first_stage()
    }

    /// Returns the pipeline of a stage; does not subscribe the calling view.
    pub fn pipeline_of(&self, stage: RecordId) -> Option<PipelineView> {
        self.session.workspace().pipeline_of(stage)
    }
}

impl Tasks {
    /// Returns the open tasks of a contact, company or deal, earliest due first. Tracked.
    pub fn tasks_for(&self, id: RecordId) -> Vec<TaskCard> {
        let workspace = self.session.workspace_of(&[TASK]);
        workspace.open_tasks_of(id).into_iter().filter_map(|row| workspace.task_card(row)).collect()
    }
}

impl Records {
    /// Creates a record of a kind from a draft and passes its id to `then`.
    pub fn copy_record(self, kind: KindId, draft: Draft, then: impl FnOnce(RecordId) + 'static) {
        let draft = Draft { kind, ..draft };
        self.save(None, draft, move |outcome| match outcome {
            Ok(saved) => then(saved.id),
            Err(error) => self.session.report(&error),
        });
    }
}

impl Formatter {
    /// Lists the currency codes, each as id and label.
    pub fn currencies(&self) -> Vec<(String, String)> {
        CURRENCIES.split_whitespace().map(|code| (code.to_owned(), code.to_owned())).collect()
    }

    /// Formats a number of days: "today", "1 day", "6 days".
    pub fn days_long(&self, days: i64) -> String {
        match days {
            0 => t!(self.session.words, deals.since_today),
            days => t!(self.session.words, deals.days, count = days),
        }
    }
}
