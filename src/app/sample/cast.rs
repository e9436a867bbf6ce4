//! The languages of the people in the sample: of about seven of ten it is the user's, of the others
//! each of the other four in turn. Two colleagues in a row speak the same.

use super::names::{COUNTRIES, Country};
use super::trades::{TRADES, Trade};

/// Number of contacts in a round: each round has deals, tasks and activities in every state.
pub const EACH: usize = 40;
/// Number of rounds.
pub const ROUNDS: usize = 5;

/// The language for somebody whose own is not among the sample's.
const ENGLISH: &str = "en";

/// The languages of the sample's people.
pub struct Cast {
    home: usize,
    /// The place of each pair's country, round by round.
    pairs: Vec<usize>,
}

impl Cast {
    /// Casts the people for a user of this language.
    pub fn of(language: &str) -> Self {
        let place = |tag: &str| COUNTRIES.iter().position(|known| known.language == tag);
        let home = place(language).or_else(|| place(ENGLISH)).unwrap_or_default();
        let mut others = (0..COUNTRIES.len()).filter(|other| *other != home).cycle();
        let country = |nth: usize| {
            let (round, pair) = (nth / (EACH / 2), nth % (EACH / 2));
            // Also three of ten among those few of each round who have deals or tasks.
            let is_from_elsewhere = (round + pair) * 3 % 10 < 3;
            is_from_elsewhere.then(|| others.next()).flatten().unwrap_or(home)
        };
        Self { home, pairs: (0..ROUNDS * EACH / 2).map(country).collect() }
    }

    /// Returns the place of the country of the nth person of a round.
    pub fn place(&self, round: usize, number: usize) -> usize {
        let pair = (round * EACH + number % EACH) / 2;
        self.pairs.get(pair).copied().unwrap_or(self.home)
    }

    /// True if the nth person of a round speaks the user's language.
    pub fn is_home(&self, round: usize, number: usize) -> bool {
        self.place(round, number) == self.home
    }

    /// Returns the user's country.
    pub fn home(&self) -> &'static Country {
        &COUNTRIES[self.home]
    }

    /// Returns the business of the nth person of a round.
    pub fn trade(&self, round: usize, number: usize) -> &'static Trade {
        &TRADES[self.place(round, number)]
    }
}
