//! The choices of a custom field as lines: how one is read, and what a new text means for the choices
//! that were there.

use std::borrow::Cow;

use crate::check::one_line;
use crate::schema::Choice;

/// Reads choices, one per line; a line that stands twice is one choice.
pub(super) fn choices(lines: &str) -> Vec<Choice> {
    let mut choices: Vec<Choice> = Vec::new();
    for line in tidied(lines) {
        if choices.iter().all(|known| known.key != line) {
            choices.push(Choice { key: Cow::Owned(line.clone()), label: Cow::Owned(line) });
        }
    }
    choices
}

/// Returns the first choice that stands twice among lines, however its Latin letters are written.
pub fn choice_twice(lines: &str) -> Option<String> {
    let lines: Vec<String> = tidied(lines).collect();
    let repeats = |place: usize, line: &String| {
        lines.iter().take(place).any(|earlier| earlier.eq_ignore_ascii_case(line))
    };
    lines.iter().enumerate().find(|(place, line)| repeats(*place, line)).map(|(_, it)| it.clone())
}

/// Returns the choices that have another name after an edit of the lines, before and after: one that
/// went while another came in its place, behind or before the same neighbor.
pub fn renamed_choices(before: &str, after: &str) -> Vec<(String, String)> {
    let before: Vec<String> = tidied(before).collect();
    let after: Vec<String> = tidied(after).collect();
    let mut renamed: Vec<(String, String)> = Vec::new();
    for (place, line) in after.iter().enumerate() {
        if before.contains(line) || renamed.iter().any(|(_, to)| to == line) {
            continue;
        }
        let same = |was: Option<&String>, is: Option<&String>| match (was, is) {
            (Some(was), Some(is)) => {
                was == is || renamed.iter().any(|(from, to)| from == was && to == is)
            }
            (was, is) => was.is_none() && is.is_none(),
        };
        let behind = |list: &[String], place: usize| list.get(place + 1).cloned();
        let before_it = |list: &[String], place: usize| {
            place.checked_sub(1).and_then(|place| list.get(place).cloned())
        };
        let in_place = |was: usize| {
            let above = same(before_it(&before, was).as_ref(), before_it(&after, place).as_ref());
            let below = same(behind(&before, was).as_ref(), behind(&after, place).as_ref());
            above || below
        };
        let went = before.iter().enumerate().find(|(was, name)| {
            let is_free = renamed.iter().all(|(from, _)| from != *name);
            is_free && !after.contains(name) && in_place(*was)
        });
        if let Some((_, from)) = went {
            renamed.push((from.clone(), line.clone()));
        }
    }
    renamed
}

fn tidied(lines: &str) -> impl Iterator<Item = String> {
    lines.lines().map(one_line).filter(|line| !line.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn renamed(before: &str, after: &str) -> String {
        let renamed = renamed_choices(&before.replace(' ', "\n"), &after.replace(' ', "\n"));
        renamed.iter().map(|(from, to)| format!("{from}>{to}")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_line_that_came_in_the_place_of_another_renames_it() {
        assert_eq!(renamed("New Used Scrap", "Brand-new Used Scrap"), "New>Brand-new");
        assert_eq!(renamed("New Used Scrap", "New Second-hand Scrap"), "Used>Second-hand");
        assert_eq!(renamed("New Used", "New Second-hand Scrap"), "Used>Second-hand");
        assert_eq!(renamed("A B C", "X Y Z"), "A>X B>Y C>Z");
        assert_eq!(renamed("New", "new"), "New>new");
    }

    #[test]
    fn lines_that_are_moved_added_or_removed_rename_nothing() {
        assert_eq!(renamed("New Used Scrap", "Scrap New Used"), "");
        assert_eq!(renamed("New Used", "New Used Scrap"), "");
        assert_eq!(renamed("New Used Scrap", "New Scrap"), "");
        assert_eq!(renamed("New Used Scrap", "Used Scrap Fresh"), "");
        assert_eq!(renamed("", "New Used"), "");
        assert_eq!(renamed("New Used", "Used Used New"), "");
    }

    #[test]
    fn a_choice_that_stands_twice_is_found() {
        assert_eq!(choice_twice("New\nUsed\n\n  used "), Some("used".to_owned()));
        assert_eq!(choice_twice("Cá\nCả\nNew"), None);
        assert_eq!(choices("Red\n Red\nGreen").len(), 2);
    }
}
