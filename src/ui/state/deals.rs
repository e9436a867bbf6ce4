//! Deals as screens show them: columns, cards, next steps, and moving them.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::format::Formatter;
use super::lists::Rows;
use super::records::Records;
use super::session::Phase;
use super::session::Session;
use super::tasks::Tasks;
use super::words::t;
use app::{DealCard, DealColumn, DealSelection, Done, TaskCard};
use app::{PipelineView, StageView};
use browser::window;
use domain::{
    CURRENCIES, DEAL, Day, Draft, Due, Fields, KindId, PartialDate, RecordId, StageResult, TASK,
    any_kind,
};
use kit::Tone;
use replica::Row;

/// Deals with their pipelines and stages. A cheap `Copy` handle.
#[derive(Clone, Copy)]
pub struct Deals {
    pub(super) session: &'static Session,
    pub(super) format: Formatter,
    pub(super) records: Records,
}

impl Deals {
    /// Returns a deal's card by id. Tracked.
    pub fn card_of_deal(&self, id: RecordId) -> Option<DealCard> {
        let workspace = self.session.workspace_of(&[DEAL]);
        let row = workspace.replica().row(id)?;
        workspace.deal_card(row)
    }

    /// Returns a deal's card.
    pub fn deal_card(&self, row: Row) -> Option<DealCard> {
        self.session.workspace().deal_card(row)
    }

    /// Returns the board columns of a pipeline. Tracked.
    pub fn deal_columns(&self, pipeline: RecordId, wanted: &DealSelection) -> Vec<DealColumn> {
        if self.session.phase.get() != Phase::Ready {
            return Vec::new();
        }
        self.session.workspace_of(&[DEAL]).board(pipeline, wanted)
    }

    /// Returns the deals of a pipeline that match a selection, in its order. Deals whose stage is
    /// gone belong to the first pipeline.
    pub fn deal_rows(
        self,
        wanted: impl Fn() -> (Option<RecordId>, DealSelection) + Send + Sync + 'static,
    ) -> Rows {
        self.records.rows_by(move || {
            if self.session.phase.get() != Phase::Ready {
                return Vec::new();
            }
            let workspace = self.session.workspace_of(&[DEAL]);
            let (pipeline, selection) = wanted();
            let stages = workspace.stages_by_id();
            let first = workspace.pipelines().first().map(|pipeline| pipeline.id);
            let mut rows = workspace.deal_rows(&selection);
            let replica = workspace.replica();
            rows.retain(|row| {
                let stage = replica.link(*row).and_then(|stage| stages.get(&stage));
                stage.map_or(first, |stage| stage.pipeline) == pipeline
            });
            rows
        })
    }

    /// Returns the deals of a contact or company, open ones first. Tracked.
    pub fn deals_of(&self, id: RecordId) -> Vec<DealCard> {
        let workspace = self.session.workspace_of(&[DEAL]);
        workspace.deals_of(id).into_iter().filter_map(|row| workspace.deal_card(row)).collect()
    }

    /// Moves deals to a stage, with a reason if lost, and passes the result to `then`. Calls
    /// `meanwhile` if the move takes a moment, and `failed` before reporting an error.
    pub fn move_deals(
        self,
        ids: Vec<RecordId>,
        stage: RecordId,
        reason: Option<String>,
        meanwhile: impl FnOnce() + 'static,
        failed: impl FnOnce() + 'static,
        then: impl FnOnce(Done) + 'static,
    ) {
        let workspace = self.session.workspace();
        let over = Rc::new(Cell::new(false));
        let is_over = over.clone();
        let work = async move {
            let outcome = workspace.move_deals(&ids, stage, reason.as_deref()).await;
            over.set(true);
            if outcome.is_err() {
                failed();
            }
            outcome
        };
        self.session.run(work, then);
        spawn_local(async move {
            window::next_frame().await;
            if !is_over.get() {
                meanwhile();
            }
        });
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

    /// Lists the names of all deal owners, sorted. Tracked.
    pub fn owners_of_deals(&self) -> Vec<String> {
        let workspace = self.session.workspace_of(&[DEAL]);
        let replica = workspace.replica();
        let mut owners: Vec<String> = replica
            .list(DEAL)
            .iter()
            .map(|row| replica.view(*row).text(any_kind::OWNER))
            .filter(|owner| !owner.is_empty())
            .collect();
        owners.sort();
        owners.dedup();
        owners
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

    /// Shows dropped cards in their target, each before the first card with a greater sort key.
    pub fn show_moved(&self, columns: &mut [DealColumn], moves: &[(RecordId, RecordId)]) {
        let workspace = self.session.workspace();
        let replica = workspace.replica();
        for (id, stage) in moves {
            let is_there = |column: &&mut DealColumn| {
                column.stage.as_ref().is_some_and(|known| known.id == *stage)
            };
            let Some(row) = replica.row(*id) else { continue };
            columns.iter_mut().for_each(|column| column.rows.retain(|known| *known != row));
            if let Some(column) = columns.iter_mut().find(is_there) {
                let key = replica.key(row);
                let at = column.rows.iter().position(|known| replica.key(*known) > key);
                column.rows.insert(at.unwrap_or(column.rows.len()), row);
            }
        }
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
            1 => t!(self.session.words, deals.one_day),
            days => t!(self.session.words, deals.days, count = days),
        }
    }
}
