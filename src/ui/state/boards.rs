//! The boards of lists: lanes, moves of cards, and the parts of which a board shows one at a time.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::records::Records;
use super::session::{Phase, Session};
use super::words::t;
use app::{AppError, Done, Lane, LaneTarget};
use browser::window;
use domain::{KindId, Narrowing, RecordId};
use replica::Row;

/// A move of cards that a board shows before it is durable: the cards, and the keys of their lanes.
pub type UnderWay = RwSignal<Vec<(RecordId, String)>>;

impl Records {
    /// Arranges rows in the lanes of their kind's board. Tracked.
    pub fn lanes(&self, kind: KindId, rows: &[Row], within: Option<RecordId>) -> Vec<Lane> {
        if self.session.phase.get() != Phase::Ready {
            return Vec::new();
        }
        let workspace = self.session.workspace_of(&[kind]);
        let rows: Vec<Row> = {
            let replica = workspace.replica();
            rows.iter().copied().filter(|row| replica.holds(*row)).collect()
        };
        let mut lanes = workspace.lanes(kind, &rows, within);
        let field = workspace.schema(kind).and_then(|schema| {
            let field = schema.board_field()?;
            Some(self.session.words.field(&schema, field))
        });
        for lane in lanes.iter_mut().filter(|lane| lane.title.is_empty()) {
            lane.title = if lane.is_of_others() {
                t!(self.session.words, records.other_lanes)
            } else {
                let field = super::words::within(&field.clone().unwrap_or_default());
                t!(self.session.words, records.without, field = field)
            };
        }
        lanes
    }

    /// Returns the records of which a board shows one at a time, with their names. Tracked.
    pub fn board_parts(&self, kind: KindId) -> Vec<(RecordId, String)> {
        self.session.workspace_of(&[kind]).board_parts(kind)
    }

    /// Returns every lane into which a card can be moved; the given part of the board first.
    pub fn lane_targets(&self, kind: KindId, first: Option<RecordId>) -> Vec<LaneTarget> {
        self.session.workspace().lane_targets(kind, first)
    }

    /// Moves cards into a lane, with a confirmation and an undo. The board shows them there if it
    /// takes a moment.
    pub fn move_to_lane(
        self,
        kind: KindId,
        ids: Vec<RecordId>,
        lane: LaneTarget,
        under_way: UnderWay,
    ) {
        let workspace = self.session.workspace();
        let (key, moved) = (lane.key.clone(), ids.clone());
        let work = async move { workspace.move_to_lane(kind, &moved, &key).await };
        let words = self.session.words;
        run_shown(self.session, ids, lane.key, under_way, work, move |done| {
            let text = t!(words, records.moved, count = done.count, lane = lane.title);
            self.session.say_done(text, done.stamp);
        });
    }

    /// Shows cards in the lanes that they are moved to, each before the first card with a greater
    /// sort key; if the board is sorted otherwise, the final order follows once the move is stored.
    pub fn show_moved(&self, lanes: &mut [Lane], moves: &[(RecordId, String)]) {
        let workspace = self.session.workspace();
        let replica = workspace.replica();
        for (id, key) in moves {
            let Some(row) = replica.row(*id) else { continue };
            lanes.iter_mut().for_each(|lane| lane.rows.retain(|known| *known != row));
            if let Some(lane) = lanes.iter_mut().find(|lane| lane.key == *key) {
                let key = replica.key(row);
                let at = lane.rows.iter().position(|known| replica.key(*known) > key);
                lane.rows.insert(at.unwrap_or(lane.rows.len()), row);
            }
        }
    }

    /// Returns the word for what narrows a list.
    pub fn narrowing(&self, narrowing: Narrowing) -> String {
        let words = self.session.words;
        match narrowing {
            Narrowing::Mine => t!(words, deals.mine),
            Narrowing::Closing => t!(words, deals.closing),
            Narrowing::PastClose => t!(words, deals.past_close),
            Narrowing::Stale => t!(words, deals.stale),
        }
    }
}

/// Runs a move. Usually it is durable before a redraw; if it takes longer, the cards are shown where
/// they were dropped.
pub(super) fn run_shown(
    session: &'static Session,
    ids: Vec<RecordId>,
    key: String,
    under_way: UnderWay,
    work: impl Future<Output = Result<Done, AppError>> + 'static,
    then: impl FnOnce(Done) + 'static,
) {
    let over = Rc::new(Cell::new(false));
    let is_over = over.clone();
    let arrived = move || {
        // The board may be gone by now.
        let _left = under_way.try_set(Vec::new());
    };
    let work = async move {
        let outcome = work.await;
        over.set(true);
        if outcome.is_err() {
            arrived();
        }
        outcome
    };
    session.run(work, move |done| {
        arrived();
        then(done);
    });
    spawn_local(async move {
        window::next_frame().await;
        if !is_over.get() {
            let moves = ids.into_iter().map(|id| (id, key.clone())).collect();
            let _left = under_way.try_set(moves);
        }
    });
}
