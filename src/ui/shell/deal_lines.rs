//! The deals of a contact or company as short lines, for the parts.

use crate::ui::parts::DealLine;
use crate::ui::paths;
use crate::ui::state::{AppState, DealCard, PipelineView, StageView, t};
use domain::{RecordId, StageResult};
use kit::Tone;

/// Returns the deals of a record, open ones first. Tracked.
pub fn deal_lines(app: AppState, id: RecordId) -> Vec<DealLine> {
    let pipelines = app.deals.pipelines();
    let cards = app.deals.deals_of(id).into_iter();
    cards.map(|card| deal_line(app, &pipelines, card)).collect()
}

fn deal_line(app: AppState, pipelines: &[PipelineView], card: DealCard) -> DealLine {
    let stage = card.stage.as_ref();
    let own = stage.and_then(|stage| stage.pipeline);
    let pipeline = pipelines.iter().find(|pipeline| Some(pipeline.id) == own);
    let stages = pipeline.into_iter().flat_map(|pipeline| &pipeline.stages);
    let open: Vec<&StageView> = stages.filter(|it| it.result == StageResult::Open).collect();
    let at = open.iter().position(|known| stage.is_some_and(|stage| stage.id == known.id));
    let ended = |tone| stage.map(|stage| (stage.name.clone(), tone));
    let (done, next) = match stage.map_or(StageResult::Open, |stage| stage.result) {
        StageResult::Open => (at.map_or(0, |at| at + 1), app.deals.next_of_deal(&card)),
        StageResult::Won => (open.len(), ended(Tone::Good)),
        StageResult::Lost => (0, ended(Tone::Danger)),
    };
    DealLine {
        id: card.id,
        href: paths::href(&paths::deal(card.id)),
        value: card.value.map(|money| app.format.money(money)).unwrap_or_default(),
        stage: stage.map(|stage| stage.name.clone()).unwrap_or_default(),
        way: (open.len(), done),
        next,
        late: app.deals.closing_of_deal(&card).filter(|_| card.past_close),
        name: match card.name {
            name if name.is_empty() => t!(app.words, deals.no_name),
            name => name,
        },
    }
}
