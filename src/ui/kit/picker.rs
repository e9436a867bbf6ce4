//! The picker: a field for looking somebody up, and a list below it to choose from. It knows
//! neither the people offered nor the effect of choosing. Follows the ARIA combobox pattern: the
//! focus stays in the field, and the arrow keys highlight a row.

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

/// The round picture before a name.
#[derive(Debug, Clone, PartialEq)]
pub struct PickerFace {
    /// One or two letters.
    pub letters: String,
    /// The seed of the tint; the same seed gives the same tint.
    pub seed: u64,
}

/// A row that can be chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct PickerRow {
    /// The caller's key for it.
    pub key: String,
    /// The picture before the name.
    pub face: PickerFace,
    /// Its name.
    pub title: String,
    /// The byte ranges of the name that match the search.
    pub marks: Vec<Range<usize>>,
    /// A note that tells it apart from namesakes.
    pub note: String,
    /// The byte ranges of the note that match the search.
    pub note_marks: Vec<Range<usize>>,
}

/// The choices offered for the typed text.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PickerList {
    /// The rows, the best match first.
    pub rows: Vec<PickerRow>,
    /// The label of a last row that creates the typed entry; `None` if nothing can be created.
    pub create: Option<String>,
    /// The number of matches, for screen readers.
    pub said: String,
    /// A line below the rows: there are more, or there is nobody.
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

/// The person's action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PickerEvent {
    /// Typing: the whole new text.
    Typed(String),
    /// Choosing a row: its key.
    Chosen(String),
    /// Choosing the last row.
    Create,
    /// Discarding the typed text.
    GaveUp,
    /// Leaving the field, or pressing Enter without a highlighted row.
    Left,
    /// Pressing Backspace in an empty field.
    Backspace,
}

/// A field with a list to choose from.
#[component]
pub fn Picker(
    /// The field's label.
    #[prop(into)]
    label: Signal<String>,
    /// The field's text: what was typed, or the chosen name.
    #[prop(into)]
    value: Signal<String>,
    /// The picture of the chosen one; `None` while nobody is chosen.
    #[prop(into)]
    face: Signal<Option<PickerFace>>,
    /// Help with filling it in.
    #[prop(into)]
    hint: Signal<Option<String>>,
    /// An error, or a question to answer.
    #[prop(into)]
    error: Signal<Option<String>>,
    /// Returns the choices for a text.
    #[prop(into)]
    list: Callback<String, PickerList>,
    /// True while the typed text is unresolved: then Enter reports `Left`, and Escape `GaveUp`.
    #[prop(into)]
    undecided: Signal<bool>,
    /// Called with the person's action.
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

/// The button that empties the field; out of the tab order, since keyboard users empty it by
/// typing.
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
