//! The column chooser: any field of the schema, in any order.

use std::collections::BTreeSet;

use leptos::html;
use leptos::prelude::*;

use super::sheets;
use super::state::{List, ListSheet};
use crate::ui::state::{AppState, ViewContents, t};
use domain::{Schema, Section, column_fields, default_columns};
use kit::{Button, ButtonKind, CheckField, Group, LazyPart, MoveButtons, MoveDirection, Sheet};

/// The columns being edited, by field number; a cheap `Copy` handle. Applied only on save, so that
/// the history gets one entry per edit, not per checkbox.
#[derive(Clone, Copy)]
pub struct ColumnDraft {
    chosen: RwSignal<Vec<u32>>,
}

impl ColumnDraft {
    fn begin(self, list: List) {
        self.chosen.set(list.layout.fields());
    }

    fn reset(self, schema: &Schema) {
        self.chosen.set(default_columns(schema).iter().map(|field| field.number).collect());
    }

    fn is_default(self, schema: &Schema) -> bool {
        let default = default_columns(schema);
        self.chosen.with(|chosen| chosen.iter().eq(default.iter().map(|field| &field.number)))
    }

    fn has(self, number: u32) -> bool {
        self.chosen.with(|chosen| chosen.contains(&number))
    }

    fn place(self, number: u32) -> Option<usize> {
        self.chosen.with(|chosen| chosen.iter().position(|known| *known == number))
    }

    fn add(self, number: u32) {
        self.chosen.update(|chosen| chosen.push(number));
    }

    fn remove(self, number: u32) {
        self.chosen.update(|chosen| chosen.retain(|known| *known != number));
    }

    fn shift(self, number: u32, way: MoveDirection) {
        self.chosen.update(|chosen| way.shift(chosen, &number));
    }
}

/// Returns the entry to focus when one leaves the list: the next, otherwise the previous.
fn neighbor(numbers: &[u32], number: u32) -> Option<u32> {
    let place = numbers.iter().position(|known| *known == number)?;
    numbers.get(place + 1).or_else(|| numbers.get(place.checked_sub(1)?)).copied()
}

/// The sheet with the fields.
#[component]
pub fn ColumnsSheet(list: List) -> impl IntoView {
    let words = list.app.words;
    let open = Signal::derive(move || list.over.get() == Some(ListSheet::Columns));
    let title = Signal::derive(move || t!(words, records.columns));
    let draft = ColumnDraft { chosen: RwSignal::new(Vec::new()) };
    let footer =
        move || view! { <LazyPart fetch=move |()| sheets::columns_foot(list, draft) rows=0 /> };
    view! {
        <Sheet open title footer on_close=move |()| list.over.set(None)>
            <LazyPart fetch=move |()| sheets::columns(list, draft) />
        </Sheet>
    }
}

/// The sheet's buttons.
#[component]
pub fn ColumnsFoot(list: List, draft: ColumnDraft) -> impl IntoView {
    let app = list.app;
    let words = app.words;
    let Some(schema) = list.schema.get_untracked() else { return ().into_any() };
    let schema = StoredValue::new(schema);
    let save = move |()| {
        let columns = draft.chosen.get_untracked();
        // A view with columns of its own keeps them; all others have those of the list.
        let view = list.view.get_untracked().filter(|view| !view.contents.columns.is_empty());
        match view.and_then(|view| Some((view.id.record()?, view.contents))) {
            Some((id, contents)) => {
                let contents = ViewContents { columns, ..contents };
                app.records.overwrite_view(list.kind, id, contents);
            }
            None => app.records.choose_columns(list.kind, columns),
        }
        list.over.set(None);
    };
    view! {
        <Button
            label=Signal::derive(move || t!(words, records.columns_reset))
            disabled=Signal::derive(move || schema.with_value(|schema| draft.is_default(schema)))
            on_press=move |()| schema.with_value(|schema| draft.reset(schema))
        />
        <Button
            label=Signal::derive(move || t!(words, records.columns_save))
            kind=ButtonKind::Primary
            on_press=save
        />
    }
    .into_any()
}

/// State shared by the parts of the sheet.
#[derive(Clone, Copy)]
struct ColumnChooser {
    app: AppState,
    schema: StoredValue<Schema>,
    draft: ColumnDraft,
    root: NodeRef<html::Div>,
}

impl ColumnChooser {
    fn label(self, number: u32) -> String {
        self.schema.with_value(|schema| {
            let field = schema.field(number);
            field.map(|field| self.app.words.field(schema, field)).unwrap_or_default()
        })
    }

    /// Returns the sections that have fields, in order.
    fn sections(self) -> BTreeSet<Section> {
        self.schema
            .with_value(|schema| column_fields(schema).iter().map(|field| field.section).collect())
    }

    /// Returns a section's fields that are not chosen, in schema order.
    fn rest(self, section: Section) -> Vec<u32> {
        self.schema.with_value(|schema| {
            let fields = column_fields(schema).into_iter();
            let rest = fields.filter(|field| field.section == section).map(|field| field.number);
            rest.filter(|number| !self.draft.has(*number)).collect()
        })
    }

    /// Adds or removes a column, focusing its neighbor in the list it leaves.
    fn turn(self, number: u32, on: bool) {
        let next = untrack(|| {
            if on {
                let rest = self.sections().into_iter().flat_map(|section| self.rest(section));
                neighbor(&rest.collect::<Vec<_>>(), number)
            } else {
                self.draft.chosen.with(|chosen| neighbor(chosen, number))
            }
        });
        if on {
            self.draft.add(number)
        } else {
            self.draft.remove(number)
        }
        self.app.focus_soon(self.root, format!("[data-field='{}']", next.unwrap_or(number)));
    }

    /// Moves a column and keeps the focus on its button; at the end of the list, on the opposite
    /// one.
    fn shift(self, number: u32, way: MoveDirection) {
        self.draft.shift(number, way);
        let (place, count) = untrack(|| (self.draft.place(number), self.draft.chosen.read().len()));
        let button = way.button_after(place, count);
        let selector = format!("[data-field='{number}'] {button}");
        self.app.focus_soon(self.root, selector);
    }
}

/// The chosen columns in order, and the other available fields.
#[component]
pub fn ColumnChoice(list: List, draft: ColumnDraft) -> impl IntoView {
    let app = list.app;
    let words = app.words;
    let Some(schema) = list.schema.get_untracked() else { return ().into_any() };
    draft.begin(list);
    let root = NodeRef::<html::Div>::new();
    let chooser = ColumnChooser { app, schema: StoredValue::new(schema), draft, root };
    let none = Memo::new(move |_| draft.chosen.read().is_empty());
    let rest = move |section: Section| {
        let rest = Memo::new(move |_| chooser.rest(section));
        view! {
            <div hidden=move || rest.read().is_empty()>
                <Group title=Signal::derive(move || words.section(section))>
                    <For each=move || rest.get() key=|number| *number let:number>
                        <OtherField chooser number />
                    </For>
                </Group>
            </div>
        }
    };
    view! {
        <div class="records__columns" node_ref=root>
            <Group title=Signal::derive(move || t!(words, records.columns_shown))>
                <For each=move || draft.chosen.get() key=|number| *number let:number>
                    <ChosenColumn chooser number />
                </For>
                <Show when=move || none.get()>
                    <p class="records__no-column">{move || t!(words, records.columns_none)}</p>
                </Show>
            </Group>
            <p class="records__hint">{move || t!(words, records.columns_hint)}</p>
            {chooser.sections().into_iter().map(rest).collect_view()}
        </div>
    }
    .into_any()
}

/// A chosen column, which can be moved and removed.
#[component]
fn ChosenColumn(chooser: ColumnChooser, number: u32) -> impl IntoView {
    let words = chooser.app.words;
    let label = Memo::new(move |_| chooser.label(number));
    let place = Memo::new(move |_| chooser.draft.place(number));
    let is_first = Signal::derive(move || place.get() == Some(0));
    let is_last = Signal::derive(move || {
        place.get().map(|place| place + 1) == Some(chooser.draft.chosen.read().len())
    });
    view! {
        <div class="records__column" data-field=number>
            <CheckField
                label
                checked=Signal::derive(|| true)
                on_change=move |on: bool| {
                    if !on {
                        chooser.turn(number, false);
                    }
                }
            />
            <MoveButtons
                up=Signal::derive(move || t!(words, records.column_up, name = label.get()))
                down=Signal::derive(move || t!(words, records.column_down, name = label.get()))
                is_first
                is_last
                on_move=move |way| chooser.shift(number, way)
            />
        </div>
    }
}

/// A field that is not a column.
#[component]
fn OtherField(chooser: ColumnChooser, number: u32) -> impl IntoView {
    view! {
        <div class="records__column" data-field=number>
            <CheckField
                label=Signal::derive(move || chooser.label(number))
                checked=Signal::derive(|| false)
                on_change=move |on: bool| {
                    if on {
                        chooser.turn(number, true);
                    }
                }
            />
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::neighbor;

    #[test]
    fn the_focus_goes_to_the_next_one_or_at_the_end_to_the_one_before() {
        assert_eq!(neighbor(&[1, 2, 3], 2), Some(3));
        assert_eq!(neighbor(&[1, 2, 3], 3), Some(2));
        assert_eq!(neighbor(&[1], 1), None);
        assert_eq!(neighbor(&[1], 2), None);
    }
}
