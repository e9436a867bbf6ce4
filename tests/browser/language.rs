//! What the browser knows of languages.

use satchel::browser::collation;
use satchel::domain::{HAN_COUNT, HAN_FIRST};
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
