//! Fractional indices: list elements are ordered by texts with always room for another in between
//! (D. Greenspan, "Implementing Fractional Indexing", 2020), in base 62.

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Returns a text that sorts after `low` and before `high`; an empty `low` is the beginning, `None`
/// the end.
pub fn between(low: &str, high: Option<&str>) -> String {
    let low: Vec<usize> = low.bytes().map(value).collect();
    let high: Option<Vec<usize>> = high.map(|high| high.bytes().map(value).collect());
    let mut middle = String::new();
    let mut free = high.is_none();
    let mut place = 0;
    loop {
        let below = low.get(place).copied().unwrap_or(0);
        let above = if free {
            DIGITS.len()
        } else {
            high.as_ref().and_then(|h| h.get(place).copied()).unwrap_or(DIGITS.len())
        };
        place += 1;
        if above > below + 1 {
            middle.push(char::from(DIGITS[usize::midpoint(below, above)]));
            return middle;
        }
        // No room at this digit: keep the lower one, and look at the next.
        middle.push(char::from(DIGITS[below]));
        free = free || above > below;
        if place > low.len() + 64 {
            return middle;
        }
    }
}

/// Returns the index of the nth element of a list written at once, such as by an import.
pub fn nth(position: usize) -> String {
    let digit = |n: usize| char::from(DIGITS[n % DIGITS.len()]);
    // The first digit tells how many follow, which keeps short and long numbers in order.
    match position {
        0..=60 => [digit(1), digit(position + 1)].iter().collect(),
        _ => [digit(2), digit(position / 3844), digit(position / 62), digit(position), digit(1)]
            .iter()
            .collect(),
    }
}

fn value(digit: u8) -> usize {
    DIGITS.iter().position(|known| *known == digit).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_always_room_between_two_places() {
        let (mut low, mut high) = (between("", None), None::<String>);
        for turn in 0..200 {
            let middle = between(&low, high.as_deref());
            assert!(
                middle > low && high.as_ref().is_none_or(|high| middle < *high),
                "{turn} {middle}"
            );
            if turn % 3 == 0 { low = middle } else { high = Some(middle) }
        }
        let first = between("", Some(&nth(0)));
        assert!(first < nth(0));
    }

    #[test]
    fn elements_written_at_once_are_in_order() {
        let all: Vec<String> = (0..500).map(nth).collect();
        assert!(all.is_sorted());
        assert!(between(&nth(3), Some(&nth(4))) > nth(3));
    }
}
