//! A due date: a day, an optional time, and common choices with one tap.

use leptos::prelude::*;

use super::cell::Cell;
use domain::{Day, Due, LocalTime, UsualDay, Value, usual_days, usual_times};
use kit::{Chip, Chips, InputKind, TextField};

/// A day and a time. "9:00" stays 9:00: a new time is in the device's zone, and one set elsewhere
/// keeps its own zone.
#[component]
pub fn DueInput(
    /// The cell it reads and writes.
    cell: Cell,
) -> impl IntoView {
    let services = cell.form.services;
    let words = services.form;
    let due = Memo::new(move |_| cell.text().with(|text| Due::parse(text)));
    let day = Signal::derive(move || due.get().map(|due| due.day.to_string()).unwrap_or_default());
    let time = Signal::derive(move || {
        let time = due.get().and_then(|due| due.time);
        time.map(|it| format!("{:02}:{:02}", it.minutes / 60, it.minutes % 60)).unwrap_or_default()
    });
    let zone = Signal::derive(move || {
        let zone = due.get()?.time?.zone;
        (!zone.is_empty() && zone != services.zone.run(())).then_some(zone)
    });
    let set = move |due: Option<Due>| {
        cell.set(Value::Text(due.map(|due| due.to_string()).unwrap_or_default()));
    };
    let on_day = move |text: String| {
        let time = due.get_untracked().and_then(|due| due.time);
        match Day::parse(&text) {
            Some(day) => set(Some(Due { day, time })),
            None if text.is_empty() => set(None),
            // A year being typed is not valid yet; an invalid date is rejected with a sentence.
            None => cell.set(Value::Text(text)),
        }
    };
    let on_time = move |text: String| {
        let before = due.get_untracked();
        let day = match &before {
            Some(due) => due.day,
            // A time that has passed today means tomorrow.
            None if minutes(&text).is_some_and(|at| at <= minutes_now(cell)) => today(cell).plus(1),
            None => today(cell),
        };
        let known = before.and_then(|due| due.time).map(|time| time.zone);
        let time = minutes(&text).map(|minutes| LocalTime {
            minutes,
            zone: known.unwrap_or_else(|| services.zone.run(())),
        });
        set(Some(Due { day, time }));
    };
    view! {
        <div class="due-input">
            <div class="due-input__part">
                <TextField
                    label=cell.label
                    value=day
                    kind=InputKind::Date
                    error=cell.error()
                    hint=zone
                    on_input=on_day
                />
                <UsualDays cell due />
            </div>
            <div class="due-input__part">
                <TextField label=words.time value=time kind=InputKind::Time on_input=on_time />
                <UsualTimes cell due on_time />
            </div>
        </div>
    }
}

/// The chips of common days.
#[component]
fn UsualDays(cell: Cell, due: Memo<Option<Due>>) -> impl IntoView {
    let words = cell.form.services.form;
    let chip = move |usual: UsualDay| {
        let at = move || usual.day(today(cell));
        let label = Signal::derive(move || match usual {
            UsualDay::Today => words.today.get(),
            UsualDay::Tomorrow => words.tomorrow.get(),
            UsualDay::Weekday(day) => words.weekday.run(day.weekday()),
            UsualDay::InAWeek => words.next_week.get(),
        });
        let choose = move |()| {
            let time = due.get_untracked().and_then(|due| due.time);
            cell.set(Value::Text(Due { day: at(), time }.to_string()));
        };
        let pressed = Signal::derive(move || due.get().is_some_and(|due| due.day == at()));
        view! { <Chip label pressed on_press=choose /> }
    };
    let days = usual_days(today(cell));
    view! {
        <Chips label=cell.label wrap=true>{days.into_iter().map(chip).collect_view()}</Chips>
    }
}

/// The chips of common times; pressing one again removes the time.
#[component]
fn UsualTimes(
    cell: Cell,
    due: Memo<Option<Due>>,
    #[prop(into)] on_time: Callback<String>,
) -> impl IntoView {
    let words = cell.form.services.form;
    let chosen = Memo::new(move |_| due.get().and_then(|due| due.time).map(|time| time.minutes));
    let times = Memo::new(move |_| {
        let day = due.get().map(|due| due.day);
        let of_today = day.is_some_and(|day| day <= today(cell));
        usual_times(of_today.then(|| minutes_now(cell)))
    });
    let chip = move |time: u16| {
        let label = Signal::derive(move || words.clock.run(time));
        let pressed = Signal::derive(move || chosen.get() == Some(time));
        let choose = move |()| {
            let text = format!("{:02}:{:02}", time / 60, time % 60);
            on_time.run(if pressed.get_untracked() { String::new() } else { text });
        };
        view! { <Chip label pressed on_press=choose /> }
    };
    view! {
        <Chips label=words.time wrap=true>
            <For each=move || times.get() key=|time| *time children=chip />
        </Chips>
    }
}

/// Returns the current local time, in minutes since midnight.
fn minutes_now(cell: Cell) -> u16 {
    let services = cell.form.services;
    let now = services.to_input.run(services.now.run(()));
    now.split_once('T').and_then(|(_, time)| minutes(time)).unwrap_or(0)
}

fn today(cell: Cell) -> Day {
    Day::of(cell.form.services.today.run(())).unwrap_or_else(|| Day::from_number(0))
}

/// Parses `09:00` to minutes since midnight.
fn minutes(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    let minute = minute.split(':').next()?;
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    (hour < 24 && minute < 60).then_some(hour * 60 + minute)
}

#[cfg(test)]
mod tests {
    use super::minutes;

    #[test]
    fn a_time_is_read_as_the_field_writes_it() {
        assert_eq!(minutes("09:30"), Some(570));
        assert_eq!(minutes("09:30:15"), Some(570));
        assert_eq!(minutes("24:00"), None);
        assert_eq!(minutes(""), None);
    }
}
