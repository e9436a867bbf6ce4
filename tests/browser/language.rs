//! The browser's knowledge of languages: Chinese reading order, date formats, plurals and lists.

use browser::intl::TimeSpan;
use browser::{collation, intl};
use domain::{HAN_COUNT, HAN_FIRST};
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

#[wasm_bindgen_test]
fn chinese_characters_are_in_the_order_of_their_reading() {
    let began = js_sys::Date::now();
    let ranks = collation::han_ranks().expect("every engine knows Pinyin");
    console_log!("{} characters in {} ms", ranks.len(), js_sys::Date::now() - began);
    assert_eq!(ranks.len(), HAN_COUNT);
    assert!(collation::han_order().is_some());
    let rank = |character: char| ranks[(u32::from(character) - HAN_FIRST) as usize];
    // ān, bái, chén, lǐ, wáng, zhāng
    let names = ['安', '白', '陈', '李', '王', '张'].map(rank);
    assert!(names.is_sorted(), "{names:?}");
    let mut all = ranks.clone();
    all.sort_unstable();
    assert!(all.iter().zip(0..).all(|(rank, place)| *rank == place), "every rank is given once");
}

#[wasm_bindgen_test]
fn a_day_is_written_by_the_parts_that_are_there_in_each_language() {
    for _again in 0..2 {
        let written = |language, year, month, date| intl::partial_date(language, year, month, date);
        assert_eq!(written("en", Some(1980), Some(3), Some(22)), "March 22, 1980");
        assert_eq!(written("en", None, Some(2), Some(29)), "February 29");
        assert_eq!(written("en", Some(1980), Some(3), None), "March 1980");
        assert_eq!(written("en", Some(2026), None, None), "2026");
        assert!(written("vi", Some(1980), Some(3), Some(22)).contains("1980"));
        assert_ne!(written("vi", None, Some(3), Some(22)), written("en", None, Some(3), Some(22)));
    }
}

#[wasm_bindgen_test]
fn years_can_be_those_of_the_buddhist_era() {
    let written = intl::partial_date("th-TH-u-ca-buddhist", Some(2026), Some(11), Some(30));
    assert!(written.contains("2569"), "{written}");
    let written = intl::partial_date("th-TH-u-ca-gregory", Some(2026), Some(11), Some(30));
    assert!(written.contains("2026"), "{written}");
}

#[wasm_bindgen_test]
fn a_count_has_the_category_of_its_language() {
    for _again in 0..2 {
        let of = |language, count| intl::plural_category(language, count);
        assert_eq!((of("hu", 1), of("hu", 2)), ("one".to_owned(), "other".to_owned()));
        assert_eq!((of("pl", 3), of("pl", 5)), ("few".to_owned(), "many".to_owned()));
        assert_eq!(of("zh", 1), "other");
    }
}

#[wasm_bindgen_test]
fn names_are_listed_as_the_language_lists_them() {
    let names = ["Anna", "Béla", "Cili"].map(str::to_owned);
    assert_eq!(intl::list("hu", &names), "Anna, Béla és Cili");
    assert_eq!(intl::list("en-GB", &names), "Anna, Béla and Cili");
    assert_eq!(intl::list("zh", &names), "Anna、Béla和Cili");
    assert_eq!(intl::list("en", &[]), "");
}

#[wasm_bindgen_test]
fn the_distance_from_now_is_said_as_the_language_says_it() {
    for _again in 0..2 {
        assert_eq!(intl::from_now("en", -1, TimeSpan::Days), "yesterday");
        assert_eq!(intl::from_now("en", 12, TimeSpan::Days), "in 12 days");
        assert_eq!(intl::from_now("hu", 0, TimeSpan::Days), "ma");
        assert_eq!(intl::from_now("hu", 3, TimeSpan::Hours), "3 óra múlva");
        assert_eq!(intl::from_now("vi", -5, TimeSpan::Minutes), "5 phút trước");
        assert_eq!(intl::from_now("zh", 1, TimeSpan::Days), "明天");
        assert_eq!(intl::from_now("th", 1, TimeSpan::Days), "พรุ่งนี้");
    }
}

#[wasm_bindgen_test]
fn a_week_begins_where_the_region_begins_it_or_on_monday_if_the_browser_does_not_tell() {
    const SUNDAY: u8 = 6;
    assert_eq!((intl::week_start("hu"), intl::week_start("de-DE")), (0, 0));
    assert_eq!(intl::week_start("no language"), 0);
    let tells = js_sys::eval(
        "'getWeekInfo' in Intl.Locale.prototype || 'weekInfo' in Intl.Locale.prototype",
    );
    let told = if tells.expect("a question") == true { SUNDAY } else { 0 };
    assert_eq!((intl::week_start("en-US"), intl::week_start("th")), (told, told));
}
