//! The orders that a list offers: the usual ones, those that the kind declares, and by the amounts,
//! numbers, dates and choices in its columns.

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

/// Returns the orders as menu items; pressing the current order by a field turns it around. Tracked.
pub fn sort_items(list: List) -> Vec<MenuItem> {
    let current = list.listing().sort;
    let item = |Offered { sort, label, icon }: Offered| {
        let is_current = is_same(sort, current);
        let icon = if is_current { IconName::Check } else { icon };
        let next = if is_current { turned(current) } else { sort };
        let choose = Callback::new(move |()| list.ask(|listing| listing.sort = next));
        MenuItem::new(label, icon, choose)
    };
    list.schema.with(|schema| {
        let offered = schema.as_ref().map(|schema| offered(list, schema)).unwrap_or_default();
        offered.into_iter().map(item).collect()
    })
}

/// True if both are of the same field, in whatever direction.
fn is_same(one: ListSort, other: ListSort) -> bool {
    match (one, other) {
        (ListSort::Field { number: one, .. }, ListSort::Field { number: other, .. }) => {
            one == other
        }
        _ => one == other,
    }
}

/// Returns the reverse of an order by a field.
fn turned(sort: ListSort) -> ListSort {
    match sort {
        ListSort::Field { number, is_descending } => {
            ListSort::Field { number, is_descending: !is_descending }
        }
        known @ ListSort::Known(_) => known,
    }
}

fn offered(list: List, schema: &Schema) -> Vec<Offered> {
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
    let mut all = vec![known(Sort::Name, name, icon)];
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
        if !all.iter().any(|known| is_same(known.sort, sort)) && schema.under != Some(number) {
            all.push(Offered { sort, label: by(field), icon: icon_of(field) });
        }
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
