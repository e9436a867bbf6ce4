//! The viewer of pictures; open while one is looked at.

use leptos::prelude::*;

use crate::ui::state::{Viewing, t, use_app};
use kit::{Viewer, ViewerFace, ViewerWords};

/// The viewer, above every screen.
#[component]
pub fn FileViewer() -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let viewed = app.sheets.viewed;
    let file = Memo::new(move |_| viewed.with(|viewed| viewed.as_ref()?.file().cloned()));
    let face = Memo::new(move |_| {
        viewed.with(|viewed| {
            let Viewing { files, at } = viewed.as_ref()?;
            let place = match files.len() {
                1 => String::new(),
                count => t!(words, files.place, count = count, number = at + 1),
            };
            let name = files.get(*at).map(|file| file.name.clone()).filter(|name| !name.is_empty());
            Some(ViewerFace {
                name: name.unwrap_or_else(|| t!(words, files.nameless)),
                place,
                has_previous: *at > 0,
                has_next: at + 1 < files.len(),
            })
        })
    });
    let text =
        move |read: fn(&crate::ui::state::Words) -> String| Signal::derive(move || read(&words));
    let named = ViewerWords {
        previous: text(|words| t!(words, files.previous)),
        next: text(|words| t!(words, files.next)),
        download: text(|words| t!(words, files.download)),
        larger: text(|words| t!(words, files.larger)),
        smaller: text(|words| t!(words, files.smaller)),
        failed: text(|words| t!(words, files.failed)),
    };
    let on_download = move |()| {
        if let Some(file) = file.get_untracked() {
            app.records.download_file(file);
        }
    };
    view! {
        <Viewer
            face
            address=app.records.picture(file.into())
            words=named
            on_step=move |by| viewed.update(|viewed| *viewed = viewed.as_ref().map(|it| it.stepped(by)))
            on_download
            on_close=move |()| viewed.set(None)
        />
    }
}
