//! A product line of a deal: name, quantity, price and discount.

use std::fmt;

use super::amount::typed_scaled;
use super::decimal::{parse_scaled, scaled_text};
use super::money::{Money, MoneyFault, Priced, Totals, unit_of};

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

/// The decimals of quantity, price and discount.
const PLACES: [u32; 3] = [3, 4, 2];

impl ProductLine {
    /// Parses the stored form, `name; quantity; price; discount`. A name may contain semicolons;
    /// any other text is a name alone.
    pub fn parse(text: &str) -> Self {
        let [quantity_places, price_places, discount_places] = PLACES;
        let mut parts = text.rsplitn(4, ';').map(str::trim);
        let mut number = |places| Some(within(parse_scaled(parts.next()?, places)?));
        let numbers = [number(discount_places), number(price_places), number(quantity_places)];
        match (parts.next(), numbers) {
            (Some(name), [Some(discount), Some(price), Some(quantity)]) => {
                Self { name: name.to_owned(), quantity, price, discount }
            }
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
        let read = |text: &str, places: u32, otherwise: i64| match text
            .trim()
            .trim_end_matches('%')
            .trim()
        {
            "" => Some(otherwise),
            text => typed_scaled(text, places).map(within),
        };
        let [quantity_places, price_places, discount_places] = PLACES;
        Some(Self {
            name: name.trim().replace('\n', " "),
            quantity: read(quantity, quantity_places, 1_000)?,
            price: read(price, price_places, 0)?,
            discount: read(discount, discount_places, 0)?,
        })
    }

    /// True if the discount is more than the price.
    pub fn is_below_nothing(&self) -> bool {
        self.discount > ALL_OF_IT
    }

    /// Returns the price of one as an amount; `None` if it has a fraction that no amount has, such
    /// as half a cent.
    pub fn price_of_one(&self, currency: [u8; 3]) -> Option<Money> {
        let exact = i128::from(self.price) * unit_of(currency);
        (exact % 10_000 == 0).then(|| Money::at_most(exact / 10_000, currency))
    }

    /// Returns quantity, price and discount as typed.
    pub fn numbers(&self) -> [String; 3] {
        let numbers = [self.quantity, self.price, self.discount];
        [0, 1, 2].map(|at| scaled_text(numbers[at], PLACES[at]))
    }

    fn sold(&self) -> Priced {
        let Self { name: _, quantity, price, discount } = self;
        let (quantity, price, discount) = (*quantity, *price, *discount);
        Priced { quantity, price, discount }
    }

    /// Returns the line's total in a currency, rounded once.
    ///
    /// # Errors
    /// `TooLarge`.
    pub fn exact_total(&self, currency: [u8; 3]) -> Result<Money, MoneyFault> {
        self.sold().total(currency)
    }

    /// Returns the same; one that is too large is the largest there is.
    pub fn total(&self, currency: [u8; 3]) -> Money {
        let border = if self.sold().is_negative() { i64::MIN } else { i64::MAX };
        self.exact_total(currency).unwrap_or(Money { minor: border, currency })
    }
}

/// Returns the sum of the lines' totals; one that is too large is the largest there is.
pub fn total(lines: &[ProductLine], currency: [u8; 3]) -> Money {
    let mut totals = Totals::default();
    lines.iter().for_each(|line| totals.add(line.total(currency)));
    totals.sums(currency).first().copied().unwrap_or(Money { minor: 0, currency })
}

/// Writes the form that [`ProductLine::parse`] reads.
impl fmt::Display for ProductLine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [quantity, price, discount] = self.numbers();
        write!(f, "{}; {quantity}; {price}; {discount}", self.name)
    }
}

/// Brings a number of parts into 64 bits.
fn within(parts: i128) -> i64 {
    parts.clamp(i64::MIN.into(), i64::MAX.into()) as i64
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
