//! Rules of stages: one that a file names goes to the end of the pipeline in which deals start.

use super::table::Presets;
use crate::{Draft, Fields, Value, fold, stage};

/// Parts of names of stages in which deals are won, folded, in many languages.
const WON: [&str; 22] = [
    "won",
    "gewonnen",
    "gagne",
    "ganad",
    "ganh",
    "wygran",
    "выигр",
    "успешно",
    "megnyert",
    "nyertes",
    "thanh cong",
    "da chot",
    "赢单",
    "成交",
    "成約",
    "受注",
    "獲得",
    "ชนะ",
    "ปิดการขายได",
    "vinto",
    "zamkniete wygrane",
    "signed",
];
/// The same for lost ones.
const LOST: [&str; 20] = [
    "lost",
    "verloren",
    "perdu",
    "perdid",
    "przegran",
    "проигр",
    "не реализовано",
    "elveszt",
    "elbukott",
    "thua",
    "that bai",
    "输单",
    "丢单",
    "失单",
    "失注",
    "แพ",
    "ปิดการขายไม่ได",
    "perso",
    "abandon",
    "cancel",
];

/// A stage without a pipeline goes into the one in which new deals start: an open one behind the open
/// ones, any other one behind all. Its name tells whether its deals are won or lost.
pub(super) fn preset(draft: &mut Draft, presets: &Presets<'_>) {
    if draft.reference(stage::PIPELINE).is_some() {
        return;
    }
    let result = match draft.text(stage::RESULT).as_str() {
        "" => result_of(&draft.text(stage::NAME)),
        known => known.to_owned(),
    };
    let Some(place) = (presets.stage_place)(result != stage::OPEN) else { return };
    draft.set(stage::PIPELINE, Value::Reference(place.pipeline));
    draft.set_text(stage::ORDER, place.order);
    let probability = match result.as_str() {
        stage::WON => 100.0,
        stage::LOST => 0.0,
        _ => place.probability,
    };
    draft.set(stage::PROBABILITY, Value::Number(probability));
    draft.set_text(stage::RESULT, result);
}

/// Returns the key of the result that a stage's name tells.
fn result_of(name: &str) -> String {
    let name = fold(name);
    let says = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let key = if says(&LOST) {
        stage::LOST
    } else if says(&WON) {
        stage::WON
    } else {
        stage::OPEN
    };
    key.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_stage_tells_its_result() {
        for (name, result) in [
            ("Closed Won", stage::WON),
            ("Geschlossen – verloren", stage::LOST),
            ("Gewonnen", stage::WON),
            ("赢单", stage::WON),
            ("Đã chốt", stage::WON),
            ("Elvesztett", stage::LOST),
            ("Negotiation", stage::OPEN),
            ("Angebot", stage::OPEN),
        ] {
            assert_eq!(result_of(name), result, "{name}");
        }
    }
}
