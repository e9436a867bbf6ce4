//! Every address of the app, in one place. Paths are without the base path; [`href`] makes a link
//! from one.

use std::sync::OnceLock;

use super::question::write_question;
use domain::RecordId;

/// The day's tasks and reminders.
pub const TODAY: &str = "/today";
/// The board of deals.
pub const DEALS: &str = "/deals";
/// The list of tasks.
pub const TASKS: &str = "/tasks";
/// Pipelines, and the lists of words used in selling.
pub const PIPELINES: &str = "/settings/pipelines";
/// The kinds of records and their fields.
pub const KINDS: &str = "/settings/kinds";
/// A new deal.
pub const NEW_DEAL: &str = "/deals/new";
/// The list of contacts.
pub const CONTACTS: &str = "/contacts";
/// The list of companies.
pub const COMPANIES: &str = "/companies";
/// Importing a file.
pub const IMPORT: &str = "/import";
/// The screens that do not fit in a phone's navigation bar.
pub const MORE: &str = "/more";
/// Settings, and the screens below them.
pub const SETTINGS: &str = "/settings";
/// Deleted records.
pub const BIN: &str = "/settings/bin";
/// The history of changes.
pub const HISTORY: &str = "/settings/history";
/// The search through all activities.
pub const SEARCH: &str = "/search";
/// The query parameter that limits the search to one record.
pub const WITH: &str = "with";
/// The beginning of the paths of the user's kinds.
pub const OWN: &str = "/k-";
/// A new contact.
pub const NEW_CONTACT: &str = "/contacts/new";
/// A new company.
pub const NEW_COMPANY: &str = "/companies/new";

static BASE: OnceLock<String> = OnceLock::new();

/// Sets the base path, with a slash at both ends, once, before anything is drawn.
pub fn set_base(base: &str) {
    BASE.get_or_init(|| base.trim_end_matches('/').to_owned());
}

/// Returns the base path without its trailing slash; empty at the root.
pub(super) fn base() -> &'static str {
    BASE.get().map_or("", String::as_str)
}

/// Returns the link of a path. ([`Router::go`](super::Router::go) takes the path itself.)
pub fn href(path: &str) -> String {
    format!("{}{path}", base())
}

/// Returns the path of a list, by its segment in the schema.
pub fn list(segment: &str) -> String {
    format!("/{segment}")
}

/// Returns the path of a record in the list at `home`.
pub fn record(home: &str, id: RecordId) -> String {
    format!("{home}/{id}")
}

/// Returns the path of the form of the record at `page`.
pub fn edit(page: &str) -> String {
    format!("{page}/edit")
}

/// Returns the path of the form of a new record in the list at `home`.
pub fn new_in(home: &str) -> String {
    format!("{home}/new")
}

/// Returns the path of a contact.
pub fn contact(id: RecordId) -> String {
    format!("{CONTACTS}/{id}")
}

/// Returns the path of a contact's form.
pub fn edit_contact(id: RecordId) -> String {
    format!("{CONTACTS}/{id}/edit")
}

/// Returns the path of a company.
pub fn company(id: RecordId) -> String {
    format!("{COMPANIES}/{id}")
}

/// Returns the path of a company's form.
pub fn edit_company(id: RecordId) -> String {
    format!("{COMPANIES}/{id}/edit")
}

/// Returns the path of a kind in the settings.
pub fn kind(key: &str) -> String {
    format!("{KINDS}/{key}")
}

/// Returns the path of a deal.
pub fn deal(id: RecordId) -> String {
    format!("{DEALS}/{id}")
}

/// Returns the path of a deal's form.
pub fn edit_deal(id: RecordId) -> String {
    format!("{DEALS}/{id}/edit")
}

/// Returns the path of the search through a record's activities.
pub fn search_with(id: RecordId) -> String {
    format!("{SEARCH}{}", write_question([(WITH, id.to_string())]))
}
