//! Reads a whole file of cards.

use std::ops::ControlFlow;

use super::card_kind::CardKind;
use super::cards::{Card, CardPart, Cards};
use super::groups::{Groups, is_group, is_place, said};
use super::line::ContentLine;
use super::props::Props;
use super::read::{kind_of, read_card};
use crate::import::{Each, SetAside, SetAsideReason};
use domain::Schemas;

/// The most bytes of a file within a card: more than a full-size photo of a good camera.
pub const MOST_FILE: usize = 32 << 20;

/// True if a property holds a file of more than [`MOST_FILE`] bytes.
pub fn is_too_large(line: &ContentLine) -> bool {
    line.value.len() / 4 * 3 > MOST_FILE && (line.is_base64() || line.value.contains(";base64,"))
}

/// Replaces files that are too large with a sentence that says so.
fn leave_out_large_files(card: &mut Card) -> Vec<SetAside> {
    let left_out = |line: &mut ContentLine| {
        let size = (line.value.len() / 4 * 3) >> 20;
        line.params.retain(|(name, _)| name != "ENCODING");
        line.value = format!("A file of {size} MB was left out");
        let text = line.name.clone();
        SetAside {
            line: line.number,
            reason: SetAsideReason::FileTooLarge,
            text,
            raw: String::new(),
        }
    };
    card.lines.iter_mut().filter(|line| is_too_large(line)).map(left_out).collect()
}

/// Reads every card of a text and returns everything that was not imported.
pub fn read(text: &str, schemas: &Schemas, each: &mut Each<'_>) -> Vec<SetAside> {
    let props = |card: CardKind| schemas.get(card.kind()).map(Props::new);
    let (people, organizations) = (props(CardKind::Individual), props(CardKind::Organization));
    let mut set_aside = Vec::new();
    let groups = Groups::of(text);
    for found in Cards::new(text) {
        let card = match found {
            CardPart::Card(mut card) => {
                set_aside.extend(leave_out_large_files(&mut card));
                card
            }
            CardPart::Aside(aside) => {
                set_aside.push(aside);
                continue;
            }
        };
        if is_group(&card) {
            continue;
        }
        if is_place(&card) {
            let (line, reason) = (card.number, SetAsideReason::NoPerson);
            let text = said(&card, "FN").to_owned();
            set_aside.push(SetAside { line, reason, text, raw: String::new() });
            continue;
        }
        let props = match kind_of(&card) {
            CardKind::Individual => &people,
            CardKind::Organization => &organizations,
        };
        let row = props.as_ref().map(|props| {
            let mut row = read_card(&card, props);
            groups.tag(&card, &mut row, props.schema);
            row
        });
        match row.filter(|row| !row.draft.is_blank()) {
            Some(row) => {
                if each(row) == ControlFlow::Break(()) {
                    break;
                }
            }
            None => set_aside.push(SetAside {
                line: card.number,
                reason: SetAsideReason::Blank,
                text: String::new(),
                raw: String::new(),
            }),
        }
    }
    set_aside
}
