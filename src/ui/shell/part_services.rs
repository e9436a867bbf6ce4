//! Provides the texts, formats and names that the parts need from the app.

use leptos::prelude::*;

use super::deal_lines::deal_lines;
use super::file_services::file_services;
use super::picking::picking;
use crate::ui::parts::{DealWords, FactWords, FormWords, NoteWords, PartServices, TimelineWords};
use crate::ui::paths;
use crate::ui::state::{AppState, fault_sentence, t};
use domain::{Due, Fault, Happened, Maps, Trait};

/// Builds the interface between the parts and the app.
pub fn part_services(app: AppState) -> PartServices {
    PartServices {
        form: form_words(app),
        facts: fact_words(app),
        of_deals: deal_words(app),
        notes: note_words(app),
        timeline: timeline_words(app),
        files: file_services(app),
        picking: picking(app),
        field: Callback::new(move |(kind, number)| app.records.field_label(kind, number)),
        name: Callback::new(move |id| app.records.name(id)),
        href: Callback::new(move |(kind, id)| {
            let schema = app.records.schema(kind);
            paths::href(&paths::record(&paths::list(&schema.path), id))
        }),
        page: Callback::new(move |id| app.records.path_of(id).map(|path| paths::href(&path))),
        one_of: Callback::new(move |kind| app.records.schema(kind).label.to_string()),
        is_made_by_name: Callback::new(move |kind| {
            untrack(|| app.records.schema(kind)).is(Trait::MadeByName)
        }),
        money: Callback::new(move |money| app.format.money(money)),
        currency: Callback::new(move |()| app.format.currency()),
        currencies: Callback::new(move |()| app.format.currencies()),
        stages: Callback::new(move |()| app.deals.stage_choices()),
        deals: Callback::new(move |id| deal_lines(app, id)),
        tone: Callback::new(move |tag: String| app.records.tag_tone(&tag)),
        tags: Callback::new(move |kind| app.records.known_tags(kind)),
        date: Callback::new(move |date| app.format.date(date)),
        when: Callback::new(move |millis| app.format.day_and_time(millis)),
        ago: Callback::new(move |millis| app.format.day(millis)),
        due: Callback::new(move |due: Due| app.format.due(&due)),
        moment: Callback::new(move |millis| app.format.moment(millis)),
        number: Callback::new(move |number| app.format.decimal(number)),
        to_input: Callback::new(move |millis| app.format.to_input(millis)),
        from_input: Callback::new(move |text: String| app.format.from_input(&text)),
        zone: Callback::new(move |()| app.format.zone()),
        repeat: Callback::new(move |rule: String| app.format.repeat_text(&rule)),
        now: Callback::new(move |()| app.format.now()),
        today: Callback::new(move |()| app.format.today()),
        habits: Memo::new(move |_| app.format.date_habits()).into(),
        dialing: Callback::new(move |()| app.format.dialing()),
        maps: if app.log.has_map_app() { Maps::App } else { Maps::Web },
        copy: Callback::new(move |text| app.copy(text)),
        focus: Callback::new(move |list| app.focus_last(list)),
    }
}

/// Returns a text that updates with the language.
fn text(app: AppState, read: fn(AppState) -> String) -> Signal<String> {
    Signal::derive(move || read(app))
}

fn form_words(app: AppState) -> FormWords {
    let words = app.words;
    FormWords {
        more_fields: text(app, |s| t!(s.words, form.more_fields)),
        add: Callback::new(move |what: String| t!(words, form.add, what = what)),
        remove: Callback::new(move |what: String| t!(words, form.remove, what = what)),
        label_of: Callback::new(move |what: String| t!(words, form.label_of, what = what)),
        role_of: Callback::new(move |what: String| t!(words, form.role_of, what = what)),
        none: text(app, |s| t!(s.words, form.none)),
        no_role: text(app, |s| t!(s.words, form.no_role)),
        section: Callback::new(move |section| words.section(section)),
        date_hint: text(app, |s| t!(s.words, form.date_hint)),
        currency: text(app, |s| t!(s.words, form.currency)),
        product: text(app, |s| t!(s.words, form.product)),
        quantity: text(app, |s| t!(s.words, form.quantity)),
        price: text(app, |s| t!(s.words, form.price)),
        discount: text(app, |s| t!(s.words, form.discount)),
        total: Callback::new(move |sum: String| t!(words, form.total, sum = sum)),
        lines_total: Callback::new(move |sum: String| t!(words, form.lines_total, sum = sum)),
        fault: Callback::new(move |fault: Fault| fault_sentence(&words, fault)),
        street: text(app, |s| t!(s.words, form.street)),
        extended: text(app, |s| t!(s.words, form.extended)),
        box_number: text(app, |s| t!(s.words, form.box_number)),
        postcode: text(app, |s| t!(s.words, form.postcode)),
        city: text(app, |s| t!(s.words, form.city)),
        region: text(app, |s| t!(s.words, form.region)),
        country: text(app, |s| t!(s.words, form.country)),
        time: text(app, |s| t!(s.words, form.time)),
        today: text(app, |s| t!(s.words, form.today)),
        tomorrow: text(app, |s| t!(s.words, form.tomorrow)),
        next_week: text(app, |s| t!(s.words, form.next_week)),
        weekday: Callback::new(move |weekday| app.format.weekday(weekday)),
        clock: Callback::new(move |minutes| app.format.clock(minutes)),
        enter_saves: text(app, |s| t!(s.words, form.enter_saves)),
        never: text(app, |s| t!(s.words, form.never)),
        other_rule: text(app, |s| t!(s.words, form.other_rule)),
        rule: text(app, |s| t!(s.words, form.rule)),
        save: text(app, |s| t!(s.words, shell.save)),
        cancel: text(app, |s| t!(s.words, shell.cancel)),
        delete: text(app, |s| t!(s.words, shell.delete)),
        restored: text(app, |s| t!(s.words, form.draft_restored)),
        discard: text(app, |s| t!(s.words, form.discard)),
    }
}

fn deal_words(app: AppState) -> DealWords {
    let words = app.words;
    DealWords {
        title: text(app, |s| t!(s.words, deals.section)),
        add: text(app, |s| t!(s.words, deals.add)),
        none: text(app, |s| t!(s.words, deals.none_here)),
        more: Callback::new(move |count: usize| t!(words, deals.more, count = count)),
    }
}

fn fact_words(app: AppState) -> FactWords {
    let words = app.words;
    FactWords {
        yes: text(app, |s| t!(s.words, contact.yes)),
        no: text(app, |s| t!(s.words, contact.no)),
        years: Callback::new(move |years: u16| t!(words, contact.years, count = years)),
        in_days: Callback::new(move |days: u16| app.format.in_days(days.into())),
        copy: Callback::new(move |what: String| t!(words, contact.copy, what = what)),
        imported: text(app, |s| t!(s.words, contact.imported)),
        none: text(app, |s| t!(s.words, contact.no_details)),
    }
}

fn note_words(app: AppState) -> NoteWords {
    NoteWords {
        write: text(app, |s| t!(s.words, contact.write_note)),
        save: text(app, |s| t!(s.words, shell.save)),
        now: text(app, |s| t!(s.words, contact.now)),
        when: text(app, |s| t!(s.words, contact.when)),
    }
}

fn timeline_words(app: AppState) -> TimelineWords {
    let words = app.words;
    TimelineWords {
        title: text(app, |s| t!(s.words, contact.timeline)),
        search: text(app, |s| t!(s.words, log.search)),
        search_href: Callback::new(|id| paths::href(&paths::search_with(id))),
        all: text(app, |s| t!(s.words, log.all)),
        kind: Callback::new(move |key: String| app.format.kind_word(&key)),
        what: Callback::new(move |entry: Happened| app.format.what_happened(&entry)),
        about: Callback::new(move |entry: Happened| app.format.about_it(&entry)),
        day: Callback::new(move |millis| app.format.day(millis)),
        time: Callback::new(move |millis| app.format.time(millis)),
        menu: Callback::new(move |what: String| t!(words, log.menu_of, what = what)),
        edit: text(app, |s| t!(s.words, contact.edit)),
        delete: text(app, |s| t!(s.words, shell.delete)),
        none: text(app, |s| t!(s.words, log.none)),
        none_of: text(app, |s| t!(s.words, log.none_of)),
        failed: text(app, |s| t!(s.words, log.failed)),
        older: text(app, |s| t!(s.words, log.older)),
    }
}
