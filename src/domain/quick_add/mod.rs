//! Quick add: parses one line, such as `call Anna Miller tomorrow 9:00 #vip` or
//! `deal Acme 12000 EUR`. The words of the grammar are data ([`QuickWords`]); unknown words stay
//! text.

mod amounts;
mod clock;
mod days;
mod english;
mod line;
mod meaning;
mod naming;
mod person;
#[cfg(test)]
mod person_tests;
mod repeats;
#[cfg(test)]
mod tests;
mod ways;
mod words;

pub use english::ENGLISH;
pub use meaning::{
    FindCompany, NameMatch, QuickAdd, QuickContext, QuickKind, QuickPart, quick_add,
};
pub use naming::{Naming, can_name, naming};
pub use person::QuickPerson;
pub use words::{Phrase, QuickWords, Unit};
