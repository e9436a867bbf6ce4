//! The files of a record as tiles, and the place to add some.

use leptos::prelude::*;

use super::services::{FileServices, FileSource};
use crate::ui::parts::part_services::use_part_services;
use domain::FileRef;
use kit::{Button, ButtonKind, FileDrop, FileTile, FileTiles, IconName};

/// Files shown at first, and added each time.
const SLICE: usize = 12;

/// Returns the icon of a file, by its media type.
fn icon_of_file(media_type: &str) -> IconName {
    match media_type.split('/').next() {
        Some("image") => IconName::Image,
        Some("audio") => IconName::Mic,
        Some("text") => IconName::FileText,
        _ if media_type == "application/pdf" => IconName::FileText,
        _ => IconName::Paperclip,
    }
}

/// Files as tiles; pressed, they open.
#[component]
pub fn RecordFiles(
    /// The list's label, for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// The files.
    #[prop(into)]
    files: Signal<Vec<FileRef>>,
    /// Called with the hash of a file to remove; `None` if they stay.
    #[prop(optional, into)]
    on_remove: Option<Callback<String>>,
) -> impl IntoView {
    let services = use_part_services().files;
    let shown = RwSignal::new(SLICE);
    let some = Memo::new(move |_| {
        files.with(|files| files.iter().take(shown.get()).cloned().collect::<Vec<_>>())
    });
    let rest = Memo::new(move |_| files.read().len().saturating_sub(shown.get()));
    let any = Memo::new(move |_| !files.read().is_empty());
    let tile = move |file: FileRef| view! { <Tile services file files on_remove /> };
    view! {
        <Show when=move || any.get()>
            <FileTiles label>
                // A file that was renamed or came back is another tile.
                <For
                    each=move || some.get()
                    key=|file| (file.hash.clone(), file.name.clone())
                    children=tile
                />
            </FileTiles>
        </Show>
        <Show when=move || { rest.get() > 0 }>
            <Button
                label=Signal::derive(move || services.more.run(rest.get()))
                kind=ButtonKind::Ghost
                wide=true
                on_press=move |()| shown.update(|shown| *shown += 4 * SLICE)
            />
        </Show>
    }
}

#[component]
fn Tile(
    services: FileServices,
    file: FileRef,
    files: Signal<Vec<FileRef>>,
    on_remove: Option<Callback<String>>,
) -> impl IntoView {
    let icon = icon_of_file(&file.media_type);
    let picture = services.picture.run(file.clone());
    let size = u64::from(file.size);
    let hash = StoredValue::new(file.hash.clone());
    let own = file.name;
    let name =
        Signal::derive(move || if own.is_empty() { services.nameless.get() } else { own.clone() });
    let on_open = move |()| {
        let all = files.get_untracked();
        let at = hash.with_value(|hash| all.iter().position(|file| file.hash == *hash));
        if let Some(at) = at {
            services.open.run((all, at));
        }
    };
    let remove = on_remove.map(|on_remove| {
        let label = Signal::derive(move || services.remove_label.run(name.get()));
        (label, Callback::new(move |()| on_remove.run(hash.get_value())))
    });
    view! {
        <FileTile
            name
            detail=Signal::derive(move || services.size.run(size))
            icon
            picture
            open_label=Signal::derive(move || services.open_label.run(name.get()))
            on_open
            remove
        />
    }
}

/// The place to add files: buttons, drops, and what is pasted.
#[component]
pub fn FileAdder(
    /// Lets several files be added.
    many: bool,
    /// Takes pasted files, and those dropped elsewhere on the screen.
    catches: bool,
    /// Called with the stored files.
    #[prop(into)]
    on_add: Callback<Vec<FileRef>>,
) -> impl IntoView {
    let services = use_part_services().files;
    if catches {
        services.catch.run((many, on_add));
    }
    view! {
        <FileDrop
            words=services.drop
            multiple=many
            on_pick=move |event| services.take.run((FileSource::Input(event), many, on_add))
            on_drop=move |event| services.take.run((FileSource::Drop(event), many, on_add))
            progress=services.progress
        />
    }
}
