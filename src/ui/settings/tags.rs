//! Tags with their record counts; a change to a tag applies to all records that carry it.

use leptos::prelude::*;

use crate::ui::state::{AppState, BulkChange, TagCount, t, use_app};
use domain::{TAG, fold, tag};
use kit::{
    Button, ButtonKind, Group, Icon, IconName, ListRow, SelectField, SelectOption, Sheet,
    SheetForm, Tag, TextField,
};

/// Tags listed before "show all".
const FIRST: usize = 8;
/// The color of a tag without a chosen color.
const PLAIN: &str = "plain";

/// Formats a number of records.
pub fn records(app: AppState, count: usize) -> String {
    t!(app.words, settings.records, count = count)
}

/// The tags.
#[component]
pub fn Tags() -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let tags = Memo::new(move |_| app.records.all_tags());
    let all = RwSignal::new(false);
    let edited = RwSignal::new(None::<String>);
    let row = move |TagCount { tag, count }: TagCount| {
        let own = tag.clone();
        let tone = Memo::new({
            let tag = tag.clone();
            move |_| app.records.tag_tone(&tag)
        });
        view! {
            <ListRow
                leading=|| view! { <Icon name=IconName::Tag /> }
                title=move || view! { <Tag label=tag.clone() tone /> }
                trailing=move || records(app, count)
                on_press=move |()| edited.set(Some(own.clone()))
            />
        }
    };
    let rows = move || {
        let tags = tags.read();
        if tags.is_empty() {
            return view! {
                <ListRow
                    title=move || t!(words, settings.no_tags)
                    subtitle=move || t!(words, settings.no_tags_text)
                />
            }
            .into_any();
        }
        let shown = if all.get() { tags.len() } else { FIRST };
        tags.iter().take(shown).cloned().map(row).collect_view().into_any()
    };
    let hidden = Memo::new(move |_| !all.get() && tags.read().len() > FIRST);
    view! {
        <Group title=Signal::derive(move || t!(words, settings.tags))>
            {rows}
            <Show when=move || hidden.get()>
                <ListRow
                    title=move || {
                        t!(words, settings.all_tags, count = tags.read().len())
                    }
                    trailing=|| view! { <Icon name=IconName::ChevronDown /> }
                    on_press=move |()| all.set(true)
                />
            </Show>
        </Group>
        <TagSheet edited tags />
    }
}

/// Returns the available colors.
fn colors(app: AppState) -> Vec<SelectOption> {
    let colors = app.records.choices(TAG, tag::COLOR).into_iter();
    colors.map(|(key, name)| SelectOption::new(key, name)).collect()
}

/// Returns a tag's color, [`PLAIN`] by default.
fn color_now(app: AppState, name: &str) -> String {
    let color = untrack(|| app.records.tag_color(name));
    if color.is_empty() { PLAIN.to_owned() } else { color }
}

/// Sets a tag's color if it changed.
fn set_color(app: AppState, name: &str, color: &str) {
    if color_now(app, name) != color {
        app.records.color_tag(name, color);
    }
}

/// The sheet of a tag.
#[component]
fn TagSheet(edited: RwSignal<Option<String>>, tags: Memo<Vec<TagCount>>) -> impl IntoView {
    let words = use_app().words;
    let open = Signal::derive(move || edited.read().is_some());
    view! {
        <Sheet
            open
            title=Signal::derive(move || t!(words, settings.tag))
            writes=true
            on_close=move |()| edited.set(None)
        >
            <TagForm edited tags />
        </Sheet>
    }
}

/// The form, created when the sheet opens.
#[component]
fn TagForm(edited: RwSignal<Option<String>>, tags: Memo<Vec<TagCount>>) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let tag = StoredValue::new(edited.get_untracked().unwrap_or_default());
    let name = RwSignal::new(tag.get_value());
    let colored = StoredValue::new(color_now(app, &tag.get_value()));
    let color = RwSignal::new(colored.get_value());
    let same_name = move || tag.with_value(|tag| tag == name.read().trim());
    let same_color = move || colored.with_value(|colored| *colored == *color.read());
    let unchanged =
        Memo::new(move |_| name.read().trim().is_empty() || (same_name() && same_color()));
    let merges = move || {
        let wanted = fold(name.read().trim());
        let other = tag.with_value(|tag| fold(tag) != wanted);
        let known = other && tags.read().iter().any(|known| fold(&known.tag) == wanted);
        known.then(|| t!(words, settings.merge_hint))
    };
    let change = move |change: BulkChange| {
        edited.set(None);
        tag.with_value(|tag| app.records.change_tagged(tag, change));
    };
    let rename = move |()| {
        if unchanged.get_untracked() {
            return;
        }
        let to = name.get_untracked().trim().to_owned();
        // Colors are stored by name, hence under the new one.
        set_color(app, &to, &color.get_untracked());
        if untrack(same_name) {
            edited.set(None);
        } else {
            change(BulkChange::RenameTag { from: tag.get_value(), to });
        }
    };
    view! {
        <SheetForm
            label=Signal::derive(move || t!(words, shell.save))
            on_submit=rename
            disabled=unchanged
        >
            <TextField
                label=Signal::derive(move || t!(words, settings.rename_tag))
                value=name
                hint=Signal::derive(merges)
                on_input=move |text| name.set(text)
            />
            <SelectField
                label=Signal::derive(move || t!(words, settings.tag_color))
                value=color
                choices=Signal::derive(move || colors(app))
                on_change=move |key| color.set(key)
            />
        </SheetForm>
        <div class="settings__older">
            <Button
                label=Signal::derive(move || t!(words, settings.remove_tag))
                kind=ButtonKind::Danger
                icon=IconName::Trash2
                wide=true
                on_press=move |()| change(BulkChange::RemoveTag(tag.get_value()))
            />
        </div>
    }
}
