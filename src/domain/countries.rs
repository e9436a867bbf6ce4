//! Currencies and time zones of countries, to guess the user's country and currency better than
//! from the browser's language alone.

/// One line per country: ISO 3166 code, ISO 4217 code, time zones by their present and former names
/// (zone.tab and tzdata.zi of the time zone database).
const COUNTRIES: &str = include_str!("countries.txt");

/// Returns a country's currency; `None` for an unknown country.
pub fn currency_of(country: &str) -> Option<&'static str> {
    lines().find(|(code, _)| *code == country)?.1.split(' ').next()
}

/// Guesses the user's country: the language's region if it has the device's time zone, else the
/// zone's first country, else the region if the zone belongs to no country. Empty if neither is
/// known.
pub fn likely_country(time_zone: &str, region: &str) -> &'static str {
    let has_zone = |rest: &str| rest.split(' ').skip(1).any(|zone| zone == time_zone);
    let of_region = || lines().find(|(code, _)| *code == region);
    let shared = of_region().filter(|(_, rest)| has_zone(rest));
    let of_zone = || lines().find(|(_, rest)| has_zone(rest));
    shared.or_else(of_zone).or_else(of_region).map_or("", |(code, _)| code)
}

/// Iterates over the countries: code and the rest of the line.
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
