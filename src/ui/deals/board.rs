//! The board: a column per stage, a card per deal.

use leptos::prelude::*;

use super::card::{DealFace, tone_of};
use super::state::{BoardColumns, Deals};
use crate::ui::state::{DealColumn, t};
use domain::RecordId;
use kit::{Board, BoardCard, BoardCards, BoardColumn, BoardWords, Tone};

/// Characters of a total that fit in the head of a narrow column.
const ROOM: usize = 18;

/// Returns a column's key; empty for the column of deals whose stage is gone.
fn key_of(column: &DealColumn) -> String {
    column.stage.as_ref().map(|stage| stage.id.to_string()).unwrap_or_default()
}

fn find<'a>(columns: &'a BoardColumns, key: &str) -> Option<&'a DealColumn> {
    columns.0.iter().find(|column| key_of(column) == key)
}

/// The board of the pipeline.
#[component]
pub fn DealBoard(deals: Deals) -> impl IntoView {
    let app = deals.app;
    let columns = Memo::new(move |_| {
        let column = |column: &DealColumn| BoardColumn {
            key: key_of(column),
            title: match &column.stage {
                Some(stage) => stage.name.clone(),
                None => t!(app.words, deals.without_stage),
            },
            count: column.rows.len(),
            note: app.format.totals_within(&column.totals, 1, ROOM),
            full_note: app.format.totals(&column.totals),
            tone: column.stage.as_ref().map_or(Tone::Plain, |stage| tone_of(stage.result)),
            takes: column.stage.is_some(),
        };
        deals.columns.with(|columns| columns.0.iter().map(column).collect::<Vec<_>>())
    });
    let pipeline = deals.pipeline.with_untracked(|it| it.as_ref().map(|it| it.id));
    let memory = pipeline.map(|id| format!("deals/{id}")).unwrap_or_else(|| "deals".into());
    // A sheet for a lost or won deal covers the board.
    let moving = deals.moving;
    let covered =
        Signal::derive(move || moving.losing.read().is_some() || moving.won.read().is_some());
    view! {
        <div class="deals__board">
            <Board columns cards=cards(deals) words=words(deals) memory covered />
        </div>
    }
}

fn cards(deals: Deals) -> BoardCards {
    let app = deals.app;
    BoardCards {
        keys: Callback::new(move |(key, first, last): (String, usize, usize)| {
            let rows = deals.columns.with(|columns| {
                let rows = find(columns, &key).map(|column| column.rows.as_slice());
                let rows = rows.unwrap_or_default();
                rows[first.min(rows.len())..last.min(rows.len())].to_vec()
            });
            rows.into_iter().filter_map(|row| Some(app.records.id_of(row)?.to_string())).collect()
        }),
        card: Callback::new(move |key: String| match RecordId::parse(&key) {
            Ok(id) => BoardCard {
                name: app.records.peek_name(id),
                view: view! { <DealFace moving=deals.moving id /> }.into_any(),
            },
            Err(_) => BoardCard { name: String::new(), view: ().into_any() },
        }),
        find: Callback::new(move |key: String| {
            let id = RecordId::parse(&key).ok()?;
            let row = app.records.row_of(id)?;
            deals.columns.with(|columns| {
                columns.0.iter().find_map(|column| {
                    let place = column.rows.iter().position(|known| *known == row)?;
                    Some((key_of(column), place))
                })
            })
        }),
        on_move: Callback::new(move |(card, column): (String, String)| {
            let (Ok(id), Ok(stage)) = (RecordId::parse(&card), RecordId::parse(&column)) else {
                return false;
            };
            deals.moving.to(vec![id], stage);
            // Until a reason for the loss is given, the move may be canceled.
            deals.moving.losing.with_untracked(Option::is_none)
        }),
    }
}

fn words(deals: Deals) -> BoardWords {
    let words = deals.app.words;
    BoardWords {
        label: Signal::derive(move || t!(words, deals.board)),
        hint: Signal::derive(move || t!(words, deals.move_hint)),
        picked_up: Callback::new(move |name: String| t!(words, deals.picked_up, name = name)),
        over: Callback::new(move |(name, column): (String, String)| format!("{name}: {column}")),
        dropped: Callback::new(move |(name, column): (String, String)| {
            t!(words, deals.dropped, name = name, stage = column)
        }),
        canceled: Signal::derive(move || t!(words, deals.cancelled)),
    }
}
