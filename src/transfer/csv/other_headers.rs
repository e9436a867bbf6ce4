//! Headers of tables of other things than people and companies, in the form of
//! [`normal`](super::words::normal).

use crate::error::OtherRows;
use domain::{Schema, Title, Trait};

/// Prefixes that a program puts before all headers of a table: `Deal - Title` (Pipedrive, in its
/// languages).
pub const PREFIXES: &[(&str, Option<OtherRows>)] = &[
    ("person", None),
    ("organization", None),
    ("organisation", None),
    ("org", None),
    ("deal", Some(OtherRows::Deals)),
    ("geschaft", Some(OtherRows::Deals)),
    ("affaire", Some(OtherRows::Deals)),
    ("trato", Some(OtherRows::Deals)),
    ("negocio", Some(OtherRows::Deals)),
    ("lead", Some(OtherRows::Leads)),
    ("opportunity", Some(OtherRows::Deals)),
    ("task", Some(OtherRows::Tasks)),
    ("activity", Some(OtherRows::Activities)),
    ("note", Some(OtherRows::Notes)),
    ("product", Some(OtherRows::Products)),
];

/// Headers that reveal the subject of a table.
pub struct Signs {
    /// The subject of its rows.
    pub rows: OtherRows,
    /// Names of the title column, which no table of people has except by chance.
    pub titles: &'static [&'static str],
    /// Headers of further columns.
    pub beside: &'static [&'static str],
}

pub const SIGNS: &[Signs] = &[
    Signs {
        rows: OtherRows::Deals,
        titles: &[
            "deal name",
            "deal title",
            "deal",
            "dealname",
            "opportunity name",
            "opportunity title",
            "opportunity",
            "potential name",
            "ten co hoi",
            "co hoi",
            "ugylet neve",
            "uzlet neve",
        ],
        beside: &[
            "amount",
            "value",
            "deal value",
            "deal amount",
            "opportunity amount",
            "weighted amount",
            "expected revenue",
            "stage",
            "deal stage",
            "dealstage",
            "sales stage",
            "opportunity stage",
            "pipeline",
            "deal pipeline",
            "close date",
            "closedate",
            "closing date",
            "expected close date",
            "expected closing date",
            "probability",
            "deal probability",
            "deal owner",
            "opportunity owner",
            "deal type",
            "forecast category",
            "currency",
            "gia tri",
            "giai doan",
            "ngay chot",
            "ertek",
            "szakasz",
        ],
    },
    Signs {
        rows: OtherRows::Tasks,
        titles: &["task title", "task name", "task subject", "task"],
        beside: &[
            "due date",
            "due",
            "date due",
            "status",
            "task status",
            "task type",
            "priority",
            "assigned to",
            "task owner",
            "start date",
            "date start",
            "completed",
            "related to",
        ],
    },
    Signs {
        rows: OtherRows::Activities,
        titles: &[
            "activity subject",
            "activity name",
            "activity type",
            "call title",
            "call subject",
            "call name",
            "call type",
            "meeting name",
            "meeting title",
            "meeting subject",
            "event title",
            "event name",
        ],
        beside: &[
            "activity date",
            "subject",
            "due date",
            "call outcome",
            "call duration",
            "call result",
            "call direction",
            "call start time",
            "call status",
            "call purpose",
            "meeting outcome",
            "meeting start time",
            "duration",
            "start time",
            "end time",
            "start date",
            "date start",
            "date end",
            "direction",
            "outcome",
            "related to",
            "from",
            "to",
        ],
    },
    Signs {
        rows: OtherRows::Notes,
        titles: &["note title", "note content", "note body", "note subject", "note text"],
        beside: &[
            "note content",
            "note body",
            "note owner",
            "parent id",
            "parent",
            "created time",
            "create date",
            "created by",
            "activity date",
            "related to",
            "associated contact",
        ],
    },
    Signs {
        rows: OtherRows::Products,
        titles: &["product name", "product title", "product code", "item name"],
        beside: &[
            "unit price",
            "list price",
            "price",
            "product code",
            "sku",
            "qty in stock",
            "quantity in stock",
            "product family",
            "product category",
            "stock",
            "unit cost",
        ],
    },
];

/// The subject of a table, and groups of headers.
pub type Together = (OtherRows, &'static [&'static [&'static str]]);

/// Combinations of headers, one of each group, that reveal a table whose title column has a generic
/// name (`Name`, `Subject`).
pub const TOGETHER: &[Together] = &[
    (
        OtherRows::Deals,
        &[
            &["name", "opportunity", "subject", "title", "account name", "account"],
            &["stage", "stagename", "stage name", "sales stage", "deal stage", "pipeline"],
            &[
                "amount",
                "value",
                "close date",
                "closedate",
                "closing date",
                "expected close date",
                "date closed",
                "probability",
                "expected revenue",
            ],
        ],
    ),
    (
        OtherRows::Tasks,
        &[
            &["subject", "title", "name"],
            &["due date", "duedate", "date due", "activitydate", "due"],
            &["status", "priority", "assigned to", "completed", "whoid", "task owner"],
        ],
    ),
    (
        OtherRows::Activities,
        &[
            &["subject", "title", "name"],
            &["start date", "start time", "date start", "call start time", "from", "start"],
            &[
                "end date",
                "end time",
                "date end",
                "duration",
                "duration hours",
                "call duration",
                "direction",
                "to",
                "end",
            ],
        ],
    ),
];

/// True for a word by which programs call the records of a kind: people, companies, or others that have
/// a place here.
pub fn is_called(word: &str, schema: &Schema) -> bool {
    let Some((_, rows)) = PREFIXES.iter().find(|(known, _)| *known == word) else { return false };
    match rows {
        Some(rows) => rows.key() == Some(schema.key.as_ref()),
        None => schema.is(Trait::Cards) && (schema.title == Title::Person) == (word == "person"),
    }
}
