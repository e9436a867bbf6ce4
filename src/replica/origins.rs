//! Where values come from that an undo wrote back: from the action that had written them first.

use std::collections::HashMap;

use domain::{ElementId, RecordId};

use super::history::Entry as HistoryEntry;
use super::record::{Entry, Record, Slot};
use super::stamp::Stamp;

/// A field of a record, or an element of a list in it, under the stamp that an undo gave it.
type Restored = (RecordId, u32, Option<ElementId>, Stamp);

/// The stamps that values had before they were changed and changed back. Undoing two actions one after
/// the other so goes back two steps.
#[derive(Clone, Debug, Default)]
pub struct Origins(HashMap<Restored, Stamp>);

impl Origins {
    /// Notes that `undo` wrote back what was there before `undone`.
    pub fn note(&mut self, undone: &HistoryEntry, undo: Stamp) {
        for (_, before) in &undone.before {
            for Entry { field, slot } in &before.record.entries {
                let mut note = |element, stamp| {
                    self.0.insert((before.record.id, *field, element, undo), stamp);
                };
                match slot {
                    Slot::One { stamp, .. } => note(None, *stamp),
                    Slot::Many(items) => {
                        items.iter().for_each(|item| note(Some(item.id), item.stamp));
                    }
                    Slot::Opaque { .. } => {}
                }
            }
        }
    }

    /// The stamp under which a value was first written.
    pub fn of(
        &self,
        record: RecordId,
        field: u32,
        element: Option<ElementId>,
        mut stamp: Stamp,
    ) -> Stamp {
        // Each is earlier than the one before.
        while let Some(earlier) = self.0.get(&(record, field, element, stamp)) {
            stamp = *earlier;
        }
        stamp
    }

    /// Whether all that a record holds was written by this action.
    pub fn is_all_by(&self, record: &Record, action: Stamp) -> bool {
        let by_it = |field, element, stamp| {
            [action, Stamp::NEVER].contains(&self.of(record.id, field, element, stamp))
        };
        record.entries.iter().all(|Entry { field, slot }| match slot {
            Slot::One { stamp, .. } => by_it(*field, None, *stamp),
            Slot::Many(items) => items.iter().all(|it| by_it(*field, Some(it.id), it.stamp)),
            Slot::Opaque { .. } => false,
        })
    }
}
