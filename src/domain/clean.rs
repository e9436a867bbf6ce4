//! Text as it is meant: without characters that cannot be seen, with the digits and marks that
//! numbers, addresses and dates are made of.

use std::borrow::Cow;

/// Leaves out characters that cannot be seen: zero-width spaces and joiners, marks of direction, soft
/// hyphens, byte order marks. Spaces that do not break become plain ones. Joiners stay between
/// letters of scripts that need them.
pub fn visible(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || !text.chars().any(is_unseen) {
        return Cow::Borrowed(text);
    }
    let plain = |letter: char| match letter {
        '\u{a0}' | '\u{202f}' | '\u{2007}' => Some(' '),
        letter if is_unseen(letter) => None,
        letter => Some(letter),
    };
    Cow::Owned(text.chars().filter_map(plain).collect())
}

fn is_unseen(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}'
            | '\u{a0}'
            | '\u{2007}'
            | '\u{202f}'
            | '\u{200b}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}'
    )
}

/// Returns a text with ASCII digits and marks in the place of full-width ones and of the digits of
/// other scripts.
pub fn in_ascii(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let ascii = |letter: char| match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{30fc}' => '-',
        '\u{3000}' | '\u{a0}' | '\u{202f}' | '\u{2007}' => ' ',
        '\u{2019}' | '\u{2018}' => '\'',
        '\u{3001}' | '\u{60c}' => ',',
        '\u{66b}' => '.',
        '\u{66c}' => ',',
        letter => ascii_digit(letter).unwrap_or(letter),
    };
    Cow::Owned(text.chars().map(ascii).filter(|letter| !is_unseen(*letter)).collect())
}

/// Returns the ASCII digit that a digit of any script stands for, also one of full width.
pub fn ascii_digit(letter: char) -> Option<char> {
    /// The zeros of scripts whose digits are in use, the most frequent first.
    const ZEROS: [u32; 14] = [
        0x30, 0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xbe6, 0xc66, 0xce6, 0xe50, 0xed0, 0x17e0,
        0xff10,
    ];
    let code = u32::from(letter);
    let zero = ZEROS.into_iter().find(|zero| (*zero..zero + 10).contains(&code))?;
    char::from_digit(code - zero, 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_goes_and_the_rest_stays() {
        assert_eq!(visible("\u{202a}+84 912\u{202c}"), "+84 912");
        assert_eq!(visible("An\u{200b}na\u{a0}Nagy\u{feff}"), "Anna Nagy");
        assert_eq!(visible("می\u{200c}خواهم"), "می\u{200c}خواهم");
        assert!(matches!(visible("Nguyễn Thị Ánh"), Cow::Borrowed(_)));
    }

    #[test]
    fn digits_of_all_scripts_are_digits() {
        assert_eq!(in_ascii("۰۹۱۲ ๐๑๒ ０３‐５ ٣٫٥"), "0912 012 03-5 3.5");
        assert_eq!(in_ascii("ｓａｋｕｒａ＠ｅｘａｍｐｌｅ．ｏｒｇ"), "sakura@example.org");
    }
}
