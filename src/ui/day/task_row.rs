//! A task in a list, with one-tap actions: complete, call, navigate, postpone.

use leptos::prelude::*;

use crate::ui::paths;
use crate::ui::records::RowParts;
use crate::ui::state::{
    AppState, BulkChange, LogRequest, ReachRequest, Subject, TaskCard, TaskRequest, t, use_app,
};
use domain::{
    CONTACT, Channel, Due, Element, GeoPoint, RecordId, Start, Value, activity, task, tel,
};
use kit::{CheckLink, CheckRow, Icon, IconButton, IconName, Menu, MenuItem, Tone};

/// The device's location, if known; provided by screens that show distances.
#[derive(Clone, Copy)]
pub struct DeviceLocation(pub RwSignal<Option<GeoPoint>>);

/// Returns the distance to an open visit or meeting.
fn far_of(app: AppState, card: &TaskCard, here: GeoPoint) -> Option<String> {
    let going = card.done.is_none() && [task::VISIT, task::MEETING].contains(&card.what.as_str());
    let place = card.subject.as_ref()?.place.filter(|_| going)?;
    Some(app.format.far(here, place))
}

/// A task row.
#[component]
pub fn TaskRow(
    /// The task; `None` once it is gone.
    #[prop(into)]
    card: Signal<Option<TaskCard>>,
    /// The list that it stands in, if that offers more than a day does.
    #[prop(optional)]
    list: Option<RowParts>,
) -> impl IntoView {
    let app = use_app();
    let text =
        Memo::new(move |_| card.read().as_ref().map(|it| it.text.clone()).unwrap_or_default());
    let done = Memo::new(move |_| card.read().as_ref().is_some_and(|card| card.done.is_some()));
    let here = use_context::<DeviceLocation>();
    let note = Memo::new(move |_| {
        let card = card.read();
        let card = card.as_ref()?;
        let far = here.and_then(|here| far_of(app, card, here.0.get()?));
        Some(
            [note_of(app, card), far.unwrap_or_default()]
                .iter()
                .filter(|it| !it.is_empty())
                .cloned()
                .collect::<Vec<_>>()
                .join(" · "),
        )
    });
    let tone = Memo::new(move |_| {
        let overdue = card.read().as_ref().is_some_and(|card| card.overdue);
        if overdue { Tone::Danger } else { Tone::Plain }
    });
    let on_change = move |ticked| {
        if let Some(card) = card.get_untracked() {
            app.tasks.tick(card.id, ticked);
        }
    };
    // Beside columns, only a screen reader hears the note.
    let note = Signal::derive(move || note.get().filter(|note| !note.is_empty()));
    let cells = list.and_then(|list| list.cells);
    let link = Memo::new(move |_| card.read().as_ref().and_then(|card| link_of(app, card)));
    move || {
        let link = link.get().map(Signal::stored);
        let cells = cells.map(|cells| ViewFn::from(move || cells.with_value(ViewFn::run)));
        view! {
            <CheckRow
                text
                done
                note
                tone
                on_change
                nostrip:link
                trailing=move || trailing(app, card, list)
                nostrip:cells
            />
        }
    }
}

/// Returns the note of a task: due time, number of the attempt, subject, recurrence.
fn note_of(app: AppState, card: &TaskCard) -> String {
    let words = app.words;
    let mut parts: Vec<String> = Vec::new();
    match (card.done, &card.due) {
        (Some(done), _) => {
            parts.push(t!(words, day.completed_at, when = app.format.day_and_time(done)));
        }
        (None, Some(due)) => parts.push(app.format.due(due)),
        (None, None) => {}
    }
    parts.extend(card.attempt.map(|number| app.format.attempt(number)));
    let names = [
        card.subject.as_ref().map(|it| it.name.clone()),
        card.company.as_ref().map(|it| it.1.clone()),
    ];
    let who = names.into_iter().flatten().find(|name| !card.text.contains(name.as_str()));
    parts.extend(who);
    let own = card.about_own.iter().map(|(.., name)| name.clone());
    parts.extend(own.filter(|name| !card.text.contains(name.as_str())));
    if let Some((_, name, value)) = &card.deal {
        parts.push(match value {
            Some(value) => format!("{name}, {}", app.format.money(*value)),
            None => name.clone(),
        });
    }
    if card.high {
        parts.push(t!(words, day.high));
    }
    if !card.repeat.is_empty() {
        parts.push(format!("↻ {}", app.format.repeat_text(&card.repeat)));
    }
    parts.join(" · ")
}

/// Returns the page of a task's subject.
pub fn page_of(subject: &Subject) -> String {
    if subject.kind == CONTACT { paths::contact(subject.id) } else { paths::company(subject.id) }
}

/// Returns a link to what the task is about: the deal, otherwise the contact or company, otherwise
/// the first record of a user's kind that has a page.
fn link_of(app: AppState, card: &TaskCard) -> Option<CheckLink> {
    let deal = card.deal.as_ref().map(|(id, name, _)| (paths::deal(*id), name.clone()));
    let subject = card.subject.as_ref().map(|it| (page_of(it), it.name.clone()));
    let own = || {
        let mut own = card.about_own.iter();
        own.find_map(|(_, id, name)| Some((app.records.path_of(*id)?, name.clone())))
    };
    let (path, name) = deal.or(subject).or_else(own)?;
    Some(CheckLink { href: paths::href(&path), label: t!(app.words, day.open_name, name = name) })
}

/// Renders the quick action and the menu.
fn trailing(app: AppState, card: Signal<Option<TaskCard>>, list: Option<RowParts>) -> AnyView {
    let quick = move || {
        let card = card.get()?;
        if card.done.is_some() {
            return None;
        }
        match card.what.as_str() {
            task::CALL => call_link(app, &card),
            task::VISIT | task::MEETING => navigate_link(app, &card),
            task::EMAIL => mail_button(app, &card),
            _ => None,
        }
    };
    let name = Signal::derive(move || {
        let text = card.read().as_ref().map(|it| it.text.clone()).unwrap_or_default();
        t!(app.words, day.menu_of, text = text)
    });
    let items =
        Signal::derive(move || card.get().map(|card| menu(app, card, list)).unwrap_or_default());
    view! {
        {quick}
        <Menu label=name items />
    }
    .into_any()
}

/// Returns a `tel:` link for the first dialable number.
pub fn first_number(phones: &[Element]) -> Option<String> {
    let number = |element: &Element| match &element.value {
        Value::Text(text) => tel(text),
        _ => None,
    };
    phones.iter().find_map(number)
}

/// Returns the request to log a task's activity.
pub fn log_of(card: &TaskCard) -> LogRequest {
    let what = match card.what.as_str() {
        task::VISIT => activity::VISIT,
        task::MEETING => activity::MEETING,
        task::EMAIL => activity::EMAIL,
        task::CALL => activity::CALL,
        _ => activity::DONE,
    };
    let people = card.subject.iter().filter(|subject| subject.kind == CONTACT);
    LogRequest {
        what: what.to_owned(),
        contacts: people.map(|contact| contact.id).collect(),
        company: card.company.as_ref().map(|(id, _)| *id),
        deal: card.deal.as_ref().map(|(id, ..)| *id),
        about: card.about_own.iter().map(|(kind, id, _)| (kind.about_field(), *id)).collect(),
        task: Some(card.id),
        ..LogRequest::default()
    }
}

fn call_link(app: AppState, card: &TaskCard) -> Option<AnyView> {
    let subject = card.subject.as_ref()?;
    let href = first_number(&subject.phones)?;
    let label = format!("{} {}", t!(app.words, day.call), subject.name);
    let request = log_of(card);
    let dialed = href.clone();
    let on_click = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        app.log.call(dialed.clone(), request.clone());
    };
    Some(
        view! {
            <a class="button" data-shape="icon" data-kind="bare" href=href aria-label=label on:click=on_click>
                <Icon name=IconName::Phone />
            </a>
        }
        .into_any(),
    )
}

fn mail_button(app: AppState, card: &TaskCard) -> Option<AnyView> {
    let name = &card.subject.as_ref()?.name;
    let request = ReachRequest::of_log(Channel::Email, log_of(card));
    if untrack(|| app.log.start(&request)) == Start::Nowhere {
        return None;
    }
    let label = t!(app.words, log.write_to, name = name);
    let write = move |()| app.log.reach(request.clone());
    Some(view! { <IconButton label icon=IconName::Mail on_press=write /> }.into_any())
}

fn navigate_link(app: AppState, card: &TaskCard) -> Option<AnyView> {
    let subject = card.subject.as_ref()?;
    let href = app.log.way_to(subject.id)?;
    let label = t!(app.words, day.navigate, name = subject.name);
    Some(
        view! {
            <a class="button" data-shape="icon" data-kind="bare" href=href aria-label=label target="_blank" rel="noreferrer">
                <Icon name=IconName::Navigation />
            </a>
        }
        .into_any(),
    )
}

/// Returns the menu items.
fn menu(app: AppState, card: TaskCard, list: Option<RowParts>) -> Vec<MenuItem> {
    let words = app.words;
    let id = card.id;
    let edit = Callback::new(move |()| app.sheets.task.set(Some(TaskRequest::of(id))));
    let delete = Callback::new(move |()| app.records.change_many(vec![id], BulkChange::Delete));
    let mut items = Vec::new();
    if card.done.is_none() {
        let names_any = !card.about_own.is_empty();
        if card.subject.is_some() || card.deal.is_some() || names_any {
            let request = log_of(&card);
            let log = Callback::new(move |()| app.sheets.log.set(Some(request.clone())));
            items.push(MenuItem::new(t!(words, day.with_done), IconName::CircleCheck, log));
        }
        items.extend(snoozes(app, id));
    }
    let edit = MenuItem::new(t!(words, day.edit), IconName::Pencil, edit);
    items.push(if card.done.is_none() { edit.apart() } else { edit });
    if card.subject.is_some() || card.deal.is_some() {
        items.extend(card.about_own.iter().filter_map(|(_, id, name)| open_item(app, *id, name)));
    }
    items.extend(list.into_iter().flat_map(|list| in_list(list, id)));
    items.push(MenuItem::new(t!(words, day.delete), IconName::Trash2, delete).danger());
    items
}

/// Returns the item that opens a record to which the row itself does not lead; `None` without a
/// page.
pub fn open_item(app: AppState, id: RecordId, name: &str) -> Option<MenuItem> {
    let router = paths::use_router();
    let path = app.records.path_of(id)?;
    let open = Callback::new(move |()| router.go(&path));
    Some(MenuItem::new(t!(app.words, day.open_name, name = name), IconName::ChevronRight, open))
}

/// Returns what a list offers for a record: its page, and selecting it.
fn in_list(list: RowParts, id: RecordId) -> [MenuItem; 2] {
    let words = list.app.words;
    let router = paths::use_router();
    let open = Callback::new(move |()| router.go(&list.path.run(id)));
    let select = Callback::new(move |()| list.select.run(id));
    [
        MenuItem::new(t!(words, records.open_page), IconName::ChevronRight, open),
        MenuItem::new(t!(words, records.select_this), IconName::SquareCheck, select),
    ]
}

/// Returns the menu of times to postpone a task to.
pub fn snoozes(app: AppState, id: RecordId) -> Vec<MenuItem> {
    const EVENING: u16 = 18 * 60;
    const MORNING: u16 = 9 * 60;
    let words = app.words;
    let item = move |label: String, due: fn(AppState) -> Due| {
        let off = Callback::new(move |()| app.tasks.put_off(id, due(app)));
        MenuItem::new(label, IconName::AlarmClock, off)
    };
    let pick = Callback::new(move |()| app.sheets.put_off.set(Some(id)));
    vec![
        item(t!(words, day.in_an_hour), |app| app.format.due_in(60)).under(t!(words, day.snooze)),
        item(t!(words, day.this_evening), |app| app.format.due_on(0, Some(EVENING))),
        item(t!(words, day.tomorrow_morning), |app| app.format.due_on(1, Some(MORNING))),
        item(t!(words, day.next_week), |app| app.format.due_on(7, Some(MORNING))),
        MenuItem::new(t!(words, day.pick_day), IconName::Calendar, pick),
    ]
}
