//! A product line of a deal: name, quantity, price and discount.

use std::fmt;

use super::{Money, decimal_text, parse_decimal, typed_number};

/// A product line. The price is in the deal's currency.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProductLine {
    /// The product's name.
    pub name: String,
    /// The quantity, in thousandths.
    pub quantity: i64,
    /// The price of one, in ten-thousandths of the currency's unit.
    pub price: i64,
    /// The discount, in hundredths of a percent.
    pub discount: i64,
}

/// A discount of the whole price.
const ALL_OF_IT: i64 = 10_000;

const THOUSANDTHS: f64 = 1_000.0;
const TEN_THOUSANDTHS: f64 = 10_000.0;
const HUNDREDTHS: f64 = 100.0;

impl ProductLine {
    /// Parses the stored form, `name; quantity; price; discount`. A name may contain semicolons;
    /// any other text is a name alone.
    pub fn parse(text: &str) -> Self {
        let mut parts = text.rsplitn(4, ';').map(str::trim);
        let numbers = [parts.next(), parts.next(), parts.next()];
        let name = parts.next();
        match (name, numbers.map(|part| part.and_then(parse_decimal))) {
            (Some(name), [Some(discount), Some(price), Some(quantity)]) => Self {
                name: name.to_owned(),
                quantity: scaled(quantity, THOUSANDTHS),
                price: scaled(price, TEN_THOUSANDTHS),
                discount: scaled(discount, HUNDREDTHS),
            },
            _ => Self { name: text.trim().to_owned(), quantity: 1_000, ..Self::default() },
        }
    }

    /// True if all four parts are present but a number failed to parse.
    pub fn is_unread(text: &str) -> bool {
        text.matches(';').count() >= 3 && Self::parse(text).name == text.trim()
    }

    /// Creates a line from typed texts; returns `None` if one is not a number. Blank texts mean one
    /// piece, a price of 0 and no discount.
    pub fn typed(name: &str, quantity: &str, price: &str, discount: &str) -> Option<Self> {
        let read = |text: &str, otherwise: f64| match text.trim().trim_end_matches('%').trim() {
            "" => Some(otherwise),
            text => typed_number(text),
        };
        Some(Self {
            name: name.trim().replace('\n', " "),
            quantity: scaled(read(quantity, 1.0)?, THOUSANDTHS),
            price: scaled(read(price, 0.0)?, TEN_THOUSANDTHS),
            discount: scaled(read(discount, 0.0)?, HUNDREDTHS),
        })
    }

    /// True if the discount is more than the price.
    pub fn is_below_nothing(&self) -> bool {
        self.discount > ALL_OF_IT
    }

    /// Returns the price of one as an amount; `None` if it has a fraction that no amount has, such
    /// as half a cent.
    pub fn price_of_one(&self, currency: [u8; 3]) -> Option<Money> {
        let digits = Money { minor: 0, currency }.minor_digits() as u32;
        let unit = 10_i64.pow(4_u32.saturating_sub(digits));
        (self.price % unit == 0).then(|| Money { minor: self.price / unit, currency })
    }

    /// Returns quantity, price and discount as typed.
    pub fn numbers(&self) -> [String; 3] {
        [
            decimal_text(self.quantity as f64 / THOUSANDTHS),
            decimal_text(self.price as f64 / TEN_THOUSANDTHS),
            decimal_text(self.discount as f64 / HUNDREDTHS),
        ]
    }

    /// Returns the line's total in a currency, rounded half away from zero to minor units.
    pub fn total(&self, currency: [u8; 3]) -> Money {
        let digits = Money { minor: 0, currency }.minor_digits();
        let full = i128::from(self.quantity) * i128::from(self.price);
        let left = i128::from(ALL_OF_IT) - i128::from(self.discount);
        // Thousandths of pieces and ten-thousandths of units: seven decimals.
        let unit = 10i128.pow(7 - digits as u32);
        // Divided first, because the product of all three may overflow; the remainder is added.
        let exact = (full / 10_000).saturating_mul(left);
        let exact = exact.saturating_add(full % 10_000 * left / 10_000);
        let minor = exact.saturating_add(exact.signum() * unit / 2) / unit;
        let minor = minor.clamp(i64::MIN.into(), i64::MAX.into()) as i64;
        Money { minor, currency }
    }
}

/// Returns the sum of the lines' totals.
pub fn total(lines: &[ProductLine], currency: [u8; 3]) -> Money {
    let sum = lines.iter().fold(0i64, |sum, line| sum.saturating_add(line.total(currency).minor));
    Money { minor: sum, currency }
}

/// Writes the form that [`ProductLine::parse`] reads.
impl fmt::Display for ProductLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [quantity, price, discount] = self.numbers();
        write!(f, "{}; {quantity}; {price}; {discount}", self.name)
    }
}

/// Converts a number to whole parts; saturates.
fn scaled(number: f64, parts: f64) -> i64 {
    (number * parts).round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_reads_back_from_its_text() {
        let line = ProductLine::typed("Cups; white", "400", "12,5", "5 %").unwrap();
        assert_eq!(line.to_string(), "Cups; white; 400; 12.5; 5");
        assert_eq!(ProductLine::parse(&line.to_string()), line);
        assert_eq!(ProductLine::parse("Only a name").name, "Only a name");
    }

    #[test]
    fn a_line_comes_to_quantity_times_price_less_the_discount() {
        let line = ProductLine::typed("Cups", "400", "12.50", "5").unwrap();
        assert_eq!(line.total(*b"EUR").to_string(), "4750.00 EUR");
        assert_eq!(line.total(*b"VND").to_string(), "4750 VND");
        let half = ProductLine::typed("Half", "0.5", "0.01", "").unwrap();
        assert_eq!(half.total(*b"EUR").minor, 1, "half a cent is rounded away from nothing");
    }

    #[test]
    fn a_price_is_an_amount_where_it_can_be() {
        let price = |text: &str, currency: &[u8; 3]| {
            let line = ProductLine::typed("Cup", "", text, "").unwrap();
            line.price_of_one(*currency).map(|money| money.to_string())
        };
        assert_eq!(price("10000", b"EUR").as_deref(), Some("10000.00 EUR"));
        assert_eq!(price("12.5", b"EUR").as_deref(), Some("12.50 EUR"));
        assert_eq!(price("120000", b"VND").as_deref(), Some("120000 VND"));
        assert_eq!(price("1.5", b"KWD").as_deref(), Some("1.500 KWD"));
        assert_eq!(price("0.015", b"EUR"), None);
    }

    #[test]
    fn nothing_typed_is_one_piece_and_no_number_is_refused() {
        assert_eq!(ProductLine::typed("Cup", "", "", "").unwrap().numbers(), ["1", "0", "0"]);
        assert_eq!(ProductLine::typed("Cup", "many", "", ""), None);
    }

    #[test]
    fn a_line_whose_numbers_are_none_is_told_from_a_name() {
        assert!(ProductLine::is_unread("Cups; many; 2; 0"));
        assert!(!ProductLine::is_unread("Cups; white; 400; 12.5; 5"));
        assert!(!ProductLine::is_unread("Cups; white"));
    }

    #[test]
    fn what_is_beyond_all_use_stops_at_the_border() {
        let line = ProductLine::typed("Sun", "1000000000000000", "1000000000000", "").unwrap();
        assert_eq!(line.total(*b"EUR").minor, i64::MAX);
        let line = ProductLine { quantity: i64::MAX, price: i64::MAX, discount: 5_000, ..line };
        assert_eq!(line.total(*b"EUR").minor, i64::MAX);
        let line = ProductLine { quantity: i64::MIN, discount: i64::MIN, ..line };
        assert_eq!(line.total(*b"EUR").minor, i64::MIN);
    }
}
