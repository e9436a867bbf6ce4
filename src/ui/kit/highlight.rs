//! Text with its search matches marked.

use std::ops::Range;

use dom::Marks;
use leptos::html;
use leptos::prelude::*;

/// Cuts `text` at `ranges` (bytes) into pieces, each marked or not. Tolerates ranges that overlap,
/// lie outside or split a character.
fn pieces<'a>(text: &'a str, ranges: &[Range<usize>]) -> Vec<(&'a str, bool)> {
    let mut pieces = Vec::new();
    let mut done = 0;
    for Range { start, end } in joined(text, ranges) {
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

/// Sorts the ranges, widens them to whole characters, and merges those that touch.
fn joined(text: &str, ranges: &[Range<usize>]) -> Vec<Range<usize>> {
    let whole = ranges
        .iter()
        .map(|range| text.floor_char_boundary(range.start)..text.ceil_char_boundary(range.end))
        .filter(|range| !range.is_empty());
    // Insertion sort: they are few, mostly in order already.
    let mut sorted: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in whole {
        sorted.insert(sorted.partition_point(|known| known.start <= range.start), range);
    }
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(sorted.len());
    for range in sorted {
        match joined.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => joined.push(range),
        }
    }
    joined
}

/// Returns the marked parts as offsets in UTF-16 units.
fn units(text: &str, ranges: &[Range<usize>]) -> Vec<(u32, u32)> {
    let units = |text: &str| text.encode_utf16().count() as u32;
    let of = |range: Range<usize>| {
        let start = units(&text[..range.start]);
        (start, start + units(&text[range]))
    };
    joined(text, ranges).into_iter().map(of).collect()
}

/// Text with some parts marked, apart from the direction of the text around it.
#[component]
pub fn Highlight(
    /// The whole text.
    #[prop(into)]
    text: Signal<String>,
    /// The marked byte ranges of the text.
    #[prop(into)]
    ranges: Signal<Vec<Range<usize>>>,
) -> impl IntoView {
    if dom::can_mark() {
        return marked(text, ranges).into_any();
    }
    view! { <bdi>{in_pieces(text, ranges)}</bdi> }.into_any()
}

/// One text, whose marks are no elements: a key in a search box changes the text and makes nothing.
fn marked(text: Signal<String>, ranges: Signal<Vec<Range<usize>>>) -> impl IntoView {
    let node = NodeRef::<html::Bdi>::new();
    let marks = StoredValue::new_local(None::<Marks>);
    Effect::new(move |_| {
        let (text, ranges) = (text.read(), ranges.read());
        marks.set_value(None);
        if let Some(node) = node.get().filter(|_| !ranges.is_empty()) {
            marks.set_value(Some(Marks::of(&node, units(&text, &ranges).into_iter())));
        }
    });
    view! { <bdi node_ref=node>{move || text.get()}</bdi> }
}

/// The same in browsers that mark elements only.
fn in_pieces(text: Signal<String>, ranges: Signal<Vec<Range<usize>>>) -> impl IntoView {
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
    use super::{pieces, units};

    #[test]
    fn marked_parts_stand_between_plain_ones() {
        let marked = pieces("Peter Nguyen", std::slice::from_ref(&(6..12)));
        assert_eq!(marked, [("Peter ", false), ("Nguyen", true)]);
        assert_eq!(pieces("Anna", &[]), [("Anna", false)]);
        assert_eq!(pieces("", &[]), []);
    }

    #[test]
    fn marks_count_in_units_of_the_page() {
        assert_eq!(units("😀 Ánh 王", &[5..9, 10..13]), [(3, 6), (7, 8)]);
        assert_eq!(units("Anna", &[]), []);
    }

    #[test]
    fn ranges_that_overlap_or_lie_outside_are_mended() {
        let marked = pieces("Nguyễn", &[5..6, 0..1, 1..2, 90..99]);
        assert_eq!(marked, [("Ng", true), ("uy", false), ("ễ", true), ("n", false)]);
    }
}
