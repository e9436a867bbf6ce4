//! What the screen is asked to show, and how its address says that:
//! `?v=list&p=…&q=tableware&m=1&s=value&f=…`.

use std::cell::RefCell;

use crate::ui::paths;
use crate::ui::state::{DealOrder, DealSelection};
use domain::{Condition, Filter, Operator, PartialDate, RecordId, deal};

thread_local! {
    /// What was shown last: the way back from a deal leads there.
    static LAST: RefCell<String> = const { RefCell::new(String::new()) };
}

/// What the screen is asked to show.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asked {
    /// As a list instead of a board.
    pub list: bool,
    /// Of which pipeline; the first one where none is said.
    pub pipeline: Option<RecordId>,
    /// What was typed in the search box.
    pub words: String,
    /// Only those of the user of this device.
    pub mine: bool,
    /// Only those that are expected to close this month.
    pub closing: bool,
    /// Only those that are too long in their stage.
    pub stale: bool,
    /// Only those that go on after the day on which they were expected to close.
    pub past_close: bool,
    /// The order.
    pub order: DealOrder,
    /// Conditions on fields.
    pub filter: Filter,
}

const ORDERS: [(DealOrder, &str); 4] = [
    (DealOrder::Close, "close"),
    (DealOrder::Value, "value"),
    (DealOrder::Age, "age"),
    (DealOrder::Name, "name"),
];

impl Asked {
    /// Reads the part of an address after the question mark; what is not understood is left out.
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

    /// The part of an address that [`Asked::read`] reads; empty where there is nothing to say.
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

    /// Whether anything narrows what is shown.
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

    /// The same without what narrows it.
    #[must_use]
    pub fn widened(&self) -> Self {
        let Self { list, pipeline, order, .. } = self;
        Self { list: *list, pipeline: *pipeline, order: *order, ..Self::default() }
    }

    /// What the workspace is asked; `today` says which month this is.
    pub fn selection(&self, today: PartialDate) -> DealSelection {
        let mut filter = self.filter.clone();
        if self.closing {
            let month = PartialDate { day: None, ..today }.to_string();
            filter.conditions.push(Condition {
                field: deal::CLOSE,
                operator: Operator::Is,
                operand: month,
            });
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

    /// Remembers what is shown, for the way back.
    pub fn remember(&self) {
        LAST.with_borrow_mut(|last| *last = self.write());
    }

    /// What was shown last.
    pub fn last() -> String {
        LAST.with_borrow(String::clone)
    }
}

/// The path of the screen as it was left.
pub fn way_back() -> String {
    format!("{}{}", paths::DEALS, Asked::last())
}

#[cfg(test)]
mod tests {
    use super::Asked;
    use crate::ui::state::DealOrder;
    use domain::{Condition, Filter, Operator, PartialDate, RecordId, deal};

    #[test]
    fn what_is_asked_survives_its_address() {
        let big =
            Condition { field: deal::VALUE, operator: Operator::AtLeast, operand: "1000".into() };
        let asked = Asked {
            list: true,
            pipeline: Some(RecordId::from_bytes([7; 16])),
            words: "Tableware & 50%".into(),
            mine: true,
            closing: true,
            stale: true,
            past_close: true,
            order: DealOrder::Value,
            filter: Filter { conditions: vec![big] },
        };
        assert_eq!(Asked::read(&asked.write()), asked);
        assert_eq!(Asked::default().write(), "");
        // As Today asks for those that it has no room for.
        let stale = Asked { list: true, stale: true, ..Asked::default() };
        assert_eq!(Asked::read("?v=list&a=1"), stale);
        let late =
            Asked { list: true, past_close: true, order: DealOrder::Close, ..Asked::default() };
        assert_eq!(Asked::read("?v=list&s=close&o=1"), late);
        assert!(late.is_narrow() && !late.widened().is_narrow());
        assert_eq!(Asked::read("?m=2&s=nonsense&p=x&zz=%q"), Asked::default());
    }

    #[test]
    fn closing_this_month_asks_for_the_month_of_today() {
        let asked = Asked { closing: true, ..Asked::default() };
        let today = PartialDate::parse("2026-11-22").unwrap();
        let conditions = asked.selection(today).filter.conditions;
        assert_eq!(conditions[0].operand, "2026-11");
        assert!(asked.is_narrow() && !asked.widened().is_narrow());
    }
}
