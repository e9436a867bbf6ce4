//! The bin: deleted items and restoring them.

use leptos::prelude::*;

use crate::ui::parts::icon_of_kind;
use crate::ui::paths;
use crate::ui::state::{AppState, Bin, Binned, t, use_app};
use kit::{
    Button, ButtonKind, Empty, Icon, IconName, ListRow, SearchBox, StatusLine, TopBar, VirtualList,
};

/// The screen of the bin.
#[component]
pub fn BinScreen() -> impl IntoView {
    let app = use_app();
    let words = app.words;
    app.show_title(move || t!(words, settings.bin));
    let bin = Bin::open(app);
    let typed = bin.typed;
    let count = Memo::new(move |_| bin.found.read().len());
    let searched = Memo::new(move |_| !typed.read().trim().is_empty());
    let render = move |index: usize| {
        let card = Memo::new(move |_| bin.card(index));
        view! { <BinRow bin card /> }.into_any()
    };
    view! {
        <div class="screen" data-fill="">
            <TopBar
                title=Signal::derive(move || t!(words, settings.bin))
                back=Signal::derive(|| paths::href(paths::SETTINGS))
            >
                <Show when=move || { count.get() > 0 }>
                    <Button
                        label=Signal::derive(move || t!(words, settings.restore_all))
                        kind=ButtonKind::Ghost
                        on_press=move |()| bin.restore_all()
                    />
                </Show>
            </TopBar>
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
            <Show
                when=move || { count.get() > 0 }
                fallback=move || view! { <NothingInBin searched /> }
            >
                <div class="list-with-rail">
                    <VirtualList
                        label=Signal::derive(move || t!(words, settings.bin))
                        count
                        render
                        memory="bin"
                    />
                </div>
            </Show>
        </div>
    }
}

fn in_the_bin(app: AppState, count: usize) -> String {
    match count {
        1 => t!(app.words, settings.bin_one),
        many => t!(app.words, settings.bin_count, count = app.format.number(many)),
    }
}

/// An item in the bin.
#[component]
fn BinRow(
    /// The bin.
    bin: Bin,
    /// The item's card.
    card: Memo<Option<Binned>>,
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
    let button = move || {
        view! {
            <Button
                label=Signal::derive(move || t!(words, settings.restore))
                kind=ButtonKind::Ghost
                on_press=move |()| restore()
            />
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
