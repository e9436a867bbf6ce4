//! Tests that the lists of a replica are right whatever happened before.

use proptest::collection::vec;
use proptest::prelude::*;

use super::tests::{context, named, names};
use super::*;
use domain::{CONTACT, Fields, Hit, Query, contact};

/// Makes a contact for each pair of names.
fn records(people: &[(String, String)]) -> Vec<Record> {
    let numbered = people.iter().zip(1u8..);
    numbered.map(|((given, family), number)| named(number, given, family)).collect()
}

#[test]
fn an_edit_between_two_runs_leaves_every_record_in_the_list_once() {
    let context = context();
    let mut replica = Replica::new(context.clone());
    let page = |number: u8, family: &str| {
        (PageKey::hot(u64::from(number)), pack(&[named(number, "Anna", family)], &context))
    };
    replica.take_in([page(1, "Zeman")]);
    replica.update(vec![page(1, "Adam"), page(2, "Berg")]);
    replica.take_in([page(3, "Cech")]);
    replica.sort();
    let wanted = ["Anna Adam", "Anna Berg", "Anna Cech"];
    assert_eq!(names(&replica, &Selection::default()), wanted);
}

#[test]
fn people_are_listed_by_either_name_in_whichever_order_they_are_shown() {
    let context = context();
    let mut replica = Replica::new(context.clone());
    let people =
        [("Anna", "Brown"), ("Thị Ánh", "Nguyễn"), ("小明", "王"), ("Zoe", "Adams"), ("Cher", "")];
    let records: Vec<Record> =
        people.iter().zip(1u8..).map(|((given, family), at)| named(at, given, family)).collect();
    replica.take_in([(PageKey::hot(1), pack(&records, &context))]);
    replica.sort();
    let by = |sort| names(&replica, &Selection { sort, ..Selection::default() });
    let (anna, anh) = ("Anna Brown", "Nguyễn Thị Ánh");
    assert_eq!(by(Sort::Name), [anna, "Cher", anh, "Zoe Adams", "王小明"]);
    assert_eq!(by(Sort::First), [anna, "Cher", anh, "Zoe Adams", "王小明"]);
    assert_eq!(by(Sort::Last), ["Zoe Adams", anna, "Cher", anh, "王小明"]);
    let query = Query::parse("a");
    let found =
        replica.select(CONTACT, &Selection { query, sort: Sort::Last, ..Selection::default() });
    assert_eq!(found.len(), 3);
}

#[test]
fn what_was_worked_out_of_a_page_is_forgotten_with_it() {
    #[derive(Clone, Copy, Debug, PartialEq)]
    struct Length(usize);
    impl Derive for Length {
        fn of(view: &RecordView<'_>) -> Self {
            Self(view.text(contact::FAMILY).len())
        }
    }
    let context = context();
    let mut replica = Replica::new(context.clone());
    for family in ["Kovács", "Li"] {
        replica.update(vec![(PageKey::hot(1), pack(&[named(1, "Anna", family)], &context))]);
        let row = replica.list(CONTACT)[0];
        assert_eq!(replica.derived_value::<Length>(row), Length(family.len()));
    }
}

proptest! {
    #[test]
    fn a_search_finds_the_same_whatever_was_searched_before(
        people in vec(("[abn]{1,4}", "[abn]{1,4}"), 1..30),
        typed in "[abn]{1,4}( [abn]{1,2})?",
    ) {
        let context = context();
        let records = records(&people);
        let replica = || {
            let mut replica = Replica::new(context.clone());
            replica.take_in([(PageKey::hot(1), pack(&records, &context))]);
            replica.sort();
            replica
        };
        let search = |replica: &Replica, typed: &str| {
            names(replica, &Selection { query: Query::parse(typed), ..Selection::default() })
        };
        let used = replica();
        for end in (1..=typed.len()).chain((1..typed.len()).rev()) {
            prop_assert_eq!(search(&used, &typed[..end]), search(&replica(), &typed[..end]));
        }
    }
}

proptest! {
    #[test]
    fn few_and_many_are_found_the_best_first_and_in_the_order_of_the_list(
        people in vec(("[a-k]{1,5}", "[a-k]{1,5}"), 1..80),
        typed in "[a-k]{1,3}",
    ) {
        let context = context();
        let records = records(&people);
        let mut replica = Replica::new(context.clone());
        let pages = records.chunks(7).zip(1..);
        replica.take_in(pages.map(|(some, number)| (PageKey::hot(number), pack(some, &context))));
        replica.sort();
        let query = Query::parse(&typed);
        let hit = |row: &Row| query.as_ref().and_then(|q| q.hit(replica.text(*row), |_| false));
        let mut wanted: Vec<(Hit, Row)> =
            replica.list(CONTACT).iter().filter_map(|row| Some((hit(row)?, *row))).collect();
        wanted.sort_by_key(|(hit, _)| *hit);
        let wanted: Vec<Row> = wanted.into_iter().map(|(_, row)| row).collect();
        let selection = Selection { query: query.clone(), ..Selection::default() };
        prop_assert_eq!(replica.select(CONTACT, &selection), wanted);
    }
}

#[test]
fn records_are_counted_before_anybody_asks_for_their_order() {
    let context = context();
    let mut replica = Replica::new(context.clone());
    for number in 1..4 {
        let page = pack(&[named(number, "Anna", "Berg")], &context);
        replica.take_in([(PageKey::hot(u64::from(number)), page)]);
        replica.sort();
        assert_eq!(replica.count(CONTACT), usize::from(number));
    }
    assert_eq!(replica.list(CONTACT).len(), 3);
    assert_eq!(replica.count(CONTACT), 3);
}
