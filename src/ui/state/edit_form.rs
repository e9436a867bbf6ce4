//! The form of a record: its initial values, input and problems. Stores the input with every
//! keystroke, so that it survives a reload, a crash or an incoming call.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::records::Records;
use super::sentences::sentence;
use super::stored_drafts::DraftKey;
use super::words::t;
use app::AppError;
use dom::{self, FocusStep};
use domain::{
    Draft, KindId, Problem, RecordId, ToMake, check, check_needs, check_required, undecided,
};
use kit::Toast;

/// Selector of a field marked invalid.
const REFUSED: &str = "[aria-invalid=true]";
/// Selector of an editable field.
const FIELD: &str = "input:not([type=file]), select, textarea";

/// The state of a form; a cheap `Copy` handle.
#[derive(Clone, Copy)]
pub struct EditForm {
    records: Records,
    kind: KindId,
    /// The record that it changes; `None` for a new one.
    pub id: Option<RecordId>,
    key: StoredValue<DraftKey>,
    base: StoredValue<Draft>,
    /// The form's current values.
    pub draft: RwSignal<Draft>,
    /// Linked records to create on save, as the user confirmed.
    pub to_make: RwSignal<ToMake>,
    /// True once the stored draft has been looked up; the form stays hidden until then.
    pub ready: RwSignal<bool>,
    /// True if the form started from a stored draft.
    pub restored: RwSignal<bool>,
    /// Incremented to redraw the form.
    pub generation: RwSignal<u32>,
    /// True while saving.
    pub saving: RwSignal<bool>,
    /// The error of the last save, as a sentence.
    pub failure: RwSignal<Option<String>>,
    /// True after the first attempt to save: problems are shown while typing from then on.
    tried: RwSignal<bool>,
    /// The form element, for focusing.
    pub element: NodeRef<html::Form>,
}

impl EditForm {
    /// Opens the form of a record, or of a new one that starts from a preset.
    pub fn open(records: Records, id: Option<RecordId>, preset: Draft) -> Self {
        let kind = preset.kind;
        let workspace = records.session.workspace();
        let record = id.and_then(|id| workspace.record(id));
        let base = match (record, workspace.schema(kind)) {
            (Some(record), Some(schema)) => Draft::of(&schema, &record),
            (None, Some(schema)) => {
                let mut preset = preset;
                schema.fill_in_defaults(&mut preset);
                preset
            }
            (_, None) => preset,
        };
        let form = Self {
            records,
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
        // Toasts would cover fields and buttons; their undo remains available in the history.
        records.session.toasts.clear();
        form.restore();
        form.keep();
        form
    }

    /// Looks up the stored draft of an earlier visit.
    fn restore(self) {
        let key = self.key.get_value();
        spawn_local(async move {
            let kept = self.records.draft(&key).await;
            // The user may have left meanwhile, disposing the form.
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

    /// Stores the input with every keystroke.
    fn keep(self) {
        Effect::new(move |before: Option<Draft>| {
            let changes = self.changes();
            if self.ready.get() && before.is_some_and(|before| before != changes) {
                let key = self.key.get_value();
                if changes.slots.is_empty() {
                    self.records.drop_draft(&key);
                } else {
                    self.records.keep_draft(&key, &changes);
                }
            }
            changes
        });
    }

    /// Returns the changes against the initial values.
    fn changes(self) -> Draft {
        self.draft.with(|draft| self.base.with_value(|base| draft.changes_from(base)))
    }

    /// Returns the problems; empty before the first attempt to save.
    pub fn problems(self) -> Signal<Vec<Problem>> {
        let problems = Memo::new(move |_| if self.tried.get() { self.wrong() } else { Vec::new() });
        problems.into()
    }

    fn wrong(self) -> Vec<Problem> {
        let Some(schema) = self.records.session.workspace().schema(self.kind) else {
            return Vec::new();
        };
        self.draft.with(|draft| {
            // What was here before and stays as it is, from an import or of another type of the
            // field, stops nobody.
            let changes = self.base.with_value(|base| draft.changes_from(base));
            let mut problems = check(&schema, if self.id.is_some() { &changes } else { draft });
            problems.extend(check_needs(&schema, draft, self.id.is_none()));
            // The draft is the whole record: what it lacks is missing.
            problems.extend(check_required(&schema, draft, true));
            self.to_make.with(|to_make| problems.extend(undecided(&schema, draft, to_make)));
            problems
        })
    }

    /// Saves the input and passes the record's id to `then`. On failure the input stays in the
    /// form, with a message at the field or below.
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
        // The preset of a new record counts as a change, too.
        let changes = match self.id {
            Some(_) => untrack(|| self.changes()),
            None => self.draft.with_untracked(|draft| draft.changes_from(&Draft::new(self.kind))),
        };
        if let Some(id) = self.id.filter(|_| changes.slots.is_empty()) {
            return then(id);
        }
        self.saving.set(true);
        let to_make = self.to_make.get_untracked();
        self.records.save_making(self.id, changes, to_make, move |outcome| {
            self.saving.try_set(false);
            match outcome {
                Ok(saved) => {
                    self.records.drop_draft(&key);
                    then(saved.id);
                }
                Err(AppError::Invalid(_)) => self.point_out_soon(),
                Err(error) => {
                    self.failure.try_set(Some(sentence(&self.records.session.words, &error)));
                }
            }
        });
    }

    /// Leaves the form on purpose: drops the stored draft, with a toast to bring it back. Leaving
    /// in any other way keeps it.
    pub fn leave(self) {
        let changes = untrack(|| self.changes());
        let (records, key) = (self.records, self.key.get_value());
        records.drop_draft(&key);
        if changes.slots.is_empty() {
            return;
        }
        // In its own task: the toast and its action must outlive the form.
        spawn_local(async move {
            let keep = Callback::new(move |()| records.keep_draft(&key, &changes));
            let words = records.session.words;
            let toast = Toast::new(t!(words, form.not_kept));
            records.session.toasts.show(toast.with_action(t!(words, form.bring_back), keep));
        });
    }

    /// Drops the stored draft and resets the form.
    pub fn discard(self) {
        self.draft.set(self.base.get_value());
        self.to_make.set(ToMake::default());
        self.restored.set(false);
        self.tried.set(false);
        self.generation.update(|generation| *generation += 1);
        self.records.drop_draft(&self.key.get_value());
        self.begin_soon();
    }

    /// Drops the stored draft because the record is gone.
    pub fn forget(self) {
        self.records.drop_draft(&self.key.get_value());
    }

    /// Focuses the first field once it is drawn, unless the user already focused one.
    fn begin_soon(self) {
        request_animation_frame(move || {
            if let Some(element) = self.element.try_get_untracked().flatten()
                && !document().active_element().is_some_and(|it| element.contains(Some(&it)))
            {
                dom::focus_step(&element, FIELD, FocusStep::First);
            }
        });
    }

    /// Focuses the first invalid field once it is marked.
    fn point_out_soon(self) {
        request_animation_frame(move || {
            if let Some(element) = self.element.try_get_untracked().flatten() {
                dom::focus_step(&element, REFUSED, FocusStep::First);
            }
        });
    }
}
