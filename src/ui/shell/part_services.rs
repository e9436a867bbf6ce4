//! Provides the texts, formats and names that the parts need from the app.

use leptos::prelude::*;

use super::deal_lines::deal_lines;
use super::picking::picking;
use crate::ui::parts::{DealWords, FactWords, FormWords, NoteWords, PartServices, TimelineWords};
use crate::ui::paths;
use crate::ui::state::{AppState, fault_sentence, t};
use domain::{COMPANY, DEAL, Due, Fault, Happened, Maps};

/// Builds the interface between the parts and the app.
pub fn part_services(state: AppState) -> PartServices {
    PartServices {
        form: form_words(state),
        facts: fact_words(state),
        of_deals: deal_words(state),
        notes: note_words(state),
        timeline: timeline_words(state),
        picking: picking(state),
        field: Callback::new(move |(kind, number)| state.records.field_label(kind, number)),
        name: Callback::new(move |id| state.records.name(id)),
        href: Callback::new(move |(kind, id)| {
            paths::href(&match kind {
                COMPANY => paths::company(id),
                DEAL => paths::deal(id),
                _ => paths::contact(id),
            })
        }),
        one_of: Callback::new(move |kind| state.records.schema(kind).label.to_string()),
        money: Callback::new(move |money| state.format.money(money)),
        currency: Callback::new(move |()| state.format.currency()),
        currencies: Callback::new(move |()| state.format.currencies()),
        stages: Callback::new(move |()| state.deals.stage_choices()),
        deals: Callback::new(move |id| deal_lines(state, id)),
        tone: Callback::new(move |tag: String| state.records.tag_tone(&tag)),
        tags: Callback::new(move |kind| state.records.known_tags(kind)),
        date: Callback::new(move |date| state.format.date(date)),
        when: Callback::new(move |millis| state.format.day_and_time(millis)),
        ago: Callback::new(move |millis| state.format.day(millis)),
        due: Callback::new(move |due: Due| state.format.due(&due)),
        moment: Callback::new(move |millis| state.format.moment(millis)),
        number: Callback::new(move |number| state.format.decimal(number)),
        to_input: Callback::new(move |millis| state.format.to_input(millis)),
        from_input: Callback::new(move |text: String| state.format.from_input(&text)),
        zone: Callback::new(move |()| state.format.zone()),
        repeat: Callback::new(move |rule: String| state.format.repeat_text(&rule)),
        now: Callback::new(move |()| state.format.now()),
        today: Callback::new(move |()| state.format.today()),
        habits: Memo::new(move |_| state.format.date_habits()).into(),
        dialling: Callback::new(move |()| state.format.dialling()),
        maps: if state.log.has_map_app() { Maps::App } else { Maps::Web },
        copy: Callback::new(move |text| state.copy(text)),
        focus: Callback::new(move |list| state.focus_last(list)),
    }
}

/// Returns a text that updates with the language.
fn text(state: AppState, read: fn(AppState) -> String) -> Signal<String> {
    Signal::derive(move || read(state))
}

fn form_words(state: AppState) -> FormWords {
    let words = state.words;
    FormWords {
        more_fields: text(state, |s| t!(s.words, form.more_fields)),
        add: Callback::new(move |what: String| t!(words, form.add, what = what)),
        remove: Callback::new(move |what: String| t!(words, form.remove, what = what)),
        label_of: Callback::new(move |what: String| t!(words, form.label_of, what = what)),
        role_of: Callback::new(move |what: String| t!(words, form.role_of, what = what)),
        none: text(state, |s| t!(s.words, form.none)),
        no_role: text(state, |s| t!(s.words, form.no_role)),
        section: Callback::new(move |section| words.section(section)),
        date_hint: text(state, |s| t!(s.words, form.date_hint)),
        currency: text(state, |s| t!(s.words, form.currency)),
        product: text(state, |s| t!(s.words, form.product)),
        quantity: text(state, |s| t!(s.words, form.quantity)),
        price: text(state, |s| t!(s.words, form.price)),
        discount: text(state, |s| t!(s.words, form.discount)),
        total: Callback::new(move |sum: String| t!(words, form.total, sum = sum)),
        lines_total: Callback::new(move |sum: String| t!(words, form.lines_total, sum = sum)),
        fault: Callback::new(move |fault: Fault| fault_sentence(&words, fault)),
        street: text(state, |s| t!(s.words, form.street)),
        extended: text(state, |s| t!(s.words, form.extended)),
        box_number: text(state, |s| t!(s.words, form.box_number)),
        postcode: text(state, |s| t!(s.words, form.postcode)),
        city: text(state, |s| t!(s.words, form.city)),
        region: text(state, |s| t!(s.words, form.region)),
        country: text(state, |s| t!(s.words, form.country)),
        time: text(state, |s| t!(s.words, form.time)),
        today: text(state, |s| t!(s.words, form.today)),
        tomorrow: text(state, |s| t!(s.words, form.tomorrow)),
        next_week: text(state, |s| t!(s.words, form.next_week)),
        weekday: Callback::new(move |weekday| state.format.weekday(weekday)),
        clock: Callback::new(move |minutes| state.format.clock(minutes)),
        enter_saves: text(state, |s| t!(s.words, form.enter_saves)),
        never: text(state, |s| t!(s.words, form.never)),
        other_rule: text(state, |s| t!(s.words, form.other_rule)),
        rule: text(state, |s| t!(s.words, form.rule)),
        save: text(state, |s| t!(s.words, shell.save)),
        cancel: text(state, |s| t!(s.words, shell.cancel)),
        delete: text(state, |s| t!(s.words, shell.delete)),
        restored: text(state, |s| t!(s.words, form.draft_restored)),
        discard: text(state, |s| t!(s.words, form.discard)),
    }
}

fn deal_words(state: AppState) -> DealWords {
    let words = state.words;
    DealWords {
        title: text(state, |s| t!(s.words, deals.section)),
        add: text(state, |s| t!(s.words, deals.add)),
        none: text(state, |s| t!(s.words, deals.none_here)),
        more: Callback::new(move |count: usize| t!(words, deals.more, count = count)),
    }
}

fn fact_words(state: AppState) -> FactWords {
    let words = state.words;
    FactWords {
        yes: text(state, |s| t!(s.words, contact.yes)),
        no: text(state, |s| t!(s.words, contact.no)),
        years: Callback::new(move |years: u16| match years {
            1 => t!(words, contact.one_year),
            years => t!(words, contact.years, count = years),
        }),
        in_days: Callback::new(move |days: u16| match days {
            0 => t!(words, shell.today),
            1 => t!(words, contact.tomorrow),
            days => t!(words, contact.in_days, count = days),
        }),
        copy: Callback::new(move |what: String| t!(words, contact.copy, what = what)),
        imported: text(state, |s| t!(s.words, contact.imported)),
        none: text(state, |s| t!(s.words, contact.no_details)),
    }
}

fn note_words(state: AppState) -> NoteWords {
    NoteWords {
        write: text(state, |s| t!(s.words, contact.write_note)),
        save: text(state, |s| t!(s.words, shell.save)),
        now: text(state, |s| t!(s.words, contact.now)),
        when: text(state, |s| t!(s.words, contact.when)),
    }
}

fn timeline_words(state: AppState) -> TimelineWords {
    let words = state.words;
    TimelineWords {
        title: text(state, |s| t!(s.words, contact.timeline)),
        search: text(state, |s| t!(s.words, log.search)),
        search_href: Callback::new(|id| paths::href(&paths::search_with(id))),
        all: text(state, |s| t!(s.words, log.all)),
        kind: Callback::new(move |key: String| state.format.kind_word(&key)),
        what: Callback::new(move |entry: Happened| state.format.what_happened(&entry)),
        about: Callback::new(move |entry: Happened| state.format.about_it(&entry)),
        day: Callback::new(move |millis| state.format.day(millis)),
        time: Callback::new(move |millis| state.format.time(millis)),
        menu: Callback::new(move |what: String| t!(words, log.menu_of, what = what)),
        edit: text(state, |s| t!(s.words, contact.edit)),
        delete: text(state, |s| t!(s.words, shell.delete)),
        none: text(state, |s| t!(s.words, log.none)),
        none_of: text(state, |s| t!(s.words, log.none_of)),
        failed: text(state, |s| t!(s.words, log.failed)),
        older: text(state, |s| t!(s.words, log.older)),
    }
}
