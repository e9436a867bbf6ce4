//! The board of deals: the cards' content, the results of stages as tints, and moves that ask why a
//! deal was lost or celebrate that it was won.

use leptos::prelude::*;

use super::card::{DealFace, tone_of};
use super::stage_move::Moving;
use crate::ui::records::{BoardParts, List, MoveTargets, Mover};
use crate::ui::state::AppState;
use domain::RecordId;
use kit::Tone;

/// Returns the parts of the board.
pub fn board_parts() -> BoardParts {
    BoardParts {
        face: |list, mover, id| match use_context::<Moving>() {
            Some(moving) => view! { <DealFace moving id /> }.into_any(),
            None => (BoardParts::default().face)(list, mover, id),
        },
        tone: tone_of_lane,
        mover,
    }
}

/// Every stage of every pipeline, for the selected deals.
#[component]
pub fn DealMoves(list: List) -> impl IntoView {
    let tone = move |key: String| untrack(|| tone_of_lane(list.app, &key));
    view! { <MoveTargets list mover=mover(list) tone /> }
}

fn tone_of_lane(app: AppState, key: &str) -> Tone {
    let stage = RecordId::parse(key).ok().and_then(|id| app.deals.stage(id));
    stage.map_or(Tone::Plain, |stage| tone_of(stage.result))
}

fn mover(list: List) -> Mover {
    let Some(moving) = use_context::<Moving>() else { return Mover::plain(list) };
    let to = move |(ids, key): (Vec<RecordId>, String)| {
        let Ok(stage) = RecordId::parse(&key) else { return false };
        moving.to(ids, stage);
        // Until a reason for the loss is given, the move may be canceled.
        moving.losing.with_untracked(Option::is_none)
    };
    let covered =
        Signal::derive(move || moving.losing.read().is_some() || moving.won.read().is_some());
    Mover { to: Callback::new(to), covered }
}
