//! Deals: their cards and sums, and moving them between stages.

use std::collections::HashMap;

use domain::{
    DEAL, Day, Draft, Due, Fields, KindId, Money, Narrowing, PartialDate, RecordId, StageResult,
    Totals, Value, age_days, any_kind, deal, local, moment, money, number, probability, weighted,
};
use replica::{ActionKind, Derive, RecordView, Row};
use store::Store;

use super::actions::Done;
use super::edits::Op;
use super::list_rows::ListWanted;
use super::pipelines::{PipelineView, StageView};
use super::workspace::Workspace;
use super::{AppError, Env};

/// A deal on the board or in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct DealCard {
    /// Its id.
    pub id: RecordId,
    /// Its name.
    pub name: String,
    /// The company, else the first contact.
    pub who: String,
    /// Its value.
    pub value: Option<Money>,
    /// Its stage.
    pub stage: Option<StageView>,
    /// Days in the stage.
    pub age: i64,
    /// True if that is too long.
    pub stale: bool,
    /// Percentage of the stage's time limit used up; `None` if there is no limit.
    pub aged: Option<u8>,
    /// The due date of its next task.
    pub next: Option<Due>,
    /// True if that is overdue.
    pub overdue: bool,
    /// The expected close.
    pub close: Option<PartialDate>,
    /// True if the deal is open past its expected close.
    pub past_close: bool,
    /// Its tags.
    pub tags: Vec<String>,
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// Returns the deals that are like this, in all pipelines.
    pub(super) fn deals_that_are(&self, narrowing: Narrowing) -> Vec<Row> {
        let narrowings = vec![narrowing];
        self.list_rows(DEAL, &ListWanted { narrowings, ..ListWanted::default() })
    }

    /// Returns the sums of the values of some deals: plain, and weighted by probability.
    pub fn deal_sums(&self, rows: &[Row]) -> (Totals, Totals) {
        let (mut plain, mut weighed) = (Totals::default(), Totals::default());
        let stages = self.stages_by_id();
        let replica = self.replica();
        for row in rows {
            let worth: Worth = replica.derived_value(*row);
            let Some(value) = worth.value else { continue };
            let stage = replica.link(*row).and_then(|stage| stages.get(&stage));
            plain.add(value);
            weighed.add(weighted(value, chance(stage, worth.probability)));
        }
        (plain, weighed)
    }

    /// Returns the time at which a deal entered its stage; if that is not known, its creation.
    pub(super) fn since(&self, row: Row) -> i64 {
        let replica = self.replica();
        let since = replica.derived_value::<Worth>(row).since;
        since.unwrap_or_else(|| replica.id(row).created_millis())
    }

    /// Returns the deals of a contact or company, open ones first.
    pub fn deals_of(&self, id: RecordId) -> Vec<Row> {
        let replica = self.replica();
        let mut rows = replica.mentioning(replica.list(DEAL), id);
        let stages = self.stages_by_id();
        rows.sort_by_key(|row| {
            let stage = replica.link(*row).and_then(|stage| stages.get(&stage));
            stage.is_some_and(|stage| stage.result != StageResult::Open)
        });
        rows
    }

    /// Returns the open deals of a contact or company if that is the kind asked for.
    pub(super) fn open_if_deals(&self, kind: KindId, id: RecordId) -> Option<Vec<Row>> {
        let open = (kind == DEAL).then(|| self.open_deals_of(id))?;
        Some(open.into_iter().filter_map(|id| self.replica().row(id)).collect())
    }

    /// Returns every stage by id.
    pub fn stages_by_id(&self) -> HashMap<RecordId, StageView> {
        let pipelines = self.pipelines();
        all_stages(&pipelines).map(|stage| (stage.id, stage.clone())).collect()
    }

    /// Returns a deal's card; `None` if the row is stale.
    pub fn deal_card(&self, row: Row) -> Option<DealCard> {
        let replica = self.replica();
        if !replica.holds(row) {
            return None;
        }
        let view = replica.view(row);
        let now = self.env.now_millis();
        let id = replica.id(row);
        let stage = replica.link(row).and_then(|stage| self.stage(stage));
        let age = age_days(self.since(row), now);
        let open = stage.as_ref().filter(|stage| stage.result == StageResult::Open);
        let limit = open.and_then(|stage| stage.stale_days);
        let next = Due::parse(&view.text(deal::NEXT));
        let people = view.elements(deal::CONTACTS).into_iter();
        let person = people.filter_map(|element| match element.value {
            Value::Reference(id) => Some(self.name(id)),
            _ => None,
        });
        let company = view.reference(deal::COMPANY);
        let company = company.filter(|id| !self.is_hidden(*id)).map(|id| self.name(id));
        Some(DealCard {
            name: view.text(deal::NAME),
            who: company
                .into_iter()
                .chain(person)
                .find(|name| !name.is_empty())
                .unwrap_or_default(),
            value: money(&view, deal::VALUE),
            age,
            stale: limit.is_some_and(|limit| age > limit),
            aged: limit.map(|limit| (age * 100 / limit.max(1)).clamp(0, 100) as u8),
            overdue: next.as_ref().is_some_and(|due| due.is_over(&self.env, now)),
            next,
            close: close_of(&view),
            past_close: self.is_past_close(row, stage.as_ref()),
            tags: view.texts(any_kind::TAGS),
            id,
            stage,
        })
    }

    /// Moves deals to a stage; lost ones with a reason.
    ///
    /// # Errors
    /// `NotFound` if the stage is gone; store errors.
    pub async fn move_deals(
        &self,
        ids: &[RecordId],
        stage: RecordId,
        reason: Option<&str>,
    ) -> Result<Done, AppError> {
        if self.stage(stage).is_none() {
            return Err(AppError::NotFound);
        }
        let random = || self.env.random();
        let action = if ids.len() > 1 { ActionKind::Bulk } else { ActionKind::Edit };
        let mut edits = self.edits(action, self.label_of_many(ids), &random);
        for id in ids {
            let mut draft = Draft::new(DEAL);
            draft.set(deal::STAGE, Value::Reference(stage));
            if let Some(reason) = reason {
                draft.set_text(deal::LOST_REASON, reason);
            }
            let key = self.key_of(*id).ok_or(AppError::NotFound)?;
            edits.add(key, *id, Op::Write(draft));
        }
        self.commit_edits(edits).await
    }

    /// Returns today in the local calendar.
    pub fn today(&self) -> Day {
        let here = self.env.here();
        local(&self.env, &here, self.env.now_millis()).0
    }
}

/// Returns a deal's probability in percent: the stage's own once the deal is closed.
pub fn chance(stage: Option<&StageView>, of_deal: Option<f64>) -> f64 {
    let of_stage = stage.map_or(0.0, |stage| stage.probability);
    let open = stage.is_none_or(|stage| stage.result == StageResult::Open);
    probability(of_deal.filter(|_| open), of_stage)
}

/// The values of a deal that columns and sort orders need.
#[derive(Clone, Copy, Debug)]
pub(super) struct Worth {
    value: Option<Money>,
    /// Its own probability; if `None`, the stage's applies.
    probability: Option<f64>,
    /// The time it entered its stage.
    since: Option<i64>,
    /// The expected close.
    pub close: Option<PartialDate>,
}

impl Derive for Worth {
    fn of(view: &RecordView<'_>) -> Self {
        Self {
            value: money(view, deal::VALUE),
            probability: number(view, deal::PROBABILITY),
            since: moment(view, deal::SINCE),
            close: close_of(view),
        }
    }
}

fn close_of(view: &RecordView<'_>) -> Option<PartialDate> {
    match view.value(deal::CLOSE) {
        Some(Value::Date(date)) => Some(date),
        _ => None,
    }
}

fn all_stages(pipelines: &[PipelineView]) -> impl Iterator<Item = &StageView> {
    pipelines.iter().flat_map(|pipeline| &pipeline.stages)
}
