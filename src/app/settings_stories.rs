//! Stories of the settings, which are two records: of this device and of the team; and of data from
//! the build that had one.

use super::edits::SEEDED;
use super::job::tests::{back_up, restore};
use super::stories::{App, now, person, tab};
use super::*;
use domain::{
    CONTACT, ChoiceTranslations, DEVICE, Draft, Fields, RecordId, SETTINGS, contact, settings,
};
use store::MemoryStore;

const MINE: [(u32, &str); 3] =
    [(settings::ME, "Linh"), (settings::THEME, "dark"), (settings::LANGUAGE, "vi")];
const OURS: [(u32, &str); 2] = [(settings::CURRENCY, "VND"), (settings::OUTCOMES, "Bought")];

fn draft(texts: &[(u32, &str)]) -> Draft {
    let mut draft = Draft::new(SETTINGS);
    texts.iter().for_each(|(field, text)| draft.set_text(*field, *text));
    draft
}

/// Writes all settings into one record, as the build before did.
fn one_record(app: &App) -> RecordId {
    now(app.save(None, draft(&[&MINE[..], &OURS].concat()))).unwrap().id
}

fn set(app: &App, field: u32, text: &str) {
    now(app.save_settings(draft(&[(field, text)]))).unwrap();
}

fn texts(app: &App, of: &[(u32, &str)]) -> Vec<String> {
    let settings = app.settings();
    of.iter().map(|(field, _)| settings.text(*field)).collect()
}

fn said(of: &[(u32, &str)]) -> Vec<String> {
    of.iter().map(|(_, text)| (*text).to_owned()).collect()
}

fn use_it(app: &App) {
    now(app.save(None, person("Anna", "Lee"))).unwrap();
}

#[test]
fn each_setting_stands_in_the_record_that_it_belongs_to() {
    let app = tab(&MemoryStore::new(7), 1);
    now(app.save_settings(draft(&[&MINE[..], &OURS].concat()))).unwrap();
    assert_eq!((app.count(SETTINGS), app.count(DEVICE)), (1, 1));
    let record = |kind| app.record(app.single(kind).unwrap()).unwrap();
    for (field, text) in MINE {
        assert_eq!(
            (record(DEVICE).text(field), record(SETTINGS).text(field)),
            (text.into(), String::new())
        );
    }
    for (field, text) in OURS {
        assert_eq!(
            (record(SETTINGS).text(field), record(DEVICE).text(field)),
            (text.into(), String::new())
        );
    }
    let past = now(app.read_history(&mut HistoryPosition::default())).unwrap();
    assert_eq!(past.len(), 1, "one action");
    now(app.undo(past[0].stamp)).unwrap();
    assert_eq!(texts(&app, &MINE), ["", "", ""]);
}

#[test]
fn one_record_of_the_build_before_opens_unchanged_and_is_parted_once_in_all_tabs() {
    let store = MemoryStore::new(7);
    let app = tab(&store, 1);
    let old = one_record(&app);
    let other = tab(&store, 2);
    for tab in [&app, &other] {
        assert_eq!((texts(tab, &MINE), texts(tab, &OURS)), (said(&MINE), said(&OURS)));
    }
    let before = now(app.read_history(&mut HistoryPosition::default())).unwrap().len();
    assert_eq!(now(app.part_settings()), Ok(true));
    assert_eq!(now(app.part_settings()), Ok(false));
    // This tab does not know yet.
    now(other.part_settings()).unwrap();
    let third = tab(&store, 3);
    for tab in [&app, &other, &third] {
        now(tab.catch_up()).unwrap();
        assert_eq!((tab.count(SETTINGS), tab.count(DEVICE)), (1, 1));
        assert_eq!((texts(tab, &MINE), texts(tab, &OURS)), (said(&MINE), said(&OURS)));
    }
    let own = app.record(app.single(DEVICE).unwrap()).unwrap();
    assert_eq!(own.changed(), SEEDED, "every edit is later");
    assert_eq!(app.single(SETTINGS), Some(old));
    let after = now(app.read_history(&mut HistoryPosition::default())).unwrap().len();
    assert_eq!(after, before);
}

#[test]
fn an_edit_before_the_parting_keeps_everything_else() {
    let store = MemoryStore::new(7);
    let (app, other) = (tab(&store, 1), tab(&store, 2));
    one_record(&app);
    now(other.catch_up()).unwrap();
    set(&app, settings::THEME, "light");
    now(other.part_settings()).unwrap();
    now(app.catch_up()).unwrap();
    for tab in [&app, &other] {
        assert_eq!(texts(tab, &MINE), ["Linh", "light", "vi"]);
        assert_eq!(tab.count(DEVICE), 1);
    }
}

#[test]
fn a_restore_merges_what_is_the_teams_by_stamps_and_leaves_the_device_alone() {
    let (app, other) = (tab(&MemoryStore::new(7), 1), tab(&MemoryStore::new(8), 2));
    for (app, me, currency) in [(&app, "Linh", "VND"), (&other, "Zoltán", "HUF")] {
        use_it(app);
        set(app, settings::ME, me);
        set(app, settings::CURRENCY, currency);
    }
    set(&app, settings::OUTCOMES, "Bought");
    set(&other, settings::LOST_REASONS, "Price");
    restore(&other, back_up(&app));
    restore(&app, back_up(&other));
    // Set after both have met, so it is the latest.
    set(&app, settings::CURRENCY, "EUR");
    restore(&other, back_up(&app));
    let ours = [settings::CURRENCY, settings::OUTCOMES, settings::LOST_REASONS];
    for (app, me) in [(&app, "Linh"), (&other, "Zoltán")] {
        let settings = app.settings();
        assert_eq!(ours.map(|field| settings.text(field)), ["EUR", "Bought", "Price"]);
        assert_eq!(settings.text(settings::ME), me);
        assert_eq!((app.count(SETTINGS), app.count(DEVICE)), (1, 1));
    }
    let again = restore(&other, back_up(&app)).0;
    assert_eq!((again.added, again.updated), (0, 0));
}

#[test]
fn a_backup_of_the_build_before_opens_unchanged_where_nothing_is_and_merges_elsewhere() {
    let old = tab(&MemoryStore::new(7), 1);
    use_it(&old);
    one_record(&old);
    let file = back_up(&old);
    let empty = tab(&MemoryStore::new(8), 2);
    restore(&empty, file.clone());
    assert_eq!((texts(&empty, &MINE), texts(&empty, &OURS)), (said(&MINE), said(&OURS)));
    assert_eq!((empty.count(SETTINGS), empty.count(DEVICE)), (1, 1));
    restore(&empty, file.clone());
    assert_eq!((empty.count(SETTINGS), empty.count(DEVICE)), (1, 1));
    let used = tab(&MemoryStore::new(9), 3);
    use_it(&used);
    set(&used, settings::ME, "Zoltán");
    set(&used, settings::LOST_REASONS, "Price");
    restore(&used, file);
    assert_eq!(texts(&used, &MINE), ["Zoltán", "", ""]);
    assert_eq!(texts(&used, &OURS), said(&OURS));
    assert_eq!(used.settings().text(settings::LOST_REASONS), "Price");
    assert_eq!(used.count(SETTINGS), 1);
}

#[test]
fn a_backup_of_the_configuration_says_nothing_of_the_device() {
    let app = tab(&MemoryStore::new(7), 1);
    one_record(&app);
    set(&app, settings::THEME, "light");
    let asked = app.ask_to_back_up_configuration();
    let written = super::job::tests::ask(&mut job::Worker::default(), asked)[0].1[0].clone();
    let other = tab(&MemoryStore::new(8), 2);
    restore(&other, written);
    assert_eq!(other.settings().text(settings::CURRENCY), "VND");
    assert_eq!(other.settings().text(settings::ME), "");
}

#[test]
fn choices_are_called_as_on_screen_and_stored_by_their_keys() {
    let app = tab(&MemoryStore::new(7), 1);
    let called =
        |name: &str| ChoiceTranslations::new([("contact.status.lead".to_owned(), name.to_owned())]);
    assert!(app.translate_choices(called("Érdeklődő")));
    assert!(!app.translate_choices(called("Érdeklődő")));
    let label =
        || app.schema(CONTACT).unwrap().field(contact::STATUS).unwrap().choice_label("lead");
    assert_eq!(label(), "Érdeklődő");
    let mut lead = person("Anna", "Lee");
    lead.set_text(contact::STATUS, "lead");
    let lead = now(app.save(None, lead)).unwrap().id;
    // The context is built anew after a change of the settings, and with data that are read anew.
    set(&app, settings::COUNTRY, "HU");
    assert_eq!(label(), "Érdeklődő");
    now(app.open()).unwrap();
    assert_eq!(label(), "Érdeklődő");
    assert_eq!(app.record(lead).unwrap().text(contact::STATUS), "lead");
    assert!(app.translate_choices(ChoiceTranslations::default()));
    assert_eq!(label(), "Lead");
}
