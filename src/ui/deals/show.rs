//! The page of the deal in the URL.

use leptos::prelude::*;

use super::missing::{InBin, NoDeal};
use super::page::Page;
use crate::ui::paths;
use crate::ui::state::use_app;
use domain::{DEAL, RecordId};

/// The record found at the URL.
#[derive(Clone, Copy, PartialEq, Eq)]
enum DealLookup {
    Nothing,
    Deleted(RecordId),
    Deal(RecordId),
}

/// The deal in the URL.
#[component]
pub fn DealShow() -> impl IntoView {
    let app = use_app();
    let address = paths::use_router().id_in(paths::DEALS);
    let found = Memo::new(move |_| {
        let id = address.read().as_deref().and_then(|id| RecordId::parse(id).ok());
        match id.and_then(|id| app.records.record(id)) {
            Some(record) if record.kind != DEAL => DealLookup::Nothing,
            Some(record) if record.is_deleted() => DealLookup::Deleted(record.id),
            Some(record) => DealLookup::Deal(record.id),
            None => DealLookup::Nothing,
        }
    });
    move || match found.get() {
        DealLookup::Nothing => view! { <NoDeal /> }.into_any(),
        DealLookup::Deleted(id) => view! { <InBin id /> }.into_any(),
        DealLookup::Deal(id) => view! { <Page id /> }.into_any(),
    }
}
