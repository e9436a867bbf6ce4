//! The app's addresses, and the current one.

mod addresses;
mod place;
mod question;
mod trail;

pub use addresses::{
    BIN, COMPANIES, CONTACTS, DEALS, HISTORY, IMPORT, MORE, NEW_COMPANY, NEW_CONTACT, NEW_DEAL,
    PIPELINES, SEARCH, SETTINGS, TASKS, TODAY, WITH, company, contact, deal, edit_company,
    edit_contact, edit_deal, href, search_with, set_base,
};
pub use place::{Router, inside, use_router};
pub use question::{read_question, write_question};
