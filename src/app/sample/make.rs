//! The sample contacts.

use domain::{Address, CONTACT, Draft, PartialDate, Value, any_kind, contact};

use super::names::{COUNTRIES, Country};

/// Number of contacts per language.
pub const EACH: usize = 40;

/// Returns the sample contacts.
pub fn sample_contacts() -> Vec<Draft> {
    COUNTRIES
        .iter()
        .enumerate()
        .flat_map(|(place, country)| (0..EACH).map(move |n| person(country, place, n)))
        .collect()
}

/// Picks from a list in steps, so that neighbors differ.
fn pick<T: Copy>(list: &[T], number: usize) -> T {
    list[number * 7 % list.len()]
}

fn person(country: &Country, place: usize, number: usize) -> Draft {
    let mut draft = Draft::new(CONTACT);
    let family = pick(&country.families, number + number / 8);
    let given = country.givens[number % 10];
    draft.set_text(contact::FAMILY, family);
    draft.set_text(contact::GIVEN, given);
    if !country.middles.is_empty() {
        draft.set_text(contact::MIDDLE, pick(country.middles, number));
    }
    draft.set_text(contact::LANGUAGE, country.language);
    draft.set_text(contact::COMPANY, pick(&country.companies, number / 2));
    draft.set_text(contact::JOB_TITLE, pick(&country.jobs, number));
    let digits =
        |extra: usize| format!("{}{:03}", country.phone, (number * 11 + extra * 500) % 1000);
    draft.push(contact::PHONES, "mobile", Value::Text(digits(0)));
    if number.is_multiple_of(4) {
        draft.push(contact::PHONES, "work", Value::Text(digits(1)));
    }
    let mail = format!("{}.{place}{number:02}@example.com", country.language);
    draft.push(contact::EMAILS, "work", Value::Text(mail));
    if number % 3 != 2 {
        let (city, street, (latitude, longitude)) = pick(&country.towns, number);
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
        let nth = place * EACH + number;
        let year = (!number.is_multiple_of(3)).then_some(1960 + (nth as i16 * 13) % 45);
        // Steps that give neighbors different dates, and so do equal positions in two countries.
        let (month, day) = ((nth * 5 % 12) as u8 + 1, (nth * 11 % 28) as u8 + 1);
        draft.set(
            contact::BIRTHDAY,
            Value::Date(PartialDate { year, month: Some(month), day: Some(day) }),
        );
    }
    let tag = ["vip", "fair 2026", "reseller"].get(number % 6);
    tag.into_iter().for_each(|tag| draft.push(any_kind::TAGS, "", Value::Text((*tag).to_owned())));
    draft.set_text(contact::STATUS, pick(&["lead", "prospect", "customer"], number));
    if number.is_multiple_of(6) {
        draft.set_text(contact::ABOUT, pick(&country.notes, number / 6));
    }
    draft.set(contact::FAVORITE, Value::Flag(number % 16 == 3));
    draft
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{NameHabits, check, display_name};

    #[test]
    fn sample_contacts_are_plausible_and_none_is_like_another() {
        let drafts = sample_contacts();
        assert_eq!(drafts.len(), 200);
        assert!(drafts.iter().all(|draft| check(&contact::SCHEMA, draft).is_empty()));
        let names: std::collections::BTreeSet<String> =
            drafts.iter().map(|draft| display_name(draft, NameHabits::default())).collect();
        assert!(names.len() > 150, "{}", names.len());
        assert!(names.contains("王小明") || names.iter().any(|name| name.starts_with('王')));
    }
}
