//! How a file is to be read: what the user may choose, in forms that page and worker exchange.

use serde::{Deserialize, Serialize};

use super::dates::DateOrder;
use super::text::Encoding;

/// What was chosen for a file; what was not chosen is recognized.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadOptions {
    /// In which encoding its letters are.
    pub encoding: Option<Encoding>,
    /// What separates the cells of a table: any single byte of ASCII.
    pub delimiter: Option<u8>,
    /// How cells of a table are quoted.
    pub quoting: Option<Quoting>,
    /// Whether the first row of a table names its columns.
    pub header: Option<bool>,
    /// Where the columns of a table go, in their order. Columns beyond its end are recognized.
    pub mapping: Option<Vec<ColumnTarget>>,
    /// Columns, counted from 0, in which `3/4/1980` is to be read in this way.
    pub orders: Vec<(usize, DateOrder)>,
    /// The rows are what the user says they are, whatever the headers look like.
    pub as_told: bool,
}

/// How cells of a table are quoted that have a delimiter, a break or a quotation mark in them. In all
/// of these a mark inside may be written twice (RFC 4180, 2.7).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Quoting {
    /// `"…"`.
    #[default]
    Double,
    /// `'…'`.
    Single,
    /// `"…"`, in which a backslash takes the meaning from a mark, a break or another backslash.
    DoubleEscaped,
    /// `'…'`, the same.
    SingleEscaped,
}

impl Quoting {
    /// All there are, the most usual first.
    pub const ALL: [Self; 4] =
        [Self::Double, Self::DoubleEscaped, Self::Single, Self::SingleEscaped];

    /// What stands around a cell.
    pub fn mark(self) -> u8 {
        match self {
            Self::Double | Self::DoubleEscaped => b'"',
            Self::Single | Self::SingleEscaped => b'\'',
        }
    }

    /// Whether a backslash inside a cell takes the meaning from what follows it.
    pub fn escapes(self) -> bool {
        matches!(self, Self::DoubleEscaped | Self::SingleEscaped)
    }
}

/// Where a column of a table goes. Fields are named by their numbers.
///
/// Elements of a list are told apart by label and number: the columns of one element (its label, its
/// value, the parts of its address) say the same of both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ColumnTarget {
    /// The value of a field; for a list the value of an element. In a list of choices a label is the
    /// value itself, which is there where the cell says yes (`Do Not Call`: 1).
    Value {
        /// The field.
        field: u32,
        /// The label of the element; empty where it has none or where a column says it.
        label: String,
        /// Which of the elements, from 1.
        number: u32,
    },
    /// The label of an element.
    Label {
        /// The field.
        field: u32,
        /// Which of the elements, from 1.
        number: u32,
        /// Whether it names a service (Skype), which goes before a place (home).
        service: bool,
    },
    /// A part of an address.
    Part {
        /// The field.
        field: u32,
        /// The label of the address.
        label: String,
        /// Which of the addresses, from 1.
        number: u32,
        /// The part.
        part: AddressPart,
    },
    /// The whole name of a person, which is taken apart by the convention of its language.
    FullName,
    /// No field: kept with the record as "also imported", under the name of the column.
    Keep,
    /// Not read at all.
    LeaveOut,
}

impl ColumnTarget {
    /// A field with one value, or an element without a label.
    pub fn field(field: u32) -> Self {
        Self::Value { field, label: String::new(), number: 1 }
    }

    /// The field to which the column goes, where there is one.
    pub fn field_number(&self) -> Option<u32> {
        match self {
            Self::Value { field, .. } | Self::Label { field, .. } | Self::Part { field, .. } => {
                Some(*field)
            }
            Self::FullName | Self::Keep | Self::LeaveOut => None,
        }
    }
}

/// A part of a postal address (RFC 6350, section 6.3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AddressPart {
    /// A line of the street, from 0.
    Street(u8),
    /// The number of the house, where it has its own column.
    Number,
    /// City.
    City,
    /// State, province, county.
    Region,
    /// Postal code.
    Postcode,
    /// Country.
    Country,
    /// Post office box.
    Box,
    /// Apartment, building.
    Extended,
    /// Latitude and longitude.
    Place,
    /// All in one text.
    Whole,
}

/// Why a column is said to go somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Why {
    /// The user said so.
    Chosen,
    /// Its header names the field.
    Header,
    /// Its cells look like it.
    Contents,
    /// Nothing is known about it: it is kept.
    Unknown,
}

/// What the cells of a column look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Looks {
    /// E-mail addresses.
    Email,
    /// Telephone numbers.
    Phone,
    /// Addresses of pages.
    Link,
    /// Dates.
    Date,
    /// Amounts of money.
    Money,
    /// Plain numbers.
    Number,
    /// Yes and no.
    Flag,
    /// Countries.
    Country,
    /// Names of persons.
    Name,
}

/// The program that wrote a file, as far as its headers or properties tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// Google Contacts, with the headers of before 2024.
    GoogleOld,
    /// Google Contacts.
    Google,
    /// Outlook.
    Outlook,
    /// Contacts of macOS, iOS and iCloud.
    Apple,
    /// HubSpot.
    HubSpot,
    /// Salesforce.
    Salesforce,
    /// Pipedrive.
    Pipedrive,
    /// Zoho CRM.
    Zoho,
    /// Android.
    Android,
    /// Evolution.
    Evolution,
    /// Thunderbird.
    Thunderbird,
    /// This app.
    Satchel,
}

impl Source {
    /// Its name, which no language translates.
    pub fn name(self) -> &'static str {
        match self {
            Self::GoogleOld | Self::Google => "Google Contacts",
            Self::Outlook => "Outlook",
            Self::Apple => "Apple Contacts",
            Self::HubSpot => "HubSpot",
            Self::Salesforce => "Salesforce",
            Self::Pipedrive => "Pipedrive",
            Self::Zoho => "Zoho CRM",
            Self::Android => "Android",
            Self::Evolution => "Evolution",
            Self::Thunderbird => "Thunderbird",
            Self::Satchel => "Satchel",
        }
    }
}
