//! The lanes of a list's board, and the sheets that choose one: for selected records, or the part
//! of the board that is shown.

use std::sync::Arc;

use leptos::prelude::*;

use super::board::Mover;
use super::list_query::ListQuery;
use super::sheets;
use super::state::{List, ListSheet};
use crate::ui::paths;
use crate::ui::state::{AppState, Lane, LaneTarget, ListLayout, Row, Rows, UnderWay, t};
use domain::{KindId, RecordId, Schema};
use kit::{Icon, IconName, LazyPart, LinkButton, ListRow, Sheet, Tag, Tone};

/// Lanes compared by pointer: a recomputed board always counts as changed.
#[derive(Clone, Default)]
pub struct Lanes(pub Arc<Vec<Lane>>);

impl PartialEq for Lanes {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Lanes {
    /// Returns the lane of a key.
    pub fn find(&self, key: &str) -> Option<&Lane> {
        self.0.iter().find(|lane| lane.key == key)
    }
}

/// Board or rows, and the part of the board; a cheap `Copy` handle.
#[derive(Clone, Copy)]
pub struct ListBoard {
    /// True if the kind has a board.
    pub is_declared: Memo<bool>,
    /// True if the list is laid out as a board, also while a record beside it leaves room for rows
    /// only.
    pub is_chosen: Memo<bool>,
    /// True while the board is shown instead of rows.
    pub is_shown: Memo<bool>,
    /// The parts of which it shows one at a time, such as pipelines.
    pub parts: Memo<Vec<(RecordId, String)>>,
    /// The part that is shown.
    pub within: Memo<Option<RecordId>>,
    /// The name of that part.
    pub part_name: Memo<String>,
    /// Moves of cards that are not durable yet.
    pub under_way: UnderWay,
}

impl ListBoard {
    /// Follows the parameters of a list; `alone` is true while it has the page to itself.
    pub fn follow(
        app: AppState,
        kind: KindId,
        schema: Memo<Option<Schema>>,
        listing: Memo<ListQuery>,
        alone: Memo<bool>,
    ) -> Self {
        let is_declared = Memo::new(move |_| has_board(schema.read().as_ref()));
        let is_chosen = Memo::new(move |_| {
            let own = || schema.read().as_ref().is_some_and(Schema::opens_as_board);
            let is_board = listing.read().layout.map_or_else(own, |it| it == ListLayout::Board);
            is_board && is_declared.get()
        });
        let is_shown = Memo::new(move |_| is_chosen.get() && alone.get());
        let parts = Memo::new(move |_| app.records.board_parts(kind));
        let asked = Memo::new(move |_| listing.read().within);
        let shown = Memo::new(move |_| {
            let (parts, asked) = (parts.read(), asked.get());
            parts.iter().find(|(id, _)| Some(*id) == asked).or(parts.first()).cloned()
        });
        Self {
            is_declared,
            is_chosen,
            is_shown,
            parts,
            within: Memo::new(move |_| shown.read().as_ref().map(|(id, _)| *id)),
            part_name: Memo::new(move |_| shown.get().map(|(_, name)| name).unwrap_or_default()),
            under_way: RwSignal::new(Vec::new()),
        }
    }
}

/// True if a kind has a board.
pub fn has_board(schema: Option<&Schema>) -> bool {
    schema.is_some_and(|schema| schema.board_field().is_some())
}

/// Returns the lanes of the board, with the cards that are being moved in their target; empty while
/// the board is not shown.
pub fn lanes_of(app: AppState, kind: KindId, rows: Rows, board: ListBoard) -> Memo<Lanes> {
    let kept = Memo::new(move |_| {
        let shown = || app.records.lanes(kind, &rows.watch(), board.within.get());
        Lanes(Arc::new(if board.is_shown.get() { shown() } else { Vec::new() }))
    });
    Memo::new(move |_| {
        let (kept, moves) = (kept.get(), board.under_way.read());
        if moves.is_empty() {
            return kept;
        }
        let mut lanes = kept.0.as_ref().clone();
        app.records.show_moved(&mut lanes, &moves);
        Lanes(Arc::new(lanes))
    })
}

/// Finds a card: the key of its lane, and its place there.
pub fn lane_of(lanes: &[Lane], row: Row) -> Option<(String, usize)> {
    lanes.iter().find_map(|lane| {
        let place = lane.rows.iter().position(|known| *known == row)?;
        Some((lane.key.clone(), place))
    })
}

/// The sheet that moves the selected records.
#[component]
pub fn MoveSheet(list: List) -> impl IntoView {
    let words = list.app.words;
    let open = Signal::derive(move || list.over.get() == Some(ListSheet::Move));
    let title = Signal::derive(move || t!(words, deals.move_to));
    let moves = list.extras.moves.unwrap_or(sheets::moves);
    view! {
        <Sheet open title on_close=move |()| list.over.set(None)>
            <LazyPart fetch=move |()| moves(list) />
        </Sheet>
    }
}

/// Every column of the board, also of its other parts.
#[component]
pub fn MoveTargets(
    /// The list whose records are selected.
    list: List,
    /// The callbacks that move them.
    mover: Mover,
    /// The meaning of being in the lane of this key.
    #[prop(into)]
    tone: Callback<String, Tone>,
) -> impl IntoView {
    let targets = list.app.records.lane_targets(list.kind, list.board.within.get_untracked());
    let row = move |LaneTarget { key, title, group }: LaneTarget| {
        let tone = tone.run(key.clone());
        let group = (!group.is_empty()).then_some(group);
        let go = move |()| {
            list.over.set(None);
            let ids = list.selected.try_update(Option::take).flatten().unwrap_or_default();
            mover.to.run((ids, key.clone()));
        };
        view! {
            <ListRow
                title=move || title.clone()
                trailing=move || {
                    group.clone().map(|label| view! { <Tag label tone=Signal::stored(tone) /> })
                }
                on_press=go
            />
        }
    };
    view! { <div class="records__actions">{targets.into_iter().map(row).collect_view()}</div> }
}

/// The sheet that chooses the part of the board, such as a pipeline.
#[component]
pub fn PartSheet(list: List) -> impl IntoView {
    let open = Signal::derive(move || list.over.get() == Some(ListSheet::Part));
    let title = Signal::derive(move || list.board.part_name.get());
    let set_up = list.extras.set_up;
    let foot = move || {
        set_up.map(|set_up| {
            let (path, label) = set_up(list.app);
            view! { <LinkButton label href=paths::href(path) icon=IconName::Pencil /> }
        })
    };
    let row = move |(id, name): (RecordId, String)| {
        let current = Signal::derive(move || list.board.within.get() == Some(id));
        let choose = move |()| {
            list.over.set(None);
            list.ask(|listing| listing.within = Some(id));
        };
        view! {
            <ListRow
                title=move || name.clone()
                current
                trailing=move || current.get().then(|| view! { <Icon name=IconName::Check /> })
                on_press=choose
            />
        }
    };
    view! {
        <Sheet open title footer=foot on_close=move |()| list.over.set(None)>
            <div class="records__actions">
                {move || list.board.parts.get().into_iter().map(row).collect_view()}
            </div>
        </Sheet>
    }
}
