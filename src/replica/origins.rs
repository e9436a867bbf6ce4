//! Traces values that an undo wrote back to the action that first wrote them.

use std::collections::HashMap;

use domain::{ElementId, RecordId};

use super::history::HistoryEntry;
use super::record::{FieldEntry, Record, Slot};
use super::stamp::Stamp;

/// A field of a record, or an element of a list in it, with the stamp that an undo gave it.
type RestoredValue = (RecordId, u32, Option<ElementId>, Stamp);

/// Maps stamps written by an undo to the stamps they restored, so that undoing two actions one
/// after the other goes back two steps.
#[derive(Clone, Debug, Default)]
pub struct Origins(HashMap<RestoredValue, Stamp>);

impl Origins {
    /// Notes that `undo` restored the values from before `undone`.
    pub fn note(&mut self, undone: &HistoryEntry, undo: Stamp) {
        for (_, before) in &undone.before {
            for FieldEntry { field, slot } in &before.record.entries {
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

    /// Returns the stamp under which a value was first written.
    pub fn of(
        &self,
        record: RecordId,
        field: u32,
        element: Option<ElementId>,
        mut stamp: Stamp,
    ) -> Stamp {
        // Each stamp is earlier than the one before, so this ends.
        while let Some(earlier) = self.0.get(&(record, field, element, stamp)) {
            stamp = *earlier;
        }
        stamp
    }

    /// True if this action wrote everything that the record holds.
    pub fn is_all_by(&self, record: &Record, action: Stamp) -> bool {
        let by_it = |field, element, stamp| {
            [action, Stamp::NEVER].contains(&self.of(record.id, field, element, stamp))
        };
        record.entries.iter().all(|FieldEntry { field, slot }| match slot {
            Slot::One { stamp, .. } => by_it(*field, None, *stamp),
            Slot::Many(items) => items.iter().all(|it| by_it(*field, Some(it.id), it.stamp)),
            Slot::Opaque { .. } => false,
        })
    }
}
