//! A form that edits a record: what it began with, what was typed, what is wrong with it. What was
//! typed is kept with every key, so that a reload, a crash or a call loses nothing.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::app_state::AppState;
use super::forms::DraftKey;
use super::sentences::sentence;
use super::words::t;
use crate::app::AppError;
use crate::browser::dom::{self, Step};
use crate::domain::{Draft, KindId, Problem, RecordId, ToMake, check, check_named, undecided};
use crate::ui::kit::Toast;

/// Something that refuses what it holds.
const REFUSED: &str = "[aria-invalid=true]";
/// Something that is typed into.
const FIELD: &str = "input:not([type=file]), select, textarea";

/// The state of a form.
#[derive(Clone, Copy)]
pub struct EditForm {
    state: AppState,
    kind: KindId,
    /// The record that it changes; `None` for a new one.
    pub id: Option<RecordId>,
    key: StoredValue<DraftKey>,
    base: StoredValue<Draft>,
    /// What the form holds.
    pub draft: RwSignal<Draft>,
    /// The records that are to be made with it, for the person said so.
    pub to_make: RwSignal<ToMake>,
    /// Whether what was kept of an earlier visit has been looked for; before that nothing is shown.
    pub ready: RwSignal<bool>,
    /// Whether the form began with what was kept of an earlier visit.
    pub restored: RwSignal<bool>,
    /// Counted up when the form must be drawn anew.
    pub generation: RwSignal<u32>,
    /// It is being saved.
    pub saving: RwSignal<bool>,
    /// What went wrong with saving, as a sentence.
    pub failure: RwSignal<Option<String>>,
    /// Saving was tried: from now on what is wrong is said while typing.
    tried: RwSignal<bool>,
    /// The element of the form, for the focus.
    pub element: NodeRef<html::Form>,
}

impl EditForm {
    /// The form of a record, or of a new one that begins with a preset.
    pub fn open(state: AppState, id: Option<RecordId>, preset: Draft) -> Self {
        let kind = preset.kind;
        let record = id.and_then(|id| state.satchel().record(id));
        let base = match (record, state.satchel().schema(kind)) {
            (Some(record), Some(schema)) => Draft::of(&schema, &record),
            _ => preset,
        };
        let form = Self {
            state,
            kind,
            id,
            key: StoredValue::new(DraftKey::of(kind, id)),
            draft: RwSignal::new(base.clone()),
            to_make: RwSignal::new(ToMake::default()),
            base: StoredValue::new(base),
            ready: RwSignal::new(false),
            restored: RwSignal::new(false),
            generation: RwSignal::new(0),
            saving: RwSignal::new(false),
            failure: RwSignal::new(None),
            tried: RwSignal::new(false),
            element: NodeRef::new(),
        };
        // They would lie over the fields and the buttons; what they undo stays in the history.
        state.toasts.clear();
        form.restore();
        form.keep();
        form
    }

    /// Looks for what was typed in an earlier visit.
    fn restore(self) {
        let key = self.key.get_value();
        spawn_local(async move {
            let kept = self.state.draft(&key).await;
            // The person may have left in between; then there is no form any more.
            if let Some(kept) = kept.filter(|kept| kept.kind == self.kind && !kept.slots.is_empty())
                && let Some(base) = self.base.try_get_value()
            {
                self.draft.set(base.with_changes(kept));
                self.restored.set(true);
            }
            self.ready.try_set(true);
            self.begin_soon();
        });
    }

    /// Keeps what was typed, with every key.
    fn keep(self) {
        Effect::new(move |before: Option<Draft>| {
            let changes = self.changes();
            if self.ready.get() && before.is_some_and(|before| before != changes) {
                let key = self.key.get_value();
                if changes.slots.is_empty() {
                    self.state.drop_draft(&key);
                } else {
                    self.state.keep_draft(&key, &changes);
                }
            }
            changes
        });
    }

    /// What differs from what the form began with.
    fn changes(self) -> Draft {
        self.draft.with(|draft| self.base.with_value(|base| draft.changes_from(base)))
    }

    /// What is wrong; nothing before saving was tried.
    pub fn problems(self) -> Signal<Vec<Problem>> {
        let problems = Memo::new(move |_| if self.tried.get() { self.wrong() } else { Vec::new() });
        problems.into()
    }

    fn wrong(self) -> Vec<Problem> {
        let Some(schema) = self.state.satchel().schema(self.kind) else { return Vec::new() };
        self.draft.with(|draft| {
            let mut problems = check(&schema, draft);
            problems.extend(check_named(&schema, draft, self.id.is_none()));
            self.to_make.with(|to_make| problems.extend(undecided(&schema, draft, to_make)));
            problems
        })
    }

    /// Saves what was typed and hands on the id of the record. What cannot be saved stays in the
    /// form, with a sentence at the field or below.
    pub fn save(self, then: impl FnOnce(RecordId) + 'static) {
        if self.saving.get_untracked() {
            return;
        }
        self.failure.set(None);
        self.tried.set(true);
        if !untrack(|| self.wrong()).is_empty() {
            return self.point_out_soon();
        }
        let key = self.key.get_value();
        // What a new record begins with was not there before either.
        let changes = match self.id {
            Some(_) => untrack(|| self.changes()),
            None => self.draft.with_untracked(|draft| draft.changes_from(&Draft::new(self.kind))),
        };
        if let Some(id) = self.id.filter(|_| changes.slots.is_empty()) {
            return then(id);
        }
        self.saving.set(true);
        let to_make = self.to_make.get_untracked();
        self.state.save_making(self.id, changes, to_make, move |outcome| {
            self.saving.try_set(false);
            match outcome {
                Ok(saved) => {
                    self.state.drop_draft(&key);
                    then(saved.id);
                }
                Err(AppError::Invalid(_)) => self.point_out_soon(),
                Err(error) => {
                    self.failure.try_set(Some(sentence(&self.state.words, &error)));
                }
            }
        });
    }

    /// The form is left on purpose: what was typed is forgotten, and there is a way back. Who leaves it
    /// in another way finds it again.
    pub fn leave(self) {
        let changes = untrack(|| self.changes());
        let (state, key) = (self.state, self.key.get_value());
        state.drop_draft(&key);
        if changes.slots.is_empty() {
            return;
        }
        // In a task of its own: the toast outlives the form, and so must what its button does.
        spawn_local(async move {
            let keep = Callback::new(move |()| state.keep_draft(&key, &changes));
            let words = state.words;
            let toast = Toast::new(t!(words, form.not_kept));
            state.toasts.show(toast.with_action(t!(words, form.bring_back), keep));
        });
    }

    /// Forgets what was kept of an earlier visit and begins anew.
    pub fn discard(self) {
        self.draft.set(self.base.get_value());
        self.to_make.set(ToMake::default());
        self.restored.set(false);
        self.tried.set(false);
        self.generation.update(|generation| *generation += 1);
        self.state.drop_draft(&self.key.get_value());
        self.begin_soon();
    }

    /// Forgets what was typed, because the record is gone.
    pub fn forget(self) {
        self.state.drop_draft(&self.key.get_value());
    }

    /// Gives the focus to the first field, once it is drawn; who was quicker and is in one stays there.
    fn begin_soon(self) {
        request_animation_frame(move || {
            if let Some(element) = self.element.try_get_untracked().flatten()
                && !document().active_element().is_some_and(|it| element.contains(Some(&it)))
            {
                dom::focus_step(&element, FIELD, Step::First);
            }
        });
    }

    /// Gives the focus to the first field that is refused, once it says so.
    fn point_out_soon(self) {
        request_animation_frame(move || {
            if let Some(element) = self.element.try_get_untracked().flatten() {
                dom::focus_step(&element, REFUSED, Step::First);
            }
        });
    }
}
