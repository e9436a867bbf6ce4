//! A commit tells the kinds that it touched, in the tab that made it and in every other.

use super::selling_stories::{call, logged, new_task, person};
use super::stories::{App, now, tab};
use domain::{ACTIVITY, CONTACT, Draft, KindId, RecordId, TASK, activity, contact, task};
use store::MemoryStore;

/// Returns the kinds that have changed since the last call.
fn changed(app: &App) -> Vec<KindId> {
    now(app.catch_up()).unwrap();
    let changes = app.take_changes();
    assert!(!changes.everything);
    changes.kinds.into_iter().collect()
}

fn write(app: &App, id: RecordId, kind: KindId, field: u32, text: &str) {
    let mut draft = Draft::new(kind);
    draft.set_text(field, text);
    now(app.save(Some(id), draft)).unwrap();
}

#[test]
fn a_commit_tells_the_kinds_that_it_touched_in_every_tab() {
    let store = MemoryStore::new(7);
    let (one, other) = (tab(&store, 1), tab(&store, 2));
    let ann = person(&one, "Ann");
    let water = new_task(&one, "Water the plants", task::TO_DO, "2026-11-20", &[]);
    let about_ann = new_task(&one, "Call", task::CALL, "2026-11-25", &[(task::CONTACT, ann)]);
    now(other.catch_up()).unwrap();
    for app in [&one, &other] {
        assert!(app.take_changes().everything, "everything was read");
    }
    let both = |expected: &[KindId]| {
        assert_eq!(changed(&one), expected);
        assert_eq!(changed(&other), expected);
    };
    write(&one, water, TASK, task::TEXT, "Water all plants");
    both(&[TASK]);
    write(&one, about_ann, TASK, task::TEXT, "Call about the offer");
    both(&[TASK]);
    write(&one, about_ann, TASK, task::DUE, "2026-11-19");
    // Ann's next task is a value of hers.
    both(&[CONTACT, TASK]);
    write(&one, ann, CONTACT, contact::JOB_TITLE, "Buyer");
    both(&[CONTACT]);
    now(one.log(logged(call(ann, activity::REACHED, 100)))).unwrap();
    both(&[CONTACT, ACTIVITY]);
    assert!(
        one.shown_with(&[TASK]).contains(&CONTACT) && !one.shown_with(&[CONTACT]).contains(&TASK)
    );
}
