//! The empty state of the list: the reason and a way forward.

use leptos::prelude::*;

use super::list_query::{ContactQuery, View};
use super::state::List;
use crate::ui::paths;
use crate::ui::state::t;
use domain::CONTACT;
use kit::{Button, ButtonKind, Empty, IconName, LinkButton};

/// A reason why the list is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum NoContactsReason {
    /// There are no contacts.
    Nobody,
    /// No contact matches the search.
    Search,
    /// No contact matches the filter.
    Filter,
    /// There are no starred contacts.
    Favorites,
    /// No contact was opened yet.
    Recent,
}

fn reason(list: List) -> NoContactsReason {
    let listing = list.listing();
    if list.app.records.count(CONTACT) == 0 {
        NoContactsReason::Nobody
    } else if !listing.query.trim().is_empty() {
        NoContactsReason::Search
    } else if !listing.filter.is_empty() {
        NoContactsReason::Filter
    } else if listing.view == View::Favorites {
        NoContactsReason::Favorites
    } else {
        NoContactsReason::Recent
    }
}

/// The reason why the list is empty, and a way forward.
#[component]
pub fn Nothing(list: List) -> impl IntoView {
    let reason = Memo::new(move |_| reason(list));
    view! { <div class="records__nothing">{move || why(list, reason.get())}</div> }
}

fn why(list: List, reason: NoContactsReason) -> AnyView {
    let words = list.app.words;
    let query = list.part(|listing| listing.query.trim().chars().take(60).collect::<String>());
    let title = Signal::derive(move || match reason {
        NoContactsReason::Nobody => t!(words, contacts.none),
        NoContactsReason::Search => t!(words, contacts.nothing_matches, query = query.get()),
        NoContactsReason::Filter => t!(words, contacts.nothing_passes),
        NoContactsReason::Favorites => t!(words, contacts.no_favorites),
        NoContactsReason::Recent => t!(words, contacts.no_recent),
    });
    let text = Signal::derive(move || match reason {
        NoContactsReason::Nobody => t!(words, contacts.none_text),
        NoContactsReason::Search => t!(words, contacts.nothing_matches_text),
        NoContactsReason::Filter => t!(words, contacts.nothing_passes_text),
        NoContactsReason::Favorites => t!(words, contacts.no_favorites_text),
        NoContactsReason::Recent => t!(words, contacts.no_recent_text),
    });
    let icon = match reason {
        NoContactsReason::Nobody => IconName::Users,
        NoContactsReason::Search => IconName::Search,
        NoContactsReason::Filter => IconName::SlidersHorizontal,
        NoContactsReason::Favorites => IconName::Star,
        NoContactsReason::Recent => IconName::Clock,
    };
    view! { <Empty title text icon>{way_on(list, reason)}</Empty> }.into_any()
}

fn way_on(list: List, reason: NoContactsReason) -> AnyView {
    let words = list.app.words;
    if reason == NoContactsReason::Nobody {
        let label = Signal::derive(move || t!(words, contacts.import));
        return view! {
            <LinkButton label href=paths::href(paths::IMPORT) icon=IconName::Upload />
        }
        .into_any();
    }
    let label = Signal::derive(move || match reason {
        NoContactsReason::Search => t!(words, contacts.clear_search),
        NoContactsReason::Filter => t!(words, contacts.clear_filter),
        _ => t!(words, contacts.show_all),
    });
    let clear = move |()| {
        list.ask(|listing: &mut ContactQuery| match reason {
            NoContactsReason::Search => listing.query.clear(),
            NoContactsReason::Filter => listing.filter.conditions.clear(),
            _ => listing.view = View::All,
        });
    };
    view! { <Button label kind=ButtonKind::Soft on_press=clear /> }.into_any()
}
