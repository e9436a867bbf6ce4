//! The recently opened records of a kind, stored with the data and updated from the URL; and how its
//! list was left.

use std::cell::RefCell;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::ui::state::{AppState, ViewBase};
use domain::{KindId, RecordId};

/// Maximum number of records remembered.
const MOST: usize = 20;

/// The recently opened records, latest first.
#[derive(Clone, Copy)]
pub struct Recent {
    kept: RwSignal<Option<Vec<RecordId>>>,
    ids: Memo<Vec<RecordId>>,
}

impl Recent {
    /// Tracks the open record and stores the list.
    pub fn follow(app: AppState, home: StoredValue<String>, open: Memo<Option<RecordId>>) -> Self {
        let kept = RwSignal::new(None);
        spawn_local(async move {
            let ids = app.records.recent(&home.get_value()).await;
            // The list may be gone by now.
            let _left = kept.try_set(Some(ids));
        });
        let ids = Memo::new(move |before: Option<&Vec<RecordId>>| {
            joined(open.get(), before.map_or(&[], Vec::as_slice), &kept.get().unwrap_or_default())
        });
        Effect::new(move |_| {
            let ids = ids.get();
            // Before the stored ids are read there is nothing to extend.
            if kept.with(Option::is_some) && open.get_untracked().is_some() {
                app.records.keep_recent(&home.get_value(), &ids);
            }
        });
        Self { kept, ids }
    }

    /// Returns the ids as of the moment they were chosen, so that a record opened from the list
    /// does not move away under the finger.
    pub fn shown(self, base: Memo<ViewBase>) -> Signal<Vec<RecordId>> {
        let Self { kept, ids } = self;
        Memo::new(move |_| {
            kept.with(|_| ());
            if base.get() == ViewBase::Recent { ids.get_untracked() } else { Vec::new() }
        })
        .into()
    }
}

thread_local! {
    /// The last query string of a kind's list, with which its board opens again.
    static LAST: RefCell<Vec<(KindId, String)>> = const { RefCell::new(Vec::new()) };
}

/// Returns the last query string of a kind's list.
pub fn last_question(kind: KindId) -> String {
    LAST.with_borrow(|last| {
        let known = last.iter().find(|(known, _)| *known == kind);
        known.map(|(_, question)| question.clone()).unwrap_or_default()
    })
}

/// Keeps the query string of a kind's list, with or without the question mark.
pub fn remember_question(kind: KindId, question: String) {
    let question = question.trim_start_matches('?').to_owned();
    LAST.with_borrow_mut(|last| {
        last.retain(|(known, _)| *known != kind);
        last.push((kind, question));
    });
}

/// Merges the lists without duplicates: the open record, those of this session, then the stored
/// ones.
fn joined(open: Option<RecordId>, before: &[RecordId], kept: &[RecordId]) -> Vec<RecordId> {
    let mut ids: Vec<RecordId> = Vec::with_capacity(MOST);
    for id in open.into_iter().chain(before.iter().copied()).chain(kept.iter().copied()) {
        if ids.len() < MOST && !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::joined;
    use domain::RecordId;

    #[test]
    fn a_record_that_is_opened_again_comes_first_and_only_once() {
        let id = |number: u8| RecordId::from_bytes([number; 16]);
        let before = [id(1), id(2)];
        assert_eq!(joined(Some(id(2)), &before, &[id(3), id(1)]), [id(2), id(1), id(3)]);
        assert_eq!(joined(None, &before, &[]), before);
        let many: Vec<RecordId> = (0..40).map(id).collect();
        assert_eq!(joined(Some(id(9)), &many, &[]).len(), 20);
    }
}
