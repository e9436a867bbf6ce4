//! Words with the parts marked that were searched for.

use std::ops::Range;

use leptos::prelude::*;

/// Cuts `text` at `ranges` (bytes): every piece and whether it is marked. Ranges that overlap, lie
/// outside or do not fall between characters are mended, never a reason to fail.
fn pieces<'a>(text: &'a str, ranges: &[Range<usize>]) -> Vec<(&'a str, bool)> {
    let mut sorted: Vec<_> = ranges.iter().collect();
    sorted.sort_by_key(|range| range.start);
    let mut pieces = Vec::new();
    let mut done = 0;
    for range in sorted {
        let start = text.floor_char_boundary(range.start).max(done);
        let end = text.ceil_char_boundary(range.end.min(text.len()));
        if start >= end {
            continue;
        }
        if done < start {
            pieces.push((&text[done..start], false));
        }
        pieces.push((&text[start..end], true));
        done = end;
    }
    if done < text.len() {
        pieces.push((&text[done..], false));
    }
    pieces
}

/// Text of which some parts are marked.
#[component]
pub fn Highlight(
    /// The whole text.
    #[prop(into)]
    text: Signal<String>,
    /// The marked parts, in bytes of the text.
    #[prop(into)]
    ranges: Signal<Vec<Range<usize>>>,
) -> impl IntoView {
    move || {
        let text = text.read();
        let view = |(piece, marked): (&str, bool)| {
            let piece = piece.to_owned();
            if marked {
                view! { <mark class="highlight">{piece}</mark> }.into_any()
            } else {
                piece.into_any()
            }
        };
        pieces(&text, &ranges.read()).into_iter().map(view).collect_view()
    }
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn marked_parts_stand_between_plain_ones() {
        let marked = pieces("Peter Nguyen", &[6..12]);
        assert_eq!(marked, [("Peter ", false), ("Nguyen", true)]);
        assert_eq!(pieces("Anna", &[]), [("Anna", false)]);
        assert_eq!(pieces("", &[]), []);
    }

    #[test]
    fn ranges_that_overlap_or_lie_outside_are_mended() {
        let marked = pieces("Nguyễn", &[4..7, 0..3, 2..5, 90..99]);
        assert_eq!(marked, [("Ngu", true), ("y", true), ("ễ", true), ("n", false)]);
    }
}
