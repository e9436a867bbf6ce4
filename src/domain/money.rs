//! Everything that is computed with money: in whole minor units, in 128 bits, rounded once.
//!
//! Half a minor unit is rounded up by size: 0.5 becomes 1 and -0.5 becomes -1, so that a credit note
//! comes to exactly the negative of its invoice.

use std::cmp::Ordering;
use std::fmt;

use super::decimal::parse_scaled;

/// An amount in minor units (cents) of an ISO 4217 currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Money {
    /// Minor units: 1,250 is EUR 12.50 and JPY 1,250.
    pub minor: i64,
    /// Three capital letters.
    pub currency: [u8; 3],
}

/// The reason for which amounts cannot be computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoneyFault {
    /// The result has more than 63 bits of minor units.
    TooLarge,
    /// The amounts are in different currencies.
    OtherCurrency,
}

/// A part of a hundred, in millionths of a percent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Percent(i64);

/// Millionths in a percent.
const MILLIONTHS: i64 = 1_000_000;

impl Percent {
    /// All of it.
    pub const ALL: Self = Self(100 * MILLIONTHS);

    /// Converts a number of percent, to the nearest millionth; no number is 0.
    pub fn of(percent: f64) -> Self {
        Self((percent * MILLIONTHS as f64).round() as i64)
    }

    /// Converts hundredths of a percent.
    pub fn of_hundredths(hundredths: i64) -> Self {
        Self(hundredths.saturating_mul(MILLIONTHS / 100))
    }
}

/// Divides and rounds to the nearest whole number, half up by size. The divisor is more than 0.
pub fn divided(number: i128, by: i128) -> i128 {
    let (whole, rest) = (number / by, number % by);
    // Twice the rest may not fit.
    if rest.abs() >= by - rest.abs() { whole + number.signum() } else { whole }
}

impl Money {
    /// Makes an amount of minor units.
    ///
    /// # Errors
    /// `TooLarge`.
    pub fn of_minor(minor: i128, currency: [u8; 3]) -> Result<Self, MoneyFault> {
        let minor = i64::try_from(minor).map_err(|_overflow| MoneyFault::TooLarge)?;
        Ok(Self { minor, currency })
    }

    /// Makes an amount of minor units; one that is too large is the largest there is.
    pub fn at_most(minor: i128, currency: [u8; 3]) -> Self {
        Self { minor: minor.clamp(i64::MIN.into(), i64::MAX.into()) as i64, currency }
    }

    /// Makes an amount of whole units, such as euros.
    ///
    /// # Errors
    /// `TooLarge`.
    pub fn of_units(units: i64, currency: [u8; 3]) -> Result<Self, MoneyFault> {
        Self::of_minor(i128::from(units) * unit_of(currency), currency)
    }

    /// Returns the number of decimals of its currency (ISO 4217).
    pub fn minor_digits(&self) -> usize {
        digits_of(self.currency)
    }

    /// True if it has no fraction of a unit.
    pub fn is_whole(&self) -> bool {
        i128::from(self.minor) % unit_of(self.currency) == 0
    }

    /// Adds an amount of the same currency.
    ///
    /// # Errors
    /// `OtherCurrency`, `TooLarge`.
    pub fn plus(self, other: Self) -> Result<Self, MoneyFault> {
        if self.currency != other.currency {
            return Err(MoneyFault::OtherCurrency);
        }
        Self::of_minor(i128::from(self.minor) + i128::from(other.minor), self.currency)
    }

    /// Returns a part of it.
    ///
    /// # Errors
    /// `TooLarge`, for more than all of it.
    pub fn part(self, percent: Percent) -> Result<Self, MoneyFault> {
        let product = i128::from(self.minor) * i128::from(percent.0);
        Self::of_minor(divided(product, Percent::ALL.0.into()), self.currency)
    }

    /// Compares it with a number of units in decimals, rounded to its minor units; `None` if the
    /// text is no number.
    pub fn compare(self, units: &str) -> Option<Ordering> {
        let wanted = parse_scaled(units, self.minor_digits() as u32)?;
        Some(i128::from(self.minor).cmp(&wanted))
    }
}

/// Returns the number of decimals of a currency (ISO 4217).
pub fn digits_of(currency: [u8; 3]) -> usize {
    match &currency {
        b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF"
        | b"UGX" | b"UYI" | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" => 0,
        b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
        _ => 2,
    }
}

/// Returns the number of minor units in a unit.
pub fn unit_of(currency: [u8; 3]) -> i128 {
    10_i128.pow(digits_of(currency) as u32)
}

/// Returns an amount times a probability in percent, of which at most all counts.
pub fn weighted(money: Money, percent: f64) -> Money {
    let percent = Percent::of(percent).clamp(Percent::default(), Percent::ALL);
    // A part of it fits.
    money.part(percent).unwrap_or(money)
}

/// The quantity, price and discount of something sold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Priced {
    /// Thousandths of a piece.
    pub quantity: i64,
    /// The price of one, in ten-thousandths of a unit.
    pub price: i64,
    /// The discount, in hundredths of a percent.
    pub discount: i64,
}

impl Priced {
    /// Returns quantity times price less the discount, rounded once.
    ///
    /// # Errors
    /// `TooLarge`.
    pub fn total(self, currency: [u8; 3]) -> Result<Money, MoneyFault> {
        let Self { quantity, price, discount: _ } = self;
        // Thousandths, ten-thousandths and ten-thousandths of the whole: eleven decimals.
        let decimals = 11 - digits_of(currency) as u32;
        let full = i128::from(quantity) * i128::from(price);
        let exact = full.checked_mul(self.left()).ok_or(MoneyFault::TooLarge)?;
        Money::of_minor(divided(exact, 10_i128.pow(decimals)), currency)
    }

    /// True if it comes to less than nothing.
    pub fn is_negative(self) -> bool {
        let signs = [i128::from(self.quantity), i128::from(self.price), self.left()];
        signs.map(i128::signum).iter().product::<i128>() < 0
    }

    /// Returns the ten-thousandths that the discount leaves.
    fn left(self) -> i128 {
        10_000 - i128::from(self.discount)
    }
}

/// Sums by currency.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals(Vec<([u8; 3], i128)>);

impl Totals {
    /// Adds an amount.
    pub fn add(&mut self, money: Money) {
        self.add_minor(money.currency, money.minor.into());
    }

    /// Adds other sums.
    pub fn add_all(&mut self, other: &Self) {
        other.0.iter().for_each(|(currency, minor)| self.add_minor(*currency, *minor));
    }

    fn add_minor(&mut self, currency: [u8; 3], minor: i128) {
        match self.0.iter_mut().find(|(known, _)| *known == currency) {
            // More amounts than fit into memory would be needed to go beyond 128 bits.
            Some((_, sum)) => *sum = sum.saturating_add(minor),
            None => self.0.push((currency, minor)),
        }
    }

    /// Returns the sum of a currency.
    ///
    /// # Errors
    /// `TooLarge`.
    pub fn sum(&self, currency: [u8; 3]) -> Result<Money, MoneyFault> {
        let sum = self.0.iter().find(|(known, _)| *known == currency);
        Money::of_minor(sum.map_or(0, |(_, sum)| *sum), currency)
    }

    /// Returns the nonzero sums by currency code, beginning with the currency `first`; one that is
    /// too large is the largest there is.
    pub fn sums(&self, first: [u8; 3]) -> Vec<Money> {
        let sums = self.0.iter().filter(|(_, sum)| *sum != 0);
        let mut sums: Vec<Money> =
            sums.map(|(currency, sum)| Money::at_most(*sum, *currency)).collect();
        sums.sort_by_key(|sum| (sum.currency != first, sum.currency));
        sums
    }
}

/// Writes the form used in tables: `-1250.00 EUR`.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { minor, currency } = self;
        let digits = self.minor_digits();
        let sign = if *minor < 0 { "-" } else { "" };
        let amount = format!("{:0width$}", minor.unsigned_abs(), width = digits + 1);
        let (whole, part) = amount.split_at(amount.len() - digits);
        let point = if digits > 0 { "." } else { "" };
        write!(f, "{sign}{whole}{point}{part} {}", String::from_utf8_lossy(currency))
    }
}

#[cfg(test)]
mod tests;
