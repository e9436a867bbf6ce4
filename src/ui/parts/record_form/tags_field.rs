//! Tags: chips that are removed when pressed, and a line for new ones with suggestions.

use leptos::prelude::*;

use super::cell::FormDraft;
use domain::{DraftElement, DraftSlot, Field, Fields, Value, fold, one_line};
use kit::{Chip, Chips, IconName, TextField};

/// The number of tags suggested at a time.
const OFFERED: usize = 8;
/// The characters that end a tag while typing.
const ENDS: [char; 3] = [',', ';', '，'];

/// The tags of a draft, and the one being typed.
#[derive(Clone, Copy)]
struct Tags {
    form: FormDraft,
    number: u32,
    typed: RwSignal<String>,
    own: Memo<Vec<String>>,
}

impl Tags {
    fn new(form: FormDraft, number: u32) -> Self {
        let own = Memo::new(move |_| form.draft.with(|draft| draft.texts(number)));
        Self { form, number, typed: RwSignal::new(String::new()), own }
    }

    fn add(self, text: &str) {
        let tag = one_line(text);
        let has = self.own.with_untracked(|own| own.iter().any(|own| fold(own) == fold(&tag)));
        if tag.is_empty() || has {
            return;
        }
        let element = DraftElement { id: None, label: String::new(), value: Value::Text(tag) };
        self.form.draft.update(|draft| {
            let slot = draft.slots.entry(self.number).or_insert(DraftSlot::Many(Vec::new()));
            if let DraftSlot::Many(elements) = slot {
                elements.push(element);
            }
        });
    }

    fn remove(self, tag: &str) {
        self.form.draft.update(|draft| {
            if let Some(DraftSlot::Many(elements)) = draft.slots.get_mut(&self.number) {
                elements.retain(|element| element.value.as_text() != Some(tag));
            }
        });
    }

    /// Handles typing; a comma or semicolon ends a tag.
    fn write(self, text: String) {
        match text.rsplit_once(ENDS) {
            Some((before, rest)) => {
                before.split(ENDS).for_each(|tag| self.add(tag));
                self.typed.set(rest.trim_start().to_owned());
            }
            None => self.typed.set(text),
        }
    }

    /// Turns the typed text into a tag.
    fn take(self) {
        let text = self.typed.get_untracked();
        if !text.is_empty() {
            self.add(&text);
            self.typed.set(String::new());
        }
    }

    /// Returns known tags that match the typed text and are not on the record yet.
    fn offers(self, known: &[String]) -> Vec<String> {
        let (own, wanted) = (self.own.get(), fold(self.typed.read().trim()));
        let fits = |tag: &&String| !own.contains(tag) && fold(tag).contains(&wanted);
        known.iter().filter(fits).take(OFFERED).cloned().collect()
    }
}

/// The tags of a record.
#[component]
pub fn TagsField(
    /// The draft.
    form: FormDraft,
    /// The field.
    field: Field,
) -> impl IntoView {
    let label = form.label(field.number);
    let tags = Tags::new(form, field.number);
    let known = form.services.tags.run(form.kind);
    let offers = Memo::new(move |_| known.with(|known| tags.offers(known)));
    let chip = move |tag: String| {
        let name = tag.clone();
        view! { <Chip label=tag trailing=IconName::X on_press=move |()| tags.remove(&name) /> }
    };
    let offer = move |tag: String| {
        let name = tag.clone();
        let on_press = move |()| {
            tags.add(&name);
            tags.typed.set(String::new());
        };
        view! { <Chip label=tag icon=IconName::Plus on_press /> }
    };
    let on_keydown = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" && !tags.typed.read_untracked().is_empty() {
            // Enter ends the tag instead of submitting the form.
            event.prevent_default();
            tags.take();
        }
    };
    view! {
        <div class="form-list" on:keydown=on_keydown on:focusout=move |_| tags.take()>
            <TextField label value=tags.typed on_input=move |text| tags.write(text) />
            <div class="form-list__chips" hidden=move || tags.own.read().is_empty()>
                <Chips label wrap=true>
                    <For each=move || tags.own.get() key=Clone::clone children=chip />
                </Chips>
            </div>
            <div class="form-list__chips" data-quiet="" hidden=move || offers.read().is_empty()>
                <Chips label wrap=true>
                    <For each=move || offers.get() key=Clone::clone children=offer />
                </Chips>
            </div>
        </div>
    }
}
