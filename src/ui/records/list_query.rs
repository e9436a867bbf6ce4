//! The list's parameters and their URL form: `?v=recent&q=anna&f=…&s=company`, or `?view=…` for a
//! view as it is saved; `l=board&p=…` for a board and its part, `n=mine.stale` for what narrows it.

use crate::ui::paths;
use crate::ui::state::{
    Grouping, ListLayout, ListSort, ListView, ListWanted, ViewBase, ViewContents, sort_key, sort_of,
};
use domain::{Filter, Narrowing, RecordId, Schema};

/// The view that the list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ChosenView {
    /// The one that the list opens with, if there is one and nothing else is asked.
    #[default]
    Start,
    /// None.
    None,
    /// The one of this name.
    Named(String),
}

/// The list's parameters.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListQuery {
    /// The view.
    pub chosen: ChosenView,
    /// True if the rest is not what the view says; otherwise the view's contents count.
    pub differs: bool,
    /// The set of records it starts from.
    pub base: ViewBase,
    /// The search text.
    pub query: String,
    /// The conditions on fields.
    pub filter: Filter,
    /// The narrowings that apply beside the filter.
    pub narrowings: Vec<Narrowing>,
    /// The sort order.
    pub sort: ListSort,
    /// The division into groups.
    pub group: Grouping,
    /// Its layout; `None` for the kind's own.
    pub layout: Option<ListLayout>,
    /// The record whose part of the board it shows; `None` for the first.
    pub within: Option<RecordId>,
}

/// The address of a list without a view, where it would open with one.
const NO_VIEW: &str = "all";
/// The layouts in addresses.
const LAYOUTS: [(ListLayout, &str); 2] = [(ListLayout::List, "list"), (ListLayout::Board, "board")];
/// The words for deals in addresses of earlier versions, each with its present name.
const EARLIER: [(&str, Narrowing); 4] = [
    ("m", Narrowing::Mine),
    ("c", Narrowing::Closing),
    ("a", Narrowing::Stale),
    ("o", Narrowing::PastClose),
];

fn layout_of(key: &str) -> Option<ListLayout> {
    LAYOUTS.iter().find(|(_, known)| *known == key).map(|(layout, _)| *layout)
}

fn layout_key(layout: Option<ListLayout>) -> String {
    let known = LAYOUTS.iter().find(|(known, _)| Some(*known) == layout);
    known.map(|(_, key)| (*key).to_owned()).unwrap_or_default()
}

/// Returns the narrowings in their own order, each once.
fn in_order(mut narrowings: Vec<Narrowing>) -> Vec<Narrowing> {
    narrowings.sort_unstable();
    narrowings.dedup();
    narrowings
}
/// The groups of a list without any, where it would have some.
const NO_GROUPS: &str = "-";

impl ListQuery {
    /// Parses a URL's query string, ignoring anything unknown.
    pub fn read(search: &str) -> Self {
        let mut listing = Self::default();
        let asked = paths::read_question(search).collect::<Vec<_>>();
        let has_view = asked.iter().any(|(name, _)| *name == "view");
        for (name, value) in asked {
            let earlier = EARLIER.iter().find(|(known, _)| *known == name && value == "1");
            match name {
                "view" if value == NO_VIEW => listing.chosen = ChosenView::None,
                "view" if !value.is_empty() => listing.chosen = ChosenView::Named(value),
                "c" if has_view => listing.differs = value == "1",
                "v" if layout_of(&value).is_some() => listing.layout = layout_of(&value),
                "v" => listing.base = ViewBase::of(&value),
                "l" => listing.layout = layout_of(&value),
                "p" => listing.within = RecordId::parse(&value).ok(),
                "n" => listing.narrowings.extend(value.split('.').filter_map(Narrowing::of)),
                "q" => listing.query = value,
                "f" => listing.filter = Filter::decode(&value),
                "s" => listing.sort = sort_of(&value),
                "g" if value == NO_GROUPS => listing.group = Grouping::None,
                "g" => listing.group = value.parse().map_or(Grouping::Own, Grouping::By),
                _ => listing.narrowings.extend(earlier.map(|(_, narrowing)| *narrowing)),
            }
        }
        listing.narrowings = in_order(listing.narrowings);
        listing
    }

    /// Writes the query string that [`ListQuery::read`] parses, including the question mark; empty
    /// for the defaults.
    pub fn write(&self) -> String {
        let Self { chosen, differs, base, query, filter, narrowings, sort, group, layout, within } =
            self;
        let laid_out = [
            ("l", layout_key(*layout)),
            ("p", within.map(|id| id.to_string()).unwrap_or_default()),
        ];
        let view = match chosen {
            ChosenView::Start => String::new(),
            ChosenView::None => NO_VIEW.to_owned(),
            ChosenView::Named(name) if !differs => {
                let [layout, within] = laid_out;
                return paths::write_question([("view", name.clone()), layout, within]);
            }
            ChosenView::Named(name) => name.clone(),
        };
        let [layout, within] = laid_out;
        let narrowed: Vec<&str> = narrowings.iter().map(|narrowing| narrowing.key()).collect();
        paths::write_question([
            layout,
            within,
            ("view", view),
            ("c", if *differs { "1".to_owned() } else { String::new() }),
            ("v", base.key().to_owned()),
            ("q", query.clone()),
            ("f", filter.encode()),
            ("n", narrowed.join(".")),
            ("s", sort_key(*sort)),
            (
                "g",
                match group {
                    Grouping::Own => String::new(),
                    Grouping::None => NO_GROUPS.to_owned(),
                    Grouping::By(number) => number.to_string(),
                },
            ),
        ])
    }

    /// Returns the parameters of a view.
    pub fn of(view: &ListView) -> Self {
        let ViewContents {
            base,
            words,
            filter,
            sort,
            group,
            columns: _,
            layout,
            within,
            narrowings,
        } = view.contents.clone();
        let chosen = ChosenView::Named(view.id.to_string());
        let narrowings = in_order(narrowings);
        Self {
            chosen,
            differs: false,
            base,
            query: words,
            filter,
            narrowings,
            sort,
            group,
            layout,
            within,
        }
    }

    /// Returns the parameters of a view, laid out as before where the view says nothing of it.
    #[must_use]
    pub fn showing(&self, view: &ListView) -> Self {
        let of_view = Self::of(view);
        let (layout, within) = (of_view.layout.or(self.layout), of_view.within.or(self.within));
        Self { layout, within, ..of_view }
    }

    /// Returns the view that these parameters name.
    pub fn view<'a>(&self, views: &'a [ListView]) -> Option<&'a ListView> {
        match &self.chosen {
            ChosenView::Named(name) => views.iter().find(|view| view.id.to_string() == *name),
            ChosenView::Start | ChosenView::None => None,
        }
    }

    /// Returns the parameters with what the view says.
    #[must_use]
    pub fn resolved(&self, views: &[ListView]) -> Self {
        let start = || views.iter().find(|view| view.is_start);
        let view = match self.chosen {
            ChosenView::Start if self.laid_out_plainly() == Self::default() => start(),
            ChosenView::Named(_) if !self.differs => self.view(views),
            _ => None,
        };
        view.map_or_else(|| self.clone(), |view| self.showing(view))
    }

    /// Returns the parameters without layout and part of the board.
    fn laid_out_plainly(&self) -> Self {
        Self { layout: None, within: None, ..self.clone() }
    }

    /// Narrows the list, or no longer.
    pub fn turn(&mut self, narrowing: Narrowing) {
        match self.narrowings.iter().position(|known| *known == narrowing) {
            Some(place) => drop(self.narrowings.remove(place)),
            None => self.narrowings.push(narrowing),
        }
        self.narrowings = in_order(std::mem::take(&mut self.narrowings));
    }

    /// Notes after a change by the user whether the view still says the same. From then on the list
    /// does not open with its start view by itself.
    pub fn settle(&mut self, views: &[ListView]) {
        if self.chosen == ChosenView::Start && views.iter().any(|view| view.is_start) {
            self.chosen = ChosenView::None;
        }
        let same = |view: &ListView| {
            let plain = Self { layout: None, within: None, ..Self::default() };
            let shown = Self { differs: false, ..self.clone() };
            let laid_out = Self { layout: self.layout, within: self.within, ..plain };
            shown == laid_out.showing(view)
        };
        self.differs = self.view(views).is_some_and(|view| !same(view));
    }

    /// True if it shows something else than its view, apart from a search in a view without one.
    pub fn is_edited(&self, view: &ListView) -> bool {
        let mut wanted = self.showing(view);
        if wanted.query.is_empty() || wanted.query.trim() == self.query.trim() {
            wanted.query.clone_from(&self.query);
        }
        *self != Self { chosen: self.chosen.clone(), differs: self.differs, ..wanted }
    }

    /// Returns the contents of a view that shows the same, with these columns.
    pub fn contents(&self, columns: Vec<u32>) -> ViewContents {
        let Self {
            chosen: _,
            differs: _,
            base,
            query: words,
            filter,
            narrowings,
            sort,
            group,
            layout,
            within,
        } = self.clone();
        ViewContents { base, words, filter, sort, group, columns, layout, within, narrowings }
    }

    /// Leaves the view, for these records.
    #[must_use]
    pub fn without_view(&self, base: ViewBase) -> Self {
        match self.chosen {
            ChosenView::Named(_) => {
                Self { base, layout: self.layout, within: self.within, ..Self::default() }
            }
            ChosenView::Start | ChosenView::None => Self { base, ..self.clone() },
        }
    }

    /// True if every record is shown, apart from those of other parts of the board.
    pub fn is_whole(&self) -> bool {
        let Self {
            chosen: _,
            differs: _,
            base,
            query,
            filter,
            narrowings,
            sort: _,
            group: _,
            layout: _,
            within: _,
        } = self;
        let all = *base == ViewBase::All && query.trim().is_empty();
        all && filter.is_empty() && narrowings.is_empty()
    }

    /// Returns what the list shows, within this part of the board. Conditions on fields that the
    /// schema does not have are left out, as in a view.
    pub fn wanted(&self, within: Option<RecordId>, schema: Option<&Schema>) -> ListWanted {
        let closes = schema.is_some_and(|schema| schema.closed_by().is_some());
        let filter = self.filter.clone();
        ListWanted {
            words: self.query.clone(),
            filter: schema.map_or(filter.clone(), |schema| filter.known_to(schema)),
            favorites: self.base == ViewBase::Favorites,
            closed: match self.base {
                _ if !closes => None,
                ViewBase::Closed => Some(true),
                ViewBase::Either | ViewBase::Recent => None,
                ViewBase::All | ViewBase::Favorites => Some(false),
            },
            narrowings: self.narrowings.clone(),
            within,
            sort: self.sort,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ChosenView, ListQuery};
    use crate::ui::state::{
        Grouping, ListLayout, ListSort, ListView, Sort, ViewBase, ViewContents, ViewId,
    };
    use domain::{Condition, Filter, Narrowing, Operator, RecordId};

    #[test]
    fn a_listing_survives_its_address() {
        let condition =
            Condition { field: 3, operator: Operator::Is, operand: "50% a~b & ü 王".into() };
        let listing = ListQuery {
            base: ViewBase::Recent,
            query: "Nguyễn +84 100% & #1?".into(),
            filter: Filter::all(vec![condition.clone(), condition]),
            narrowings: vec![Narrowing::Mine, Narrowing::Stale],
            sort: ListSort::Field { number: 14, is_descending: true },
            group: Grouping::By(7),
            layout: Some(ListLayout::Board),
            within: Some(RecordId::from_bytes([7; 16])),
            ..ListQuery::default()
        };
        let address = listing.write();
        assert!(address.is_ascii(), "{address}");
        assert_eq!(ListQuery::read(&address), listing);
        assert_eq!(ListQuery::default().write(), "");
    }

    #[test]
    fn an_address_that_makes_no_sense_shows_everything() {
        for address in ["", "?", "q", "s=nonsense&v=&f=x", "?&&=&%=%zz", "other=1"] {
            let listing = ListQuery::read(address);
            assert!(listing.is_whole() && listing.write().is_empty(), "{address}");
        }
        assert_eq!(ListQuery::read("?q=%zz%2").query, "%zz%2");
    }

    fn view(key: &'static str, is_start: bool) -> ListView {
        let filter = Filter::decode("10.filled.");
        ListView {
            id: ViewId::Declared(key),
            name: key.to_owned(),
            declared: None,
            contents: ViewContents {
                filter,
                sort: ListSort::Known(Sort::Seen),
                ..ViewContents::default()
            },
            is_pinned: false,
            is_start,
            lost: 0,
        }
    }

    #[test]
    fn a_view_stands_in_the_address_alone_until_something_else_is_asked() {
        let views = [view("open", false)];
        let mut listing = ListQuery::read("view=open").resolved(&views);
        assert_eq!(listing, ListQuery::of(&views[0]));
        assert_eq!(listing.write(), "?view=open");
        listing.query = "ann".into();
        listing.settle(&views);
        assert_eq!(listing.write(), "?view=open&c=1&q=ann&f=10.filled.&s=contacted");
        assert!(!listing.is_edited(&views[0]));
        assert_eq!(ListQuery::read(&listing.write()).resolved(&views), listing);
        listing.filter = Filter::default();
        assert!(listing.is_edited(&views[0]));
        listing = ListQuery { query: String::new(), ..ListQuery::of(&views[0]) };
        listing.settle(&views);
        assert_eq!(listing.write(), "?view=open");
        // A view that is gone shows everything.
        assert!(listing.resolved(&[]).view(&[]).is_none());
        assert!(ListQuery::read("view=open").resolved(&[]).is_whole());
    }

    #[test]
    fn the_address_of_a_board_of_an_earlier_version_means_the_same() {
        let part = RecordId::from_bytes([7; 16]);
        let listing = ListQuery::read(&format!("v=list&p={part}&m=1&c=1&a=1&o=1&s=company"));
        assert_eq!((listing.layout, listing.within), (Some(ListLayout::List), Some(part)));
        use Narrowing::{Closing, Mine, PastClose, Stale};
        assert_eq!(listing.narrowings, [Mine, Closing, PastClose, Stale]);
        assert!(ListQuery::read("m=0&a=&l=x&p=x&n=x.y").is_whole());
    }

    #[test]
    fn a_view_that_says_nothing_of_the_layout_leaves_it() {
        let views = [view("open", false)];
        let board = ListQuery { layout: Some(ListLayout::Board), ..ListQuery::default() };
        let mut shown = board.showing(&views[0]);
        assert_eq!((shown.layout, shown.is_edited(&views[0])), (board.layout, false));
        shown.settle(&views);
        assert_eq!(shown.write(), "?view=open&l=board");
        assert_eq!(ListQuery::read(&shown.write()).resolved(&views), shown);
        let mut said = view("own", false);
        said.contents.layout = Some(ListLayout::List);
        assert!(board.is_edited(&said) && board.showing(&said).layout == said.contents.layout);
        shown.turn(Narrowing::Stale);
        assert!(shown.is_edited(&views[0]));
        shown.turn(Narrowing::Stale);
        assert!(!shown.is_edited(&views[0]));
    }

    #[test]
    fn a_list_opens_with_its_start_unless_something_is_asked() {
        let views = [view("open", false), view("start", true)];
        let opened = ListQuery::read("").resolved(&views);
        assert_eq!(opened, ListQuery::of(&views[1]));
        assert_eq!(ListQuery::read("q=a").resolved(&views).query, "a");
        let mut all = opened.without_view(ViewBase::All);
        all.settle(&views);
        assert_eq!((all.chosen.clone(), all.write().as_str()), (ChosenView::None, "?view=all"));
        assert!(ListQuery::read("view=all").resolved(&views).is_whole());
    }
}
