//! The screen: every pipeline with its stages in order.

use leptos::html;
use leptos::prelude::*;

use super::new_sheet::NewPipelineSheet;
use super::pipeline_sheet::PipelineSheet;
use super::stage_sheet::{EditedStage, StageSheet};
use crate::ui::paths;
use crate::ui::state::{AppState, PipelineView, StageView, t, use_app};
use domain::{RecordId, StageResult};
use kit::{Button, Group, Icon, IconButton, IconName, ListRow, MoveButtons, MoveDirection, TopBar};

/// State shared by the parts of the screen.
#[derive(Clone, Copy)]
struct PipelinesPage {
    app: AppState,
    root: NodeRef<html::Div>,
    pipelines: Memo<Vec<PipelineView>>,
    pipeline: RwSignal<Option<RecordId>>,
    stage: RwSignal<Option<EditedStage>>,
}

impl PipelinesPage {
    /// Returns a pipeline; `None` once it is gone.
    fn pipeline(self, id: RecordId) -> Option<PipelineView> {
        self.pipelines.with(|all| all.iter().find(|pipeline| pipeline.id == id).cloned())
    }

    /// Moves one of `ids` by one place and keeps the focus on its button.
    fn shift(self, mut ids: Vec<RecordId>, id: RecordId, way: MoveDirection) {
        let selector = way.shift_marked(&mut ids, &id, &id.to_string());
        self.app.deals.put_in_order(ids, move || self.app.focus_soon(self.root, selector));
    }
}

/// The pipelines screen.
#[component]
pub fn PipelinesScreen() -> impl IntoView {
    let app = use_app();
    let words = app.words;
    app.deals.need_pipeline();
    app.show_title(move || t!(words, selling.pipelines));
    let page = PipelinesPage {
        app,
        root: NodeRef::new(),
        pipelines: Memo::new(move |_| app.deals.pipelines()),
        pipeline: RwSignal::new(None),
        stage: RwSignal::new(None),
    };
    let adding = RwSignal::new(false);
    let ids = Memo::new(move |_| {
        page.pipelines.with(|all| all.iter().map(|pipeline| pipeline.id).collect::<Vec<_>>())
    });
    view! {
        <div class="screen settings" node_ref=page.root>
            <TopBar
                title=Signal::derive(move || t!(words, selling.pipelines))
                back=Signal::derive(|| paths::href(paths::SETTINGS))
            />
            <For each=move || ids.get() key=|id| *id let:id>
                <Pipeline page id ids />
            </For>
            <Button
                label=Signal::derive(move || t!(words, selling.new_pipeline))
                icon=IconName::Plus
                wide=true
                on_press=move |()| adding.set(true)
            />
        </div>
        <NewPipelineSheet open=adding />
        <PipelineSheet edited=page.pipeline />
        <StageSheet edited=page.stage />
    }
}

/// A pipeline: its name and its stages in order.
#[component]
fn Pipeline(page: PipelinesPage, id: RecordId, ids: Memo<Vec<RecordId>>) -> impl IntoView {
    let words = page.app.words;
    let pipeline = Memo::new(move |_| page.pipeline(id));
    let name = Memo::new(move |_| pipeline.get().map(|it| it.name).unwrap_or_default());
    let stages = Memo::new(move |_| {
        let stages = pipeline.get().map(|it| it.stages).unwrap_or_default();
        stages.into_iter().map(|stage| stage.id).collect::<Vec<_>>()
    });
    let none = Memo::new(move |_| stages.read().is_empty());
    let add = move |()| page.stage.set(Some(EditedStage::New(id)));
    view! {
        <Group title=name aside=move || view! { <PipelineTools page id name ids /> }>
            <For each=move || stages.get() key=|stage| *stage let:stage>
                <StageRow page pipeline=id id=stage stages />
            </For>
            <Show when=move || none.get()>
                <ListRow
                    title=move || t!(words, selling.no_stages)
                    subtitle=move || t!(words, selling.no_stages_text)
                />
            </Show>
            <ListRow
                leading=|| view! { <Icon name=IconName::Plus /> }
                title=move || t!(words, selling.add_stage)
                on_press=add
            />
        </Group>
    }
}

/// The actions on a whole pipeline.
#[component]
fn PipelineTools(
    page: PipelinesPage,
    id: RecordId,
    name: Memo<String>,
    ids: Memo<Vec<RecordId>>,
) -> impl IntoView {
    let words = page.app.words;
    let several = Memo::new(move |_| ids.read().len() > 1);
    view! {
        <span data-moves=id.to_string()>
            <Show when=move || several.get()>
                <MoveButtons
                    up=Signal::derive(move || t!(words, selling.move_up, name = name.get()))
                    down=Signal::derive(move || t!(words, selling.move_down, name = name.get()))
                    is_first=Signal::derive(move || ids.read().first() == Some(&id))
                    is_last=Signal::derive(move || ids.read().last() == Some(&id))
                    on_move=move |way| page.shift(ids.get_untracked(), id, way)
                />
            </Show>
        </span>
        <IconButton
            label=Signal::derive(move || t!(words, selling.edit_pipeline, name = name.get()))
            icon=IconName::Pencil
            on_press=move |()| page.pipeline.set(Some(id))
        />
    }
}

/// A stage: name, meaning and position.
#[component]
fn StageRow(
    page: PipelinesPage,
    pipeline: RecordId,
    id: RecordId,
    stages: Memo<Vec<RecordId>>,
) -> impl IntoView {
    let words = page.app.words;
    let stage = Memo::new(move |_| {
        let found = page.pipeline(pipeline)?;
        found.stages.into_iter().find(|stage| stage.id == id)
    });
    let name = Memo::new(move |_| stage.get().map(|it| it.name).unwrap_or_default());
    let about =
        Memo::new(move |_| stage.get().map(|stage| about(page.app, &stage)).unwrap_or_default());
    let icon = move || {
        let name = match stage.get().map(|it| it.result) {
            Some(StageResult::Won) => IconName::Trophy,
            Some(StageResult::Lost) => IconName::X,
            _ => IconName::Columns3,
        };
        view! { <Icon name /> }
    };
    let tools = move || {
        view! {
            <span data-moves=id.to_string()>
                <MoveButtons
                    up=Signal::derive(move || t!(words, selling.move_up, name = name.get()))
                    down=Signal::derive(move || t!(words, selling.move_down, name = name.get()))
                    is_first=Signal::derive(move || stages.read().first() == Some(&id))
                    is_last=Signal::derive(move || stages.read().last() == Some(&id))
                    on_move=move |way| page.shift(stages.get_untracked(), id, way)
                />
            </span>
        }
    };
    view! {
        <ListRow
            leading=icon
            title=move || name.get()
            subtitle=move || about.get()
            extra=tools
            on_press=move |()| page.stage.set(Some(EditedStage::Old(id)))
        />
    }
}

/// Describes a stage in one line.
fn about(app: AppState, stage: &StageView) -> String {
    let words = app.words;
    let mut parts = match stage.result {
        StageResult::Won => vec![t!(words, selling.won)],
        StageResult::Lost => vec![t!(words, selling.lost)],
        StageResult::Open => {
            vec![app.format.percent(stage.probability)]
        }
    };
    if let Some(days) = stage.stale_days.filter(|_| stage.result == StageResult::Open) {
        parts.push(t!(words, selling.stale_after, count = days));
    }
    let count = app.deals.deals_in(stage.id);
    if count > 0 {
        parts.push(deals(app, count));
    }
    // Break lines after the dot, not before it.
    parts.join("\u{a0}· ")
}

/// Formats a number of deals.
pub fn deals(app: AppState, count: usize) -> String {
    t!(app.words, selling.deals, count = count)
}
