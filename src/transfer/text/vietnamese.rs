//! Composes Vietnamese letters (Unicode Annex 15, NFC) from vowels and combining tone marks, which
//! Windows-1258 keeps apart.

/// Grave, acute, hook above, tilde, dot below.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{309}', '\u{303}', '\u{323}'];

/// Each vowel, followed by its form with each tone.
const VOWELS: [&str; 24] = [
    "aàáảãạ",
    "ăằắẳẵặ",
    "âầấẩẫậ",
    "eèéẻẽẹ",
    "êềếểễệ",
    "iìíỉĩị",
    "oòóỏõọ",
    "ôồốổỗộ",
    "ơờớởỡợ",
    "uùúủũụ",
    "ưừứửữự",
    "yỳýỷỹỵ",
    "AÀÁẢÃẠ",
    "ĂẰẮẲẴẶ",
    "ÂẦẤẨẪẬ",
    "EÈÉẺẼẸ",
    "ÊỀẾỂỄỆ",
    "IÌÍỈĨỊ",
    "OÒÓỎÕỌ",
    "ÔỒỐỔỖỘ",
    "ƠỜỚỞỠỢ",
    "UÙÚỦŨỤ",
    "ƯỪỨỬỮỰ",
    "YỲÝỶỸỴ",
];

/// Composes every vowel and the tone mark that follows it into one letter.
pub fn compose(text: &str) -> String {
    let mut composed = String::with_capacity(text.len());
    for letter in text.chars() {
        let tone = TONES.iter().position(|tone| *tone == letter);
        let joined = tone.and_then(|tone| with_tone(composed.chars().next_back()?, tone));
        if joined.is_some() {
            composed.pop();
        }
        composed.push(joined.unwrap_or(letter));
    }
    composed
}

fn with_tone(vowel: char, tone: usize) -> Option<char> {
    VOWELS.iter().find(|row| row.starts_with(vowel))?.chars().nth(tone + 1)
}

/// Undoes [`compose`], for tests that write Windows-1258.
#[cfg(test)]
pub fn decompose(text: &str) -> String {
    let mut apart = String::new();
    for letter in text.chars() {
        let found = VOWELS.iter().find_map(|row| {
            let tone = row.chars().skip(1).position(|known| known == letter)?;
            Some([row.chars().next()?, TONES[tone]])
        });
        match found {
            Some(pair) => apart.extend(pair),
            None => apart.push(letter),
        }
    }
    apart
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_tones_become_one_letter() {
        assert_eq!(compose("Nguyê\u{303}n Thi\u{323} A\u{301}nh"), "Nguyễn Thị Ánh");
        assert_eq!(compose(&decompose("ĐẶNG Hữu Nghị")), "ĐẶNG Hữu Nghị");
        assert_eq!(compose("z\u{301}\u{301}"), "z\u{301}\u{301}");
    }
}
