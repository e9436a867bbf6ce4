//! The finder: a field with the list of what it finds below it. Follows the ARIA combobox pattern:
//! the focus stays in the field, and the arrow keys highlight a row.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::ids::unique_id;
use dom::sight;

/// Selector of the highlighted row.
const POINTED: &str = "[aria-selected=true]";

/// A field and the rows that it finds. It takes the focus when it appears.
#[component]
pub fn Finder(
    /// The label of field and list.
    #[prop(into)]
    label: Signal<String>,
    /// What can be typed.
    #[prop(into)]
    hint: Signal<String>,
    /// The typed text.
    #[prop(into)]
    value: Signal<String>,
    /// The number of rows.
    #[prop(into)]
    count: Signal<usize>,
    /// The number of rows in words, also shown in place of none.
    #[prop(into)]
    said: Signal<String>,
    /// Draws the rows.
    #[prop(into)]
    rows: Callback<(), Vec<AnyView>>,
    /// Called with the whole new text on typing.
    #[prop(into)]
    on_input: Callback<String>,
    /// Called with the place of the chosen row.
    #[prop(into)]
    on_choose: Callback<usize>,
) -> impl IntoView {
    let list_id = unique_id("finder");
    let input = NodeRef::<html::Input>::new();
    let list = NodeRef::<html::Div>::new();
    let active = RwSignal::new(0usize);
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            dom::focus(&input);
        }
    });
    let step = move |by: isize| {
        let last = count.get_untracked().saturating_sub(1);
        active.update(|at| *at = at.saturating_add_signed(by).min(last));
        request_animation_frame(move || {
            if let Some(list) = list.try_get_untracked().flatten() {
                sight::reveal(&list, POINTED);
            }
        });
    };
    let on_keydown = move |event: KeyboardEvent| {
        // Enter also confirms a composed word, for example in Chinese.
        if event.is_composing() {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" => step(1),
            "ArrowUp" => step(-1),
            "Enter" if count.get_untracked() > 0 => on_choose.run(active.get_untracked()),
            _ => return,
        }
        event.prevent_default();
    };
    let type_in = move |text: String| {
        active.set(0);
        on_input.run(text);
    };
    let row_id = StoredValue::new(list_id.clone());
    let id_of = move |place: usize| row_id.with_value(|id| format!("{id}-{place}"));
    let row = move |(place, content): (usize, AnyView)| {
        view! {
            <div
                class="finder__row"
                id=id_of(place)
                role="option"
                aria-selected=move || if active.get() == place { "true" } else { "false" }
                on:pointermove=move |_| active.set(place)
                on:click=move |_| on_choose.run(place)
            >
                {content}
            </div>
        }
    };
    view! {
        <div class="search-box" role="search">
            <Icon name=IconName::Search />
            <input
                class="search-box__input"
                node_ref=input
                type="text"
                role="combobox"
                aria-autocomplete="list"
                aria-expanded="true"
                aria-controls=list_id.clone()
                aria-activedescendant=move || (count.get() > 0).then(|| id_of(active.get()))
                aria-label=move || label.get()
                placeholder=move || hint.get()
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                enterkeyhint="go"
                prop:value=move || value.get()
                on:input:target=move |event| type_in(event.target().value())
                on:keydown=on_keydown
            />
        </div>
        <p class="only-heard" role="status">{move || said.get()}</p>
        <div
            class="finder__list"
            node_ref=list
            id=list_id
            role="listbox"
            aria-label=move || label.get()
        >
            {move || rows.run(()).into_iter().enumerate().map(row).collect_view()}
        </div>
        <Show when=move || count.get() == 0>
            <p class="finder__none" aria-hidden="true">{move || said.get()}</p>
        </Show>
    }
}
