//! Pipeline templates. Declared names are English labels, like those of fields; the screen may call
//! them by the names of its language.

use super::StageResult;

/// A pipeline template.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Template {
    /// Its name in texts and tests.
    pub key: &'static str,
    /// The pipeline's name in English.
    pub name: &'static str,
    /// Its stages, in order.
    pub stages: &'static [StageTemplate],
}

/// A stage of a template.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StageTemplate {
    /// Its name in texts, after that of its template.
    pub key: &'static str,
    /// The stage's name in English.
    pub name: &'static str,
    /// The result of deals in it.
    pub result: StageResult,
    /// The chance that a deal in it is won, in percent.
    pub probability: u8,
    /// Days in it after which a deal is stale; 0 for never.
    pub stale_days: u16,
}

/// The names of templates and their stages in the language of the screen, by `template` and
/// `template.stage`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TemplateNames(Vec<(String, String)>);

impl TemplateNames {
    /// Takes in names by what they name.
    pub fn new(names: impl IntoIterator<Item = (String, String)>) -> Self {
        Self(names.into_iter().collect())
    }

    /// Returns what a template is called; without another name it keeps the declared one.
    pub fn of(&self, template: &Template) -> String {
        self.find(template.key).unwrap_or(template.name).to_owned()
    }

    /// Returns what a stage of a template is called.
    pub fn of_stage(&self, template: &Template, stage: &StageTemplate) -> String {
        let key = format!("{}.{}", template.key, stage.key);
        self.find(&key).unwrap_or(stage.name).to_owned()
    }

    fn find(&self, wanted: &str) -> Option<&str> {
        self.0.iter().find_map(|(key, name)| (key == wanted).then_some(name.as_str()))
    }
}

const fn open(
    key: &'static str,
    name: &'static str,
    probability: u8,
    stale_days: u16,
) -> StageTemplate {
    StageTemplate { key, name, result: StageResult::Open, probability, stale_days }
}

const fn won(name: &'static str) -> StageTemplate {
    StageTemplate { key: "won", name, result: StageResult::Won, probability: 100, stale_days: 0 }
}

const LOST: StageTemplate = StageTemplate {
    key: "lost",
    name: "Lost",
    result: StageResult::Lost,
    probability: 0,
    stale_days: 0,
};

/// All templates; the app starts with the first.
pub const TEMPLATES: [Template; 4] = [
    Template {
        key: "b2b",
        name: "B2B sales",
        stages: &[
            open("lead", "Lead", 10, 14),
            open("qualified", "Qualified", 25, 14),
            open("meeting", "Meeting", 40, 21),
            open("proposal", "Proposal", 60, 21),
            open("negotiation", "Negotiation", 80, 30),
            won("Won"),
            LOST,
        ],
    },
    Template {
        key: "b2c",
        name: "B2C retail",
        stages: &[
            open("interested", "Interested", 20, 3),
            open("consulted", "Consulted", 40, 5),
            open("quote", "Quote", 60, 7),
            open("ordered", "Ordered", 90, 7),
            won("Sold"),
            LOST,
        ],
    },
    Template {
        key: "service",
        name: "Service contract",
        stages: &[
            open("inquiry", "Inquiry", 10, 7),
            open("site-visit", "Site visit", 30, 14),
            open("quote", "Quote", 50, 21),
            open("contract-sent", "Contract sent", 80, 14),
            won("Signed"),
            LOST,
        ],
    },
    Template {
        key: "real-estate",
        name: "Real estate",
        stages: &[
            open("new-lead", "New lead", 5, 7),
            open("viewing", "Viewing", 20, 14),
            open("offer-made", "Offer made", 50, 10),
            open("reserved", "Reserved", 75, 30),
            open("contract", "Contract", 90, 45),
            won("Closed"),
            LOST,
        ],
    },
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{TEMPLATES, TemplateNames};

    #[test]
    fn every_template_and_stage_has_a_key_of_its_own() {
        let mut keys = BTreeSet::new();
        for template in &TEMPLATES {
            assert!(keys.insert(template.key.to_owned()), "{}", template.key);
            for stage in template.stages {
                let key = format!("{}.{}", template.key, stage.key);
                assert!(keys.insert(key.clone()), "{key}");
            }
        }
    }

    #[test]
    fn a_template_is_called_as_the_screen_says_and_otherwise_as_declared() {
        let names = [("b2b", "B2B értékesítés"), ("b2b.lead", "Érdeklődő"), ("b2c.won", "Eladva")];
        let names = names.map(|(key, name)| (key.to_owned(), name.to_owned()));
        let names = TemplateNames::new(names);
        let b2b = &TEMPLATES[0];
        assert_eq!(names.of(b2b), "B2B értékesítés");
        assert_eq!(names.of_stage(b2b, &b2b.stages[0]), "Érdeklődő");
        assert_eq!(names.of_stage(b2b, &b2b.stages[5]), "Won", "a stage of another template");
        assert_eq!(names.of(&TEMPLATES[1]), "B2C retail");
    }
}
