//! Files as tiles: a small picture or an icon, the name, the size.

use leptos::prelude::*;

use super::button::IconButton;
use super::icon::{Icon, IconName};

/// A list of files. Its children are `FileTile`s.
#[component]
pub fn FileTiles(
    /// The list's label, for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// The tiles.
    children: Children,
) -> impl IntoView {
    view! {
        <ul class="file-tiles" role="list" aria-label=move || label.get()>
            {children()}
        </ul>
    }
}

/// One file.
#[component]
pub fn FileTile(
    /// The file's name.
    #[prop(into)]
    name: Signal<String>,
    /// A quiet line below it: the size.
    #[prop(into)]
    detail: Signal<String>,
    /// The icon of a file without a picture.
    icon: IconName,
    /// The address of a picture, once it is known.
    #[prop(optional, into)]
    picture: Signal<Option<String>>,
    /// The name of the button that opens it: "Open offer.pdf".
    #[prop(into)]
    open_label: Signal<String>,
    /// Called to open it.
    #[prop(into)]
    on_open: Callback<()>,
    /// The name of the button that removes it, and its callback; `None` if it stays.
    #[prop(optional_no_strip)]
    remove: Option<(Signal<String>, Callback<()>)>,
) -> impl IntoView {
    // An address that does not lead to a picture shows the icon.
    let broken = RwSignal::new(false);
    let shown = Memo::new(move |_| picture.get().filter(|_| !broken.get()));
    let face = move || match shown.get() {
        Some(address) => view! {
            <img
                class="file-tiles__picture"
                src=address
                alt=""
                loading="lazy"
                decoding="async"
                on:error=move |_| broken.set(true)
            />
        }
        .into_any(),
        None => view! { <Icon name=icon /> }.into_any(),
    };
    view! {
        <li class="file-tiles__tile">
            <button
                class="file-tiles__open"
                type="button"
                aria-label=move || open_label.get()
                title=move || name.get()
                on:click=move |_| on_open.run(())
            >
                <span class="file-tiles__face">{face}</span>
                <span class="file-tiles__name" dir="auto">{move || name.get()}</span>
                <span class="file-tiles__detail">{move || detail.get()}</span>
            </button>
            {remove
                .map(|(label, on_press)| {
                    view! {
                        <span class="file-tiles__remove">
                            <IconButton label icon=IconName::X on_press />
                        </span>
                    }
                })}
        </li>
    }
}
