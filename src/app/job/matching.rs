//! Who is who: by e-mail, by telephone number, by name and company, by name alone. Names decide
//! along: a family shares an address and an office its number, and they are several people.

use std::collections::HashMap;

use super::planned::MatchedBy;
use crate::domain::{
    COMPANY, Dialling, Fields, KindId, company, company_identity, contact, fold, normalised_hash,
    phone_digits,
};

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
    emails: Vec<u64>,
    phones: Vec<u64>,
    /// 0 where there is none.
    company: u64,
}

impl Traits {
    /// Of a record or draft. `works_for` is the name of a contact's company.
    pub fn of(kind: KindId, record: &impl Fields, works_for: &str, dialling: Dialling) -> Self {
        let named = !works_for.trim().is_empty();
        let mut traits = Self {
            kind,
            words: Box::default(),
            emails: Vec::new(),
            phones: Vec::new(),
            company: if named { company_identity(works_for) } else { 0 },
        };
        if kind == COMPANY {
            let name = record.text(company::NAME);
            traits.company = if name.trim().is_empty() { 0 } else { company_identity(&name) };
            return traits;
        }
        let names = [contact::GIVEN, contact::MIDDLE, contact::FAMILY].map(|f| record.text(f));
        let folded = fold(&names.join(" "));
        let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let mut words: Vec<&str> = words.collect();
        words.sort_unstable();
        traits.words = words.join(" ").into();
        let hashed = |way: &str, text: &str| normalised_hash(format!("{way}{text}").as_bytes());
        for email in record.texts(contact::EMAILS) {
            let email = fold(email.trim());
            if email.contains('@') {
                traits.emails.push(hashed("@", &email));
            }
        }
        for phone in record.texts(contact::PHONES) {
            let digits = phone_digits(&phone, dialling);
            if digits.len() >= SHORTEST_NUMBER {
                traits.phones.push(hashed("+", &digits));
            }
        }
        traits
    }

    /// Under what it is looked up, the surest first.
    fn keys(&self) -> impl Iterator<Item = (u64, MatchedBy)> + '_ {
        let emails = self.emails.iter().map(|key| (*key, MatchedBy::Email));
        let phones = self.phones.iter().map(|key| (*key, MatchedBy::Phone));
        emails.chain(phones).chain(self.name_keys())
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

    fn is_reachable(&self) -> bool {
        !self.emails.is_empty() || !self.phones.is_empty()
    }

    /// Whether both can be the same person, found in this way. `apart` asks for more: the rows of one
    /// list are most often different people.
    fn can_be(&self, other: &Self, by: MatchedBy, apart: bool) -> bool {
        if self.kind != other.kind {
            return false;
        }
        let differ = |mine: &[u64], theirs: &[u64]| {
            !mine.is_empty() && !theirs.is_empty() && !mine.iter().any(|key| theirs.contains(key))
        };
        match by {
            MatchedBy::Email | MatchedBy::Phone => names_agree(&self.words, &other.words),
            MatchedBy::NameAndCompany => {
                let reached_otherwise =
                    differ(&self.emails, &other.emails) || differ(&self.phones, &other.phones);
                self.words == other.words
                    && self.company == other.company
                    && !(apart && reached_otherwise)
            }
            MatchedBy::Name if self.kind == COMPANY => self.company == other.company,
            MatchedBy::Name => {
                let companies_agree =
                    self.company == other.company || self.company == 0 || other.company == 0;
                let reachable = self.is_reachable() || other.is_reachable();
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
    heads: HashMap<u64, u32>,
    /// Who an entry is, and the entry before it under the same key.
    entries: Vec<(u32, u32)>,
}

const NO_ENTRY: u32 = u32::MAX;

impl<T: Copy> Known<T> {
    /// Nobody yet.
    pub fn new() -> Self {
        Self { people: Vec::new(), heads: HashMap::new(), entries: Vec::new() }
    }

    /// Adds somebody.
    pub fn add(&mut self, traits: Traits, who: T) {
        let place = self.people.len() as u32;
        for (key, _) in traits.keys() {
            let entry = self.entries.len() as u32;
            let before = self.heads.insert(key, entry).unwrap_or(NO_ENTRY);
            self.entries.push((place, before));
        }
        self.people.push((traits, who));
    }

    /// Who this is, and by what that is known: the one who was added first. `apart` says for each
    /// whether it stands in the same list.
    pub fn find(&self, traits: &Traits, apart: impl Fn(T) -> bool) -> Option<(T, MatchedBy)> {
        for (key, by) in traits.keys() {
            let mut entry = self.heads.get(&key).copied().unwrap_or(NO_ENTRY);
            let mut found = None;
            for shared in 0.. {
                let Some((place, before)) = self.entries.get(entry as usize) else { break };
                if shared == MOST_SHARED {
                    found = None;
                    break;
                }
                let (known, who) = &self.people[*place as usize];
                if known.can_be(traits, by, apart(*who)) {
                    found = Some((*who, by));
                }
                entry = *before;
            }
            if found.is_some() {
                return found;
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{CONTACT, Draft, Value};

    fn person(name: &[&str], works_for: &str, email: &str, phone: &str) -> Traits {
        let mut draft = Draft::new(CONTACT);
        draft.set_text(contact::GIVEN, name[0]);
        draft.set_text(contact::FAMILY, name[1]);
        draft.push(contact::EMAILS, "", Value::Text(email.into()));
        draft.push(contact::PHONES, "", Value::Text(phone.into()));
        Traits::of(CONTACT, &draft, works_for, Dialling::of_country("VN"))
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
}
