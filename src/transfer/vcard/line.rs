//! Content lines: unfolding, soft line breaks of quoted-printable, names, groups and parameters.
//! Ignores the meaning of properties.

use std::borrow::Cow;

use memchr::memchr2;

use super::escape::{quote_param, unquote_param};
use crate::text::decode_named;

/// A property as it stands in a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentLine {
    /// The line of the file on which it begins, from 1.
    pub number: usize,
    /// The group before the dot, in lower case; empty if there is none.
    pub group: String,
    /// The name, in upper case.
    pub name: String,
    /// The parameters, names in upper case. A bare one, as in vCard 2.1, is a `TYPE` or `ENCODING`.
    pub params: Vec<(String, Vec<String>)>,
    /// The value: quoted-printable is decoded, base64 and escapes are not.
    pub value: String,
}

/// The next part of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A property.
    Line(ContentLine),
    /// A line without a name: usually the rest of a value that a program broke incorrectly.
    Junk(usize, String),
}

/// An iterator over the content lines of a text.
#[derive(Clone, Debug)]
pub struct Lines<'a> {
    rest: &'a str,
    number: usize,
}

impl<'a> Lines<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { rest: text, number: 0 }
    }

    /// Takes one physical line; `\r\n`, `\n` and `\r` all end one.
    fn take_line(&mut self) -> Option<&'a str> {
        if self.rest.is_empty() {
            return None;
        }
        self.number += 1;
        let Some(end) = memchr2(b'\n', b'\r', self.rest.as_bytes()) else {
            return Some(std::mem::take(&mut self.rest));
        };
        let (line, rest) = self.rest.split_at(end);
        self.rest = rest.strip_prefix("\r\n").unwrap_or(&rest[1..]);
        Some(line)
    }

    /// Returns the number of unread bytes.
    pub fn left(&self) -> usize {
        self.rest.len()
    }

    fn peek(&self) -> Option<&'a str> {
        self.clone().take_line()
    }

    /// Returns the next non-blank line with its continuation lines joined.
    fn unfold(&mut self) -> Option<(usize, Cow<'a, str>)> {
        let first = loop {
            let line = self.take_line()?;
            if !line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
                break line;
            }
        };
        let number = self.number;
        let mut text = Cow::Borrowed(first);
        while let Some(next) = self.peek() {
            if text.ends_with('=') && is_encoded(&text, &["QUOTED-PRINTABLE"]) && !is_end(next) {
                text.to_mut().pop();
                // Some programs fold what they have broken already.
                let folded = next.strip_prefix([' ', '\t']).filter(|rest| rest.starts_with('='));
                text.to_mut().push_str(folded.unwrap_or(next));
            } else if let Some(folded) = next.strip_prefix([' ', '\t']) {
                text.to_mut().push_str(folded);
            } else if is_base64(next) && is_encoded(&text, &["BASE64", "ENCODING=B"]) {
                text.to_mut().push_str(next);
            } else {
                break;
            }
            self.take_line();
        }
        Some((number, text))
    }
}

impl Iterator for Lines<'_> {
    type Item = Content;

    fn next(&mut self) -> Option<Content> {
        let (number, text) = self.unfold()?;
        let text = text.trim_start_matches('\u{feff}');
        Some(match ContentLine::parse(number, text) {
            Some(line) => Content::Line(line),
            None => Content::Junk(number, text.to_owned()),
        })
    }
}

impl ContentLine {
    /// Parses an unfolded line; `None` if it does not begin like a property.
    pub fn parse(number: usize, text: &str) -> Option<Self> {
        let colon = find_unquoted(text, ':').or_else(|| text.find(':'))?;
        let (head, value) = (text.get(..colon)?, text.get(colon + 1..)?);
        let mut parts = split_unquoted(head, ';').into_iter();
        let full_name = parts.next()?.trim();
        let (group, name) = full_name.rsplit_once('.').unwrap_or(("", full_name));
        let named = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        if name.is_empty()
            || !name.chars().all(named)
            || !group.chars().all(|c| named(c) || c == '.')
        {
            return None;
        }
        let params: Vec<(String, Vec<String>)> = parts.filter_map(parse_param).collect();
        let mut line = Self {
            number,
            group: group.to_ascii_lowercase(),
            name: name.to_ascii_uppercase(),
            params,
            value: String::new(),
        };
        line.value = if line.is_encoding("QUOTED-PRINTABLE") {
            decode_named(&from_quoted_printable(value), line.param("CHARSET")).into_owned()
        } else {
            value.to_owned()
        };
        Some(line)
    }

    /// Returns the first value of a parameter.
    pub fn param(&self, name: &str) -> Option<&str> {
        let (_, values) = self.params.iter().find(|(known, _)| known == name)?;
        values.first().map(String::as_str)
    }

    /// Returns the values of all `TYPE` parameters, in lower case.
    pub fn types(&self) -> impl Iterator<Item = String> + '_ {
        let types = self.params.iter().filter(|(name, _)| name == "TYPE");
        types.flat_map(|(_, values)| values.iter().map(|value| value.to_ascii_lowercase()))
    }

    /// True if the value is base64.
    pub fn is_base64(&self) -> bool {
        self.is_encoding("BASE64") || self.is_encoding("B")
    }

    /// Returns the property's rank of preference: 1 is first, 101 stands for unspecified.
    pub fn preference(&self) -> u8 {
        match self.param("PREF").and_then(|text| text.parse().ok()) {
            Some(rank) => rank,
            None if self.types().any(|word| word == "pref") => 1,
            None => 101,
        }
    }

    /// Returns the name with the meaningful parameters, which labels a kept property.
    /// [`ContentLine::parse`] reads it back.
    pub fn label(&self) -> String {
        let mut label = self.name.clone();
        for (name, values) in &self.params {
            if matches!(name.as_str(), "ENCODING" | "CHARSET" | "X-FILENAME") {
                continue;
            }
            let values: Vec<String> = values.iter().map(|value| quote_param(value)).collect();
            label.push_str(&format!(";{name}={}", values.join(",")));
        }
        label
    }

    fn is_encoding(&self, encoding: &str) -> bool {
        self.param("ENCODING").is_some_and(|value| value.eq_ignore_ascii_case(encoding))
    }
}

fn parse_param(text: &str) -> Option<(String, Vec<String>)> {
    let text = text.trim();
    let (name, values) = match text.split_once('=') {
        Some((name, values)) => (name.trim().to_ascii_uppercase(), values),
        None if text.is_empty() => return None,
        None => {
            let encoding = ["QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT"]
                .iter()
                .any(|known| text.eq_ignore_ascii_case(known));
            (if encoding { "ENCODING" } else { "TYPE" }.to_owned(), text)
        }
    };
    // `TYPE="work,voice"` is meant as two values, though RFC 6350 defines it as one.
    let inner = values.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let values = match inner {
        Some(inner) if name == "TYPE" && !inner.contains('"') => inner.split(',').collect(),
        _ => split_unquoted(values, ','),
    };
    Some((name, values.into_iter().map(unquote_param).collect()))
}

fn find_unquoted(text: &str, wanted: char) -> Option<usize> {
    let mut quoted = false;
    for (at, letter) in text.char_indices() {
        match letter {
            '"' => quoted = !quoted,
            letter if letter == wanted && !quoted => return Some(at),
            _ => {}
        }
    }
    None
}

fn split_unquoted(text: &str, separator: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(at) = find_unquoted(rest, separator) {
        parts.push(&rest[..at]);
        rest = &rest[at + separator.len_utf8()..];
    }
    parts.push(rest);
    parts
}

fn is_encoded(text: &str, encodings: &[&str]) -> bool {
    let head = text.split(':').next().unwrap_or_default().to_ascii_uppercase();
    let mut params = head.split(';').skip(1);
    params.any(|param| {
        encodings
            .iter()
            .any(|encoding| param == *encoding || param.ends_with(&format!("={encoding}")))
    })
}

fn is_end(line: &str) -> bool {
    line.trim().eq_ignore_ascii_case("END:VCARD")
}

/// True if an unfolded line can only be the continuation of base64 data.
fn is_base64(line: &str) -> bool {
    let line = line.trim_end();
    !line.is_empty()
        && line
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='))
}

fn from_quoted_printable(text: &str) -> Vec<u8> {
    let hex = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16));
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match (byte, hex(bytes.get(at + 1)), hex(bytes.get(at + 2))) {
            (b'=', Some(high), Some(low)) => {
                decoded.push((high * 16 + low) as u8);
                at += 3;
            }
            _ => {
                decoded.push(*byte);
                at += 1;
            }
        }
    }
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> ContentLine {
        match Lines::new(text).next() {
            Some(Content::Line(line)) => line,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn folded_and_soft_broken_lines_are_put_back() {
        assert_eq!(one("NOTE:one\r\n  two\r\n\tthree\r\nTEL:1").value, "one twothree");
        let soft = one("N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=91=\n=C3=91;;;;\nTEL:1");
        assert_eq!(soft.value, "ÑÑ;;;;");
        let cut = one("ORG;ENCODING=QUOTED-PRINTABLE:=C3=91=\nEND:VCARD");
        assert_eq!(cut.value, "Ñ=");
        assert_eq!(one("PHOTO;ENCODING=BASE64:/9j/\nAAQ=\n\nTEL:1").value, "/9j/AAQ=");
    }

    #[test]
    fn groups_and_parameters_of_every_version_are_read() {
        let line = one("item1.tel;WORK;type=\"voice,fax\";PREF=2;X-NOTE=\"a^nb;c:d^'\":+1");
        assert_eq!(
            (line.group.as_str(), line.name.as_str(), line.value.as_str()),
            ("item1", "TEL", "+1")
        );
        assert_eq!(line.types().collect::<Vec<_>>(), ["work", "voice", "fax"]);
        assert_eq!(line.preference(), 2);
        assert_eq!(line.param("X-NOTE"), Some("a\nb;c:d\""));
    }

    #[test]
    fn the_label_of_a_line_reads_back_as_the_same_line() {
        for text in ["X-A;TYPE=x,\"y:z\";X-B=\"1^n2\":v", "KEY;VALUE=uri:v"] {
            let line = one(text);
            assert_eq!(ContentLine::parse(1, &format!("{}:v", line.label())), Some(line));
        }
    }

    #[test]
    fn every_way_to_end_a_line_counts_as_one_line() {
        let numbers: Vec<usize> = Lines::new("A:1\r\n\r\nB:2\rC:3\nD")
            .map(|content| match content {
                Content::Line(line) => line.number,
                Content::Junk(number, _) => number,
            })
            .collect();
        assert_eq!(numbers, [1, 3, 4, 5]);
    }
}
