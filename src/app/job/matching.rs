//! Who is who: by e-mail, by telephone number, by name and company, by name alone. Names decide
//! along: a family shares an address and an office its number, and they are several people.

use std::collections::HashMap;

use xxhash_rust::xxh64::{Xxh64, xxh64};

use super::planned::MatchedBy;
use domain::{
    COMPANY, Dialling, Fields, KindId, Value, company, company_identity, contact, fold_into,
    national_forms, normalised_hash, phone_digits,
};
use replica::Spreading;

/// An address that more people share than this is nobody's own.
const MOST_SHARED: usize = 32;
/// Shorter numbers are extensions.
const SHORTEST_NUMBER: usize = 6;

/// What a record or a row is compared by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Traits {
    kind: KindId,
    /// The words of the name, folded, in the order of their letters.
    words: Box<str>,
    /// How they are reached, as hashes, the surest first.
    ways: Vec<(Way, u64)>,
    /// 0 where there is none.
    company: u64,
}

/// A way to reach somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    Email,
    /// A number as it stands, or in international form.
    Phone,
    /// A form of a number that does not say its country.
    AtHome,
    /// The form of a number that does.
    FromAbroad,
}

impl Way {
    /// The key of a form; of those that cannot be the same number it is another one.
    fn key(self, hash: u64) -> u64 {
        if self == Self::FromAbroad { !hash } else { hash }
    }

    /// In which ways the same number may be written.
    fn sought(self) -> &'static [Self] {
        match self {
            Self::Email => &[Self::Email],
            Self::Phone => &[Self::Phone],
            Self::AtHome => &[Self::AtHome, Self::FromAbroad],
            Self::FromAbroad => &[Self::AtHome],
        }
    }
}

/// Reads what people are compared by, and remembers what costs something to find out.
#[derive(Debug, Default)]
pub struct Reading {
    dialling: Dialling,
    /// Companies by their texts: many people work for one.
    companies: HashMap<u64, u64, Spreading>,
    folded: String,
}

impl Reading {
    /// Numbers are read as in this country.
    pub fn new(dialling: Dialling) -> Self {
        Self { dialling, ..Self::default() }
    }

    /// What a record or draft is compared by. `works_for` is the name of a contact's company.
    pub fn traits(&mut self, kind: KindId, record: &impl Fields, works_for: &str) -> Traits {
        if kind == COMPANY {
            let company = self.company(&record.said(company::NAME));
            return Traits { kind, words: Box::default(), ways: Vec::new(), company };
        }
        self.folded.clear();
        for field in [contact::GIVEN, contact::MIDDLE, contact::FAMILY] {
            fold_into(&record.said(field), &mut self.folded);
            self.folded.push(' ');
        }
        let words = in_order(&self.folded);
        let mut ways = Vec::with_capacity(2);
        record.look_at_all(contact::EMAILS, &mut |value| self.email(value, &mut ways));
        record.look_at_all(contact::PHONES, &mut |value| self.phone(value, &mut ways));
        ways.sort_by_key(|(way, _)| *way);
        Traits { kind, words, ways, company: self.company(works_for) }
    }

    fn company(&mut self, name: &str) -> u64 {
        if name.trim().is_empty() {
            return 0;
        }
        *self.companies.entry(xxh64(name.as_bytes(), 0)).or_insert_with(|| company_identity(name))
    }

    fn email(&mut self, value: &Value, ways: &mut Vec<(Way, u64)>) {
        self.folded.clear();
        fold_into(value.as_text().unwrap_or_default().trim(), &mut self.folded);
        if self.folded.contains('@') {
            ways.push((Way::Email, hashed("@", &self.folded)));
        }
    }

    fn phone(&self, value: &Value, ways: &mut Vec<(Way, u64)>) {
        let phone = value.as_text().unwrap_or_default();
        let digits = phone_digits(phone, self.dialling);
        if digits.len() < SHORTEST_NUMBER {
            return;
        }
        ways.push((Way::Phone, hashed("+", &digits)));
        if self.dialling.code.is_none() {
            let known = ways.len();
            let mut push = |way: &str, form: &str| ways.push((Way::AtHome, hashed(way, form)));
            if national_forms(phone, &digits, &mut push) {
                ways[known..].iter_mut().for_each(|(way, _)| *way = Way::FromAbroad);
            }
        }
    }
}

/// The words of a text in the order of their letters.
fn in_order(text: &str) -> Box<str> {
    let mut words: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.sort_unstable();
    words.join(" ").into()
}

fn hashed(way: &str, text: &str) -> u64 {
    let mut hash = Xxh64::new(0);
    hash.update(way.as_bytes());
    hash.update(text.as_bytes());
    hash.digest()
}

impl Traits {
    /// Under what it is kept.
    pub fn keys(&self) -> impl Iterator<Item = u64> + '_ {
        let ways = self.ways.iter().map(|(way, hash)| way.key(*hash));
        ways.chain(self.name_keys().map(|(key, _)| key))
    }

    fn ways(&self, wanted: &'static [Way]) -> impl Iterator<Item = (Way, u64)> + '_ {
        self.ways.iter().filter(|(way, _)| wanted.contains(way)).copied()
    }

    fn name_keys(&self) -> impl Iterator<Item = (u64, MatchedBy)> {
        if self.kind == COMPANY {
            let key = (self.company != 0).then_some((!self.company, MatchedBy::Name));
            return [key, None].into_iter().flatten();
        }
        let name = normalised_hash(self.words.as_bytes());
        let key = |key, by| (!self.words.is_empty()).then_some((key, by));
        let at_work = key(name ^ self.company.rotate_left(17), MatchedBy::NameAndCompany);
        [at_work.filter(|_| self.company != 0), key(name, MatchedBy::Name)].into_iter().flatten()
    }

    /// Whether both say how they are reached in one of these ways, and it is not the same.
    fn differ(&self, other: &Self, wanted: &'static [Way]) -> bool {
        let mut mine = self.ways(wanted).peekable();
        let same = |(way, hash): (Way, u64)| {
            other.ways(wanted).any(|(known, of)| of == hash && way.sought().contains(&known))
        };
        mine.peek().is_some() && other.ways(wanted).next().is_some() && !mine.any(same)
    }

    /// Whether both can be the same person, found in this way. `apart` asks for more: the rows of one
    /// list are most often different people.
    fn can_be(&self, other: &Self, by: MatchedBy, apart: bool) -> bool {
        if self.kind != other.kind {
            return false;
        }
        match by {
            MatchedBy::Email | MatchedBy::Phone => names_agree(&self.words, &other.words),
            MatchedBy::NameAndCompany => {
                let reached_otherwise = self.differ(other, &[Way::Email])
                    || self.differ(other, &[Way::Phone, Way::AtHome, Way::FromAbroad]);
                self.words == other.words
                    && self.company == other.company
                    && !(apart && reached_otherwise)
            }
            MatchedBy::Name if self.kind == COMPANY => self.company == other.company,
            MatchedBy::Name => {
                let companies_agree =
                    self.company == other.company || self.company == 0 || other.company == 0;
                let reachable = !self.ways.is_empty() || !other.ways.is_empty();
                !apart && !reachable && companies_agree && self.words == other.words
            }
        }
    }
}

/// Whether every word of the shorter name is in the longer one, whole or as its beginning: `A. Lee`
/// and `Anna Maria Lee`. A name that is missing agrees with any.
fn names_agree(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let one: Vec<&str> = one.split_whitespace().collect();
    let other: Vec<&str> = other.split_whitespace().collect();
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let begins = |a: &str, b: &str| {
        let letters = a.chars().count();
        b.starts_with(a) && (letters == 1 || letters >= 3)
    };
    short.iter().all(|word| {
        long.iter().any(|known| known == word || begins(word, known) || begins(known, word))
    })
}

/// Those who are known, with what the caller calls them.
#[derive(Clone, Debug, Default)]
pub struct Known<T> {
    people: Vec<(Traits, T)>,
    /// For each key the last entry of a chain.
    heads: HashMap<u64, u32, Spreading>,
    /// Who an entry is, and the entry before it under the same key.
    entries: Vec<(u32, u32)>,
}

const NO_ENTRY: u32 = u32::MAX;

impl<T: Copy> Known<T> {
    /// Nobody yet.
    pub fn new() -> Self {
        Self { people: Vec::new(), heads: HashMap::default(), entries: Vec::new() }
    }

    /// Adds somebody.
    pub fn add(&mut self, traits: Traits, who: T) {
        let place = self.people.len() as u32;
        for key in traits.keys() {
            let entry = self.entries.len() as u32;
            let before = self.heads.insert(key, entry).unwrap_or(NO_ENTRY);
            self.entries.push((place, before));
        }
        self.people.push((traits, who));
    }

    /// Who this is, and by what that is known: the one who was added first. `apart` says for each
    /// whether it stands in the same list.
    pub fn find(&self, traits: &Traits, apart: impl Fn(T) -> bool) -> Option<(T, MatchedBy)> {
        let sure = traits.ways.iter().filter_map(|(way, hash)| match way {
            Way::Email => Some((*hash, MatchedBy::Email)),
            Way::Phone => Some((*hash, MatchedBy::Phone)),
            Way::AtHome | Way::FromAbroad => None,
        });
        let first = |(key, by): (u64, MatchedBy)| {
            let place = *self.fitting(key, by, traits, &apart).last()?;
            Some((self.people.get(place as usize)?.1, by))
        };
        sure.into_iter()
            .find_map(first)
            .or_else(|| self.only(traits, &apart))
            .or_else(|| traits.name_keys().find_map(first))
    }

    /// The only one whose number may be the same, written with the country or without.
    fn only(&self, traits: &Traits, apart: &impl Fn(T) -> bool) -> Option<(T, MatchedBy)> {
        let mut found = None;
        for (way, hash) in traits.ways(&[Way::AtHome, Way::FromAbroad]) {
            for sought in way.sought() {
                for place in self.fitting(sought.key(hash), MatchedBy::Phone, traits, apart) {
                    if found.is_some_and(|known| known != place) {
                        return None;
                    }
                    found = Some(place);
                }
            }
        }
        Some((self.people.get(found? as usize)?.1, MatchedBy::Phone))
    }

    /// Those under a key who can be this person, the last added first; none where too many share it.
    fn fitting(
        &self,
        key: u64,
        by: MatchedBy,
        traits: &Traits,
        apart: &impl Fn(T) -> bool,
    ) -> Vec<u32> {
        let mut fitting = Vec::new();
        let mut entry = self.heads.get(&key).copied().unwrap_or(NO_ENTRY);
        for shared in 0.. {
            let Some((place, before)) = self.entries.get(entry as usize) else { break };
            if shared == MOST_SHARED {
                return Vec::new();
            }
            let (known, who) = &self.people[*place as usize];
            if known.can_be(traits, by, apart(*who)) {
                fitting.push(*place);
            }
            entry = *before;
        }
        fitting
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{CONTACT, Draft};

    fn person(name: &[&str], works_for: &str, email: &str, phone: &str) -> Traits {
        let mut draft = Draft::new(CONTACT);
        draft.set_text(contact::GIVEN, name[0]);
        draft.set_text(contact::FAMILY, name[1]);
        draft.push(contact::EMAILS, "", Value::Text(email.into()));
        draft.push(contact::PHONES, "", Value::Text(phone.into()));
        Reading::new(Dialling::of_country("VN")).traits(CONTACT, &draft, works_for)
    }

    fn check(known: Traits, row: &Traits, expect: Option<MatchedBy>) {
        let mut all = Known::new();
        all.add(person(&["Somebody", "Else"], "Other", "else@x.org", "0111 222 333"), 1);
        all.add(known, 2);
        assert_eq!(all.find(row, |_| false).map(|(_, by)| by), expect, "{row:?}");
    }

    #[test]
    fn people_are_recognized_by_addresses_numbers_and_names_at_their_company() {
        let ann = || person(&["Anna", "Lee"], "Acme Ltd.", "Anna@x.org", "0912 345 678");
        check(ann(), &person(&["A.", "Lee"], "", "anna@X.org", ""), Some(MatchedBy::Email));
        check(ann(), &person(&["", ""], "", "", "+84 912 345 678"), Some(MatchedBy::Phone));
        check(
            ann(),
            &person(&["Lee", "Ánna"], "acme ltd", "new@x.org", ""),
            Some(MatchedBy::NameAndCompany),
        );
        check(ann(), &person(&["Anna", "Lee"], "", "", ""), None);
        check(ann(), &person(&["Anna", "Lee"], "Other", "", ""), None);
        let plain = || person(&["Anna", "Lee"], "", "", "");
        check(plain(), &person(&["Anna", "Lee"], "Acme", "", ""), Some(MatchedBy::Name));
    }

    #[test]
    fn those_who_share_an_address_are_not_one_person() {
        let ann = || person(&["Anna", "Lee"], "Acme", "office@x.org", "0912 345 678");
        check(ann(), &person(&["Bob", "Lee"], "Acme", "office@x.org", ""), None);
        check(ann(), &person(&["Bob", "Cho"], "Acme", "", "0912 345 678"), None);
    }

    #[test]
    fn two_rows_of_one_list_are_one_person_only_where_they_say_so() {
        let ann = |email: &str| person(&["Anna", "Lee"], "Acme", email, "");
        let mut list = Known::new();
        list.add(ann("a@x.org"), 1);
        assert_eq!(list.find(&ann("b@x.org"), |_| true), None);
        assert_eq!(list.find(&ann("b@x.org"), |_| false), Some((1, MatchedBy::NameAndCompany)));
        assert_eq!(list.find(&ann("a@x.org"), |_| true), Some((1, MatchedBy::Email)));
    }

    #[test]
    fn an_address_of_a_whole_town_is_nobodys() {
        let mut all = Known::new();
        for number in 0..100 {
            all.add(person(&["", ""], "", "info@x.org", ""), number);
        }
        assert_eq!(all.find(&person(&["", ""], "", "info@x.org", ""), |_| false), None);
    }

    #[test]
    fn a_number_is_recognized_with_its_country_and_without_where_only_one_person_fits() {
        let with = |given: &str, phone: &str| {
            let mut draft = Draft::new(CONTACT);
            draft.set_text(contact::GIVEN, given);
            draft.push(contact::PHONES, "", Value::Text(phone.into()));
            Reading::new(Dialling::default()).traits(CONTACT, &draft, "")
        };
        let found = |known: &[(&str, &str)], row: (&str, &str)| {
            let mut all = Known::new();
            for ((given, phone), who) in known.iter().zip(1..) {
                all.add(with(given, phone), who);
            }
            all.find(&with(row.0, row.1), |_| false)
        };
        let one = |known: &str, row: &str| {
            found(&[("Anna", known), ("Bo", "+1 999 999 9999")], ("Anna", row))
        };
        let phone = Some((1, MatchedBy::Phone));
        assert_eq!(one("0903 123 456", "+84 903 123 456"), phone);
        assert_eq!(one("+84 903 123 456", "0903 123 456"), phone);
        assert_eq!(one("(415) 555-0132", "+1-415-555-0132"), phone);
        assert_eq!(one("+1-415-555-0132", "(415) 555-0132"), phone);
        assert_eq!(one("0903123456", "903 123 456"), phone);
        // Two that say their countries are two numbers.
        assert_eq!(one("+84 903 123 456", "+66 903 123 456"), None);
        assert_eq!(found(&[("Bo", "+84 903 123 456")], ("Anna", "0903 123 456")), None);
        let two = [("Anna", "+84 903 123 456"), ("Anna", "+66 903 123 456")];
        assert_eq!(found(&two, ("Anna", "0903 123 456")), None);
    }
}
