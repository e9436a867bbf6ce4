//! The frame: shown before the data is open, and kept while screens change.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::navigation::{Bar, Rail};
use super::routes::Screens;
use super::screens;
use crate::ui::parts::ServicesLoader;
use crate::ui::paths::{self, Router};
use crate::ui::state::{AppError, AppState, Phase, sentence, t, use_app};
use kit::{
    Button, ButtonKind, Failed, GoingBack, KitWords, LazyPart, Loading, ToastStack, keep_focus,
};

/// The id of the element that contains the screen.
const MAIN: &str = "main";

/// The whole application.
#[component]
pub fn Shell() -> impl IntoView {
    let app = AppState::begin();
    provide_context(app);
    provide_context(kit_words(app));
    provide_context(ServicesLoader(screens::services_for));
    let router = Router::follow();
    provide_context(router);
    provide_context(GoingBack(Arc::new(router)));
    fetch_screens(app);
    open_files(app, router);
    keep_focus(MAIN);
    view! {
            <a class="shell__skip" href=format!("#{MAIN}")>
                {move || t!(app.words, shell.skip)}
            </a>
            <div class="shell">
                <NewVersion />
                <Importing />
                <Rail />
                <main class="shell__main" id=MAIN tabindex="-1">
                    <Opened />
                </main>
                <Bar />
            </div>
            <Above />
            <ToastStack toasts=app.toasts />
    }
}

/// Preloads the code of the screens while the data is read, if it is installed on this device; a
/// first visit downloads as little as possible.
fn fetch_screens(app: AppState) {
    if app.settings.is_installed() {
        spawn_local(async {
            // If one fails to load, its screen reports it.
            drop(screens::today().made().await);
            drop(screens::reach_sheet().made().await);
        });
    }
}

/// Opens the import screen for files that the system opens with the app.
fn open_files(app: AppState, router: Router) {
    app.imports.on_opened_files(move || router.go(paths::IMPORT));
}

/// The screens, once the data is open; before that, progress or an error.
#[component]
fn Opened() -> impl IntoView {
    let app = use_app();
    move || match app.phase.get() {
        Phase::Opening => view! { <Opening /> }.into_any(),
        Phase::Ready => view! { <Screens /> }.into_any(),
        Phase::Failed(error) => view! { <NotOpened error /> }.into_any(),
    }
}

/// A placeholder without text while the data is read; after a delay, an explanation of what the
/// user can do.
#[component]
fn Opening() -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let slow = RwSignal::new(false);
    spawn_local(async move {
        app.patience().await;
        // The data may be open by now.
        let _shown = slow.try_set(true);
    });
    view! {
        <div class="screen">
            <Show when=move || slow.get() fallback=|| view! { <Loading /> }>
                <Failed
                    title=Signal::derive(move || t!(words, shell.slow))
                    text=Signal::derive(move || t!(words, shell.slow_text))
                >
                    <Button
                        label=Signal::derive(move || t!(words, shell.reload))
                        kind=ButtonKind::Primary
                        on_press=move |()| app.load_again()
                    />
                </Failed>
            </Show>
        </div>
    }
}

/// The sheets that any screen can open; their code is loaded with the first use.
#[component]
fn Above() -> impl IntoView {
    let sheets = use_app().sheets;
    let once =
        |open: Signal<bool>| Memo::new(move |was: Option<&bool>| open.get() || was == Some(&true));
    let reach = once(Signal::derive(move || sheets.reach.read().is_some()));
    let log = once(Signal::derive(move || sheets.log.read().is_some()));
    let task = once(Signal::derive(move || sheets.task.read().is_some()));
    let put_off = once(Signal::derive(move || sheets.put_off.read().is_some()));
    let new = once(sheets.new.into());
    let keys = once(sheets.keys.into());
    let formulas = once(Signal::derive(move || sheets.formulas.read().is_some()));
    let palette = once(sheets.palette.into());
    let viewer = once(Signal::derive(move || sheets.viewed.read().is_some()));
    view! {
        <Show when=move || reach.get()><LazyPart fetch=move |()| screens::reach_sheet() rows=0 /></Show>
        <Show when=move || log.get()><LazyPart fetch=move |()| screens::log_sheet() rows=0 /></Show>
        <Show when=move || task.get()><LazyPart fetch=move |()| screens::task_sheet() rows=0 /></Show>
        <Show when=move || put_off.get()>
            <LazyPart fetch=move |()| screens::put_off_sheet() rows=0 />
        </Show>
        <Show when=move || new.get()><LazyPart fetch=move |()| screens::new_sheet() rows=0 /></Show>
        <Show when=move || palette.get()>
            <LazyPart fetch=move |()| screens::palette() rows=0 />
        </Show>
        <Show when=move || viewer.get()><LazyPart fetch=move |()| screens::file_viewer() rows=0 /></Show>
        <Show when=move || keys.get()><LazyPart fetch=move |()| screens::keys_sheet() rows=0 /></Show>
        <Show when=move || formulas.get()>
            <LazyPart fetch=move |()| screens::formula_sheet() rows=0 />
        </Show>
    }
}

/// A status line at the top during an import; its code is loaded with the import.
#[component]
fn Importing() -> impl IntoView {
    let app = use_app();
    let under_way = Memo::new(move |_| app.imports.import_is_under_way());
    view! {
        <Show when=move || under_way.get()>
            <LazyPart fetch=move |()| screens::import_bar() rows=0 />
        </Show>
    }
}

#[component]
fn NotOpened(error: AppError) -> impl IntoView {
    let app = use_app();
    let text = Signal::derive(move || sentence(&app.words, &error));
    view! {
        <div class="screen">
            <Failed title=Signal::derive(move || t!(app.words, shell.opening_failed)) text>
                <Button
                    label=Signal::derive(move || t!(app.words, shell.try_again))
                    kind=ButtonKind::Primary
                    on_press=move |()| app.open()
                />
            </Failed>
        </div>
    }
}

/// A status line at the top when a newer version is ready; it takes over on request.
#[component]
fn NewVersion() -> impl IntoView {
    let app = use_app();
    view! {
        <Show when=move || app.settings.has_new_version()>
            <div class="shell__note" role="status">
                <span>{move || t!(app.words, shell.new_version)}</span>
                <Button
                    label=Signal::derive(move || t!(app.words, shell.reload))
                    kind=ButtonKind::Ghost
                    on_press=move |()| app.settings.take_new_version()
                />
            </div>
        </Show>
    }
}

/// Returns the kit's texts in the screen's language.
fn kit_words(app: AppState) -> KitWords {
    let words = app.words;
    KitWords {
        close: Signal::derive(move || t!(words, shell.close)),
        clear: Signal::derive(move || t!(words, shell.clear)),
        back: Signal::derive(move || t!(words, shell.back)),
        dismiss: Signal::derive(move || t!(words, shell.dismiss)),
        loading: Signal::derive(move || t!(words, shell.loading)),
        part_missing: Signal::derive(move || t!(words, shell.part_missing)),
        part_missing_text: Signal::derive(move || t!(words, shell.part_missing_text)),
        try_again: Signal::derive(move || t!(words, shell.try_again)),
        day: Signal::derive(move || t!(words, shell.day)),
        month: Signal::derive(move || t!(words, shell.month)),
        year: Signal::derive(move || t!(words, shell.year)),
        months: Signal::derive(move || app.format.months()),
    }
}
