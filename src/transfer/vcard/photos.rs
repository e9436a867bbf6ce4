//! Extracts the photos of a file of cards, one by one, before the cards are imported.

use super::cards::{CardPart, Cards};
use super::file::is_too_large;
use super::property::binary;

/// A photo as it stands in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Photo {
    /// The line on which its card begins, from 1.
    pub line: usize,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Iterates over the photos of a text. Holds only one card at a time, because photos are large.
pub fn photos(text: &str) -> impl Iterator<Item = Photo> {
    let cards = Cards::new(text).filter_map(|found| match found {
        CardPart::Card(card) => Some(card),
        CardPart::Aside(_) => None,
    });
    cards.flat_map(|card| {
        let line = card.number;
        let photos = card.lines.into_iter().filter(|line| line.name == "PHOTO");
        photos.filter(|photo| !is_too_large(photo)).filter_map(move |photo| {
            let (_media_type, bytes) = binary(&photo)?;
            Some(Photo { line, bytes })
        })
    })
}
