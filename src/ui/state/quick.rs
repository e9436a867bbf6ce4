//! Quick add: one line that becomes a task, deal, note or contact.

use std::cell::RefCell;
use std::collections::HashMap;

use leptos::prelude::*;

use super::records::Records;
use app::{LoggedActivity, Saved, note_draft};
use domain::{
    ACTIVITY, COMPANY, CONTACT, DEAL, Draft, Due, ENGLISH, Fields, FindCompany, Home, LocalTime,
    NameMatch, NameParts, QuickAdd, QuickContext, QuickKind, QuickPart, QuickPerson, TASK, Value,
    Zones, activity, any_kind, contact, deal, fold, home_of, local, quick_add, split_name, task,
};

thread_local! {
    /// Names resolved so far, valid for one generation: each keystroke adds only a few new runs of
    /// words.
    static NAMED: RefCell<(u64, HashMap<String, Vec<NameMatch>>)> = RefCell::default();
}

impl Records {
    /// Parses a line with the English keywords, today's date and the known names.
    pub fn understand(&self, line: &str) -> QuickAdd {
        let workspace = self.session.workspace();
        let here = workspace.env().here();
        let (today, now_minutes) = local(workspace.env(), &here, self.format.now());
        let company = |run: &str| workspace.only_one_called(COMPANY, run, &ENGLISH);
        let company: FindCompany<'_> = &company;
        let context = QuickContext {
            words: &ENGLISH,
            today,
            now_minutes,
            currency: untrack(|| self.format.currency()),
            month_first: self.format.date_habits().month_first,
            company: self.has_companies().then_some(company),
        };
        quick_add(line, &context, &|run| self.who_is(run))
    }

    /// False if the user works without companies.
    fn has_companies(&self) -> bool {
        let schema = self.session.workspace().schema(COMPANY);
        schema.is_some_and(|schema| !schema.is_hidden())
    }

    /// Resolves a run of words to records. Several contacts are returned as candidates; several
    /// companies or deals count as no match.
    fn who_is(&self, run: &str) -> Vec<NameMatch> {
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
        let mut found = workspace.called(run, &ENGLISH);
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
        let NameParts { family, middle, given } = split_name(&person.name, home);
        let parts = [
            (contact::FAMILY, family),
            (contact::MIDDLE, middle),
            (contact::GIVEN, given),
            (contact::PREFIX, person.title.clone()),
            (contact::ABOUT, person.about.clone()),
        ];
        parts.into_iter().for_each(|(field, text)| draft.set_text(field, text));
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
