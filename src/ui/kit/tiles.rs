//! Big tiles to choose one of, each a picture over its word: how a call went.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// One thing that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tile {
    /// What the program calls it.
    pub key: String,
    /// One or two words.
    pub label: String,
    /// The picture above them.
    pub icon: IconName,
}

impl Tile {
    /// A tile of these names.
    pub fn new(key: impl Into<String>, label: impl Into<String>, icon: IconName) -> Self {
        Self { key: key.into(), label: label.into(), icon }
    }
}

/// Two to four big tiles in a row; one of them can be the chosen one.
#[component]
pub fn Tiles(
    /// What they are about, for those who do not see it.
    #[prop(into)]
    label: Signal<String>,
    /// The tiles.
    #[prop(into)]
    items: Signal<Vec<Tile>>,
    /// The key of the chosen one.
    #[prop(into)]
    value: Signal<Option<String>>,
    /// One was pressed: its key.
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
