//! The material for names, places and jobs of sample contacts, by language. Phone numbers are from
//! ranges reserved for fiction where a country has one.

use domain::GeoPoint;

use super::{chinese, english, hungarian, thai, vietnamese};

/// The material for one country's contacts.
pub struct Country {
    /// The contacts' language, as stored in their field.
    pub language: &'static str,
    /// The country, as written in addresses.
    pub country: &'static str,
    /// Family names.
    pub families: [&'static str; 16],
    /// The middle name that goes with each given name; empty if not customary.
    pub middles: &'static [&'static str],
    /// Given names.
    pub givens: [&'static str; 20],
    /// Companies: the nth is in the nth town, and after the last town comes the first again.
    pub companies: [&'static str; 14],
    /// Towns, each with a street and its coordinates.
    pub towns: [(&'static str, &'static str, GeoPoint); 8],
    /// Job titles.
    pub jobs: [&'static str; 8],
    /// The start of a phone number; digits are appended.
    pub phone: &'static str,
    /// Notes about contacts.
    pub notes: [&'static str; 6],
    /// Tags of a user who speaks the language: of somebody important, of somebody met at a fair, and
    /// of somebody who sells on.
    pub tags: [&'static str; 3],
}

/// The five countries.
pub static COUNTRIES: [Country; 5] =
    [vietnamese::COUNTRY, chinese::COUNTRY, hungarian::COUNTRY, thai::COUNTRY, english::COUNTRY];
