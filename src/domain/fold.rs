//! Folding: the form of a text in which a search compares it. Drops case, accents, width and Thai
//! tone marks; keeps letters of every script.

use super::fold_table::{LATIN, LATIN_ADDITIONAL};

/// Returns the folded form of a text.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// Appends the folded form of a text.
pub fn fold_into(text: &str, folded: &mut String) {
    if text.is_ascii() {
        let start = folded.len();
        folded.push_str(text);
        folded[start..].make_ascii_lowercase();
        return;
    }
    for letter in text.chars() {
        fold_letter(letter, |folded_letter| folded.push(folded_letter));
    }
}

/// Returns the folded form, and for each of its bytes the original byte that it came from; the last
/// entry is the length of the original. So a hit in the folded text can be marked in the original.
pub fn fold_with_map(text: &str) -> (String, Vec<usize>) {
    let mut folded = String::with_capacity(text.len());
    let mut origins = Vec::with_capacity(text.len() + 1);
    for (origin, letter) in text.char_indices() {
        fold_letter(letter, |folded_letter| {
            folded.push(folded_letter);
            origins.resize(folded.len(), origin);
        });
    }
    origins.push(text.len());
    (folded, origins)
}

fn fold_letter(letter: char, mut push: impl FnMut(char)) {
    let code = u32::from(letter);
    match code {
        0..=0x7f => push(letter.to_ascii_lowercase()),
        0xdf | 0x1e9e => ['s', 's'].into_iter().for_each(push),
        0xe6 | 0xc6 => ['a', 'e'].into_iter().for_each(push),
        0x152 | 0x153 => ['o', 'e'].into_iter().for_each(push),
        0xde | 0xfe => ['t', 'h'].into_iter().for_each(push),
        0xa0 | 0x2000..=0x200a | 0x202f | 0x3000 => push(' '),
        // Combining marks, Thai tone marks and zero-width characters.
        0x300..=0x36f
        | 0xe47..=0xe4e
        | 0x200b..=0x200f
        | 0x202a..=0x202e
        | 0x2066..=0x2069
        | 0xad
        | 0xfe00..=0xfe0f
        | 0xfeff => {}
        0xc0..=0x24f => push_base(letter, LATIN[(code - 0xc0) as usize], push),
        0x1e00..=0x1eff => push_base(letter, LATIN_ADDITIONAL[(code - 0x1e00) as usize], push),
        0x2018..=0x201b => push('\''),
        0x2010..=0x2015 => push('-'),
        0x451 | 0x401 => push('е'),
        // Full-width forms of ASCII.
        0xff01..=0xff5e => {
            let narrow = char::from_u32(code - 0xfee0).unwrap_or(letter);
            push(narrow.to_ascii_lowercase());
        }
        _ => letter.to_lowercase().for_each(push),
    }
}

fn push_base(letter: char, base: u8, mut push: impl FnMut(char)) {
    if base == b'.' {
        letter.to_lowercase().for_each(push);
    } else {
        push(char::from(base));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_case_and_width_are_folded_in_every_language() {
        assert_eq!(fold("Nguyễn Thị Ánh"), "nguyen thi anh");
        assert_eq!(fold("ĐẶNG"), "dang");
        assert_eq!(fold("Győző Ősz"), "gyozo osz");
        assert_eq!(fold("Straße Œuvre Ærø"), "strasse oeuvre aero");
        assert_eq!(fold("ＡＢＣ　１２３"), "abc 123");
        assert_eq!(fold("王小明"), "王小明");
        assert_eq!(fold("น้ำ"), fold("นำ"));
    }

    #[test]
    fn decomposed_letters_fold_like_composed_ones() {
        assert_eq!(fold("Nguye\u{302}\u{303}n"), "nguyen");
    }

    #[test]
    fn each_folded_byte_knows_where_it_came_from() {
        let text = "Thị Ánh";
        let (folded, origins) = fold_with_map(text);
        let start = folded.find("anh").unwrap();
        assert_eq!(&text[origins[start]..origins[start + 3]], "Ánh");
    }
}
