//! Moving deals from stage to stage: lost ones ask why first, won ones are celebrated afterwards, and
//! every move can be undone.

use leptos::prelude::*;

use crate::ui::state::{AppState, Stamp, t};
use domain::{RecordId, StageResult};

/// Deals that are about to be lost.
#[derive(Clone, Debug, PartialEq)]
pub struct Losing {
    /// Which.
    pub ids: Vec<RecordId>,
    /// The stage they go to.
    pub stage: RecordId,
}

/// A deal that was won.
#[derive(Clone, Debug, PartialEq)]
pub struct Won {
    /// Which.
    pub id: RecordId,
    /// The move, to undo it.
    pub stamp: Option<Stamp>,
}

/// Moving; a handle that is copied freely.
#[derive(Clone, Copy)]
pub struct Moving {
    /// The app.
    pub app: AppState,
    /// Why are these lost?
    pub losing: RwSignal<Option<Losing>>,
    /// This one was won.
    pub won: RwSignal<Option<Won>>,
    /// Where cards lie that were let go and whose move is not durable yet.
    pub under_way: RwSignal<Vec<(RecordId, RecordId)>>,
}

impl Moving {
    /// Nothing is being moved yet.
    pub fn new(app: AppState) -> Self {
        Self {
            app,
            losing: RwSignal::new(None),
            won: RwSignal::new(None),
            under_way: RwSignal::new(Vec::new()),
        }
    }

    /// Moves deals to a stage; where they are lost there, asks why first. Those that are in it
    /// already stay as they are.
    pub fn to(self, ids: Vec<RecordId>, stage: RecordId) {
        let elsewhere = |id: &RecordId| {
            let card = untrack(|| self.app.card_of_deal(*id));
            card.is_some_and(|card| card.stage.is_none_or(|own| own.id != stage))
        };
        let ids: Vec<RecordId> = ids.into_iter().filter(elsewhere).collect();
        let result = untrack(|| self.app.stage(stage)).map(|stage| stage.result);
        match result {
            _ if ids.is_empty() => {}
            Some(StageResult::Lost) => self.losing.set(Some(Losing { ids, stage })),
            _ => self.perform(ids, stage, None),
        }
    }

    /// Moves what was asked about; `None` where nobody wants to say why.
    pub fn lose(self, reason: Option<String>) {
        if let Some(Losing { ids, stage }) = self.losing.get_untracked() {
            self.losing.set(None);
            self.perform(ids, stage, reason);
        }
    }

    fn perform(self, ids: Vec<RecordId>, stage: RecordId, reason: Option<String>) {
        let app = self.app;
        let one = (ids.len() == 1).then(|| ids[0]);
        // Mostly a move is durable before it could be drawn twice. Where that takes longer, the cards
        // lie where they were let go meanwhile.
        let moves = ids.iter().map(|id| (*id, stage)).collect();
        let meanwhile = move || {
            self.under_way.try_set(moves);
        };
        let arrived = move || {
            self.under_way.try_set(Vec::new());
        };
        app.move_deals(ids, stage, reason, meanwhile, arrived, move |done| {
            arrived();
            let stage = app.satchel().stage(stage);
            let won = stage.as_ref().is_some_and(|stage| stage.result == StageResult::Won);
            if let Some(id) = one.filter(|_| won) {
                // The celebration has its own way back; an earlier one would stand behind it.
                app.toasts.clear();
                // Where the screen was left meanwhile nobody can be congratulated.
                if self.won.try_set(Some(Won { id, stamp: done.stamp })).is_none() {
                    return;
                }
            }
            let name = stage.map(|stage| stage.name).unwrap_or_default();
            let text = match done.count {
                1 => t!(app.words, deals.moved_one, stage = name),
                count => t!(app.words, deals.moved, count = count, stage = name),
            };
            app.say_done(text, done.stamp);
        });
    }

    /// The celebration is over; what was done can still be undone.
    pub fn end_party(self) {
        let won = self.won.get_untracked();
        self.won.set(None);
        if let Some(Won { stamp, .. }) = won {
            self.app.say_done(t!(self.app.words, deals.won_said), stamp);
        }
    }

    /// Takes the move back.
    pub fn undo_won(self) {
        let won = self.won.get_untracked();
        self.won.set(None);
        if let Some(stamp) = won.and_then(|won| won.stamp) {
            self.app.undo(stamp);
        }
    }
}
