//! Opens what tables come in, and gives them on as CSV: nothing here knows what a contact is.

pub mod json;
