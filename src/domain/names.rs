//! Names of people: in which order they are shown, their initials, and how a name that came as one
//! text is taken apart.

use std::borrow::Cow;

use super::contact::{
    ADDRESSES, EMAILS, FAMILY, GIVEN, LANGUAGE, MIDDLE, NAME_ORDER, NICKNAME, PHONES, PREFIX,
    SUFFIX,
};
use super::{Fields, Value};

/// The order of a person's names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameOrder {
    /// Given name first: Anna Miller.
    GivenFirst,
    /// Family name first, with spaces: Nguyễn Thị Ánh, Kovács Béla.
    FamilyFirst,
    /// Family name first, without spaces: 王小明.
    FamilyFirstJoined,
}

/// The parts of a name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameParts {
    /// Family name.
    pub family: String,
    /// Middle name.
    pub middle: String,
    /// Given name.
    pub given: String,
}

/// The name of a contact as a list shows it, and where there is no name, the nickname, an e-mail
/// address or a phone number. Empty where there is nothing at all.
pub fn display_name(contact: &impl Fields) -> String {
    let parts = parts_of(contact);
    let name = join_name(&parts, order_of(contact, &parts));
    if !name.is_empty() {
        return name;
    }
    let nickname = contact.text(NICKNAME);
    if !nickname.trim().is_empty() {
        return nickname;
    }
    let first = |field| contact.texts(field).into_iter().next();
    first(EMAILS).or_else(|| first(PHONES)).unwrap_or_default()
}

/// The full name with title and suffix, as a letter has it.
pub fn formal_name(contact: &impl Fields) -> String {
    let name = display_name(contact);
    let parts = [contact.text(PREFIX), name, contact.text(SUFFIX)];
    let filled: Vec<&str> =
        parts.iter().map(|part| part.trim()).filter(|p| !p.is_empty()).collect();
    filled.join(" ")
}

/// The order of a contact's names: as set, else by script, language, country and letters.
pub fn name_order(contact: &impl Fields) -> NameOrder {
    order_of(contact, &parts_of(contact))
}

fn order_of(contact: &impl Fields, parts: &Parts<'_>) -> NameOrder {
    let letters = || parts.family.chars().chain(parts.given.chars());
    let joined = letters().next().is_some()
        && letters().all(|letter| is_han_or_hangul(letter) || letter == ' ');
    match contact.said(NAME_ORDER).as_ref() {
        "given" => return NameOrder::GivenFirst,
        "family" if joined => return NameOrder::FamilyFirstJoined,
        "family" => return NameOrder::FamilyFirst,
        _ => {}
    }
    if joined {
        return NameOrder::FamilyFirstJoined;
    }
    let language = contact.said(LANGUAGE);
    let language = language.split('-').next().unwrap_or_default();
    if !language.is_empty() {
        return if matches!(language, "vi" | "hu") {
            NameOrder::FamilyFirst
        } else {
            NameOrder::GivenFirst
        };
    }
    if looks_vietnamese(parts) || looks_hungarian(parts) || lives_family_first(contact, parts) {
        NameOrder::FamilyFirst
    } else {
        NameOrder::GivenFirst
    }
}

/// One or two letters for a round picture.
pub fn initials(contact: &impl Fields) -> String {
    let parts = parts_of(contact);
    let order = order_of(contact, &parts);
    let last_word = |text: &str| text.split_whitespace().next_back().unwrap_or_default().to_owned();
    let picked = match order {
        NameOrder::FamilyFirstJoined => {
            let whole = join_name(&parts, order);
            return whole.chars().next().map(String::from).unwrap_or_default();
        }
        NameOrder::FamilyFirst => [parts.family.clone(), last_word(&parts.given).into()],
        NameOrder::GivenFirst => [parts.given.clone(), parts.family.clone()],
    };
    let letters: String = picked.iter().filter_map(|part| initial(part)).collect();
    if letters.is_empty() {
        initial(&display_name(contact)).map(String::from).unwrap_or_default()
    } else {
        letters
    }
}

/// The first letter of a word as it is written (a screen shows it in upper case); a Thai vowel that
/// stands before its consonant is passed over.
pub fn initial(word: &str) -> Option<char> {
    word.chars().find(|c| c.is_alphanumeric() && !matches!(*c, 'เ'..='ไ'))
}

/// Takes apart a name that came as one text, by the convention of its script and letters.
pub fn split_name(text: &str) -> NameParts {
    let words: Vec<&str> = text.split_whitespace().collect();
    if let [word] = words.as_slice() {
        return split_word(word);
    }
    if let Some((family, given)) = text.split_once(',') {
        return NameParts {
            family: family.trim().into(),
            given: given.trim().into(),
            ..NameParts::default()
        };
    }
    let family_first = {
        let parts = Parts {
            family: words.first().copied().unwrap_or_default().into(),
            middle: words.join(" ").into(),
            given: Cow::Borrowed(""),
        };
        looks_vietnamese(&parts)
    };
    match words.as_slice() {
        [] => NameParts::default(),
        [family, middle @ .., given] if family_first => {
            NameParts { family: (*family).into(), middle: middle.join(" "), given: (*given).into() }
        }
        [given, middle @ .., family] => {
            NameParts { given: (*given).into(), middle: middle.join(" "), family: (*family).into() }
        }
        [only] => split_word(only),
    }
}

fn split_word(word: &str) -> NameParts {
    let letters: Vec<char> = word.chars().collect();
    let han = letters.iter().all(|letter| is_han_or_hangul(*letter));
    // Two-character family names are rare enough that only the most frequent are known here.
    let double = ["欧阳", "司马", "上官", "诸葛", "东方", "尉迟", "公孙", "慕容", "司徒", "歐陽"];
    let family = match letters.len() {
        2..=3 if han => 1,
        4 if han => 2,
        _ => 0,
    };
    let family =
        if letters.len() == 3 && double.iter().any(|d| word.starts_with(d)) { 2 } else { family };
    NameParts {
        family: letters.iter().take(family).collect(),
        given: letters.iter().skip(family).collect(),
        middle: String::new(),
    }
}

/// The parts of a name, as whatever holds them has them.
struct Parts<'a> {
    family: Cow<'a, str>,
    middle: Cow<'a, str>,
    given: Cow<'a, str>,
}

fn parts_of<'a>(contact: &'a impl Fields) -> Parts<'a> {
    let trimmed = |field| match contact.said(field) {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) if text.trim().len() == text.len() => Cow::Owned(text),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    };
    Parts { family: trimmed(FAMILY), middle: trimmed(MIDDLE), given: trimmed(GIVEN) }
}

fn join_name(parts: &Parts<'_>, order: NameOrder) -> String {
    let Parts { family, middle, given } = parts;
    let (ordered, separator) = match order {
        NameOrder::GivenFirst => ([given, middle, family], " "),
        NameOrder::FamilyFirst => ([family, middle, given], " "),
        NameOrder::FamilyFirstJoined => ([family, middle, given], ""),
    };
    let filled: Vec<&str> =
        ordered.iter().map(|part| part.as_ref()).filter(|p| !p.is_empty()).collect();
    filled.join(separator)
}

pub(super) fn is_han_or_hangul(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}' | '\u{ac00}'..='\u{d7a3}')
}

fn looks_vietnamese(parts: &Parts<'_>) -> bool {
    const FAMILIES: [&str; 24] = [
        "nguyễn", "trần", "lê", "phạm", "hoàng", "huỳnh", "phan", "vũ", "võ", "đặng", "bùi", "đỗ",
        "hồ", "ngô", "dương", "lý", "đinh", "đoàn", "trịnh", "mai", "tô", "lâm", "cao", "chu",
    ];
    let written = |letter: char| {
        matches!(letter, 'ă' | 'Ă' | 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | '\u{1ea0}'..='\u{1ef9}')
    };
    let rest = [&parts.middle, &parts.given];
    let marked = |text: &str| text.chars().any(written);
    let is_family =
        |known: &&str| parts.family.chars().flat_map(char::to_lowercase).eq(known.chars());
    marked(&parts.family)
        || (rest.iter().any(|part| !part.is_ascii()) && FAMILIES.iter().any(is_family))
}

fn looks_hungarian(parts: &Parts<'_>) -> bool {
    let both = [&parts.family, &parts.given];
    both.iter().any(|part| part.chars().any(|letter| matches!(letter, 'ő' | 'Ő' | 'ű' | 'Ű')))
}

/// An address or a number in Hungary or Vietnam decides only for names that are not plain English:
/// a Peter Miller in Budapest stays Peter Miller.
fn lives_family_first(contact: &impl Fields, parts: &Parts<'_>) -> bool {
    if parts.family.is_ascii() && parts.given.is_ascii() {
        return false;
    }
    let in_country = |country: &str| {
        matches!(
            country.trim().to_lowercase().as_str(),
            "hu" | "hungary" | "magyarország" | "vn" | "vietnam" | "viet nam" | "việt nam"
        )
    };
    let mut lives = false;
    contact.look_at_all(ADDRESSES, &mut |value| {
        lives |= matches!(value, Value::Address(address) if in_country(&address.country));
    });
    contact.look_at_all(PHONES, &mut |value| {
        let phone = value.as_text().unwrap_or_default();
        lives |= phone.starts_with("+36") || phone.starts_with("+84");
    });
    lives
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{CONTACT, Draft};

    fn person(family: &str, middle: &str, given: &str) -> Draft {
        let mut draft = Draft::new(CONTACT);
        draft.set_text(FAMILY, family);
        draft.set_text(MIDDLE, middle);
        draft.set_text(GIVEN, given);
        draft
    }

    #[test]
    fn names_are_shown_in_the_order_of_the_person() {
        assert_eq!(display_name(&person("Nguyễn", "Thị", "Ánh")), "Nguyễn Thị Ánh");
        assert_eq!(display_name(&person("王", "", "小明")), "王小明");
        assert_eq!(display_name(&person("Miller", "", "Anna")), "Anna Miller");
        assert_eq!(display_name(&person("Nguyen", "", "Peter")), "Peter Nguyen");
        assert_eq!(display_name(&person("ใจดี", "", "สมชาย")), "สมชาย ใจดี");
    }

    #[test]
    fn language_country_and_the_users_word_decide_what_letters_do_not() {
        let mut bela = person("Kovács", "", "Béla");
        assert_eq!(display_name(&bela), "Béla Kovács");
        bela.push(PHONES, "", Value::Text("+36 30 123 4567".into()));
        assert_eq!(display_name(&bela), "Kovács Béla");
        bela.set_text(NAME_ORDER, "given");
        assert_eq!(display_name(&bela), "Béla Kovács");
        let mut eszter = person("Szabo", "", "Eszter");
        eszter.set_text(LANGUAGE, "hu");
        assert_eq!(display_name(&eszter), "Szabo Eszter");
    }

    #[test]
    fn initials_follow_the_order_and_the_script() {
        assert_eq!(initials(&person("Nguyễn", "Thị", "Ánh")), "NÁ");
        assert_eq!(initials(&person("王", "", "小明")), "王");
        assert_eq!(initials(&person("Miller", "", "anna")), "aM");
        assert_eq!(initials(&person("ใจดี", "", "สมชาย")), "สจ");
        assert_eq!(initials(&person("", "", "🙂")), "");
    }

    #[test]
    fn a_name_in_one_text_is_taken_apart_by_its_convention() {
        let parts = |text| {
            let NameParts { family, middle, given } = split_name(text);
            format!("{family}|{middle}|{given}")
        };
        assert_eq!(parts("Nguyễn Thị Ánh"), "Nguyễn|Thị|Ánh");
        assert_eq!(parts("王小明"), "王||小明");
        assert_eq!(parts("欧阳修"), "欧阳||修");
        assert_eq!(parts("Anna Maria Miller"), "Miller|Maria|Anna");
        assert_eq!(parts("Doe, John"), "Doe||John");
        assert_eq!(parts("Madonna"), "||Madonna");
        assert_eq!(parts(""), "||");
    }

    #[test]
    fn who_has_no_name_is_shown_by_what_there_is() {
        let mut draft = Draft::new(CONTACT);
        assert_eq!(display_name(&draft), "");
        draft.push(EMAILS, "", Value::Text("ann@example.com".into()));
        assert_eq!(display_name(&draft), "ann@example.com");
        assert_eq!(initials(&draft), "a");
    }
}
