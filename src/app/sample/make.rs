//! Making sample contacts, and taking many drafts in as one action.

use std::collections::HashMap;

use crate::app::actions::Done;
use crate::app::edits::Op;
use crate::app::workspace::Workspace;
use crate::app::{AppError, Env};
use crate::domain::{
    Address, CONTACT, Draft, Fields, PartialDate, Value, common, company_identity, contact,
};
use crate::replica::ActionKind;
use crate::store::Store;

use super::names::{COUNTRIES, Country};

/// How many there are of each language.
const EACH: usize = 40;
/// Under which the stamp of the sample data is kept.
const SAMPLE_KEY: &str = "sample";

/// The sample contacts.
pub fn sample_contacts() -> Vec<Draft> {
    COUNTRIES
        .iter()
        .enumerate()
        .flat_map(|(place, country)| (0..EACH).map(move |n| person(country, place, n)))
        .collect()
}

/// The nth of a list, in steps that make neighbors unlike.
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
        let (city, street) = pick(&country.towns, number);
        let address = Address {
            street: street.to_owned(),
            city: city.to_owned(),
            country: country.country.to_owned(),
            ..Address::default()
        };
        draft.push(contact::ADDRESSES, "work", Value::Address(Box::new(address)));
    }
    if number % 5 != 4 {
        // Every third birthday has no year.
        let year = (!number.is_multiple_of(3)).then_some(1960 + (number as i16 * 13) % 45);
        let (month, day) = ((number % 12) as u8 + 1, (number % 28) as u8 + 1);
        draft.set(
            contact::BIRTHDAY,
            Value::Date(PartialDate { year, month: Some(month), day: Some(day) }),
        );
    }
    let tag = ["vip", "fair 2026", "reseller"].get(number % 6);
    tag.into_iter().for_each(|tag| draft.push(common::TAGS, "", Value::Text((*tag).to_owned())));
    draft.set_text(contact::STATUS, pick(&["lead", "prospect", "customer"], number));
    if number.is_multiple_of(6) {
        draft.set_text(contact::ABOUT, pick(&country.notes, number / 6));
    }
    draft.set(contact::FAVOURITE, Value::Flag(number % 16 == 3));
    draft
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// Takes many drafts in as new records, in one transaction that is undone as one. Companies are
    /// linked by name, within the drafts too.
    ///
    /// # Errors
    /// What the store gives.
    pub async fn add_many(&self, label: &str, drafts: Vec<Draft>) -> Result<Done, AppError> {
        let random = || self.env.random();
        let mut edits = self.edits(ActionKind::Create, label.to_owned(), &random);
        let mut companies = HashMap::new();
        let mut places = 0;
        let mut key = self.page_for_new();
        for mut draft in drafts {
            // A page takes as many as it would if they came one by one.
            places += 2;
            if places >= crate::replica::PAGE_RECORDS {
                places = 0;
                key = crate::replica::PageKey::hot(self.env.random());
            }
            let name = draft.text(contact::COMPANY);
            match companies.get(&company_identity(&name)) {
                Some(id) => draft.set(contact::COMPANY, Value::Reference(*id)),
                None => {
                    self.link_names(&mut draft, &mut edits);
                    if let Some(id) = draft.reference(contact::COMPANY) {
                        companies.insert(company_identity(&name), id);
                    }
                }
            }
            edits.add(key, self.new_id(), Op::Create(draft.kind, draft));
        }
        self.perform(edits).await
    }

    /// Fills the app with sample contacts, and remembers how to take them out again.
    ///
    /// # Errors
    /// What the store gives.
    pub async fn add_sample(&self, label: &str) -> Result<Done, AppError> {
        let done = self.add_many(label, sample_contacts()).await?;
        if let Some(stamp) = done.stamp {
            self.store.put(SAMPLE_KEY, Some(stamp.to_bytes().to_vec())).await?;
        }
        Ok(done)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::stories::{now, tab};
    use crate::domain::{COMPANY, check, display_name};
    use crate::store::MemoryStore;

    #[test]
    fn sample_contacts_are_plausible_and_none_is_like_another() {
        let drafts = sample_contacts();
        assert_eq!(drafts.len(), 200);
        assert!(drafts.iter().all(|draft| check(&contact::SCHEMA, draft).is_empty()));
        let names: std::collections::BTreeSet<String> = drafts.iter().map(display_name).collect();
        assert!(names.len() > 150, "{}", names.len());
        assert!(names.contains("王小明") || names.iter().any(|name| name.starts_with('王')));
    }

    #[test]
    fn sample_data_comes_in_at_once_and_goes_as_one() {
        let app = tab(&MemoryStore::new(7), 1);
        let done = now(app.add_sample("Sample data")).unwrap();
        assert_eq!((app.count(CONTACT), app.count(COMPANY)), (200, 30));
        let undone = now(app.undo(done.stamp.unwrap())).unwrap();
        assert_eq!(undone.skipped, 0);
        assert!(app.is_empty());
    }
}
