//! Names of sheets.

use std::collections::BTreeSet;

/// The most UTF-16 units of a name.
const MOST: usize = 31;

/// The names that a workbook has given.
pub struct SheetNames {
    /// Without case.
    taken: BTreeSet<String>,
}

impl SheetNames {
    /// Creates an empty set of names; Excel keeps one for itself.
    pub fn new() -> Self {
        Self { taken: BTreeSet::from(["history".to_owned()]) }
    }

    /// Returns a name as similar to `title` as a spreadsheet allows, with a number if others have
    /// it.
    pub fn name_of(&mut self, title: &str) -> String {
        let allowed = |letter: char| {
            let is_banned = letter.is_control() || "[]:*?/\\".contains(letter);
            if is_banned { ' ' } else { letter }
        };
        let plain: String = title.chars().map(allowed).collect();
        let words: Vec<&str> = plain.split_whitespace().collect();
        let plain = words.join(" ");
        let plain = plain.trim_matches('\'');
        let plain = if plain.is_empty() { "Satchel" } else { plain };
        let numbered = (2..).map(|number| beginning(plain, &format!(" {number}")));
        let mut all = std::iter::once(beginning(plain, "")).chain(numbered);
        let name = all.find(|name| !self.taken.contains(&name.to_lowercase()));
        let name = name.unwrap_or_default();
        self.taken.insert(name.to_lowercase());
        name
    }
}

/// Returns the beginning of a name that leaves room for what is put behind it.
fn beginning(name: &str, behind: &str) -> String {
    let mut units = behind.encode_utf16().count();
    let fits = |letter: &char| {
        units += letter.len_utf16();
        units <= MOST
    };
    let kept: String = name.chars().take_while(fits).collect();
    format!("{}{behind}", kept.trim_end_matches(['\'', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_plain_and_each_there_once() {
        let mut names = SheetNames::new();
        for (title, expected) in [
            ("Contacts", "Contacts"),
            ("contacts", "contacts 2"),
            ("CONTACTS", "CONTACTS 3"),
            ("Máy móc / xe [cũ]", "Máy móc xe cũ"),
            ("'quoted'", "quoted"),
            ("a:b*c?d\\e\u{7}", "a b c d e"),
            ("History", "History 2"),
            ("公司", "公司"),
            ("", "Satchel"),
            ("//", "Satchel 2"),
            ("A name that is longer than a tab of a sheet", "A name that is longer than a ta"),
            ("A name that is longer than a tab of a book", "A name that is longer than a 2"),
            ("🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂", "🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂"),
        ] {
            assert_eq!(names.name_of(title), expected);
        }
    }
}
