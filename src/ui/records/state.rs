//! The state of the list: its parameters, in sync with the URL; the resulting rows; the selection.

use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use super::columns::Layout;
use super::list_query::{ContactQuery, View};
use super::recent::Recent;
use crate::ui::paths::{self, Router};
use crate::ui::state::{AppState, Rows, use_app};
use domain::{Query, RecordId};
use kit::ListScroll;

/// Debounce before the URL is updated: each change wakes every subscriber.
const PAUSE: Duration = Duration::from_millis(350);

/// The parameters shown, with their sources, to tell which of the two changed last.
#[derive(Clone, Debug, Default, PartialEq)]
struct Followed {
    listing: ContactQuery,
    address: String,
    typed: u64,
}

/// The sheet open above the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContactSheet {
    /// The filter.
    Filter,
    /// The column chooser.
    Columns,
    /// The tags of the selected contacts.
    Tags,
    /// The export formats.
    Export,
    /// The actions on the contact of one row.
    Row(RecordId),
}

/// The list; a cheap `Copy` handle.
#[derive(Clone, Copy)]
pub struct List {
    /// The app's state.
    pub app: AppState,
    followed: Memo<Followed>,
    typed: RwSignal<(u64, ContactQuery)>,
    listing: Memo<ContactQuery>,
    /// The search, parsed once for all rows.
    pub query: Memo<Option<Query>>,
    /// The rows.
    pub rows: Rows,
    /// The layout of values beside the name.
    pub layout: Layout,
    /// True if something is open beside the list.
    pub beside: Memo<bool>,
    /// The list's scroll position.
    pub scroll: ListScroll,
    /// The contact open beside the list.
    pub open: Memo<Option<RecordId>>,
    /// The selected ids; `None` outside of selection mode.
    pub selected: RwSignal<Option<Vec<RecordId>>>,
    /// The sheet above the list.
    pub over: RwSignal<Option<ContactSheet>>,
}

/// Creates the list's state; called by its pane.
pub fn make_list() -> List {
    let app = use_app();
    let router = paths::use_router();
    let search = router.question();
    let written = StoredValue::new(String::new());
    let typed = RwSignal::new((0, ContactQuery::default()));
    let followed = Memo::new(move |before: Option<&Followed>| {
        follow(before, &search.read(), &typed.read(), &written.read_value())
    });
    let listing = Memo::new(move |_| followed.read().listing.clone());
    let open = use_open(router);
    let recent = Recent::follow(app, open);
    let view = Memo::new(move |_| listing.read().view);
    let ids = recent.shown(view);
    let rows = app.records.contact_rows(move || {
        let selection = listing.read().selection();
        (selection, (view.get() == View::Recent).then(|| ids.get()))
    });
    // A query is not comparable; it counts as changed whenever its text changes.
    let text = Memo::new(move |_| listing.read().query.clone());
    let query = Memo::new_with_compare(move |_| Query::parse(&text.read()), |_, _| true);
    let path = router.path();
    let alone = Memo::new(move |_| {
        paths::inside(&path.read(), paths::CONTACTS).unwrap_or_default().is_empty()
    });
    let list = List {
        app,
        followed,
        typed,
        listing,
        query,
        rows,
        layout: Layout::follow(app, alone),
        beside: Memo::new(move |_| !alone.get()),
        scroll: ListScroll::new(),
        open,
        selected: RwSignal::new(None),
        over: RwSignal::new(None),
    };
    list.write_address(router, written);
    kit::use_layer(Signal::derive(move || list.is_selecting()), move || list.end_selecting());
    list
}

/// Returns the parameters to show: input wins until a different URL arrives from outside. An empty
/// query string, as when returning from a contact, leaves the list unchanged.
fn follow(
    before: Option<&Followed>,
    address: &str,
    (number, typed): &(u64, ContactQuery),
    written: &str,
) -> Followed {
    let from_address = || ContactQuery::read(address);
    let listing = match before {
        None => from_address(),
        Some(before) if before.typed != *number => typed.clone(),
        Some(before) => {
            let is_news = before.address != address && written != address;
            let news = is_news.then(from_address).filter(|news| !news.write().is_empty());
            news.unwrap_or_else(|| before.listing.clone())
        }
    };
    Followed { listing, address: address.to_owned(), typed: *number }
}

/// Returns the contact in the URL.
fn use_open(router: Router) -> Memo<Option<RecordId>> {
    let path = router.path();
    Memo::new(move |_| {
        let path = path.read();
        let rest = paths::inside(&path, paths::CONTACTS)?;
        RecordId::parse(rest.split('/').next()?).ok()
    })
}

impl List {
    /// Returns the list's parameters. Tracked.
    pub fn listing(&self) -> ContactQuery {
        self.listing.get()
    }

    /// Returns the list's parameters, untracked.
    pub fn asked(&self) -> ContactQuery {
        self.listing.get_untracked()
    }

    /// Counts the contacts that given parameters would show. Tracked.
    pub fn count(&self, listing: &ContactQuery) -> usize {
        self.app.records.count_contacts(&listing.selection())
    }

    /// Returns a part of the parameters as a signal that changes only with that part.
    pub fn part<T: Clone + PartialEq + Send + Sync + 'static>(
        &self,
        part: fn(&ContactQuery) -> T,
    ) -> Signal<T> {
        let listing = self.listing;
        Memo::new(move |_| part(&listing.read())).into()
    }

    /// Changes the parameters and scrolls to the top.
    pub fn ask(&self, change: impl FnOnce(&mut ContactQuery)) {
        let Followed { mut listing, typed, .. } = self.followed.get_untracked();
        change(&mut listing);
        self.scroll.to_top();
        self.typed.set((typed + 1, listing));
    }

    /// Updates the URL in place after a pause, so that going back leaves the list instead of
    /// undoing keystrokes.
    fn write_address(self, router: Router, written: StoredValue<String>) {
        let path = router.path();
        let clock = StoredValue::new(None::<TimeoutHandle>);
        let stop = move || {
            if let Some(handle) = clock.try_update_value(Option::take).flatten() {
                handle.clear();
            }
        };
        let at_list = Memo::new(move |_| paths::inside(&path.read(), paths::CONTACTS) == Some(""));
        Effect::new(move |before: Option<ContactQuery>| {
            let listing = self.listing();
            stop();
            // An open contact keeps its plain URL until the parameters change beside it.
            if at_list.get() || before.is_some_and(|before| before != listing) {
                let write = move || {
                    let wanted = self.listing.get_untracked().write();
                    let question = wanted.trim_start_matches('?');
                    if router.question().with_untracked(|known| known != question) {
                        written.set_value(question.to_owned());
                        router.replace(&format!("{}{wanted}", path.get_untracked()));
                    }
                };
                // If the timer cannot start, the URL stays as is and a reload shows the whole list.
                clock.set_value(set_timeout_with_handle(write, PAUSE).ok());
            }
            listing
        });
        on_cleanup(stop);
    }

    /// True in selection mode. Tracked.
    pub fn is_selecting(&self) -> bool {
        self.selected.with(Option::is_some)
    }

    /// Returns the number of selected contacts. Tracked.
    pub fn selected_count(&self) -> usize {
        self.selected.with(|selected| selected.as_ref().map_or(0, Vec::len))
    }

    /// True if a contact is selected. Tracked.
    pub fn is_selected(&self, id: RecordId) -> bool {
        self.selected.with(|selected| selected.as_ref().is_some_and(|ids| ids.contains(&id)))
    }

    /// Enters selection mode, optionally with a contact selected.
    pub fn begin_selecting(&self, first: Option<RecordId>) {
        self.selected.set(Some(first.into_iter().collect()));
    }

    /// Leaves selection mode.
    pub fn end_selecting(&self) {
        self.selected.set(None);
    }

    /// Toggles the selection of a contact.
    pub fn turn(&self, id: RecordId) {
        self.selected.update(|selected| {
            if let Some(ids) = selected {
                match ids.iter().position(|known| *known == id) {
                    Some(at) => drop(ids.remove(at)),
                    None => ids.push(id),
                }
            }
        });
    }

    /// Selects every contact shown.
    pub fn select_all(&self) {
        let ids = self.app.records.ids_of(&self.rows.all());
        self.selected.set(Some(ids));
    }

    /// Returns the selected ids in the order of selection, untracked.
    pub fn selected_ids(&self) -> Vec<RecordId> {
        self.selected.get_untracked().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::{Followed, follow};
    use crate::ui::records::list_query::ContactQuery;

    fn query(followed: &Followed) -> &str {
        &followed.listing.query
    }

    fn typed(number: u64, query: &str) -> (u64, ContactQuery) {
        (number, ContactQuery { query: query.into(), ..ContactQuery::default() })
    }

    #[test]
    fn what_is_typed_counts_until_another_address_comes_from_outside() {
        let first = follow(None, "q=anna", &typed(0, ""), "");
        assert_eq!(query(&first), "anna");
        let second = follow(Some(&first), "q=anna", &typed(1, "béla"), "");
        assert_eq!(query(&second), "béla");
        let back = follow(Some(&second), "q=old", &typed(1, "béla"), "");
        assert_eq!(query(&back), "old");
    }

    #[test]
    fn an_open_contact_and_the_way_back_leave_the_list_as_it_is() {
        let first = follow(None, "q=anna", &typed(0, ""), "");
        let open = follow(Some(&first), "", &typed(0, ""), "");
        assert_eq!(query(&open), "anna");
        let back = follow(Some(&open), "", &typed(0, ""), "");
        assert_eq!(query(&back), "anna");
    }

    #[test]
    fn the_own_address_that_comes_late_does_not_take_back_a_letter() {
        let first = follow(None, "", &typed(0, ""), "");
        let two = follow(Some(&first), "", &typed(2, "an"), "");
        let late = follow(Some(&two), "q=a", &typed(2, "an"), "q=a");
        assert_eq!(query(&late), "an");
    }
}
