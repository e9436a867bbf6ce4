//! Every address of the app, in one place. Paths are without the base path; [`href`] makes a link of
//! one.

use std::sync::OnceLock;

use super::question::write_question;
use domain::RecordId;

/// What the day asks for.
pub const TODAY: &str = "/today";
/// The board of deals.
pub const DEALS: &str = "/deals";
/// What is to be done.
pub const TASKS: &str = "/tasks";
/// Pipelines, and the lists of words that selling uses.
pub const PIPELINES: &str = "/settings/pipelines";
/// A new deal.
pub const NEW_DEAL: &str = "/deals/new";
/// The list of contacts.
pub const CONTACTS: &str = "/contacts";
/// The list of companies.
pub const COMPANIES: &str = "/companies";
/// Importing a file.
pub const IMPORT: &str = "/import";
/// What the bar of a phone has no room for.
pub const MORE: &str = "/more";
/// Settings, and what is reached from there.
pub const SETTINGS: &str = "/settings";
/// Records that were deleted.
pub const BIN: &str = "/settings/bin";
/// What was done.
pub const HISTORY: &str = "/settings/history";
/// Searching through everything that happened.
pub const SEARCH: &str = "/search";
/// What asks there for one record alone.
pub const WITH: &str = "with";
/// A new contact.
pub const NEW_CONTACT: &str = "/contacts/new";
/// A new company.
pub const NEW_COMPANY: &str = "/companies/new";

static BASE: OnceLock<String> = OnceLock::new();

/// Tells the base path, with a slash at both ends, once, before anything is drawn.
pub fn set_base(base: &str) {
    BASE.get_or_init(|| base.trim_end_matches('/').to_owned());
}

/// The base path without a slash at its end; empty at the root.
pub(super) fn base() -> &'static str {
    BASE.get().map_or("", String::as_str)
}

/// The address of a path, for links. ([`Place::go`](super::Place::go) takes the path itself.)
pub fn href(path: &str) -> String {
    format!("{}{path}", base())
}

/// A contact.
pub fn contact(id: RecordId) -> String {
    format!("{CONTACTS}/{id}")
}

/// The form of a contact.
pub fn edit_contact(id: RecordId) -> String {
    format!("{CONTACTS}/{id}/edit")
}

/// A company.
pub fn company(id: RecordId) -> String {
    format!("{COMPANIES}/{id}")
}

/// The form of a company.
pub fn edit_company(id: RecordId) -> String {
    format!("{COMPANIES}/{id}/edit")
}

/// A deal.
pub fn deal(id: RecordId) -> String {
    format!("{DEALS}/{id}")
}

/// The form of a deal.
pub fn edit_deal(id: RecordId) -> String {
    format!("{DEALS}/{id}/edit")
}

/// The search through what happened with a record.
pub fn search_with(id: RecordId) -> String {
    format!("{SEARCH}{}", write_question([(WITH, id.to_string())]))
}
