//! The state of the screen: its parameters, in sync with the URL; the resulting columns and rows;
//! the selection.

use std::sync::Arc;
use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use super::list_query::DealQuery;
use super::stage_move::Moving;
use crate::ui::paths::{self, Router};
use crate::ui::state::{AppState, DealColumn, PipelineView, Rows, use_app};
use domain::RecordId;
use kit::ListScroll;

/// Debounce before the URL is updated.
const PAUSE: Duration = Duration::from_millis(350);

/// The sheet open above the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DealSheet {
    /// The pipeline switcher.
    Pipeline,
    /// The filter.
    Filter,
    /// The target stage of the selected deals.
    Stage,
    /// The tags of the selected deals.
    Tags,
    /// The owner of the selected deals.
    Owner,
}

/// Columns compared by pointer: a recomputed board always counts as changed.
#[derive(Clone)]
pub struct BoardColumns(pub Arc<Vec<DealColumn>>);

impl BoardColumns {
    /// Returns the columns with dropped cards in their target. Each is placed before the first card
    /// with a greater sort key; if the board is sorted otherwise, the final order follows once the
    /// move is stored.
    fn with_moves(self, app: AppState, moves: &[(RecordId, RecordId)]) -> Self {
        if moves.is_empty() {
            return self;
        }
        let mut columns = self.0.as_ref().clone();
        app.deals.show_moved(&mut columns, moves);
        Self(Arc::new(columns))
    }
}

impl PartialEq for BoardColumns {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// The screen; a cheap `Copy` handle.
#[derive(Clone, Copy)]
pub struct Deals {
    /// The app's state.
    pub app: AppState,
    /// The screen's parameters.
    pub asked: RwSignal<DealQuery>,
    /// The pipeline shown.
    pub pipeline: Memo<Option<PipelineView>>,
    /// The board's columns.
    pub columns: Memo<BoardColumns>,
    /// The list's rows.
    pub rows: Rows,
    /// The list's scroll position.
    pub scroll: ListScroll,
    /// The selected ids; `None` outside of selection mode.
    pub selected: RwSignal<Option<Vec<RecordId>>>,
    /// The sheet above the screen.
    pub over: RwSignal<Option<DealSheet>>,
    /// Moving deals, with its sheets.
    pub moving: Moving,
}

impl Deals {
    /// Creates the state of a newly opened screen.
    pub fn open() -> Self {
        let app = use_app();
        let router = paths::use_router();
        let question = router.question().get_untracked();
        // An empty query string, as in the navigation bar's link, restores the last parameters.
        let known = if question.is_empty() { DealQuery::last() } else { question };
        let asked = RwSignal::new(DealQuery::read(&known));
        let wanted = Memo::new(move |_| asked.read().pipeline);
        let pipeline = Memo::new(move |_| {
            let mut all = app.deals.pipelines();
            let place = all.iter().position(|known| Some(known.id) == wanted.get()).unwrap_or(0);
            (!all.is_empty()).then(|| all.swap_remove(place))
        });
        let id = Memo::new(move |_| pipeline.read().as_ref().map(|pipeline| pipeline.id));
        let selection = Memo::new(move |_| asked.read().selection(app.format.today()));
        let kept = Memo::new(move |_| {
            let columns = id.get().map(|id| app.deals.deal_columns(id, &selection.read()));
            BoardColumns(Arc::new(columns.unwrap_or_default()))
        });
        let moving = Moving::new(app);
        let columns = Memo::new(move |_| kept.get().with_moves(app, &moving.under_way.read()));
        let rows = app.deals.deal_rows(move || (id.get(), selection.get()));
        let deals = Self {
            app,
            asked,
            pipeline,
            columns,
            rows,
            scroll: ListScroll::new(),
            selected: RwSignal::new(None),
            over: RwSignal::new(None),
            moving,
        };
        deals.follow_address(router);
        let selecting = Signal::derive(move || deals.is_selecting());
        kit::use_layer(selecting, move || deals.selected.set(None));
        deals
    }

    /// Keeps URL and parameters in sync; updates the URL in place, after a pause.
    fn follow_address(self, router: Router) {
        let (asked, path) = (self.asked, router.path());
        let clock = StoredValue::new(None::<TimeoutHandle>);
        let stop = move || {
            if let Some(handle) = clock.try_update_value(Option::take).flatten() {
                handle.clear();
            }
        };
        Effect::new(move |_| {
            let wanted = asked.read().write();
            asked.read_untracked().remember();
            stop();
            let write = move || {
                let at_screen = paths::inside(&path.get_untracked(), paths::DEALS) == Some("");
                let known = router.question().get_untracked();
                if at_screen && known != wanted.trim_start_matches('?') {
                    router.replace(&format!("{}{wanted}", paths::DEALS));
                }
            };
            // If the timer cannot start, the URL stays as is and a reload shows the whole board.
            clock.set_value(set_timeout_with_handle(write, PAUSE).ok());
        });
        Effect::new(move |before: Option<String>| {
            let question = router.question().get();
            let news = before.is_some_and(|before| before != question) && !question.is_empty();
            let at_screen = paths::inside(&path.read_untracked(), paths::DEALS) == Some("");
            let read = DealQuery::read(&question);
            if news && at_screen && *asked.read_untracked() != read && !self.is_own(&question) {
                asked.set(read);
            }
            question
        });
        on_cleanup(stop);
    }

    /// True if the screen itself just wrote this query string.
    fn is_own(self, question: &str) -> bool {
        let own = self.asked.read_untracked().write();
        own.trim_start_matches('?') == question
    }

    /// Changes the parameters and scrolls to the top.
    pub fn ask(self, change: impl FnOnce(&mut DealQuery)) {
        self.scroll.to_top();
        self.asked.update(change);
    }

    /// Returns a part of the parameters as a signal that changes only with that part.
    pub fn part<T: Clone + PartialEq + Send + Sync + 'static>(
        self,
        part: fn(&DealQuery) -> T,
    ) -> Signal<T> {
        Memo::new(move |_| part(&self.asked.read())).into()
    }

    /// Returns the number of deals on the board. Tracked.
    pub fn count(self) -> usize {
        self.columns.with(|columns| columns.0.iter().map(|column| column.rows.len()).sum())
    }

    /// True in selection mode. Tracked.
    pub fn is_selecting(self) -> bool {
        self.selected.with(Option::is_some)
    }

    /// Returns the number of selected deals. Tracked.
    pub fn selected_count(self) -> usize {
        self.selected.with(|selected| selected.as_ref().map_or(0, Vec::len))
    }

    /// True if a deal is selected. Tracked.
    pub fn is_selected(self, id: RecordId) -> bool {
        self.selected.with(|selected| selected.as_ref().is_some_and(|ids| ids.contains(&id)))
    }

    /// Toggles the selection of a deal.
    pub fn turn(self, id: RecordId) {
        self.selected.update(|selected| {
            if let Some(ids) = selected {
                match ids.iter().position(|known| *known == id) {
                    Some(at) => drop(ids.remove(at)),
                    None => ids.push(id),
                }
            }
        });
    }

    /// Takes the selected ids, leaving selection mode.
    pub fn take_selected(self) -> Vec<RecordId> {
        self.over.set(None);
        self.selected.try_update(Option::take).flatten().unwrap_or_default()
    }

    /// Returns the URL of the form for a new deal in the pipeline shown.
    pub fn new_deal(self) -> String {
        let first = self.app.deals.pipelines().first().map(|pipeline| pipeline.id);
        let shown = self.pipeline.get().filter(|shown| Some(shown.id) != first);
        let stage = shown.and_then(|shown| Some(shown.first_open()?.id));
        paths::href(&match stage {
            Some(stage) => format!("{}?stage={stage}", paths::NEW_DEAL),
            None => paths::NEW_DEAL.to_owned(),
        })
    }
}
