//! The note above a list whose conditions ask for something that is gone.

use leptos::prelude::*;

use super::state::{List, ListSheet};
use crate::ui::state::{AppState, t};
use domain::{Condition, Gone, Schema};
use kit::{Button, ButtonKind, IconName};

/// The number of conditions that ask for something that is gone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct GoneConditions {
    /// Those whose field is gone; the list leaves them out.
    pub left_out: usize,
    /// Those that compare with a choice or a record that is gone; they still apply.
    pub applied: usize,
}

impl GoneConditions {
    /// Counts those of a list and of its view. Tracked.
    pub fn of(list: List) -> Self {
        let listing = list.listing();
        let of_view = list.view.read().as_ref().map_or(0, |view| view.lost);
        let schema = list.schema.read();
        let Some(schema) = schema.as_ref() else { return Self::default() };
        let gone: Vec<Gone> =
            listing.filter.conditions().filter_map(|it| gone(list.app, schema, it)).collect();
        let left_out = gone.iter().filter(|gone| **gone == Gone::Field).count();
        Self { left_out: of_view + left_out, applied: gone.len() - left_out }
    }

    /// True if there is one.
    pub fn any(self) -> bool {
        self != Self::default()
    }

    /// Says how many, and what becomes of them.
    pub fn text(self, app: AppState) -> String {
        let words = app.words;
        let Self { left_out, applied } = self;
        let left_out = (left_out > 0).then(|| t!(words, records.view_lost, count = left_out));
        let applied = (applied > 0).then(|| t!(words, records.asks_gone, count = applied));
        left_out.into_iter().chain(applied).collect::<Vec<_>>().join(" · ")
    }
}

fn gone(app: AppState, schema: &Schema, condition: &Condition) -> Option<Gone> {
    condition.gone(schema, |kind, id| app.records.can_be_there(kind, id))
}

/// The sentence, and the ways on: the filter, and a view or address without these conditions.
#[component]
pub fn GoneNote(list: List) -> impl IntoView {
    let app = list.app;
    let words = app.words;
    let conditions = Memo::new(move |_| GoneConditions::of(list));
    let own = move || list.view.get_untracked().and_then(|view| Some((view.id.record()?, view)));
    let remove = move |()| {
        let keeps = |schema: &Schema, condition: &Condition| {
            untrack(|| gone(app, schema, condition)).is_none()
        };
        let schema = list.schema.get_untracked();
        let Some(schema) = schema else { return };
        let kept = list.asked().filter.keeping(|condition| keeps(&schema, condition));
        list.ask(|listing| listing.filter = kept);
        if let Some((id, view)) = own() {
            let mut contents = view.contents;
            contents.filter = contents.filter.keeping(|condition| keeps(&schema, condition));
            app.records.overwrite_view(list.kind, id, contents);
        }
    };
    let label = Signal::derive(move || {
        let is_views =
            list.view.with(|view| view.as_ref().is_some_and(|it| it.id.record().is_some()));
        let count = conditions.with(|it| it.left_out + it.applied);
        match is_views {
            true => t!(words, records.remove_gone_of_view, count = count),
            false => t!(words, records.remove_gone, count = count),
        }
    });
    view! {
        <div class="records__gone">
            <p role="status">{move || conditions.get().text(app)}</p>
            <Button
                label=Signal::derive(move || t!(words, records.edit_filter))
                icon=IconName::SlidersHorizontal
                kind=ButtonKind::Soft
                on_press=move |()| list.over.set(Some(ListSheet::Filter))
            />
            <Button label icon=IconName::X kind=ButtonKind::Ghost on_press=remove />
        </div>
    }
}
