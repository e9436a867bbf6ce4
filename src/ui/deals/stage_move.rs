//! Moving deals between stages: a loss asks for the reason first, a win is celebrated afterwards,
//! and every move can be undone.

use leptos::prelude::*;

use crate::ui::state::{AppState, Stamp, UnderWay, t};
use domain::{RecordId, StageResult};

/// Deals about to be lost.
#[derive(Clone, Debug, PartialEq)]
pub struct Losing {
    /// Their ids.
    pub ids: Vec<RecordId>,
    /// The target stage.
    pub stage: RecordId,
}

/// A deal that was won.
#[derive(Clone, Debug, PartialEq)]
pub struct Won {
    /// Its id.
    pub id: RecordId,
    /// The stamp of the move, for undo.
    pub stamp: Option<Stamp>,
}

/// Moving deals; a cheap `Copy` handle.
#[derive(Clone, Copy)]
pub struct Moving {
    /// The app's state.
    pub app: AppState,
    /// Deals waiting for the reason of their loss.
    pub losing: RwSignal<Option<Losing>>,
    /// The deal being celebrated.
    pub won: RwSignal<Option<Won>>,
    /// Moves that are not durable yet.
    under_way: UnderWay,
}

impl Moving {
    /// Creates a state without moves.
    pub fn new(app: AppState) -> Self {
        Self::over(app, RwSignal::new(Vec::new()))
    }

    /// Creates a state without moves, for a board that shows those that are not durable yet.
    pub fn over(app: AppState, under_way: UnderWay) -> Self {
        Self { app, losing: RwSignal::new(None), won: RwSignal::new(None), under_way }
    }

    /// Moves deals to a stage, asking for the reason first if it is a loss. Skips deals already in
    /// it.
    pub fn to(self, ids: Vec<RecordId>, stage: RecordId) {
        let elsewhere = |id: &RecordId| {
            let card = untrack(|| self.app.deals.card_of_deal(*id));
            card.is_some_and(|card| card.stage.is_none_or(|own| own.id != stage))
        };
        let ids: Vec<RecordId> = ids.into_iter().filter(elsewhere).collect();
        let result = untrack(|| self.app.deals.stage(stage)).map(|stage| stage.result);
        match result {
            _ if ids.is_empty() => {}
            Some(StageResult::Lost) => self.losing.set(Some(Losing { ids, stage })),
            _ => self.perform(ids, stage, None),
        }
    }

    /// Moves the waiting deals; `None` for no reason.
    pub fn lose(self, reason: Option<String>) {
        if let Some(Losing { ids, stage }) = self.losing.get_untracked() {
            self.losing.set(None);
            self.perform(ids, stage, reason);
        }
    }

    fn perform(self, ids: Vec<RecordId>, stage: RecordId, reason: Option<String>) {
        let app = self.app;
        let one = (ids.len() == 1).then(|| ids[0]);
        app.deals.move_deals(ids, stage, reason, self.under_way, move |done| {
            let stage = app.deals.peek_stage(stage);
            let won = stage.as_ref().is_some_and(|stage| stage.result == StageResult::Won);
            if let Some(id) = one.filter(|_| won) {
                // The celebration has its own undo button; an earlier toast would stay behind it.
                app.toasts.clear();
                // No celebration if the screen was left meanwhile.
                if self.won.try_set(Some(Won { id, stamp: done.stamp })).is_none() {
                    return;
                }
            }
            let name = stage.map(|stage| stage.name).unwrap_or_default();
            app.say_done(t!(app.words, deals.moved, count = done.count, stage = name), done.stamp);
        });
    }

    /// Ends the celebration; a toast still offers undo.
    pub fn end_party(self) {
        let won = self.won.get_untracked();
        self.won.set(None);
        if let Some(Won { stamp, .. }) = won {
            self.app.say_done(t!(self.app.words, deals.won_said), stamp);
        }
    }

    /// Undoes the move.
    pub fn undo_won(self) {
        let won = self.won.get_untracked();
        self.won.set(None);
        if let Some(stamp) = won.and_then(|won| won.stamp) {
            self.app.undo(stamp);
        }
    }
}
