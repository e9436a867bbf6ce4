//! Big tiles to choose one of, each an icon over its label: the outcome of a call.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// One tile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tile {
    /// The program's name for it.
    pub key: String,
    /// The label, one or two words.
    pub label: String,
    /// The icon above it.
    pub icon: IconName,
}

impl Tile {
    /// Creates a tile.
    pub fn new(key: impl Into<String>, label: impl Into<String>, icon: IconName) -> Self {
        Self { key: key.into(), label: label.into(), icon }
    }
}

/// Two to four big tiles in a row, at most one of them chosen.
#[component]
pub fn Tiles(
    /// The group's label, for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// The tiles.
    #[prop(into)]
    items: Signal<Vec<Tile>>,
    /// The key of the chosen tile.
    #[prop(into)]
    value: Signal<Option<String>>,
    /// Called with the key of a pressed tile.
    #[prop(into)]
    on_choose: Callback<String>,
) -> impl IntoView {
    let tile = move |tile: Tile| {
        let key = StoredValue::new(tile.key);
        let chosen = move || key.with_value(|key| value.read().as_deref() == Some(key.as_str()));
        view! {
            <button
                class="tiles__tile"
                type="button"
                aria-pressed=move || if chosen() { "true" } else { "false" }
                on:click=move |_| on_choose.run(key.get_value())
            >
                <Icon name=tile.icon />
                <span class="tiles__word">{tile.label}</span>
            </button>
        }
    };
    view! {
        <div class="tiles" role="group" aria-label=move || label.get()>
            {move || items.get().into_iter().map(tile).collect_view()}
        </div>
    }
}
