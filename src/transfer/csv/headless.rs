//! Guesses the meaning of the columns of a table without headers by their cells. A column is placed
//! only if its cells tell it for sure; any other is kept.

use std::collections::{BTreeSet, HashMap};
use std::sync::OnceLock;

use csv::StringRecord;

use super::guard::unguard;
use super::meaning::Meaning;
use crate::cell::answer_of;
use crate::dates::{DateOrder, depends_on_order, parse_date};
use crate::options::ColumnFormat;
use domain::{Schema, Title, WhichFirst, fold, lexicon, split_name};

/// Frequent names of persons, and legal forms of companies, in many languages.
const WORDS: &str = include_str!("../words/people.tsv");

/// Columns that are this far apart may be the parts of one name: a middle name stands between.
const BESIDE: usize = 2;
/// Nobody is in a list of contacts before this age, and most other dates are younger.
const YOUNGEST: i16 = 15;
/// Lists of customers go back no farther than this before the youngest person was born.
const YEARS_OF_LISTS: i32 = 25;

/// The meanings of columns, and the part with which whole names begin.
pub struct Guessed<'a> {
    pub columns: Vec<(usize, Meaning<'a>)>,
    pub name_first: Option<WhichFirst>,
}

/// The kind of names in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Names {
    Given,
    Family,
    Whole,
    /// They may be names, and nothing says which.
    Open,
}

/// Returns the columns of names, companies and birthdays that are sure.
pub fn names_in_cells<'a>(
    rows: &[StringRecord],
    looks: &[Option<ColumnFormat>],
    schema: &'a Schema,
    this_year: Option<i16>,
) -> Guessed<'a> {
    let mut guessed = Guessed { columns: Vec::new(), name_first: None };
    let columns: Vec<Cells<'_>> = (0..looks.len()).map(|at| Cells::new(rows, at)).collect();
    let is_text = |at: &usize| matches!(looks[*at], None | Some(ColumnFormat::Name));
    let texts: Vec<usize> = (0..columns.len()).filter(is_text).collect();
    let value = |property: &str| {
        let field = schema.fields.iter().find(|field| field.vcard == property);
        field.map(|field| Meaning::Value(field, String::new(), 1))
    };
    let firms: Vec<usize> =
        texts.iter().copied().filter(|at| columns[*at].most(0.5, is_company)).collect();
    if let [only] = firms[..] {
        let title = match schema.title {
            Title::Field(title) if schema.key == "company" => schema.field(title),
            _ => None,
        };
        let title = title.map(|field| Meaning::Value(field, String::new(), 1));
        let of_person = || value("ORG").filter(|_| schema.title == Title::Person);
        guessed.columns.extend(title.or_else(of_person).map(|meaning| (only, meaning)));
    }
    if schema.title != Title::Person {
        return guessed;
    }
    let kinds: Vec<Option<Names>> = (0..columns.len())
        .map(|at| columns[at].names().filter(|_| texts.contains(&at) && !firms.contains(&at)))
        .collect();
    let emails = (0..columns.len()).find(|at| looks[*at] == Some(ColumnFormat::Email));
    let table = NameTable { columns: &columns, kinds: &kinds, emails };
    match table.parts() {
        (Some(given), Some(family)) => {
            let parts = value("N/1").zip(value("N/0"));
            guessed
                .columns
                .extend(parts.into_iter().flat_map(|(own, other)| [(given, own), (family, other)]));
        }
        (given, _) => match (table.whole(), given) {
            (Some(whole), _) => {
                guessed.columns.push((whole, Meaning::FullName));
                guessed.name_first = columns[whole].first_part();
            }
            (None, Some(given)) => guessed.columns.extend(value("N/1").map(|it| (given, it))),
            (None, None) => {}
        },
    }
    guessed.columns.extend(birthday(&columns, looks, this_year).zip(value("BDAY")));
    guessed
}

/// Returns the only column of dates, if all of them are of people who are grown up and can be read in
/// one way only.
fn birthday(
    columns: &[Cells<'_>],
    looks: &[Option<ColumnFormat>],
    this_year: Option<i16>,
) -> Option<usize> {
    let mut dates = (0..columns.len()).filter(|at| looks[*at] == Some(ColumnFormat::Date));
    let only = dates.next().filter(|_| dates.next().is_none())?;
    let youngest = this_year? - YOUNGEST;
    let year = |cell: &&str| parse_date(cell, DateOrder::DayFirst)?.year.map(i32::from);
    let filled = &columns[only].filled;
    let years: Option<BTreeSet<i32>> = filled.iter().map(year).collect();
    let is_life = |year: &i32| (1900..=i32::from(youngest)).contains(year);
    let is_sure = !filled.iter().any(|cell| depends_on_order(cell));
    // Customers of many years are not as old as people: somebody was born before firms kept lists.
    let is_early = |years: &BTreeSet<i32>| {
        years.first().is_some_and(|first| *first <= i32::from(youngest) - YEARS_OF_LISTS)
    };
    years
        .filter(|years| is_sure && years.len() > 1 && years.iter().all(is_life) && is_early(years))
        .map(|_| only)
}

/// True if the cells of a row are names of people or companies and no headers.
pub fn are_names<'c>(cells: impl Iterator<Item = &'c str>) -> bool {
    let mut known = 0;
    for cell in cells.map(str::trim).filter(|cell| !cell.is_empty()) {
        let is_name = || words_of(cell).iter().any(|word| is(word, "given") || is(word, "family"));
        known += if is_company(cell) && cell.contains([' ', '司', '社']) {
            2
        } else {
            usize::from(is_name())
        };
    }
    known > 1
}

/// The cells of a column that are not blank.
struct Cells<'r> {
    all: Vec<&'r str>,
    filled: Vec<&'r str>,
}

impl<'r> Cells<'r> {
    fn new(rows: &'r [StringRecord], at: usize) -> Self {
        let all: Vec<&str> =
            rows.iter().map(|row| unguard(row.get(at).unwrap_or_default()).trim()).collect();
        let filled = all.iter().copied().filter(|cell| !cell.is_empty()).collect();
        Self { all, filled }
    }

    fn most(&self, share: f64, test: impl Fn(&str) -> bool) -> bool {
        let count = self.filled.iter().filter(|cell| test(cell)).count();
        count > 0 && count as f64 >= share * self.filled.len() as f64
    }

    /// True if no two rows have the same and most have one.
    fn is_of_each(&self) -> bool {
        let others: BTreeSet<&str> = self.filled.iter().copied().collect();
        others.len() * 10 >= self.filled.len() * 9 && self.filled.len() * 2 > self.all.len()
    }

    fn names(&self) -> Option<Names> {
        if !self.most(0.9, may_be_name) {
            return None;
        }
        let has = |cell: &str, what: &str| words_of(cell).iter().any(|word| is(word, what));
        let all_given = |cell: &str| {
            let words = words_of(cell);
            words.first().is_some_and(|first| is(first, "given"))
                && (words.len() == 1 || words.iter().all(|word| is(word, "given")))
        };
        let is_family = |cell: &str| {
            is(cell, "family") || words_of(cell).last().is_some_and(|last| is(last, "family"))
        };
        let begins = |words: &[&str]| {
            is(words[0], "family") && !words[1..].iter().any(|word| is(word, "family"))
        };
        let is_whole = |cell: &str| {
            let words = words_of(cell);
            is_whole_in_han(cell) || (words.len() > 1 && (has(cell, "given") || begins(&words)))
        };
        let count = |test: &dyn Fn(&str) -> bool| {
            self.filled.iter().filter(|cell| test(cell)).count() * 2 >= self.filled.len()
        };
        let are_several = self.most(0.8, |cell| words_of(cell).len() > 1 || is_whole_in_han(cell));
        Some(match () {
            () if count(&all_given) && !count(&is_family) => Names::Given,
            () if are_several && count(&is_whole) => Names::Whole,
            () if count(&is_family) => Names::Family,
            () if count(&all_given) => Names::Given,
            () => Names::Open,
        })
    }

    /// Returns the part with which most whole names begin, if the known ones say so.
    fn first_part(&self) -> Option<WhichFirst> {
        let (mut given, mut family) = (0, 0);
        for cell in &self.filled {
            let words = words_of(cell);
            let (Some(first), Some(last)) = (words.first(), words.last()) else { continue };
            let begins = is(first, "given") && !is(first, "family");
            let ends = is(last, "given") && !is(last, "family");
            given += usize::from(begins && !ends);
            family += usize::from(ends && !begins);
        }
        match (given, family) {
            (0, 0) => None,
            (given, family) if given >= family * 3 => Some(WhichFirst::Given),
            (given, family) if family >= given * 3 => Some(WhichFirst::Family),
            _ => None,
        }
    }
}

/// The columns among which those of names are looked for.
struct NameTable<'t, 'r> {
    columns: &'t [Cells<'r>],
    kinds: &'t [Option<Names>],
    emails: Option<usize>,
}

impl NameTable<'_, '_> {
    /// Returns the columns of first and last names.
    fn parts(&self) -> (Option<usize>, Option<usize>) {
        let given = self.first(Names::Given);
        let family = self.first(Names::Family);
        match (given, family) {
            (Some(given), Some(family)) if given.abs_diff(family) <= BESIDE => {
                (Some(given), Some(family))
            }
            (Some(given), _) => (Some(given), self.beside(given)),
            (None, Some(family)) => match self.beside(family) {
                Some(given) => (Some(given), Some(family)),
                None => (None, None),
            },
            (None, None) => (None, None),
        }
    }

    fn first(&self, wanted: Names) -> Option<usize> {
        self.kinds.iter().position(|kind| *kind == Some(wanted))
    }

    /// Returns the column of whole names: each row has another, or they would be of an owner.
    fn whole(&self) -> Option<usize> {
        (0..self.kinds.len()).find(|at| {
            let is_whole = match self.kinds[*at] {
                Some(Names::Whole) => true,
                Some(Names::Open) => self.is_in_emails(*at),
                _ => false,
            };
            is_whole && self.columns[*at].is_of_each()
        })
    }

    /// Returns the other half of the names in a column: what a column of whole names or the email
    /// addresses confirm, else the only neighbor that may be it.
    fn beside(&self, half: usize) -> Option<usize> {
        let whole = self.whole();
        let is_open = |at: &usize| {
            *at != half
                && Some(*at) != whole
                && self.kinds.get(*at) == Some(&Some(Names::Open))
                && self.columns[*at].is_of_each()
        };
        let near = || (half.saturating_sub(BESIDE)..=half + BESIDE).filter(is_open);
        if let Some(sure) = near().find(|at| whole.is_some_and(|it| self.are_in(*at, it, half))) {
            return Some(sure);
        }
        if let Some(sure) =
            near().find(|at| self.emails.is_some_and(|it| self.are_in(*at, it, *at)))
        {
            return Some(sure);
        }
        let mut beside = [half + 1, half.wrapping_sub(1)].into_iter().filter(is_open);
        let only = beside.next().filter(|_| beside.next().is_none());
        only.filter(|at| self.columns[*at].most(0.7, |cell| words_of(cell).len() == 1))
    }

    /// True if most cells have several words, of which the email address of their row has one.
    fn is_in_emails(&self, at: usize) -> bool {
        let Some(emails) = self.emails else { return false };
        let pairs = self.columns[at].all.iter().zip(&self.columns[emails].all);
        let pairs: Vec<(&&str, &&str)> = pairs.filter(|(_, email)| !email.is_empty()).collect();
        let is_in = |(cell, email): &&(&&str, &&str)| {
            let name = fold(email.split('@').next().unwrap_or_default());
            let words = words_of(cell);
            let is_there = |word: &&str| word.chars().count() > 1 && name.contains(&fold(word));
            words.len() > 1 && words.iter().any(is_there)
        };
        !pairs.is_empty() && pairs.iter().filter(is_in).count() * 2 > pairs.len()
    }

    /// True if most cells of two columns are part of the cell in another column of their row.
    fn are_in(&self, part: usize, whole: usize, other: usize) -> bool {
        let cell = |at: usize, row: usize| fold(self.columns[at].all[row]);
        let rows: Vec<usize> = (0..self.columns[part].all.len())
            .filter(|row| cell(part, *row).chars().count() > 2 && !cell(whole, *row).is_empty())
            .collect();
        let is_in = |row: &&usize| {
            let whole = cell(whole, **row);
            let whole = whole.split('@').next().unwrap_or_default();
            whole.contains(&cell(part, **row))
                && (part == other || whole.contains(&cell(other, **row)))
        };
        !rows.is_empty() && rows.iter().filter(is_in).count() * 2 > rows.len()
    }
}

/// Returns the words of a name, without titles and initials, which end in a point.
fn words_of(cell: &str) -> Vec<&str> {
    cell.split_whitespace().filter(|word| !word.ends_with('.')).collect()
}

/// True if a word is a frequent name of this kind.
fn is(word: &str, what: &str) -> bool {
    static KNOWN: OnceLock<HashMap<String, Vec<&'static str>>> = OnceLock::new();
    let known = KNOWN.get_or_init(|| {
        let mut known: HashMap<String, Vec<&'static str>> = HashMap::new();
        for (means, word) in lexicon::words(WORDS, 1).filter(|(means, _)| means[0] != "legal") {
            known.entry(lexicon::folded(word)).or_default().push(means[0]);
        }
        known
    });
    known.get(&lexicon::folded(word)).is_some_and(|means| means.contains(&what))
}

/// True if a cell has the legal form of a company.
pub fn is_company(cell: &str) -> bool {
    static KNOWN: OnceLock<Vec<String>> = OnceLock::new();
    let known = KNOWN.get_or_init(|| {
        let legal = lexicon::words(WORDS, 1).filter(|(means, _)| means[0] == "legal");
        legal.map(|(_, word)| lexicon::folded(word)).collect()
    });
    let cell = lexicon::folded(cell);
    known.iter().any(|form| {
        if !form.is_ascii() && !form.contains(char::is_whitespace) && !is_alphabet(form) {
            return cell.contains(form.as_str()) && cell != *form;
        }
        let ends = cell.strip_suffix(form.as_str());
        let begins = cell.strip_prefix(form.as_str()).filter(|_| form.len() > 2);
        ends.is_some_and(|rest| rest.ends_with([' ', ',']))
            || begins.is_some_and(|rest| rest.starts_with(' '))
    })
}

/// True for words of scripts that put spaces between words.
fn is_alphabet(word: &str) -> bool {
    word.chars().all(|letter| letter < '\u{e00}')
}

/// True for a family name and a given name in Chinese characters, without a space.
fn is_whole_in_han(cell: &str) -> bool {
    let letters: Vec<char> = cell.chars().collect();
    (2..=4).contains(&letters.len())
        && letters.iter().all(|letter| ('\u{4e00}'..='\u{9fff}').contains(letter))
        && (is(&letters[0].to_string(), "family")
            || is(&letters[..2].iter().collect::<String>(), "family") && letters.len() > 2)
        && !is(cell, "family")
        && !is(cell, "given")
}

/// True if a cell may be the name of a person or a part of it.
fn may_be_name(cell: &str) -> bool {
    let is_mark = |letter: char| matches!(letter, '\u{300}'..='\u{36f}' | '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}');
    let in_names = |letter: char| {
        letter.is_alphabetic()
            || is_mark(letter)
            || matches!(letter, ' ' | '.' | '\'' | '’' | '-' | ',')
    };
    let words = words_of(cell);
    (1..=5).contains(&words.len())
        && cell.chars().count() <= 40
        && cell.chars().all(in_names)
        && words.iter().any(|word| !word.starts_with(char::is_lowercase))
        && answer_of(cell).is_none()
        && !is_company(cell)
        && !is_title(cell)
}

/// True for what stands before a name: `Frau Dr.`.
fn is_title(cell: &str) -> bool {
    split_name(&format!("{cell} Xenia Yost"), None, None).given == "Xenia"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{lines, rows};

    fn check(table: &str, expect: &[&str]) {
        let first = lines(&rows(table.as_bytes(), "x.csv")[0]);
        let told: Vec<&str> = first.iter().map(String::as_str).collect();
        for line in expect {
            assert!(told.contains(line), "{line} of {told:?}");
        }
    }

    #[test]
    fn first_and_last_names_are_told_apart_in_any_order() {
        check("Ann,Marlow,ann@a.org\nJohn,Trent,jt@b.org\n", &["given: Ann", "family: Marlow"]);
        check("Kovács,Béla,kb@a.org\nSzabó,Éva,se@b.org\n", &["given: Béla", "family: Kovács"]);
        check("Herr,Uwe,Quast,u@a.org\nFrau,Ute,Prell,v@b.org\n", &["given: Uwe", "family: Quast"]);
    }

    #[test]
    fn whole_names_begin_as_the_known_ones_among_them() {
        check("Kowalska Anna,a@a.org\nŻak Łukasz,b@b.org\n", &["given: Anna", "family: Kowalska"]);
        check("Zed Quill,zed@a.org\nOd Marrow,od@b.org\n", &["given: Zed", "family: Quill"]);
    }

    #[test]
    fn companies_are_no_people() {
        let told = lines(&rows(b"Krause OHG,a@a.org,Bonn\nHahn KG,b@b.org,Ulm\n", "x.csv")[0]);
        assert!(!told.iter().any(|line| line.starts_with("given")), "{told:?}");
        assert!(
            is_company("株式会社見本商事") && is_company("Minta Kft.") && is_company("Công ty Sen")
        );
        assert!(!is_company("Inc") && !is_company("Agatha Sato"));
    }

    #[test]
    fn a_day_is_a_birthday_only_if_nothing_else_is_possible() {
        let is_birthday = |table: &[&str], year| {
            let cells = |cell: &&str| StringRecord::from(vec![*cell]);
            let rows: Vec<StringRecord> = table.iter().map(cells).collect();
            birthday(&[Cells::new(&rows, 0)], &[Some(ColumnFormat::Date)], year).is_some()
        };
        assert!(is_birthday(&["1980-03-22", "1971-11-30"], Some(2026)));
        assert!(!is_birthday(&["1980-03-22", "2024-11-30"], Some(2026)));
        assert!(!is_birthday(&["03/04/1980", "05/06/1971"], Some(2026)));
        assert!(!is_birthday(&["1980-03-22", "1971-11-30"], None));
        // They may be the days since when people are customers.
        assert!(!is_birthday(&["1999-03-22", "2004-11-30", "2008-01-02"], Some(2026)));
    }

    #[test]
    fn names_are_no_headers() {
        assert!(are_names(["Krause", "Rita", "Beispiel GmbH"].into_iter()));
        assert!(!are_names(["Name", "City", "Company"].into_iter()));
    }
}
