//! A text of the screens with its places.

/// A text of the screens: its English words, and the number by which catalogs have it.
#[derive(Clone, Copy, Debug)]
pub struct ScreenText {
    /// See [`text_id`](super::id::text_id).
    pub id: u32,
    /// The words, with places for values: `{count}`.
    pub english: &'static str,
    /// The words if the count is one, where they are others.
    pub english_one: Option<&'static str>,
}

/// The place whose number decides the form of a text.
pub const COUNT: &str = "count";

impl ScreenText {
    /// True if these are the names of its places, each at least once, and no others. The form for
    /// one may lack some. A text with forms need not say the count, which then is its first name.
    pub const fn has_places(self, names: &[&str]) -> bool {
        let (one, unsaid) = match self.english_one {
            Some(one) => (places(one, names).is_some(), is_count(names)),
            None => (true, false),
        };
        match places(self.english, names) {
            Some(seen) => one && seen | unsaid as u32 == (1_u32 << names.len()) - 1,
            None => false,
        }
    }

    /// True if a count decides its form: it has forms, or a place for the count.
    pub const fn is_counted(self) -> bool {
        if self.english_one.is_some() {
            return true;
        }
        let text = self.english.as_bytes();
        let mut at = 0;
        while at < text.len() {
            if text[at] == b'{' && is_named(text, at, COUNT.as_bytes()) {
                return true;
            }
            at += 1;
        }
        false
    }
}

/// Returns which of the names have places in a text, as bits; `None` if it has other places.
const fn places(text: &str, names: &[&str]) -> Option<u32> {
    let text = text.as_bytes();
    let mut seen = 0;
    let mut at = 0;
    while at < text.len() {
        if text[at] == b'{' {
            match place_of(text, at, names) {
                Some(place) => seen |= 1 << place,
                None => return None,
            }
        }
        at += 1;
    }
    Some(seen)
}

/// Returns the place among the names of the one that stands in braces at `at`.
const fn place_of(text: &[u8], at: usize, names: &[&str]) -> Option<usize> {
    let mut place = 0;
    while place < names.len() {
        if is_named(text, at, names[place].as_bytes()) {
            return Some(place);
        }
        place += 1;
    }
    None
}

/// True if the first of the names is that of the count.
const fn is_count(names: &[&str]) -> bool {
    !names.is_empty() && is_named(b"{count}", 0, names[0].as_bytes())
}

const fn is_named(text: &[u8], at: usize, name: &[u8]) -> bool {
    let mut letter = 0;
    while letter < name.len() {
        if at + 1 + letter >= text.len() || text[at + 1 + letter] != name[letter] {
            return false;
        }
        letter += 1;
    }
    at + 1 + name.len() < text.len() && text[at + 1 + name.len()] == b'}'
}

/// Fills the places of a text; what stands in a value stays as it is.
pub fn filled(text: &str, values: &[(&str, String)]) -> String {
    let mut parts = text.split('{');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once('}').unwrap_or((part, ""));
        let value = values.iter().find(|(known, _)| *known == name);
        filled.push_str(value.map_or("", |(_, value)| value));
        filled.push_str(rest);
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn text(english: &'static str) -> ScreenText {
        ScreenText { id: 0, english, english_one: None }
    }

    #[test]
    fn the_form_for_one_may_lack_places_but_has_no_others() {
        let one = |one| ScreenText { english_one: Some(one), ..text("{count} moved to {stage}") };
        assert!(one("Moved to {stage}").has_places(&["count", "stage"]));
        assert!(!one("Moved to {lane}").has_places(&["count", "stage"]));
        assert!(one("Moved").is_counted() && !text("{counts} {of}").is_counted());
    }

    #[test]
    fn a_text_with_forms_need_not_say_the_count() {
        let forms =
            ScreenText { english_one: Some("Take it to {stage}"), ..text("Take them to {stage}") };
        assert!(forms.has_places(&["count", "stage"]) && forms.is_counted());
        assert!(!forms.has_places(&["number", "stage"]));
        assert!(!text("Take them to {stage}").has_places(&["count", "stage"]));
    }

    #[test]
    fn a_text_knows_its_places() {
        assert!(text("Save").has_places(&[]));
        assert!(text("{count} of {total}, {count}").has_places(&["count", "total"]));
        assert!(!text("{count} of {total}").has_places(&["count"]));
        assert!(!text("{count}").has_places(&["count", "total"]));
        assert!(!text("{counts}").has_places(&["count"]) && !text("{coun").has_places(&["count"]));
    }

    #[test]
    fn a_value_that_looks_like_a_place_is_no_place() {
        let values = [("name", "{count}".to_owned()), ("count", "3".to_owned())];
        assert_eq!(filled("{name}: {count}", &values), "{count}: 3");
        assert_eq!(filled("", &values), "");
    }
}
