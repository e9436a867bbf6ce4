//! Pipelines and stages: created from templates, renamed, reordered, joined, removed. Every deal
//! keeps a stage: removing one requires a target for its deals. Names that a template gives are in
//! the language of the screen at that moment, and from then on the user's own texts.

use domain::{
    DEAL, Draft, Fault, Fields, KindId, OWN_KIND, PIPELINE, Problem, RecordId, STAGE, StagePlace,
    StageResult, TEMPLATES, Template, TemplateNames, VIEW, Value, any_kind, check_needs, deal,
    fold, normalized_hash, number, pipeline, stage,
};
use replica::{ActionKind, HistoryEntry, Replica, Row, order_between, order_nth};
use store::Store;

use super::actions::{Done, Saved};
use super::edits::{Edits, Op};
use super::workspace::Workspace;
use super::{AppError, Env};

/// A pipeline with its stages.
#[derive(Clone, Debug, PartialEq)]
pub struct PipelineView {
    /// Its id.
    pub id: RecordId,
    /// Its name.
    pub name: String,
    /// Its stages in order.
    pub stages: Vec<StageView>,
}

/// A stage.
#[derive(Clone, Debug, PartialEq)]
pub struct StageView {
    /// Its id.
    pub id: RecordId,
    /// Its pipeline.
    pub pipeline: Option<RecordId>,
    /// Its name.
    pub name: String,
    /// The state of deals in it: open, won or lost.
    pub result: StageResult,
    /// The probability that a deal in it is won, in percent.
    pub probability: f64,
    /// The number of days after which a deal in it is stale.
    pub stale_days: Option<i64>,
}

impl PipelineView {
    /// Returns the first open stage.
    pub fn first_open(&self) -> Option<&StageView> {
        self.stages.iter().find(|stage| stage.result == StageResult::Open)
    }

    /// Returns the probability (in percent) and the days until stale of a new open stage: those of
    /// the open stage before it, otherwise 10 % and two weeks.
    pub fn new_stage(&self) -> (f64, Option<i64>) {
        let open = |stage: &&StageView| stage.result == StageResult::Open;
        let before = self.stages.iter().take_while(open).last();
        before.map_or((10.0, Some(14)), |stage| (stage.probability, stage.stale_days))
    }

    /// Returns the stage after this one.
    pub fn after(&self, stage: RecordId) -> Option<&StageView> {
        let place = self.stages.iter().position(|known| known.id == stage)?;
        self.stages.get(place + 1)
    }
}

/// Derives the id of a record that every device creates at first start, the same on all devices.
fn fixed_id(name: &str) -> RecordId {
    let [one, other] =
        ["satchel:", "seed:"].map(|salt| normalized_hash(format!("{salt}{name}").as_bytes()));
    let mut random = [0; 10];
    random[..8].copy_from_slice(&one.to_le_bytes());
    random[8..].copy_from_slice(&other.to_le_bytes()[..2]);
    RecordId::new(1, random)
}

/// Returns the counter of the stamps of a presumed pipeline with these names; 0 for those that are
/// declared. The same names have the same one everywhere, and those of two languages hardly ever:
/// without it, each name would be decided by itself when two devices merge, and the stages could be
/// called in two languages.
fn counter_of(template: &Template, names: &TemplateNames) -> u16 {
    let stages = template.stages.iter();
    let (declared, called): (Vec<_>, Vec<_>) =
        stages.map(|it| (it.name.to_owned(), names.of_stage(template, it))).unzip();
    if declared == called && names.of(template) == template.name {
        return 0;
    }
    let all = format!("{}\n{}", names.of(template), called.join("\n"));
    (normalized_hash(all.as_bytes()) as u16).max(1)
}

/// Finds the stage in which a new deal starts among the records of a replica.
pub(super) fn first_stage_in(replica: &Replica) -> Option<RecordId> {
    let stages = |row: &Row| replica.under(STAGE, replica.id(*row)).collect::<Vec<Row>>();
    let mut all = replica.list(PIPELINE).iter().flat_map(stages);
    let first = all.find(|row| StageResult::of(&replica.view(*row)) == StageResult::Open);
    first.map(|row| replica.id(row))
}

/// The places of stages that an import makes, in the pipeline in which new deals start.
#[derive(Clone, Debug, Default)]
pub(super) struct NewStages {
    pipeline: Option<RecordId>,
    /// The position of the last open stage, its chance, and the position of the closed one behind it.
    open: (String, f64, String),
    /// The position of the last stage.
    last: String,
}

impl NewStages {
    pub(super) fn of(replica: &Replica) -> Self {
        let Some(row) = first_stage_in(replica).and_then(|id| replica.row(id)) else {
            return Self::default();
        };
        let Some(pipeline) = replica.view(row).reference(stage::PIPELINE) else {
            return Self::default();
        };
        let mut places = Self { pipeline: Some(pipeline), ..Self::default() };
        for row in replica.under(STAGE, pipeline) {
            let view = replica.view(row);
            let order = view.text(stage::ORDER);
            if StageResult::of(&view) == StageResult::Open {
                let chance = number(&view, stage::PROBABILITY).unwrap_or(0.0);
                places.open = (order.clone(), chance, String::new());
            } else if places.open.2.is_empty() {
                places.open.2.clone_from(&order);
            }
            places.last = order;
        }
        places
    }

    /// Returns the place of the next new stage.
    pub(super) fn next(&mut self, is_closed: bool) -> Option<StagePlace> {
        let pipeline = self.pipeline?;
        let place = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let (before, after) = match is_closed {
            true => (place(&self.last), None),
            false => (place(&self.open.0), place(&self.open.2)),
        };
        let order = order_between(before.as_deref().unwrap_or_default(), after.as_deref());
        if is_closed || self.open.2.is_empty() {
            self.last.clone_from(&order);
        }
        if !is_closed {
            self.open.0.clone_from(&order);
        }
        Some(StagePlace { pipeline, order, probability: self.open.1 })
    }
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// Returns every pipeline with its stages, in order.
    pub fn pipelines(&self) -> Vec<PipelineView> {
        let replica = self.replica();
        let view = |row: &Row| PipelineView {
            id: replica.id(*row),
            name: replica.view(*row).text(pipeline::NAME),
            stages: replica
                .under(STAGE, replica.id(*row))
                .filter_map(|row| self.stage_view(row))
                .collect(),
        };
        replica.list(PIPELINE).iter().map(view).collect()
    }

    /// Returns a pipeline.
    pub fn pipeline(&self, id: RecordId) -> Option<PipelineView> {
        self.pipelines().into_iter().find(|pipeline| pipeline.id == id)
    }

    /// Returns the pipeline of a stage.
    pub fn pipeline_of(&self, stage: RecordId) -> Option<PipelineView> {
        self.pipeline(self.stage(stage)?.pipeline?)
    }

    /// Returns a stage; `None` if it is gone.
    pub fn stage(&self, id: RecordId) -> Option<StageView> {
        let replica = self.replica();
        let row = replica.row(id).filter(|row| !replica.is_deleted(*row))?;
        self.stage_view(row)
    }

    fn stage_view(&self, row: Row) -> Option<StageView> {
        let replica = self.replica();
        let view = replica.view(row);
        let stale = number(&view, stage::STALE_DAYS).filter(|days| *days >= 1.0);
        Some(StageView {
            id: replica.id(row),
            pipeline: view.reference(stage::PIPELINE),
            name: view.text(stage::NAME),
            result: StageResult::of(&view),
            probability: number(&view, stage::PROBABILITY).unwrap_or(0.0).clamp(0.0, 100.0),
            stale_days: stale.map(|days| days as i64),
        })
    }

    /// Returns the stage in which a new deal starts.
    pub fn first_stage(&self) -> Option<RecordId> {
        first_stage_in(&self.replica())
    }

    /// Calls the templates of pipelines as the language of the screen does, from now on.
    pub fn call_templates(&self, names: TemplateNames) {
        self.inner.borrow_mut().template_names = names;
    }

    fn template_names(&self) -> TemplateNames {
        self.inner.borrow().template_names.clone()
    }

    /// Creates the default pipeline unless there is any pipeline, even in the bin. Its ids are the
    /// same on every device, so that two devices whose data is merged later share it, also if they
    /// began in two languages.
    ///
    /// # Errors
    /// Store errors.
    pub async fn seed_pipeline(&self) -> Result<bool, AppError> {
        if self.is_any_of(&[PIPELINE]) {
            return Ok(false);
        }
        let random = || self.env.random();
        let mut edits = self.edits(ActionKind::Create, String::new(), &random);
        // Another tab may be making it at this moment.
        edits.absence = Some(self.absence_of(vec![PIPELINE]));
        let template = &TEMPLATES[0];
        let names = self.template_names();
        let counter = counter_of(template, &names);
        // The declared names, whatever the language.
        let id = |name: &str| fixed_id(&format!("{}/{name}", template.key));
        let key = self.page_for_new();
        for (id, draft) in drafts_of(template, &names, &names.of(template), &order_nth(0), &id) {
            edits.add(key, id, Op::Seed(counter, draft));
        }
        self.commit_edits(edits).await?;
        Ok(true)
    }

    /// Creates a pipeline from a template.
    ///
    /// # Errors
    /// `Invalid` if the name is blank or taken; store errors.
    pub async fn add_pipeline(&self, name: &str, template: &Template) -> Result<Saved, AppError> {
        let mut named = Draft::new(PIPELINE);
        named.set_text(pipeline::NAME, name);
        let nameless = check_needs(&pipeline::SCHEMA, &named, true);
        if let Some(problem) = nameless.or_else(|| self.name_taken(None, &named)) {
            return Err(AppError::Invalid(vec![problem]));
        }
        let random = || self.env.random();
        let mut edits = self.edits(ActionKind::Create, name.to_owned(), &random);
        let last = self.last_order(PIPELINE, pipeline::ORDER, None);
        let new = |_: &str| self.new_id();
        let names = self.template_names();
        let drafts = drafts_of(template, &names, name, &order_between(&last, None), &new);
        let id = drafts[0].0;
        for (id, draft) in drafts {
            edits.add(self.page_for_new(), id, Op::Create(draft.kind, draft));
        }
        Ok(Saved { id, done: self.commit_edits(edits).await? })
    }

    /// Adds a stage: an open one before the closed ones, a closed one at the end. An open one
    /// defaults to [`PipelineView::new_stage`].
    ///
    /// # Errors
    /// As [`Workspace::save`].
    pub async fn add_stage(&self, pipeline: RecordId, draft: Draft) -> Result<Saved, AppError> {
        let view = self.pipeline(pipeline).ok_or(AppError::NotFound)?;
        let stages = &view.stages;
        let ends = |stage: &StageView| stage.result != StageResult::Open;
        let result = StageResult::of(&draft);
        let goes_on = result == StageResult::Open;
        let place = stages.iter().position(|stage| goes_on && ends(stage)).unwrap_or(stages.len());
        let before = place.checked_sub(1).and_then(|place| stages.get(place));
        let order = |stage: Option<&StageView>| {
            stage.map(|stage| self.text(stage.id, stage::ORDER)).filter(|order| !order.is_empty())
        };
        let low = order(before).unwrap_or_default();
        let mut whole = Draft::new(STAGE);
        whole.set_text(stage::RESULT, stage::OPEN);
        let (probability, stale_days) = match result {
            StageResult::Open => view.new_stage(),
            StageResult::Won => (100.0, None),
            StageResult::Lost => (0.0, None),
        };
        whole.set(stage::PROBABILITY, Value::Number(probability));
        if let Some(days) = stale_days {
            whole.set(stage::STALE_DAYS, Value::Number(days as f64));
        }
        whole.slots.extend(draft.slots);
        whole.set(stage::PIPELINE, Value::Reference(pipeline));
        whole.set_text(stage::ORDER, order_between(&low, order(stages.get(place)).as_deref()));
        self.save(None, whole).await
    }

    /// Reorders pipelines, or the stages of one pipeline.
    ///
    /// # Errors
    /// Store errors.
    pub async fn put_in_order(&self, ids: &[RecordId]) -> Result<Done, AppError> {
        let random = || self.env.random();
        let mut edits = self.edits(ActionKind::Edit, self.label_of_many(ids), &random);
        for (place, id) in ids.iter().enumerate() {
            let (Some(key), Some(kind)) = (self.key_of(*id), self.kind_of(*id)) else { continue };
            let mut draft = Draft::new(kind);
            let field = if kind == STAGE { stage::ORDER } else { pipeline::ORDER };
            draft.set_text(field, order_nth(place));
            edits.add(key, *id, Op::Write(draft));
        }
        self.commit_edits(edits).await
    }

    /// Counts the deals in a stage, or in all stages of a pipeline.
    pub fn deals_in(&self, id: RecordId) -> usize {
        let stages = self.pipeline(id).map(|it| it.stages.iter().map(|stage| stage.id).collect());
        let stages: Vec<RecordId> = stages.unwrap_or_else(|| vec![id]);
        self.deals_under(&stages).len()
    }

    /// Removes a stage and moves its deals to another. Also serves to join two stages.
    ///
    /// # Errors
    /// `LastStage` if its pipeline has no other; `StageInUse` if it has deals and `into` is no
    /// valid stage; store errors.
    pub async fn remove_stage(
        &self,
        id: RecordId,
        into: Option<RecordId>,
    ) -> Result<Done, AppError> {
        if self.pipeline_of(id).is_some_and(|pipeline| pipeline.stages.len() == 1) {
            return Err(AppError::LastStage);
        }
        self.remove_stages(id, vec![id], into).await
    }

    /// Removes a pipeline with its stages and moves its deals to a stage of another. Also serves to
    /// join two pipelines.
    ///
    /// # Errors
    /// As [`Workspace::remove_stage`].
    pub async fn remove_pipeline(
        &self,
        id: RecordId,
        into: Option<RecordId>,
    ) -> Result<Done, AppError> {
        let stages = self.pipeline(id).ok_or(AppError::NotFound)?.stages;
        self.remove_stages(id, stages.iter().map(|stage| stage.id).collect(), into).await
    }

    async fn remove_stages(
        &self,
        what: RecordId,
        stages: Vec<RecordId>,
        into: Option<RecordId>,
    ) -> Result<Done, AppError> {
        let deals = self.deals_under(&stages);
        let into = into.filter(|into| !stages.contains(into) && self.stage(*into).is_some());
        let random = || self.env.random();
        let mut edits = self.edits(ActionKind::Delete, self.name(what), &random);
        match into {
            Some(into) => {
                let mut draft = Draft::new(DEAL);
                draft.set(deal::STAGE, Value::Reference(into));
                self.write_each(&mut edits, &deals, &draft);
            }
            None if deals.is_empty() => {}
            None => return Err(AppError::StageInUse(deals.len())),
        }
        let mut gone = stages;
        if !gone.contains(&what) {
            gone.push(what);
        }
        for id in gone {
            let (Some(key), Some(kind)) = (self.key_of(id), self.kind_of(id)) else { continue };
            let mut draft = Draft::new(kind);
            draft.set(any_kind::DELETED, Value::Flag(true));
            edits.add(key, id, Op::Write(draft));
        }
        self.commit_edits(edits).await
    }

    /// Returns a problem if another pipeline, another stage of the same pipeline, another kind of
    /// record, or another view of the same kind already has the name.
    pub(super) fn name_taken(&self, id: Option<RecordId>, draft: &Draft) -> Option<Problem> {
        let name = match draft.kind {
            PIPELINE => draft.text(pipeline::NAME),
            STAGE => draft.text(stage::NAME),
            OWN_KIND => return self.kind_name_taken(id, draft),
            VIEW => return self.view_name_taken(id, draft),
            _ => return None,
        };
        let others: Vec<(RecordId, String)> = if draft.kind == PIPELINE {
            self.pipelines().into_iter().map(|it| (it.id, it.name)).collect()
        } else {
            let under = draft.reference(stage::PIPELINE).or_else(|| self.stage(id?)?.pipeline)?;
            let stages = self.pipeline(under)?.stages;
            stages.into_iter().map(|it| (it.id, it.name)).collect()
        };
        let wanted = fold(name.trim());
        let taken = |(other, name): &(RecordId, String)| {
            Some(*other) != id && fold(name.trim()) == wanted && !wanted.is_empty()
        };
        let field = if draft.kind == PIPELINE { pipeline::NAME } else { stage::NAME };
        let problem = Problem { field, position: 0, fault: Fault::NameTaken };
        others.iter().any(taken).then_some(problem)
    }

    fn write_each(&self, edits: &mut Edits<'_>, ids: &[RecordId], draft: &Draft) {
        for id in ids {
            if let Some(key) = self.key_of(*id) {
                edits.add(key, *id, Op::Write(draft.clone()));
            }
        }
    }

    /// Returns the deals in these stages, including deleted ones, which need a stage when restored.
    fn deals_under(&self, stages: &[RecordId]) -> Vec<RecordId> {
        let replica = self.replica();
        let rows = replica.list(DEAL).iter().copied().chain(replica.bin(DEAL));
        let inside = |row: &Row| replica.link(*row).is_some_and(|stage| stages.contains(&stage));
        rows.filter(inside).map(|row| replica.id(row)).collect()
    }

    fn last_order(&self, kind: KindId, field: u32, under: Option<RecordId>) -> String {
        let replica = self.replica();
        let rows =
            replica.list(kind).iter().filter(|row| under.is_none() || replica.link(**row) == under);
        rows.map(|row| replica.view(*row).text(field)).max().unwrap_or_default()
    }

    /// Returns the text of a field of a hot record.
    pub(super) fn text(&self, id: RecordId, field: u32) -> String {
        let replica = self.replica();
        replica.row(id).map(|row| replica.view(row).text(field)).unwrap_or_default()
    }
}

/// A removed stage or pipeline whose deals were moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RemovedPlace {
    /// `STAGE` or `PIPELINE`.
    pub kind: KindId,
    /// Number of deals that were moved.
    pub deals: usize,
}

impl RemovedPlace {
    /// Returns the place that an action removed, if it did that.
    pub(super) fn by(entry: &HistoryEntry) -> Option<Self> {
        let of = |kind| entry.before.iter().filter(move |(_, it)| it.record.kind == kind).count();
        let is_removal = entry.action == ActionKind::Delete;
        let kind = [PIPELINE, STAGE].into_iter().find(|kind| is_removal && of(*kind) > 0)?;
        Some(Self { kind, deals: of(DEAL) })
    }
}

/// Builds the records of a pipeline from a template, the pipeline first.
fn drafts_of(
    template: &Template,
    names: &TemplateNames,
    name: &str,
    order: &str,
    id_of: &dyn Fn(&str) -> RecordId,
) -> Vec<(RecordId, Draft)> {
    let pipeline_id = id_of("");
    let mut pipeline_draft = Draft::new(PIPELINE);
    pipeline_draft.set_text(pipeline::NAME, name);
    pipeline_draft.set_text(pipeline::ORDER, order);
    let mut drafts = vec![(pipeline_id, pipeline_draft)];
    for (place, known) in template.stages.iter().enumerate() {
        let mut draft = Draft::new(STAGE);
        draft.set_text(stage::NAME, names.of_stage(template, known));
        draft.set(stage::PIPELINE, Value::Reference(pipeline_id));
        draft.set_text(stage::ORDER, order_nth(place));
        draft.set_text(stage::RESULT, known.result.key());
        draft.set(stage::PROBABILITY, Value::Number(f64::from(known.probability)));
        if known.stale_days > 0 {
            draft.set(stage::STALE_DAYS, Value::Number(f64::from(known.stale_days)));
        }
        drafts.push((id_of(known.name), draft));
    }
    drafts
}
