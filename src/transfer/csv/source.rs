//! Detects the program that wrote a table by headers that only it writes.

use super::words::normal;
use crate::options::Source;

/// Headers that must all be present, in the form of [`normal`]; the first match wins.
const SIGNS: &[(Source, &[&str])] = &[
    (Source::GoogleOld, &["given name", "family name", "group membership"]),
    (Source::Google, &["first name", "e mail 1 value", "labels"]),
    (Source::Google, &["first name", "organization name", "organization title"]),
    (Source::Satchel, &["order of names", "also imported 1 value"]),
    (Source::Satchel, &["relationship", "tax id", "also imported 1 value"]),
    (Source::Pipedrive, &["person name"]),
    (Source::Pipedrive, &["person organization"]),
    (Source::Zoho, &["account name", "vendor name"]),
    (Source::Zoho, &["contact owner", "mailing zip", "email opt out"]),
    (Source::Zoho, &["contact owner id", "last name"]),
    (Source::Salesforce, &["account name", "mailing street", "last name"]),
    (Source::Salesforce, &["mailing zip postal code"]),
    (Source::Salesforce, &["salutation", "account name", "title"]),
    (Source::HubSpot, &["lifecycle stage", "contact owner"]),
    (Source::HubSpot, &["record id", "create date"]),
    (Source::HubSpot, &["associated company", "email"]),
    (Source::Outlook, &["e mail address", "business phone"]),
    (Source::Outlook, &["e mail display name"]),
    (Source::Thunderbird, &["primary email", "screen name"]),
];

/// Returns the program that writes these headers.
pub fn source_of<'a>(headers: impl Iterator<Item = &'a str>) -> Option<Source> {
    let headers: Vec<String> = headers.map(normal).collect();
    let has = |sign: &&str| headers.iter().any(|header| header == sign);
    SIGNS.iter().find(|(_, signs)| signs.iter().all(has)).map(|(source, _)| *source)
}
