//! A text with the ranges that match a search.

use std::ops::Range;

use domain::Query;

/// Maximum length of a line in characters.
const LONGEST: usize = 120;

/// A line of text, with the byte ranges to highlight.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marked {
    /// The text, shortened to one line.
    pub text: String,
    /// The ranges that match.
    pub marks: Vec<Range<usize>>,
}

impl Marked {
    /// Marks what a query matches.
    pub fn of(mut text: String, query: Option<&Query>) -> Self {
        if let Some((end, _)) = text.char_indices().nth(LONGEST) {
            text.truncate(end);
        }
        let marks = query.map(|query| query.marks(&text)).unwrap_or_default();
        Self { marks: marks.into_iter().map(|(start, end)| start..end).collect(), text }
    }
}
