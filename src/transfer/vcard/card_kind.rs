//! What a card is about. The format has individuals and organizations, which are our contacts and
//! companies: this is the only place that says so.

use domain::{COMPANY, CONTACT, KindId, Schema, Title, company, contact};

/// What a card is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardKind {
    /// A person.
    Individual,
    /// An organization.
    Organization,
}

impl CardKind {
    /// Returns what the cards of a kind of record are about: an individual is called by the parts of
    /// a name.
    pub fn of(schema: &Schema) -> Self {
        match schema.title {
            Title::Person => Self::Individual,
            Title::Field(_) | Title::Kind => Self::Organization,
        }
    }

    /// Returns the kind of record of such a card.
    pub fn kind(self) -> KindId {
        match self {
            Self::Individual => CONTACT,
            Self::Organization => COMPANY,
        }
    }

    /// Returns the fields of the phone numbers and the email addresses.
    pub fn ways(self) -> (u32, u32) {
        match self {
            Self::Individual => (contact::PHONES, contact::EMAILS),
            Self::Organization => (company::PHONES, company::EMAILS),
        }
    }

    /// True if a value of the property `KIND` says the same.
    pub fn is_said_by(self, value: &str) -> bool {
        let said: &[&str] = match self {
            Self::Individual => &["individual"],
            Self::Organization => &["org", "organization"],
        };
        said.iter().any(|word| value.eq_ignore_ascii_case(word))
    }

    /// True if a value of Apple's property `X-ABShowAs` says the same.
    pub fn is_shown_as(self, value: &str) -> bool {
        value.eq_ignore_ascii_case(match self {
            Self::Individual => "person",
            Self::Organization => "company",
        })
    }
}
