//! The sheet of a pipeline: rename or delete.

use leptos::prelude::*;

use super::where_to::RemovePlace;
use crate::ui::state::{fault_sentence, sentence, t, use_app};
use domain::{Draft, Fault, PIPELINE, RecordId, pipeline};
use kit::{Sheet, SheetForm, TextField};

/// The sheet; open while a pipeline is edited.
#[component]
pub fn PipelineSheet(edited: RwSignal<Option<RecordId>>) -> impl IntoView {
    let words = use_app().words;
    view! {
        <Sheet
            open=Signal::derive(move || edited.read().is_some())
            title=Signal::derive(move || t!(words, selling.pipeline))
            writes=true
            on_close=move |()| edited.set(None)
        >
            {move || {
                // Empty while the sheet slides away.
                edited.get_untracked().map(|id| view! { <PipelineForm edited id /> })
            }}
        </Sheet>
    }
}

#[component]
fn PipelineForm(edited: RwSignal<Option<RecordId>>, id: RecordId) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let name = RwSignal::new(app.records.peek_name(id));
    let error = RwSignal::new(None::<String>);
    let asking = RwSignal::new(false);
    // Deals need at least one pipeline.
    let only = untrack(|| app.deals.pipelines().len()) < 2;
    let save = move |()| {
        if name.read_untracked().trim().is_empty() {
            return error.set(Some(fault_sentence(&words, Fault::NoName)));
        }
        let mut draft = Draft::new(PIPELINE);
        draft.set_text(pipeline::NAME, name.get_untracked());
        app.records.save(Some(id), draft, move |outcome| match outcome {
            Ok(_saved) => edited.set(None),
            Err(problem) => error.set(Some(sentence(&words, &problem))),
        });
    };
    view! {
        <SheetForm
            label=Signal::derive(move || t!(words, shell.save))
            on_submit=save
            hidden=asking
        >
            <TextField
                label=Signal::derive(move || t!(words, selling.name))
                value=name
                error
                on_input=move |text| name.set(text)
            />
        </SheetForm>
        {if only {
            view! { <p class="settings__note">{move || t!(words, selling.only_pipeline)}</p> }
                .into_any()
        } else {
            view! {
                <RemovePlace
                    id
                    hint=Signal::derive(move || t!(words, selling.remove_pipeline_hint))
                    asking
                    on_gone=move |()| edited.set(None)
                />
            }
                .into_any()
        }}
    }
}
