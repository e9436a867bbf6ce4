//! Texts in XML.

use std::fmt::Write;

/// The most UTF-16 units that a cell holds (Excel's specifications and limits).
pub const MOST_UNITS: usize = 32_767;
/// Ends a text that was cut.
const CUT: char = '…';

/// Appends a text as the contents of an element or of an attribute in double quotation marks.
/// Characters that XML 1.0 does not allow are written as `_xHHHH_`, and so is the beginning of a
/// text that looks like that (ECMA-376, part 1, 22.9.2.19).
pub fn push_text(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '_' if looks_escaped(rest) => out.push_str("_x005F_"),
            '\t' | '\n' => out.push(letter),
            letter if letter < ' ' || matches!(letter, '\u{fffe}' | '\u{ffff}') => {
                // Writing to a text does not fail.
                write!(out, "_x{:04X}_", u32::from(letter)).unwrap_or_default();
            }
            letter => out.push(letter),
        }
        rest = &rest[letter.len_utf8()..];
    }
}

/// True if a text begins as an escaped character does.
fn looks_escaped(text: &str) -> bool {
    let Some(&[x, a, b, c, d, end]) = text.as_bytes().get(1..7) else { return false };
    x == b'x' && end == b'_' && [a, b, c, d].iter().all(u8::is_ascii_hexdigit)
}

/// Returns as much of a text as a cell holds, and whether that is not all.
pub fn fitting(text: &str) -> (std::borrow::Cow<'_, str>, bool) {
    // No character has more units than bytes.
    if text.len() <= MOST_UNITS || text.encode_utf16().count() <= MOST_UNITS {
        return (text.into(), false);
    }
    let mut units = CUT.len_utf16();
    let fits = |letter: &char| {
        units += letter.len_utf16();
        units <= MOST_UNITS
    };
    let kept: String = text.chars().take_while(fits).collect();
    (format!("{kept}{CUT}").into(), true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_does_not_allow_is_escaped() {
        for (text, expected) in [
            ("a & b < \"c\"", "a &amp; b &lt; &quot;c&quot;"),
            ("Nguyễn\n王小明\t🙂", "Nguyễn\n王小明\t🙂"),
            ("\u{1}\r\u{1f}\u{ffff}", "_x0001__x000D__x001F__xFFFF_"),
            ("_x0041_ _x004_ _y0041_ _", "_x005F_x0041_ _x004_ _y0041_ _"),
            ("_xễ41_", "_xễ41_"),
        ] {
            let mut out = String::new();
            push_text(&mut out, text);
            assert_eq!(out, expected);
        }
    }

    #[test]
    fn a_text_that_no_cell_holds_is_cut_between_characters() {
        let whole = "é".repeat(MOST_UNITS);
        assert_eq!(fitting(&whole), (whole.as_str().into(), false));
        let long = "🙂".repeat(20_000);
        let (cut, is_cut) = fitting(&long);
        assert!(is_cut && cut.ends_with("🙂…"));
        assert_eq!(cut.encode_utf16().count(), MOST_UNITS);
    }
}
