//! The addresses of the app, and the one that is open.

mod addresses;
mod place;

pub use addresses::{
    BIN, COMPANIES, CONTACTS, HISTORY, IMPORT, MORE, NEW_COMPANY, NEW_CONTACT, SETTINGS, company,
    contact, edit_company, edit_contact, href, set_base,
};
pub use place::{Place, inside, use_place};
