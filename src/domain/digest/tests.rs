//! Tests of the keys and texts of digests.

use super::*;
use crate::{CONTACT, Draft, built_in};

fn context() -> DigestContext {
    DigestContext {
        schemas: built_in(),
        dialing: Dialing::of_country("VN"),
        ..DigestContext::default()
    }
}

fn named(given: &str, family: &str) -> Draft {
    let mut draft = Draft::new(CONTACT);
    draft.set_text(contact::GIVEN, given);
    draft.set_text(contact::FAMILY, family);
    draft
}

#[test]
fn names_sort_without_regard_to_accents_and_case_but_not_at_random() {
    let context = context();
    let mut names =
        vec!["王", "Émile", "zoe", "Emil", "emil", "An Ba", "Ana", "42", "Ánh", "สมชาย", ""];
    names.sort_by_key(|name| context.sort_key(name));
    assert_eq!(
        names,
        ["42", "An Ba", "Ana", "Ánh", "Emil", "emil", "Émile", "zoe", "สมชาย", "王", ""]
    );
}

#[test]
fn contacts_sort_by_either_of_their_names() {
    let mut people = Vec::new();
    for (family, given) in [
        ("Brown", "Anna"),
        ("Nguyễn", "Thị Ánh"),
        ("Kovács", "Zoltán"),
        ("", "Cher"),
        ("王", "小明"),
    ] {
        let mut draft = named(given, family);
        draft.set_text(contact::LANGUAGE, if family == "Kovács" { "hu" } else { "" });
        people.push((given, context().digest(CONTACT, &draft).key));
    }
    let mut order = |of: &dyn Fn(&[u8]) -> Vec<u8>| {
        people.sort_by_key(|(_, key)| of(key));
        people.iter().map(|(given, _)| *given).collect::<Vec<_>>()
    };
    // As they are shown: Anna Brown, Cher, Kovács Zoltán, Nguyễn Thị Ánh.
    assert_eq!(order(&<[u8]>::to_vec), ["Anna", "Cher", "Zoltán", "Thị Ánh", "小明"]);
    let by = |first| move |key: &[u8]| key_led_by(key, first).to_vec();
    let given = order(&by(WhichFirst::Given));
    assert_eq!(given, ["Anna", "Cher", "Thị Ánh", "Zoltán", "小明"]);
    let family = order(&by(WhichFirst::Family));
    assert_eq!(family, ["Anna", "Cher", "Zoltán", "Thị Ánh", "小明"]);
}

#[test]
fn the_order_of_names_is_a_matter_of_the_lens() {
    let family = DigestContext { first: Some(WhichFirst::Family), ..context() };
    let anna = named("Anna", "Brown");
    assert!(context().digest(CONTACT, &anna).text.starts_with(b"anna brown\x1e"));
    assert!(family.digest(CONTACT, &anna).text.starts_with(b"brown anna\x1e"));
    let print = |context: &DigestContext| context.fingerprints().of_page([CONTACT]);
    assert_ne!(print(&context()), print(&family));
}

#[test]
fn the_identity_does_not_depend_on_how_a_number_is_written() {
    let with = |phone: &str| {
        let mut draft = named("Ánh", "Nguyễn");
        draft.push(contact::PHONES, "", Value::Text(phone.into()));
        context().digest(CONTACT, &draft).identity
    };
    assert_eq!(with("0912 345 678"), with("+84 912 345 678"));
    assert_ne!(with("0912 345 678"), with("0912 345 679"));
    assert_eq!(context().digest(CONTACT, &Draft::new(CONTACT)).identity, 0);
}

#[test]
fn a_name_with_line_breaks_cannot_end_a_record_early() {
    let mut draft = named("a\nb", "");
    draft.set_text(contact::ABOUT, "two\nlines\u{1e}");
    let text = context().digest(CONTACT, &draft).text;
    assert!(!text.contains(&RECORD));
}

#[test]
fn companies_are_linked_by_their_normalized_name() {
    assert_eq!(
        company_identity("Kovács és Társa Kft."),
        company_identity(" kovacs  és társa KFT ")
    );
    assert_ne!(company_identity("Acme"), company_identity("Acme 2"));
}
