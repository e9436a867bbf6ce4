//! Deals as screens show them: columns, cards, what is next for one, and moving them.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::app_state::{AppState, Phase};
use super::lists::Rows;
use super::words::t;
use app::{DealCard, DealColumn, DealSelection, Done, TaskCard};
use browser::window;
use domain::{
    CURRENCIES, DEAL, Day, Draft, Due, Fields, KindId, PartialDate, RecordId, StageResult, common,
};
use kit::Tone;
use replica::Row;

impl AppState {
    /// A deal as the board shows it, by its id; followed.
    pub fn card_of_deal(&self, id: RecordId) -> Option<DealCard> {
        let satchel = self.watch();
        let row = satchel.replica().row(id)?;
        satchel.deal_card(row)
    }

    /// A deal for a list.
    pub fn deal_card(&self, row: Row) -> Option<DealCard> {
        self.satchel().deal_card(row)
    }

    /// The columns of a pipeline; followed.
    pub fn deal_columns(&self, pipeline: RecordId, wanted: &DealSelection) -> Vec<DealColumn> {
        if self.phase.get() != Phase::Ready {
            return Vec::new();
        }
        self.watch().board(pipeline, wanted)
    }

    /// The deals of a pipeline that a selection asks for, in its order; those whose stage is gone
    /// count to the first pipeline.
    pub fn deal_rows(
        self,
        wanted: impl Fn() -> (Option<RecordId>, DealSelection) + Send + Sync + 'static,
    ) -> Rows {
        self.rows_by(move || {
            if self.phase.get() != Phase::Ready {
                return Vec::new();
            }
            let satchel = self.watch();
            let (pipeline, selection) = wanted();
            let stages = satchel.stages_by_id();
            let first = satchel.pipelines().first().map(|pipeline| pipeline.id);
            let mut rows = satchel.deal_rows(&selection);
            let replica = satchel.replica();
            rows.retain(|row| {
                let stage = replica.link(*row).and_then(|stage| stages.get(&stage));
                stage.map_or(first, |stage| stage.pipeline) == pipeline
            });
            rows
        })
    }

    /// The deals of a contact or company, those that go on first; followed.
    pub fn deals_of(&self, id: RecordId) -> Vec<DealCard> {
        let satchel = self.watch();
        satchel.deals_of(id).into_iter().filter_map(|row| satchel.deal_card(row)).collect()
    }

    /// Moves deals to a stage, lost ones with the reason; what was done is handed on. `meanwhile` is
    /// called where that takes a moment, `failed` where nothing was moved, before that is said.
    pub fn move_deals(
        self,
        ids: Vec<RecordId>,
        stage: RecordId,
        reason: Option<String>,
        meanwhile: impl FnOnce() + 'static,
        failed: impl FnOnce() + 'static,
        then: impl FnOnce(Done) + 'static,
    ) {
        let satchel = self.satchel();
        let over = Rc::new(Cell::new(false));
        let is_over = over.clone();
        let work = async move {
            let outcome = satchel.move_deals(&ids, stage, reason.as_deref()).await;
            over.set(true);
            if outcome.is_err() {
                failed();
            }
            outcome
        };
        self.run(work, then);
        spawn_local(async move {
            window::moment().await;
            if !is_over.get() {
                meanwhile();
            }
        });
    }

    /// The stages that a deal can be in, by their ids, with the names of their pipelines where there
    /// are several; followed.
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

    /// The currencies there are, by their codes.
    pub fn currencies(&self) -> Vec<(String, String)> {
        CURRENCIES.split_whitespace().map(|code| (code.to_owned(), code.to_owned())).collect()
    }

    /// What is next for a deal, as a pill: a time, "overdue", "no next task". Nothing where the deal
    /// has ended.
    pub fn next_of_deal(&self, card: &DealCard) -> Option<(String, Tone)> {
        let words = self.words;
        let open = card.stage.as_ref().is_none_or(|stage| stage.result == StageResult::Open);
        match &card.next {
            Some(_) if card.overdue => Some((t!(words, deals.overdue), Tone::Danger)),
            Some(due) => Some(self.soon(due)),
            None if open => Some((t!(words, deals.no_next_task), Tone::Info)),
            None => None,
        }
    }

    /// When a deal is expected to close: "tomorrow", "Thu 10 Dec", "March 2027".
    pub fn close_of_deal(&self, date: PartialDate) -> String {
        match Day::parse(&date.to_string()) {
            Some(day) => self.calendar_day(day),
            None => self.date(date),
        }
    }

    /// The same as a sentence: "closes Thu 10 Dec", "was to close yesterday" where that is over.
    pub fn closing_of_deal(&self, card: &DealCard) -> Option<String> {
        let date = self.close_of_deal(card.close?);
        Some(match card.past_close {
            true => t!(self.words, deals.was_to_close, date = date),
            false => t!(self.words, deals.closes, date = date),
        })
    }

    /// What is due today is said by its time alone, and in the color of what is soon.
    fn soon(&self, due: &Due) -> (String, Tone) {
        let satchel = self.satchel();
        let (day, minutes) = due.here(satchel.env());
        match minutes {
            // A card has no room for the time of another day.
            _ if day != satchel.today() => (self.calendar_day(day), Tone::Plain),
            Some(minutes) => (self.clock(minutes), Tone::Warm),
            None => (self.due(due), Tone::Warm),
        }
    }

    /// For how long a deal has been in its stage: "6 days", "34 days · stale".
    pub fn age_of_deal(&self, card: &DealCard) -> String {
        let words = self.words;
        let days = self.days_long(card.age);
        if card.stale { t!(words, deals.stale_for, days = days) } else { days }
    }

    /// A time in days: "today", "1 day", "6 days".
    pub fn days_long(&self, days: i64) -> String {
        match days {
            0 => t!(self.words, deals.since_today),
            1 => t!(self.words, deals.one_day),
            days => t!(self.words, deals.days, count = days),
        }
    }

    /// What is to be done for a contact, company or deal, the first due first; followed.
    pub fn tasks_for(&self, id: RecordId) -> Vec<TaskCard> {
        let satchel = self.watch();
        satchel.open_tasks_of(id).into_iter().filter_map(|row| satchel.task_card(row)).collect()
    }

    /// Who has deals, by name; followed.
    pub fn owners_of_deals(&self) -> Vec<String> {
        let satchel = self.watch();
        let replica = satchel.replica();
        let mut owners: Vec<String> = replica
            .list(DEAL)
            .iter()
            .map(|row| replica.view(*row).text(common::OWNER))
            .filter(|owner| !owner.is_empty())
            .collect();
        owners.sort();
        owners.dedup();
        owners
    }

    /// Makes a record like another one, with some fields only, and hands on its id.
    pub fn copy_record(self, kind: KindId, draft: Draft, then: impl FnOnce(RecordId) + 'static) {
        let draft = Draft { kind, ..draft };
        self.save(None, draft, move |outcome| match outcome {
            Ok(saved) => then(saved.id),
            Err(error) => self.report(&error),
        });
    }
}
