//! Boards: the records of a kind as cards, in columns by the values of one of its fields; and what
//! narrows a list without being the value of a field.

use super::{Field, FieldType, Schema, Shown};

/// The board of a kind, as declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Board {
    /// The field whose values are the columns: a choice, or a reference.
    pub columns: u32,
    /// The amount that is summed in the head of a column.
    pub total: Option<u32>,
    /// The field with the moment at which a card came into its column; a card that does not know it
    /// has been there since its creation.
    pub since: Option<u32>,
    /// True if the list opens as a board.
    pub is_first: bool,
    /// True if a card that stands in a column cannot leave all of them.
    pub needs_column: bool,
}

/// Narrows a list by more than the value of a field: it depends on the user, on the day, or
/// on other records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Narrowing {
    /// Of this device's user, or of nobody.
    Mine,
    /// Expected to close in the current month.
    Closing,
    /// Open, and past the expected close.
    PastClose,
    /// Open, and too long in the same column.
    Stale,
}

impl Narrowing {
    const ALL: [Self; 4] = [Self::Mine, Self::Closing, Self::PastClose, Self::Stale];

    /// Returns its name in addresses and views; permanent.
    pub fn key(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::Closing => "closing",
            Self::PastClose => "past-close",
            Self::Stale => "stale",
        }
    }

    /// Reads [`Narrowing::key`].
    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.key() == key)
    }
}

impl Field {
    /// True if its values can be the columns of a board: a record has at most one of them, out of
    /// a known set.
    pub fn makes_columns(&self) -> bool {
        let is_set = matches!(self.kind, FieldType::Choice | FieldType::Reference(_));
        is_set && !self.many && self.shown != Shown::Never
    }

    /// True if its values can be summed in the head of a column.
    pub fn makes_total(&self) -> bool {
        self.kind == FieldType::Money && !self.many && self.shown != Shown::Never
    }
}

impl Schema {
    /// Returns the field whose values are the columns of the board; `None` for a kind without a
    /// board, and while the field is gone or of another type.
    pub fn board_field(&self) -> Option<&Field> {
        self.field(self.board?.columns).filter(|field| field.makes_columns())
    }

    /// Returns the amount that is summed in the heads of the columns; `None` while its field is
    /// gone or of another type.
    pub fn board_total(&self) -> Option<&Field> {
        self.field(self.board?.total?).filter(|field| field.makes_total())
    }

    /// True if its list opens as a board.
    pub fn opens_as_board(&self) -> bool {
        self.board_field().is_some() && self.board.is_some_and(|board| board.is_first)
    }

    /// True if a card cannot leave all columns.
    pub fn needs_column(&self) -> bool {
        let declared = self.board.is_some_and(|board| board.needs_column);
        declared || self.board_field().is_some_and(|field| field.required)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::built_in;

    #[test]
    fn a_declared_board_has_columns_and_sums_amounts() {
        for schema in built_in().all().iter().filter(|schema| schema.board.is_some()) {
            assert!(schema.board_field().is_some(), "{}", schema.key);
            let total = schema.board.and_then(|board| board.total);
            assert_eq!(schema.board_total().map(|field| field.number), total, "{}", schema.key);
        }
    }

    #[test]
    fn a_narrowing_is_known_by_its_key() {
        for narrowing in Narrowing::ALL {
            assert_eq!(Narrowing::of(narrowing.key()), Some(narrowing));
        }
        assert_eq!(Narrowing::of(""), None);
    }
}
