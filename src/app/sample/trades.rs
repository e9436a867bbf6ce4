//! The material for the business of sample contacts, by language: deals, tasks and activities, in the
//! order of the countries.

use super::{chinese, english, hungarian, thai, vietnamese};

/// The business of one country.
pub struct Trade {
    /// The currency.
    pub currency: [u8; 3],
    /// The approximate value of one euro, in units of the currency.
    pub rate: i64,
    /// Names of deals.
    pub deals: [&'static str; 18],
    /// The products of the first of these deals: name, quantity and price.
    pub lines: [(&'static str, &'static str, i64); 2],
    /// A competitor.
    pub competitor: &'static str,
    /// A reason for a lost deal, from the list that is offered.
    pub lost: &'static str,
    /// Texts of tasks, twice: two calls, a visit, a meeting, an email, and three of any type.
    pub tasks: [[&'static str; 8]; 2],
    /// Outcomes of talks, from the list that is offered.
    pub outcomes: [&'static str; 3],
    /// Texts about talks.
    pub said: [&'static str; 12],
    /// Texts of messages.
    pub written: [&'static str; 6],
    /// Texts of notes.
    pub noted: [&'static str; 6],
}

/// The business of each country.
pub static TRADES: [Trade; 5] =
    [vietnamese::TRADE, chinese::TRADE, hungarian::TRADE, thai::TRADE, english::TRADE];
