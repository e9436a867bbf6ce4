//! The empty state of the list: the reason and a way forward.

use leptos::prelude::*;

use super::list_query::ListQuery;
use super::state::List;
use crate::ui::paths;
use crate::ui::state::{KindNames, ViewBase, t};
use domain::Filter;
use kit::{Button, ButtonKind, Empty, IconName, LinkButton};

/// A reason why the list is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum EmptyReason {
    /// There are no records.
    NoRecords,
    /// No record matches the search.
    Search,
    /// No record matches the filter.
    Filter,
    /// No record matches the view, which is as it was saved.
    View,
    /// No record stands in this part of the board.
    Part,
    /// There are no starred records.
    Favorites,
    /// No record was opened yet.
    Recent,
    /// All records are closed, or none is.
    Closed,
}

fn reason(list: List) -> EmptyReason {
    let listing = list.listing();
    if list.app.records.count(list.kind) == 0 {
        EmptyReason::NoRecords
    } else if !listing.query.trim().is_empty() {
        EmptyReason::Search
    } else if list.view.read().as_ref().is_some_and(|view| !listing.is_edited(view)) {
        EmptyReason::View
    } else if !listing.filter.is_empty() || !listing.narrowings.is_empty() {
        EmptyReason::Filter
    } else if listing.base == ViewBase::Favorites {
        EmptyReason::Favorites
    } else if listing.base == ViewBase::All && !list.board.parts.read().is_empty() {
        EmptyReason::Part
    } else if listing.base == ViewBase::Recent {
        EmptyReason::Recent
    } else {
        EmptyReason::Closed
    }
}

/// The reason why the list is empty, and a way forward.
#[component]
pub fn Nothing(list: List) -> impl IntoView {
    let reason = Memo::new(move |_| reason(list));
    view! { <div class="records__nothing">{move || why(list, reason.get())}</div> }
}

fn why(list: List, reason: EmptyReason) -> AnyView {
    let words = list.app.words;
    let query = list.part(|listing| listing.query.trim().chars().take(60).collect::<String>());
    let names = list.names;
    let title = Signal::derive(move || {
        let KindNames { one, many, .. } = names.get();
        match reason {
            EmptyReason::NoRecords | EmptyReason::Part => t!(words, records.none, kinds = many),
            EmptyReason::Search => {
                t!(words, records.nothing_matches, kind = one, query = query.get())
            }
            EmptyReason::Filter => t!(words, records.nothing_passes, kind = one),
            EmptyReason::View => {
                let name = list.view.with(|it| it.as_ref().map(|view| view.name.clone()));
                t!(words, records.nothing_in_view, view = name.unwrap_or_default())
            }
            EmptyReason::Favorites => t!(words, records.no_favorites),
            EmptyReason::Recent => t!(words, records.no_recent),
            EmptyReason::Closed => {
                let say = list.extras.base;
                let said = say.and_then(|say| say(list.app, list.listing().base, Some(0)));
                said.unwrap_or_else(|| t!(words, records.count_none, kinds = many))
            }
        }
    });
    let text = Signal::derive(move || {
        let KindNames { one, many, .. } = names.get();
        match reason {
            EmptyReason::NoRecords => match list.extras.hint {
                Some(hint) => hint(list.app),
                None => t!(words, records.none_text, kind = one),
            },
            EmptyReason::Part => t!(words, records.none_in, part = list.board.part_name.get()),
            EmptyReason::Search => t!(words, records.nothing_matches_text),
            EmptyReason::Filter => t!(words, records.nothing_passes_text, kinds = many),
            EmptyReason::View => String::new(),
            EmptyReason::Favorites => t!(words, records.no_favorites_text, kinds = many),
            EmptyReason::Recent => t!(words, records.no_recent_text, kinds = many),
            EmptyReason::Closed => list.extras.hint.map(|hint| hint(list.app)).unwrap_or_default(),
        }
    });
    let icon = match reason {
        EmptyReason::NoRecords | EmptyReason::Part => list.icon(),
        EmptyReason::Search => IconName::Search,
        EmptyReason::Filter => IconName::SlidersHorizontal,
        EmptyReason::View => IconName::ListFilter,
        EmptyReason::Favorites => IconName::Star,
        EmptyReason::Recent => IconName::Clock,
        EmptyReason::Closed => list.icon(),
    };
    view! { <Empty title text icon>{way_on(list, reason)}</Empty> }.into_any()
}

fn way_on(list: List, reason: EmptyReason) -> AnyView {
    let (words, names) = (list.app.words, list.names);
    if reason == EmptyReason::NoRecords {
        let label = Signal::derive(move || t!(words, records.import));
        return view! {
            <LinkButton label href=paths::href(paths::IMPORT) icon=IconName::Upload />
        }
        .into_any();
    }
    if reason == EmptyReason::Part {
        return ().into_any();
    }
    let label = Signal::derive(move || match reason {
        EmptyReason::Search => t!(words, records.clear_search),
        EmptyReason::Filter => t!(words, records.clear_filter),
        _ => t!(words, records.show_all, kinds = names.get().many),
    });
    let clear = move |()| {
        list.ask(|listing: &mut ListQuery| match reason {
            EmptyReason::Search => listing.query.clear(),
            EmptyReason::Filter => {
                listing.filter = Filter::default();
                listing.narrowings.clear();
            }
            EmptyReason::Closed => listing.base = ViewBase::Either,
            _ => listing.base = ViewBase::All,
        });
    };
    view! { <Button label kind=ButtonKind::Soft on_press=clear /> }.into_any()
}
