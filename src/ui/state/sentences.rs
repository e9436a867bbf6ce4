//! Errors as sentences: what happened, what is safe, what to do.

use super::words::{Words, t};
use crate::app::AppError;
use crate::domain::Fault;
use crate::store::StoreError;

/// The sentence for an error.
pub fn sentence(words: &Words, error: &AppError) -> String {
    match error {
        AppError::Store(error) => store_sentence(words, error),
        AppError::Invalid(problems) => match problems.first() {
            Some(problem) if problem.fault == Fault::Empty => fault_sentence(words, Fault::Empty),
            _ => t!(words, errors.invalid),
        },
        AppError::NotFound => t!(words, errors.not_found),
        AppError::Interrupted => t!(words, errors.interrupted),
    }
}

fn store_sentence(words: &Words, error: &StoreError) -> String {
    match error {
        StoreError::Full => t!(words, errors.full),
        StoreError::Blocked => t!(words, errors.blocked),
        StoreError::Lost => t!(words, errors.lost),
        StoreError::OldTab => t!(words, errors.old_tab),
        StoreError::Superseded => t!(words, errors.superseded),
        StoreError::NewerData => t!(words, errors.newer_data),
        StoreError::Moved => t!(words, errors.moved),
        StoreError::RolledBack => t!(words, errors.rolled_back),
        StoreError::Damaged => t!(words, errors.damaged),
        StoreError::Other { name, message } => {
            t!(words, errors.other, detail = format!("{name}: {message}"))
        }
    }
}

/// The sentence at a field.
pub fn fault_sentence(words: &Words, fault: Fault) -> String {
    match fault {
        Fault::NotAnEmail => t!(words, errors.not_an_email),
        Fault::NotAPhone => t!(words, errors.not_a_phone),
        Fault::NotALink => t!(words, errors.not_a_link),
        Fault::NoSuchDay => t!(words, errors.no_such_day),
        Fault::NotANumber => t!(words, errors.not_a_number),
        Fault::TooLong => t!(words, errors.too_long),
        Fault::Empty => t!(words, errors.empty),
    }
}
