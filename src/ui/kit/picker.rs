//! The picker: a field in which somebody is looked for, and a list of its own below it to choose from.
//! It knows neither who is offered nor what choosing does. The pattern is the ARIA combobox: the focus
//! stays in the field, and the arrows point at a row.

mod handle;
mod keys;
mod list;
mod place;

use std::ops::Range;

use leptos::html;
use leptos::prelude::*;

use self::handle::Handle;
use self::list::PickerRows;
use super::avatar::{Avatar, AvatarSize};
use super::field::{FieldFrame, described_by};
use super::icon::{Icon, IconName};
use super::ids::unique_id;
use super::words::use_words;
use browser::dom;

/// The round picture before a name.
#[derive(Debug, Clone, PartialEq)]
pub struct PickerFace {
    /// One or two letters.
    pub letters: String,
    /// The same seed gives the same tint.
    pub seed: u64,
}

/// One who can be chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct PickerRow {
    /// By what the owner of the list knows it.
    pub key: String,
    /// What stands before the name.
    pub face: PickerFace,
    /// Its name.
    pub title: String,
    /// The parts of the name that were searched for, in bytes.
    pub marks: Vec<Range<usize>>,
    /// What tells it apart from others of its name.
    pub note: String,
    /// The parts of that which were searched for.
    pub note_marks: Vec<Range<usize>>,
}

/// What is offered for what was typed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PickerList {
    /// Who can be chosen, the best first.
    pub rows: Vec<PickerRow>,
    /// The last row, which makes what was typed; without it nothing can be made.
    pub create: Option<String>,
    /// How many there are, to be heard.
    pub said: String,
    /// Below the rows: that there are more, or that there is nobody.
    pub note: String,
}

impl PickerList {
    fn len(&self) -> usize {
        self.rows.len() + usize::from(self.create.is_some())
    }

    fn shows(&self) -> bool {
        self.len() > 0 || !self.note.is_empty()
    }
}

/// What the person did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PickerEvent {
    /// Something was typed: all of the new text.
    Typed(String),
    /// A row was chosen, by its key.
    Chosen(String),
    /// The last row was chosen.
    Create,
    /// What was typed is given up.
    GaveUp,
    /// The field was left, or Enter was pressed without pointing at a row.
    Left,
    /// Backspace where there is nothing before it.
    Backspace,
}

/// A field with a list to choose from.
#[component]
pub fn Picker(
    /// Who is looked for.
    #[prop(into)]
    label: Signal<String>,
    /// What the field holds: what was typed, or who was chosen.
    #[prop(into)]
    value: Signal<String>,
    /// What stands before the name of who was chosen; `None` while nobody is.
    #[prop(into)]
    face: Signal<Option<PickerFace>>,
    /// What helps to fill it in.
    #[prop(into)]
    hint: Signal<Option<String>>,
    /// What is wrong with it, or to be answered.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// Who is offered for a text.
    #[prop(into)]
    list: Callback<String, PickerList>,
    /// Whether what was typed is still to be decided: Enter then asks, and Escape gives it up.
    #[prop(into)]
    undecided: Signal<bool>,
    /// What the person did.
    #[prop(into)]
    on_event: Callback<PickerEvent>,
) -> impl IntoView {
    let id = unique_id("picker");
    let list_id = format!("{id}-list");
    let input = NodeRef::<html::Input>::new();
    let handle = Handle::new(value, list, undecided, on_event);
    let Handle { active, offered, shown, .. } = handle;
    let clear = move |()| {
        handle.clear();
        if let Some(input) = input.get_untracked() {
            dom::focus(&input);
        }
    };
    let option_id = StoredValue::new(format!("{id}-option"));
    let pointed = move || {
        let place = active.get().filter(|_| shown.get())?;
        Some(option_id.with_value(|id| format!("{id}-{place}")))
    };
    view! {
        <FieldFrame id=id.clone() label hint error>
            <div class="picker" data-chosen=move || face.read().is_some().then_some("")>
                {move || face.get().map(|face| view! { <Face face /> })}
                <input
                    class="field__input"
                    node_ref=input
                    id=id.clone()
                    type="text"
                    role="combobox"
                    aria-autocomplete="list"
                    aria-haspopup="listbox"
                    aria-expanded=move || if shown.get() { "true" } else { "false" }
                    aria-controls=list_id.clone()
                    aria-activedescendant=pointed
                    aria-describedby=described_by(&id, hint, error)
                    aria-invalid=move || error.read().is_some().then_some("true")
                    autocomplete="off"
                    autocapitalize="words"
                    spellcheck="false"
                    enterkeyhint="search"
                    prop:value=move || value.get()
                    on:input:target=move |event| handle.typed(event.target().value())
                    on:click=move |_| handle.open()
                    on:keydown=move |event| handle.pressed(&event)
                    on:blur=move |_| handle.left()
                />
                <Clear label value on_press=clear />
                <span class="only-heard" role="status">
                    {move || offered.with(|list| list.said.clone())}
                </span>
                <PickerRows
                    id=list_id
                    option_id
                    label
                    field=input
                    shown
                    offered
                    active
                    on_choose=move |place| handle.choose(place)
                />
            </div>
        </FieldFrame>
    }
}

/// The button that empties the field; with a keyboard it is emptied by hand.
#[component]
fn Clear(
    label: Signal<String>,
    value: Signal<String>,
    #[prop(into)] on_press: Callback<()>,
) -> impl IntoView {
    let words = use_words();
    view! {
        <button
            class="picker__clear"
            type="button"
            tabindex="-1"
            aria-label=move || format!("{} {}", words.clear.get(), label.get())
            hidden=move || value.read().is_empty()
            on:mousedown=move |event| event.prevent_default()
            on:click=move |_| on_press.run(())
        >
            <Icon name=IconName::X />
        </button>
    }
}

/// The round picture before a name.
#[component]
fn Face(face: PickerFace) -> impl IntoView {
    let PickerFace { letters, seed } = face;
    view! { <Avatar initials=letters seed=Signal::stored(seed) size=AvatarSize::Small /> }
}
