//! The extras of the list, page and form of contacts.

use leptos::prelude::*;

use super::reach::Reach;
use super::similar::Similar;
use crate::ui::parts::DealCards;
use crate::ui::paths;
use crate::ui::records::{FormParts, ListExtras, LogBar, Next, PageParts, RecordPage};
use crate::ui::state::t;
use domain::contact;
use kit::IconName;

/// The list of contacts.
pub const LIST: ListExtras = ListExtras {
    hint: Some(|app| t!(app.words, records.none_text_contacts)),
    icon: Some(IconName::Users),
    ..ListExtras::NONE
};

/// The page of a contact.
pub const PAGE: PageParts = PageParts {
    sections: Some(sections),
    elsewhere: &[
        contact::GIVEN,
        contact::FAMILY,
        contact::PREFIX,
        contact::SUFFIX,
        contact::COMPANY,
        contact::JOB_TITLE,
        contact::DO_NOT_CONTACT,
    ],
    ..PageParts::NONE
};

/// The form of a contact.
pub const FORM: FormParts =
    FormParts { note: Some(|form| view! { <Similar form /> }.into_any()), ..FormParts::NONE };

fn sections(page: RecordPage) -> AnyView {
    let id = page.id;
    view! {
        <Reach page />
        <Next page />
        <LogBar page />
        <DealCards id new=paths::href(&format!("{}?contacts={id}", paths::NEW_DEAL)) />
    }
    .into_any()
}
