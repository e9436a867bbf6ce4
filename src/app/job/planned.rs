//! The plan of an import, and the user's choice for matching rows.

use serde::{Deserialize, Serialize};

use transfer::SetAsideReason;

/// Number of findings per reply.
pub const AT_A_TIME: usize = 200;

/// The treatment of rows that match existing records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum MatchChoice {
    /// Fills in what the record lacks, and keeps contradicting values as "also imported".
    #[default]
    FillGaps,
    /// Overwrites the record's values with those of the row.
    Overwrite,
    /// Skips the row.
    Skip,
    /// Creates a new record from the row.
    MakeNew,
}

/// The trait by which a row was matched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MatchedBy {
    /// The same email address, under compatible names.
    Email,
    /// The same phone number, under compatible names.
    Phone,
    /// The same name and the same company.
    NameAndCompany,
    /// The same name, where neither has an email address or phone number. Companies match by name.
    Name,
    /// The same id.
    Id,
    /// The same kind, time, text and participants of something that happened.
    Happened,
}

/// A row that matches an existing record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Match {
    /// The file's number.
    pub file: u32,
    /// The line, from 1.
    pub line: usize,
    /// The name in the row.
    pub name: String,
    /// The id of the record.
    pub id: [u8; 16],
    /// The name of the record.
    pub known: String,
    /// The trait by which it was matched.
    pub by: MatchedBy,
}

/// A row that matches an earlier row of the same import. Both become one record: the earlier row
/// wins, and contradicting values of the later one are kept as "also imported".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Double {
    /// The file's number.
    pub file: u32,
    /// The line, from 1.
    pub line: usize,
    /// The name in the row.
    pub name: String,
    /// The file of the earlier row.
    pub of_file: u32,
    /// The line of the earlier row.
    pub of_line: usize,
    /// The trait by which it was matched.
    pub by: MatchedBy,
}

/// A part of a file that does not come in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trouble {
    /// The file's number.
    pub file: u32,
    /// The line on which it begins, from 1.
    pub line: usize,
    /// The reason.
    pub reason: SetAsideReason,
    /// The beginning of its text.
    pub text: String,
}

/// A name or an id in a row of which nobody knows the record; it is kept as "also imported".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unclear {
    /// The file's number.
    pub file: u32,
    /// The line, from 1.
    pub line: usize,
    /// The name or the id.
    pub text: String,
    /// The kind of the record.
    pub kind: u32,
    /// True if several records have the name; false if none does, and none is made by its name.
    pub several: bool,
}

/// Somebody whom a file bars from being contacted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Barred {
    /// The line, from 1.
    pub line: usize,
    /// The name in the row.
    pub name: String,
    /// The kind of the record.
    pub kind: u32,
    /// The field that says so.
    pub field: u32,
    /// The keys of the channels.
    pub ways: Vec<String>,
}

/// A value that is not what its column says; it is kept with the record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueKept {
    /// The line, from 1.
    pub line: usize,
    /// The column or property.
    pub column: String,
    /// The beginning of the value.
    pub value: String,
}

/// The lists of a plan's findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PlanList {
    /// Rows that match existing records.
    Matches,
    /// Rows that match earlier rows.
    Doubles,
    /// Parts that are set aside.
    Troubles,
    /// Names and ids of other records that say too little.
    Unclear,
    /// Lines around tables.
    Margins,
    /// People who are not to be contacted.
    Barred,
    /// Values that are not what their column says.
    Misfits,
}

/// A part of one of these lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FindingsSlice {
    /// Matches.
    Matches(Vec<Match>),
    /// Doubles.
    Doubles(Vec<Double>),
    /// Parts that are set aside.
    Troubles(Vec<Trouble>),
    /// Names and ids that say too little.
    Unclear(Vec<Unclear>),
    /// People who are not to be contacted.
    Barred(Vec<Barred>),
    /// Values that are not what their column says.
    Misfits(Vec<ValueKept>),
}

/// The plan of an import, before anything is imported. It has only counts; the page requests the
/// lists separately.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// Number of rows, without those set aside.
    pub rows: usize,
    /// Number of rows that create records.
    pub new: usize,
    /// Number of rows that match existing records.
    pub matched: usize,
    /// Number of rows that match earlier rows.
    pub doubled: usize,
    /// Number of parts set aside.
    pub set_aside: usize,
    /// Number of values that are not what their column says; they are kept with the records.
    pub problems: usize,
    /// Number of lines around tables, which are no rows: titles, totals, remarks.
    pub margins: usize,
    /// Number of rows of people who are not to be contacted by some channel.
    pub barred: usize,
    /// Number of names and ids of other records that say too little.
    pub unclear: usize,
    /// Number of unreadable records and pages on this device: rows about them come in as new.
    pub unreadable: usize,
    /// The names of the first new records, as a preview.
    pub sample: Vec<String>,
}
