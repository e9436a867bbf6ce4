//! The query string of an address: pairs of names and values.

/// Parses the pairs of a query string, skipping anything else.
pub fn read_question(question: &str) -> impl Iterator<Item = (&str, String)> {
    let pairs = question.trim_start_matches('?').split('&');
    pairs.filter_map(|pair| pair.split_once('=')).map(|(name, value)| (name, unescape(value)))
}

/// Builds a query string with its question mark, leaving out empty values; empty if no pair is
/// left.
pub fn write_question<'a>(pairs: impl IntoIterator<Item = (&'a str, String)>) -> String {
    let mut text = String::new();
    for (name, value) in pairs.into_iter().filter(|(_, value)| !value.is_empty()) {
        text.push(if text.is_empty() { '?' } else { '&' });
        text.push_str(name);
        text.push('=');
        text.push_str(&escape(&value));
    }
    text
}

/// Percent-encodes all bytes except ASCII letters, digits and `-._~`.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.push('%');
            for half in [byte >> 4, byte & 15] {
                escaped.push(char::from(b"0123456789ABCDEF"[usize::from(half)]));
            }
        }
    }
    escaped
}

fn unescape(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let code = || {
            let digits = text.get(at + 1..at + 3)?;
            u8::from_str_radix(digits, 16).ok()
        };
        match (byte, code()) {
            (b'%', Some(code)) => {
                plain.push(code);
                at += 3;
            }
            (b'+', _) => {
                plain.push(b' ');
                at += 1;
            }
            (byte, _) => {
                plain.push(*byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&plain).into_owned()
}
