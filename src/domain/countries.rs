//! What is known of countries: their currency, and the time zones of their clocks, so that a guess
//! at the user's country and currency is right more often than the language of the browser.

/// One line a country: ISO 3166 code, ISO 4217 code, time zones by their present and former names
/// (zone.tab and tzdata.zi of the time zone database).
const COUNTRIES: &str = include_str!("countries.txt");

/// The currency that is paid with in a country; `None` for a country that is not known.
pub fn currency_of(country: &str) -> Option<&'static str> {
    lines().find(|(code, _)| *code == country)?.1.split(' ').next()
}

/// The country in which somebody probably is: that of the device's time zone, and where several
/// share it or it is none of a country, that of the language's region. Empty where neither says one.
pub fn likely_country(time_zone: &str, region: &str) -> &'static str {
    let has_zone = |rest: &str| rest.split(' ').skip(1).any(|zone| zone == time_zone);
    let of_region = || lines().find(|(code, _)| *code == region);
    let shared = of_region().filter(|(_, rest)| has_zone(rest));
    let of_zone = || lines().find(|(_, rest)| has_zone(rest));
    shared.or_else(of_zone).or_else(of_region).map_or("", |(code, _)| code)
}

/// Each country's code with the rest of its line.
fn lines() -> impl Iterator<Item = (&'static str, &'static str)> {
    COUNTRIES.lines().filter_map(|line| line.split_once(' '))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CURRENCIES, country_codes};

    #[test]
    fn the_clock_says_more_than_the_language() {
        for (zone, region, country) in [
            ("Europe/Budapest", "GB", "HU"),
            ("Europe/Budapest", "", "HU"),
            ("Asia/Saigon", "US", "VN"),
            ("Asia/Bangkok", "US", "TH"),
            ("Asia/Bangkok", "VN", "VN"),
            ("Asia/Calcutta", "GB", "IN"),
            ("America/Indiana/Knox", "US", "US"),
            ("UTC", "US", "US"),
            ("Etc/GMT", "HU", "HU"),
            ("", "GB", "GB"),
            ("UTC", "", ""),
            ("Nowhere", "XX", ""),
        ] {
            assert_eq!(likely_country(zone, region), country, "{zone} {region}");
        }
    }

    #[test]
    fn every_country_that_can_be_chosen_has_a_currency_that_can() {
        for (country, _) in country_codes() {
            let currency = currency_of(country).unwrap_or_default();
            assert!(CURRENCIES.split(' ').any(|known| known == currency), "{country}");
        }
        assert_eq!([currency_of("HU"), currency_of("VN")], [Some("HUF"), Some("VND")]);
        assert_eq!(currency_of(""), None);
        assert_eq!(lines().count(), country_codes().len());
    }
}
