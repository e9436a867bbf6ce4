//! The app's addresses, and the current one.

mod addresses;
mod question;
mod router;
mod trail;

pub use addresses::{
    BIN, COMPANIES, CONTACTS, DEALS, HISTORY, IMPORT, KINDS, MORE, NEW_COMPANY, NEW_CONTACT,
    NEW_DEAL, OWN, PIPELINES, SEARCH, SETTINGS, TASKS, TODAY, WITH, company, contact, deal, edit,
    edit_company, edit_contact, edit_deal, href, kind, list, new_in, record, search_with, set_base,
};
pub use question::{read_question, write_question};
pub use router::{Router, inside, use_router};
