//! A whole file of cards.

use std::ops::ControlFlow;

use super::cards::{Cards, Found};
use super::props::Props;
use super::read::{kind_of, read_card};
use crate::domain::{COMPANY, CONTACT, Schemas};
use crate::transfer::import::{Each, Reason, SetAside};

/// Reads every card of a text; what is no whole card is returned.
pub fn read(text: &str, schemas: &Schemas, each: &mut Each<'_>) -> Vec<SetAside> {
    let props = |kind| schemas.get(kind).map(Props::new);
    let (contacts, companies) = (props(CONTACT), props(COMPANY));
    let mut set_aside = Vec::new();
    for found in Cards::new(text) {
        let card = match found {
            Found::Card(card) => card,
            Found::Aside(aside) => {
                set_aside.push(aside);
                continue;
            }
        };
        let props = if kind_of(&card) == COMPANY { &companies } else { &contacts };
        let row = props.as_ref().map(|props| read_card(&card, props));
        match row.filter(|row| !row.draft.is_blank()) {
            Some(row) => {
                if each(row) == ControlFlow::Break(()) {
                    break;
                }
            }
            None => set_aside.push(SetAside {
                line: card.number,
                reason: Reason::Blank,
                text: String::new(),
                raw: String::new(),
            }),
        }
    }
    set_aside
}
