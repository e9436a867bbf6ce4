//! The timeline of a record: its activities, the latest first, by day.

use leptos::prelude::*;

use super::channel::LOGGED_KINDS;
use super::files::RecordFiles;
use super::part_services::use_part_services;
use domain::{Happened, RecordId, STAGE_CHANGE, TimelinePart, activity};
use kit::{
    Button, ButtonKind, Failed, Group, IconName, LinkButton, Loading, Menu, MenuItem, PickMenu,
    Timeline, TimelineItem, Tone, growing,
};

/// The state of the timeline.
#[derive(Clone, PartialEq)]
enum TimelineState {
    Loading,
    Failed(String),
    Nothing,
    Days { more: bool },
}

impl TimelineState {
    fn of(part: &Option<Result<TimelinePart, String>>) -> Self {
        match part {
            None => Self::Loading,
            Some(Err(text)) => Self::Failed(text.clone()),
            Some(Ok(part)) if part.entries.is_empty() => Self::Nothing,
            Some(Ok(TimelinePart { more, .. })) => Self::Days { more: *more },
        }
    }
}

/// The number of entries drawn per batch when the timeline appears.
const STEP: usize = 8;

/// The activities of a record.
#[component]
pub fn ActivityTimeline(
    /// The record.
    about: RecordId,
    /// The activities, the latest first; `None` while loading, an error as a sentence.
    #[prop(into)]
    part: Signal<Option<Result<TimelinePart, String>>>,
    /// The kind that is shown; `None` for all.
    #[prop(into)]
    kind: Signal<Option<String>>,
    /// Called with the kind to show, or `None` for all.
    #[prop(into)]
    on_kind: Callback<Option<String>>,
    /// Called to load older entries.
    #[prop(into)]
    on_older: Callback<()>,
    /// Called to edit an entry.
    #[prop(into)]
    on_edit: Callback<Happened>,
    /// Called to move an entry to the bin.
    #[prop(into)]
    on_delete: Callback<Happened>,
) -> impl IntoView {
    let words = use_part_services().timeline;
    let days = days_of(part);
    let state = Memo::new(move |_| TimelineState::of(&part.read()));
    let day = move |label: String| {
        let name = Signal::stored(label.clone());
        let of_day = label.clone();
        let keys = Memo::new(move |_| days.with(|days| keys_of(days, &of_day)));
        let item = move |key: EntryKey| {
            let entry = Memo::new(move |_| days.with(|days| find(days, key)));
            move || entry.get().map(|entry| view! { <TimelineEntry entry on_edit on_delete /> })
        };
        view! {
            <h3 class="timeline__day">{label}</h3>
            <Timeline label=name>
                <For each=move || keys.get() key=|key| *key children=item />
            </Timeline>
        }
    };
    let labels = Memo::new(move |_| {
        days.with(|days| days.iter().map(|(label, _)| label.clone()).collect::<Vec<_>>())
    });
    let body = move || match state.get() {
        TimelineState::Loading => view! { <Loading rows=2 /> }.into_any(),
        TimelineState::Failed(text) => view! { <Failed title=words.failed text=text /> }.into_any(),
        TimelineState::Nothing => {
            let filtered = kind.read_untracked().is_some();
            let text = move || if filtered { words.none_of.get() } else { words.none.get() };
            view! { <p class="record__none">{text}</p> }.into_any()
        }
        TimelineState::Days { more } => view! {
            <For each=move || labels.get() key=String::clone children=day />
            {more.then(|| view! { <Button label=words.older on_press=on_older wide=true /> })}
        }
        .into_any(),
    };
    let aside = move || {
        view! {
            <LinkButton
                label=words.search
                href=Signal::stored(words.search_href.run(about))
                icon=IconName::Search
                kind=ButtonKind::Ghost
                icon_only=true
            />
            <Kinds kind on_kind />
        }
    };
    view! {
        <Group title=words.title bare=true aside=aside>
            {body}
        </Group>
    }
}

/// Returns the drawn entries, by day.
fn days_of(
    part: Signal<Option<Result<TimelinePart, String>>>,
) -> Memo<Vec<(String, Vec<Happened>)>> {
    let words = use_part_services().timeline;
    let limit = growing(STEP);
    Memo::new(move |_| match &*part.read() {
        Some(Ok(TimelinePart { entries, more: _ })) => {
            let shown = entries.iter().take(limit.get()).cloned();
            by_day(shown, move |millis| words.day.run(millis))
        }
        _ => Vec::new(),
    })
}

/// Groups consecutive entries by day.
fn by_day(
    entries: impl Iterator<Item = Happened>,
    name: impl Fn(i64) -> String,
) -> Vec<(String, Vec<Happened>)> {
    let mut days: Vec<(String, Vec<Happened>)> = Vec::new();
    for entry in entries {
        let day = name(entry.when);
        match days.last_mut().filter(|(known, _)| *known == day) {
            Some((_, same)) => same.push(entry),
            None => days.push((day, vec![entry])),
        }
    }
    days
}

/// The key of an entry; the time is part of it because all stage changes bear the id of their deal.
type EntryKey = (RecordId, i64);

fn key_of(entry: &Happened) -> EntryKey {
    (entry.id, entry.when)
}

fn keys_of(days: &[(String, Vec<Happened>)], label: &str) -> Vec<EntryKey> {
    let of_day = days.iter().find(|(day, _)| day == label);
    of_day.into_iter().flat_map(|(_, entries)| entries).map(key_of).collect()
}

fn find(days: &[(String, Vec<Happened>)], key: EntryKey) -> Option<Happened> {
    days.iter().flat_map(|(_, entries)| entries).find(|entry| key_of(entry) == key).cloned()
}

/// The menu of kinds.
#[component]
fn Kinds(kind: Signal<Option<String>>, on_kind: Callback<Option<String>>) -> impl IntoView {
    let words = use_part_services().timeline;
    let label = Signal::derive(move || match kind.get() {
        Some(kind) => words.kind.run(kind),
        None => words.all.get(),
    });
    let items = Signal::derive(move || {
        let choose = |kind: Option<&str>| {
            let kind = kind.map(str::to_owned);
            Callback::new(move |()| on_kind.run(kind.clone()))
        };
        let one = |key: &'static str| {
            MenuItem::new(words.kind.run(key.to_owned()), icon_of(key, ""), choose(Some(key)))
        };
        // A completed task is not logged by hand.
        let kinds = LOGGED_KINDS.iter().map(|(key, _)| *key).chain([activity::DONE]);
        let all = MenuItem::new(words.all.get(), IconName::ListFilter, choose(None));
        std::iter::once(all).chain(kinds.map(one)).collect::<Vec<_>>()
    });
    view! { <PickMenu label items icon=IconName::ListFilter /> }
}

/// Returns the icon of an activity.
pub fn icon_of(what: &str, result: &str) -> IconName {
    match (what, result) {
        (activity::CALL, activity::NOT_REACHED) => IconName::PhoneMissed,
        (activity::CALL, activity::LEFT_MESSAGE) => IconName::Voicemail,
        (activity::CALL, activity::REACHED) => IconName::PhoneCall,
        (activity::DONE, _) => IconName::CircleCheck,
        (STAGE_CHANGE, _) => IconName::Kanban,
        (what, _) => {
            let known = LOGGED_KINDS.iter().find(|(key, _)| *key == what);
            known.map_or(IconName::StickyNote, |(_, icon)| *icon)
        }
    }
}

/// Returns amber for a person not reached, green for one reached. Sent messages are neither.
fn tone_of(entry: &Happened) -> Tone {
    let asked = matches!(entry.what.as_str(), activity::CALL | activity::VISIT | activity::MEETING);
    match entry.reached().filter(|_| asked) {
        Some(true) => Tone::Good,
        Some(false) => Tone::Warm,
        None => Tone::Plain,
    }
}

#[component]
fn TimelineEntry(
    entry: Happened,
    on_edit: Callback<Happened>,
    on_delete: Callback<Happened>,
) -> impl IntoView {
    let services = use_part_services();
    let words = services.timeline;
    let (millis, tone) = (entry.when, tone_of(&entry));
    let icon = icon_of(&entry.what, &entry.result);
    let (title, text, files) = (entry.clone(), entry.text.clone(), entry.files.clone());
    let fixed = entry.what == STAGE_CHANGE;
    let title = Signal::derive(move || words.what.run(title.clone()));
    let beside = entry.clone();
    let about = move || words.about.run(beside.clone());
    let own = entry.about.clone();
    let link = move |(id, name): (RecordId, String)| match services.page.run(id) {
        Some(href) => {
            view! { <a class="timeline__link" href=href dir="auto">{name}</a> }.into_any()
        }
        None => view! { <span class="timeline__link" dir="auto">{name}</span> }.into_any(),
    };
    let links = (!own.is_empty()).then(|| {
        let links = move || own.iter().cloned().map(link).collect_view();
        view! { <p class="timeline__links">{links}</p> }
    });
    let entry = StoredValue::new(entry);
    let items = Signal::derive(move || {
        let edit = Callback::new(move |()| on_edit.run(entry.get_value()));
        let delete = Callback::new(move |()| on_delete.run(entry.get_value()));
        let attach = Callback::new(move |()| services.files.attach_to.run(entry.get_value()));
        vec![
            MenuItem::new(words.edit.get(), IconName::Pencil, edit),
            MenuItem::new(services.files.add.get(), IconName::Paperclip, attach),
            MenuItem::new(words.delete.get(), IconName::Trash2, delete).danger(),
        ]
    });
    let name = Signal::derive(move || {
        words.menu.run(format!("{}, {}", title.get(), services.when.run(millis)))
    });
    // A stage change belongs to the deal, and is edited there.
    let extra = move || (!fixed).then(|| view! { <Menu label=name items /> });
    let text = if fixed { String::new() } else { text };
    view! {
        <TimelineItem
            of_day=true
            title
            when=Signal::derive(move || words.time.run(millis))
            moment=Signal::derive(move || Some(services.moment.run(millis)))
            icon
            tone
            extra
        >
            <p class="timeline__about">{about}</p>
            <div dir="auto">{text}</div>
            {links}
            <RecordFiles label=title files=Signal::stored(files) />
        </TimelineItem>
    }
}
