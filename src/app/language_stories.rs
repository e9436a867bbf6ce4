//! Stories in several languages: whose names of a pipeline hold when devices began in two of them.

use super::job::tests::{back_up, restore};
use super::selling_stories::{call, logged, new_deal, person, stage};
use super::stories::{App, now, tab};
use domain::{ChoiceTranslations, Draft, STAGE, TEMPLATES, TemplateNames, activity};
use replica::{Record, merge};
use store::MemoryStore;

/// The names of templates on a Hungarian screen, which has none for the second.
fn hungarian() -> TemplateNames {
    let names = [
        ("b2b", "B2B értékesítés"),
        ("b2b.lead", "Érdeklődő"),
        ("b2b.qualified", "Minősített"),
        ("b2b.meeting", "Megbeszélés"),
        ("b2b.won", "Megnyert"),
        ("b2b.lost", "Elveszett"),
        ("real-estate.viewing", "Megtekintés"),
    ];
    TemplateNames::new(names.map(|(key, name)| (key.to_owned(), name.to_owned())))
}

/// Begins on a new device whose screen calls the templates by these names.
fn begun_with(names: TemplateNames, device: u64) -> App {
    let app = tab(&MemoryStore::new(device), device);
    app.call_templates(names);
    now(app.seed_pipeline()).unwrap();
    app
}

#[test]
fn a_pipeline_is_called_in_the_language_of_the_screen_and_keeps_its_names() {
    let app = begun_with(hungarian(), 7);
    let names = |app: &App, place: usize| {
        let pipeline = app.pipelines().remove(place);
        let stages = pipeline.stages.into_iter().map(|it| it.name);
        [pipeline.name].into_iter().chain(stages).collect::<Vec<_>>()
    };
    let first = names(&app, 0);
    assert_eq!(first[..4], ["B2B értékesítés", "Érdeklődő", "Minősített", "Megbeszélés"]);
    assert_eq!(first[4..], ["Proposal", "Negotiation", "Megnyert", "Elveszett"]);
    now(app.add_pipeline("Lakások", &TEMPLATES[3])).unwrap();
    assert_eq!(names(&app, 1)[..3], ["Lakások", "New lead", "Megtekintés"]);
    app.call_templates(TemplateNames::default());
    now(app.add_pipeline("Flats", &TEMPLATES[3])).unwrap();
    assert_eq!(names(&app, 2)[..3], ["Flats", "New lead", "Viewing"]);
    assert_eq!(names(&app, 0), first, "the user's own texts by now");
    let ids = |app: &App| app.pipelines()[0].stages.iter().map(|it| it.id).collect::<Vec<_>>();
    assert_eq!(ids(&app), ids(&begun_with(TemplateNames::default(), 8)));
}

#[test]
fn two_devices_that_began_in_two_languages_agree_on_the_names_of_one() {
    let english = || begun_with(TemplateNames::default(), 7);
    let (one, other) = (english(), begun_with(hungarian(), 8));
    let records = |app: &App| {
        let pipeline = app.pipelines().remove(0);
        let stages = pipeline.stages.iter().map(|it| it.id);
        let ids = [pipeline.id].into_iter().chain(stages);
        ids.map(|id| app.record(id).unwrap()).collect::<Vec<_>>()
    };
    let merged: Vec<Record> =
        records(&one).iter().zip(records(&other)).map(|(ours, it)| merge(ours, &it)).collect();
    for ((ours, theirs), both) in records(&one).iter().zip(&records(&other)).zip(&merged) {
        assert_eq!(merge(theirs, ours), *both, "in any order");
        assert_eq!(merge(both, ours), *both, "and once is enough");
    }
    assert_eq!(merged, records(&other), "no stage of the one among those of the other");
    // The same by way of backups, in any order, with data on both sides; a name that was given wins.
    let lead = stage(&one, "Lead");
    let mut renamed = Draft::new(STAGE);
    renamed.set_text(domain::stage::NAME, "First talk");
    now(one.save(Some(lead), renamed)).unwrap();
    new_deal(&one, "Tableware", 100, None);
    new_deal(&other, "Oak desks", 100, None);
    let third = english();
    new_deal(&third, "Glass", 100, None);
    let (from_one, from_other) = (back_up(&one), back_up(&other));
    restore(&one, from_other.clone());
    restore(&other, from_one.clone());
    restore(&third, from_other);
    restore(&third, from_one);
    assert_eq!(records(&one), records(&other));
    assert_eq!(records(&one), records(&third));
    let names: Vec<String> = one.pipelines()[0].stages.iter().map(|it| it.name.clone()).collect();
    assert_eq!(names[..3], ["First talk", "Minősített", "Megbeszélés"]);
}

#[test]
fn a_device_without_data_takes_the_pipeline_of_a_backup_whatever_the_languages() {
    let (english, magyar) = (TemplateNames::default, hungarian);
    for (there, here) in [(english(), magyar()), (magyar(), english())] {
        let (app, fresh) = (begun_with(there, 7), begun_with(here, 8));
        new_deal(&app, "Tableware", 100, None);
        restore(&fresh, back_up(&app));
        assert_eq!(fresh.pipelines(), app.pipelines());
        let (again, _) = restore(&fresh, back_up(&app));
        assert_eq!((again.added, again.updated), (0, 0));
    }
}

#[test]
fn the_history_calls_an_activity_without_words_by_its_type_in_the_language_of_the_screen() {
    let app = begun_with(hungarian(), 7);
    let names = [("activity.what.call".to_owned(), "Hívás".to_owned())];
    app.translate_choices(ChoiceTranslations::new(names));
    let anna = person(&app, "Anna");
    now(app.log(logged(call(anna, activity::NOT_REACHED, 100)))).unwrap();
    assert_eq!(now(app.past(None)).unwrap()[0].label, "Hívás \u{b7} Anna");
}
