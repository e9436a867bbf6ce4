//! The history in words: "Anna Taylor: phone, job title", "Oak desks 2: Lead → Qualified", "Done:
//! Call back", and each field before and after.

use super::happening::kind_word;
use super::words::{Words, t, within};
use app::{HistoryAction, HistoryRecord, RemovedPlace};
use domain::{Field, FieldType, PIPELINE, Schema, Schemas, Shown, Speech, Title, one_line};
use replica::{ActionKind, FieldChange, LabeledValue, Stamp};

/// Maximum number of fields named in a line.
const NAMED: usize = 3;
/// An action creating at most this many records is titled after one: a person with company and
/// task.
const FEW: usize = 3;
/// Maximum length of a text in a line, in characters; [`LONG`] applies to a text shown by itself.
const SHORT: usize = 32;
const LONG: usize = 240;

/// How far the changes of several records agree.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Same {
    /// There is only one record.
    One,
    /// All agree on the value before and after.
    Both,
    /// All agree on the value after.
    After,
    /// They do not agree.
    Nothing,
}

/// One record of an action, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordInWords {
    /// Its name.
    pub name: String,
    /// The fields, each with its value before and after.
    pub fields: Vec<(String, String)>,
}

/// Describes actions in the screen's language.
pub(super) struct Teller<'a, S> {
    pub words: Words,
    pub schemas: &'a Schemas,
    pub speech: &'a S,
}

impl<S: Speech> Teller<'_, S> {
    /// Describes an action in one line. `find` looks up the action that an undo reverted.
    pub fn title<'p>(
        &self,
        action: &'p HistoryAction,
        find: &dyn Fn(Stamp) -> Option<&'p HistoryAction>,
    ) -> String {
        let words = self.words;
        match action.action {
            ActionKind::Create => self.made(action),
            ActionKind::Edit | ActionKind::Bulk => self.changed(action),
            ActionKind::Delete if action.removed.is_some() => self.removed(action),
            ActionKind::Delete => t!(words, settings.did_delete, name = self.subject(action)),
            ActionKind::Restore => t!(words, settings.did_restore, name = self.subject(action)),
            ActionKind::Import => {
                let records = self.count(action);
                t!(words, settings.did_import, name = action.label, records = records)
            }
            ActionKind::Merge => t!(words, settings.did_merge, records = self.count(action)),
            ActionKind::Undo => {
                let (mut undo, mut again) = (action, false);
                let undone = loop {
                    match undo.undid.and_then(find) {
                        Some(next) if next.action == ActionKind::Undo => {
                            (undo, again) = (next, !again);
                        }
                        other => break other,
                    }
                };
                let name = undone.map_or_else(|| self.changed(action), |it| self.title(it, find));
                if again {
                    t!(words, history.redone, name = name)
                } else {
                    t!(words, settings.did_undo, name = name)
                }
            }
        }
    }

    /// Describes the records of an action that are recorded individually.
    pub fn records(&self, action: &HistoryAction) -> Vec<RecordInWords> {
        let in_words = |record: &HistoryRecord| {
            let fields = self.schemas.get(record.kind).map(|schema| self.facts(schema, record));
            RecordInWords { name: self.name(record), fields: fields.unwrap_or_default() }
        };
        action.records.iter().map(in_words).collect()
    }

    /// Describes the written fields, each before and after.
    pub fn facts_of(
        &self,
        schema: &Schema,
        fields: &[FieldChange],
        made: bool,
    ) -> Vec<(String, String)> {
        shown_fields(schema, fields, true)
            .into_iter()
            .map(|(field, change)| {
                (self.words.field(schema, field), self.before_and_after(field, change, made))
            })
            .filter(|(_, text)| !text.is_empty())
            .collect()
    }

    fn facts(&self, schema: &Schema, record: &HistoryRecord) -> Vec<(String, String)> {
        self.facts_of(schema, &record.fields, record.made)
    }

    fn made(&self, action: &HistoryAction) -> String {
        let words = self.words;
        match action.records.first() {
            // Completing a task also adds an activity, but the task is the subject.
            Some(task) if task.done == Some(true) => {
                t!(words, history.done, name = self.name(task))
            }
            // A contact created with a new company is two records, but still one person.
            Some(record) if touched(action) <= FEW || action.label.is_empty() => {
                t!(words, settings.did_create, name = self.name(record))
            }
            _ => {
                let records = self.count(action);
                t!(words, settings.did_create_records, name = action.label, records = records)
            }
        }
    }

    fn changed(&self, action: &HistoryAction) -> String {
        let words = self.words;
        let Some(record) = action.records.first() else {
            return t!(words, settings.did_edit, name = self.count(action));
        };
        match record.done {
            Some(true) => return t!(words, history.done, name = self.name(record)),
            Some(false) => return t!(words, history.reopened, name = self.name(record)),
            None => {}
        }
        let (Some(schema), many) = (self.schemas.get(record.kind), self.of_kind(action, record))
        else {
            return t!(words, settings.did_edit, name = self.name(record));
        };
        let name = if many > 1 { self.words.records(schema, many) } else { self.name(record) };
        let fields = if many > 1 {
            self.shared(schema, action, record)
        } else {
            self.named_changes(schema, &record.fields, Same::One)
        };
        if fields.is_empty() {
            t!(words, settings.did_edit, name = name)
        } else {
            t!(words, history.changed, name = name, fields = fields)
        }
    }

    /// Describes the fields changed in many records, with the values that all known ones share.
    fn shared(&self, schema: &Schema, action: &HistoryAction, first: &HistoryRecord) -> String {
        let others = || action.records.iter().filter(|other| other.kind == first.kind);
        let same = |fits: fn(&FieldChange, &FieldChange) -> bool| {
            first.fields.iter().all(|change| {
                others().all(|other| {
                    let known = other.fields.iter().find(|known| known.field == change.field);
                    known.is_some_and(|known| fits(known, change))
                })
            })
        };
        let same = match (same(|one, other| one == other), same(|a, b| a.after == b.after)) {
            (true, _) => Same::Both,
            (_, true) => Same::After,
            _ => Same::Nothing,
        };
        self.named_changes(schema, &first.fields, same)
    }

    /// Names the first few fields, with values where these are clearer.
    fn named_changes(&self, schema: &Schema, fields: &[FieldChange], same: Same) -> String {
        let shown = shown_fields(schema, fields, false);
        let alone = shown.len() == 1;
        let (mut parts, mut names): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
        for (field, change) in shown.iter().take(NAMED) {
            let label = within(&self.words.field(schema, field));
            let is_place = schema.under == Some(field.number);
            let says = (alone || is_place)
                .then(|| self.in_values(field, change, is_place, same, &label))
                .flatten();
            match says {
                Some(values) => parts.push(values),
                None => names.push(label),
            }
        }
        if shown.len() > NAMED {
            names.push(t!(self.words, history.more_fields, count = shown.len() - NAMED));
        }
        // Beside values the names are one part: Lead → Lost, lost reason and value.
        parts.extend((!names.is_empty()).then(|| self.words.list(&names)));
        parts.join(", ")
    }

    /// Describes a change by its values where these are clearer: Lead → Qualified, tag Budapest.
    fn in_values(
        &self,
        field: &Field,
        change: &FieldChange,
        is_place: bool,
        same: Same,
        label: &str,
    ) -> Option<String> {
        let words = self.words;
        let from_to =
            |before: &str, after: &str| t!(words, history.from_to, before = before, after = after);
        let after = self.line(field, change.after.as_ref()?, false);
        let before = self.line(field, &change.before, false);
        let is_tag = field.kind == FieldType::Tags;
        match (before.is_empty(), after.is_empty()) {
            _ if same == Same::Nothing => None,
            (true, false) if is_tag => Some(t!(words, history.tag, tag = after)),
            (false, true) if is_tag => Some(t!(words, history.without_tag, tag = before)),
            (false, false) if is_tag => {
                Some(t!(words, history.tag, tag = from_to(&before, &after)))
            }
            (false, false) if is_place && same != Same::After => Some(from_to(&before, &after)),
            // For one record the field's name suffices: the sheet shows its values.
            (_, false) if same != Same::One && after.chars().count() <= SHORT => {
                Some(from_to(label, &after))
            }
            _ => None,
        }
    }

    fn before_and_after(&self, field: &Field, change: &FieldChange, made: bool) -> String {
        let words = self.words;
        let before = self.line(field, &change.before, false);
        let Some(left) = &change.after else {
            let before = if before.is_empty() { t!(words, contact.was_empty) } else { before };
            return t!(words, contact.was_before, value = before);
        };
        let after = self.line(field, left, false);
        match (before.is_empty(), after.is_empty()) {
            (true, true) => String::new(),
            (true, false) if made => after,
            (true, false) if field.many => t!(words, history.was_added, value = after),
            (false, true) if field.many => t!(words, history.was_removed, value = before),
            _ if before != after => {
                let or_empty = |text: String| {
                    if text.is_empty() { t!(words, contact.was_empty) } else { text }
                };
                t!(words, history.from_to, before = or_empty(before), after = or_empty(after))
            }
            // Same values, but other labels or another order.
            _ => {
                let [before, after] = [&change.before, left].map(|it| self.line(field, it, true));
                if before == after {
                    t!(words, history.other_order)
                } else {
                    t!(words, history.from_to, before = before, after = after)
                }
            }
        }
    }

    /// Formats values in one line; with labels if these are what changed.
    fn line(&self, field: &Field, held: &[LabeledValue], labels: bool) -> String {
        let one = |LabeledValue { label, value }: &LabeledValue| {
            let text = field.value_line(value, self.speech);
            if labels && !label.is_empty() {
                format!("{}: {text}", field.choice_label(label))
            } else {
                text
            }
        };
        let texts: Vec<String> = held.iter().map(one).filter(|text| !text.is_empty()).collect();
        shortened(&texts.join(", "), LONG)
    }

    fn subject(&self, action: &HistoryAction) -> String {
        match action.records.first() {
            Some(record) if touched(action) == 1 => self.name(record),
            Some(_) => self.count(action),
            None if action.label.is_empty() => self.count(action),
            None => action.label.clone(),
        }
    }

    /// Returns a record's name; an activity is named by its text and participants.
    fn name(&self, record: &HistoryRecord) -> String {
        let text = one_line(&record.name);
        if let Some((what, with)) = &record.activity {
            let said = shortened(&text, SHORT);
            let what =
                if said.is_empty() { kind_word(self.words, what) } else { format!("“{said}”") };
            return if with.is_empty() { what } else { format!("{what} \u{b7} {with}") };
        }
        let schema = self.schemas.get(record.kind);
        // A single record, such as the settings, is called by its kind.
        let is_named = schema.is_none_or(|schema| schema.title != Title::Kind);
        let kind = || schema.map(|schema| self.words.kind(schema));
        if text.is_empty() || !is_named { kind().unwrap_or(text) } else { text }
    }

    /// Counts the records of an action: 47 contacts, or 12 records of several kinds.
    fn count(&self, action: &HistoryAction) -> String {
        let known = touched(action);
        // Records from files are not recorded individually.
        let brought = matches!(action.action, ActionKind::Import | ActionKind::Merge);
        let count = if brought || known == 0 { action.count as usize } else { known };
        if let (1, Some((kind, _))) = (action.kinds.len(), action.kinds.first_key_value())
            && known == count
            && let Some(schema) = self.schemas.get(*kind)
        {
            return self.words.records(schema, count);
        }
        t!(self.words, settings.records, count = count)
    }

    fn of_kind(&self, action: &HistoryAction, record: &HistoryRecord) -> usize {
        action.kinds.get(&record.kind).copied().unwrap_or(1)
    }

    /// Describes the removal of a stage or pipeline; its deals are moved, not deleted.
    fn removed(&self, action: &HistoryAction) -> String {
        let words = self.words;
        let Some(RemovedPlace { kind, deals }) = action.removed else { return String::new() };
        let what = if kind == PIPELINE {
            t!(words, settings.did_remove_pipeline, name = action.label)
        } else {
            t!(words, settings.did_remove_stage, name = action.label)
        };
        match deals {
            0 => what,
            count => t!(words, settings.did_move_deals, count = count, what = what),
        }
    }
}

/// Counts the records that an action changed or created individually.
fn touched(action: &HistoryAction) -> usize {
    action.kinds.values().sum()
}

/// Returns the changed fields worth showing, in schema order. Unless `all`, fields that no form
/// shows appear only if there are no others.
fn shown_fields<'s, 'c>(
    schema: &'s Schema,
    changes: &'c [FieldChange],
    all: bool,
) -> Vec<(&'s Field, &'c FieldChange)> {
    let of = |field: &'s Field| Some((field, changes.iter().find(|it| it.field == field.number)?));
    let known = schema.fields.iter().filter(|field| field.is_shown_in_changes());
    let mut shown: Vec<(&Field, &FieldChange)> = known.filter_map(of).collect();
    if !all && shown.iter().any(|(field, _)| field.shown != Shown::Never) {
        shown.retain(|(field, _)| field.shown != Shown::Never);
    }
    shown
}

fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(most).collect();
    short.push('…');
    short
}
