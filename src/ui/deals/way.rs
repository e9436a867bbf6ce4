//! The way of a deal through its stages on its page, its copies, and the sheet that moves it into
//! another pipeline.

use leptos::prelude::*;

use super::card::tone_of;
use super::move_sheets::MoveSheets;
use super::stage_move::Moving;
use crate::ui::paths;
use crate::ui::records::RecordPage;
use crate::ui::state::{AppState, DealCard, PipelineView, Record, StageView, t};
use domain::{DEAL, Draft, Element, Fields, RecordId, Value, any_kind, deal};
use kit::{IconName, ListRow, MenuItem, Sheet, StageStep, StageStepper};

/// The values that the parts of a deal's page share; a cheap `Copy` handle.
#[derive(Clone, Copy)]
pub struct DealPage {
    /// The page.
    pub page: RecordPage,
    /// The deal as a card.
    pub card: Memo<Option<DealCard>>,
    /// Its moves.
    pub moving: Moving,
    /// True while the sheet with the other pipelines is open.
    elsewhere: RwSignal<bool>,
}

impl DealPage {
    fn open(page: RecordPage) -> Self {
        let RecordPage { app, id, .. } = page;
        Self {
            page,
            card: Memo::new(move |_| app.deals.card_of_deal(id)),
            moving: Moving::new(app),
            elsewhere: RwSignal::new(false),
        }
    }
}

/// Provides what the parts of the page share, and performs a move that the form asked for.
pub fn begin_page(page: RecordPage) {
    let open = DealPage::open(page);
    let RecordPage { app, id, .. } = page;
    Effect::new(move |_| {
        if let Some((_, stage)) = app.sheets.moving.get().filter(|(of, _)| *of == id) {
            app.sheets.moving.set(None);
            open.moving.to(vec![id], stage);
        }
    });
    provide_context(open);
}

/// Returns what the parts of the page share.
pub fn use_page(page: RecordPage) -> DealPage {
    let known = use_context::<DealPage>().filter(|open| open.page.id == page.id);
    known.unwrap_or_else(|| DealPage::open(page))
}

/// Says that a deal without a next task is likely to be forgotten.
#[component]
pub fn NoNextTask(page: RecordPage) -> impl IntoView {
    let RecordPage { app, id, .. } = page;
    let none = Memo::new(move |_| app.tasks.tasks_for(id).is_empty());
    view! {
        <Show when=move || none.get()>
            <p class="deal__none">{move || t!(app.words, deals.no_next_task_yet)}</p>
        </Show>
    }
}

/// The stages, with the current one marked.
#[component]
pub fn Way(page: RecordPage) -> impl IntoView {
    let open = use_page(page);
    let app = page.app;
    let words = app.words;
    let pipeline = Memo::new(move |_| {
        let own = open.card.with(|card| card.as_ref()?.stage.as_ref()?.pipeline);
        let all = app.deals.pipelines();
        all.iter().find(|known| Some(known.id) == own).or(all.first()).cloned()
    });
    let steps = Memo::new(move |_| {
        let step = |stage: &StageView| StageStep {
            key: stage.id.to_string(),
            label: stage.name.clone(),
            tone: tone_of(stage.result),
        };
        let all = |pipeline: &PipelineView| pipeline.stages.iter().map(step).collect::<Vec<_>>();
        pipeline.read().as_ref().map(all).unwrap_or_default()
    });
    let current = Memo::new(move |_| {
        let stage = open.card.with(|card| card.as_ref()?.stage.as_ref().map(|stage| stage.id));
        stage.map(|id| id.to_string()).unwrap_or_default()
    });
    let choose = move |key: String| {
        if let Ok(stage) = RecordId::parse(&key) {
            open.moving.to(vec![page.id], stage);
        }
    };
    let line = move || {
        let name = pipeline.read().as_ref().map(|pipeline| pipeline.name.clone());
        let card = open.card.get();
        let age = card.as_ref().map(|card| app.deals.age_of_deal(card));
        let lost = card.as_ref().is_some_and(|card| card.stage.is_none());
        let lost = lost.then(|| t!(words, deals.without_stage));
        let parts: Vec<String> = [lost, name, age].into_iter().flatten().collect();
        parts.join(" \u{b7} ")
    };
    view! {
        <div class="deal__way">
            <StageStepper
                label=Signal::derive(move || t!(words, deals.stage))
                steps
                current
                on_choose=choose
            />
            <p class="deal__quiet">{line}</p>
        </div>
    }
}

/// Returns the items of the menu: a copy, and another pipeline if there is one. Tracked.
pub fn menu(page: RecordPage) -> Vec<MenuItem> {
    let RecordPage { app, id, .. } = page;
    let words = app.words;
    let open = use_page(page);
    let router = paths::use_router();
    let copy = Callback::new(move |()| {
        if let Some(record) = app.records.peek(id) {
            let name = t!(words, deals.copy_of, name = record.text(deal::NAME));
            let draft = copy_of(app, &record, name);
            app.records.copy_record(DEAL, draft, move |id| router.go(&paths::edit_deal(id)));
        }
    });
    let other = Callback::new(move |()| open.elsewhere.set(true));
    let mut items = vec![MenuItem::new(t!(words, deals.duplicate), IconName::Copy, copy)];
    if app.deals.pipelines().len() > 1 {
        items.push(MenuItem::new(t!(words, deals.other_pipeline), IconName::Kanban, other));
    }
    items
}

/// Returns a draft that copies a deal to the start of its pipeline.
fn copy_of(app: AppState, record: &Record, name: String) -> Draft {
    let mut draft = Draft::new(DEAL);
    draft.set_text(deal::NAME, name);
    for field in [deal::COMPANY, deal::VALUE, deal::COMPETITOR, deal::ABOUT, any_kind::OWNER] {
        if let Some(value) = record.value(field) {
            draft.set(field, value);
        }
    }
    for field in [deal::CONTACTS, deal::LINES, any_kind::TAGS] {
        for Element { id: _, label, value } in record.elements(field) {
            draft.push(field, label, value);
        }
    }
    let stage = record.reference(deal::STAGE).and_then(|stage| {
        let pipeline = app.deals.pipeline_of(stage)?;
        pipeline.first_open().map(|stage| stage.id)
    });
    if let Some(stage) = stage {
        draft.set(deal::STAGE, Value::Reference(stage));
    }
    draft
}

/// The other pipelines; choosing one moves the deal to its first open stage.
#[component]
pub fn Elsewhere(page: RecordPage) -> impl IntoView {
    let DealPage { card, moving, elsewhere, .. } = use_page(page);
    let RecordPage { app, id, .. } = page;
    let words = app.words;
    let others = move || {
        let own = card.with(|card| card.as_ref()?.stage.as_ref()?.pipeline);
        let mut all = app.deals.pipelines();
        all.retain(|pipeline| Some(pipeline.id) != own && pipeline.first_open().is_some());
        all
    };
    let row = move |pipeline: PipelineView| {
        let first = pipeline.first_open().map(|stage| (stage.id, stage.name.clone()));
        let below = first.as_ref().map(|(_, name)| name.clone()).unwrap_or_default();
        let go = move |()| {
            elsewhere.set(false);
            if let Some((stage, _)) = &first {
                moving.to(vec![id], *stage);
            }
        };
        view! {
            <ListRow
                title=move || pipeline.name.clone()
                subtitle=move || below.clone()
                on_press=go
            />
        }
    };
    view! {
        <Sheet
            open=elsewhere
            title=Signal::derive(move || t!(words, deals.other_pipeline))
            on_close=move |()| elsewhere.set(false)
        >
            <div class="records__actions">{move || others().into_iter().map(row).collect_view()}</div>
        </Sheet>
        <MoveSheets moving />
    }
}
