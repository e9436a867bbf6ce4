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
    let reversed =
        |sort| names(&replica, &Selection { sort, is_reversed: true, ..Selection::default() });
    assert_eq!(reversed(Sort::Name), ["王小明", "Zoe Adams", anh, "Cher", anna]);
    assert_eq!(reversed(Sort::Last), ["王小明", anh, "Cher", anna, "Zoe Adams"]);
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

/// Makes a contact of this number with a name of few letters, a job title and a place in the bin.
fn changed(number: u8, (name, title, is_deleted): &(String, String, bool)) -> Record {
    let mut record = named(number, "Ann", name);
    let mut put = |field, value| {
        record.put(field, Slot::One { stamp: Stamp::NEVER, value: Some(value) });
    };
    put(contact::JOB_TITLE, domain::Value::Text(title.clone()));
    put(domain::any_kind::DELETED, domain::Value::Flag(*is_deleted));
    record
}

proptest! {
    #[test]
    fn lists_and_filters_are_the_same_after_edits_as_after_a_start(
        begun in vec(("[ab]{0,2}", "[ab]{0,2}", any::<bool>()), 12),
        edits in vec((0usize..12, ("[ab]{0,2}", "[ab]{0,2}", any::<bool>())), 0..30),
        together in 1usize..4,
    ) {
        let context = context();
        let filter = domain::Filter::decode(&format!("{}.has.a", contact::JOB_TITLE));
        let passing = Selection { filter, ..Selection::default() };
        let ids = |replica: &Replica, selection: &Selection| -> Vec<_> {
            replica.select(CONTACT, selection).into_iter().map(|row| replica.id(row)).collect()
        };
        let mut people = begun;
        let packed = |people: &[(String, String, bool)]| -> Vec<(PageKey, Vec<u8>)> {
            let records: Vec<Record> =
                (1u8..).zip(people).map(|(number, one)| changed(number, one)).collect();
            let pages = records.chunks(3).zip(1..);
            pages.map(|(some, number)| (PageKey::hot(number), pack(some, &context))).collect()
        };
        let mut replica = Replica::new(context.clone());
        replica.take_in(packed(&people));
        replica.sort();
        for edits in edits.chunks(together) {
            for (at, person) in edits {
                people[*at] = person.clone();
            }
            let pages = packed(&people);
            let touched: Vec<usize> = edits.iter().map(|(at, _)| at / 3).collect();
            let written = (0..).zip(pages.clone()).filter(|(number, _)| touched.contains(number));
            replica.update(written.map(|(_, page)| page).collect());
            let mut fresh = Replica::new(context.clone());
            fresh.take_in(pages);
            fresh.sort();
            for selection in [&passing, &Selection::default()] {
                prop_assert_eq!(ids(&replica, selection), ids(&fresh, selection));
            }
            prop_assert!(replica.copies().is_empty());
        }
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

proptest! {
    #[test]
    fn a_filter_finds_what_reading_every_record_finds(
        titles in vec("[abÁ ]{0,5}", 0..90),
        operand in "[abá ]{0,3}",
        operator in proptest::sample::select(vec!["has", "is", "not"]),
        other in proptest::sample::select(vec!["", "~10.has.n", "~any~10.has.n~12.filled."]),
    ) {
        let context = context();
        let filter = domain::Filter::decode(&format!("{}.{operator}.{operand}{other}", contact::JOB_TITLE));
        let records: Vec<Record> = titles.iter().zip(1u8..).map(|(title, number)| {
            let mut record = named(number, "Ann", "");
            let value = Some(domain::Value::Text(title.clone()));
            record.put(contact::JOB_TITLE, Slot::One { stamp: Stamp::NEVER, value });
            record
        }).collect();
        let mut replica = Replica::new(context.clone());
        let pages = records.chunks(40).zip(1..);
        replica.take_in(pages.map(|(some, number)| (PageKey::hot(number), pack(some, &context))));
        replica.sort();
        let passes = |row: &Row| filter.passes(&replica.view(*row));
        let wanted: Vec<Row> = replica.list(CONTACT).iter().copied().filter(passes).collect();
        let selection = Selection { filter: filter.clone(), ..Selection::default() };
        prop_assert_eq!(replica.select(CONTACT, &selection), wanted);
    }

    #[test]
    fn the_best_matches_are_the_same_however_many_there_are(
        people in vec(("[abc]{0,4}", "[abc]{0,4}"), 0..90),
        typed in "[a-c]{1,2}",
        most in 1usize..9,
    ) {
        let context = context();
        let records = records(&people);
        let mut replica = Replica::new(context.clone());
        let pages = records.chunks(7).zip(1..);
        replica.take_in(pages.map(|(some, number)| (PageKey::hot(number), pack(some, &context))));
        replica.sort();
        let Some(query) = Query::parse(&typed) else { return Ok(()) };
        let hit = |row: &Row| query.hit(replica.text(*row), |_| false);
        let mut wanted: Vec<(Hit, Row)> =
            replica.list(CONTACT).iter().filter_map(|row| Some((hit(row)?, *row))).collect();
        wanted.sort_by_key(|(hit, row)| (*hit, replica.key(*row).to_vec()));
        let keys = |rows: &[Row]| rows.iter().map(|row| replica.key(*row).to_vec()).collect::<Vec<_>>();
        let wanted: Vec<Row> = wanted.into_iter().map(|(_, row)| row).take(most).collect();
        prop_assert_eq!(keys(&replica.best_of(&[CONTACT], &query, most)), keys(&wanted));
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

#[test]
fn a_row_of_a_page_that_has_changed_yields_nothing_and_all_others_stay() {
    let context = context();
    let page = |records: &[Record]| pack(records, &context);
    let key = PageKey::hot;
    let mut replica = Replica::new(context.clone());
    let (ann, bo, cy) = (named(1, "Ann", ""), named(2, "Bo", ""), named(3, "Cy", ""));
    replica.take_in([
        (key(1), page(&[ann.clone(), bo.clone()])),
        (key(2), page(std::slice::from_ref(&cy))),
    ]);
    replica.sort();
    let rows = replica.list(CONTACT).to_vec();
    assert_eq!(rows.len(), 3);
    // Ann leaves the page, so that Bo stands where she stood.
    replica.update(vec![(key(1), page(std::slice::from_ref(&bo)))]);
    for (row, stale) in rows.iter().zip([true, true, false]) {
        assert_eq!(replica.holds(*row), !stale);
        assert_eq!(replica.record(*row), (!stale).then(|| cy.clone()));
        assert_eq!(replica.id(*row) == cy.id, !stale);
        assert_eq!(replica.text(*row).is_empty(), stale);
        assert_eq!(replica.key(*row).is_empty(), stale);
        assert_eq!(replica.view(*row).text(contact::GIVEN).is_empty(), stale);
        assert_eq!(replica.kind(*row) == CONTACT, !stale);
        assert_eq!((replica.link(*row), replica.identity(*row) == 0), (None, stale));
    }
    let ids = replica.list(CONTACT).iter().map(|row| replica.id(*row));
    assert_eq!(ids.collect::<Vec<_>>(), [bo.id, cy.id]);
    // Another replica, as after reading everything again.
    let mut other = Replica::new(context.clone());
    other.take_in([(key(1), page(&[ann])), (key(2), page(&[cy]))]);
    other.sort();
    assert!(rows.iter().all(|row| !other.holds(*row)));
}

#[test]
fn rows_survive_a_change_of_their_page_that_moves_nobody_and_the_kinds_that_changed_are_told() {
    let context = context();
    let page = |records: &[Record]| pack(records, &context);
    let mut replica = Replica::new(context.clone());
    let task = |byte| Record::new(domain::TASK, domain::RecordId::from_bytes([byte; 16]));
    let (ann, bo) = (named(1, "Ann", ""), named(2, "Bo", ""));
    let with = |records: &[Record]| vec![(PageKey::hot(1), page(records))];
    replica.take_in(with(&[ann.clone(), task(9)]));
    replica.sort();
    let row = replica.list(CONTACT)[0];
    assert!(replica.take_changes().everything);
    assert_eq!(replica.take_changes(), ChangedKinds::NONE);
    let changed = |replica: &mut Replica, records: &[Record]| {
        replica.update(with(records));
        replica.take_changes().kinds.into_iter().collect::<Vec<_>>()
    };
    let mut edited = task(9);
    let stamp = Stamp { millis: 5, counter: 0, device: 1 };
    edited.put(11, Slot::One { stamp, value: Some(domain::Value::Flag(true)) });
    assert_eq!(changed(&mut replica, &[ann.clone(), edited.clone()]), [domain::TASK]);
    assert_eq!(replica.record(row), Some(ann.clone()));
    assert_eq!(changed(&mut replica, &[ann.clone(), edited.clone()]), []);
    let more = [ann.clone(), edited.clone(), bo.clone()];
    assert_eq!(changed(&mut replica, &more), [CONTACT]);
    assert_eq!(replica.record(row), Some(ann));
    assert_eq!(changed(&mut replica, &[bo, edited]), [CONTACT, domain::TASK], "slots have moved");
    assert_eq!(replica.record(row), None);
}

#[test]
fn a_context_that_concerns_one_kind_digests_no_page_of_another_again() {
    let before = context();
    let mut after = before.clone();
    let searched = domain::COMPANY;
    let known =
        before.schemas.get(searched).and_then(|schema| schema.field(domain::company::ABOUT));
    let field = domain::Field { number: 4_000, weight: 1, ..known.unwrap().clone() };
    after.schemas.add(searched, field);
    let mut replica = Replica::new(before.clone());
    let one = |kind, byte| Record::new(kind, domain::RecordId::from_bytes([byte; 16]));
    let pages: [&[Record]; 4] = [
        &[named(1, "Ann", "")],
        &[one(domain::COMPANY, 2)],
        &[one(domain::TASK, 3)],
        &[named(4, "Bo", ""), one(domain::COMPANY, 5)],
    ];
    let key = PageKey::hot;
    replica.take_in((0..).zip(pages).map(|(number, page)| (key(number), pack(page, &before))));
    replica.sort();
    assert_eq!(replica.redigest(9), []);
    replica.set_digest_context(after);
    assert_eq!(replica.redigest(9), [key(1), key(3)]);
    assert_eq!(replica.redigest(9), []);
    let mut country = before.clone();
    country.dialing = domain::Dialing::of_country("AU");
    replica.set_digest_context(country);
    // Tasks have neither the names of people nor numbers.
    assert_eq!(replica.redigest(9), [key(0), key(1), key(3)]);
}
