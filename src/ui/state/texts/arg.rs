//! The values that stand in the places of texts.

use crate::ui::state::words::Words;

/// A placeholder's value: text as is, or a number in the language's format.
pub trait TextArg {
    /// Formats it.
    fn said(&self, words: &Words) -> String;
}

impl TextArg for str {
    fn said(&self, _words: &Words) -> String {
        self.to_owned()
    }
}

impl TextArg for String {
    fn said(&self, _words: &Words) -> String {
        self.clone()
    }
}

impl<T: TextArg + ?Sized> TextArg for &T {
    fn said(&self, words: &Words) -> String {
        (**self).said(words)
    }
}

impl<T: Count> Count for &T {
    fn count(&self) -> u64 {
        (**self).count()
    }
}

/// A whole number, which decides the form of a text.
pub trait Count: TextArg {
    /// Its size.
    fn count(&self) -> u64;
}

macro_rules! counts {
    ($($number:ty),+) => {
        $(impl TextArg for $number {
            fn said(&self, words: &Words) -> String {
                words.grouped(&self.to_string())
            }
        }

        impl Count for $number {
            fn count(&self) -> u64 {
                // No count is larger than the largest of them, and none is negative.
                u64::try_from(*self).unwrap_or(u64::MAX)
            }
        })+
    };
}

counts!(u8, u16, u32, u64, usize, i8, i32, i64);
