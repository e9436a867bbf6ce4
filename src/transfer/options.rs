//! Options for reading a file, in types that page and worker exchange.

use serde::{Deserialize, Serialize};

use super::clock::LengthUnit;
use super::dates::DateOrder;
use super::text::Encoding;

/// The line break in a cell of a table that was a sheet: a line of such a table is a row.
pub const LINE_BREAK: char = '\u{2028}';

/// The user's choices for a file; whatever is not chosen is detected.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadOptions {
    /// The encoding of the file.
    pub encoding: Option<Encoding>,
    /// The delimiter of a table: any single ASCII byte.
    pub delimiter: Option<u8>,
    /// The quoting of cells of a table.
    pub quoting: Option<Quoting>,
    /// True if the table was a sheet of a spreadsheet, or of another program's data: its delimiter
    /// and quoting are ours, a line is a row, and [`LINE_BREAK`] breaks lines in cells. Not a choice.
    pub sheet: bool,
    /// The line on which a table begins, from 1.
    pub top: Option<usize>,
    /// True if the first row of a table is a header.
    pub header: Option<bool>,
    /// The targets of a table's columns, in order. Columns beyond its end are detected.
    pub mapping: Option<Vec<ColumnTarget>>,
    /// The day-month order of single columns, counted from 0: how to read `3/4/1980`.
    pub orders: Vec<(usize, DateOrder)>,
    /// The answer to the question how whole names are read; `None` as each one's signs tell.
    pub names: Option<NameReading>,
    /// The answers to the question if the unclear cells of a column of bans, counted from 0, bar
    /// somebody; without an answer such cells are kept.
    pub unclear_bars: Vec<(usize, bool)>,
    /// The columns, counted from 0, whose numbers get back the zeros that a spreadsheet took.
    pub zeros_back: Vec<usize>,
    /// True if the rows are of the chosen kind whatever the headers look like.
    pub as_told: bool,
    /// The currency of amounts that name none, in rows that name none either. Not a choice for this
    /// file: it is the team's. `None` leaves such amounts unread.
    pub currency: Option<[u8; 3]>,
    /// The user's country (ISO 3166), to which numbers without a country code belong. Not a choice.
    pub country: Option<String>,
    /// This year, after which nobody was born. Not a choice.
    pub year: Option<i16>,
}

impl ReadOptions {
    /// True if the user chose anything for this file.
    pub(crate) fn are_chosen(&self) -> bool {
        let Self { currency, country, year, sheet, .. } = self.clone();
        *self != Self { currency, country, year, sheet, ..Self::default() }
    }
}

/// The quoting of cells that contain a delimiter, a line break or a quotation mark. In all of these
/// a mark inside a cell may be doubled (RFC 4180, 2.7).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Quoting {
    /// `"…"`.
    #[default]
    Double,
    /// `'…'`.
    Single,
    /// `"…"`, in which a backslash escapes a mark, a line break or another backslash.
    DoubleEscaped,
    /// `'…'`, with the same escapes.
    SingleEscaped,
}

impl Quoting {
    /// All quotings, the most common first.
    pub const ALL: [Self; 4] =
        [Self::Double, Self::DoubleEscaped, Self::Single, Self::SingleEscaped];

    /// Returns the quotation mark around a cell.
    pub fn mark(self) -> u8 {
        match self {
            Self::Double | Self::DoubleEscaped => b'"',
            Self::Single | Self::SingleEscaped => b'\'',
        }
    }

    /// True if a backslash inside a cell escapes the next character.
    pub fn escapes(self) -> bool {
        matches!(self, Self::DoubleEscaped | Self::SingleEscaped)
    }
}

/// The reading of whole names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NameReading {
    /// The given name stands first.
    GivenFirst,
    /// The family name stands first.
    FamilyFirst,
    /// They are not taken apart.
    Whole,
}

impl NameReading {
    /// All readings.
    pub const ALL: [Self; 3] = [Self::GivenFirst, Self::FamilyFirst, Self::Whole];
}

/// The target of a table's column. Fields are identified by number.
///
/// List elements are told apart by label and number: the columns of one element (its label, its
/// value, the parts of its address) agree in both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ColumnTarget {
    /// The value of a field, or of a list element. In a list of choices the label is the value
    /// itself, which is added if the cell says yes (`Do Not Call`: 1).
    Value {
        /// The field.
        field: u32,
        /// The element's label; empty if it has none or a column holds it.
        label: String,
        /// The number of the element, from 1.
        number: u32,
    },
    /// The label of an element.
    Label {
        /// The field.
        field: u32,
        /// The number of the element, from 1.
        number: u32,
        /// True if it names a service (Skype), which takes precedence over a place (home).
        service: bool,
    },
    /// A part of an address.
    Part {
        /// The field.
        field: u32,
        /// The address's label.
        label: String,
        /// The number of the address, from 1.
        number: u32,
        /// The part.
        part: AddressPart,
    },
    /// A person's whole name, which is split by the convention of its language.
    FullName,
    /// No field: kept with the record as "also imported" under the column's name.
    Keep,
    /// Not read at all.
    LeaveOut,
    /// The record's own id.
    Id,
    /// The id of the record that a reference field refers to.
    IdOf {
        /// The field.
        field: u32,
        /// The number of the element, from 1.
        number: u32,
    },
    /// The time of day of a moment whose day another column has.
    Time {
        /// The field.
        field: u32,
    },
    /// How long something took that a moment ends.
    Length {
        /// The field of the end.
        field: u32,
        /// The unit of plain numbers.
        unit: LengthUnit,
    },
    /// A part of a date: a birthday in three columns.
    DatePart {
        /// The field of the date.
        field: u32,
        /// The part.
        part: DatePart,
    },
    /// A ban on a way of reaching somebody.
    Bar {
        /// The field that lists the ways.
        field: u32,
        /// The key of the way; empty for all of them.
        way: String,
        /// The form in which a cell says so.
        reading: BarReading,
    },
    /// The id that another program gave the record.
    OtherId,
    /// The id that another program gave the record to which a reference field refers.
    OtherIdOf {
        /// The field.
        field: u32,
    },
    /// A part of a number in another column.
    NumberPart {
        /// The field.
        field: u32,
        /// The number's label.
        label: String,
        /// The number of the element, from 1.
        number: u32,
        /// The part.
        part: NumberPart,
    },
    /// This answer means that the row is of the other kind of the table: a company among people.
    OtherKind {
        /// The answer.
        answer: bool,
    },
}

/// A part of a telephone number that may have its own column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NumberPart {
    /// The calling code of its country, dialed before it.
    Calling,
    /// The extension, dialed after it.
    Extension,
}

/// A part of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DatePart {
    /// The year.
    Year,
    /// The month, as a number or in words.
    Month,
    /// The day of the month.
    Day,
}

impl DatePart {
    /// All parts, in order.
    pub const ALL: [Self; 3] = [Self::Year, Self::Month, Self::Day];
}

/// The form in which a cell bars a way of reaching somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BarReading {
    /// A yes bars it: "do not call".
    Ban,
    /// A no bars it: "may be called".
    Permission,
    /// Anything bars it: the date on which somebody unsubscribed.
    Date,
}

impl BarReading {
    /// All readings.
    pub const ALL: [Self; 3] = [Self::Ban, Self::Permission, Self::Date];
}

impl ColumnTarget {
    /// Returns the target for a field with one value, or for an element without a label.
    pub fn field(field: u32) -> Self {
        Self::Value { field, label: String::new(), number: 1 }
    }

    /// Returns the field that the column maps to, if any.
    pub fn field_number(&self) -> Option<u32> {
        match self {
            Self::Value { field, .. }
            | Self::Label { field, .. }
            | Self::Part { field, .. }
            | Self::IdOf { field, .. }
            | Self::Time { field }
            | Self::Length { field, .. }
            | Self::DatePart { field, .. }
            | Self::Bar { field, .. }
            | Self::OtherIdOf { field }
            | Self::NumberPart { field, .. } => Some(*field),
            Self::FullName
            | Self::Keep
            | Self::LeaveOut
            | Self::Id
            | Self::OtherId
            | Self::OtherKind { .. } => None,
        }
    }
}

/// A part of a postal address (RFC 6350, section 6.3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AddressPart {
    /// A street line, from 0.
    Street(u8),
    /// The house number, if it has its own column.
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
    /// The whole address as one text.
    Whole,
}

/// The reason for a column's target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Why {
    /// The user chose it.
    Chosen,
    /// The header names the field.
    Header,
    /// The cells look like it.
    Contents,
    /// Unknown column: it is kept.
    Unknown,
}

/// The type of data that a column's cells look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ColumnFormat {
    /// E-mail addresses.
    Email,
    /// Telephone numbers.
    Phone,
    /// Web addresses.
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

/// The program that wrote a file, as its headers or properties reveal it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// Google Contacts with the headers used before 2024.
    GoogleOld,
    /// Google Contacts.
    Google,
    /// Outlook.
    Outlook,
    /// Contacts on macOS, iOS and iCloud.
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
    /// Another program whose tables are known, by its place among them.
    Program(u16),
}

impl Source {
    /// The programs with names of their own here.
    const NAMED: [Self; 11] = [
        Self::Google,
        Self::Outlook,
        Self::Apple,
        Self::HubSpot,
        Self::Salesforce,
        Self::Pipedrive,
        Self::Zoho,
        Self::Android,
        Self::Evolution,
        Self::Thunderbird,
        Self::Satchel,
    ];

    /// Returns the program of this name and place among the known tables.
    pub(crate) fn of(name: &str, at: usize) -> Self {
        let named = Self::NAMED.into_iter().find(|source| source.name() == name);
        named.unwrap_or(Self::Program(u16::try_from(at).unwrap_or(u16::MAX)))
    }

    /// Returns the program's name, which is not translated.
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
            Self::Program(at) => crate::csv::program_name(at),
        }
    }
}
