//! Quick add: parses one line, such as `call Anna Miller tomorrow 9:00 #vip` or
//! `明天上午9点给王小明打电话`. The words of the grammar are data ([`QuickWords`]), one file for each
//! language; unknown words stay text.

mod amounts;
#[cfg(test)]
mod chinese_tests;
mod clock;
mod dates;
mod days;
mod dividing;
#[cfg(any(test, feature = "testing"))]
mod files;
#[cfg(test)]
mod hungarian_tests;
mod line;
mod meaning;
mod naming;
mod numbers;
mod person;
#[cfg(test)]
mod person_tests;
mod reading;
mod repeats;
mod senses;
#[cfg(test)]
mod table;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod thai_tests;
#[cfg(test)]
mod vietnamese_tests;
mod ways;
mod words;

#[cfg(any(test, feature = "testing"))]
pub use files::{ENGLISH, words_of_test};
pub use meaning::{
    FindCompany, NameMatch, QuickAdd, QuickContext, QuickKind, QuickPart, quick_add,
};
pub use naming::{Naming, can_name, naming};
pub use person::QuickPerson;
pub use reading::{QuickList, QuickTexts, UnreadEntry};
pub use words::QuickWords;
