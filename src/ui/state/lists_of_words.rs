//! Word lists the user can edit: loss reasons, outcomes, mail templates. Unedited lists follow the
//! screen's language.

use super::settings::Settings;
use super::words::t;
use domain::{
    Draft, Fields, MailTemplate, SETTINGS, activity, read_mail_templates, settings,
    write_mail_templates,
};

/// An editable list of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordList {
    /// Reasons why deals are lost.
    LostReasons,
    /// Outcomes of calls and visits.
    Outcomes,
}

impl WordList {
    fn field(self) -> u32 {
        match self {
            Self::LostReasons => settings::LOST_REASONS,
            Self::Outcomes => settings::OUTCOMES,
        }
    }
}

impl Settings {
    /// Returns the loss reasons. Tracked.
    pub fn lost_reasons(&self) -> Vec<String> {
        self.word_list(WordList::LostReasons)
    }

    /// Returns the outcomes of calls and visits. Tracked.
    pub fn outcomes(&self) -> Vec<String> {
        self.word_list(WordList::Outcomes)
    }

    /// Returns the outcomes offered for a kind of activity ("wrong number" only for calls). Outcomes
    /// the user added are always offered. Tracked.
    pub fn outcomes_of(&self, what: &str) -> Vec<String> {
        let mut all = self.outcomes();
        if what != activity::CALL {
            let of_calls = lines(&t!(self.session.words, selling.outcomes_of_calls));
            all.retain(|word| !of_calls.contains(word));
        }
        all
    }

    /// Returns the mail templates. Tracked.
    pub fn mail_templates(&self) -> Vec<MailTemplate> {
        let own = read_mail_templates(&self.setting(settings::MAIL_TEMPLATES));
        if own.is_empty() {
            read_mail_templates(&t!(self.session.words, raw selling.mails))
        } else {
            own
        }
    }

    /// Returns the words of a list. Tracked.
    pub fn word_list(&self, list: WordList) -> Vec<String> {
        let own = lines(&self.setting(list.field()));
        if own.is_empty() { self.words_to_begin_with(list) } else { own }
    }

    /// Returns the default words of a list.
    pub fn words_to_begin_with(&self, list: WordList) -> Vec<String> {
        lines(&match list {
            WordList::LostReasons => t!(self.session.words, selling.lost_reasons),
            WordList::Outcomes => t!(self.session.words, selling.outcomes),
        })
    }

    /// True if the user edited a list. Tracked.
    pub fn has_own_words(&self, list: WordList) -> bool {
        !lines(&self.setting(list.field())).is_empty()
    }

    /// True if the user edited the mail templates. Tracked.
    pub fn has_own_mails(&self) -> bool {
        !read_mail_templates(&self.setting(settings::MAIL_TEMPLATES)).is_empty()
    }

    /// Saves a list, one word per line. An empty list, or one equal to the default, resets it to
    /// follow the language.
    pub fn save_word_list(self, list: WordList, text: &str) {
        let mut words = lines(text);
        if words == self.words_to_begin_with(list) {
            words.clear();
        }
        let name = match list {
            WordList::LostReasons => t!(self.session.words, selling.lost_because),
            WordList::Outcomes => t!(self.session.words, selling.outcomes_title),
        };
        self.save_list(list.field(), words.join("\n"), name);
    }

    /// Saves the mail templates; an empty slice restores the defaults.
    pub fn save_mail_templates(self, templates: &[MailTemplate]) {
        let name = t!(self.session.words, selling.mails_title);
        self.save_list(settings::MAIL_TEMPLATES, write_mail_templates(templates), name);
    }

    fn save_list(self, field: u32, text: String, name: String) {
        let workspace = self.session.workspace();
        let mut draft = Draft::new(SETTINGS);
        draft.set_text(field, text);
        self.session.run(async move { workspace.save_settings(draft).await }, move |saved| {
            self.session.say_done(self.session.saved(&name), saved.done.stamp);
        });
    }

    fn setting(&self, field: u32) -> String {
        self.session.workspace_of_shape().settings().text(field)
    }
}

/// Returns the distinct non-blank lines, trimmed.
fn lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim) {
        if !line.is_empty() && !lines.iter().any(|known| known == line) {
            lines.push(line.to_owned());
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn a_list_has_a_word_a_line_and_each_once() {
        assert_eq!(lines(" Price \n\nTiming\r\nPrice"), ["Price", "Timing"]);
        assert!(lines(" \n").is_empty());
    }
}
