//! Pipeline templates. Names are English labels, like those of fields.

use super::StageResult;

/// A pipeline template.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Template {
    /// Its name in URLs and tests.
    pub key: &'static str,
    /// The pipeline's name.
    pub name: &'static str,
    /// Its stages, in order.
    pub stages: &'static [StageTemplate],
}

/// A stage of a template.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StageTemplate {
    /// The stage's name.
    pub name: &'static str,
    /// The result of deals in it.
    pub result: StageResult,
    /// The chance that a deal in it is won, in percent.
    pub probability: u8,
    /// Days in it after which a deal is stale; 0 for never.
    pub stale_days: u16,
}

const fn open(name: &'static str, probability: u8, stale_days: u16) -> StageTemplate {
    StageTemplate { name, result: StageResult::Open, probability, stale_days }
}

const fn won(name: &'static str) -> StageTemplate {
    StageTemplate { name, result: StageResult::Won, probability: 100, stale_days: 0 }
}

const LOST: StageTemplate =
    StageTemplate { name: "Lost", result: StageResult::Lost, probability: 0, stale_days: 0 };

/// All templates; the app starts with the first.
pub const TEMPLATES: [Template; 4] = [
    Template {
        key: "b2b",
        name: "B2B sales",
        stages: &[
            open("Lead", 10, 14),
            open("Qualified", 25, 14),
            open("Meeting", 40, 21),
            open("Proposal", 60, 21),
            open("Negotiation", 80, 30),
            won("Won"),
            LOST,
        ],
    },
    Template {
        key: "b2c",
        name: "B2C retail",
        stages: &[
            open("Interested", 20, 3),
            open("Consulted", 40, 5),
            open("Quote", 60, 7),
            open("Ordered", 90, 7),
            won("Sold"),
            LOST,
        ],
    },
    Template {
        key: "service",
        name: "Service contract",
        stages: &[
            open("Inquiry", 10, 7),
            open("Site visit", 30, 14),
            open("Quote", 50, 21),
            open("Contract sent", 80, 14),
            won("Signed"),
            LOST,
        ],
    },
    Template {
        key: "real-estate",
        name: "Real estate",
        stages: &[
            open("New lead", 5, 7),
            open("Viewing", 20, 14),
            open("Offer made", 50, 10),
            open("Reserved", 75, 30),
            open("Contract", 90, 45),
            won("Closed"),
            LOST,
        ],
    },
];
