//! Deals: in columns by stage, in lists, moved between stages.

use std::collections::{HashMap, HashSet};

use domain::{
    DEAL, Day, Draft, Due, Fields, Filter, KindId, Money, PartialDate, Query, RecordId, Schema,
    StageResult, Totals, Value, age_days, any_kind, deal, local, moment, money, number,
    probability, settings, weighted,
};
use replica::{ActionKind, Derive, RecordView, Row, Selection};
use store::Store;

use super::actions::Done;
use super::edits::Op;
use super::pipelines::{PipelineView, StageView};
use super::workspace::Workspace;
use super::{AppError, Env};

/// The order of cards in a column and in the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DealOrder {
    /// By next task, those without one last.
    #[default]
    NextTask,
    /// By expected close, those without one last.
    Close,
    /// Largest value first, within a currency.
    Value,
    /// Longest in its stage first.
    Age,
    /// By name.
    Name,
}

/// A selection of deals.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DealSelection {
    /// Words in the name, the company or a contact.
    pub words: String,
    /// The filter.
    pub filter: Filter,
    /// Only deals of this device's user and those without an owner.
    pub mine: bool,
    /// Only deals that are too long in their stage.
    pub stale: bool,
    /// Only open deals past their expected close.
    pub past_close: bool,
    /// Their order.
    pub order: DealOrder,
}

/// A column of the board.
#[derive(Clone, Debug, PartialEq)]
pub struct DealColumn {
    /// The stage; `None` for deals whose stage is gone.
    pub stage: Option<StageView>,
    /// Its deals.
    pub rows: Vec<Row>,
    /// The sums of their values.
    pub totals: Totals,
    /// The sums of their values, weighted by probability.
    pub weighted: Totals,
}

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
    /// Returns the columns of a pipeline. Deals whose stage is gone form an extra first column of
    /// the first pipeline.
    pub fn board(&self, pipeline: RecordId, selection: &DealSelection) -> Vec<DealColumn> {
        let pipelines = self.pipelines();
        let Some(place) = pipelines.iter().position(|known| known.id == pipeline) else {
            return Vec::new();
        };
        let column = |stage: Option<StageView>| DealColumn {
            stage,
            rows: Vec::new(),
            totals: Totals::default(),
            weighted: Totals::default(),
        };
        let stages = pipelines[place].stages.iter().cloned();
        let mut columns: Vec<DealColumn> = stages.map(|stage| column(Some(stage))).collect();
        let mut lost = column(None);
        let known: HashMap<RecordId, Option<usize>> = all_stages(&pipelines)
            .map(|stage| (stage.id, columns.iter().position(|it| is_of(it, stage.id))))
            .collect();
        for row in self.deal_rows(selection) {
            let stage = self.replica().link(row);
            match stage.and_then(|stage| known.get(&stage)) {
                Some(Some(column)) => self.put(&mut columns[*column], row),
                Some(None) => {}
                None if place == 0 => self.put(&mut lost, row),
                None => {}
            }
        }
        if !lost.rows.is_empty() {
            columns.insert(0, lost);
        }
        columns
    }

    fn put(&self, column: &mut DealColumn, row: Row) {
        let replica = self.replica();
        let worth: Worth = replica.derived_value(row);
        column.rows.push(row);
        if let Some(value) = worth.value {
            column.totals.add(value);
            let percent = chance(column.stage.as_ref(), worth.probability);
            column.weighted.add(weighted(value, percent));
        }
    }

    /// Returns the selected deals, in order.
    pub fn deal_rows(&self, selection: &DealSelection) -> Vec<Row> {
        let replica = self.replica();
        let plain = Selection {
            filter: selection.filter.at_moment(self.env.now_millis(), &self.env),
            ..Selection::default()
        };
        let mut rows = replica.select(DEAL, &plain);
        if !selection.words.trim().is_empty() {
            let found = self.deals_by_words(&selection.words);
            rows.retain(|row| found.contains(&replica.id(*row)));
        }
        if selection.mine {
            let me = self.settings().text(settings::ME);
            rows.retain(|row| {
                let owner = replica.view(*row).text(any_kind::OWNER);
                owner.is_empty() || owner == me
            });
        }
        self.keep_what_asks(&mut rows, selection);
        self.sort_deals(&mut rows, selection.order);
        rows
    }

    fn sort_deals(&self, rows: &mut [Row], order: DealOrder) {
        let replica = self.replica();
        match order {
            // They are already sorted by next task.
            DealOrder::NextTask => {}
            DealOrder::Close => {
                rows.sort_by_cached_key(|row| {
                    let close = replica.derived_value::<Worth>(*row).close;
                    (close.is_none(), close)
                });
            }
            DealOrder::Value => rows.sort_by_cached_key(|row| {
                let value = replica.derived_value::<Worth>(*row).value;
                let key = value.map(|money| (money.currency, std::cmp::Reverse(money.minor)));
                (key.is_none(), key)
            }),
            DealOrder::Age => rows.sort_by_cached_key(|row| self.since(*row)),
            DealOrder::Name => rows.sort_by_cached_key(|row| {
                replica.context().sort_key(&replica.view(*row).text(deal::NAME))
            }),
        }
    }

    /// Finds deals by words in their own fields or in those of their companies and contacts.
    fn deals_by_words(&self, words: &str) -> HashSet<RecordId> {
        let replica = self.replica();
        let query = Query::parse(words);
        let matching = |kind: KindId| {
            replica.select(kind, &Selection { query: query.clone(), ..Selection::default() })
        };
        let own = matching(DEAL).into_iter().map(|row| replica.id(row));
        let mut found: HashSet<RecordId> = own.collect();
        let schema = replica.schema(DEAL);
        let found_by = |schema: &Schema| -> Vec<KindId> {
            schema.found_by.iter().filter_map(|field| schema.kind_referred_to(*field)).collect()
        };
        for kind in schema.map(found_by).unwrap_or_default() {
            // If words match very many people, looking up every one in all deals is not worth it.
            for row in matching(kind).into_iter().take(LOOKED_AT) {
                let deals = replica.mentioning(replica.list(DEAL), replica.id(row));
                found.extend(deals.into_iter().map(|row| replica.id(row)));
            }
        }
        found
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

/// Number of matching companies and contacts looked up in deals.
const LOOKED_AT: usize = 50;

fn all_stages(pipelines: &[PipelineView]) -> impl Iterator<Item = &StageView> {
    pipelines.iter().flat_map(|pipeline| &pipeline.stages)
}

fn is_of(column: &DealColumn, stage: RecordId) -> bool {
    column.stage.as_ref().is_some_and(|known| known.id == stage)
}
