//! Tests of lines that create a contact: where each part goes.

use super::*;
use crate::{COMPANY, Day, RecordId, fold};
use proptest::prelude::*;

const COMPANIES: [&str; 4] = ["Minh Long", "Acme Foods", "Tesco", "苏州光学"];

/// Finds a company by its whole name, or by the first words of it.
fn company(run: &str) -> Option<NameMatch> {
    let run = fold(run);
    let at = COMPANIES.iter().position(|name| {
        let rest = fold(name).strip_prefix(&run).map(str::to_owned);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })?;
    let id = RecordId::from_bytes([at as u8; 16]);
    Some(NameMatch { kind: COMPANY, id, name: COMPANIES[at].into() })
}

fn read(line: &str) -> QuickAdd {
    read_with(Some(&company), line)
}

fn read_with(company: Option<FindCompany<'_>>, line: &str) -> QuickAdd {
    let context = QuickContext {
        words: &ENGLISH,
        today: Day::parse("2026-11-23").unwrap(),
        now_minutes: 10 * 60,
        currency: *b"EUR",
        month_first: false,
        company,
    };
    quick_add(line, &context, &|_| Vec::new())
}

/// Parses a line and formats the parts: name | phones | addresses | company | about.
fn told(line: &str) -> String {
    let found = read(line);
    assert_eq!(found.what, QuickKind::Contact, "{line}");
    let Some(person) = found.person else { return "refused".into() };
    let QuickPerson { title, name, phones, emails, company, about } = person;
    let labeled = |found: Vec<(&'static str, String)>| {
        let one = |(label, text): (&str, String)| {
            format!("{label}{}{text}", if label.is_empty() { "" } else { ": " })
        };
        found.into_iter().map(one).collect::<Vec<_>>().join(", ")
    };
    let company =
        company.map(|(name, known)| if known.is_some() { format!("={name}") } else { name });
    let name = if title.is_empty() { name } else { format!("[{title}] {name}") };
    [name, labeled(phones), labeled(emails), company.unwrap_or_default(), about].join("|")
}

fn check(lines: &[(&str, &str)]) {
    for (line, expected) in lines {
        assert_eq!(told(line), *expected, "{line}");
    }
}

#[test]
fn name_number_address_and_company_each_find_their_place() {
    check(&[
        (
            "contact John Doe +36201234567 john@doe.example",
            "John Doe|+36201234567|john@doe.example||",
        ),
        (
            "contact Nguyễn Thị Ánh at Minh Long 0903 123 456",
            "Nguyễn Thị Ánh|0903 123 456||=Minh Long|",
        ),
        ("contact nguyen the anh 0903 123 456", "nguyen the anh|0903 123 456|||"),
        ("contact 王小明 苏州光学 138 0013 8000", "王小明|138 0013 8000||=苏州光学|"),
        ("contact 王小明，上海钢铁，13800138000", "王小明|13800138000||上海钢铁|"),
        ("contact สมชาย ใจดี at Siam Textile ๐๘๑ ๒๓๔ ๕๖๗๘", "สมชาย ใจดี|๐๘๑ ๒๓๔ ๕๖๗๘||Siam Textile|"),
        ("contact Kovács Péter 06 20 123 4567", "Kovács Péter|06 20 123 4567|||"),
        (
            "contact Maximilianus O’Shaughnessy +36 1 234 5678",
            "Maximilianus O’Shaughnessy|+36 1 234 5678|||",
        ),
        ("contact: Jean-Luc O'Neil, jl@x.example", "Jean-Luc O'Neil||jl@x.example||"),
        ("contact Dr. Anna Brown", "[Dr.] Anna Brown||||"),
        ("contact May Sun +84 903 123 456", "May Sun|+84 903 123 456|||"),
        ("contact +36201234567", "|+36201234567|||"),
        ("contact <ann@example.com>", "||ann@example.com||"),
        ("contact John Smith #lead", "John Smith||||"),
    ]);
}

#[test]
fn the_company_follows_at_from_a_comma_or_is_known() {
    check(&[
        ("contact John Doe from Brown & Sons", "John Doe|||Brown & Sons|"),
        ("contact John Doe @ Acme Foods", "John Doe|||=Acme Foods|"),
        ("contact John Doe @Tesco +36201234567", "John Doe|+36201234567||=Tesco|"),
        ("contact John Doe, Big Steel, Inc.", "John Doe|||Big Steel, Inc.|"),
        (
            "contact John Doe, Big Steel, +36201234567, buyer",
            "John Doe|+36201234567||Big Steel|buyer",
        ),
        ("contact John Doe Minh Long", "John Doe|||=Minh Long|"),
        ("contact Anna Tesco", "Anna|||=Tesco|"),
        ("contact John Doe at Tesco wants 400 sets", "John Doe|||=Tesco|wants 400 sets"),
        ("contact John Doe at Big Steel about 400 sets", "John Doe|||Big Steel|about 400 sets"),
        ("contact John Doe, buyer, at Big Steel", "John Doe|||Big Steel|buyer"),
        ("contact John Doe, head of sales, Tesco", "John Doe|||=Tesco|head of sales"),
        ("contact John Doe john@doe.example Tesco", "John Doe||john@doe.example|=Tesco|"),
        // Part of a company's name is part of a person's, too.
        ("contact Nguyễn Thị Minh", "Nguyễn Thị Minh||||"),
    ]);
}

#[test]
fn several_numbers_keep_their_labels() {
    check(&[
        (
            "contact John Doe mobile +36 20 123 4567 work: (06 1) 234 5678 fax 06 1 234 5679",
            "John Doe|mobile: +36 20 123 4567, work: (06 1) 234 5678, work fax: 06 1 234 5679|||",
        ),
        ("contact John Doe 0903 123 456 0912 345 678", "John Doe|0903 123 456, 0912 345 678|||"),
        (
            "contact John Doe +44 20 7946 0000, tel:+44-7700-900123",
            "John Doe|+44 20 7946 0000, +44-7700-900123|||",
        ),
        ("contact John Doe (415) 555-0132 (home)", "John Doe|home: (415) 555-0132|||"),
        ("contact John Doe (+36 20 123 4567)", "John Doe|+36 20 123 4567|||"),
        (
            "contact John email a@x.example work b@x.example",
            "John||a@x.example, work: b@x.example||",
        ),
    ]);
}

#[test]
fn what_is_not_understood_is_about_them_and_never_in_a_name() {
    check(&[
        ("contact John Doe 12 boxes", "John Doe||||12 boxes"),
        ("contact John Doe www.doe.example/a", "John Doe||||www.doe.example/a"),
        ("contact John Doe +36201234567 likes tea", "John Doe|+36201234567|||likes tea"),
        ("contact John Doe tomorrow +36201234567", "John Doe|+36201234567|||tomorrow"),
        (
            "contact John Doe in Budapest john@doe.example",
            "John Doe||john@doe.example||in Budapest",
        ),
        (
            "contact John Doe +36201234567 met at the fair",
            "John Doe|+36201234567|||met at the fair",
        ),
        ("contact John Doe at Tesco from Leeds", "John Doe|||=Tesco|from Leeds"),
        ("contact John and Mary Doe", "John||||and Mary Doe"),
        ("contact John john@ @@ 99999999999999999999", "John||||john@ @@ 99999999999999999999"),
        ("contact one two three four five six seven", "one two three four five six||||seven"),
        ("contact John +36201234567 5000 EUR", "John|+36201234567|||5000 EUR"),
    ]);
}

#[test]
fn a_line_that_names_nobody_is_refused() {
    for line in
        ["contact", "contact #vip", "contact 42", "contact at Tesco", "contact ???", "contact , ,"]
    {
        let found = read(line);
        assert_eq!((found.text.as_str(), found.person), ("", None), "{line}");
    }
}

#[test]
fn a_contact_with_a_day_and_no_number_is_something_to_do() {
    for line in ["contact Anna tomorrow", "contact Anna at 14", "contact Anna every monday"] {
        assert_eq!(read(line).what, QuickKind::Task, "{line}");
    }
}

proptest! {
    #[test]
    fn digits_and_addresses_never_come_into_a_name(
        line in "contact ([a-e]{1,4} |王|Ánh |[0-9]{1,12} |\\+[0-9 ]{3,14} |x@y\\.z |, |at |@|\\(|\\) |nov |#t |tel: ){0,12}"
    ) {
        let found = read(&line);
        if let Some(person) = found.person {
            let odd = |letter: char| letter.is_numeric() || "@+,()".contains(letter);
            prop_assert!(!person.name.contains(odd), "{:?}", person);
            prop_assert!(!found.text.is_empty());
            let mut kept = vec![person.name, person.about];
            kept.extend(person.phones.into_iter().map(|(_, text)| text));
            let kept: String = kept.concat();
            let company = person.company.map(|(name, _)| name).unwrap_or_default();
            for number in line.split(|letter: char| !letter.is_ascii_digit()) {
                prop_assert!(kept.contains(number) || company.contains(number), "{number}");
            }
        }
    }
}

#[test]
fn someone_who_works_without_companies_gets_a_text_about_the_person_instead() {
    for (line, name, about) in [
        ("contact Anna Miller at Oak", "Anna Miller", "at Oak"),
        ("contact Anna Miller at Shopify, likes oak", "Anna Miller", "at Shopify, likes oak"),
        ("contact Anna Miller, Oak Ltd 0912345678", "Anna Miller", "Oak Ltd"),
    ] {
        let person = read_with(None, line).person.unwrap();
        assert_eq!((person.company, person.name.as_str()), (None, name), "{line}");
        assert_eq!(person.about, about, "{line}");
        assert!(read(line).person.unwrap().company.is_some(), "{line}");
    }
}
