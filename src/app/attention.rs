//! Deals that need attention: too long in their stage, or open past their expected close.

use std::collections::HashMap;

use domain::{
    Day, Fields, Narrowing, PartialDate, RecordId, StageResult, age_days, any_kind, is_over,
    settings,
};
use replica::Row;
use store::Store;

use super::Env;
use super::deals::Worth;
use super::pipelines::{PipelineView, StageView};
use super::workspace::Workspace;

/// The number of such deals in a pipeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InPipeline {
    /// The pipeline.
    pub pipeline: RecordId,
    /// Its name.
    pub name: String,
    /// The number of deals.
    pub count: usize,
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// Returns the open deals that are too long in their stage, the longest first, `at_most` of
    /// them, with the full count per pipeline that has any.
    pub fn stale_deals(&self, at_most: usize) -> (Vec<Row>, Vec<InPipeline>) {
        let mut rows = self.deals_that_are(Narrowing::Stale);
        rows.sort_by_cached_key(|row| self.since(*row));
        self.some_in_each(rows, at_most)
    }

    /// Returns the open deals past their expected close, the most overdue first; otherwise as
    /// [`Workspace::stale_deals`].
    pub fn deals_past_close(&self, at_most: usize) -> (Vec<Row>, Vec<InPipeline>) {
        let mut rows = self.deals_that_are(Narrowing::PastClose);
        let replica = self.replica();
        rows.sort_by_cached_key(|row| replica.derived_value::<Worth>(*row).close);
        self.some_in_each(rows, at_most)
    }

    fn some_in_each(&self, mut rows: Vec<Row>, at_most: usize) -> (Vec<Row>, Vec<InPipeline>) {
        let pipelines = self.pipelines().into_iter();
        let mut found: Vec<InPipeline> = pipelines
            .map(|PipelineView { id, name, .. }| InPipeline { pipeline: id, name, count: 0 })
            .collect();
        // Deals whose stage is gone count toward the first pipeline.
        let first = found.first().map(|of| of.pipeline);
        let stages = self.stages_by_id();
        for row in &rows {
            let stage = self.replica().link(*row).and_then(|stage| stages.get(&stage));
            let pipeline = stage.map_or(first, |stage| stage.pipeline);
            if let Some(of) = found.iter_mut().find(|of| Some(of.pipeline) == pipeline) {
                of.count += 1;
            }
        }
        found.retain(|of| of.count > 0);
        rows.truncate(at_most);
        (rows, found)
    }

    /// Removes the records that are not as asked.
    pub(super) fn keep_narrowed(&self, rows: &mut Vec<Row>, narrowings: &[Narrowing]) {
        if narrowings.is_empty() {
            return;
        }
        let replica = self.replica();
        let stages = self.stages_by_id();
        let stage = |row: &Row| replica.link(*row).and_then(|stage| stages.get(&stage));
        for narrowing in narrowings {
            match narrowing {
                Narrowing::Mine => {
                    let me = self.settings().text(settings::ME);
                    rows.retain(|row| {
                        let owner = replica.view(*row).text(any_kind::OWNER);
                        owner.is_empty() || owner == me
                    });
                }
                Narrowing::Closing => {
                    let today = self.today();
                    rows.retain(|row| {
                        let close = replica.derived_value::<Worth>(*row).close;
                        close.is_some_and(|close| is_in_month(close, today))
                    });
                }
                Narrowing::PastClose => rows.retain(|row| self.is_past_close(*row, stage(row))),
                Narrowing::Stale => {
                    let now = self.env.now_millis();
                    rows.retain(|row| self.is_stale(*row, &stages, now));
                }
            }
        }
    }

    fn is_stale(&self, row: Row, stages: &HashMap<RecordId, StageView>, now: i64) -> bool {
        let replica = self.replica();
        let stage = replica.link(row).and_then(|stage| stages.get(&stage));
        let limit = stage.filter(|stage| stage.result == StageResult::Open);
        let Some(limit) = limit.and_then(|stage| stage.stale_days) else { return false };
        age_days(self.since(row), now) > limit
    }

    /// Returns true if a deal in this stage is open past its expected close.
    pub(super) fn is_past_close(&self, row: Row, stage: Option<&StageView>) -> bool {
        let open = stage.is_none_or(|stage| stage.result == StageResult::Open);
        let close = self.replica().derived_value::<Worth>(row).close.filter(|_| open);
        close.is_some_and(|close| is_over(close, self.today()))
    }
}

/// True if a date is in the month of a day.
fn is_in_month(date: PartialDate, day: Day) -> bool {
    let month = day.to_string();
    date.to_string().get(..7) == month.get(..7)
}

#[cfg(test)]
mod tests {
    use super::super::list_rows::{ListSort, ListWanted};
    use super::super::selling_stories::{app, new_deal, row, stage};
    use super::super::stories::now;
    use super::*;
    use domain::{DEAL, Draft, DraftSlot, Value, deal};

    /// The clock of these tests is in November 2026.
    fn closing(close: &str) -> Draft {
        let mut draft = Draft::new(DEAL);
        draft.set(deal::CLOSE, Value::Date(PartialDate::parse(close).unwrap()));
        draft
    }

    #[test]
    fn an_open_deal_is_past_its_close_from_the_day_after() {
        let app = app();
        let today = app.today();
        let id = new_deal(&app, "Oak desks", 100, None);
        let passed = |close: &str| {
            now(app.save(Some(id), closing(close))).unwrap();
            let (rows, found) = app.deals_past_close(9);
            let card = app.deal_card(row(&app, id)).unwrap();
            assert_eq!(card.past_close, rows.len() == 1, "the card and the list agree: {close}");
            assert_eq!(found.iter().map(|of| of.count).sum::<usize>(), rows.len());
            card.past_close
        };
        assert!(!passed(&today.to_string()), "today is not over");
        assert!(passed(&today.plus(-1).to_string()));
        assert!(!passed(&today.plus(1).to_string()));
        assert!(!passed(&today.to_string()[..7]), "this month is not over");
        assert!(passed(&today.plus_months(-1).to_string()[..7]));
        assert!(passed("2020"));
        now(app.move_deals(&[id], stage(&app, "Won"), None)).unwrap();
        assert_eq!(app.deals_past_close(9), (Vec::new(), Vec::new()), "what has ended is not late");
        assert!(!app.deal_card(row(&app, id)).unwrap().past_close);
    }

    #[test]
    fn the_longest_over_comes_first_and_each_pipeline_is_counted() {
        let app = app();
        let today = app.today();
        for (name, days) in [("Cups", -2), ("Desks", -9), ("Lamps", 3), ("Chairs", -5)] {
            let id = new_deal(&app, name, 100, None);
            now(app.save(Some(id), closing(&today.plus(days).to_string()))).unwrap();
        }
        let (rows, found) = app.deals_past_close(2);
        let names: Vec<String> = rows.iter().map(|row| app.deal_card(*row).unwrap().name).collect();
        assert_eq!(names, ["Desks", "Chairs"]);
        assert_eq!((found.len(), found[0].count), (1, 3));
        let narrowings = vec![Narrowing::PastClose, Narrowing::Stale];
        let both = ListWanted { narrowings, ..ListWanted::default() };
        assert!(app.list_rows(DEAL, &both).is_empty(), "none of them is stale as well");
    }

    #[test]
    fn a_deal_without_the_time_it_entered_its_stage_ages_from_its_creation() {
        let app = app();
        let forget = |id| {
            let mut draft = Draft::new(DEAL);
            draft.slots.insert(deal::SINCE, DraftSlot::One(None));
            now(app.save(Some(id), draft)).unwrap();
        };
        let old = new_deal(&app, "Old", 100, None);
        app.env().pass_days(2);
        let known = new_deal(&app, "Known", 100, None);
        app.env().pass_days(15);
        let new = new_deal(&app, "New", 100, None);
        [old, new].into_iter().for_each(forget);
        let ids =
            |rows: Vec<Row>| rows.iter().map(|row| app.replica().id(*row)).collect::<Vec<_>>();
        assert_eq!(ids(app.stale_deals(9).0), [old, known]);
        for id in [old, known, new] {
            assert_eq!(app.deal_card(row(&app, id)).unwrap().stale, id != new, "the card agrees");
        }
        let sort = ListSort::Field { number: deal::SINCE, is_descending: false };
        let by_age = ListWanted { sort, ..ListWanted::default() };
        assert_eq!(ids(app.list_rows(DEAL, &by_age)), [old, known, new]);
    }
}
