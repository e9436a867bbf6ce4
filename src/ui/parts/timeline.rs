//! The timeline of a record: what happened, the latest first, by day.

use leptos::prelude::*;

use super::channel::LOGGED_KINDS;
use super::desk::use_desk;
use crate::domain::{Happened, STAGE_CHANGE, TimelinePart, activity, attempts};
use crate::ui::kit::{
    Button, ButtonKind, Failed, Group, IconName, LinkButton, Loading, Menu, MenuItem, PickMenu,
    Timeline, TimelineItem, Tone,
};

/// Something that happened, with which attempt it was.
type Entry = (Happened, Option<u32>);

/// What happened with a record.
#[component]
pub fn ActivityTimeline(
    /// What happened, the latest first; `None` while it is read, an error as a sentence.
    #[prop(into)]
    part: Signal<Option<Result<TimelinePart, String>>>,
    /// The kind that is shown; `None` for all.
    #[prop(into)]
    kind: Signal<Option<String>>,
    /// One kind only, or all.
    #[prop(into)]
    on_kind: Callback<Option<String>>,
    /// Some more of what is older.
    #[prop(into)]
    on_older: Callback<()>,
    /// An entry is to be changed.
    #[prop(into)]
    on_edit: Callback<Happened>,
    /// An entry is to go to the bin.
    #[prop(into)]
    on_delete: Callback<Happened>,
) -> impl IntoView {
    let words = use_desk().timeline;
    let day = move |(label, entries): (String, Vec<Entry>)| {
        let item = move |entry: Entry| view! { <TimelineEntry entry on_edit on_delete /> };
        let name = Signal::stored(label.clone());
        view! {
            <h3 class="timeline__day">{label}</h3>
            <Timeline label=name>{entries.into_iter().map(item).collect_view()}</Timeline>
        }
    };
    let body = move || match part.get() {
        None => view! { <Loading rows=2 /> }.into_any(),
        Some(Err(text)) => view! { <Failed title=words.failed text=text /> }.into_any(),
        Some(Ok(part)) if part.entries.is_empty() => {
            let filtered = kind.read_untracked().is_some();
            let text = move || if filtered { words.none_of.get() } else { words.none.get() };
            view! { <p class="record__none">{text}</p> }.into_any()
        }
        Some(Ok(TimelinePart { entries, more })) => {
            // What is hidden by the filter would be missing in the count.
            let whole = !more && kind.read_untracked().is_none();
            let days = by_day(entries, whole, move |millis| words.day.run(millis));
            view! {
                {days.into_iter().map(day).collect_view()}
                {more.then(|| view! { <Button label=words.older on_press=on_older wide=true /> })}
            }
            .into_any()
        }
    };
    let aside = move || {
        view! {
            <LinkButton
                label=words.search
                href=words.search_href
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

/// Entries under the days on which they happened.
fn by_day(
    entries: Vec<Happened>,
    whole: bool,
    name: impl Fn(i64) -> String,
) -> Vec<(String, Vec<Entry>)> {
    let numbers = attempts(&entries, whole);
    let mut days: Vec<(String, Vec<Entry>)> = Vec::new();
    for entry in entries.into_iter().zip(numbers) {
        let day = name(entry.0.when);
        match days.last_mut().filter(|(known, _)| *known == day) {
            Some((_, same)) => same.push(entry),
            None => days.push((day, vec![entry])),
        }
    }
    days
}

/// The kinds to choose from.
#[component]
fn Kinds(kind: Signal<Option<String>>, on_kind: Callback<Option<String>>) -> impl IntoView {
    let words = use_desk().timeline;
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
        // A task that was done is not logged by hand.
        let kinds = LOGGED_KINDS.iter().map(|(key, _)| *key).chain([activity::DONE]);
        let all = MenuItem::new(words.all.get(), IconName::ListFilter, choose(None));
        std::iter::once(all).chain(kinds.map(one)).collect::<Vec<_>>()
    });
    view! { <PickMenu label items icon=IconName::ListFilter /> }
}

/// The picture of something that happened.
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

/// Amber for who was not reached, green for who was. What was sent says neither.
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
    entry: Entry,
    on_edit: Callback<Happened>,
    on_delete: Callback<Happened>,
) -> impl IntoView {
    let desk = use_desk();
    let words = desk.timeline;
    let (happened, attempt) = entry;
    let (millis, tone) = (happened.when, tone_of(&happened));
    let icon = icon_of(&happened.what, &happened.result);
    let (title, text) = (happened.clone(), happened.text.clone());
    let fixed = happened.what == STAGE_CHANGE;
    let title = Signal::derive(move || words.what.run(title.clone()));
    let beside = happened.clone();
    let about = move || words.about.run((beside.clone(), attempt));
    let entry = StoredValue::new(happened);
    let items = Signal::derive(move || {
        let edit = Callback::new(move |()| on_edit.run(entry.get_value()));
        let delete = Callback::new(move |()| on_delete.run(entry.get_value()));
        vec![
            MenuItem::new(words.edit.get(), IconName::Pencil, edit),
            MenuItem::new(words.delete.get(), IconName::Trash2, delete).danger(),
        ]
    });
    let name = Signal::derive(move || {
        words.menu.run(format!("{}, {}", title.get(), desk.when.run(millis)))
    });
    // A stage was entered: that is the deal's own, and is changed there.
    let extra = move || (!fixed).then(|| view! { <Menu label=name items /> });
    let text = if fixed { String::new() } else { text };
    view! {
        <TimelineItem
            title
            when=Signal::derive(move || words.time.run(millis))
            moment=Signal::derive(move || Some(desk.moment.run(millis)))
            icon
            tone
            extra
        >
            <p class="timeline__about">{about}</p>
            <div dir="auto">{text}</div>
        </TimelineItem>
    }
}
