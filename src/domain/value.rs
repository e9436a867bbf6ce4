//! The values that fields hold.

use super::{Money, PartialDate, RecordId};

/// A field's value. The field's type decides the variant; text serves several types.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text, long text, name part, email, phone, link, tag, due date, repeat rule, product line, or
    /// the key of a choice. In a reference field, a name still to be linked (imports, quick add).
    Text(String),
    /// A plain number.
    Number(f64),
    /// An amount of money.
    Money(Money),
    /// Yes or no.
    Flag(bool),
    /// A calendar date with parts that may be missing.
    Date(PartialDate),
    /// A moment in milliseconds since 1970, UTC.
    Moment(i64),
    /// A postal address.
    Address(Box<Address>),
    /// Another record.
    Reference(RecordId),
    /// A file in the file store.
    File(Box<FileRef>),
    /// A value written by a newer version: kept and passed on.
    Opaque {
        /// The tag that the newer version gave to the variant.
        tag: u8,
        /// Its bytes.
        bytes: Vec<u8>,
    },
}

/// A postal address in the parts of RFC 6350, section 6.3.1.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// Post office box.
    pub box_number: String,
    /// Apartment, suite, building.
    pub extended: String,
    /// Street and number; may have several lines.
    pub street: String,
    /// City or locality.
    pub city: String,
    /// State, province, region.
    pub region: String,
    /// Postal code.
    pub postcode: String,
    /// Country as written, or an ISO 3166 code.
    pub country: String,
    /// Latitude and longitude in millionths of a degree, if known.
    pub place: Option<(i32, i32)>,
}

/// A file kept in the file store under the hash of its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRef {
    /// SHA-256 of the bytes in lower-case hexadecimal.
    pub hash: String,
    /// Name with extension, as the user knows it; may be empty.
    pub name: String,
    /// Media type, such as `image/jpeg`.
    pub media_type: String,
    /// Length in bytes.
    pub size: u32,
}

impl Value {
    /// Returns the text, if the value is text.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Returns the record, if the value is one.
    pub fn as_reference(&self) -> Option<RecordId> {
        match self {
            Self::Reference(id) => Some(*id),
            _ => None,
        }
    }

    /// True if it holds nothing visible: blank text, a blank address, a date without parts.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Text(text) => text.trim().is_empty(),
            Self::Address(address) => address.is_blank(),
            Self::Date(date) => date.is_blank(),
            _ => false,
        }
    }
}

impl Address {
    /// Returns the lines of an envelope, without empty ones.
    pub fn lines(&self) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        self.each_line(|line| lines.push(line.to_owned()));
        lines
    }

    /// Calls `see` with each of these lines.
    pub fn each_line(&self, mut see: impl FnMut(&str)) {
        let Self { box_number, extended, street, city, region, postcode, country, place: _ } = self;
        let mut push = |line: &str| {
            if !line.trim().is_empty() {
                see(line);
            }
        };
        push(box_number);
        push(extended);
        street.lines().for_each(&mut push);
        let mut town = [postcode, city, region].map(|part| part.trim());
        town.sort_by_key(|part| part.is_empty());
        match town {
            [one, "", ""] => push(one),
            [one, other, ""] => push(&[one, other].join(" ")),
            all => push(&all.join(" ")),
        }
        push(country);
    }

    /// True if every part is blank.
    pub fn is_blank(&self) -> bool {
        let Self { box_number, extended, street, city, region, postcode, country, place } = self;
        let parts = [box_number, extended, street, city, region, postcode, country];
        place.is_none() && parts.iter().all(|part| part.trim().is_empty())
    }
}
