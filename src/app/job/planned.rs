//! What an import will do, as the worker tells it, and what the user says of it.

use serde::{Deserialize, Serialize};

use transfer::Reason;

/// How many matches, doubles and problems are told at a time.
pub const AT_A_TIME: usize = 200;

/// What happens with rows about somebody who is in the app already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum MatchChoice {
    /// What the record does not have is filled in; what it has otherwise is kept beside it as "also
    /// imported".
    #[default]
    FillGaps,
    /// What the row says replaces what the record has.
    Overwrite,
    /// The row does not come in.
    Skip,
    /// The row makes a record of its own.
    MakeNew,
}

/// By what a row was recognized.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MatchedBy {
    /// The same e-mail address, under a name that can be the same person's.
    Email,
    /// The same number, under a name that can be the same person's.
    Phone,
    /// The same name and the same company.
    NameAndCompany,
    /// The same name, where neither says how to reach them. Companies are known by their names.
    Name,
}

/// A row about somebody who is in the app already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Match {
    /// Its file, by the number under which it was inspected.
    pub file: u32,
    /// Its line, from 1.
    pub line: usize,
    /// The name in the row.
    pub name: String,
    /// The record: bytes of its id.
    pub id: [u8; 16],
    /// What the record is called.
    pub known: String,
    /// By what it was recognized.
    pub by: MatchedBy,
}

/// A row about somebody of whom an earlier row is, in this file or in one before it. Both make one
/// record: the earlier row decides, and what the later one says otherwise is kept beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Double {
    /// Its file.
    pub file: u32,
    /// Its line, from 1.
    pub line: usize,
    /// The name in the row.
    pub name: String,
    /// The file of the earlier row.
    pub of_file: u32,
    /// The line of the earlier row.
    pub of_line: usize,
    /// By what it was recognized.
    pub by: MatchedBy,
}

/// A part of a file that does not come in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trouble {
    /// Its file.
    pub file: u32,
    /// The line on which it begins, from 1.
    pub line: usize,
    /// Why.
    pub reason: Reason,
    /// Its beginning.
    pub text: String,
}

/// What a plan tells one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PlanList {
    /// Rows about somebody who is in the app already.
    Matches,
    /// Rows that say more of what an earlier row says.
    Doubles,
    /// What is set aside.
    Troubles,
}

/// A part of one of these lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Told {
    /// Of the matches.
    Matches(Vec<Match>),
    /// Of the doubles.
    Doubles(Vec<Double>),
    /// Of what is set aside.
    Troubles(Vec<Trouble>),
}

/// What an import will do. Nothing has come in yet. What is only counted here is told one by one when
/// the page asks for it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// How many rows there are, without those that are set aside.
    pub rows: usize,
    /// How many make new records.
    pub new: usize,
    /// How many are about somebody who is in the app already.
    pub matched: usize,
    /// How many say more of somebody of whom an earlier row is.
    pub doubled: usize,
    /// How many parts are set aside.
    pub set_aside: usize,
    /// How many records and parts of the data on this device cannot be read: rows about them come in
    /// as new.
    pub unreadable: usize,
    /// The names of the first new records, for the eye.
    pub sample: Vec<String>,
}
