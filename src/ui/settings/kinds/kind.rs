//! One kind: its custom fields in order, and for a kind of the user its name and its end.

use leptos::html;
use leptos::prelude::*;

use super::arrangement::Arrangement;
use super::field_sheet::{EditedField, FieldSheet};
use super::kind_sheet::{EditedKind, KindSheet};
use crate::ui::paths;
use crate::ui::state::{AppState, KindInSettings, t, use_app};
use domain::{CUSTOM_FIELD, Fields, RecordId, custom_field};
use kit::{
    Button, ButtonKind, Empty, Group, Icon, IconButton, IconName, ListRow, MoveButtons,
    MoveDirection, Sheet, TopBar,
};

/// State shared by the parts of the page.
#[derive(Clone, Copy)]
struct KindState {
    app: AppState,
    root: NodeRef<html::Div>,
    kind: Memo<Option<KindInSettings>>,
    fields: Memo<Vec<RecordId>>,
    field: RwSignal<Option<EditedField>>,
    edited: RwSignal<Option<EditedKind>>,
}

impl KindState {
    /// Moves a field by one place and keeps the focus on its button.
    fn shift(self, id: RecordId, way: MoveDirection) {
        let mut ids = self.fields.get_untracked();
        let selector = way.shift_marked(&mut ids, &id, &id.to_string());
        self.app.settings.put_in_order(ids, move || self.app.focus_soon(self.root, selector));
    }
}

/// The page of a kind, by its key.
#[component]
pub fn KindPage(key: String) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let kind = Memo::new(move |_| app.settings.kinds().into_iter().find(|it| it.schema.key == key));
    let fields = Memo::new(move |_| {
        kind.get().map(|kind| app.settings.custom_fields(kind.kind)).unwrap_or_default()
    });
    let state = KindState {
        app,
        root: NodeRef::new(),
        kind,
        fields,
        field: RwSignal::new(None),
        edited: RwSignal::new(None),
    };
    let title = Memo::new(move |_| {
        kind.get().map(|kind| app.words.kind_names(&kind.schema).title).unwrap_or_default()
    });
    app.show_title(move || title.get());
    let there = Memo::new(move |_| kind.read().is_some());
    view! {
        <div class="screen settings" node_ref=state.root>
            <TopBar title back=Signal::derive(|| paths::href(paths::KINDS))>
                <EditKind state />
            </TopBar>
            <Show
                when=move || there.get()
                fallback=move || {
                    view! { <Empty title=Signal::derive(move || t!(words, kinds.gone)) /> }
                }
            >
                <FieldList state />
                <BoardRow state />
                <Arrangement kind=state.kind root=state.root />
                <DeleteKind state />
            </Show>
        </div>
        <FieldSheet edited=state.field kind=Signal::derive(move || kind.get().map(|it| it.kind)) />
        <KindSheet edited=state.edited />
    }
}

/// The button that edits a kind of the user.
#[component]
fn EditKind(state: KindState) -> impl IntoView {
    let words = state.app.words;
    let record = Memo::new(move |_| state.kind.get().and_then(|kind| kind.record));
    move || {
        record.get().map(|id| {
            view! {
                <IconButton
                    label=Signal::derive(move || t!(words, kinds.edit))
                    icon=IconName::Pencil
                    on_press=move |()| state.edited.set(Some(EditedKind::Old(id)))
                />
            }
        })
    }
}

#[component]
fn FieldList(state: KindState) -> impl IntoView {
    let words = state.app.words;
    view! {
        <Group title=Signal::derive(move || t!(words, settings.custom_fields))>
            <For each=move || state.fields.get() key=|id| *id let:id>
                <FieldRow state id />
            </For>
            <Show when=move || state.fields.read().is_empty()>
                <ListRow
                    title=move || t!(words, settings.no_fields)
                    subtitle=move || t!(words, settings.no_fields_text)
                />
            </Show>
            <ListRow
                leading=|| view! { <Icon name=IconName::Plus /> }
                title=move || t!(words, settings.add_field)
                on_press=move |()| state.field.set(Some(EditedField::New))
            />
        </Group>
    }
}

/// The board of a kind of the user: the field of its columns. A press opens the choice.
#[component]
fn BoardRow(state: KindState) -> impl IntoView {
    let words = state.app.words;
    let own = Memo::new(move |_| state.kind.get().filter(|kind| kind.record.is_some()));
    let columns = move || {
        own.with(|kind| {
            let schema = &kind.as_ref()?.schema;
            let field = schema.field(schema.board?.columns)?;
            Some(words.field(schema, field))
        })
    };
    let edit = move |()| {
        let record = own.with_untracked(|kind| kind.as_ref().and_then(|kind| kind.record));
        state.edited.set(record.map(EditedKind::Old));
    };
    view! {
        <Show when=move || own.read().is_some()>
            <Group title=Signal::derive(move || t!(words, kinds.board))>
                <ListRow
                    leading=|| view! { <Icon name=IconName::Kanban /> }
                    title=move || columns().unwrap_or_else(|| t!(words, kinds.no_board))
                    trailing=|| view! { <Icon name=IconName::ChevronRight /> }
                    on_press=edit
                />
            </Group>
        </Show>
    }
}

/// A field: its name, its type, and what is said of it.
#[component]
fn FieldRow(state: KindState, id: RecordId) -> impl IntoView {
    let app = state.app;
    let words = app.words;
    let record = Memo::new(move |_| app.records.record(id));
    let name = Memo::new(move |_| {
        record
            .with(|record| record.as_ref().map(|it| it.text(custom_field::NAME)))
            .unwrap_or_default()
    });
    let below = move || {
        let Some(record) = record.get() else { return String::new() };
        let key = record.text(custom_field::TYPE);
        let types = app.records.choices(CUSTOM_FIELD, custom_field::TYPE).into_iter();
        let mut parts: Vec<String> = types.filter(|it| it.0 == key).map(|it| it.1).collect();
        if record.flag(custom_field::REQUIRED) {
            parts.push(t!(words, kinds.required));
        }
        if record.flag(custom_field::HIDDEN) {
            parts.push(t!(words, kinds.hidden));
        }
        parts.join("\u{a0}· ")
    };
    let fields = state.fields;
    let extra = move || {
        view! {
            <span data-moves=id.to_string()>
                <Show when=move || 1 < fields.read().len()>
                    <MoveButtons
                        up=Signal::derive(move || t!(words, selling.move_up, name = name.get()))
                        down=Signal::derive(move || t!(words, selling.move_down, name = name.get()))
                        is_first=Signal::derive(move || fields.read().first() == Some(&id))
                        is_last=Signal::derive(move || fields.read().last() == Some(&id))
                        on_move=move |way| state.shift(id, way)
                    />
                </Show>
            </span>
        }
    };
    let is_hidden =
        move || record.with(|it| it.as_ref().is_some_and(|it| it.flag(custom_field::HIDDEN)));
    view! {
        <ListRow
            leading=move || {
                let name = if is_hidden() { IconName::EyeOff } else { IconName::AlignLeft };
                view! { <Icon name /> }
            }
            title=move || name.get()
            subtitle=below
            trailing=|| view! { <Icon name=IconName::ChevronRight /> }
            extra
            on_press=move |()| state.field.set(Some(EditedField::Old(id)))
        />
    }
}

/// The end of a kind of the user: says how many records go out of sight.
#[component]
fn DeleteKind(state: KindState) -> impl IntoView {
    let app = state.app;
    let words = app.words;
    let own = Memo::new(move |_| state.kind.get().filter(|kind| kind.record.is_some()));
    let hint = move || match own.read().as_ref().map_or(0, |kind| kind.records) {
        0 => t!(words, kinds.delete_none),
        count => t!(words, kinds.delete_hides, count = count),
    };
    let router = paths::use_router();
    let asking = RwSignal::new(false);
    let delete = move |()| {
        asking.set(false);
        if let Some(kind) = own.get_untracked() {
            app.settings.delete_kind(kind.kind);
            router.replace(paths::KINDS);
        }
    };
    let press = move |()| match own.read_untracked().as_ref().map_or(0, |kind| kind.records) {
        0 => delete(()),
        _ => asking.set(true),
    };
    let name = Memo::new(move |_| {
        own.get().map(|kind| words.kind_names(&kind.schema).title).unwrap_or_default()
    });
    let now = Signal::derive(move || {
        let count = own.read().as_ref().map_or(0, |kind| kind.records);
        t!(words, kinds.delete_now, count = count)
    });
    let ask = move || {
        view! {
            <div class="settings__sheet">
                <p>{hint}</p>
                <Button
                    label=now
                    kind=ButtonKind::Danger
                    icon=IconName::Trash2
                    wide=true
                    on_press=delete
                />
                <Button
                    label=Signal::derive(move || t!(words, kinds.delete_keep))
                    wide=true
                    on_press=move |()| asking.set(false)
                />
            </div>
        }
    };
    view! {
        <Sheet
            open=asking
            title=Signal::derive(move || t!(words, kinds.delete_ask, kind = name.get()))
            on_close=move |()| asking.set(false)
        >
            {ask()}
        </Sheet>
        <Show when=move || own.read().is_some()>
            <div class="settings__older">
                <Button
                    label=Signal::derive(move || t!(words, kinds.delete))
                    kind=ButtonKind::Danger
                    icon=IconName::Trash2
                    wide=true
                    on_press=press
                />
            </div>
            <p class="settings__note">{hint}</p>
        </Show>
    }
}
