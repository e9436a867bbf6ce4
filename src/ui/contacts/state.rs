//! The state of the list: what it is asked to show, in step with the address; which rows that gives;
//! which of them are selected.

use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use super::columns::Layout;
use super::listing::{Listing, View};
use super::recent::Recent;
use crate::ui::paths::{self, Place};
use crate::ui::state::{AppState, Rows, use_app};
use domain::{Query, RecordId};
use kit::ListScroll;

/// How long after the last key the address follows: each change of it wakes all who follow it.
const PAUSE: Duration = Duration::from_millis(350);

/// What is shown, with what it came from, to tell which of the two changed last.
#[derive(Clone, Debug, Default, PartialEq)]
struct Followed {
    listing: Listing,
    address: String,
    typed: u64,
}

/// The sheet that is open above the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// The conditions.
    Filter,
    /// The fields of which rows tell.
    Columns,
    /// The tags of those that are selected.
    Tags,
    /// The forms in which they can be taken out.
    Export,
    /// What can be done with the contact of one row.
    Row(RecordId),
}

/// The list; a handle that is copied freely.
#[derive(Clone, Copy)]
pub struct List {
    /// The app.
    pub app: AppState,
    followed: Memo<Followed>,
    typed: RwSignal<(u64, Listing)>,
    listing: Memo<Listing>,
    /// The search, parsed once for all rows.
    pub query: Memo<Option<Query>>,
    /// The rows.
    pub rows: Rows,
    /// What a row tells beside the name.
    pub layout: Layout,
    /// Whether something is open beside the list.
    pub beside: Memo<bool>,
    /// For jumping in them.
    pub scroll: ListScroll,
    /// The contact that is open beside the list.
    pub open: Memo<Option<RecordId>>,
    /// Those that are selected; `None` while the list only leads to contacts.
    pub selected: RwSignal<Option<Vec<RecordId>>>,
    /// The sheet above the list.
    pub over: RwSignal<Option<Over>>,
}

/// The state of the list, made by its pane.
pub fn make_list() -> List {
    let app = use_app();
    let place = paths::use_place();
    let search = place.question();
    let written = StoredValue::new(String::new());
    let typed = RwSignal::new((0, Listing::default()));
    let followed = Memo::new(move |before: Option<&Followed>| {
        follow(before, &search.read(), &typed.read(), &written.read_value())
    });
    let listing = Memo::new(move |_| followed.read().listing.clone());
    let open = use_open(place);
    let recent = Recent::follow(app, open);
    let view = Memo::new(move |_| listing.read().view);
    let ids = recent.shown(view);
    let rows = app.contact_rows(move || {
        let selection = listing.read().selection();
        (selection, (view.get() == View::Recent).then(|| ids.get()))
    });
    // A query cannot be compared; it is as new as its text.
    let text = Memo::new(move |_| listing.read().query.clone());
    let query = Memo::new_with_compare(move |_| Query::parse(&text.read()), |_, _| true);
    let path = place.path();
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
    list.write_address(place, written);
    kit::use_layer(Signal::derive(move || list.is_selecting()), move || list.end_selecting());
    list
}

/// What was typed counts until another address comes from outside. One that says nothing, such as
/// the way back from a contact, leaves the list as it is.
fn follow(
    before: Option<&Followed>,
    address: &str,
    (number, typed): &(u64, Listing),
    written: &str,
) -> Followed {
    let from_address = || Listing::read(address);
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

/// The contact whose address is open.
fn use_open(place: Place) -> Memo<Option<RecordId>> {
    let path = place.path();
    Memo::new(move |_| {
        let path = path.read();
        let rest = paths::inside(&path, paths::CONTACTS)?;
        RecordId::parse(rest.split('/').next()?).ok()
    })
}

impl List {
    /// What the list is asked to show; followed when read in a view.
    pub fn listing(&self) -> Listing {
        self.listing.get()
    }

    /// What the list is asked to show, without following: for what happens once.
    pub fn asked(&self) -> Listing {
        self.listing.get_untracked()
    }

    /// How many contacts a listing would show; followed when read in a view.
    pub fn count(&self, listing: &Listing) -> usize {
        self.app.count_contacts(&listing.selection())
    }

    /// A part of it, as a signal that changes only when the part does.
    pub fn part<T: Clone + PartialEq + Send + Sync + 'static>(
        &self,
        part: fn(&Listing) -> T,
    ) -> Signal<T> {
        let listing = self.listing;
        Memo::new(move |_| part(&listing.read())).into()
    }

    /// Asks for something else; the list begins at its top.
    pub fn ask(&self, change: impl FnOnce(&mut Listing)) {
        let Followed { mut listing, typed, .. } = self.followed.get_untracked();
        change(&mut listing);
        self.scroll.to_top();
        self.typed.set((typed + 1, listing));
    }

    /// The address follows after a pause, in place: going back leaves the list, not the letters.
    fn write_address(self, place: Place, written: StoredValue<String>) {
        let path = place.path();
        let clock = StoredValue::new(None::<TimeoutHandle>);
        let stop = move || {
            if let Some(handle) = clock.try_update_value(Option::take).flatten() {
                handle.clear();
            }
        };
        let at_list = Memo::new(move |_| paths::inside(&path.read(), paths::CONTACTS) == Some(""));
        Effect::new(move |before: Option<Listing>| {
            let listing = self.listing();
            stop();
            // An open contact keeps its plain address until something is asked beside it.
            if at_list.get() || before.is_some_and(|before| before != listing) {
                let write = move || {
                    let wanted = self.listing.get_untracked().write();
                    let question = wanted.trim_start_matches('?');
                    if place.question().with_untracked(|known| known != question) {
                        written.set_value(question.to_owned());
                        place.replace(&format!("{}{wanted}", path.get_untracked()));
                    }
                };
                // Without a clock the address stays as it is, and a reload shows the whole list.
                clock.set_value(set_timeout_with_handle(write, PAUSE).ok());
            }
            listing
        });
        on_cleanup(stop);
    }

    /// Whether contacts are being selected.
    pub fn is_selecting(&self) -> bool {
        self.selected.with(Option::is_some)
    }

    /// How many are selected; followed when read in a view.
    pub fn selected_count(&self) -> usize {
        self.selected.with(|selected| selected.as_ref().map_or(0, Vec::len))
    }

    /// Whether a contact is selected.
    pub fn is_selected(&self, id: RecordId) -> bool {
        self.selected.with(|selected| selected.as_ref().is_some_and(|ids| ids.contains(&id)))
    }

    /// Begins to select, with this contact if one is given.
    pub fn begin_selecting(&self, first: Option<RecordId>) {
        self.selected.set(Some(first.into_iter().collect()));
    }

    /// Ends it.
    pub fn end_selecting(&self) {
        self.selected.set(None);
    }

    /// Selects a contact, or no longer.
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

    /// Selects every contact that the list shows.
    pub fn select_all(&self) {
        let ids = self.app.ids_of(&self.rows.all());
        self.selected.set(Some(ids));
    }

    /// Those that are selected, in the order in which they were; without following.
    pub fn selected_ids(&self) -> Vec<RecordId> {
        self.selected.get_untracked().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::{Followed, follow};
    use crate::ui::contacts::listing::Listing;

    fn query(followed: &Followed) -> &str {
        &followed.listing.query
    }

    fn typed(number: u64, query: &str) -> (u64, Listing) {
        (number, Listing { query: query.into(), ..Listing::default() })
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
