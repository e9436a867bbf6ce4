//! The lines of the list: its rows, under headings if it is divided into groups.

use std::sync::Arc;

use leptos::prelude::*;

use super::state::List;
use crate::ui::state::{AppState, GroupKey, Grouping, ListSort, Row, RowGroup, Rows};
use domain::{DueSpan, FieldType, KindId, Schema};
use kit::{Icon, IconName};

/// A line of the list.
#[derive(Clone, Debug, PartialEq)]
pub enum ListLine {
    /// The heading of a group.
    Head(GroupHead),
    /// A record.
    Row(Row),
}

/// The heading of a group.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupHead {
    key: GroupKey,
    count: usize,
    is_open: bool,
}

/// The lines of a list; a cheap `Copy` handle.
#[derive(Clone, Copy)]
pub struct ListLines {
    rows: Rows,
    field: Memo<Option<u32>>,
    groups: Memo<ByIdentity<Vec<RowGroup>>>,
    starts: Memo<Vec<usize>>,
    turned: RwSignal<Vec<GroupKey>>,
}

/// Compared by pointer: what was computed again counts as changed.
#[derive(Clone)]
struct ByIdentity<T>(Arc<T>);

impl<T> PartialEq for ByIdentity<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl ListLines {
    /// Creates the lines of a list with these rows, division and order. Due dates are divided anew
    /// with the minutes.
    pub fn follow(
        app: AppState,
        schema: Memo<Option<Schema>>,
        rows: Rows,
        asked: Signal<(Grouping, ListSort)>,
        minutes: Signal<u64>,
    ) -> Self {
        let field = Memo::new(move |_| {
            let (group, sort) = asked.get();
            schema.with(|schema| group.field(schema.as_ref()?, sort == ListSort::default()))
        });
        let kind = Memo::new(move |_| {
            schema.with(|schema| schema.as_ref().map_or(KindId(0), |schema| schema.kind))
        });
        let follows_time = Memo::new(move |_| {
            let is_due = |schema: &Schema| {
                field.get().and_then(|number| schema.field(number)).map(|field| field.kind)
            };
            schema.with(|schema| schema.as_ref().and_then(is_due)) == Some(FieldType::Due)
        });
        let groups = Memo::new(move |_| {
            if follows_time.get() {
                minutes.with(|_| ());
            }
            let groups = field.get().map(|field| app.records.grouped(kind.get(), rows, field));
            ByIdentity(Arc::new(groups.unwrap_or_default()))
        });
        let turned = RwSignal::new(Vec::new());
        let starts = Memo::new(move |_| {
            let (groups, turned) = (groups.read(), turned.read());
            starts_of(&groups.0, |key| is_open(key, &groups.0, &turned))
        });
        Self { rows, field, groups, starts, turned }
    }

    /// True if the list is divided into groups. Tracked.
    pub fn is_grouped(&self) -> bool {
        self.field.get().is_some()
    }

    /// Returns the number of lines. Tracked.
    pub fn count(&self) -> usize {
        if !self.is_grouped() {
            return self.rows.count();
        }
        let turned = self.turned.read();
        let groups = self.groups.read();
        let last = self.starts.with(|starts| starts.last().copied());
        last.zip(groups.0.last()).map_or(0, |(start, group)| {
            start + 1 + if is_open(&group.key, &groups.0, &turned) { group.rows.len() } else { 0 }
        })
    }

    /// Returns the line at an index. Tracked.
    pub fn get(&self, index: usize) -> Option<ListLine> {
        if !self.is_grouped() {
            return self.rows.get(index).map(ListLine::Row);
        }
        let groups = self.groups.read();
        let (place, start) = self.starts.with(|starts| {
            let place = starts.partition_point(|start| *start <= index).checked_sub(1)?;
            Some((place, starts[place]))
        })?;
        let group = groups.0.get(place)?;
        let is_open = is_open(&group.key, &groups.0, &self.turned.read());
        match (index - start).checked_sub(1) {
            None => {
                let (key, count) = (group.key.clone(), group.rows.len());
                Some(ListLine::Head(GroupHead { key, count, is_open }))
            }
            Some(within) => group.rows.get(within).copied().filter(|_| is_open).map(ListLine::Row),
        }
    }

    /// Returns the row at an index. Tracked.
    pub fn row(&self, index: usize) -> Option<Row> {
        match self.get(index) {
            Some(ListLine::Row(row)) => Some(row),
            _ => None,
        }
    }

    /// True if a heading stands at an index. Tracked.
    pub fn is_head(&self, index: usize) -> bool {
        self.is_grouped() && matches!(self.get(index), Some(ListLine::Head(_)))
    }

    fn turn(self, key: &GroupKey) {
        self.turned.update(|turned| match turned.iter().position(|known| known == key) {
            Some(place) => drop(turned.remove(place)),
            None => turned.push(key.clone()),
        });
    }
}

/// True if the rows of a group show: unless it was folded, and for closed records beside others only
/// if it was opened.
fn is_open(key: &GroupKey, groups: &[RowGroup], turned: &[GroupKey]) -> bool {
    turned.contains(key) == (*key == GroupKey::Closed && groups.len() > 1)
}

/// Returns the line of each group's heading.
fn starts_of(groups: &[RowGroup], is_open: impl Fn(&GroupKey) -> bool) -> Vec<usize> {
    let mut next = 0;
    let start = |group: &RowGroup| {
        let start = next;
        next += 1 + if is_open(&group.key) { group.rows.len() } else { 0 };
        start
    };
    groups.iter().map(start).collect()
}

/// Renders the heading at an index: the value that the records share, how many they are, and a fold.
pub fn group_head(list: List, index: Signal<usize>) -> AnyView {
    let app = list.app;
    let lines = list.lines;
    let head = Memo::new(move |_| match lines.get(index.get()) {
        Some(ListLine::Head(head)) => Some(head),
        _ => None,
    });
    let name = move || {
        let (head, number) = (head.read(), lines.field.get());
        let (Some(head), Some(number)) = (head.as_ref(), number) else { return String::new() };
        list.schema.with(|schema| {
            let schema = schema.as_ref();
            let field = schema.and_then(|schema| schema.filter_field(number));
            let named = schema.zip(field);
            let text =
                named.map(|(schema, field)| app.records.group_name(schema, field, &head.key));
            text.unwrap_or_default()
        })
    };
    let count = move || head.read().as_ref().map(|head| app.format.number(head.count));
    let is_open = Memo::new(move |_| head.read().as_ref().is_some_and(|head| head.is_open));
    let tone = move || {
        let head = head.read();
        let is_late = |head: &GroupHead| head.key == GroupKey::Due(DueSpan::Overdue);
        head.as_ref().is_some_and(is_late).then_some("danger")
    };
    let turn = move |_| {
        if let Some(head) = head.get_untracked() {
            lines.turn(&head.key);
        }
    };
    view! {
        <h2 class="records__heading">
            <button
                class="records__fold"
                type="button"
                aria-expanded=move || is_open.get().to_string()
                on:click=turn
            >
                <Icon name=IconName::ChevronRight />
                <span class="records__shared">{name}</span>
                <span class="section__count" data-tone=tone>{count}</span>
            </button>
        </h2>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::{is_open, starts_of};
    use crate::ui::state::{GroupKey, RowGroup};

    #[test]
    fn each_heading_stands_before_its_rows_and_a_folded_group_is_one_line() {
        let (open, folded) = (GroupKey::Flag(true), GroupKey::Flag(false));
        let rows = vec![replica::Row::NOWHERE; 3];
        let groups = [open.clone(), folded.clone(), GroupKey::Nothing]
            .map(|key| RowGroup { key, rows: rows.clone() });
        let turned = [folded];
        assert_eq!(starts_of(&groups, |key| is_open(key, &groups, &turned)), [0, 4, 5]);
        assert!(!is_open(&GroupKey::Closed, &groups, &[]), "what is done is folded from the start");
        assert!(is_open(&GroupKey::Closed, &groups, &[GroupKey::Closed]));
        let alone = [RowGroup { key: GroupKey::Closed, rows }];
        assert!(
            is_open(&GroupKey::Closed, &alone, &[]),
            "what is done is shown if nothing else is"
        );
    }
}
