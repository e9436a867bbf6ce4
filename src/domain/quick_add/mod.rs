//! One line to what it means: `call Anna Miller tomorrow 9:00 #vip`, `deal Acme 12000 EUR`. The
//! words of the grammar are data ([`QuickWords`]); what they do not explain stays text.

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
pub use meaning::{Known, Part, QuickAdd, QuickContext, QuickKind, quick_add};
pub use naming::{Naming, can_name, naming};
pub use person::QuickPerson;
pub use words::{Phrase, QuickWords, Unit};
