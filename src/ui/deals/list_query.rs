//! The screen's parameters and their URL form: `?v=list&p=…&q=tableware&m=1&s=value&f=…`.

use std::cell::RefCell;

use crate::ui::paths;
use crate::ui::state::{DealOrder, DealSelection};
use domain::{Condition, Filter, Operator, PartialDate, RecordId, deal};

thread_local! {
    /// The last query string shown, to return to from a deal.
    static LAST: RefCell<String> = const { RefCell::new(String::new()) };
}

/// The screen's parameters.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DealQuery {
    /// True for a list instead of a board.
    pub list: bool,
    /// The pipeline; `None` for the first one.
    pub pipeline: Option<RecordId>,
    /// The search text.
    pub words: String,
    /// Only deals of this device's user.
    pub mine: bool,
    /// Only deals expected to close this month.
    pub closing: bool,
    /// Only deals that are too long in their stage.
    pub stale: bool,
    /// Only open deals past their expected close date.
    pub past_close: bool,
    /// The sort order.
    pub order: DealOrder,
    /// The conditions on fields.
    pub filter: Filter,
}

const ORDERS: [(DealOrder, &str); 4] = [
    (DealOrder::Close, "close"),
    (DealOrder::Value, "value"),
    (DealOrder::Age, "age"),
    (DealOrder::Name, "name"),
];

impl DealQuery {
    /// Parses a URL's query string, ignoring anything unknown.
    pub fn read(question: &str) -> Self {
        let mut asked = Self::default();
        for (name, value) in paths::read_question(question) {
            let yes = value == "1";
            match name {
                "v" => asked.list = value == "list",
                "p" => asked.pipeline = RecordId::parse(&value).ok(),
                "q" => asked.words = value,
                "m" => asked.mine = yes,
                "c" => asked.closing = yes,
                "a" => asked.stale = yes,
                "o" => asked.past_close = yes,
                "s" => {
                    let known = ORDERS.iter().find(|(_, key)| *key == value);
                    asked.order = known.map(|(order, _)| *order).unwrap_or_default();
                }
                "f" => asked.filter = Filter::decode(&value),
                _ => {}
            }
        }
        asked
    }

    /// Writes the query string that [`DealQuery::read`] parses; empty for the defaults.
    pub fn write(&self) -> String {
        let Self { list, pipeline, words, mine, closing, stale, past_close, order, filter } = self;
        let yes = |flag: bool| if flag { "1".to_owned() } else { String::new() };
        let order = ORDERS.iter().find(|(known, _)| known == order);
        paths::write_question([
            ("v", if *list { "list".to_owned() } else { String::new() }),
            ("p", pipeline.map(|id| id.to_string()).unwrap_or_default()),
            ("q", words.clone()),
            ("m", yes(*mine)),
            ("c", yes(*closing)),
            ("a", yes(*stale)),
            ("o", yes(*past_close)),
            ("s", order.map(|(_, key)| (*key).to_owned()).unwrap_or_default()),
            ("f", filter.encode()),
        ])
    }

    /// True if any filter is active.
    pub fn is_narrow(&self) -> bool {
        let Self {
            list: _,
            pipeline: _,
            words,
            mine,
            closing,
            stale,
            past_close,
            order: _,
            filter,
        } = self;
        let asked = [*mine, *closing, *stale, *past_close].contains(&true);
        asked || !words.trim().is_empty() || !filter.is_empty()
    }

    /// Returns the parameters without filters.
    #[must_use]
    pub fn widened(&self) -> Self {
        let Self { list, pipeline, order, .. } = self;
        Self { list: *list, pipeline: *pipeline, order: *order, ..Self::default() }
    }

    /// Returns the selection to query; `today` determines the current month.
    pub fn selection(&self, today: PartialDate) -> DealSelection {
        let mut filter = self.filter.clone();
        if self.closing {
            let month = PartialDate { day: None, ..today }.to_string();
            let closing = Condition { field: deal::CLOSE, operator: Operator::Is, operand: month };
            filter = Filter::joined(vec![filter, closing.into()]);
        }
        DealSelection {
            words: self.words.clone(),
            filter,
            mine: self.mine,
            stale: self.stale,
            past_close: self.past_close,
            order: self.order,
        }
    }

    /// Stores the parameters for returning from a deal.
    pub fn remember(&self) {
        LAST.with_borrow_mut(|last| *last = self.write());
    }

    /// Returns the query string stored last.
    pub fn last() -> String {
        LAST.with_borrow(String::clone)
    }
}

/// Returns the screen's path as it was left.
pub fn way_back() -> String {
    format!("{}{}", paths::DEALS, DealQuery::last())
}

#[cfg(test)]
mod tests {
    use super::DealQuery;
    use crate::ui::state::DealOrder;
    use domain::{Condition, Operator, PartialDate, RecordId, deal};

    #[test]
    fn what_is_asked_survives_its_address() {
        let big =
            Condition { field: deal::VALUE, operator: Operator::AtLeast, operand: "1000".into() };
        let asked = DealQuery {
            list: true,
            pipeline: Some(RecordId::from_bytes([7; 16])),
            words: "Tableware & 50%".into(),
            mine: true,
            closing: true,
            stale: true,
            past_close: true,
            order: DealOrder::Value,
            filter: big.into(),
        };
        assert_eq!(DealQuery::read(&asked.write()), asked);
        assert_eq!(DealQuery::default().write(), "");
        // The links on Today to the full lists.
        let stale = DealQuery { list: true, stale: true, ..DealQuery::default() };
        assert_eq!(DealQuery::read("?v=list&a=1"), stale);
        let late = DealQuery {
            list: true,
            past_close: true,
            order: DealOrder::Close,
            ..DealQuery::default()
        };
        assert_eq!(DealQuery::read("?v=list&s=close&o=1"), late);
        assert!(late.is_narrow() && !late.widened().is_narrow());
        assert_eq!(DealQuery::read("?m=2&s=nonsense&p=x&zz=%q"), DealQuery::default());
    }

    #[test]
    fn closing_this_month_asks_for_the_month_of_today() {
        let asked = DealQuery { closing: true, ..DealQuery::default() };
        let today = PartialDate::parse("2026-11-22").unwrap();
        let filter = asked.selection(today).filter;
        assert_eq!(filter.conditions().next().map(|it| it.operand.as_str()), Some("2026-11"));
        assert!(asked.is_narrow() && !asked.widened().is_narrow());
    }
}
