//! The picker: closed in every state, and open.

use leptos::prelude::*;

use super::plate::{LONG_NAME, Specimen};
use kit::{Picker, PickerFace, PickerList, PickerRow};

fn face(letters: &str, seed: u64) -> PickerFace {
    PickerFace { letters: letters.into(), seed }
}

fn row(key: &str, letters: &str, seed: u64, title: &str, note: &str) -> PickerRow {
    PickerRow {
        key: key.into(),
        face: face(letters, seed),
        title: title.into(),
        marks: std::iter::once(0..3).collect(),
        note: note.into(),
        note_marks: Vec::new(),
    }
}

fn list() -> PickerList {
    PickerList {
        rows: vec![
            row("1", "NT", 1, LONG_NAME, "Hà Nội · +84 912 345 678"),
            row("2", "NN", 2, "Nguyen Nora", "Budapest"),
            row("3", "NI", 3, "Nguyen Ilona", ""),
        ],
        create: Some("Create “Ngu”".into()),
        said: "3 matches".into(),
        note: "There are more: type on".into(),
    }
}

/// A picker that offers the same whatever is typed.
#[component]
fn One(
    value: &'static str,
    #[prop(optional)] chosen: Option<PickerFace>,
    #[prop(optional)] hint: Option<&'static str>,
    #[prop(optional)] error: Option<&'static str>,
) -> impl IntoView {
    view! {
        <Picker
            label="Company"
            value
            face=chosen
            hint=hint.map(str::to_owned)
            error=error.map(str::to_owned)
            list=|_: String| list()
            undecided=false
            on_event=|_| {}
        />
    }
}

pub fn picker() -> AnyView {
    view! {
        <Specimen name="empty, with a hint">
            <One value="" hint="Type a name" />
        </Specimen>
        <Specimen name="chosen">
            <One value="Nguyen Nora" chosen=face("NN", 2) />
        </Specimen>
        <Specimen name="an open question">
            <One value="Ngu" error="“Ngu” is not in your list. Create it, or choose another." />
        </Specimen>
        <Specimen name="long">
            <One value=LONG_NAME chosen=face("NT", 1) />
        </Specimen>
        <Specimen name="open, with a highlighted row" press="ArrowDown">
            <One value="Ngu" />
        </Specimen>
    }
    .into_any()
}
