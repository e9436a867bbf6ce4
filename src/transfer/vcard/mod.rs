//! vCards: versions 2.1, 3.0 and 4.0 in, 4.0 out.
//!
//! Written here rather than taken from a crate: `calcard` gives up on a nested card and on grouped
//! lines after it, takes a cut card for a whole one, and brings a time zone database with it; no
//! crate tells on which line a cut card began.

mod cards;
mod escape;
mod line;
mod property;
mod props;
mod read;
mod write;

#[cfg(test)]
mod tests;

use std::ops::ControlFlow;

use cards::{Cards, Found};
use props::Props;
pub use write::write_vcard;

use super::import::{Each, Reason, SetAside};
use crate::domain::{COMPANY, CONTACT, Schemas};

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
        let props = if read::kind_of(&card) == COMPANY { &companies } else { &contacts };
        let row = props.as_ref().map(|props| read::read_card(&card, props));
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
            }),
        }
    }
    set_aside
}
