//! Words of many languages as tables of data (`words/*.tsv`): the first cells of a row say what its
//! words mean, the others are the words of one language each, several separated by `|`.

use std::collections::HashMap;

use super::fold;

/// Returns the words of a table, each with the first cells of its row, as many as `keys`.
pub fn words(
    table: &'static str,
    keys: usize,
) -> impl Iterator<Item = (Vec<&'static str>, &'static str)> {
    table.lines().filter(|line| !line.starts_with('#')).flat_map(move |line| {
        let cells: Vec<&str> = line.split('\t').collect();
        let (means, languages) = cells.split_at(keys.min(cells.len()));
        let means = means.to_vec();
        let words: Vec<&str> = languages.iter().flat_map(|cell| cell.split('|')).collect();
        words.into_iter().filter(|word| !word.is_empty()).map(move |word| (means.clone(), word))
    })
}

/// The meanings of words in the form in which they are looked up; of two meanings the first.
pub fn meanings(
    table: &'static str,
    keys: usize,
    form: impl Fn(&str) -> String,
) -> HashMap<String, Vec<&'static str>> {
    let mut known = HashMap::new();
    for (means, word) in words(table, keys) {
        known.entry(form(word)).or_insert(means);
    }
    known
}

/// True if a folded text begins with a folded word that ends there.
pub fn begins_with(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
}

/// Folds a word for [`begins_with`].
pub fn folded(word: &str) -> String {
    fold(word).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "# a comment\ntotal\tTotal|Sum\t\tÖsszesen\npage\tPage\t第|页\toldal\n";

    #[test]
    fn words_have_the_meaning_of_their_row() {
        let all: Vec<(&str, &str)> =
            words(TABLE, 1).map(|(means, word)| (means[0], word)).collect();
        let expect = [
            ("total", "Total"),
            ("total", "Sum"),
            ("total", "Összesen"),
            ("page", "Page"),
            ("page", "第"),
            ("page", "页"),
            ("page", "oldal"),
        ];
        assert_eq!(all, expect);
        assert_eq!(meanings(TABLE, 1, folded)["osszesen"], ["total"]);
        assert!(begins_with("total: 3", "total") && begins_with("total", "total"));
        assert!(!begins_with("totally", "total"));
    }
}
