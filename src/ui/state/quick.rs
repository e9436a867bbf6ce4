//! Quick add: one line that becomes a task, deal, note or contact.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use leptos::prelude::*;

use super::records::Records;
use super::texts::{ScreenText, known};
use super::words::{ENGLISH, Words};
use app::{LoggedActivity, Saved, note_draft};
use domain::{
    ACTIVITY, COMPANY, CONTACT, DEAL, Draft, Due, Fields, FindCompany, Home, LocalTime, NameMatch,
    QuickAdd, QuickContext, QuickKind, QuickList, QuickPart, QuickPerson, QuickWords, TASK, Value,
    Zones, activity, any_kind, contact, deal, fold, home_of, local, quick_add, split_name, task,
};

/// The texts with the words of quick add.
const LISTS: [(QuickList, ScreenText); 25] = [
    (QuickList::Kinds, known::quick::kinds),
    (QuickList::Verbs, known::quick::verbs),
    (QuickList::Days, known::quick::days),
    (QuickList::Weekdays, known::quick::weekdays),
    (QuickList::Months, known::quick::months),
    (QuickList::Weeks, known::quick::weeks),
    (QuickList::Spans, known::quick::spans),
    (QuickList::Units, known::quick::units),
    (QuickList::Numbers, known::quick::numbers),
    (QuickList::Parts, known::quick::parts),
    (QuickList::Times, known::quick::times),
    (QuickList::Frames, known::quick::frames),
    (QuickList::Marks, known::quick::marks),
    (QuickList::Rules, known::quick::rules),
    (QuickList::Currencies, known::quick::currencies),
    (QuickList::Scales, known::quick::scales),
    (QuickList::Priority, known::quick::priority),
    (QuickList::Joining, known::quick::joining),
    (QuickList::Ways, known::quick::ways),
    (QuickList::People, known::quick::people),
    (QuickList::Endings, known::quick::endings),
    (QuickList::Plain, known::quick::plain),
    (QuickList::Dividers, known::quick::dividers),
    (QuickList::NotEnglish, known::quick::not_english),
    (QuickList::Grammar, known::quick::grammar),
];

thread_local! {
    /// The words of the language in which a line was last typed.
    static QUICK_WORDS: RefCell<Option<(&'static str, Rc<QuickWords>)>> = RefCell::default();
    /// Names resolved so far, valid for one generation and language: each keystroke adds only a few
    /// new runs of words.
    static NAMED: RefCell<(u64, HashMap<String, Vec<NameMatch>>)> = RefCell::default();
}

/// Returns the words of the screen's language, followed by the English ones. They are read once for
/// each language, and the names found with those of another are forgotten.
fn quick_words(words: Words) -> Rc<QuickWords> {
    let tag = untrack(|| words.tag());
    let kept = QUICK_WORDS.with_borrow(|kept| kept.clone().filter(|(known, _)| *known == tag));
    if let Some((_, kept)) = kept {
        return kept;
    }
    let own: Vec<(QuickList, String)> =
        LISTS.iter().map(|(list, text)| (*list, untrack(|| words.text(text)))).collect();
    let own: Vec<(QuickList, &str)> = own.iter().map(|(list, text)| (*list, &**text)).collect();
    let english: Vec<(QuickList, &str)> = match tag {
        ENGLISH => Vec::new(),
        _ => LISTS.iter().map(|(list, text)| (*list, text.english)).collect(),
    };
    // A test reads the file of every language: nothing is left over.
    let (read, _left) = QuickWords::read(&own, &english);
    let read = Rc::new(read);
    QUICK_WORDS.set(Some((tag, read.clone())));
    NAMED.with_borrow_mut(|(_, named)| named.clear());
    read
}

impl Records {
    /// Parses a line with the words of the screen's language, today's date and the known names.
    pub fn understand(&self, line: &str) -> QuickAdd {
        let words = quick_words(self.session.words);
        let workspace = self.session.workspace();
        let here = workspace.env().here();
        let (today, now_minutes) = local(workspace.env(), &here, self.format.now());
        let company = |run: &str| workspace.only_one_called(COMPANY, run, &words);
        let company: FindCompany<'_> = &company;
        let context = QuickContext {
            words: &words,
            today,
            now_minutes,
            currency: untrack(|| self.format.currency()),
            month_first: self.format.date_habits().month_first,
            company: self.has_companies().then_some(company),
        };
        quick_add(line, &context, &|run| self.who_is(run, &words))
    }

    /// False if the user works without companies.
    fn has_companies(&self) -> bool {
        let schema = self.session.workspace().schema(COMPANY);
        schema.is_some_and(|schema| !schema.is_hidden())
    }

    /// Resolves a run of words to records. Several contacts are returned as candidates; several
    /// companies or deals count as no match.
    fn who_is(&self, run: &str, words: &QuickWords) -> Vec<NameMatch> {
        let workspace = self.session.workspace();
        let wanted = fold(run.trim());
        let generation = workspace.generation();
        let known = NAMED.with_borrow_mut(|(of, named)| {
            if *of != generation {
                *of = generation;
                named.clear();
            }
            named.get(&wanted).cloned()
        });
        if let Some(known) = known {
            return known;
        }
        let mut found = workspace.called(run, words);
        if found.len() > 1 {
            found.retain(|known| known.kind == CONTACT);
        }
        NAMED.with_borrow_mut(|(_, named)| named.insert(wanted, found.clone()));
        found
    }

    /// Returns a candidate's name with the company, to tell namesakes apart.
    pub fn told_apart(&self, known: &NameMatch) -> String {
        let workspace = self.session.workspace();
        let record = workspace.record(known.id);
        let company = record.and_then(|it| it.reference(contact::COMPANY));
        match company.map(|id| workspace.name(id)).filter(|name| !name.is_empty()) {
            Some(company) => format!("{} \u{b7} {company}", known.name),
            None => known.name.clone(),
        }
    }

    /// Saves the record a line describes, then calls `then`.
    pub fn add_quickly(self, meaning: &QuickAdd, then: impl FnOnce() + 'static) {
        let draft = self.quick_draft(meaning);
        let workspace = self.session.workspace();
        let kind = draft.kind;
        let work = async move {
            if kind == ACTIVITY {
                let logged = LoggedActivity { activity: draft, next: None, does: None };
                return workspace.log(logged).await;
            }
            if kind == DEAL {
                workspace.seed_pipeline().await?;
            }
            workspace.save(None, draft).await
        };
        self.session.run(work, move |saved: Saved| {
            let text = match kind {
                ACTIVITY => self.session.saved(&self.format.kind_word(activity::NOTE)),
                _ => self.session.saved(&self.session.workspace().name(saved.id)),
            };
            self.session.say_done(text, saved.done.stamp);
            then();
        });
    }

    /// Builds the draft of the record a line describes.
    pub fn quick_draft(&self, meaning: &QuickAdd) -> Draft {
        let mut draft = match meaning.what {
            QuickKind::Deal => self.quick_deal(meaning),
            QuickKind::Note if meaning.subject.is_some() => {
                let home = meaning.subject.as_ref().map(|known| known.id);
                // Activities have no tags; kept as words, search finds them.
                let tags = meaning.tags.iter().map(|tag| format!(" #{tag}"));
                let text = tags.fold(meaning.text.clone(), |text, tag| text + &tag);
                let note = home.map(|home| note_draft(home, &text, self.format.now()));
                note.unwrap_or_else(|| Draft::new(ACTIVITY))
            }
            QuickKind::Contact => {
                let person = meaning.person.as_ref();
                person.map_or_else(|| Draft::new(CONTACT), |it| self.quick_contact(it))
            }
            _ => self.quick_task(meaning),
        };
        let tagged = draft.kind != ACTIVITY;
        for tag in meaning.tags.iter().filter(|_| tagged) {
            draft.push(any_kind::TAGS, "", Value::Text(tag.clone()));
        }
        draft
    }

    /// Builds a new contact. The phone number's country decides how the name is split.
    fn quick_contact(&self, person: &QuickPerson) -> Draft {
        let mut draft = Draft::new(CONTACT);
        for (label, phone) in &person.phones {
            draft.push(contact::PHONES, *label, Value::Text(phone.clone()));
        }
        for (label, email) in &person.emails {
            draft.push(contact::EMAILS, *label, Value::Text(email.clone()));
        }
        let dialing = self.session.workspace().name_habits().dialing;
        let home = home_of(&draft, dialing).or_else(|| Home::of_dialing(dialing));
        let mut parts = split_name(&person.name, home, None);
        if !person.title.is_empty() {
            parts.prefix.clone_from(&person.title);
        }
        let parts = parts.fields().into_iter().chain([(contact::ABOUT, person.about.clone())]);
        parts.for_each(|(field, text)| draft.set_text(field, text));
        match &person.company {
            Some((_, Some(known))) => draft.set(contact::COMPANY, Value::Reference(known.id)),
            Some((name, None)) => draft.set_text(contact::COMPANY, name.clone()),
            None => {}
        }
        draft
    }

    fn quick_deal(&self, meaning: &QuickAdd) -> Draft {
        let mut draft = Draft::new(DEAL);
        draft.set_text(deal::NAME, meaning.text.clone());
        if let Some(amount) = meaning.amount {
            draft.set(deal::VALUE, Value::Money(amount));
        }
        match &meaning.subject {
            Some(known) if known.kind == CONTACT => {
                draft.push(deal::CONTACTS, "", Value::Reference(known.id));
                let record = self.session.workspace().record(known.id);
                if let Some(company) = record.and_then(|it| it.reference(contact::COMPANY)) {
                    draft.set(deal::COMPANY, Value::Reference(company));
                }
            }
            Some(known) if known.kind == COMPANY => {
                draft.set(deal::COMPANY, Value::Reference(known.id));
            }
            // Words with a number are not a company name, but an amount that was not recognized.
            _ if self.has_companies() && !has_number(&meaning.text) && names_something(meaning) => {
                draft.set_text(deal::COMPANY, meaning.text.clone());
            }
            _ => {}
        }
        if let Some(day) = meaning.day {
            draft.set(deal::CLOSE, Value::Date(day.date()));
        }
        draft
    }

    fn quick_task(&self, meaning: &QuickAdd) -> Draft {
        let mut draft = Draft::new(TASK);
        draft.set_text(task::TEXT, meaning.text.clone());
        let what = match meaning.what {
            QuickKind::Call => task::CALL,
            QuickKind::Visit => task::VISIT,
            QuickKind::Meeting => task::MEETING,
            QuickKind::Email => task::EMAIL,
            _ => task::TO_DO,
        };
        draft.set_text(task::WHAT, what);
        if let Some(day) = meaning.day {
            let zone = || self.session.workspace().env().here();
            let time = meaning.minutes.map(|minutes| LocalTime { minutes, zone: zone() });
            draft.set_text(task::DUE, Due { day, time }.to_string());
        }
        if let Some(repeat) = &meaning.repeat {
            draft.set_text(task::REPEAT, repeat.to_string());
        }
        if meaning.priority_high {
            draft.set_text(task::PRIORITY, task::HIGH);
        }
        if let Some(known) = &meaning.subject {
            let field = match known.kind {
                COMPANY => task::COMPANY,
                DEAL => task::DEAL,
                _ => task::CONTACT,
            };
            draft.set(field, Value::Reference(known.id));
        }
        draft
    }
}

fn has_number(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

/// True if the text is more than the kind keyword, which stays if nothing else is left.
fn names_something(meaning: &QuickAdd) -> bool {
    let kind = meaning.understood.iter().find(|(_, part)| *part == QuickPart::What);
    kind.is_none_or(|(range, _)| meaning.text.len() > range.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Day;
    use leptos::prelude::Owner;

    fn kind(tag: &'static str, line: &str) -> QuickKind {
        let words = quick_words(Words::of_test(tag));
        let context = QuickContext {
            words: &words,
            today: Day::from_number(20_000),
            now_minutes: 600,
            currency: *b"EUR",
            month_first: false,
            company: None,
        };
        quick_add(line, &context, &|_| Vec::new()).what
    }

    #[test]
    fn the_words_of_quick_add_follow_the_language_of_the_screen() {
        Owner::new().with(|| {
            for (tag, line) in [
                ("en", "call Anna tomorrow"),
                ("hu", "felhívni Annát holnap"),
                ("th", "พรุ่งนี้โทรหาสมชาย"),
                ("vi", "gọi điện cho Anna ngày mai"),
                ("zh", "明天给王小明打电话"),
            ] {
                NAMED.with_borrow_mut(|(_, named)| named.insert("holnap".into(), Vec::new()));
                assert_eq!(kind(tag, line), QuickKind::Call, "{tag}");
                assert_eq!(kind(tag, "call Anna"), QuickKind::Call, "{tag}");
                assert!(NAMED.with_borrow(|(_, named)| named.is_empty()), "{tag}");
            }
            assert_eq!(kind("en", "felhívni Annát holnap"), QuickKind::Task);
        });
    }
}
