//! Stories of names and numbers when the settings change: stored values are never rewritten.

use super::stories::{App, now, person, tab};
use domain::{CONTACT, Draft, Fields, Query, SETTINGS, Value, contact, settings};
use replica::{Selection, Sort};
use store::MemoryStore;

fn set(app: &App, field: u32, text: &str) {
    let mut draft = Draft::new(SETTINGS);
    draft.set_text(field, text);
    now(app.save_settings(draft)).unwrap();
    while now(app.refresh_digests()).unwrap() {}
    app.sort();
}

fn names(app: &App, selection: &Selection) -> Vec<String> {
    let rows = app.select(CONTACT, selection);
    rows.iter().map(|row| app.contact_card(*row).unwrap().name).collect()
}

fn found(app: &App, typed: &str) -> usize {
    names(app, &Selection { query: Query::parse(typed), ..Selection::default() }).len()
}

#[test]
fn another_country_reads_numbers_anew_and_leaves_them_as_they_were_written() {
    let store = MemoryStore::new(7);
    let app = tab(&store, 1);
    set(&app, settings::COUNTRY, "GB");
    let mut peter = person("Péter", "Kovács");
    let written = "06 20 123 4567";
    peter.push(contact::PHONES, "", Value::Text(written.into()));
    let id = now(app.save(None, peter)).unwrap().id;
    let mut abroad = person("Grace", "Nagy");
    abroad.push(contact::PHONES, "", Value::Text("+36 30 765 4321".into()));
    now(app.save(None, abroad)).unwrap();
    let shown = |app: &App| names(app, &Selection::default());
    assert_eq!(shown(&app), ["Nagy Grace", "Péter Kovács"]);
    for (country, name) in [("HU", "Kovács Péter"), ("VN", "Péter Kovács"), ("HU", "Kovács Péter")]
    {
        set(&app, settings::COUNTRY, country);
        assert_eq!(app.name(id), name, "{country}");
        assert_eq!(app.record(id).unwrap().texts(contact::PHONES), [written]);
        for typed in ["06 20 123 4567", "20 123 4567", "123 45", "+36 30 765", "0630 765"] {
            assert_eq!(found(&app, typed), 1, "{typed} in {country}");
        }
    }
    assert_eq!(found(&app, "+36 20 123 4567"), 1);
    assert_eq!(shown(&tab(&store, 2)), ["Kovács Péter", "Nagy Grace"]);
}

#[test]
fn one_order_for_all_turns_the_list_and_finds_people_by_either() {
    let store = MemoryStore::new(7);
    let app = tab(&store, 1);
    for (given, family) in [("Anna", "Brown"), ("Zoe", "Adams"), ("小明", "王")] {
        now(app.save(None, person(given, family))).unwrap();
    }
    let by = |app: &App, sort| names(app, &Selection { sort, ..Selection::default() });
    assert_eq!(by(&app, Sort::Name), ["Anna Brown", "Zoe Adams", "王小明"]);
    assert_eq!(by(&app, Sort::Last), ["Zoe Adams", "Anna Brown", "王小明"]);
    set(&app, settings::NAME_ORDER, "family");
    for app in [&app, &tab(&store, 2)] {
        assert_eq!(by(app, Sort::Name), ["Adams Zoe", "Brown Anna", "王小明"]);
        assert_eq!(by(app, Sort::First), ["Brown Anna", "Adams Zoe", "王小明"]);
        let known = app.named(CONTACT, "Anna Brown");
        assert!(known.is_some() && known == app.named(CONTACT, "brown anna"));
        assert_eq!(app.named(CONTACT, "Anna Adams"), None);
    }
    set(&app, settings::NAME_ORDER, "");
    assert_eq!(by(&app, Sort::Name), ["Anna Brown", "Zoe Adams", "王小明"]);
}
