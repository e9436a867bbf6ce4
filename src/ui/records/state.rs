//! The state of the list: its parameters, in sync with the URL; the resulting rows; the selection.

use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use super::columns::Layout;
use super::extras::ListExtras;
use super::lanes::{Lanes, ListBoard, has_board, lanes_of};
use super::lines::ListLines;
use super::list_query::ListQuery;
use super::recent::{Recent, last_question, remember_question};
use crate::ui::parts::icon_of_kind;
use crate::ui::paths::{self, Router};
use crate::ui::state::{
    AppState, Grouping, KindNames, ListLayout, ListSort, ListView, ListWanted, Reading, Rows,
    ViewBase, ViewContents, use_app,
};
use domain::{KindId, Operator, Query, RecordId, Schema, Trait};
use kit::{IconName, ListScroll};

/// Debounce before the URL is updated: each change wakes every subscriber.
const PAUSE: Duration = Duration::from_millis(350);

/// The parameters shown, with their sources, to tell which of the two changed last.
#[derive(Clone, Debug, Default, PartialEq)]
struct Followed {
    listing: ListQuery,
    address: String,
    typed: u64,
}

/// The sheet open above the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListSheet {
    /// The filter.
    Filter,
    /// The views.
    Views,
    /// The name of a new view, or of a saved one.
    NameView(Option<RecordId>),
    /// The column chooser.
    Columns,
    /// The choice of groups.
    Groups,
    /// The tags of the selected records.
    Tags,
    /// The change of one field of the selected records.
    Edit,
    /// The export formats.
    Export,
    /// The actions on the record of one row.
    Row(RecordId),
    /// The part of the board.
    Part,
    /// The column into which the selected records move.
    Move,
}

/// The list; a cheap `Copy` handle.
#[derive(Clone, Copy)]
pub struct List {
    /// The app's state.
    pub app: AppState,
    /// The kind of its records.
    pub kind: KindId,
    /// Its extras beyond the kind's schema.
    pub extras: ListExtras,
    /// The schema, custom fields included; `None` if the kind is gone.
    pub schema: Memo<Option<Schema>>,
    /// The kind's names.
    pub names: Memo<KindNames>,
    /// The path of the list.
    pub home: StoredValue<String>,
    followed: Memo<Followed>,
    typed: RwSignal<(u64, ListQuery)>,
    listing: Memo<ListQuery>,
    /// The views of the kind.
    pub views: Memo<Vec<ListView>>,
    /// The view that is shown.
    pub view: Memo<Option<ListView>>,
    /// The search, parsed once for all rows.
    pub query: Memo<Option<Query>>,
    /// The rows.
    pub rows: Rows,
    /// The rows with the headings of their groups.
    pub lines: ListLines,
    /// Rises with time.
    pub minutes: Signal<u64>,
    /// The reading of records that are not in memory from the start.
    pub reading: Reading,
    /// Board or rows, and the part of the board.
    pub board: ListBoard,
    /// The lanes of the board; empty while it is not shown.
    pub lanes: Memo<Lanes>,
    /// The layout of values beside the name.
    pub layout: Layout,
    /// True if something is open beside the list.
    pub beside: Memo<bool>,
    /// The list's scroll position.
    pub scroll: ListScroll,
    /// The record open beside the list.
    pub open: Memo<Option<RecordId>>,
    /// The selected ids; `None` outside of selection mode.
    pub selected: RwSignal<Option<Vec<RecordId>>>,
    /// The sheet above the list.
    pub over: RwSignal<Option<ListSheet>>,
}

/// Creates the list's state; called by its pane.
pub fn make_list(kind: KindId, extras: ListExtras) -> List {
    let app = use_app();
    let router = paths::use_router();
    let schema = Memo::new(move |_| app.records.known_schema(kind));
    let names = Memo::new(move |_| names_of(app, &schema.read()));
    let home = StoredValue::new(home_of(extras, schema));
    let written = StoredValue::new(String::new());
    let typed = RwSignal::new((0, ListQuery::default()));
    let followed = use_followed(kind, schema, router, typed, written);
    let views = Memo::new(move |_| app.records.views(kind));
    let listing = Memo::new(move |_| followed.read().listing.resolved(&views.read()));
    let view = Memo::new(move |_| listing.read().view(&views.read()).cloned());
    let open = use_open(router, home);
    let recent = Recent::follow(app, home, open);
    let base = Memo::new(move |_| listing.read().base);
    let ids = recent.shown(base);
    let minutes = app.tasks.minutes();
    let reading = app.records.read_in_portions(kind);
    let alone = use_alone(router, home);
    let board = ListBoard::follow(app, kind, schema, listing, alone);
    let rows = app.records.rows_among(kind, move || {
        reading.portions.with(|_| ());
        let wanted = listing.read().wanted(board.within.get(), schema.read().as_ref());
        follow_time(&wanted, minutes);
        (wanted, (base.get() == ViewBase::Recent).then(|| ids.get()))
    });
    // A query is not comparable; it counts as changed whenever its text changes.
    let text = Memo::new(move |_| listing.read().query.clone());
    let query = Memo::new_with_compare(move |_| Query::parse(&text.read()), |_, _| true);
    let asked = Signal::derive(move || listing.with(division_of));
    let list = List {
        app,
        kind,
        extras,
        schema,
        names,
        home,
        followed,
        typed,
        listing,
        views,
        view,
        query,
        rows,
        lines: ListLines::follow(app, schema, rows, asked, minutes),
        minutes,
        reading,
        board,
        lanes: lanes_of(app, kind, rows, board),
        layout: Layout::follow(app, kind, alone, view),
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

/// Returns the parameters to show, following address and input. A board is a place of work: it opens
/// as it was left.
fn use_followed(
    kind: KindId,
    schema: Memo<Option<Schema>>,
    router: Router,
    typed: RwSignal<(u64, ListQuery)>,
    written: StoredValue<String>,
) -> Memo<Followed> {
    let search = router.question();
    let has_board = has_board(schema.read_untracked().as_ref());
    let last = if has_board { last_question(kind) } else { String::new() };
    Memo::new(move |before: Option<&Followed>| {
        let address = search.read();
        let address = if before.is_none() && address.is_empty() { &last } else { &*address };
        follow(before, address, &typed.read(), &written.read_value())
    })
}

/// Returns the parameters to show: input wins until a different URL arrives from outside. An empty
/// query string, as when returning from a record, leaves the list unchanged.
fn follow(
    before: Option<&Followed>,
    address: &str,
    (number, typed): &(u64, ListQuery),
    written: &str,
) -> Followed {
    let from_address = || ListQuery::read(address);
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

/// Subscribes to the minutes if the filter asks what is past.
fn follow_time(wanted: &ListWanted, minutes: Signal<u64>) {
    if wanted.filter.conditions().any(|condition| condition.operator == Operator::Past) {
        minutes.with(|_| ());
    }
}

fn names_of(app: AppState, schema: &Option<Schema>) -> KindNames {
    schema.as_ref().map(|schema| app.words.kind_names(schema)).unwrap_or_default()
}

fn closes(schema: &Option<Schema>) -> bool {
    schema.as_ref().is_some_and(|schema| schema.closed_by().is_some())
}

/// Returns the division into groups, and the order. Closed ones stand in the order in which they were
/// closed.
fn division_of(listing: &ListQuery) -> (Grouping, ListSort) {
    let is_own = listing.group == Grouping::Own && listing.base == ViewBase::Closed;
    (if is_own { Grouping::None } else { listing.group }, listing.sort)
}

/// Returns the path of a kind's list.
fn home_of(extras: ListExtras, schema: Memo<Option<Schema>>) -> String {
    let own = |schema: &Option<Schema>| {
        schema.as_ref().map(|schema| paths::list(&schema.path)).unwrap_or_default()
    };
    extras.home.map_or_else(|| schema.with_untracked(own), str::to_owned)
}

/// True while nothing is open beside the list.
fn use_alone(router: Router, home: StoredValue<String>) -> Memo<bool> {
    let path = router.path();
    Memo::new(move |_| {
        home.with_value(|home| paths::inside(&path.read(), home).unwrap_or_default().is_empty())
    })
}

/// Returns the record in the URL.
fn use_open(router: Router, home: StoredValue<String>) -> Memo<Option<RecordId>> {
    let path = router.path();
    Memo::new(move |_| {
        let path = path.read();
        let rest = home.with_value(|home| paths::inside(&path, home))?;
        RecordId::parse(rest.split('/').next()?).ok()
    })
}

impl List {
    /// Returns the list's parameters. Tracked.
    pub fn listing(&self) -> ListQuery {
        self.listing.get()
    }

    /// Returns the list's parameters, untracked.
    pub fn asked(&self) -> ListQuery {
        self.listing.get_untracked()
    }

    /// Returns the icon of the kind.
    pub fn icon(&self) -> IconName {
        let of_kind =
            || self.schema.with(|schema| schema.as_ref().map_or(IconName::FileText, icon_of_kind));
        self.extras.icon.unwrap_or_else(of_kind)
    }

    /// True if records have pages of their own. Tracked.
    pub fn has_pages(&self) -> bool {
        self.schema.with(|schema| schema.as_ref().is_some_and(|it| it.is(Trait::Listed)))
    }

    /// True if records carry tags. Tracked.
    pub fn has_tags(&self) -> bool {
        self.schema.with(|schema| schema.as_ref().is_some_and(Schema::is_tagged))
    }

    /// True if records can be marked as favorites. Tracked.
    pub fn has_favorites(&self) -> bool {
        self.schema.with(|schema| schema.as_ref().is_some_and(|it| it.favorite.is_some()))
    }

    /// True if a value closes records of the kind. Tracked.
    pub fn closes(&self) -> bool {
        closes(&self.schema.read())
    }

    /// True if records can be written as contact cards. Tracked.
    pub fn has_cards(&self) -> bool {
        self.schema.with(|schema| schema.as_ref().is_some_and(|it| it.is(Trait::Cards)))
    }

    /// Returns the path of a record's page.
    pub fn page_of(&self, id: RecordId) -> String {
        self.home.with_value(|home| paths::record(home, id))
    }

    /// Returns the path of the form of a new record.
    pub fn path_of_new(&self) -> String {
        match self.extras.new {
            Some(new) => new(*self),
            None => self.home.with_value(|home| paths::new_in(home)),
        }
    }

    /// Returns the contents of a view that shows the same, with these columns. It keeps the layout
    /// and the part of the board, also where they are those of every new list. Untracked.
    pub fn contents(&self, columns: Vec<u32>) -> ViewContents {
        let contents = self.asked().contents(columns);
        if !self.board.is_declared.get_untracked() {
            return contents;
        }
        let is_board = self.board.is_chosen.get_untracked();
        let layout = Some(if is_board { ListLayout::Board } else { ListLayout::List });
        ViewContents { layout, within: self.board.within.get_untracked(), ..contents }
    }

    /// Shows a board instead of rows, or rows again.
    pub fn turn_board(&self) {
        self.end_selecting();
        let is_board = self.board.is_shown.get_untracked();
        let layout = if is_board { ListLayout::List } else { ListLayout::Board };
        self.ask(|listing| listing.layout = Some(layout));
    }

    /// Counts the records that given parameters would show. Tracked.
    pub fn count(&self, listing: &ListQuery) -> usize {
        let wanted = listing.wanted(self.board.within.get(), self.schema.read().as_ref());
        self.app.records.count_of(self.kind, &wanted)
    }

    /// Returns a part of the parameters as a signal that changes only with that part.
    pub fn part<T: Clone + PartialEq + Send + Sync + 'static>(
        &self,
        part: fn(&ListQuery) -> T,
    ) -> Signal<T> {
        let listing = self.listing;
        Memo::new(move |_| part(&listing.read())).into()
    }

    /// Changes the parameters and scrolls to the top.
    pub fn ask(&self, change: impl FnOnce(&mut ListQuery)) {
        let typed = self.followed.read_untracked().typed;
        let mut listing = self.asked();
        change(&mut listing);
        listing.settle(&self.views.read_untracked());
        self.scroll.to_top();
        self.typed.set((typed + 1, listing));
    }

    /// Updates the URL in place, so that going back leaves the list instead of undoing keystrokes:
    /// at once when something is chosen, after a pause while somebody types.
    fn write_address(self, router: Router, written: StoredValue<String>) {
        let path = router.path();
        let clock = StoredValue::new(None::<TimeoutHandle>);
        let stop = move || {
            if let Some(handle) = clock.try_update_value(Option::take).flatten() {
                handle.clear();
            }
        };
        let at_list = Memo::new(move |_| {
            self.home.with_value(|home| paths::inside(&path.read(), home) == Some(""))
        });
        Effect::new(move |before: Option<ListQuery>| {
            let listing = self.listing();
            if self.board.is_declared.get_untracked() {
                remember_question(self.kind, listing.write());
            }
            stop();
            // Another address would close the sheet above the list.
            if self.over.read().is_some() {
                return before.unwrap_or(listing);
            }
            let has_typed = before.as_ref().is_none_or(|before| before.query != listing.query);
            // An open record keeps its plain URL until the parameters change beside it.
            if at_list.get() || before.is_some_and(|before| before != listing) {
                let write = move || {
                    let wanted = self.listing.get_untracked().write();
                    let question = wanted.trim_start_matches('?');
                    if router.question().with_untracked(|known| known != question) {
                        written.set_value(question.to_owned());
                        router.replace(&format!("{}{wanted}", path.get_untracked()));
                    }
                };
                let pause = if has_typed { PAUSE } else { Duration::ZERO };
                // If the timer cannot start, the URL stays as is and a reload shows the whole list.
                clock.set_value(set_timeout_with_handle(write, pause).ok());
            }
            listing
        });
        on_cleanup(stop);
    }

    /// True in selection mode. Tracked.
    pub fn is_selecting(&self) -> bool {
        self.selected.with(Option::is_some)
    }

    /// Returns the number of selected records. Tracked.
    pub fn selected_count(&self) -> usize {
        self.selected.with(|selected| selected.as_ref().map_or(0, Vec::len))
    }

    /// True if a record is selected. Tracked.
    pub fn is_selected(&self, id: RecordId) -> bool {
        self.selected.with(|selected| selected.as_ref().is_some_and(|ids| ids.contains(&id)))
    }

    /// Enters selection mode, optionally with a record selected.
    pub fn begin_selecting(&self, first: Option<RecordId>) {
        if self.board.is_shown.get_untracked() {
            self.turn_board();
        }
        self.selected.set(Some(first.into_iter().collect()));
    }

    /// Leaves selection mode.
    pub fn end_selecting(&self) {
        self.selected.set(None);
    }

    /// Toggles the selection of a record.
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

    /// Selects every record shown.
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
    use crate::ui::records::list_query::ListQuery;

    fn query(followed: &Followed) -> &str {
        &followed.listing.query
    }

    fn typed(number: u64, query: &str) -> (u64, ListQuery) {
        (number, ListQuery { query: query.into(), ..ListQuery::default() })
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
