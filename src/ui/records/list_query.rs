//! The list's parameters and their URL form: `?v=recent&q=anna&f=…&s=company`, or `?view=…` for a
//! view as it is saved.

use crate::ui::paths;
use crate::ui::state::{
    Grouping, ListView, Selection, Sort, ViewBase, ViewContents, sort_key, sort_of,
};
use domain::{Filter, Query};

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
    /// The sort order.
    pub sort: Sort,
    /// The division into groups.
    pub group: Grouping,
}

/// The address of a list without a view, where it would open with one.
const NO_VIEW: &str = "all";
/// The groups of a list without any, where it would have some.
const NO_GROUPS: &str = "-";

impl ListQuery {
    /// Parses a URL's query string, ignoring anything unknown.
    pub fn read(search: &str) -> Self {
        let mut listing = Self::default();
        for (name, value) in paths::read_question(search) {
            match name {
                "view" if value == NO_VIEW => listing.chosen = ChosenView::None,
                "view" if !value.is_empty() => listing.chosen = ChosenView::Named(value),
                "c" => listing.differs = value == "1",
                "v" => listing.base = ViewBase::of(&value),
                "q" => listing.query = value,
                "f" => listing.filter = Filter::decode(&value),
                "s" => listing.sort = sort_of(&value),
                "g" if value == NO_GROUPS => listing.group = Grouping::None,
                "g" => listing.group = value.parse().map_or(Grouping::Own, Grouping::By),
                _ => {}
            }
        }
        listing
    }

    /// Writes the query string that [`ListQuery::read`] parses, including the question mark; empty
    /// for the defaults.
    pub fn write(&self) -> String {
        let Self { chosen, differs, base, query, filter, sort, group } = self;
        let view = match chosen {
            ChosenView::Start => String::new(),
            ChosenView::None => NO_VIEW.to_owned(),
            ChosenView::Named(name) if !differs => {
                return paths::write_question([("view", name.clone())]);
            }
            ChosenView::Named(name) => name.clone(),
        };
        paths::write_question([
            ("view", view),
            ("c", if *differs { "1".to_owned() } else { String::new() }),
            ("v", base.key().to_owned()),
            ("q", query.clone()),
            ("f", filter.encode()),
            ("s", sort_key(*sort).to_owned()),
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
        let ViewContents { base, words, filter, sort, group, columns: _, is_board: _ } =
            view.contents.clone();
        let chosen = ChosenView::Named(view.id.to_string());
        Self { chosen, differs: false, base, query: words, filter, sort, group }
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
            ChosenView::Start if *self == Self::default() => start(),
            ChosenView::Named(_) if !self.differs => self.view(views),
            _ => None,
        };
        view.map_or_else(|| self.clone(), Self::of)
    }

    /// Notes after a change by the user whether the view still says the same. From then on the list
    /// does not open with its start view by itself.
    pub fn settle(&mut self, views: &[ListView]) {
        if self.chosen == ChosenView::Start && views.iter().any(|view| view.is_start) {
            self.chosen = ChosenView::None;
        }
        let same = |view: &ListView| Self { differs: false, ..self.clone() } == Self::of(view);
        self.differs = self.view(views).is_some_and(|view| !same(view));
    }

    /// True if it shows something else than its view, apart from a search in a view without one.
    pub fn is_edited(&self, view: &ListView) -> bool {
        let ViewContents { base, words, filter, sort, group, columns: _, is_board: _ } =
            &view.contents;
        let searches = self.query.trim() != words.trim() && !words.is_empty();
        let shows = (self.base, self.sort, self.group);
        searches || shows != (*base, *sort, *group) || self.filter != *filter
    }

    /// Returns the contents of a view that shows the same, with these columns.
    pub fn contents(&self, columns: Vec<u32>) -> ViewContents {
        let Self { chosen: _, differs: _, base, query, filter, sort, group } = self.clone();
        ViewContents { base, words: query, filter, sort, group, columns, is_board: false }
    }

    /// Leaves the view, for these records.
    #[must_use]
    pub fn without_view(&self, base: ViewBase) -> Self {
        match self.chosen {
            ChosenView::Named(_) => Self { base, ..Self::default() },
            ChosenView::Start | ChosenView::None => Self { base, ..self.clone() },
        }
    }

    /// True if every record is shown.
    pub fn is_whole(&self) -> bool {
        let Self { chosen: _, differs: _, base, query, filter, sort: _, group: _ } = self;
        *base == ViewBase::All && query.trim().is_empty() && filter.is_empty()
    }

    /// Returns the selection to query; `closes` is true for a kind whose records close.
    pub fn selection(&self, closes: bool) -> Selection {
        Selection {
            query: Query::parse(&self.query),
            filter: self.filter.clone(),
            favorites: self.base == ViewBase::Favorites,
            closed: match self.base {
                _ if !closes => None,
                ViewBase::Closed => Some(true),
                ViewBase::Either | ViewBase::Recent => None,
                ViewBase::All | ViewBase::Favorites => Some(false),
            },
            under: None,
            sort: self.sort,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ChosenView, ListQuery};
    use crate::ui::state::{Grouping, ListView, Sort, ViewBase, ViewContents, ViewId};
    use domain::{Condition, Filter, Operator};

    #[test]
    fn a_listing_survives_its_address() {
        let condition =
            Condition { field: 3, operator: Operator::Is, operand: "50% a~b & ü 王".into() };
        let listing = ListQuery {
            base: ViewBase::Recent,
            query: "Nguyễn +84 100% & #1?".into(),
            filter: Filter::all(vec![condition.clone(), condition]),
            sort: Sort::Linked,
            group: Grouping::By(7),
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
            contents: ViewContents { filter, sort: Sort::Seen, ..ViewContents::default() },
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
