//! The search box: one line that filters the content below it while typing.

use leptos::html;
use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::plain_keys::on_plain_key;
use super::words::use_words;

/// A search box with a button that empties it. Escape empties it too.
#[component]
pub fn SearchBox(
    /// The label, also used as the placeholder.
    #[prop(into)]
    label: Signal<String>,
    /// The typed text.
    #[prop(into)]
    value: Signal<String>,
    /// Called with the whole new text on typing.
    #[prop(into)]
    on_input: Callback<String>,
    /// The shortcut key that focuses it on a desktop, outside of fields and dialogs.
    #[prop(optional, into)]
    shortcut: Option<String>,
    /// A reference for callers that want to focus it.
    #[prop(optional)]
    node_ref: NodeRef<html::Input>,
    /// Focuses it when it appears: the person came to type.
    #[prop(optional)]
    begins: bool,
) -> impl IntoView {
    let words = use_words();
    let empty = Memo::new(move |_| value.read().is_empty());
    let clear = move || {
        on_input.run(String::new());
        if let Some(input) = node_ref.get_untracked() {
            dom::focus(&input);
        }
    };
    let on_keydown = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" && !empty.get_untracked() {
            // Meant for the text in the box, not for the sheet around it.
            event.stop_propagation();
            event.prevent_default();
            clear();
        }
    };
    if let Some(key) = shortcut.clone() {
        lead_here(key, node_ref);
    }
    if begins {
        Effect::new(move |_| {
            if let Some(input) = node_ref.get() {
                dom::focus(&input);
            }
        });
    }
    view! {
        <div class="search-box" role="search">
            <Icon name=IconName::Search />
            <input
                class="search-box__input"
                node_ref=node_ref
                type="search"
                enterkeyhint="search"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                aria-label=move || label.get()
                placeholder=move || label.get()
                prop:value=move || value.get()
                on:input:target=move |event| on_input.run(event.target().value())
                on:keydown=on_keydown
            />
            {shortcut.map(|key| {
                view! {
                    <kbd class="search-box__key" aria-hidden="true" hidden=move || !empty.get()>
                        {key}
                    </kbd>
                }
            })}
            <button
                class="search-box__clear"
                type="button"
                aria-label=move || words.clear.get()
                hidden=move || empty.get()
                on:click=move |_| clear()
            >
                <Icon name=IconName::X />
            </button>
        </div>
    }
}

/// Focuses the box on the shortcut key while it exists.
fn lead_here(key: String, input: NodeRef<html::Input>) {
    on_plain_key(move |pressed, _| match input.get_untracked() {
        Some(input) if pressed == key => {
            dom::focus(&input);
            true
        }
        _ => false,
    });
}
