//! The sample contacts.

use domain::{Address, CONTACT, Draft, PartialDate, Value, any_kind, contact};

use super::cast::{Cast, EACH, ROUNDS};
use super::names::{COUNTRIES, Country};

/// Number of companies of those who speak the user's language.
const COMPANIES: usize = 14;
/// Number of companies of each other language.
const FEW: usize = 4;

/// Returns the sample contacts for a user of a language.
pub fn sample_contacts(language: &str) -> Vec<Draft> {
    people_of(&Cast::of(language))
}

/// Returns the contacts, round by round.
pub(super) fn people_of(cast: &Cast) -> Vec<Draft> {
    let mut met = [0; COUNTRIES.len()];
    let made = |nth: usize| {
        let (round, number) = (nth / EACH, nth % EACH);
        let place = cast.place(round, number);
        let before = met[place];
        met[place] += 1;
        let companies = if cast.is_home(round, number) { COMPANIES } else { FEW };
        let company = before / 2 * 3 % companies;
        let mut draft = person(&COUNTRIES[place], nth, before, company);
        let tag = cast.home().tags.get(number % 6).copied();
        let tag = tag.map(|tag| Value::Text(tag.to_owned()));
        tag.into_iter().for_each(|tag| draft.push(any_kind::TAGS, "", tag));
        draft
    };
    (0..ROUNDS * EACH).map(made).collect()
}

/// Picks from a list in steps, so that neighbors differ.
fn pick<T: Copy>(list: &[T], number: usize) -> T {
    list[number * 7 % list.len()]
}

/// Returns the nth person, before whom there were some of the same country.
fn person(country: &Country, nth: usize, before: usize, company: usize) -> Draft {
    let number = nth % EACH;
    let mut draft = Draft::new(CONTACT);
    // A given name returns with another family name, until it has had all of them.
    let given = before % country.givens.len();
    let family = before * 7 + before / country.givens.len();
    draft.set_text(contact::FAMILY, country.families[family % country.families.len()]);
    draft.set_text(contact::GIVEN, country.givens[given]);
    if let Some(middle) = country.middles.get(given) {
        draft.set_text(contact::MIDDLE, *middle);
    }
    draft.set_text(contact::LANGUAGE, country.language);
    draft.set_text(contact::COMPANY, country.companies[company]);
    draft.set_text(contact::JOB_TITLE, pick(&country.jobs, number));
    let digits = |extra: usize| format!("{}{:03}", country.phone, (nth * 11 + extra * 500) % 1000);
    draft.push(contact::PHONES, "mobile", Value::Text(digits(0)));
    if number.is_multiple_of(4) {
        draft.push(contact::PHONES, "work", Value::Text(digits(1)));
    }
    let mail = format!("{}.{nth:03}@example.com", country.language);
    draft.push(contact::EMAILS, "work", Value::Text(mail));
    if number % 3 != 2 {
        let (city, street, (latitude, longitude)) = country.towns[company % country.towns.len()];
        let address = Address {
            street: street.to_owned(),
            city: city.to_owned(),
            country: country.country.to_owned(),
            // Spread them out, not all in one building.
            place: Some((latitude + number as i32 * 310, longitude - number as i32 * 270)),
            ..Address::default()
        };
        draft.push(contact::ADDRESSES, "work", Value::Address(Box::new(address)));
    }
    if number % 5 != 4 {
        // Every third birthday has no year.
        let year = (!number.is_multiple_of(3)).then_some(1960 + (nth as i16 * 13) % 45);
        // Steps that give neighbors different dates, and so do equal positions in two rounds.
        let (month, day) = ((nth * 5 % 12) as u8 + 1, (nth * 11 % 28) as u8 + 1);
        draft.set(
            contact::BIRTHDAY,
            Value::Date(PartialDate { year, month: Some(month), day: Some(day) }),
        );
    }
    draft.set_text(contact::STATUS, pick(&["lead", "prospect", "customer"], number));
    if number.is_multiple_of(6) {
        draft.set_text(contact::ABOUT, pick(&country.notes, number / 6));
    }
    draft.set(contact::FAVORITE, Value::Flag(number % 16 == 3));
    draft
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use domain::{Fields, NameHabits, check, display_name};

    #[test]
    fn sample_contacts_are_plausible_and_none_is_like_another() {
        for country in &COUNTRIES {
            let drafts = sample_contacts(country.language);
            assert_eq!(drafts.len(), 200);
            assert!(drafts.iter().all(|draft| check(&contact::SCHEMA, draft).is_empty()));
            let names: BTreeSet<String> =
                drafts.iter().map(|draft| display_name(draft, NameHabits::default())).collect();
            assert_eq!(names.len(), 200, "{}", country.language);
            assert!(names.contains("王小明") || names.iter().any(|name| name.starts_with('王')));
            for field in [contact::PHONES, contact::EMAILS] {
                let all = drafts.iter().flat_map(|draft| draft.texts(field));
                let all: Vec<String> = all.collect();
                let different: BTreeSet<&String> = all.iter().collect();
                assert_eq!(different.len(), all.len(), "{} {field}", country.language);
            }
        }
    }

    #[test]
    fn seven_of_ten_speak_the_users_language_and_soon_all_five_are_spoken() {
        for country in &COUNTRIES {
            let drafts = sample_contacts(country.language);
            let spoken = |drafts: &[Draft]| {
                let mut spoken: BTreeMap<String, usize> = BTreeMap::new();
                drafts
                    .iter()
                    .for_each(|it| *spoken.entry(it.text(contact::LANGUAGE)).or_default() += 1);
                spoken
            };
            let mut others = spoken(&drafts);
            assert_eq!(others.remove(country.language), Some(140));
            assert!(others.len() == 4 && others.values().all(|count| *count >= 14), "{others:?}");
            assert_eq!(spoken(&drafts[..22]).len(), 5);
            for pair in drafts.chunks(2) {
                let [one, other] = [0, 1].map(|nth| {
                    (pair[nth].text(contact::LANGUAGE), pair[nth].text(contact::COMPANY))
                });
                assert_eq!(one, other, "colleagues");
            }
            let tags: BTreeSet<String> =
                drafts.iter().flat_map(|draft| draft.texts(any_kind::TAGS)).collect();
            assert!(tags.iter().all(|tag| country.tags.contains(&tag.as_str())), "{tags:?}");
        }
        let unknown = sample_contacts("tlh");
        assert_eq!(unknown, sample_contacts("en"));
    }
}
