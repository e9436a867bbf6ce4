//! The columns of a list, and field values formatted as one line in the screen's
//! language.

use leptos::html;
use leptos::prelude::*;

use super::app_state::AppState;
use super::records::Records;
use super::words::t;
use app::Columns;
use dom::{self, FocusStep};
use domain::{Field, KindId};
use replica::Row;

impl Records {
    /// Returns the columns of a kind's list. Tracked.
    pub fn columns(&self, kind: KindId) -> Columns {
        self.session.workspace_of_shape().columns(kind)
    }

    /// Returns these columns of a kind's list; those of the list if there are none. Tracked.
    pub fn columns_among(&self, kind: KindId, wanted: &[u32]) -> Columns {
        let schema = self.known_schema(kind).filter(|_| !wanted.is_empty());
        let field = |number: &u32| schema.as_ref().and_then(|it| it.field(*number)).cloned();
        let fields: Vec<Field> = wanted.iter().filter_map(field).collect();
        if fields.is_empty() { self.columns(kind) } else { Columns { fields, chosen: true } }
    }

    /// Formats some fields of a record, one line each.
    pub fn lines(&self, row: Row, fields: &[Field]) -> Option<Vec<String>> {
        self.session.workspace().lines(row, fields, &self.format)
    }

    /// Sets the columns of a kind's list and confirms with a toast.
    pub fn choose_columns(self, kind: KindId, numbers: Vec<u32>) {
        let workspace = self.session.workspace();
        let work = async move { workspace.choose_columns(kind, &numbers).await };
        self.session.run(work, move |saved| {
            if saved.done.stamp.is_some() {
                self.session
                    .say_done(t!(self.session.words, records.columns_changed), saved.done.stamp);
            }
        });
    }
}

impl AppState {
    /// Focuses the first match of `selector` in `root` on the next frame, once the page is updated.
    pub fn focus_soon(&self, root: NodeRef<html::Div>, selector: String) {
        request_animation_frame(move || {
            if let Some(root) = root.try_get_untracked().flatten() {
                dom::focus_step(&root, &selector, FocusStep::First);
            }
        });
    }
}
