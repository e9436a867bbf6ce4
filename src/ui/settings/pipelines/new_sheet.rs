//! The sheet that makes a pipeline from a template.

use leptos::prelude::*;

use crate::domain::{TEMPLATES, Template};
use crate::ui::kit::{Button, ButtonKind, Choice, SelectField, Sheet, TextField};
use crate::ui::state::{t, use_app};

/// A new pipeline.
#[component]
pub fn NewPipelineSheet(open: RwSignal<bool>) -> impl IntoView {
    let words = use_app().words;
    view! {
        <Sheet
            open
            title=Signal::derive(move || t!(words, selling.new_pipeline))
            writes=true
            on_close=move |()| open.set(false)
        >
            <NewPipeline open />
        </Sheet>
    }
}

fn template(key: &str) -> &'static Template {
    TEMPLATES.iter().find(|known| known.key == key).unwrap_or(&TEMPLATES[0])
}

/// Made when the sheet opens.
#[component]
fn NewPipeline(open: RwSignal<bool>) -> impl IntoView {
    let state = use_app();
    let words = state.words;
    let key = RwSignal::new(TEMPLATES[0].key.to_owned());
    // The name is that of the template until another one is typed.
    let typed = RwSignal::new(None::<String>);
    let name = Memo::new(move |_| {
        typed.get().unwrap_or_else(|| key.with(|key| template(key).name.to_owned()))
    });
    let blank = Memo::new(move |_| name.read().trim().is_empty());
    let choices = TEMPLATES.iter().map(|it| Choice::new(it.key, it.name)).collect::<Vec<_>>();
    let stages = move || {
        let stages = key.with(|key| template(key).stages);
        stages.iter().map(|stage| stage.name).collect::<Vec<_>>().join(" → ")
    };
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if !blank.get_untracked() {
            open.set(false);
            let name = name.get_untracked().trim().to_owned();
            state.add_pipeline(name, key.with_untracked(|key| template(key)));
        }
    };
    view! {
        <form class="settings__sheet" on:submit=save>
            <TextField
                label=Signal::derive(move || t!(words, selling.name))
                value=name
                on_input=move |text| typed.set(Some(text))
            />
            <SelectField
                label=Signal::derive(move || t!(words, selling.template))
                value=key
                choices=Signal::stored(choices)
                hint=Signal::derive(move || Some(stages()))
                on_change=move |chosen| key.set(chosen)
            />
            <Button
                label=Signal::derive(move || t!(words, shell.save))
                kind=ButtonKind::Primary
                disabled=blank
                submit=true
                wide=true
            />
        </form>
    }
}
