//! The bin: deleted items, restoring them, and deleting them for ever.

use leptos::prelude::*;

use crate::ui::parts::icon_of_kind;
use crate::ui::paths;
use crate::ui::state::{AppState, Bin, Binned, ToErase, t, use_app};
use kit::{
    Button, ButtonKind, Empty, Icon, IconName, ListRow, Menu, MenuItem, SearchBox, Sheet,
    StatusLine, TopBar, VirtualList,
};

/// The screen of the bin.
#[component]
pub fn BinScreen() -> impl IntoView {
    let app = use_app();
    let words = app.words;
    app.show_title(move || t!(words, settings.bin));
    let bin = Bin::open(app);
    let count = Memo::new(move |_| bin.found.read().len());
    let searched = Memo::new(move |_| !bin.typed.read().trim().is_empty());
    let (asked, asking) = (RwSignal::new(ToErase::default()), RwSignal::new(false));
    let ask = Callback::new(move |wanted: ToErase| {
        asked.set(wanted);
        asking.set(true);
    });
    let render = move |index: Signal<usize>| {
        let card = Memo::new(move |_| bin.card(index.get()));
        view! { <BinRow bin card on_erase=ask /> }.into_any()
    };
    let label = Signal::derive(move || t!(words, settings.bin));
    view! {
        <div class="screen" data-fill="">
            <TopBar title=label back=Signal::derive(|| paths::href(paths::SETTINGS))>
                <Show when=move || { count.get() > 0 }>
                    <Button
                        label=Signal::derive(move || t!(words, settings.restore_all))
                        kind=ButtonKind::Ghost
                        on_press=move |()| bin.restore_all()
                    />
                </Show>
            </TopBar>
            <BinHead bin count searched on_erase=ask />
            <Show
                when=move || { count.get() > 0 }
                fallback=move || view! { <NothingInBin searched /> }
            >
                <div class="list-with-rail">
                    <VirtualList label count render memory="bin" />
                </div>
            </Show>
            <Sheet
                open=asking
                title=Signal::derive(move || t!(words, settings.gone_title))
                on_close=move |()| asking.set(false)
            >
                <EraseForEver
                    asked
                    on_erase=move |wanted| {
                        asking.set(false);
                        bin.erase(wanted);
                    }
                    on_keep=move |()| asking.set(false)
                />
            </Sheet>
        </div>
    }
}

/// The search of the bin, the number of items found, and deleting them all for ever.
#[component]
fn BinHead(
    /// The bin.
    bin: Bin,
    /// The number of items found.
    count: Memo<usize>,
    /// True if a search is active.
    searched: Memo<bool>,
    /// Called with the items found when all are to be deleted for ever.
    on_erase: Callback<ToErase>,
) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let typed = bin.typed;
    let label = Signal::derive(move || match searched.get() {
        true => t!(words, settings.gone_all_found),
        false => t!(words, settings.gone_all),
    });
    view! {
        <Show when=move || { searched.get() || count.get() > 0 }>
            <div class="screen__part">
                <SearchBox
                    label=Signal::derive(move || t!(words, settings.search_bin))
                    value=typed
                    on_input=move |text| typed.set(text)
                />
            </div>
            <StatusLine text=Signal::derive(move || in_the_bin(app, count.get())) />
        </Show>
        <Show when=move || { count.get() > 0 }>
            <div class="screen__part">
                <Button
                    label
                    icon=IconName::Trash2
                    on_press=move |()| on_erase.run(bin.all_to_erase())
                />
            </div>
        </Show>
    }
}

/// The question before items are deleted for ever: which and how many, and that nothing brings them
/// back.
#[component]
fn EraseForEver(
    /// The items.
    #[prop(into)]
    asked: Signal<ToErase>,
    /// Called with the items that are to be deleted.
    #[prop(into)]
    on_erase: Callback<ToErase>,
    /// Called when they are to stay.
    #[prop(into)]
    on_keep: Callback<()>,
) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let text = move || {
        asked.with(|asked| match (&asked.name, asked.count()) {
            (Some(name), 1) => t!(words, settings.gone_ask_named, name = name),
            (_, count) => t!(words, settings.gone_ask, count = count),
        })
    };
    let label =
        Signal::derive(move || t!(words, settings.gone_do, count = asked.with(ToErase::count)));
    view! {
        <div class="settings__sheet">
            <p>{text}</p>
            <p>{move || t!(words, settings.gone_note)}</p>
            <Button
                label
                kind=ButtonKind::Danger
                icon=IconName::Trash2
                wide=true
                on_press=move |()| on_erase.run(asked.get_untracked())
            />
            <Button
                label=Signal::derive(move || t!(words, settings.gone_keep))
                wide=true
                on_press=move |()| on_keep.run(())
            />
        </div>
    }
}

fn in_the_bin(app: AppState, count: usize) -> String {
    t!(app.words, settings.bin_count, count = count)
}

/// An item in the bin.
#[component]
fn BinRow(
    /// The bin.
    bin: Bin,
    /// The item's card.
    card: Memo<Option<Binned>>,
    /// Called with the item when it is to be deleted for ever.
    on_erase: Callback<ToErase>,
) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let name = move || {
        let name =
            card.read().as_ref().map(|card| app.records.binned_name(card)).unwrap_or_default();
        if name.is_empty() { t!(words, settings.no_name) } else { name }
    };
    let icon = move || {
        let kind = card.read().as_ref().map(|card| card.kind);
        kind.map(|kind| view! { <Icon name=icon_of_kind(&app.records.schema(kind)) /> })
    };
    let about = move || card.read().as_ref().map(|card| app.records.binned_about(card));
    let restore = move || bin.restore(card.get_untracked().into_iter().collect());
    let erase = Callback::new(move |()| {
        if let Some(card) = card.get_untracked() {
            on_erase.run(bin.to_erase(&card));
        }
    });
    let label = Signal::derive(move || t!(words, settings.gone_menu, name = name()));
    let items = Signal::derive(move || {
        vec![
            MenuItem::new(t!(words, settings.gone_do, count = 1), IconName::Trash2, erase).danger(),
        ]
    });
    let button = move || {
        view! {
            <Button
                label=Signal::derive(move || t!(words, settings.restore))
                kind=ButtonKind::Ghost
                on_press=move |()| restore()
            />
            <Menu label items />
        }
    };
    view! { <ListRow leading=icon title=name subtitle=about extra=button /> }
}

#[component]
fn NothingInBin(
    /// True if a search is active.
    searched: Memo<bool>,
) -> impl IntoView {
    let words = use_app().words;
    view! {
        <Empty
            icon=IconName::Trash2
            title=Signal::derive(move || {
                if searched.get() {
                    t!(words, settings.bin_no_match)
                } else {
                    t!(words, settings.bin_empty)
                }
            })
            text=Signal::derive(move || {
                if searched.get() { String::new() } else { t!(words, settings.bin_empty_text) }
            })
        />
    }
}
