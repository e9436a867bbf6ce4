//! Names of people: their order, their initials, and splitting a name that came as one text.

use std::borrow::Cow;

use super::contact::{
    EMAILS, FAMILY, GIVEN, LANGUAGE, MIDDLE, NAME_ORDER, NICKNAME, PHONES, PREFIX, SUFFIX,
};
use super::name_signs::{
    Home, home_of, is_hungarian_given, is_vietnamese, says_home, sounds_hungarian,
};
use super::{Dialing, Fields, settings};

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

/// The name that comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WhichFirst {
    /// The given name.
    Given,
    /// The family name.
    Family,
}

/// The user's settings about names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NameHabits {
    /// The name that comes first with everybody; `None` for the order of each person's language.
    pub first: Option<WhichFirst>,
    /// The user's country: numbers without a country code belong there.
    pub dialing: Dialing,
}

impl NameHabits {
    /// Reads the settings.
    pub fn of_settings(settings: &impl Fields) -> Self {
        let first = WhichFirst::of_key(&settings.said(settings::NAME_ORDER));
        Self { first, dialing: Dialing::of_settings(settings) }
    }
}

impl WhichFirst {
    /// Returns the value of a choice's key; `None` for any other text.
    fn of_key(key: &str) -> Option<Self> {
        match key {
            "given" => Some(Self::Given),
            "family" => Some(Self::Family),
            _ => None,
        }
    }
}

/// Returns a contact's name as a list shows it; without a name the nickname, an email address or a
/// phone number. Empty if there is nothing at all.
pub fn display_name(contact: &impl Fields, habits: NameHabits) -> String {
    let parts = parts_of(contact);
    shown(contact, &parts, order_of(contact, &parts, habits))
}

fn shown(contact: &impl Fields, parts: &Parts<'_>, order: NameOrder) -> String {
    let name = join_name(parts, order);
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

/// Returns the full name with title and suffix, as in a letter.
pub fn formal_name(contact: &impl Fields, habits: NameHabits) -> String {
    let name = display_name(contact, habits);
    let parts = [contact.text(PREFIX), name, contact.text(SUFFIX)];
    let filled: Vec<&str> =
        parts.iter().map(|part| part.trim()).filter(|p| !p.is_empty()).collect();
    filled.join(" ")
}

/// Returns the order of a contact's names. The first of these that applies decides:
///
/// 1. the contact's own "Order of names";
/// 2. Chinese characters and Hangul: family name first, without a space;
/// 3. the user's setting, if it sets one order for everybody;
/// 4. the contact's language: family name first in Vietnamese, Hungarian, Chinese, Japanese and
///    Korean, given name first in any other;
/// 5. a name that is Vietnamese by its syllables: family name first;
/// 6. the country of the first address that names one: family name first in Hungary, also for John
///    Smith, whose language or own order can say otherwise;
/// 7. where no address does, the country of the first number: family name first in Hungary, if the
///    name sounds so, too, or the user is there. A number alone turns no John Doe round: many keep
///    one of a country that they are guests in;
/// 8. where nothing tells the country and the user is in Hungary, a given name of that country:
///    family name first.
///
/// All others are given name first. Accents decide nothing: Horváth and Horvath are one name. Nor do
/// Hungarian letters, then; given names, frequent family names and spelling tell a Hungarian name.
pub fn name_order(contact: &impl Fields, habits: NameHabits) -> NameOrder {
    order_of(contact, &parts_of(contact), habits)
}

fn order_of(contact: &impl Fields, parts: &Parts<'_>, habits: NameHabits) -> NameOrder {
    let mut letters = parts.family.chars().chain(parts.given.chars()).peekable();
    let joined =
        letters.peek().is_some() && letters.all(|letter| is_han_or_hangul(letter) || letter == ' ');
    let own = WhichFirst::of_key(&contact.said(NAME_ORDER));
    if joined && own != Some(WhichFirst::Given) {
        return NameOrder::FamilyFirstJoined;
    }
    match own.or(habits.first).unwrap_or_else(|| order_of_person(contact, parts, habits)) {
        WhichFirst::Given => NameOrder::GivenFirst,
        WhichFirst::Family => NameOrder::FamilyFirst,
    }
}

fn order_of_person(
    contact: &impl Fields,
    parts: &Parts<'_>,
    NameHabits { dialing, .. }: NameHabits,
) -> WhichFirst {
    let language = contact.said(LANGUAGE);
    let language = language.split('-').next().unwrap_or_default();
    let is_family = if language.is_empty() {
        let home = home_of(contact, dialing);
        is_vietnamese(&parts.family, &[&parts.middle, &parts.given], home)
            || is_of_hungary(contact, parts, home, dialing)
    } else {
        matches!(language, "vi" | "hu" | "zh" | "ja" | "ko")
    };
    if is_family { WhichFirst::Family } else { WhichFirst::Given }
}

fn is_of_hungary(
    contact: &impl Fields,
    parts: &Parts<'_>,
    home: Option<Home>,
    user: Dialing,
) -> bool {
    let with_user = || Home::of_dialing(user) == Some(Home::Hungary);
    match home {
        Some(Home::Hungary) => {
            with_user() || sounds_hungarian(&parts.family, &parts.given) || says_home(contact)
        }
        Some(_) => false,
        None => with_user() && is_hungarian_given(&parts.given),
    }
}

/// Returns what [`display_name`] gives and, if there are two parts, the name in the other order
/// with the part that leads it.
pub fn names_in_lists(
    contact: &impl Fields,
    habits: NameHabits,
) -> (String, Option<(WhichFirst, String)>) {
    let parts = parts_of(contact);
    let order = order_of(contact, &parts, habits);
    let name = shown(contact, &parts, order);
    let Parts { family, middle, given } = &parts;
    if family.is_empty() || given.is_empty() {
        return (name, None);
    }
    let (led_by, words) = match order {
        NameOrder::GivenFirst => (WhichFirst::Family, [family, given, middle]),
        NameOrder::FamilyFirst | NameOrder::FamilyFirstJoined => {
            (WhichFirst::Given, [given, family, middle])
        }
    };
    let space = if order == NameOrder::FamilyFirstJoined { "" } else { " " };
    let otherwise = words.map(|word| word.as_ref()).join(space).trim_end().to_owned();
    (name, Some((led_by, otherwise)))
}

/// Returns one or two letters for an avatar.
pub fn initials(contact: &impl Fields, habits: NameHabits) -> String {
    let parts = parts_of(contact);
    let order = order_of(contact, &parts, habits);
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
        initial(&display_name(contact, habits)).map(String::from).unwrap_or_default()
    } else {
        letters
    }
}

/// Returns the first letter of a word as written (the screen shows it in upper case); skips a Thai
/// vowel that precedes its consonant.
pub fn initial(word: &str) -> Option<char> {
    word.chars().find(|c| c.is_alphanumeric() && !matches!(*c, 'เ'..='ไ'))
}

/// The trimmed parts of a name, borrowed if possible.
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

#[cfg(test)]
mod tests;
