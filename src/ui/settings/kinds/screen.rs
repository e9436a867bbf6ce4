//! The screen "Kinds and fields": the list of kinds, or one kind with its fields.

use leptos::html;
use leptos::prelude::*;

use super::kind::KindPage;
use super::kind_sheet::{EditedKind, KindSheet};
use crate::ui::parts::icon_of_kind;
use crate::ui::paths;
use crate::ui::state::{AppState, KindInSettings, LayoutChange, t, use_app};
use domain::{KindId, Schema};
use kit::{
    Button, Group, Icon, IconName, ListRow, MoveButtons, MoveDirection, SwitchField, TopBar,
};

/// The screen: the list of kinds, or the kind that the address names.
#[component]
pub fn KindsScreen() -> impl IntoView {
    let path = paths::use_router().path();
    let key = Memo::new(move |_| {
        let inside = paths::inside(&path.read(), paths::KINDS).map(str::to_owned);
        inside.unwrap_or_default().trim_end_matches('/').to_owned()
    });
    move || match key.get() {
        key if key.is_empty() => view! { <Kinds /> }.into_any(),
        key => view! { <KindPage key /> }.into_any(),
    }
}

/// The kinds that take fields: those of the app, and the user's in their order.
#[component]
fn Kinds() -> impl IntoView {
    let app = use_app();
    let words = app.words;
    app.show_title(move || t!(words, kinds.title));
    let root = NodeRef::<html::Div>::new();
    let edited = RwSignal::new(None::<EditedKind>);
    let kinds = Memo::new(move |_| app.settings.kinds());
    let own = Memo::new(move |_| kinds.read().iter().any(|kind| kind.record.is_some()));
    let built_in = move || {
        let all = kinds.get().into_iter().filter(|kind| kind.record.is_none());
        all.map(|kind| view! { <KindRow app kind /> }).collect_view()
    };
    let ids = Memo::new(move |_| {
        kinds.with(|kinds| {
            let own = kinds.iter().filter(|kind| kind.record.is_some());
            own.map(|kind| kind.kind).collect::<Vec<KindId>>()
        })
    });
    let own_row = move |id: KindId| {
        let kind = kinds.read_untracked().iter().find(|kind| kind.kind == id).cloned();
        kind.map(|kind| view! { <OwnKindRow app root kind kinds ids /> })
    };
    view! {
        <div class="screen settings" node_ref=root>
            <TopBar
                title=Signal::derive(move || t!(words, kinds.title))
                back=Signal::derive(|| paths::href(paths::SETTINGS))
            />
            <Group title=Signal::derive(move || t!(words, kinds.own))>
                {move || ids.get().into_iter().map(own_row).collect_view()}
                <Show when=move || !own.get()>
                    <ListRow
                        title=move || t!(words, kinds.none)
                        subtitle=move || t!(words, kinds.none_text)
                    />
                </Show>
            </Group>
            <Button
                label=Signal::derive(move || t!(words, kinds.new))
                icon=IconName::Plus
                wide=true
                on_press=move |()| edited.set(Some(EditedKind::New))
            />
            <Group title=Signal::derive(move || t!(words, kinds.built_in))>{built_in}</Group>
            <Without />
        </div>
        <KindSheet edited />
    }
}

/// The kinds that the user may work without.
#[component]
fn Without() -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let kinds = Memo::new(move |_| app.settings.optional_kinds());
    let switch = move |schema: Schema| {
        let kind = schema.kind;
        let name = words.kind_names(&schema).many;
        let is_hidden = Signal::derive(move || {
            kinds.read().iter().any(|schema| schema.kind == kind && schema.is_hidden())
        });
        let turn = move |hide| {
            app.settings.change_layout(kind, LayoutChange::Hide(String::new(), hide), || ());
        };
        view! {
            <SwitchField
                label=Signal::derive(move || t!(words, kinds.without, kinds = name.clone()))
                hint=Signal::derive(move || Some(t!(words, kinds.without_hint)))
                checked=is_hidden
                on_change=turn
            />
        }
    };
    let ids = Memo::new(move |_| {
        kinds.with(|kinds| kinds.iter().map(|schema| schema.kind).collect::<Vec<KindId>>())
    });
    let of = move |id: KindId| kinds.read_untracked().iter().find(|it| it.kind == id).cloned();
    view! {
        <div class="settings__switches">
            {move || ids.get().into_iter().filter_map(of).map(switch).collect_view()}
        </div>
    }
}

/// A kind: its name, and how many records and fields it has.
#[component]
fn KindRow(
    app: AppState,
    kind: KindInSettings,
    #[prop(optional, into)] extra: Option<ViewFn>,
) -> impl IntoView {
    let icon = icon_of_kind(&kind.schema);
    let title = app.words.kind_names(&kind.schema).title;
    let below = app.settings.count_in_kind(&kind);
    let href = paths::href(&paths::kind(&kind.schema.key));
    let extra = extra.unwrap_or_else(|| ViewFn::from(|| ()));
    view! {
        <ListRow
            leading=move || view! { <Icon name=icon /> }
            title=move || title.clone()
            subtitle=move || below.clone()
            trailing=|| view! { <Icon name=IconName::ChevronRight /> }
            extra
            href=Signal::stored(href)
        />
    }
}

/// A kind of the user, which can be moved among the others.
#[component]
fn OwnKindRow(
    app: AppState,
    root: NodeRef<html::Div>,
    kind: KindInSettings,
    kinds: Memo<Vec<KindInSettings>>,
    ids: Memo<Vec<KindId>>,
) -> impl IntoView {
    let words = app.words;
    let id = kind.kind;
    let name = StoredValue::new(kind.schema.label.to_string());
    let move_it = move |way: MoveDirection| {
        let mut order = ids.get_untracked();
        let selector = way.shift_marked(&mut order, &id, &format!("{:x}", id.0));
        let records: Vec<_> = kinds.with_untracked(|kinds| {
            let of = |id: &KindId| kinds.iter().find(|kind| kind.kind == *id)?.record;
            order.iter().filter_map(of).collect()
        });
        app.settings.put_in_order(records, move || app.focus_soon(root, selector));
    };
    let extra = move || {
        view! {
            <span data-moves=format!("{:x}", id.0)>
                <Show when=move || 1 < ids.read().len()>
                    <MoveButtons
                        up=Signal::derive(move || {
                            t!(words, selling.move_up, name = name.get_value())
                        })
                        down=Signal::derive(move || {
                            t!(words, selling.move_down, name = name.get_value())
                        })
                        is_first=Signal::derive(move || ids.read().first() == Some(&id))
                        is_last=Signal::derive(move || ids.read().last() == Some(&id))
                        on_move=move_it
                    />
                </Show>
            </span>
        }
    };
    view! { <KindRow app kind extra /> }
}
