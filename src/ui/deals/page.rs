//! One deal: value, stage, next tasks and timeline.

use leptos::prelude::*;

use super::card::{name_of, tone_of};
use super::list_query::way_back;
use super::log_row::LogRow;
use super::move_sheets::MoveSheets;
use super::next::Next;
use super::people::People;
use super::products::Products;
use super::side::Side;
use super::stage_move::Moving;
use crate::ui::parts::{ActivityTimeline, NoteComposer};
use crate::ui::paths;
use crate::ui::records::FileSections;
use crate::ui::state::{
    AppState, BulkChange, DealCard, PipelineView, Record, TimelineBook, chance_of_deal, t, use_app,
};
use domain::{
    DEAL, Draft, Element, Fields, Happened, RecordId, Value, any_kind, deal, number, weighted,
};
use kit::{IconName, LinkButton, ListRow, Menu, MenuItem, Sheet, StageStep, StageStepper, TopBar};

/// The open deal; a cheap `Copy` handle.
#[derive(Clone, Copy)]
pub struct Open {
    /// The app's state.
    pub app: AppState,
    /// The deal's id.
    pub id: RecordId,
    /// The deal.
    pub record: Memo<Option<Record>>,
    /// The deal as a card.
    pub card: Memo<Option<DealCard>>,
    /// The handle for moving it.
    pub moving: Moving,
    /// True while the sheet with the other pipelines is open.
    elsewhere: RwSignal<bool>,
}

/// The page.
#[component]
pub fn Page(id: RecordId) -> impl IntoView {
    let app = use_app();
    let open = Open {
        app,
        id,
        record: Memo::new(move |_| app.records.record(id)),
        card: Memo::new(move |_| app.deals.card_of_deal(id)),
        moving: Moving::new(app),
        elsewhere: RwSignal::new(false),
    };
    Effect::new(move |_| {
        if let Some((_, stage)) = app.sheets.moving.get().filter(|(of, _)| *of == id) {
            app.sheets.moving.set(None);
            open.moving.to(vec![id], stage);
        }
    });
    let name = Memo::new(move |_| {
        open.card.with(|card| card.as_ref().map(|card| name_of(app, card)).unwrap_or_default())
    });
    app.show_title(move || name.get());
    let schema = Memo::new(move |_| app.records.schema(DEAL));
    let notes = TimelineBook::open(app, id);
    let main = NodeRef::new();
    app.begin_at_top(main);
    view! {
        <div class="panes deal" data-open="">
            <div class="panes__main" node_ref=main>
                <div class="record__top">
                    <Bar open />
                    <Head open name />
                </div>
                <Way open />
                <Next open />
                <LogRow open name />
                <People open />
                <Products open />
                <FileSections id record=open.record schema />
                <NoteComposer
                    text=notes.text
                    on_input=move |text| notes.write(text)
                    on_save=move |when| notes.save(when)
                />
                <ActivityTimeline
                about=id
                part=notes.part
                kind=notes.kind
                on_kind=move |kind| notes.choose(kind)
                on_older=move |()| notes.older()
                on_edit=move |entry: Happened| notes.edit(&entry)
                on_delete=move |entry: Happened| notes.delete(&entry)
            />
            </div>
            <Side open />
        </div>
        <Elsewhere open />
        <MoveSheets moving=open.moving />
    }
}

/// The name, company, value and close date.
#[component]
fn Head(open: Open, name: Memo<String>) -> impl IntoView {
    let app = open.app;
    let words = app.words;
    let company = move || {
        let id = open.record.with(|record| record.as_ref()?.reference(deal::COMPANY))?;
        let name = app.records.name(id);
        let href = paths::href(&paths::company(id));
        (!name.is_empty())
            .then(|| view! { <a class="record__link" href=href dir="auto">{name}</a> })
    };
    let value = move || {
        let money = open.card.with(|card| card.as_ref()?.value);
        money.map(|money| app.format.money(money)).unwrap_or_else(|| t!(words, deals.no_value))
    };
    let has_none = move || open.card.with(|card| card.as_ref().is_none_or(|it| it.value.is_none()));
    view! {
        <div class="deal__head">
            <h1 class="record__name" dir="auto">{move || name.get()}</h1>
            {company}
            <p class="deal__value" data-none=move || has_none().then_some("")>{value}</p>
            <p class="deal__chance">{move || chance(open)} <Closing open /></p>
        </div>
    }
}

/// Formats the probability: "60% · €7,440 weighted".
fn chance(open: Open) -> String {
    let app = open.app;
    let words = app.words;
    let Some(card) = open.card.get() else { return String::new() };
    let own = open.record.with(|record| number(record.as_ref()?, deal::PROBABILITY));
    let percent = chance_of_deal(card.stage.as_ref(), own);
    let mut parts = vec![app.format.percent(percent)];
    if let Some(value) = card.value {
        let sum = app.format.money(weighted(value, percent));
        parts.push(t!(words, deals.weighted, sum = sum));
    }
    parts.join(" \u{b7} ")
}

/// The close date: " · closes Thu 10 Dec", in red if past.
#[component]
fn Closing(open: Open) -> impl IntoView {
    let said = move || open.card.with(|card| open.app.deals.closing_of_deal(card.as_ref()?));
    let late = move || open.card.with(|card| card.as_ref()?.past_close.then_some(""));
    move || {
        said().map(|said| {
            view! {
                "\u{b7} "
                <span class="deals__close" data-late=late>{said}</span>
            }
        })
    }
}

/// The stages, with the current one marked.
#[component]
fn Way(open: Open) -> impl IntoView {
    let app = open.app;
    let words = app.words;
    let pipeline = Memo::new(move |_| {
        let own = open.card.with(|card| card.as_ref()?.stage.as_ref()?.pipeline);
        let all = app.deals.pipelines();
        all.iter().find(|known| Some(known.id) == own).or(all.first()).cloned()
    });
    let steps = Memo::new(move |_| {
        let step = |stage: &crate::ui::state::StageView| StageStep {
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
            open.moving.to(vec![open.id], stage);
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

/// The top bar: back, edit and a menu.
#[component]
fn Bar(open: Open) -> impl IntoView {
    let Open { app, id, elsewhere, .. } = open;
    let words = app.words;
    let router = paths::use_router();
    let delete = Callback::new(move |()| {
        app.records.change_many(vec![id], BulkChange::Delete);
        router.go(&way_back());
    });
    let copy = Callback::new(move |()| {
        if let Some(record) = app.records.peek(id) {
            let name = t!(words, deals.copy_of, name = record.text(deal::NAME));
            let draft = copy_of(app, &record, name);
            app.records.copy_record(DEAL, draft, move |id| router.go(&paths::edit_deal(id)));
        }
    });
    let other = Callback::new(move |()| elsewhere.set(true));
    let items = Signal::derive(move || {
        let mut items = vec![MenuItem::new(t!(words, deals.duplicate), IconName::Copy, copy)];
        if app.deals.pipelines().len() > 1 {
            let text = t!(words, deals.other_pipeline);
            items.push(MenuItem::new(text, IconName::Kanban, other));
        }
        items.push(MenuItem::new(t!(words, shell.delete), IconName::Trash2, delete).danger());
        items
    });
    view! {
        <TopBar back=paths::href(&way_back())>
            <LinkButton
                label=Signal::derive(move || t!(words, contact.edit))
                href=paths::href(&paths::edit_deal(id))
                icon=IconName::Pencil
                icon_only=true
            />
            <Menu label=Signal::derive(move || t!(words, contact.menu)) items />
        </TopBar>
    }
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
fn Elsewhere(open: Open) -> impl IntoView {
    let Open { app, id, card, moving, elsewhere, .. } = open;
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
            <div class="deals__rows">{move || others().into_iter().map(row).collect_view()}</div>
        </Sheet>
    }
}
