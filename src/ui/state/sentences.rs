//! Errors as sentences: what happened, what is safe, what to do.

use super::words::{Words, t};
use app::AppError;
use domain::Fault;
use store::StoreError;
use transfer::{Binary, OtherRows, TransferError};

/// Returns the sentence for an error.
pub fn sentence(words: &Words, error: &AppError) -> String {
    match error {
        AppError::Store(error) => store_sentence(words, error),
        AppError::Transfer(error) => transfer_sentence(words, error),
        AppError::Invalid(problems) => match problems.as_slice() {
            [problem] => fault_sentence(words, problem.fault),
            _ => t!(words, errors.invalid),
        },
        AppError::NotFound => t!(words, errors.not_found),
        AppError::StageInUse(count) => t!(words, errors.stage_in_use, count = count),
        AppError::LastStage => t!(words, errors.last_stage),
        AppError::FileLost => t!(words, errors.file_lost),
        AppError::Interrupted => t!(words, errors.interrupted),
        AppError::PartMissing => t!(words, errors.part_missing),
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

fn transfer_sentence(words: &Words, error: &TransferError) -> String {
    match error {
        TransferError::Empty => t!(words, errors.file_empty),
        TransferError::NotText(binary) => match binary {
            Binary::Picture => t!(words, errors.file_picture),
            Binary::Document => t!(words, errors.file_document),
            Binary::Archive => t!(words, errors.file_archive),
            Binary::Other => t!(words, errors.file_not_text),
        },
        TransferError::Protected => t!(words, errors.file_protected),
        TransferError::Unfolds => t!(words, errors.file_unfolds),
        TransferError::BrokenJson { line } => t!(words, errors.file_broken_json, line = line),
        TransferError::CutShort { line } => t!(words, errors.file_cut_short, line = line),
        TransferError::BrokenSheet => t!(words, errors.file_broken_sheet),
        TransferError::OnlyHeader => t!(words, errors.file_only_header),
        TransferError::Unreadable => t!(words, errors.file_unreadable),
        TransferError::UnknownFormat => t!(words, errors.file_unknown),
        TransferError::NotContacts(rows) => match rows {
            OtherRows::Deals => t!(words, errors.file_deals),
            OtherRows::Tasks => t!(words, errors.file_tasks),
            OtherRows::Activities => t!(words, errors.file_activities),
            OtherRows::Notes => t!(words, errors.file_notes),
            OtherRows::Products => t!(words, errors.file_products),
            OtherRows::Leads => t!(words, errors.file_leads),
        },
        TransferError::TooLarge { bytes, most } => {
            t!(words, errors.file_too_large, size = bytes >> 20, most = most >> 20)
        }
        TransferError::TooMany { rows, most } => {
            t!(words, errors.file_too_many, rows = rows, most = most)
        }
        TransferError::OwnTable => t!(words, errors.file_own_table),
        TransferError::IsBackup => t!(words, errors.file_is_backup),
        TransferError::NotABackup => t!(words, errors.not_a_backup),
        TransferError::TooNew { .. } => t!(words, errors.backup_too_new),
        TransferError::Damaged { line, .. } => t!(words, errors.backup_damaged, line = line),
    }
}

/// Returns the sentence shown at a field.
pub fn fault_sentence(words: &Words, fault: Fault) -> String {
    match fault {
        Fault::NotAnEmail => t!(words, errors.not_an_email),
        Fault::NotAPhone => t!(words, errors.not_a_phone),
        Fault::NotALink => t!(words, errors.not_a_link),
        Fault::NoSuchDay => t!(words, errors.no_such_day),
        Fault::NotADue => t!(words, errors.not_a_due),
        Fault::NotARepeat => t!(words, errors.not_a_repeat),
        Fault::NeverRepeats => t!(words, errors.never_repeats),
        Fault::NotANumber => t!(words, errors.not_a_number),
        Fault::NotAnAmount => t!(words, errors.not_an_amount),
        Fault::TooMuchOff => t!(words, errors.too_much_off),
        Fault::TooLarge => t!(words, errors.too_large),
        Fault::Unnamed => t!(words, errors.unnamed),
        Fault::NoText => t!(words, errors.no_text),
        Fault::NoName => t!(words, errors.no_name),
        Fault::Undecided => t!(words, errors.undecided),
        Fault::NameTaken => t!(words, errors.name_taken),
        Fault::TooLong => t!(words, errors.too_long),
        Fault::Missing => t!(words, errors.missing),
        Fault::Empty => t!(words, errors.empty),
    }
}
