//! Groups content lines into cards, including nested and truncated ones.

use super::line::{Content, ContentLine, Lines};
use crate::import::{SetAside, SetAsideReason, excerpt};

/// A complete card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// The line on which it begins.
    pub number: usize,
    /// Its properties in order, without `BEGIN` and `END`.
    pub lines: Vec<ContentLine>,
}

/// The next part of a file of cards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CardPart {
    /// A complete card.
    Card(Card),
    /// Anything else.
    Aside(SetAside),
}

/// An iterator over the cards of a text.
#[derive(Clone, Debug)]
pub struct Cards<'a> {
    text: &'a str,
    lines: Lines<'a>,
    /// The line on which the next card begins, and the offset after that line.
    begun: Option<(usize, usize)>,
}

impl<'a> Cards<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, lines: Lines::new(text), begun: None }
    }

    /// Returns the offset up to which the text has been read.
    fn place(&self) -> usize {
        self.text.len() - self.lines.left()
    }

    /// Skips to the next `BEGIN` and remembers it; returns the stray text before it.
    fn find_begin(&mut self) -> Option<SetAside> {
        let mut stray: Option<(usize, String)> = None;
        let from = self.place();
        let mut to = from;
        while self.begun.is_none() {
            let (number, text) = match self.lines.next() {
                Some(Content::Line(line)) if is(&line, "BEGIN") => {
                    self.begun = Some((line.number, self.place()));
                    break;
                }
                Some(Content::Line(line)) => {
                    (line.number, format!("{}:{}", line.label(), line.value))
                }
                Some(Content::Junk(number, text)) => (number, text),
                None => break,
            };
            to = self.place();
            match &mut stray {
                Some((_, known)) => known.extend(["\n", &text]),
                None => stray = Some((number, text)),
            }
        }
        stray.map(|(line, text)| SetAside {
            line,
            reason: SetAsideReason::Stray,
            text: excerpt(&text),
            raw: self.text[from..to].trim_end().to_owned(),
        })
    }

    fn card(&mut self, (number, from): (usize, usize)) -> CardPart {
        let mut lines: Vec<ContentLine> = Vec::new();
        loop {
            let to = self.place();
            let text = self.text;
            let body = || text[from..to].trim_end();
            match self.lines.next() {
                Some(Content::Line(line)) if is(&line, "END") => {
                    return CardPart::Card(Card { number, lines });
                }
                Some(Content::Line(line)) if is(&line, "BEGIN") => match lines.last_mut() {
                    Some(agent) if is_open_agent(agent) => agent.value = self.nested(),
                    _ => {
                        let cut = cut_off(number, &lines, body());
                        self.begun = Some((line.number, self.place()));
                        return cut;
                    }
                },
                Some(Content::Line(mut line)) => {
                    if line.name == "AGENT" && line.value.trim().eq_ignore_ascii_case("BEGIN:VCARD")
                    {
                        line.value = self.nested();
                    }
                    lines.push(line);
                }
                // A program wrote a raw line break into a value: append the continuation.
                Some(Content::Junk(number, text)) => match lines.last_mut() {
                    Some(line) => line.value.extend(["\n", &text]),
                    None => lines.push(ContentLine {
                        number,
                        group: String::new(),
                        name: "X-UNNAMED".to_owned(),
                        params: Vec::new(),
                        value: text,
                    }),
                },
                None => return cut_off(number, &lines, body()),
            }
        }
    }

    /// Returns the text of a nested card whose `BEGIN` has been read.
    fn nested(&mut self) -> String {
        let mut text = "BEGIN:VCARD".to_owned();
        let mut depth = 1;
        while depth > 0 {
            match self.lines.next() {
                Some(Content::Line(line)) => {
                    depth += i32::from(is(&line, "BEGIN")) - i32::from(is(&line, "END"));
                    text.push_str(&format!("\n{}:{}", line.label(), line.value));
                }
                Some(Content::Junk(_, line)) => text.extend(["\n", &line]),
                None => break,
            }
        }
        text
    }
}

impl Iterator for Cards<'_> {
    type Item = CardPart;

    fn next(&mut self) -> Option<CardPart> {
        if let Some(stray) = self.find_begin() {
            return Some(CardPart::Aside(stray));
        }
        let begun = self.begun.take()?;
        Some(self.card(begun))
    }
}

fn is(line: &ContentLine, mark: &str) -> bool {
    line.name == mark && line.value.trim().eq_ignore_ascii_case("VCARD")
}

fn is_open_agent(line: &ContentLine) -> bool {
    line.name == "AGENT" && line.value.trim().is_empty()
}

fn cut_off(number: usize, lines: &[ContentLine], body: &str) -> CardPart {
    // Shows whom the card is about, not half of a picture.
    let telling =
        |line: &&ContentLine| matches!(line.name.as_str(), "FN" | "N" | "ORG" | "TEL" | "EMAIL");
    let text: Vec<&str> = lines.iter().filter(telling).map(|line| line.value.as_str()).collect();
    let text = excerpt(&text.join("\n"));
    let raw = format!("BEGIN:VCARD\n{body}");
    CardPart::Aside(SetAside { line: number, reason: SetAsideReason::CutOff, text, raw })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[&str]) {
        let found: Vec<String> = Cards::new(text)
            .map(|found| match found {
                CardPart::Card(card) => format!("card {} of {}", card.number, card.lines.len()),
                CardPart::Aside(aside) => {
                    format!("{:?} {} {}", aside.reason, aside.line, aside.text.replace('\n', "|"))
                }
            })
            .collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn whole_cards_come_in_and_cut_ones_are_told_with_their_line() {
        check(
            "hello\nBEGIN:VCARD\nFN:A\nBEGIN:VCARD\nFN:B\nTEL:1\nEND:VCARD\nBEGIN:VCARD\nFN:C\nTE",
            &["Stray 1 hello", "CutOff 2 A", "card 4 of 2", "CutOff 8 C|TE"],
        );
    }

    #[test]
    fn a_nested_card_belongs_to_its_agent() {
        for agent in ["AGENT:\nBEGIN:VCARD", "AGENT:BEGIN:VCARD"] {
            check(
                &format!("begin:vcard\n{agent}\nN:B\nEND:VCARD\nN:A\nend:vcard\n"),
                &["card 1 of 2"],
            );
        }
    }
}
