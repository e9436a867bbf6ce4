//! Names of the five languages, in each order.

use super::*;
use crate::contact::ADDRESSES;
use crate::name_signs::Home;
use crate::whole_names::{NameParts, split_name};
use crate::{Address, CONTACT, Draft, SETTINGS, Value, fold};
use proptest::prelude::*;

const PLAIN: NameHabits = NameHabits { first: None, dialing: Dialing { code: None } };

fn person(family: &str, middle: &str, given: &str) -> Draft {
    let mut draft = Draft::new(CONTACT);
    draft.set_text(FAMILY, family);
    draft.set_text(MIDDLE, middle);
    draft.set_text(GIVEN, given);
    draft
}

fn with_phone(family: &str, given: &str, phone: &str) -> Draft {
    let mut draft = person(family, "", given);
    draft.push(PHONES, "", Value::Text(phone.into()));
    draft
}

fn name(contact: &Draft) -> String {
    display_name(contact, PLAIN)
}

fn habits(first: &str, country: &str) -> NameHabits {
    let mut record = Draft::new(SETTINGS);
    record.set_text(settings::NAME_ORDER, first);
    record.set_text(settings::COUNTRY, country);
    NameHabits::of_settings(&record)
}

#[test]
fn names_are_shown_in_the_order_of_the_person() {
    assert_eq!(name(&person("Nguyễn", "Thị", "Ánh")), "Nguyễn Thị Ánh");
    assert_eq!(name(&person("王", "", "小明")), "王小明");
    assert_eq!(name(&person("Miller", "", "Anna")), "Anna Miller");
    assert_eq!(name(&person("Brown", "", "Anna")), "Anna Brown");
    assert_eq!(name(&person("Nguyen", "", "Peter")), "Peter Nguyen");
    assert_eq!(name(&person("ใจดี", "", "สมชาย")), "สมชาย ใจดี");
}

#[test]
fn language_country_and_the_users_word_decide_what_letters_do_not() {
    let mut bela = person("Kovács", "", "Béla");
    assert_eq!(name(&bela), "Béla Kovács");
    bela.push(PHONES, "", Value::Text("+36 30 123 4567".into()));
    assert_eq!(name(&bela), "Kovács Béla");
    bela.set_text(NAME_ORDER, "given");
    assert_eq!(name(&bela), "Béla Kovács");
    let mut eszter = person("Szabo", "", "Eszter");
    eszter.set_text(LANGUAGE, "hu");
    assert_eq!(name(&eszter), "Szabo Eszter");
    let mut wang = person("Wang", "", "Xiaoming");
    wang.set_text(LANGUAGE, "zh-CN");
    assert_eq!(name(&wang), "Wang Xiaoming");
}

#[test]
fn everybody_in_hungary_has_one_order_whatever_accents_there_are() {
    for (family, given) in [
        ("Kovács", "Péter"),
        ("Horváth", "Mei"),
        ("Brown", "Péter"),
        ("Nagy", "Grace"),
        ("Farkas", "Anna"),
        ("Szucs", "Grace"),
    ] {
        for phone in ["+36 20 123 4567", "0036201234567", "+36201234567"] {
            assert_eq!(name(&with_phone(family, given, phone)), format!("{family} {given}"));
        }
        let mut visited = with_phone(family, given, "+44 7700 900123");
        assert_eq!(name(&visited), format!("{given} {family}"));
        for country in ["Magyarország", "HU", "Hungary", "magyarorszag"] {
            let mut there = visited.clone();
            let address = Address { country: country.into(), ..Address::default() };
            there.push(ADDRESSES, "", Value::Address(Box::new(address)));
            assert_eq!(name(&there), format!("{family} {given}"), "{country}");
            there.set_text(LANGUAGE, "en");
            assert_eq!(name(&there), format!("{given} {family}"));
        }
        visited.set_text(NAME_ORDER, "family");
        assert_eq!(name(&visited), format!("{family} {given}"));
    }
}

#[test]
fn a_number_of_hungary_alone_turns_no_name_round_that_sounds_of_elsewhere() {
    for (family, given) in
        [("Doe", "John"), ("Smith", "John"), ("O’Shaughnessy", "Maximilianus"), ("Li", "Mei")]
    {
        let mut guest = with_phone(family, given, "+36 20 123 4567");
        assert_eq!(name(&guest), format!("{given} {family}"));
        assert_eq!(display_name(&guest, habits("", "GB")), format!("{given} {family}"));
        assert_eq!(display_name(&guest, habits("", "HU")), format!("{family} {given}"));
        let country = "Hungary".into();
        let address = Address { country, ..Address::default() };
        guest.push(ADDRESSES, "", Value::Address(Box::new(address)));
        assert_eq!(name(&guest), format!("{family} {given}"), "who lives there is called so there");
    }
}

#[test]
fn a_vietnamese_name_is_one_without_its_accents_too() {
    for (family, middle, given) in
        [("Nguyễn", "Thị", "Ánh"), ("Trần", "", "Hoàng"), ("Đặng", "Ngọc", "Ánh")]
    {
        let whole = |names: [&str; 3]| names.join(" ").replace("  ", " ");
        assert_eq!(name(&person(family, middle, given)), whole([family, middle, given]));
        let bare = [fold(family), fold(middle), fold(given)];
        let [family, middle, given] = bare.each_ref().map(String::as_str);
        assert_eq!(name(&person(family, middle, given)), whole([family, middle, given]));
    }
    // Living there does not change the order of a foreign name.
    assert_eq!(name(&with_phone("Brown", "Anna", "+84 903 123 456")), "Anna Brown");
    assert_eq!(name(&with_phone("Nguyễn", "Peter", "+84 903 123 456")), "Peter Nguyễn");
    assert_eq!(name(&with_phone("Hồng", "Nhung", "+84 903 123 456")), "Hồng Nhung");
}

#[test]
fn the_users_country_counts_for_national_numbers_and_for_given_names_of_that_country() {
    let hungarian = habits("", "HU");
    let national = with_phone("Brown", "John", "06 20 123 4567");
    assert_eq!(display_name(&national, hungarian), "Brown John");
    assert_eq!(display_name(&national, PLAIN), "John Brown");
    assert_eq!(display_name(&person("Kovács", "", "Péter"), hungarian), "Kovács Péter");
    assert_eq!(display_name(&person("Kovacs", "", "Peter"), hungarian), "Kovacs Peter");
    assert_eq!(display_name(&person("Smith", "", "John"), hungarian), "John Smith");
    let abroad = with_phone("Kovács", "Péter", "+44 7700 900123");
    assert_eq!(display_name(&abroad, hungarian), "Péter Kovács");
}

#[test]
fn one_order_for_all_gives_way_to_the_contacts_own_and_to_chinese_characters() {
    let shown = |contact: &Draft| {
        [habits("given", ""), habits("family", "")].map(|habits| display_name(contact, habits))
    };
    assert_eq!(shown(&person("Brown", "", "Anna")), ["Anna Brown", "Brown Anna"]);
    assert_eq!(shown(&person("Nguyễn", "Thị", "Ánh")), ["Ánh Thị Nguyễn", "Nguyễn Thị Ánh"]);
    assert_eq!(
        shown(&with_phone("Kovács", "Péter", "+36 20 1234567")),
        ["Péter Kovács", "Kovács Péter"]
    );
    assert_eq!(shown(&person("ใจดี", "", "สมชาย")), ["สมชาย ใจดี", "ใจดี สมชาย"]);
    assert_eq!(shown(&person("王", "", "小明")), ["王小明", "王小明"]);
    let mut own = person("Brown", "", "Anna");
    own.set_text(NAME_ORDER, "family");
    assert_eq!(shown(&own), ["Brown Anna", "Brown Anna"]);
    own.set_text(NAME_ORDER, "given");
    assert_eq!(shown(&own), ["Anna Brown", "Anna Brown"]);
    let mut wang = person("王", "", "小明");
    wang.set_text(NAME_ORDER, "given");
    assert_eq!(shown(&wang), ["小明 王", "小明 王"]);
    assert_eq!(habits("nonsense", ""), PLAIN);
}

#[test]
fn a_name_can_be_led_by_its_other_part() {
    let led = |family, middle, given| names_in_lists(&person(family, middle, given), PLAIN).1;
    let by = |which, name: &str| Some((which, name.to_owned()));
    assert_eq!(led("Brown", "Mary", "Anna"), by(WhichFirst::Family, "Brown Anna Mary"));
    assert_eq!(led("Nguyễn", "Thị", "Ánh"), by(WhichFirst::Given, "Ánh Nguyễn Thị"));
    assert_eq!(led("王", "", "小明"), by(WhichFirst::Given, "小明王"));
    assert_eq!(led("", "", "Madonna"), None);
    assert_eq!(led("", "", ""), None);
}

#[test]
fn initials_follow_the_order_and_the_script() {
    assert_eq!(initials(&person("Nguyễn", "Thị", "Ánh"), PLAIN), "NÁ");
    assert_eq!(initials(&person("王", "", "小明"), PLAIN), "王");
    assert_eq!(initials(&person("Miller", "", "anna"), PLAIN), "aM");
    assert_eq!(initials(&person("Miller", "", "anna"), habits("family", "")), "Ma");
    assert_eq!(initials(&person("ใจดี", "", "สมชาย"), PLAIN), "สจ");
    assert_eq!(initials(&person("", "", "🙂"), PLAIN), "");
}

#[test]
fn a_name_in_one_text_is_taken_apart_by_its_convention() {
    let parts = |text, home| {
        let NameParts { family, middle, given, .. } = split_name(text, home, None);
        format!("{family}|{middle}|{given}")
    };
    assert_eq!(parts("Nguyễn Thị Ánh", None), "Nguyễn|Thị|Ánh");
    assert_eq!(parts("nguyen thi anh", None), "nguyen|thi|anh");
    assert_eq!(parts("王小明", None), "王||小明");
    assert_eq!(parts("欧阳修", None), "欧阳||修");
    assert_eq!(parts("สมชาย ใจดี", None), "ใจดี||สมชาย");
    assert_eq!(parts("Anna Maria Miller", None), "Miller|Maria|Anna");
    assert_eq!(parts("Anh Nguyen", None), "Nguyen||Anh");
    assert_eq!(parts("Doe, John", None), "Doe||John");
    assert_eq!(parts("Madonna", None), "||Madonna");
    assert_eq!(parts("", None), "||");
    let hungary = Some(Home::Hungary);
    assert_eq!(parts("Kovács Péter", hungary), "Kovács||Péter");
    assert_eq!(parts("Kovacs Anna Maria", hungary), "Kovacs||Anna Maria");
    assert_eq!(parts("László Péter", hungary), "László||Péter");
    assert_eq!(parts("Péter Kovács", hungary), "Kovács||Péter");
    assert_eq!(parts("John Doe", hungary), "Doe||John");
    assert_eq!(parts("Kovács Péter", None), "Péter||Kovács");
}

#[test]
fn who_has_no_name_is_shown_by_what_there_is() {
    let mut draft = Draft::new(CONTACT);
    assert_eq!(name(&draft), "");
    draft.push(EMAILS, "", Value::Text("ann@example.com".into()));
    assert_eq!(name(&draft), "ann@example.com");
    assert_eq!(initials(&draft, PLAIN), "a");
}

proptest! {
    #[test]
    fn accents_never_turn_a_name_round(
        family in prop::sample::select(FAMILIES.to_vec()),
        given in prop::sample::select(GIVENS.to_vec()),
        phone in prop::sample::select(vec!["", "+36 20 123 4567", "+84 903 123 456", "0912345678"]),
        country in prop::sample::select(vec!["", "HU", "VN", "GB"]),
        first in prop::sample::select(vec!["", "given", "family"]),
    ) {
        let habits = habits(first, country);
        let order = |family: &str, given: &str| {
            name_order(&with_phone(family, given, phone), habits)
        };
        prop_assert_eq!(order(family, given), order(&fold(family), &fold(given)));
        prop_assert_eq!(order(family, given), order(&fold(family), given));
        prop_assert_eq!(order(family, given), order(family, &fold(given)));
    }
}

const FAMILIES: [&str; 10] =
    ["Nguyễn", "Đặng", "Kovács", "Szűcs", "Horváth", "Brown", "O’Brien", "Müller", "Lê", "Tô"];
const GIVENS: [&str; 10] =
    ["Ánh", "Thị Ánh", "Péter", "Gergő", "Mei", "Anna", "José", "Zoë", "Tím", "Đức"];
