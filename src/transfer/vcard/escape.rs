//! Escapes of values and parameters, and line folding, in both directions.

/// The longest line in octets, without its line break (RFC 6350, section 3.2).
const LONGEST: usize = 75;

/// Splits a structured value or list at unescaped separators.
pub fn split(value: &str, separator: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut escaped = false;
    for (at, letter) in value.char_indices() {
        if escaped {
            escaped = false;
        } else if letter == '\\' {
            escaped = true;
        } else if letter == separator {
            parts.push(&value[start..at]);
            start = at + separator.len_utf8();
        }
    }
    parts.push(&value[start..]);
    parts
}

/// Removes escapes from a value. vCard 2.1 (`old`) has no `\n`: there it is part of a path.
pub fn unescape(value: &str, old: bool) -> String {
    let mut text = String::with_capacity(value.len());
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            text.push(letter);
            continue;
        }
        match letters.next() {
            Some('n' | 'N') if !old => text.push('\n'),
            Some(next @ (';' | ',' | ':' | '\\' | '"')) => text.push(next),
            Some(next) => text.extend(['\\', next]),
            None => text.push('\\'),
        }
    }
    text
}

/// Escapes a text as a value or as a part of one.
pub fn escape(text: &str) -> String {
    escape_only(text, &['\\', '\n', ',', ';'])
}

/// Escapes a text as a value whose commas and semicolons already have their meaning: a link, or a
/// kept property's value.
pub fn escape_lightly(text: &str) -> String {
    escape_only(text, &['\\', '\n'])
}

fn escape_only(text: &str, special: &[char]) -> String {
    let mut value = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' => value.push_str("\\n"),
            letter if special.contains(&letter) => value.extend(['\\', letter]),
            letter => value.push(letter),
        }
    }
    value
}

/// Formats a parameter value, in quotes if necessary, with the escapes of RFC 6868.
pub fn quote_param(text: &str) -> String {
    let mut value = String::with_capacity(text.len() + 2);
    for letter in text.chars() {
        match letter {
            '^' => value.push_str("^^"),
            '"' => value.push_str("^'"),
            '\n' => value.push_str("^n"),
            letter => value.push(letter),
        }
    }
    let plain = |c: char| !matches!(c, ',' | ';' | ':' | '=') && !c.is_whitespace();
    if value.chars().all(plain) { value } else { format!("\"{value}\"") }
}

/// Undoes [`quote_param`].
pub fn unquote_param(text: &str) -> String {
    let inner = text.strip_prefix('"').map(|rest| rest.strip_suffix('"').unwrap_or(rest));
    let inner = inner.unwrap_or_else(|| text.trim());
    let mut value = String::with_capacity(inner.len());
    let mut letters = inner.chars();
    while let Some(letter) = letters.next() {
        if letter != '^' {
            value.push(letter);
            continue;
        }
        match letters.next() {
            Some('n') => value.push('\n'),
            Some('\'') => value.push('"'),
            Some('^') => value.push('^'),
            Some(next) => value.extend(['^', next]),
            None => value.push('^'),
        }
    }
    value
}

/// Appends a folded line, never splitting a character.
pub fn fold_line(line: &str, out: &mut String) {
    if line.len() <= LONGEST {
        out.push_str(line);
        return out.push_str("\r\n");
    }
    let mut room = LONGEST;
    for letter in line.chars() {
        if letter.len_utf8() > room {
            out.push_str("\r\n ");
            room = LONGEST - 1;
        }
        out.push(letter);
        room -= letter.len_utf8();
    }
    out.push_str("\r\n");
}

/// Decodes the percent escapes of a URI if they yield valid UTF-8; else returns it unchanged.
pub fn percent_decode(text: &str) -> String {
    let hex = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16));
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match (byte, hex(bytes.get(at + 1)), hex(bytes.get(at + 2))) {
            (b'%', Some(high), Some(low)) => {
                decoded.push((high * 16 + low) as u8);
                at += 3;
            }
            _ => {
                decoded.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| text.to_owned())
}

/// Percent-encodes text as a part of a URI; non-ASCII letters stay, as in an IRI.
pub fn percent_encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '%' | ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | ',' | ';' => {
                encoded.push_str(&format!("%{:02X}", u32::from(letter)));
            }
            letter => encoded.push(letter),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_taken_back_in_every_version() {
        let text = "a,b;c\\n\nd";
        assert_eq!(unescape(&escape(text), false), text);
        assert_eq!(unescape("http\\://x C:\\new", true), "http://x C:\\new");
        assert_eq!(split("a\\;b;c;;", ';'), ["a\\;b", "c", "", ""]);
        assert_eq!(unquote_param(&quote_param("a^\"\n;")), "a^\"\n;");
        assert_eq!(percent_decode(&percent_encode("a b%20,c")), "a b%20,c");
        assert_eq!(percent_decode("100%"), "100%");
    }

    #[test]
    fn lines_are_folded_at_75_octets_between_letters() {
        let mut out = String::new();
        fold_line(&format!("NOTE:{}", "ễ".repeat(100)), &mut out);
        for line in out.trim_end().split("\r\n") {
            assert!(line.len() <= 75 && line.len() > 70 || line.len() < 75, "{line}");
        }
        assert_eq!(out.replace("\r\n ", "").trim_end().chars().count(), 105);
    }
}
