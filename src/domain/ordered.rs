//! Short lists that are kept in order.

use std::cmp::Ordering;

/// Inserts an item behind those that do not come after it. For short lists: each sort of the standard
/// library would lengthen the first download by 2 KB.
pub fn insert_in_order<T>(list: &mut Vec<T>, item: T, compare: impl Fn(&T, &T) -> Ordering) {
    let at = list.partition_point(|known| compare(known, &item).is_le());
    list.insert(at, item);
}

#[cfg(test)]
mod tests {
    use super::insert_in_order;

    #[test]
    fn equal_items_stay_in_the_order_in_which_they_came() {
        let mut list = Vec::new();
        for item in [(2, 'a'), (1, 'b'), (2, 'c'), (1, 'd'), (0, 'e')] {
            insert_in_order(&mut list, item, |one, other| one.0.cmp(&other.0));
        }
        assert_eq!(list, [(0, 'e'), (1, 'b'), (1, 'd'), (2, 'a'), (2, 'c')]);
    }
}
