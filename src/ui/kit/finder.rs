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
    /// An example of texts to type, shown while the field is empty.
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
    let input = NodeRef::<html::Input>::new();
    let id = StoredValue::new(unique_id("finder"));
    let active = RwSignal::new(0usize);
    let state = FinderState { id, count, active, list: NodeRef::new(), on_choose };
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            dom::focus(&input);
        }
    });
    let type_in = move |text: String| {
        active.set(0);
        on_input.run(text);
    };
    let pointed = move || (count.get() > 0).then(|| state.id_of(active.get()));
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
                aria-controls=id.get_value()
                aria-activedescendant=pointed
                aria-label=move || label.get()
                placeholder=move || hint.get()
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                enterkeyhint="go"
                prop:value=move || value.get()
                on:input:target=move |event| type_in(event.target().value())
                on:keydown=move |event| state.pressed(&event)
            />
        </div>
        <p class="only-heard" role="status">{move || said.get()}</p>
        <FinderRows state label rows />
        <Show when=move || count.get() == 0>
            <p class="finder__none" aria-hidden="true">{move || said.get()}</p>
        </Show>
    }
}

/// The state shared by field and list.
#[derive(Clone, Copy)]
struct FinderState {
    /// The id of the list; those of its rows begin with it.
    id: StoredValue<String>,
    count: Signal<usize>,
    /// The highlighted row.
    active: RwSignal<usize>,
    list: NodeRef<html::Div>,
    on_choose: Callback<usize>,
}

impl FinderState {
    fn id_of(self, place: usize) -> String {
        self.id.with_value(|id| format!("{id}-{place}"))
    }

    /// Highlights another row, and scrolls it into sight once it is drawn.
    fn step(self, by: isize) {
        let last = self.count.get_untracked().saturating_sub(1);
        self.active.update(|at| *at = at.saturating_add_signed(by).min(last));
        request_animation_frame(move || {
            if let Some(list) = self.list.try_get_untracked().flatten() {
                sight::reveal(&list, POINTED);
            }
        });
    }

    fn pressed(self, event: &KeyboardEvent) {
        // Enter also confirms a composed word, for example in Chinese.
        if event.is_composing() {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" => self.step(1),
            "ArrowUp" => self.step(-1),
            "Enter" if self.count.get_untracked() > 0 => {
                self.on_choose.run(self.active.get_untracked());
            }
            _ => return,
        }
        event.prevent_default();
    }
}

/// The rows.
#[component]
fn FinderRows(
    state: FinderState,
    label: Signal<String>,
    rows: Callback<(), Vec<AnyView>>,
) -> impl IntoView {
    let FinderState { id, active, list, on_choose, .. } = state;
    let row = move |(place, content): (usize, AnyView)| {
        view! {
            <div
                class="finder__row"
                id=state.id_of(place)
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
        <div
            class="finder__list"
            node_ref=list
            id=id.get_value()
            role="listbox"
            aria-label=move || label.get()
        >
            {move || rows.run(()).into_iter().enumerate().map(row).collect_view()}
        </div>
    }
}
