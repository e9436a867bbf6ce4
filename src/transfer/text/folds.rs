//! Folds of cards that cut a letter between its bytes, as RFC 6350, section 3.2, allows: the letter is
//! made whole before the bytes are decoded.

use std::borrow::Cow;

use encoding_rs::Encoding as Coder;
use memchr::memchr2_iter;

use super::encoding::Encoding;

/// The most bytes that a letter can have in the next line.
const MOST_LEFT: usize = 3;

/// True if the bytes begin as cards do, so a line that begins with a space continues the one before.
pub fn are_cards(bytes: &[u8]) -> bool {
    const BEGIN: &[u8] = b"BEGIN:VCARD";
    let head = bytes.trim_ascii_start().get(..BEGIN.len());
    head.is_some_and(|head| head.eq_ignore_ascii_case(BEGIN))
}

/// Moves each fold that cuts a letter of this encoding behind the letter. Lines keep their numbers, and
/// what has no such fold is borrowed.
pub fn with_whole_letters(bytes: &[u8], encoding: Encoding) -> Cow<'_, [u8]> {
    let Some(coder) = Coder::for_label(encoding.label().as_bytes()) else {
        return Cow::Borrowed(bytes);
    };
    let mut whole: Vec<u8> = Vec::new();
    // Up to here the bytes are in `whole`; here the line begins.
    let (mut copied, mut line) = (0, 0);
    for end in memchr2_iter(b'\n', b'\r', bytes).filter(|end| !is_inner(bytes, *end)) {
        let fold = fold_at(bytes, end);
        line = line.min(end);
        let own = &bytes[line..end];
        line = end + fold.map_or(1, <[u8]>::len);
        let Some(fold) = fold.filter(|_| own.last().is_some_and(|byte| !byte.is_ascii())) else {
            continue;
        };
        let next = &bytes[end + fold.len()..];
        let Some(left) = bytes_left(own, next, coder) else { continue };
        whole.extend_from_slice(&bytes[copied..end]);
        whole.extend_from_slice(&next[..left]);
        whole.extend_from_slice(fold);
        line += left;
        copied = line;
    }
    if copied == 0 {
        return Cow::Borrowed(bytes);
    }
    whole.extend_from_slice(&bytes[copied..]);
    Cow::Owned(whole)
}

/// True for the second byte of `\r\n`.
fn is_inner(bytes: &[u8], at: usize) -> bool {
    bytes[at] == b'\n' && at > 0 && bytes[at - 1] == b'\r'
}

/// Returns the end of a line with the space that makes it a fold.
fn fold_at(bytes: &[u8], end: usize) -> Option<&[u8]> {
    let rest = &bytes[end..];
    let length = if rest.starts_with(b"\r\n") { 2 } else { 1 };
    matches!(rest.get(length)?, b' ' | b'\t').then(|| &rest[..=length])
}

/// Returns how many bytes of the next line belong to the last letter of a line; `None` if that is whole,
/// or cannot be made whole.
fn bytes_left(line: &[u8], next: &[u8], coder: &'static Coder) -> Option<usize> {
    let is_whole =
        |bytes: &[u8]| coder.decode_without_bom_handling_and_without_replacement(bytes).is_some();
    if is_whole(line) {
        return None;
    }
    let mut joined = line.to_vec();
    let fits = |byte: &u8| {
        joined.push(*byte);
        is_whole(&joined)
    };
    next.iter().take(MOST_LEFT).position(fits).map(|at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, encoding: Encoding) {
        let coder = Coder::for_label(encoding.label().as_bytes()).unwrap();
        let (bytes, _, unmappable) = coder.encode(text);
        assert!(!unmappable, "{text}");
        for at in 1..bytes.len() {
            for fold in ["\r\n ", "\n\t", "\r "] {
                let (before, after) = bytes.split_at(at);
                let cut = [before, fold.as_bytes(), after].concat();
                let whole = with_whole_letters(&cut, encoding).into_owned();
                let (read, has_errors) = coder.decode_without_bom_handling(&whole);
                assert!(!has_errors, "{read}");
                assert_eq!(read.replace(fold, ""), text);
            }
        }
    }

    #[test]
    fn a_letter_that_is_cut_anywhere_is_whole_again() {
        check("FN:Uwe Jäger 王小明 สมชาย 🙂", Encoding::Utf8);
        check("FN:王小明", Encoding::Gb18030);
        check("FN:山田 太郎 ｱｲ", Encoding::ShiftJis);
        check("FN:Jäger", Encoding::Windows1252);
    }

    #[test]
    fn two_letters_of_one_line_that_are_cut_are_both_whole() {
        let cut = b"N:J\xc3\r\n \xa4g\xc3\r\n \xa4\r\nFN:\xc3\n \xa4";
        let whole = with_whole_letters(cut, Encoding::Utf8);
        assert_eq!(std::str::from_utf8(&whole), Ok("N:Jä\r\n gä\r\n \r\nFN:ä\n "));
    }

    #[test]
    fn what_has_no_cut_letter_is_borrowed() {
        for bytes in ["N:Jä\r\n ger\r\nFN:é\r\n é".as_bytes(), b"N:J\xe4\r\n ger", b"FN:\xc3\n \n"]
        {
            assert!(matches!(with_whole_letters(bytes, Encoding::Utf8), Cow::Borrowed(_)));
        }
    }
}
