//! Rules of tasks: when a repeating one comes again, and what others know of the next.

use crate::draft::DraftSlot;
use crate::{Draft, Fields, earlier, task};

/// A new due date applies to later dates, too; only postponing sets `PLANNED` itself.
pub(super) fn complete(_record: &dyn Fields, draft: &mut Draft, _now: i64) {
    if draft.slots.contains_key(&task::DUE) {
        draft.slots.entry(task::PLANNED).or_insert(DraftSlot::One(None));
    }
}

/// Important tasks stand before others of the same moment.
pub(super) fn comes_first(record: &dyn Fields) -> bool {
    record.text(task::PRIORITY) == task::HIGH
}

/// The due dates of the next task and the next call.
#[derive(Default)]
pub(super) struct NextTasks {
    pub next: Option<String>,
    pub call: Option<String>,
}

impl NextTasks {
    /// Finds them among open tasks.
    pub fn of(tasks: &mut dyn Iterator<Item = &dyn Fields>) -> Self {
        let mut found = Self::default();
        for task in tasks {
            let due = Some(task.text(task::DUE)).filter(|due| !due.is_empty());
            if task.text(task::WHAT) == task::CALL {
                found.call = earlier(found.call.take(), due.clone());
            }
            found.next = earlier(found.next.take(), due);
        }
        found
    }
}
