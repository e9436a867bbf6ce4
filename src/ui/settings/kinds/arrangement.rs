//! The fields that came with the app, by section: their order, and what is said of each; and the
//! sections of pages that show related records.

use leptos::html;
use leptos::prelude::*;

use super::layout_sheet::LayoutSheet;
use crate::ui::state::{AppState, KindInSettings, LayoutChange, t, use_app};
use domain::{Field, KindId, Section, Shown, part_layout};
use kit::{Group, Icon, IconButton, IconName, ListRow, MoveButtons, MoveDirection};

/// State shared by the parts.
#[derive(Clone, Copy)]
struct ArrangementState {
    app: AppState,
    root: NodeRef<html::Div>,
    kind: Memo<Option<KindInSettings>>,
    fields: Memo<Vec<Field>>,
    edited: RwSignal<Option<u32>>,
}

impl ArrangementState {
    fn id(self) -> Option<KindId> {
        self.kind.with_untracked(|kind| kind.as_ref().map(|kind| kind.kind))
    }

    /// Returns the sections in their order. Tracked.
    fn sections(self) -> Vec<Section> {
        let mut sections: Vec<Section> = Vec::new();
        for field in self.fields.read().iter() {
            if !sections.contains(&field.section) {
                sections.push(field.section);
            }
        }
        sections
    }

    /// Returns the keys of the fields of a section, in their order. Tracked.
    fn keys(self, section: Section) -> Vec<String> {
        let fields = self.fields.read();
        let own = fields.iter().filter(|field| field.section == section);
        own.map(|field| field.key.to_string()).collect()
    }

    /// Moves a part among others and keeps the focus on its button.
    fn shift(self, mut parts: Vec<String>, part: &str, way: MoveDirection) {
        let Some(kind) = self.id() else { return };
        let selector = way.shift_marked(&mut parts, &part.to_owned(), part);
        let focus = move || self.app.focus_soon(self.root, selector);
        self.app.settings.change_layout(kind, LayoutChange::Order(parts), focus);
    }
}

/// The sections of a kind's forms with their fields, and those of its pages.
#[component]
pub fn Arrangement(kind: Memo<Option<KindInSettings>>, root: NodeRef<html::Div>) -> impl IntoView {
    let app = use_app();
    let fields = Memo::new(move |_| {
        kind.with(|kind| {
            kind.as_ref().map(|kind| kind.schema.fields_to_arrange()).unwrap_or_default()
        })
    });
    let state = ArrangementState { app, root, kind, fields, edited: RwSignal::new(None) };
    let sections = Memo::new(move |_| state.sections());
    view! {
        <For each=move || sections.get() key=|section| *section let:section>
            <SectionGroup state section />
        </For>
        <PageGroup state />
        <LayoutSheet kind edited=state.edited />
    }
}

fn part_of(section: Section) -> String {
    format!("{}{}", part_layout::SECTION, section.key())
}

/// A section of forms: its fields, and buttons that move or hide it as a whole.
#[component]
fn SectionGroup(state: ArrangementState, section: Section) -> impl IntoView {
    let words = state.app.words;
    let keys = Memo::new(move |_| state.keys(section));
    let parts = Memo::new(move |_| state.sections().into_iter().map(part_of).collect::<Vec<_>>());
    let part = StoredValue::new(part_of(section));
    let name = Signal::derive(move || words.section(section));
    let is_hidden = Memo::new(move |_| {
        let kind = state.kind.with(|kind| kind.as_ref().map(|kind| kind.kind));
        let settings = state.app.settings;
        kind.is_some_and(|kind| part.with_value(|part| settings.is_section_hidden(kind, part)))
    });
    let aside = move || {
        view! { <PartButtons state part=part.get_value() parts is_hidden=is_hidden.into() name /> }
    };
    view! {
        <Group title=name aside>
            <For each=move || keys.get() key=|key| key.clone() let:key>
                <FieldRow state keys key />
            </For>
        </Group>
    }
}

/// The sections of the kind's pages that show related records.
#[component]
fn PageGroup(state: ArrangementState) -> impl IntoView {
    let app = state.app;
    let words = app.words;
    let sections = Memo::new(move |_| {
        let kind = state.kind.with(|kind| kind.as_ref().map(|kind| kind.kind));
        kind.map(|kind| app.records.page_sections(kind)).unwrap_or_default()
    });
    let parts = Memo::new(move |_| {
        sections.with(|all| all.iter().map(|section| section.part.clone()).collect::<Vec<_>>())
    });
    let row = move |part: String| {
        let part = StoredValue::new(part);
        let section = Memo::new(move |_| {
            part.with_value(|part| sections.read().iter().find(|it| it.part == *part).cloned())
        });
        let is_hidden =
            Signal::derive(move || section.read().as_ref().is_some_and(|it| it.is_hidden));
        let name = Signal::derive(move || {
            let named = section.get().zip(state.kind.get());
            named
                .map(|(it, kind)| app.records.page_section_title(kind.kind, &it))
                .unwrap_or_default()
        });
        let below = move || if is_hidden.get() { t!(words, kinds.hidden) } else { String::new() };
        let extra =
            move || view! { <PartButtons state part=part.get_value() parts is_hidden name /> };
        view! {
            <ListRow
                leading=|| view! { <Icon name=IconName::Link /> }
                title=move || name.get()
                subtitle=below
                extra
            />
        }
    };
    view! {
        <Show when=move || !parts.read().is_empty()>
            <Group title=Signal::derive(move || t!(words, kinds.on_page))>
                <For each=move || parts.get() key=|part| part.clone() children=row />
            </Group>
        </Show>
    }
}

/// Buttons that hide a part of forms or pages, and move it among its like.
#[component]
fn PartButtons(
    state: ArrangementState,
    part: String,
    parts: Memo<Vec<String>>,
    is_hidden: Signal<bool>,
    name: Signal<String>,
) -> impl IntoView {
    let app = state.app;
    let words = app.words;
    let part = StoredValue::new(part);
    let hide = move |()| {
        if let Some(kind) = state.id() {
            let change = LayoutChange::Hide(part.get_value(), !is_hidden.get_untracked());
            app.settings.change_layout(kind, change, || ());
        }
    };
    let label = Signal::derive(move || match is_hidden.get() {
        true => t!(words, kinds.show_section, name = name.get()),
        false => t!(words, kinds.hide_section, name = name.get()),
    });
    let icon = move || if is_hidden.get() { IconName::EyeOff } else { IconName::Eye };
    let is_at = move |end: Option<&String>| part.with_value(|part| end == Some(part));
    view! {
        <span class="settings__moves" data-moves=part.get_value()>
            {move || view! { <IconButton label icon=icon() on_press=hide /> }}
            <MoveButtons
                up=Signal::derive(move || t!(words, selling.move_up, name = name.get()))
                down=Signal::derive(move || t!(words, selling.move_down, name = name.get()))
                is_first=Signal::derive(move || is_at(parts.read().first()))
                is_last=Signal::derive(move || is_at(parts.read().last()))
                on_move=move |way| {
                    state.shift(parts.get_untracked(), &part.get_value(), way);
                }
            />
        </span>
    }
}

/// A field: its name, and what is said of it.
#[component]
fn FieldRow(state: ArrangementState, keys: Memo<Vec<String>>, key: String) -> impl IntoView {
    let app = state.app;
    let words = app.words;
    let key = StoredValue::new(key);
    let field = Memo::new(move |_| {
        key.with_value(|key| state.fields.read().iter().find(|it| it.key == *key).cloned())
    });
    let name = Memo::new(move |_| {
        let (kind, field) = (state.kind.read(), field.read());
        let named = kind.as_ref().zip(field.as_ref());
        named.map(|(kind, field)| words.field(&kind.schema, field)).unwrap_or_default()
    });
    let is_hidden = move || field.read().as_ref().is_some_and(|field| field.shown == Shown::Never);
    let below = Signal::derive(move || {
        let Some(field) = field.get() else { return String::new() };
        let mut parts = Vec::new();
        if field.required {
            parts.push(t!(words, kinds.required));
        }
        if field.shown == Shown::Never {
            parts.push(t!(words, kinds.hidden));
        }
        if field.default.is_some() {
            parts.push(t!(words, kinds.has_default));
        }
        parts.join("\u{a0}· ")
    });
    let move_it = move |way| {
        state.shift(keys.get_untracked(), &key.get_value(), way);
    };
    let extra = move || {
        view! {
            <span data-moves=key.get_value()>
                <Show when=move || 1 < keys.read().len()>
                    <MoveButtons
                        up=Signal::derive(move || t!(words, selling.move_up, name = name.get()))
                        down=Signal::derive(move || t!(words, selling.move_down, name = name.get()))
                        is_first=Signal::derive(move || keys.read().first() == Some(&key.get_value()))
                        is_last=Signal::derive(move || keys.read().last() == Some(&key.get_value()))
                        on_move=move_it
                    />
                </Show>
            </span>
        }
    };
    view! {
        <ListRow
            leading=move || {
                let name = if is_hidden() { IconName::EyeOff } else { IconName::AlignLeft };
                view! { <Icon name /> }
            }
            title=move || name.get()
            subtitle=move || below.get()
            trailing=|| view! { <Icon name=IconName::ChevronRight /> }
            extra
            on_press=move |()| state.edited.set(field.get_untracked().map(|field| field.number))
        />
    }
}
