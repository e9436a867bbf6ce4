//! The sheet that creates a pipeline from a template.

use leptos::prelude::*;

use crate::ui::state::{sentence, t, use_app};
use domain::{TEMPLATES, Template, fold};
use kit::{SelectField, SelectOption, Sheet, SheetForm, TextField};

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

/// Returns the name, numbered if another pipeline has it.
fn free_name(name: &str, taken: &[String]) -> String {
    let numbered = (2..).map(|number: usize| format!("{name} {number}"));
    let mut names = std::iter::once(name.to_owned()).chain(numbered);
    let is_free = |name: &String| !taken.iter().any(|taken| fold(taken) == fold(name));
    names.find(is_free).unwrap_or_default()
}

/// The form, created when the sheet opens.
#[component]
fn NewPipeline(open: RwSignal<bool>) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let key = RwSignal::new(TEMPLATES[0].key.to_owned());
    // The template's name applies until the user types another.
    let typed = RwSignal::new(None::<String>);
    let taken: Vec<String> =
        untrack(|| app.deals.pipelines()).into_iter().map(|it| it.name).collect();
    // Made once: the sheet covers the way to another language.
    let names = StoredValue::new(untrack(|| words.template_names()));
    let called = move |template: &Template| names.with_value(|names| names.of(template));
    let name = Memo::new(move |_| {
        typed.get().unwrap_or_else(|| key.with(|key| free_name(&called(template(key)), &taken)))
    });
    let error = RwSignal::new(None::<String>);
    let blank = Memo::new(move |_| name.read().trim().is_empty());
    let choices =
        TEMPLATES.iter().map(|it| SelectOption::new(it.key, called(it))).collect::<Vec<_>>();
    let stages = move || {
        let template = key.with(|key| template(key));
        let stages = template.stages.iter();
        let stages = names
            .with_value(|names| stages.map(|it| names.of_stage(template, it)).collect::<Vec<_>>());
        stages.join(" → ")
    };
    let save = move |()| {
        if !blank.get_untracked() {
            let name = name.get_untracked().trim().to_owned();
            let template = key.with_untracked(|key| template(key));
            app.deals.add_pipeline(name, template, move |outcome| match outcome {
                Ok(_saved) => open.set(false),
                // The sheet may be closed by now.
                Err(problem) => drop(error.try_set(Some(sentence(&words, &problem)))),
            });
        }
    };
    view! {
        <SheetForm
            label=Signal::derive(move || t!(words, shell.save))
            on_submit=save
            disabled=blank
        >
            <TextField
                label=Signal::derive(move || t!(words, selling.name))
                value=name
                error
                on_input=move |text| {
                    error.set(None);
                    typed.set(Some(text));
                }
            />
            <SelectField
                label=Signal::derive(move || t!(words, selling.template))
                value=key
                choices=Signal::stored(choices)
                hint=Signal::derive(move || Some(stages()))
                on_change=move |chosen| key.set(chosen)
            />
        </SheetForm>
    }
}

#[cfg(test)]
mod tests {
    use super::free_name;

    #[test]
    fn a_name_that_is_taken_gets_the_next_number() {
        let taken = ["Retail".to_owned(), "service 2".to_owned(), "Service".to_owned()];
        assert_eq!(free_name("B2B sales", &taken), "B2B sales");
        assert_eq!(free_name("Retail", &taken), "Retail 2");
        assert_eq!(free_name("Service", &taken), "Service 3");
    }
}
