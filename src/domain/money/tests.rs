//! Known answers in currencies of 0, 2 and 3 digits, and what holds for all amounts.

use proptest::prelude::*;

use super::*;

fn money(minor: i64, currency: &[u8; 3]) -> Money {
    Money { minor, currency: *currency }
}

fn sold(quantity: i64, price: i64, discount: i64) -> Priced {
    Priced { quantity, price, discount }
}

#[test]
fn currencies_have_the_decimals_of_iso_4217() {
    for (currencies, digits) in [
        (&[b"JPY", b"VND", b"KRW", b"ISK", b"CLP", b"XOF"][..], 0),
        (&[b"USD", b"EUR", b"HUF", b"THB", b"CNY", b"GBP", b"IDR"], 2),
        (&[b"KWD", b"BHD", b"JOD", b"OMR", b"TND", b"IQD", b"LYD"], 3),
    ] {
        for currency in currencies {
            assert_eq!(digits_of(**currency), digits);
            assert_eq!(
                Money::of_units(7, **currency).unwrap().minor,
                7 * 10_i64.pow(digits as u32)
            );
        }
    }
    let shown = [money(-1250, b"VND"), money(-5, b"EUR"), money(1_234_567, b"KWD")];
    assert_eq!(shown.map(|it| it.to_string()), ["-1250 VND", "-0.05 EUR", "1234.567 KWD"]);
}

#[test]
fn half_a_unit_is_rounded_up_by_size() {
    for (number, by, expected) in [
        (1, 2, 1),
        (-1, 2, -1),
        (3, 2, 2),
        (-3, 2, -2),
        (49, 100, 0),
        (-49, 100, 0),
        (50, 100, 1),
        (-50, 100, -1),
        (i128::MAX, 1, i128::MAX),
        (i128::MIN + 1, 2, -(i128::MAX / 2 + 1)),
        (7, i128::MAX, 0),
    ] {
        assert_eq!(divided(number, by), expected, "{number} / {by}");
    }
}

#[test]
fn a_part_is_rounded_once() {
    for (whole, percent, part) in [
        (money(999, b"EUR"), 50.0, 500),
        (money(-999, b"EUR"), 50.0, -500),
        (money(999, b"JPY"), 10.0, 100),
        (money(1_005, b"KWD"), 0.1, 1),
        (money(10_000, b"HUF"), 33.333_333, 3_333),
        (money(1, b"VND"), 49.999_999, 0),
        // Rounded to cents first and then again, this would come to 2.
        (money(149, b"USD"), 0.999_999, 1),
        (money(i64::MAX, b"EUR"), 100.0, i64::MAX),
        (money(i64::MIN, b"EUR"), 100.0, i64::MIN),
    ] {
        assert_eq!(whole.part(Percent::of(percent)), Ok(Money { minor: part, ..whole }), "{whole}");
    }
    let most = money(i64::MAX, b"EUR");
    assert_eq!(most.part(Percent::of(100.000_001)), Err(MoneyFault::TooLarge));
    assert_eq!(Percent::of(f64::NAN), Percent::default());
    assert_eq!(Percent::of_hundredths(1_250), Percent::of(12.5));
    assert_eq!([weighted(most, 250.0), weighted(most, -3.0)].map(|it| it.minor), [i64::MAX, 0]);
}

#[test]
fn what_is_sold_comes_to_quantity_times_price_less_discount() {
    for (sold, currency, total) in [
        (sold(400_000, 125_000, 500), b"EUR", 475_000),
        (sold(400_000, 125_000, 500), b"VND", 4_750),
        (sold(400_000, 125_000, 500), b"KWD", 4_750_000),
        // Half a minor unit in each, and less than that.
        (sold(500, 100, 0), b"EUR", 1),
        (sold(-500, 100, 0), b"EUR", -1),
        (sold(499, 100, 0), b"EUR", 0),
        (sold(500, 10_000, 0), b"JPY", 1),
        (sold(500, 10, 0), b"BHD", 1),
        // A third off 0.99: 0.6633.
        (sold(1_000, 9_900, 3_300), b"USD", 66),
        (sold(1_000, 10_000, 10_000), b"USD", 0),
        (sold(i64::MAX, 0, 0), b"USD", 0),
    ] {
        assert_eq!(sold.total(*currency), Ok(money(total, currency)), "{sold:?}");
        assert_eq!(sold.is_negative(), total < 0 && sold.quantity < 0);
    }
    let beyond = sold(i64::MAX, i64::MAX, i64::MIN);
    for too_large in [beyond, sold(i64::MAX, 1_000_000, 0)] {
        assert_eq!(too_large.total(*b"EUR"), Err(MoneyFault::TooLarge));
    }
}

#[test]
fn sums_are_kept_apart_by_currency_and_a_sum_that_is_too_large_is_told() {
    let mut totals = Totals::default();
    for (minor, currency) in [(i64::MAX, b"EUR"), (5, b"EUR"), (7, b"VND"), (0, b"USD")] {
        totals.add(money(minor, currency));
    }
    assert_eq!(totals.sums(*b"VND"), [money(7, b"VND"), money(i64::MAX, b"EUR")]);
    assert_eq!(totals.sum(*b"EUR"), Err(MoneyFault::TooLarge));
    totals.add(money(-5, b"EUR"));
    assert_eq!(totals.sum(*b"EUR"), Ok(money(i64::MAX, b"EUR")));
    assert_eq!(totals.sum(*b"THB"), Ok(money(0, b"THB")));
    let euro = money(1, b"EUR");
    assert_eq!(euro.plus(money(1, b"VND")), Err(MoneyFault::OtherCurrency));
    assert_eq!(euro.plus(money(i64::MAX, b"EUR")), Err(MoneyFault::TooLarge));
    assert_eq!(euro.plus(euro), Ok(money(2, b"EUR")));
}

#[test]
fn an_amount_is_compared_with_a_number_of_units_to_the_last_minor_unit() {
    use Ordering::{Equal, Greater, Less};
    for (amount, units, expected) in [
        (money(1_250, b"EUR"), "12.5", Some(Equal)),
        (money(1_250, b"EUR"), "12.504", Some(Equal)),
        (money(1_250, b"EUR"), "12.505", Some(Less)),
        (money(1_250, b"VND"), "1249", Some(Greater)),
        // A float could not tell these two apart.
        (money(i64::MAX, b"EUR"), "92233720368547758.06", Some(Greater)),
        (money(i64::MAX, b"EUR"), "92233720368547758.07", Some(Equal)),
        (money(-1, b"KWD"), "-0.001", Some(Equal)),
        (money(1, b"EUR"), "many", None),
    ] {
        assert_eq!(amount.compare(units), expected, "{amount} {units}");
    }
}

fn currency() -> impl Strategy<Value = [u8; 3]> {
    prop::sample::select(vec![*b"VND", *b"EUR", *b"KWD"])
}

proptest! {
    #[test]
    fn a_credit_note_is_the_negative_of_its_invoice(
        quantity in -1_000_000_000_i64..1_000_000_000,
        price in -1_000_000_000_i64..1_000_000_000,
        discount in 0_i64..=10_000,
        currency in currency(),
    ) {
        let invoice = sold(quantity, price, discount).total(currency).unwrap();
        let credit = sold(-quantity, price, discount).total(currency).unwrap();
        prop_assert_eq!(credit.minor, -invoice.minor);
    }

    #[test]
    fn rounding_is_off_by_half_a_unit_at_most(number in any::<i64>(), by in 1_i64..i64::MAX) {
        let whole = divided(number.into(), by.into());
        let rest = i128::from(number) - whole * i128::from(by);
        prop_assert!(2 * rest.abs() <= i128::from(by));
    }

    #[test]
    fn the_parts_of_a_whole_are_off_by_one_minor_unit_at_most(
        minor in any::<i64>(),
        percent in 0_i64..=10_000,
        currency in currency(),
    ) {
        let whole = Money { minor, currency };
        let part = |hundredths| whole.part(Percent::of_hundredths(hundredths)).unwrap();
        let both = i128::from(part(percent).minor) + i128::from(part(10_000 - percent).minor);
        prop_assert!((both - i128::from(minor)).abs() <= 1);
    }

    #[test]
    fn a_sum_does_not_depend_on_the_order(amounts in prop::collection::vec(any::<i64>(), 0..20)) {
        let sum = |amounts: &mut dyn Iterator<Item = &i64>| {
            let mut totals = Totals::default();
            amounts.for_each(|minor| totals.add(money(*minor, b"EUR")));
            totals.sums(*b"EUR")
        };
        prop_assert_eq!(sum(&mut amounts.iter()), sum(&mut amounts.iter().rev()));
    }

    #[test]
    fn no_amount_is_too_much_to_compute(
        numbers in any::<(i64, i64, i64)>(),
        percent in any::<f64>(),
        currency in currency(),
    ) {
        let (quantity, price, discount) = numbers;
        let sold = sold(quantity, price, discount);
        if let Ok(total) = sold.total(currency) {
            prop_assert!(total.minor == 0 || (total.minor < 0) == sold.is_negative());
        }
        let _part = Money { minor: price, currency }.part(Percent::of(percent));
    }
}
