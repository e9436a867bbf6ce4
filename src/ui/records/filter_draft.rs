//! The filter being edited: lines of conditions, each in a group.

use leptos::prelude::*;

use super::filter_words::{asks_whom, fields, is_complete};
use domain::{Condition, FieldType, Filter, FilterGroup, Operator, Passing, Schema};

/// A condition being edited, with a stable key.
#[derive(Clone, Debug, PartialEq)]
pub struct ConditionLine {
    /// The line's key.
    pub key: u64,
    /// The key of its group.
    pub group: u64,
    /// The condition so far.
    pub condition: Condition,
}

/// A group being edited, with a stable key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DraftGroup {
    /// The group's key.
    pub key: u64,
    /// Requires all of its conditions, or any.
    pub passing: Passing,
}

/// The filter being edited; a cheap `Copy` handle. There is always a group.
#[derive(Clone, Copy)]
pub struct FilterDraft {
    /// One line per condition.
    pub lines: RwSignal<Vec<ConditionLine>>,
    /// The groups, in order.
    pub groups: RwSignal<Vec<DraftGroup>>,
    /// Requires all groups, or any.
    pub passing: RwSignal<Passing>,
    /// True after the first attempt to apply; unresolved names are flagged from then on.
    pub tried: RwSignal<bool>,
    next: StoredValue<u64>,
}

impl FilterDraft {
    /// Creates an empty draft.
    pub fn new() -> Self {
        Self {
            lines: RwSignal::new(Vec::new()),
            groups: RwSignal::new(Vec::new()),
            passing: RwSignal::new(Passing::All),
            tried: RwSignal::new(false),
            next: StoredValue::new(0),
        }
    }

    /// Begins with a filter.
    pub fn begin(&self, filter: Filter) {
        self.lines.set(Vec::new());
        self.groups.set(Vec::new());
        self.tried.set(false);
        self.passing.set(filter.passing);
        for FilterGroup { passing, conditions } in filter.groups {
            let group = self.add_group(passing);
            for condition in conditions {
                self.add(group, condition);
            }
        }
        if self.groups.read_untracked().is_empty() {
            self.add_group(Passing::All);
        }
    }

    fn next_key(&self) -> u64 {
        let key = self.next.get_value();
        self.next.set_value(key + 1);
        key
    }

    /// Adds an empty group.
    pub fn begin_group(&self) {
        self.add_group(Passing::All);
    }

    fn add_group(&self, passing: Passing) -> u64 {
        let key = self.next_key();
        self.groups.update(|groups| groups.push(DraftGroup { key, passing }));
        key
    }

    /// Takes a group away with its conditions, unless it is the only one.
    pub fn remove_group(&self, group: u64) {
        if self.groups.read_untracked().len() > 1 {
            self.lines.update(|lines| lines.retain(|line| line.group != group));
            self.groups.update(|groups| groups.retain(|it| it.key != group));
        }
    }

    /// Decides whether all conditions of a group must pass, or any.
    pub fn pass_group(&self, group: u64, passing: Passing) {
        self.groups.update(|groups| {
            if let Some(group) = groups.iter_mut().find(|it| it.key == group) {
                group.passing = passing;
            }
        });
    }

    /// Returns whether all conditions of a group must pass, or any. Tracked.
    pub fn passing_of(&self, group: u64) -> Passing {
        let groups = self.groups.read();
        groups.iter().find(|it| it.key == group).map(|it| it.passing).unwrap_or_default()
    }

    /// Returns the keys of a group's lines. Tracked.
    pub fn lines_of(&self, group: u64) -> Vec<u64> {
        let lines = self.lines.read();
        lines.iter().filter(|line| line.group == group).map(|line| line.key).collect()
    }

    fn add(&self, group: u64, condition: Condition) {
        let key = self.next_key();
        self.lines.update(|lines| lines.push(ConditionLine { key, group, condition }));
    }

    /// Adds a blank line for the field filtered by most often: tags, if there is such a field.
    pub fn add_blank(&self, group: u64, schema: &Schema) {
        let known = fields(schema);
        let tags = known.iter().find(|field| field.kind == FieldType::Tags);
        if let Some(field) = tags.or(known.first()) {
            let operator = Operator::of(field).first().copied().unwrap_or(Operator::Filled);
            let condition = Condition { field: field.number, operator, operand: String::new() };
            self.add(group, condition);
        }
    }

    /// Adds complete conditions to the first group, replacing incomplete lines.
    pub fn add_ready(&self, conditions: Vec<Condition>, schema: &Schema) {
        let says = |it: &Condition| is_complete(schema, it) || asks_whom(schema, it);
        self.lines.update(|lines| lines.retain(|line| says(&line.condition)));
        let Some(first) = self.groups.read_untracked().first().map(|group| group.key) else {
            return;
        };
        for condition in conditions {
            let lines = self.lines.read_untracked();
            let known = lines.iter().any(|line| line.condition == condition);
            drop(lines);
            if !known {
                self.add(first, condition);
            }
        }
    }

    /// Changes the condition of a line.
    pub fn change(&self, key: u64, change: impl FnOnce(&mut Condition)) {
        self.lines.update(|lines| {
            if let Some(line) = lines.iter_mut().find(|line| line.key == key) {
                change(&mut line.condition);
            }
        });
    }

    /// Takes a line away.
    pub fn remove(&self, key: u64) {
        self.lines.update(|lines| lines.retain(|line| line.key != key));
    }

    /// Returns the complete conditions as a filter. Tracked.
    pub fn filter(&self, schema: &Schema) -> Filter {
        let lines = self.lines.read();
        let complete = |group: &DraftGroup| {
            let own = lines.iter().filter(|line| line.group == group.key);
            let complete = own.filter(|line| is_complete(schema, &line.condition));
            let conditions = complete.map(|line| line.condition.clone()).collect();
            FilterGroup { passing: group.passing, conditions }
        };
        let groups = self.groups.read().iter().map(complete).collect();
        Filter { passing: self.passing.get(), groups }.tidied()
    }

    /// True if a name is unresolved.
    pub fn asks(&self, schema: &Schema) -> bool {
        self.lines.read_untracked().iter().any(|line| asks_whom(schema, &line.condition))
    }
}
