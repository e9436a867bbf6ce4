//! Real files and situations that went wrong once, tried on a whole import: a test each, named by its
//! kind. Most files are in `tests/corpus` as `case-NN-…`, two in `tests/fixtures/cases` (both from the
//! project's `shared/cases`, made after public bug reports with invented people).
//!
//! Tests of the domain and of the export show the cases that need no import:
//!
//! - 29, signs that spreadsheets may take for formulas: `phones_amounts_and_dates_are_no_formulas` and
//!   `cells_that_could_be_formulas_are_counted_and_written_as_chosen`
//! - 32, the end of the month: `in_words_a_rule_means_the_last_day_of_a_shorter_month` and
//!   `the_last_day_of_a_month_stands_for_a_day_that_it_does_not_have`
//! - 41, rhythms in one line: `rules_begin_on_the_first_day_that_fits`
//! - 48, daylight saving: `nine_stays_nine_in_summer_and_in_winter` and
//!   `a_skipped_hour_is_an_hour_later_and_a_repeated_one_is_the_first`

use super::corpus_tests::{Case, imported_as_expected};
use super::tests::{carry_out, import, plan};
use super::*;
use crate::Anniversaries;
use crate::stories::{App, names, now, tab};
use domain::{
    COMPANY, CONTACT, Channel, Dialing, Draft, Fields, Maps, RecordId, SETTINGS, any_kind, contact,
    is_barred, settings, spelled_amount, ways,
};
use replica::Record;
use store::MemoryStore;

const LEAP: &[u8] = include_bytes!("../../../tests/fixtures/cases/30-leap.csv");
const SEARCH: &[u8] = include_bytes!("../../../tests/fixtures/cases/38-search.csv");

fn app_of(country: &str) -> App {
    let app = tab(&MemoryStore::new(7), 1);
    if !country.is_empty() {
        let mut chosen = Draft::new(SETTINGS);
        chosen.set_text(settings::COUNTRY, country);
        now(app.save_settings(chosen)).unwrap();
    }
    app
}

/// Imports files of a case, each on its own, one after the other.
fn import_each(app: &App, case: &str, files: &[&str], matched: MatchChoice) {
    let case = Case::of(case);
    for file in files {
        let mut worker = Worker::default();
        let bytes = case.bytes(file);
        let (_, order) = plan(app, &mut worker, &[(file, &bytes)], matched).unwrap();
        carry_out(app, &mut worker, &order);
    }
}

fn contacts(app: &App) -> Vec<Record> {
    let replica = app.replica();
    let ids: Vec<RecordId> = replica.list(CONTACT).iter().map(|row| replica.id(*row)).collect();
    ids.into_iter().map(|id| app.record(id).unwrap()).collect()
}

fn contact_named(app: &App, name: &str) -> Record {
    let found = contacts(app).into_iter().find(|it| app.name(it.id) == name);
    found.unwrap_or_else(|| panic!("{name} is not among {:?}", shown(app)))
}

fn shown(app: &App) -> Vec<String> {
    let mut shown: Vec<String> = contacts(app).iter().map(|it| app.name(it.id)).collect();
    shown.sort();
    shown
}

fn kept(record: &Record) -> Vec<String> {
    let elements = record.elements(any_kind::EXTRA);
    elements.iter().map(|it| format!("{}: {}", it.label, it.value.as_text().unwrap())).collect()
}

/// Returns the links by which somebody is reached.
fn links(record: &Record, channel: Channel) -> Vec<String> {
    let ways = ways(channel, &contact::SCHEMA, record, Dialing::default(), Maps::Web);
    ways.into_iter().map(|way| way.href).collect()
}

/// Returns whose birthdays and other days are near, and in how many days.
fn days_ahead(app: &App, within: u16) -> Vec<(String, u16)> {
    let mut found = Anniversaries::default();
    while app.find_anniversaries(within, &mut found) {}
    found.in_order().into_iter().map(|it| (it.name, it.in_days)).collect()
}

/// Case 02.
#[test]
fn a_number_that_a_spreadsheet_ruined_is_no_number_and_is_said() {
    let app = imported_as_expected("case-02-excel-scientific-phones");
    for (name, ruined) in
        [("Petra Lang", "Telefon: 4,93021E+11"), ("Vo Quang", "Mobil: 8.49123E+11")]
    {
        let record = contact_named(&app, name);
        assert_eq!(links(&record, Channel::Call), [""; 0]);
        assert!(kept(&record).contains(&ruined.to_owned()));
    }
}

/// Case 02.
#[test]
fn a_number_that_lost_its_zero_is_that_of_the_person_of_its_country() {
    imported_as_expected("case-02-excel-zero-lost");
    for country in ["", "DE", "VN"] {
        let app = app_of(country);
        let files = ["first-full.csv", "zero-lost.csv"];
        import_each(&app, "case-02-excel-zero-lost", &files, MatchChoice::FillGaps);
        let all = contacts(&app);
        let phones: Vec<Vec<String>> = all.iter().map(|it| it.texts(contact::PHONES)).collect();
        assert_eq!(phones, [["+84 912 345 678"]], "{country}");
    }
}

/// Case 03.
#[test]
fn text_files_of_excel_come_in_with_and_without_their_mark() {
    imported_as_expected("case-03-excel-unicode-sep");
    imported_as_expected("case-03-excel-unicode-no-mark");
}

/// Case 05.
#[test]
fn outlook_in_german_has_emails_labels_addresses_and_no_days_of_zeros() {
    let app = imported_as_expected("case-05-outlook-german");
    let mail = links(&contact_named(&app, "Käthe Böhm"), Channel::Email);
    assert_eq!(mail, ["mailto:k.boehm@boehm.example", "mailto:kaethe@post.example"]);
}

/// Case 06.
#[test]
fn a_birthday_in_three_columns_is_one_birthday() {
    imported_as_expected("case-06-thunderbird-birth-columns");
}

/// Case 09.
#[test]
fn nobody_is_born_in_the_future() {
    imported_as_expected("case-09-two-digit-years");
}

/// Case 11.
#[test]
fn a_whole_name_is_cut_where_its_parts_are_known_and_stays_whole_where_not() {
    imported_as_expected("case-11-full-name-column");
}

/// Case 12.
#[test]
fn every_number_and_address_of_a_cell_is_one_that_works() {
    let app = imported_as_expected("case-12-several-in-one-cell");
    let ben = contact_named(&app, "Ben Slash");
    assert_eq!(links(&ben, Channel::Call), ["tel:0903123456", "tel:02838221111"]);
    assert_eq!(links(&ben, Channel::Email), ["mailto:ben@t.example", "mailto:ben@u.example"]);
    let cleo = contact_named(&app, "Cleo Comma");
    assert_eq!(links(&cleo, Channel::Email), ["mailto:cleo@t.example"]);
    imported_as_expected("case-12-krayin-json-cells");
}

/// Case 13.
#[test]
fn rows_without_an_email_come_in_and_a_number_in_two_writings_is_one_person() {
    imported_as_expected("case-13-phone-only");
    for country in ["", "DE", "US", "VN"] {
        let app = app_of(country);
        import_each(&app, "case-13-phone-only", &["phones.csv"], MatchChoice::FillGaps);
        assert_eq!(app.count(CONTACT), 4, "{country}");
        assert_eq!(contact_named(&app, "Tia Fone").texts(contact::PHONES).len(), 1, "{country}");
    }
}

/// Case 14.
#[test]
fn an_extension_is_dialed_after_a_pause() {
    let app = imported_as_expected("case-14-extensions");
    for (name, link) in [
        ("Xa Plain", "tel:+14155550100,227"),
        ("Xb Short", "tel:4155550101,9"),
        ("Xc Star", "tel:+14155550102,227"),
        ("Xd Comma", "tel:+14155550103,227"),
        ("Xe German", "tel:+494333633333543"),
        ("Xf Durchwahl", "tel:+49351440,15"),
    ] {
        assert_eq!(links(&contact_named(&app, name), Channel::Call), [link], "{name}");
    }
    let app = imported_as_expected("case-14-extensions-cards");
    let calls = links(&contact_named(&app, "Xg Uri"), Channel::Call);
    assert_eq!(calls, ["tel:+14155550155,5555", "tel:+14155550156", "tel:+49351440"]);
}

/// Case 15.
#[test]
fn who_must_not_be_contacted_is_not_and_a_later_file_does_not_lift_it() {
    imported_as_expected("case-15-consent-columns");
    for matched in [MatchChoice::FillGaps, MatchChoice::Overwrite] {
        let app = app_of("");
        let files = ["consent.csv", "again.csv", "again2.csv"];
        import_each(&app, "case-15-consent-columns", &files, matched);
        for (name, barred) in [("Yara Yes", [false; 2]), ("Nils No", [true; 2])] {
            let record = contact_named(&app, name);
            let own = [Channel::Call, Channel::Email].map(|it| is_barred(&record, it));
            assert_eq!(own, barred, "{name}");
        }
        let olaf = contact_named(&app, "Olaf Off");
        assert!(is_barred(&olaf, Channel::Email) && !is_barred(&olaf, Channel::Call));
        assert_eq!(olaf.text(contact::JOB_TITLE), "Buyer");
    }
}

/// Case 17.
#[test]
fn columns_of_one_name_or_without_a_name_lose_nothing() {
    let app = imported_as_expected("case-17-double-and-empty-headers");
    let kept = kept(&contact_named(&app, "Uma Double"));
    assert!(kept.iter().any(|it| it.ends_with(": left over")), "{kept:?}");
}

/// Case 20.
#[test]
fn lines_that_are_broken_and_folded_inside_of_a_letter_are_whole() {
    imported_as_expected("case-20-android-qp-soft-breaks");
    imported_as_expected("phone-folded-lines");
}

/// Case 22.
#[test]
fn cards_without_a_name_are_listed_by_what_they_have() {
    let app = imported_as_expected("case-22-cards-without-a-name");
    assert_eq!(shown(&app), ["", "+36 30 555 0181", "bluebird", "only.mail@n.example"]);
}

/// Case 23.
#[test]
fn a_card_is_shown_as_its_full_name_says() {
    let app = imported_as_expected("case-23-formatted-name-only");
    let expect =
        ["First Last", "Greta Holm", "Kinder-, Jugend- und Elterntelefon", "Peter Paul Ab"];
    assert_eq!(shown(&app), expect);
}

/// Case 23.
#[test]
fn the_order_of_names_follows_from_a_full_name_of_the_same_words() {
    for (names, full_name, shown, order, extra) in [
        ("Kovács;István", "Kovács István", "Kovács István", "family", ""),
        ("Fekete;Júlia;;Dr.", "Dr. Fekete Júlia", "Fekete Júlia", "family", ""),
        ("Nguyễn;Ánh;Thị", "Nguyễn Thị Ánh", "Nguyễn Thị Ánh", "", ""),
        ("Miller;Anna", "Anna Miller", "Anna Miller", "", ""),
        ("Miller;Bob", "Bobby Miller of Acme", "Bob Miller", "", "FN: Bobby Miller of Acme"),
    ] {
        let app = app_of("");
        let card = format!("BEGIN:VCARD\nVERSION:3.0\nN:{names}\nFN:{full_name}\nEND:VCARD\n");
        import(&app, "x.vcf", &card).unwrap();
        let record = contact_named(&app, shown);
        assert_eq!(record.text(contact::NAME_ORDER), order, "{full_name}");
        assert_eq!(kept(&record).join("|"), extra);
    }
}

/// Case 24.
#[test]
fn groups_of_apple_cards_are_labels_and_1604_is_no_year() {
    imported_as_expected("case-24-apple-item-groups");
}

/// Case 30.
#[test]
fn a_birthday_of_29_february_returns_every_year_and_days_are_seen_over_the_turn_of_the_year() {
    let app = app_of("");
    import(&app, "leap.csv", std::str::from_utf8(LEAP).unwrap()).unwrap();
    let check = |expect: [(&str, u16); 2]| {
        let told = days_ahead(&app, 7);
        assert_eq!(told, expect.map(|(name, days)| (name.to_owned(), days)));
    };
    // From 18 November 2026 to 28 December, and to 27 February 2027.
    app.env().pass_days(40);
    check([("Dec Thirty", 2), ("Jan Second", 5)]);
    app.env().pass_days(61);
    let told = days_ahead(&app, 7);
    assert_eq!(told.iter().map(|(_, days)| *days).collect::<Vec<_>>(), [2, 2], "{told:?}");
}

/// Case 33.
#[test]
fn notes_with_markup_line_breaks_and_backslashes_are_whole() {
    imported_as_expected("case-33-html-and-backslash-notes");
}

/// Case 34.
#[test]
fn tables_of_companies_are_of_companies() {
    for name in ["case-34-pipedrive-organizations", "case-34-salesforce-accounts"] {
        let app = imported_as_expected(name);
        assert_eq!((app.count(CONTACT), app.count(COMPANY)), (0, 2), "{name}");
    }
}

/// Case 36.
#[test]
fn cards_of_groups_are_tags_of_their_members() {
    let app = imported_as_expected("case-36-apple-group-cards");
    assert_eq!(shown(&app), ["Tess Orr"]);
}

/// Case 38; `names_are_found_as_people_type_them` has more queries.
#[test]
fn names_are_found_without_their_apostrophes_hyphens_and_accents() {
    let app = app_of("");
    import(&app, "search.csv", std::str::from_utf8(SEARCH).unwrap()).unwrap();
    for (typed, name) in [
        ("obrien", "Sean O'Brien"),
        ("o'hara", "Maeve O’Hara"),
        ("ohara", "Maeve O’Hara"),
        ("damico", "Luca D'Amico"),
        ("jeanpierre", "Jean-Pierre Roux"),
        ("zoe fe", "Zoë Fé"),
        ("mueller", "Heinz Müller-Lüdenscheidt"),
        ("ludenscheidt", "Heinz Müller-Lüdenscheidt"),
        ("lukasz zak", "Łukasz Żak"),
        ("grossmann", "Anna Großmann"),
        ("ibrahim sahin", "İbrahim Şahin"),
        ("oystein asen", "Øystein Åsen"),
        ("smith, john", "Smith John"),
        ("at&t", "Smith John"),
        ("smorrebrod", "Æthel Thorn"),
        ("aethel", "Æthel Thorn"),
        ("nunez", "José María Núñez"),
    ] {
        assert_eq!(names(&app, typed), [name], "{typed}");
    }
    assert_eq!(names(&app, "dang muoi").len(), 1);
}

/// Case 39.
#[test]
fn the_same_cards_twice_make_nobody_new() {
    imported_as_expected("case-39-same-file-twice");
    let app = app_of("");
    let files = ["cards.vcf", "cards.vcf"];
    import_each(&app, "case-39-same-file-twice", &files, MatchChoice::FillGaps);
    assert_eq!((app.count(CONTACT), app.count(COMPANY)), (2, 1));
}

/// Case 40.
#[test]
fn amounts_are_read_as_people_type_them_into_a_form() {
    let read = |typed: &str| spelled_amount(typed, Some(*b"EUR"));
    for (typed, expect) in [
        ("1.234,56", "1234.56 EUR"),
        ("1,234.56", "1234.56 EUR"),
        ("4.711,98 €", "4711.98 EUR"),
        ("1'000'000.00", "1000000.00 EUR"),
        ("1 000 000,50", "1000000.50 EUR"),
        ("173,90", "173.90 EUR"),
        ("173,900", "173900.00 EUR"),
        ("12k", "12000.00 EUR"),
        ("$1,200", "1200.00 USD"),
        ("-110.7", "-110.70 EUR"),
    ] {
        assert_eq!(read(typed).map(|it| it.to_string()).as_deref(), Some(expect), "{typed}");
    }
    let column = ["0,1", "0,2", "0,1", "0,2"].map(|typed| read(typed).unwrap().minor);
    assert_eq!(column.iter().sum::<i64>(), 60);
}

/// Case 42.
#[test]
fn titles_above_a_table_and_remarks_below_it_are_nobody() {
    for name in ["case-42-remarks-below", "case-42-titles-above"] {
        let app = imported_as_expected(name);
        assert_eq!(app.count(CONTACT), 2, "{name}");
    }
}

/// Case 43.
#[test]
fn one_company_in_several_writings_is_one_and_a_row_with_a_company_only_is_no_person() {
    let app = imported_as_expected("case-43-company-spellings");
    assert_eq!((app.count(CONTACT), app.count(COMPANY)), (9, 5));
}

/// Case 45.
#[test]
fn properties_that_somebody_made_up_and_names_in_small_letters_lose_nothing() {
    let app = imported_as_expected("case-45-odd-properties");
    let odd = contact_named(&app, "Odd Malm");
    assert_eq!(links(&odd, Channel::Call), ["tel:0704000045"]);
    let kept = kept(&odd);
    for text in ["LAST: A house", "REV: 1747922601891"] {
        assert!(kept.contains(&text.to_owned()), "{kept:?}");
    }
}

/// Case 46.
#[test]
fn dates_of_a_record_are_kept_and_no_days_of_the_person() {
    let app = imported_as_expected("case-46-bookkeeping-dates");
    let expect = [
        "Created Time: 2025-12-01 09:30:12",
        "Contract end: 2026-12-01",
        "Last Activity: 2024-12-01",
    ];
    assert_eq!(kept(&contact_named(&app, "Zed Stamp")), expect);
    assert_eq!(days_ahead(&app, 366), []);
}
