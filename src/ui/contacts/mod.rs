//! The list of contacts.

mod list;

pub use list::ContactsPane;
