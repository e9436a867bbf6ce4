//! The sheet that asks for the name of a view: of a new one, or of one that is renamed.

use leptos::prelude::*;

use super::sheets;
use super::state::{List, ListSheet};
use crate::ui::state::{AppError, Saved, ViewId, sentence, t};
use domain::RecordId;
use kit::{LazyPart, Sheet, SheetForm, TextField};

/// The sheet.
#[component]
pub fn NameSheet(list: List) -> impl IntoView {
    let words = list.app.words;
    // The last content stays while the sheet slides away.
    let named = Memo::new(move |before: Option<&Option<RecordId>>| match list.over.get() {
        Some(ListSheet::NameView(id)) => id,
        _ => before.copied().flatten(),
    });
    let open = Signal::derive(move || matches!(list.over.get(), Some(ListSheet::NameView(_))));
    let title = Signal::derive(move || match named.get() {
        Some(_) => t!(words, records.rename_view),
        None => t!(words, records.save_as_view),
    });
    view! {
        <Sheet open title writes=true on_close=move |()| list.over.set(None)>
            {move || {
                let id = named.get();
                view! { <LazyPart fetch=move |()| sheets::view_name(list, id) /> }
            }}
        </Sheet>
    }
}

/// The form.
#[component]
pub fn ViewName(list: List, id: Option<RecordId>) -> impl IntoView {
    let app = list.app;
    let words = app.words;
    let name = RwSignal::new(id.map(|id| app.records.peek_name(id)).unwrap_or_default());
    let problem = RwSignal::new(None::<AppError>);
    let then = move |outcome: Result<Saved, AppError>| match outcome {
        Ok(saved) => {
            list.over.set(None);
            if id.is_none() {
                show(list, saved.id);
            }
        }
        Err(error) => problem.set(Some(error)),
    };
    let save = move |()| {
        let name = name.get_untracked();
        match id {
            Some(id) => app.records.rename_view(id, name, then),
            None => {
                let contents = list.contents(list.layout.chosen());
                app.records.save_view(list.kind, name, contents, then);
            }
        }
    };
    let error =
        Signal::derive(move || problem.read().as_ref().map(|error| sentence(&words, error)));
    view! {
        <SheetForm label=Signal::derive(move || t!(words, shell.save)) on_submit=save>
            <TextField
                label=Signal::derive(move || t!(words, records.view_name))
                value=name
                error
                on_input=move |text| {
                    problem.set(None);
                    name.set(text);
                }
            />
        </SheetForm>
    }
}

/// Shows a view that was just saved.
fn show(list: List, id: RecordId) {
    let views = list.views.get_untracked();
    if let Some(view) = views.iter().find(|view| view.id == ViewId::Saved(id)) {
        list.ask(|listing| *listing = listing.showing(view));
    }
}
