//! The empty state of the list: the reason and a way forward.

use leptos::prelude::*;

use super::listing::{Listing, View};
use super::state::List;
use crate::ui::paths;
use crate::ui::state::t;
use domain::CONTACT;
use kit::{Button, ButtonKind, Empty, IconName, LinkButton};

/// A reason why the list is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reason {
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

fn reason(list: List) -> Reason {
    let listing = list.listing();
    if list.app.count(CONTACT) == 0 {
        Reason::Nobody
    } else if !listing.query.trim().is_empty() {
        Reason::Search
    } else if !listing.filter.is_empty() {
        Reason::Filter
    } else if listing.view == View::Favorites {
        Reason::Favorites
    } else {
        Reason::Recent
    }
}

/// The reason why the list is empty, and a way forward.
#[component]
pub fn Nothing(list: List) -> impl IntoView {
    let reason = Memo::new(move |_| reason(list));
    view! { <div class="contacts__nothing">{move || why(list, reason.get())}</div> }
}

fn why(list: List, reason: Reason) -> AnyView {
    let words = list.app.words;
    let query = list.part(|listing| listing.query.trim().chars().take(60).collect::<String>());
    let title = Signal::derive(move || match reason {
        Reason::Nobody => t!(words, contacts.none),
        Reason::Search => t!(words, contacts.nothing_matches, query = query.get()),
        Reason::Filter => t!(words, contacts.nothing_passes),
        Reason::Favorites => t!(words, contacts.no_favorites),
        Reason::Recent => t!(words, contacts.no_recent),
    });
    let text = Signal::derive(move || match reason {
        Reason::Nobody => t!(words, contacts.none_text),
        Reason::Search => t!(words, contacts.nothing_matches_text),
        Reason::Filter => t!(words, contacts.nothing_passes_text),
        Reason::Favorites => t!(words, contacts.no_favorites_text),
        Reason::Recent => t!(words, contacts.no_recent_text),
    });
    let icon = match reason {
        Reason::Nobody => IconName::Users,
        Reason::Search => IconName::Search,
        Reason::Filter => IconName::SlidersHorizontal,
        Reason::Favorites => IconName::Star,
        Reason::Recent => IconName::Clock,
    };
    view! { <Empty title text icon>{way_on(list, reason)}</Empty> }.into_any()
}

fn way_on(list: List, reason: Reason) -> AnyView {
    let words = list.app.words;
    if reason == Reason::Nobody {
        let label = Signal::derive(move || t!(words, contacts.import));
        return view! {
            <LinkButton label href=paths::href(paths::IMPORT) icon=IconName::Upload />
        }
        .into_any();
    }
    let label = Signal::derive(move || match reason {
        Reason::Search => t!(words, contacts.clear_search),
        Reason::Filter => t!(words, contacts.clear_filter),
        _ => t!(words, contacts.show_all),
    });
    let clear = move |()| {
        list.ask(|listing: &mut Listing| match reason {
            Reason::Search => listing.query.clear(),
            Reason::Filter => listing.filter.conditions.clear(),
            _ => listing.view = View::All,
        });
    };
    view! { <Button label kind=ButtonKind::Soft on_press=clear /> }.into_any()
}
