//! The orders that a list offers: in its menu the usual ones, those that the kind declares, and by
//! the amounts, numbers, dates and choices in its columns; at the head of a column that of its values.

use leptos::prelude::*;

use super::state::List;
use crate::ui::state::{ListSort, Sort, t, within};
use domain::{By, Field, FieldType, Schema, Shown, Title};
use kit::{IconName, MenuItem};

/// An order with its words and icon.
struct Offered {
    sort: ListSort,
    label: String,
    icon: IconName,
}

/// Returns the orders as menu items; pressing the current order turns it around. Tracked.
pub fn sort_items(list: List) -> Vec<MenuItem> {
    let current = list.listing().sort;
    let item = |Offered { sort, label, icon }: Offered| {
        let is_current = sort.is_along(current);
        let icon = if is_current { IconName::Check } else { icon };
        let choose = Callback::new(move |()| list.sort_along(sort));
        MenuItem::new(label, icon, choose)
    };
    list.schema.with(|schema| {
        let offered = schema.as_ref().map(|schema| offered(list, schema, current));
        offered.unwrap_or_default().into_iter().map(item).collect()
    })
}

impl List {
    /// Sorts the list in an order, or in its reverse if it is in that order already. A kind's own
    /// order has no reverse: it would begin with what is done.
    pub fn sort_along(self, sort: ListSort) {
        let is_own_order =
            |schema: &Option<Schema>| schema.as_ref().is_some_and(|it| !it.order.is_empty());
        let turns = sort != ListSort::default() || !self.schema.with_untracked(is_own_order);
        self.ask(|listing| {
            let current = listing.sort;
            listing.sort = if turns && sort.is_along(current) { current.turned() } else { sort };
        });
    }
}

/// Returns the order of the column of names: where a kind has an order of its own, that is not the
/// one by name.
pub fn sort_of_names(schema: &Schema) -> ListSort {
    match schema.title {
        Title::Field(number) if !schema.order.is_empty() => {
            ListSort::Field { number, is_descending: false }
        }
        _ => ListSort::default(),
    }
}

/// Returns the order of a field's column; `None` if its values have none.
pub fn sort_of_column(schema: &Schema, field: &Field) -> Option<ListSort> {
    if field.kind == FieldType::File {
        return None;
    }
    if schema.under == Some(field.number) {
        return Some(ListSort::Known(Sort::Linked));
    }
    let declared = schema.sorts.iter().find(|(number, _)| *number == field.number);
    let is_descending = declared.map_or(field.kind == FieldType::Money, |(_, is)| *is);
    Some(ListSort::Field { number: field.number, is_descending })
}

/// True if an order puts the greatest, or the last, first.
pub fn is_descending(sort: ListSort) -> bool {
    match sort {
        ListSort::Field { is_descending, .. } => is_descending,
        sort => {
            let (sort, is_reversed) = sort.known();
            matches!(sort, Sort::Created | Sort::Changed | Sort::Seen) != is_reversed
        }
    }
}

fn offered(list: List, schema: &Schema, current: ListSort) -> Vec<Offered> {
    let words = list.app.words;
    let known = |sort, label, icon| Offered { sort: ListSort::Known(sort), label, icon };
    let by =
        |field: &Field| t!(words, records.by_linked, field = within(&words.field(schema, field)));
    // The first value of the kind's own order; the name decides among equals.
    let mut values = schema.order.iter().filter_map(|by| match by {
        By::Value(field) => schema.field(*field),
        By::Without(_) => None,
    });
    let first = values.next().filter(|field| field.shown != Shown::Never);
    let name = first.map_or_else(|| t!(words, records.by_name), by);
    let icon = if first.is_some() { IconName::SquareCheck } else { IconName::ArrowUpAZ };
    // The head of that column sorts by it, too.
    let is_first = |number: u32| first.is_some_and(|field| field.number == number);
    let sort = match current {
        ListSort::Field { number, .. } if is_first(number) => current,
        _ => ListSort::default(),
    };
    let mut all = vec![Offered { sort, label: name, icon }];
    if schema.title == Title::Person {
        all.push(known(Sort::First, t!(words, records.by_first), IconName::ArrowUpAZ));
        all.push(known(Sort::Last, t!(words, records.by_last), IconName::ArrowUpAZ));
    }
    let under = schema.under.and_then(|under| schema.field(under));
    if let Some(under) = under.filter(|under| under.shown != Shown::Never) {
        all.push(known(Sort::Linked, by(under), IconName::Building2));
    }
    let since = schema.board.and_then(|board| board.since);
    for (number, is_descending) in schema.sorts {
        let Some(field) = schema.field(*number) else { continue };
        let sort = ListSort::Field { number: *number, is_descending: *is_descending };
        let label = if since == Some(*number) { t!(words, deals.by_age) } else { by(field) };
        all.push(Offered { sort, label, icon: icon_of(field) });
    }
    for field in list.layout.column_fields().iter().filter(|field| is_sorted_by(field)) {
        let number = field.number;
        let sort = ListSort::Field { number, is_descending: field.kind == FieldType::Money };
        let is_known = is_first(number) || schema.under == Some(number);
        if !is_known && !all.iter().any(|known| known.sort.is_along(sort)) {
            all.push(Offered { sort, label: by(field), icon: icon_of(field) });
        }
    }
    // The head of a column sorts by any field.
    if let ListSort::Field { number, .. } = current
        && let Some(field) = schema.field(number)
        && !all.iter().any(|known| known.sort.is_along(current))
    {
        all.push(Offered { sort: current, label: by(field), icon: icon_of(field) });
    }
    all.push(known(Sort::Created, t!(words, records.by_created), IconName::UserPlus));
    all.push(known(Sort::Changed, t!(words, records.by_changed), IconName::Clock));
    if schema.seen.is_some() {
        all.push(known(Sort::Seen, t!(words, records.by_contacted), IconName::Phone));
    }
    all
}

/// True if a list is worth sorting by a column: texts say little in an order of their own.
fn is_sorted_by(field: &Field) -> bool {
    let fits = matches!(
        field.kind,
        FieldType::Money
            | FieldType::Number
            | FieldType::Date
            | FieldType::Moment
            | FieldType::Due
            | FieldType::Choice
    );
    fits && !field.many
}

fn icon_of(field: &Field) -> IconName {
    match field.kind {
        FieldType::Money => IconName::Banknote,
        FieldType::Date | FieldType::Due => IconName::Calendar,
        FieldType::Moment => IconName::Clock,
        FieldType::Number => IconName::Hash,
        FieldType::Choice => IconName::ListChecks,
        _ => IconName::ArrowUpAZ,
    }
}
