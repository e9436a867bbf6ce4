//! The Today screen: the next call, overdue tasks, and the rest of the day.

use leptos::prelude::*;

use super::deals::{Attention, DealsAsking};
use super::hero::Hero;
use super::quick_box::QuickBox;
use super::task_row::{DeviceLocation, TaskRow};
use crate::ui::paths;
use crate::ui::state::{Agenda, Anniversary, AppState, ByPointer, DayList, TaskCard, t, use_app};
use domain::RecordId;
use kit::{
    Button, ButtonKind, Chip, Empty, Fab, Icon, IconButton, IconName, LinkButton, ListRow, Section,
    Tone, TopBar, growing,
};

/// The Today screen.
#[component]
pub fn TodayScreen(
    /// The introduction for new users, below the quick add box.
    #[prop(into)]
    begin: ViewFn,
) -> impl IntoView {
    let app = use_app();
    let minutes = app.tasks.minutes();
    let agenda = app.tasks.agenda(minutes);
    let greeting = Memo::new(move |_| {
        minutes.with(|_| ());
        app.format.greeting()
    });
    let birthdays = app.records.anniversaries();
    let late = app.deals.deals_asking(Attention::PastClose);
    let stale = app.deals.deals_asking(Attention::Stale);
    app.show_title(move || t!(app.words, day.title));
    show_distances(app, agenda);
    let nothing = Memo::new(move |_| {
        agenda.with(|agenda| is_free(agenda))
            && birthdays.read().is_empty()
            && [late, stale].iter().all(|found| found.with(|found| found.0.is_empty()))
    });
    view! {
        <div class="screen day">
            <Bar greeting />
            <div class="day__columns">
                <div class="day__main">
                    <QuickBox />
                    {begin.run()}
                    <Calls agenda minutes />
                    <Tasks title=DayTitle::Overdue agenda />
                    <Tasks title=DayTitle::Visits agenda />
                    <Tasks title=DayTitle::DueToday agenda />
                </div>
                <div class="day__aside">
                    <Birthdays found=birthdays />
                    <DealsAsking look=Attention::PastClose found=late />
                    <DealsAsking look=Attention::Stale found=stale />
                </div>
            </div>
            <Show when=move || nothing.get()>
                <Empty
                    icon=IconName::Sun
                    title=Signal::derive(move || t!(app.words, day.nothing))
                    text=Signal::derive(move || t!(app.words, day.nothing_text))
                />
            </Show>
            <Fab
                label=Signal::derive(move || t!(app.words, day.new))
                on_press=move |()| app.sheets.new.set(true)
            />
        </div>
    }
}

/// The greeting, with the buttons to search and to make something.
#[component]
fn Bar(greeting: Memo<(String, String)>) -> impl IntoView {
    let app = use_app();
    view! {
        <TopBar
            title=Signal::derive(move || greeting.get().1)
            subtitle=Signal::derive(move || Some(greeting.get().0))
        >
            <span class="only-narrow">
                <IconButton
                    label=Signal::derive(move || t!(app.words, shell.palette))
                    icon=IconName::Search
                    on_press=move |()| app.sheets.palette.set(true)
                />
            </span>
            <span class="only-wide">
                <Button
                    label=Signal::derive(move || t!(app.words, day.new))
                    kind=ButtonKind::Primary
                    icon=IconName::Plus
                    on_press=move |()| app.sheets.new.set(true)
                />
            </span>
        </TopBar>
    }
}

/// Locates the device to show distances, if permission was granted before and a visit is planned.
fn show_distances(app: AppState, agenda: Memo<ByPointer<Agenda>>) {
    let here = DeviceLocation(RwSignal::new(None));
    provide_context(here);
    let visits =
        Memo::new(move |_| agenda.with(|agenda| agenda.visits.cards.iter().any(is_placed)));
    Effect::new(move |_| {
        if visits.get() {
            app.log.find_place(here.0, false);
        }
    });
}

/// True if the location of a task's subject is known.
fn is_placed(card: &TaskCard) -> bool {
    card.subject.as_ref().is_some_and(|subject| subject.place.is_some())
}

fn is_free(agenda: &Agenda) -> bool {
    let lists = [&agenda.overdue, &agenda.calls, &agenda.visits, &agenda.due_today];
    lists.iter().all(|list| list.count == 0) && agenda.done.is_empty()
}

/// A section of the day.
#[derive(Clone, Copy, PartialEq, Eq)]
enum DayTitle {
    Overdue,
    Visits,
    DueToday,
}

impl DayTitle {
    fn word(self, app: AppState) -> String {
        match self {
            Self::Overdue => t!(app.words, day.overdue),
            Self::Visits => t!(app.words, day.visits),
            Self::DueToday => t!(app.words, day.due_today),
        }
    }

    fn list(self, agenda: &Agenda) -> &DayList {
        match self {
            Self::Overdue => &agenda.overdue,
            Self::Visits => &agenda.visits,
            Self::DueToday => &agenda.due_today,
        }
    }

    /// Returns the section's tasks; "Due today" includes those completed today.
    fn cards(self, agenda: &Agenda) -> Vec<TaskCard> {
        let mut cards = self.list(agenda).cards.clone();
        if self == Self::DueToday {
            cards.extend(agenda.done.iter().cloned());
        }
        cards
    }
}

/// Tasks under a heading; nothing if there are none.
#[component]
fn Tasks(title: DayTitle, agenda: Memo<ByPointer<Agenda>>) -> impl IntoView {
    let app = use_app();
    let cards = Memo::new(move |_| agenda.with(|agenda| title.cards(agenda)));
    let limit = growing(STEP);
    let ids = Memo::new(move |_| {
        cards.with(|cards| cards.iter().map(|card| card.id).take(limit.get()).collect::<Vec<_>>())
    });
    let any = Memo::new(move |_| !ids.read().is_empty());
    let left = Memo::new(move |_| agenda.with(|agenda| title.list(agenda).count));
    let count = Signal::derive(move || {
        agenda.with(|agenda| {
            let left = left.get();
            let done = if title == DayTitle::DueToday { agenda.done.len() } else { 0 };
            if done == 0 {
                return Some(app.format.number(left));
            }
            Some(t!(app.words, day.left_of, left = left, total = left + done))
        })
    });
    let hidden = Memo::new(move |_| agenda.with(|agenda| title.list(agenda).is_cut()));
    let here: DeviceLocation = expect_context();
    // Without a known location among the subjects, there is no distance to show.
    let asks_place = Memo::new(move |_| {
        title == DayTitle::Visits && here.0.read().is_none() && cards.read().iter().any(is_placed)
    });
    let tone = if title == DayTitle::Overdue { Tone::Danger } else { Tone::Plain };
    let row = move |id: RecordId| {
        let card = Memo::new(move |_| {
            cards.with(|cards| cards.iter().find(|card| card.id == id).cloned())
        });
        view! { <TaskRow card /> }
    };
    view! {
        <Show when=move || any.get()>
            <Section title=Signal::derive(move || title.word(app)) count tone=Signal::stored(tone)>
                <For each=move || ids.get() key=|id| *id children=row />
                <Show when=move || asks_place.get()>
                    <div class="day__ask">
                        <Chip
                            label=Signal::derive(move || t!(app.words, day.show_distance))
                            icon=IconName::MapPin
                            on_press=move |()| app.log.find_place(here.0, true)
                        />
                    </div>
                </Show>
                <All hidden count=left />
            </Section>
        </Show>
    }
}

/// The next call as a card with one big button, and the other calls of the day.
#[component]
fn Calls(agenda: Memo<ByPointer<Agenda>>, minutes: Signal<u64>) -> impl IntoView {
    let app = use_app();
    let next = Memo::new(move |_| agenda.with(|agenda| agenda.next_call.clone()));
    let rest = Memo::new(move |_| {
        agenda.with(|agenda| {
            let next = agenda.next_call.as_ref().map(|card| card.id);
            let others = agenda.calls.cards.iter().filter(|card| Some(card.id) != next);
            others.cloned().collect::<Vec<_>>()
        })
    });
    let limit = growing(STEP);
    let ids = Memo::new(move |_| {
        rest.with(|rest| rest.iter().map(|card| card.id).take(limit.get()).collect::<Vec<_>>())
    });
    let any = Memo::new(move |_| next.read().is_some() || !ids.read().is_empty());
    let all = Memo::new(move |_| agenda.with(|agenda| agenda.calls.count));
    let hidden = Memo::new(move |_| agenda.with(|agenda| agenda.calls.is_cut()));
    let count = Signal::derive(move || Some(app.format.number(all.get())));
    let row = move |id: RecordId| {
        let card =
            Memo::new(move |_| rest.with(|rest| rest.iter().find(|card| card.id == id).cloned()));
        view! { <TaskRow card /> }
    };
    view! {
        <Show when=move || any.get()>
            <Section title=Signal::derive(move || t!(app.words, day.call_backs)) count bare=true>
                {move || next.get().map(|card| view! { <Hero card minutes /> })}
                <Show when=move || !ids.read().is_empty()>
                    <div class="card" data-rows="">
                        <For each=move || ids.get() key=|id| *id children=row />
                    </div>
                </Show>
                <All hidden count=all />
            </Section>
        </Show>
    }
}

/// A link to all tasks, if a section cannot show all of its own.
#[component]
fn All(hidden: Memo<bool>, count: Memo<usize>) -> impl IntoView {
    let app = use_app();
    view! {
        <Show when=move || hidden.get()>
            <LinkButton
                label=Signal::derive(move || {
                    t!(app.words, day.all_tasks, count = count.get())
                })
                href=paths::href(paths::TASKS)
                kind=ButtonKind::Ghost
                wide=true
            />
        </Show>
    }
}

/// Birthdays and other anniversaries of the next days.
#[component]
fn Birthdays(found: Signal<Vec<Anniversary>>) -> impl IntoView {
    let app = use_app();
    let row = move |it: Anniversary| {
        let when = app.format.in_days(it.in_days.into());
        let what = (!it.label.is_empty()).then(|| it.label.clone());
        let years = it.years.filter(|years| *years > 0).map(|years| {
            if it.label.is_empty() {
                t!(app.words, day.turns, years = years)
            } else {
                t!(app.words, day.years, count = years)
            }
        });
        let note = [Some(when), what, years].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let name = it.name;
        view! {
            <ListRow
                title=move || name.clone()
                subtitle=move || note.clone()
                leading=move || view! { <span class="day__cake"><Icon name=IconName::Cake /></span> }
                href=paths::href(&paths::contact(it.id))
            />
        }
    };
    view! {
        <Show when=move || !found.read().is_empty()>
            <Section
                title=Signal::derive(move || t!(app.words, day.birthdays))
                count=Signal::derive(move || Some(app.format.number(found.read().len())))
            >
                {move || found.get().into_iter().take(SHOWN).map(row).collect_view()}
            </Section>
        </Show>
    }
}

/// Tasks drawn at a time per section when the screen appears.
const STEP: usize = 3;
/// Maximum number of birthdays shown.
const SHOWN: usize = 20;
