//! Matches people by email, phone number, name and company, or name alone. Names must agree in
//! every case: a family shares an address and an office its number.

use std::collections::HashMap;

use xxhash_rust::xxh64::{Xxh64, xxh64};

use super::planned::MatchedBy;
use domain::{
    By, Dialing, Fields, Identity, KindId, NameHabits, Schema, Value, company_identity, contact,
    fold_into, national_forms, normalized_hash, phone_digits,
};
use replica::IdHashBuilder;

/// An address shared by more people than this identifies nobody.
const MOST_SHARED: usize = 32;
/// Shorter numbers are extensions.
const SHORTEST_NUMBER: usize = 6;

/// The traits by which records and rows are compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Traits {
    kind: KindId,
    identity: Identity,
    /// The words of the name, folded and sorted.
    words: Box<str>,
    /// Hashes of email addresses and phone numbers, the surest kind first.
    ways: Vec<(TraitForm, u64)>,
    /// A hash of the company's name; 0 if there is none.
    company: u64,
    /// True if national forms of numbers find people, because no country was chosen; else they only
    /// tell whether two people of one name are one.
    by_forms: bool,
}

/// The form of a trait: an email address, or a way of writing a phone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum TraitForm {
    Email,
    /// A number as written, or in international form.
    Phone,
    /// A national form of a number written without its country.
    AtHome,
    /// A national form of a number written with its country.
    FromAbroad,
}

impl TraitForm {
    /// Returns the lookup key of a hash. It differs between the two national forms, as two numbers
    /// with countries must not match by them.
    fn key(self, hash: u64) -> u64 {
        if self == Self::FromAbroad { !hash } else { hash }
    }

    /// Returns the ways in which the same number may be written elsewhere.
    fn sought(self) -> &'static [Self] {
        match self {
            Self::Email => &[Self::Email],
            Self::Phone => &[Self::Phone],
            Self::AtHome => &[Self::AtHome, Self::FromAbroad],
            Self::FromAbroad => &[Self::AtHome],
        }
    }
}

/// An extractor of traits that caches what is expensive to compute.
#[derive(Debug, Default)]
pub struct TraitReader {
    dialing: Dialing,
    /// Identities of companies by hash of the name: many people share an employer.
    companies: HashMap<u64, u64, IdHashBuilder>,
    folded: String,
}

impl TraitReader {
    /// Creates a reader that parses numbers as dialed in this country.
    pub fn new(dialing: Dialing) -> Self {
        Self { dialing, ..Self::default() }
    }

    /// Returns the traits of a record or draft. `works_for` is the name of a person's company.
    pub fn traits(&mut self, schema: &Schema, record: &impl Fields, works_for: &str) -> Traits {
        let Schema { kind, identity, .. } = *schema;
        let by_forms = self.dialing.code.is_none();
        let nothing =
            Traits { kind, identity, words: "".into(), ways: Vec::new(), company: 0, by_forms };
        let title = || schema.title_of(record, NameHabits::default());
        match identity {
            Identity::Person => self.person(nothing, record, works_for),
            Identity::Company => Traits { company: self.company(&title()), ..nothing },
            Identity::Title | Identity::Values(_) => {
                self.folded.clear();
                fold_into(&title(), &mut self.folded);
                Traits { words: in_order(&self.folded), ..nothing }
            }
            Identity::Unknown => {
                self.folded.clear();
                fold_into(&title(), &mut self.folded);
                let company = circumstances(schema, record);
                Traits { words: in_order(&self.folded), company, ..nothing }
            }
        }
    }

    fn person(&mut self, nothing: Traits, record: &impl Fields, works_for: &str) -> Traits {
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
        Traits { words, ways, company: self.company(works_for), ..nothing }
    }

    fn company(&mut self, name: &str) -> u64 {
        if name.trim().is_empty() {
            return 0;
        }
        *self.companies.entry(xxh64(name.as_bytes(), 0)).or_insert_with(|| company_identity(name))
    }

    fn email(&mut self, value: &Value, ways: &mut Vec<(TraitForm, u64)>) {
        self.folded.clear();
        fold_into(value.as_text().unwrap_or_default().trim(), &mut self.folded);
        if self.folded.contains('@') {
            ways.push((TraitForm::Email, hashed("@", &self.folded)));
        }
    }

    fn phone(&self, value: &Value, ways: &mut Vec<(TraitForm, u64)>) {
        let phone = value.as_text().unwrap_or_default();
        let digits = phone_digits(phone, self.dialing);
        if digits.len() < SHORTEST_NUMBER {
            return;
        }
        ways.push((TraitForm::Phone, hashed("+", &digits)));
        let known = ways.len();
        let mut push = |way: &str, form: &str| ways.push((TraitForm::AtHome, hashed(way, form)));
        let written = phone_digits(phone, Dialing::default());
        if national_forms(phone, &written, &mut push) {
            ways[known..].iter_mut().for_each(|(way, _)| *way = TraitForm::FromAbroad);
        }
    }
}

/// Returns a hash of when a record is due and whom it is about: with its title, what it says of
/// itself if nothing identifies it.
fn circumstances(schema: &Schema, record: &impl Fields) -> u64 {
    let mut hash = Xxh64::new(1);
    for by in schema.order.iter() {
        if let By::Value(field) = by {
            hash.update(record.text(*field).as_bytes());
            hash.update(&[0]);
        }
    }
    let mut parties = schema.parties_of(record);
    parties.sort_unstable();
    parties.iter().for_each(|party| hash.update(&party.to_bytes()));
    hash.digest()
}

/// Returns a text's words, sorted.
pub(super) fn in_order(text: &str) -> Box<str> {
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
    /// Returns the lookup keys of these traits.
    pub fn keys(&self) -> impl Iterator<Item = u64> + '_ {
        let forms = [TraitForm::AtHome, TraitForm::FromAbroad];
        let ways = self.ways.iter().filter(move |(way, _)| self.by_forms || !forms.contains(way));
        let ways = ways.map(|(way, hash)| way.key(*hash));
        ways.chain(self.name_keys().map(|(key, _)| key))
    }

    fn ways(&self, wanted: &'static [TraitForm]) -> impl Iterator<Item = (TraitForm, u64)> + '_ {
        self.ways.iter().filter(|(way, _)| wanted.contains(way)).copied()
    }

    fn name_keys(&self) -> impl Iterator<Item = (u64, MatchedBy)> {
        if self.identity == Identity::Company {
            let key = (self.company != 0).then_some((!self.company, MatchedBy::Name));
            return [key, None].into_iter().flatten();
        }
        let name = normalized_hash(self.words.as_bytes());
        let key = |key, by| (!self.words.is_empty()).then_some((key, by));
        let by_circumstances = self.identity == Identity::Unknown;
        if by_circumstances {
            return [key(name ^ self.company, MatchedBy::Name), None].into_iter().flatten();
        }
        let at_work = key(name ^ self.company.rotate_left(17), MatchedBy::NameAndCompany);
        [at_work.filter(|_| self.company != 0), key(name, MatchedBy::Name)].into_iter().flatten()
    }

    /// Returns true if both have traits of these kinds, but none in common.
    fn differ(&self, other: &Self, wanted: &'static [TraitForm]) -> bool {
        let has_any = |of: &Self| of.ways(wanted).next().is_some();
        has_any(self) && has_any(other) && !self.share(other, wanted)
    }

    /// Returns true if both have a trait of these kinds in common.
    fn share(&self, other: &Self, wanted: &'static [TraitForm]) -> bool {
        let same = |(way, hash): (TraitForm, u64)| {
            other.ways(wanted).any(|(known, of)| of == hash && way.sought().contains(&known))
        };
        self.ways(wanted).any(same)
    }

    /// Returns true if both can be the same person, found by `by`. `apart`: rows of one file need
    /// stronger evidence, since they are mostly different people.
    fn can_be(&self, other: &Self, by: MatchedBy, apart: bool) -> bool {
        if self.kind != other.kind {
            return false;
        }
        match by {
            MatchedBy::Email | MatchedBy::Phone => names_agree(&self.words, &other.words),
            MatchedBy::NameAndCompany => {
                let reached_otherwise = self.differ(other, &[TraitForm::Email])
                    || self.differ(
                        other,
                        &[TraitForm::Phone, TraitForm::AtHome, TraitForm::FromAbroad],
                    );
                self.words == other.words
                    && self.company == other.company
                    && !(apart && reached_otherwise)
            }
            MatchedBy::Name if self.identity == Identity::Company => self.company == other.company,
            MatchedBy::Name if self.identity == Identity::Unknown => {
                !apart && self.company == other.company && self.words == other.words
            }
            // Decided by the ids themselves.
            MatchedBy::Id | MatchedBy::Happened => false,
            MatchedBy::Name => {
                let companies_agree =
                    self.company == other.company || self.company == 0 || other.company == 0;
                let reachable = !self.ways.is_empty() || !other.ways.is_empty();
                !apart && !reachable && companies_agree && self.words == other.words
            }
        }
    }
}

/// Returns true if every word of the shorter name is in the longer one, whole or as a prefix, as in
/// `A. Lee` and `Anna Maria Lee`. A missing name agrees with any.
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

/// An index of known people, each with the caller's id.
#[derive(Clone, Debug, Default)]
pub struct PeopleIndex<T> {
    people: Vec<(Traits, T)>,
    /// The last entry of the chain for each key.
    heads: HashMap<u64, u32, IdHashBuilder>,
    /// Index of the person, and the previous entry with the same key.
    entries: Vec<(u32, u32)>,
}

const NO_ENTRY: u32 = u32::MAX;

impl<T: Copy> PeopleIndex<T> {
    /// Creates an empty index.
    pub fn new() -> Self {
        Self { people: Vec::new(), heads: HashMap::default(), entries: Vec::new() }
    }

    /// Adds a person.
    pub fn add(&mut self, traits: Traits, who: T) {
        let place = self.people.len() as u32;
        for key in traits.keys() {
            let entry = self.entries.len() as u32;
            let before = self.heads.insert(key, entry).unwrap_or(NO_ENTRY);
            self.entries.push((place, before));
        }
        self.people.push((traits, who));
    }

    /// Finds the first person added that matches, and by which trait. `apart` returns true for rows
    /// of the same file.
    pub fn find(&self, traits: &Traits, apart: impl Fn(T) -> bool) -> Option<(T, MatchedBy)> {
        let sure = traits.ways.iter().filter_map(|(way, hash)| match way {
            TraitForm::Email => Some((*hash, MatchedBy::Email)),
            TraitForm::Phone => Some((*hash, MatchedBy::Phone)),
            TraitForm::AtHome | TraitForm::FromAbroad => None,
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

    /// Finds the one person whose number may be the same, with or without its country; `None` if
    /// there are several. If a country was chosen, the names must be the same, too.
    fn only(&self, traits: &Traits, apart: &impl Fn(T) -> bool) -> Option<(T, MatchedBy)> {
        const FORMS: &[TraitForm] = &[TraitForm::AtHome, TraitForm::FromAbroad];
        let keys: Vec<u64> = if traits.by_forms {
            let sought = |(way, hash): (TraitForm, u64)| {
                way.sought().iter().map(move |sought| sought.key(hash))
            };
            traits.ways(FORMS).flat_map(sought).collect()
        } else {
            traits.name_keys().map(|(key, _)| key).collect()
        };
        let is_one = |place: &u32| {
            let known = &self.people[*place as usize].0;
            traits.by_forms || (known.words == traits.words && known.share(traits, FORMS))
        };
        let mut found = None;
        for key in keys {
            let places = self.fitting(key, MatchedBy::Phone, traits, apart).into_iter();
            for place in places.filter(is_one) {
                if found.is_some_and(|known| known != place) {
                    return None;
                }
                found = Some(place);
            }
        }
        Some((self.people.get(found? as usize)?.1, MatchedBy::Phone))
    }

    /// Returns the matching people under a key, the last added first; empty if too many share the
    /// key.
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
        TraitReader::new(Dialing::of_country("VN")).traits(&contact::SCHEMA, &draft, works_for)
    }

    fn check(known: Traits, row: &Traits, expect: Option<MatchedBy>) {
        let mut all = PeopleIndex::new();
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
        let mut list = PeopleIndex::new();
        list.add(ann("a@x.org"), 1);
        assert_eq!(list.find(&ann("b@x.org"), |_| true), None);
        assert_eq!(list.find(&ann("b@x.org"), |_| false), Some((1, MatchedBy::NameAndCompany)));
        assert_eq!(list.find(&ann("a@x.org"), |_| true), Some((1, MatchedBy::Email)));
    }

    #[test]
    fn an_address_of_a_whole_town_is_nobodys() {
        let mut all = PeopleIndex::new();
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
            TraitReader::new(Dialing::default()).traits(&contact::SCHEMA, &draft, "")
        };
        let found = |known: &[(&str, &str)], row: (&str, &str)| {
            let mut all = PeopleIndex::new();
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
        // Both have countries, and they differ.
        assert_eq!(one("+84 903 123 456", "+66 903 123 456"), None);
        assert_eq!(found(&[("Bo", "+84 903 123 456")], ("Anna", "0903 123 456")), None);
        let two = [("Anna", "+84 903 123 456"), ("Anna", "+66 903 123 456")];
        assert_eq!(found(&two, ("Anna", "0903 123 456")), None);
    }

    #[test]
    fn a_number_of_another_country_than_the_users_is_recognized_only_with_the_same_name() {
        let found = |known: &[(&str, &str)], given: &str, phone: &str| {
            let mut reader = TraitReader::new(Dialing::of_country("DE"));
            let mut with = |given: &str, phone: &str| {
                let mut draft = Draft::new(CONTACT);
                draft.set_text(contact::GIVEN, given);
                draft.push(contact::PHONES, "", Value::Text(phone.into()));
                reader.traits(&contact::SCHEMA, &draft, "")
            };
            let mut all = PeopleIndex::new();
            known
                .iter()
                .zip(1..)
                .for_each(|((given, phone), who)| all.add(with(given, phone), who));
            all.find(&with(given, phone), |_| true)
        };
        let anna = ("Anna", "+84 903 123 456");
        let phone = Some((1, MatchedBy::Phone));
        assert_eq!(found(&[anna], "Anna", "0903 123 456"), phone);
        assert_eq!(found(&[("Anna", "0903 123 456")], "Anna", "+84 903 123 456"), phone);
        assert_eq!(found(&[anna], "A.", "0903 123 456"), None);
        assert_eq!(found(&[anna], "Anna", "0903 123 457"), None);
        assert_eq!(found(&[anna], "Anna", "+66 903 123 456"), None);
        let two = [anna, ("Anna", "+66 903 123 456")];
        assert_eq!(found(&two, "Anna", "0903 123 456"), None);
    }
}
