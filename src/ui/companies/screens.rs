//! The extras of the list and page of companies.

use leptos::prelude::*;

use super::people::People;
use super::reach::Reach;
use crate::ui::parts::DealCards;
use crate::ui::paths;
use crate::ui::records::{ListExtras, LogBar, Next, PageParts, RecordPage};
use crate::ui::state::t;

/// The list of companies.
pub const LIST: ListExtras = ListExtras {
    hint: Some(|app| t!(app.words, records.none_text_companies)),
    back: Some(paths::MORE),
    ..ListExtras::NONE
};

/// The page of a company.
pub const PAGE: PageParts = PageParts { sections: Some(sections), ..PageParts::NONE };

fn sections(page: RecordPage) -> AnyView {
    let id = page.id;
    view! {
        <Reach page />
        <Next page />
        <LogBar page />
        <People id />
        <DealCards id new=paths::href(&format!("{}?company={id}", paths::NEW_DEAL)) />
    }
    .into_any()
}
