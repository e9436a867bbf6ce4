//! Email addresses, with the names and words around them.

use super::CellPiece;
use super::parts::{label_in, parted};
use domain::clean::in_ascii;
use domain::{Field, fold, one_line};

/// Reads the addresses of a cell.
pub fn emails(field: &Field, cell: &str) -> Vec<CellPiece> {
    let ascii = in_ascii(cell);
    if let Some(named) = named_emails(&ascii) {
        return named;
    }
    let mut found = Vec::new();
    for part in parted(&ascii, &[';', ',', '\n', '\r', '\t', '|', '/']) {
        let (mut addresses, mut words) = (Vec::new(), Vec::new());
        for word in part.split_whitespace() {
            match email_in(word) {
                Some(address) => addresses.push(address),
                None => words.push(word.trim_matches(|letter: char| !letter.is_alphanumeric())),
            }
        }
        if addresses.is_empty() {
            found.push(CellPiece::Not(one_line(part)));
            continue;
        }
        words.retain(|word| !word.is_empty() && !MAIL.contains(&fold(word).as_str()));
        let words = words.join(" ");
        let label = label_in(field, &words).unwrap_or(&words);
        found.extend(addresses.into_iter().map(|address| CellPiece::value(label, address)));
    }
    found
}

/// Words beside an email address that say no more than that it is one, folded.
const MAIL: [&str; 7] = ["email", "e-mail", "mail", "mailto", "e", "correo", "courriel"];

/// Reads addresses in brackets with the names before them, if all addresses stand so:
/// `"Nagy, Anna" <anna@example.com>, Béla <b@example.com>`.
fn named_emails(text: &str) -> Option<Vec<CellPiece>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((before, (address, after))) =
        rest.split_once('<').and_then(|(before, rest)| Some((before, rest.split_once('>')?)))
    {
        let name =
            before.trim_matches(|letter: char| letter.is_whitespace() || ",;\"'".contains(letter));
        found.extend((!name.is_empty()).then(|| CellPiece::Name(one_line(name))));
        found.push(CellPiece::value("", email_in(address)?));
        rest = after;
    }
    let is_whole = !rest.contains(char::is_alphanumeric) && !found.is_empty();
    is_whole.then_some(found)
}

/// Returns the email address that a word is.
fn email_in(word: &str) -> Option<&str> {
    let word =
        word.trim_matches(|letter| matches!(letter, '(' | ')' | '<' | '>' | '"' | '\'' | '.'));
    let scheme = "mailto:".len();
    let is_named = word.get(..scheme).is_some_and(|head| head.eq_ignore_ascii_case("mailto:"));
    let word = if is_named { &word[scheme..] } else { word };
    let word = word.split('?').next().unwrap_or_default();
    is_email(word).then_some(word)
}

/// True for a text that can be an email address.
fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| {
        let is_outside = |letter: char| letter.is_whitespace() || ",;<>()[]\"".contains(letter);
        !name.is_empty()
            && !host.starts_with('.')
            && !host.ends_with('.')
            && !host.contains('@')
            && host.contains('.')
            && !host.contains("..")
            && !text.contains(is_outside)
    })
}
