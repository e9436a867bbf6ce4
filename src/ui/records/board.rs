//! The board of a kind: a column per value of the field that the schema declares, a card per
//! record.

use leptos::prelude::*;

use super::card::RecordFace;
use super::lanes::lane_of;
use super::state::List;
use crate::ui::paths;
use crate::ui::state::{AppState, Lane, LaneTarget, t};
use domain::RecordId;
use kit::{
    Board, BoardCard, BoardCards, BoardColumn, BoardWords, ButtonKind, Empty, IconName, LinkButton,
    Tone,
};

/// Characters of a total that fit in the head of a narrow column.
const ROOM: usize = 18;

/// The callbacks that move cards on a board.
#[derive(Clone, Copy)]
pub struct Mover {
    /// Moves records into the lane of this key. Returns true if they move at once; false if the
    /// person has to answer something first.
    pub to: Callback<(Vec<RecordId>, String), bool>,
    /// True while a sheet about a move covers the board.
    pub covered: Signal<bool>,
}

impl Mover {
    /// Moves records as the schema says: the value of the board's field changes.
    pub fn plain(list: List) -> Self {
        let to = move |(ids, key): (Vec<RecordId>, String)| {
            let known = list.lanes.with_untracked(|lanes| lanes.find(&key).cloned());
            let title = known.map(|lane| lane.title).unwrap_or_else(|| {
                let within = list.board.within.get_untracked();
                let targets = list.app.records.lane_targets(list.kind, within);
                targets.into_iter().find(|it| it.key == key).map(|it| it.title).unwrap_or_default()
            });
            let lane = LaneTarget { key, title, group: String::new() };
            list.app.records.move_to_lane(list.kind, ids, lane, list.board.under_way);
            true
        };
        Self { to: Callback::new(to), covered: Signal::stored(false) }
    }
}

/// The parts of a kind's board that its schema cannot describe.
#[derive(Clone, Copy)]
pub struct BoardParts {
    /// The content of a card.
    pub face: fn(List, Mover, RecordId) -> AnyView,
    /// The meaning of being in the lane of this key.
    pub tone: fn(AppState, &str) -> Tone,
    /// The callbacks that move cards.
    pub mover: fn(List) -> Mover,
}

impl Default for BoardParts {
    fn default() -> Self {
        Self {
            face: |list, mover, id| view! { <RecordFace list mover id /> }.into_any(),
            tone: |_, _| Tone::Plain,
            mover: Mover::plain,
        }
    }
}

/// The board.
#[component]
pub fn RecordBoard(
    /// The list that it lays out.
    list: List,
    /// Its parts.
    #[prop(optional)]
    parts: BoardParts,
) -> impl IntoView {
    let app = list.app;
    let mover = (parts.mover)(list);
    let columns = Memo::new(move |_| {
        let column = |lane: &Lane| BoardColumn {
            key: lane.key.clone(),
            title: lane.title.clone(),
            count: lane.rows.len(),
            note: app.format.totals_within(&lane.totals, 1, ROOM),
            full_note: app.format.totals(&lane.totals),
            tone: (parts.tone)(app, &lane.key),
            takes: lane.takes,
        };
        list.lanes.with(|lanes| lanes.0.iter().map(column).collect::<Vec<_>>())
    });
    let any = Memo::new(move |_| !columns.read().is_empty());
    let part = list.board.within.get_untracked().map(|id| id.to_string()).unwrap_or_default();
    let memory = StoredValue::new(format!("{}/board/{part}", list.home.get_value()));
    let board = move || {
        view! {
            <Board
                columns
                cards=cards(list, parts, mover)
                words=words(list)
                memory=memory.get_value()
                covered=mover.covered
            />
        }
    };
    view! {
        <div class="records__board">
            <Show when=move || any.get() fallback=move || view! { <NoLanes list /> }>
                {board()}
            </Show>
        </div>
    }
}

/// A board without columns: says where they come from.
#[component]
fn NoLanes(list: List) -> impl IntoView {
    let app = list.app;
    let way = move || {
        let (path, label) = list.extras.set_up.map(|set_up| set_up(app))?;
        let href = paths::href(path);
        Some(view! { <LinkButton label href kind=ButtonKind::Primary /> })
    };
    view! {
        <Empty
            title=Signal::derive(move || t!(app.words, records.no_lanes))
            text=Signal::derive(move || t!(app.words, records.no_lanes_text))
            icon=IconName::Kanban
        >
            {way}
        </Empty>
    }
}

fn cards(list: List, parts: BoardParts, mover: Mover) -> BoardCards {
    let app = list.app;
    BoardCards {
        keys: Callback::new(move |(key, first, last): (String, usize, usize)| {
            let rows = list.lanes.with(|lanes| {
                let rows = lanes.find(&key).map(|lane| lane.rows.as_slice()).unwrap_or_default();
                rows[first.min(rows.len())..last.min(rows.len())].to_vec()
            });
            rows.into_iter().filter_map(|row| Some(app.records.id_of(row)?.to_string())).collect()
        }),
        card: Callback::new(move |key: String| match RecordId::parse(&key) {
            Ok(id) => {
                BoardCard { name: app.records.peek_name(id), view: (parts.face)(list, mover, id) }
            }
            Err(_) => BoardCard { name: String::new(), view: ().into_any() },
        }),
        find: Callback::new(move |key: String| {
            let row = app.records.row_of(RecordId::parse(&key).ok()?)?;
            list.lanes.with(|lanes| lane_of(&lanes.0, row))
        }),
        on_move: Callback::new(move |(card, lane): (String, String)| {
            match RecordId::parse(&card) {
                Ok(id) => mover.to.run((vec![id], lane)),
                Err(_) => false,
            }
        }),
    }
}

fn words(list: List) -> BoardWords {
    let words = list.app.words;
    BoardWords {
        label: Signal::derive(move || {
            let field = |schema: &domain::Schema| {
                schema.board_field().map(|field| words.field(schema, field))
            };
            let field = list.schema.with(|schema| schema.as_ref().and_then(field));
            let field = crate::ui::state::within(&field.unwrap_or_default());
            t!(words, records.board_by, kinds = list.names.get().title, field = field)
        }),
        hint: Signal::derive(move || t!(words, deals.move_hint)),
        picked_up: Callback::new(move |name: String| t!(words, deals.picked_up, name = name)),
        over: Callback::new(move |(name, column): (String, String)| format!("{name}: {column}")),
        dropped: Callback::new(move |(name, column): (String, String)| {
            t!(words, deals.dropped, name = name, stage = column)
        }),
        canceled: Signal::derive(move || t!(words, deals.cancelled)),
    }
}
