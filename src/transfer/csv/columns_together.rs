//! Meanings of columns by the columns beside them: halves of names, lines of addresses, parts of dates.

use super::header::HeaderNames;
use super::meaning::{Meaning, is_one_moment};
use super::program_tables::{ProgramColumn, ProgramTable};
use super::target::meaning_of;
use super::words::normal;
use crate::options::{AddressPart as Part, DatePart, Why};
use domain::{Field, FieldType, Home, Schema, WhichFirst};

/// Puts what a program's table says of its columns in the place of what their headers say. A field that
/// the kind does not have keeps the cells.
pub fn told_by_program<'a>(
    meanings: &mut [Meaning<'a>],
    known: &[Option<ProgramColumn>],
    schema: &'a Schema,
) {
    for (meaning, column) in meanings.iter_mut().zip(known) {
        if let Some(column) = column {
            *meaning = meaning_of(column.target, schema).unwrap_or(Meaning::Unknown);
        }
    }
}

/// Returns what every row of a program's table means beside its columns.
pub fn told_by<'a>(
    table: Option<&'static ProgramTable>,
    schema: &'a Schema,
) -> impl Iterator<Item = (&'a Field, String)> {
    let of_kind = table.filter(|table| table.kind == schema.key);
    let told = of_kind.map(|table| table.told.as_slice()).unwrap_or_default().iter();
    told.filter_map(|(key, value)| Some((schema.field_by_key(key)?, (*value).to_owned())))
}

/// Returns what the columns mean, each by its header and by what stands beside it.
pub fn meanings_together<'a>(
    headers: &[String],
    (clocks, titles): (&[bool], &[bool]),
    names: &HeaderNames<'a>,
) -> Vec<Meaning<'a>> {
    let mut meanings: Vec<Meaning<'a>> =
        headers.iter().map(|header| names.meaning(header)).collect();
    mend_titles(headers, titles, &mut meanings, names);
    mend_halves(headers, &mut meanings, names);
    mend_names(&mut meanings, names);
    mend_addresses(&mut meanings);
    mend_whole_addresses(headers, &mut meanings);
    mend_dates(&mut meanings);
    mend_times(&mut meanings, clocks);
    meanings
}

/// Reads times of day as those of the days in another column.
fn mend_times(meanings: &mut [Meaning<'_>], clocks: &[bool]) {
    for (meaning, is_clock) in meanings.iter_mut().zip(clocks) {
        if let Meaning::Value(field, _, 1) = meaning
            && *is_clock
            && is_one_moment(field)
        {
            *meaning = Meaning::Time(field);
        }
    }
}

/// Returns the country that the language of a table's headers tells, as far as names depend on it.
pub fn home_of_headers(headers: &[String]) -> Option<Home> {
    const WORDS: [(&str, Home); 10] = [
        ("nev", Home::Hungary),
        ("teljes nev", Home::Hungary),
        ("ugyfel neve", Home::Hungary),
        ("kapcsolattarto", Home::Hungary),
        ("telefonszam", Home::Hungary),
        ("ho ten", Home::Vietnam),
        ("ho va ten", Home::Vietnam),
        ("ten khach hang", Home::Vietnam),
        ("dien thoai", Home::Vietnam),
        ("so dien thoai", Home::Vietnam),
    ];
    let header = |header: &String| {
        let header = normal(header);
        WORDS.iter().find(|(word, _)| *word == header).map(|(_, home)| *home)
    };
    headers.iter().find_map(header)
}

/// Returns the part with which whole names begin if a header says so: `Nazwisko i imię`, `Name,
/// Vorname`.
pub fn first_of(header: &str) -> Option<WhichFirst> {
    const FAMILY: [&str; 9] = [
        "last name",
        "surname",
        "family name",
        "nachname",
        "nazwisko",
        "apellido",
        "apellidos",
        "фамилия",
        "姓",
    ];
    const GIVEN: [&str; 7] =
        ["first name", "given name", "vorname", "imie", "nombre", "имя", "prenom"];
    let header = normal(header);
    if header == "фио" {
        return Some(WhichFirst::Family);
    }
    let place = |words: &[&str]| words.iter().filter_map(|word| header.find(word)).min();
    let (family, given) = (place(&FAMILY)?, place(&GIVEN)?);
    Some(if family < given { WhichFirst::Family } else { WhichFirst::Given })
}

pub fn why_of(meaning: &Meaning<'_>) -> Why {
    if *meaning == Meaning::Unknown { Why::Unknown } else { Why::Header }
}

/// Reads the column of first names as whole names if no column has the last name: in some languages
/// one word means both.
fn mend_names<'a>(meanings: &mut [Meaning<'a>], names: &HeaderNames<'a>) {
    let Some((given, family)) = names.of_property("N/1").zip(names.of_property("N/0")) else {
        return;
    };
    let is = |meaning: &Meaning<'a>, wanted: &Field| match meaning {
        Meaning::Value(field, ..) => *field == wanted,
        meaning => *meaning == Meaning::FullName,
    };
    if meanings.iter().any(|meaning| is(meaning, family)) {
        return;
    }
    for meaning in meanings.iter_mut().filter(|meaning| is(meaning, given)) {
        *meaning = Meaning::FullName;
    }
}

/// Reads a column of names as the half of a name whose other half has a column of its own: in German
/// and the Romance languages one word is the whole name, the last name or the first name.
fn mend_halves<'a>(headers: &[String], meanings: &mut [Meaning<'a>], names: &HeaderNames<'a>) {
    let Some((given, family)) = names.of_property("N/1").zip(names.of_property("N/0")) else {
        return;
    };
    let has = |meanings: &[Meaning<'a>], wanted: &Field| {
        meanings.iter().any(|it| matches!(it, Meaning::Value(field, ..) if *field == wanted))
    };
    let missing = match (has(meanings, given), has(meanings, family)) {
        (true, false) => family,
        (false, true) => given,
        _ => return,
    };
    for (header, meaning) in headers.iter().zip(meanings) {
        if *meaning == Meaning::FullName && HALVES.contains(&normal(header).as_str()) {
            *meaning = Meaning::Value(missing, String::new(), 1);
        }
    }
}

/// The words for a whole name that may be half of one.
const HALVES: [&str; 4] = ["name", "nom", "nombre", "nome"];

/// Reads "Title" beside "Job Title" as the name prefix, as in Outlook.
fn mend_titles<'a>(
    headers: &[String],
    titles: &[bool],
    meanings: &mut [Meaning<'a>],
    names: &HeaderNames<'a>,
) {
    let Some((job, prefix)) = names.of_property("TITLE").zip(names.of_property("N/3")) else {
        return;
    };
    let is = |header: &String, name: &str| normal(header) == name;
    let has_jobs = headers.iter().any(|header| is(header, "job title"));
    for ((header, meaning), are_titles) in headers.iter().zip(meanings).zip(titles) {
        if is(header, "title")
            && (has_jobs || *are_titles)
            && matches!(meaning, Meaning::Value(f, ..) if *f == job)
        {
            *meaning = Meaning::Value(prefix, String::new(), 1);
        }
    }
}

/// Reads a column of a date as its day if month and year have columns of their own.
fn mend_dates(meanings: &mut [Meaning<'_>]) {
    let parted = |field: &Field, meanings: &[Meaning<'_>], part: DatePart| {
        let is_it = |it: &Meaning<'_>| matches!(it, Meaning::DatePart(of, own) if of.number == field.number && *own == part);
        meanings.iter().any(is_it)
    };
    for at in 0..meanings.len() {
        let Meaning::Value(field, _, 1) = &meanings[at] else { continue };
        let field: &Field = field;
        if parted(field, meanings, DatePart::Month) && !parted(field, meanings, DatePart::Day) {
            let Meaning::Value(field, ..) = &meanings[at] else { continue };
            meanings[at] = Meaning::DatePart(field, DatePart::Day);
        }
    }
}

/// Reads `Home Address` beside `Home Street` as the whole address.
fn mend_whole_addresses(headers: &[String], meanings: &mut [Meaning<'_>]) {
    let streets: Vec<String> = headers
        .iter()
        .map(|header| normal(header))
        .filter_map(|header| header.strip_suffix("street").map(|label| label.trim().to_owned()))
        .collect();
    for (header, meaning) in headers.iter().zip(meanings) {
        let header = normal(header);
        let label = header.strip_suffix("address").map(str::trim);
        if let Meaning::Part(_, _, _, part @ Part::Street(0)) = meaning
            && label.is_some_and(|label| streets.iter().any(|street| street == label))
        {
            *part = Part::Whole;
        }
    }
}

/// Makes `Address 1`, `Address 2` two lines of one address if a city, region or postcode has a
/// column of its own; otherwise they are two addresses.
fn mend_addresses(meanings: &mut [Meaning<'_>]) {
    let parted: Vec<(u32, String)> = meanings
        .iter()
        .filter_map(|meaning| match meaning {
            Meaning::Part(field, label, 1, Part::City | Part::Postcode | Part::Region) => {
                Some((field.number, label.clone()))
            }
            _ => None,
        })
        .collect();
    for meaning in meanings {
        let Meaning::Value(field, label, number) = meaning else { continue };
        let of_parts = parted.iter().any(|(known, of)| *known == field.number && of == label);
        if field.kind == FieldType::Address && of_parts {
            let line = Part::Street(u8::try_from(*number - 1).unwrap_or(u8::MAX));
            *meaning = Meaning::Part(field, std::mem::take(label), 1, line);
        }
    }
}
