//! Puts moments together that a table gives in parts: a day and a time of day, a beginning and how
//! long it took.

use super::column_plan::ColumnPlan;
use super::header::apart;
use super::programs::english_words;
use super::row::name_of;
use super::words::normal;
use crate::cell::parse_flag;
use crate::clock::{LengthUnit, parse_clock, parse_length};
use crate::making::RowBuilder;
use crate::moment::{has_zone, parse_moment};
use domain::{Draft, Due, Field, FieldType, Fields, moment};

const DAY: i64 = 86_400_000;

/// The parts of the moments of a row.
#[derive(Default)]
pub struct Moments<'p, 'r> {
    /// Days whose time has a column of its own, with their columns.
    days: Vec<Part<'p, 'r>>,
    clocks: Vec<Part<'p, 'r>>,
    lengths: Vec<(Part<'p, 'r>, LengthUnit)>,
    /// Cells that say yes where a moment is asked for: it was done, and nothing says when.
    answered: Vec<Part<'p, 'r>>,
    /// The fields whose moments are local times, read as if they were UTC.
    pub local: Vec<u32>,
}

type Part<'p, 'r> = (&'p Field, usize, &'r str);
/// A field with its length in milliseconds, and the cells that say so.
type Sum<'p, 'r> = (&'p Field, i64, Vec<(usize, &'r str)>);

impl<'p, 'r> Moments<'p, 'r> {
    /// Takes a cell of a column of days, or of days with times.
    pub fn day(
        &mut self,
        (field, at, cell): Part<'p, 'r>,
        plan: &ColumnPlan<'_>,
        making: &mut RowBuilder<'_>,
    ) {
        if plan.has_clock(field) {
            return self.days.push((field, at, cell));
        }
        let order = plan.columns[at].order;
        let name = name_of(&plan.columns[at].header, at);
        match parse_moment(cell, order) {
            Some(millis) if self.put(field, millis, !has_zone(cell), making) => {}
            // A second moment is no problem, only one too many.
            Some(_) => making.keep(&name, cell),
            None => match parse_flag(cell) {
                Some(true) => self.answered.push((field, at, cell)),
                Some(false) => {}
                None => making.keep_problem(&name, cell),
            },
        }
    }

    /// Takes a cell of a column of times.
    pub fn clock(&mut self, part: Part<'p, 'r>) {
        self.clocks.push(part);
    }

    /// Takes a cell of a column of lengths.
    pub fn length(&mut self, part: Part<'p, 'r>, unit: LengthUnit) {
        self.lengths.push((part, unit));
    }

    /// Puts the parts together; what does not fit is kept under the names of its columns, and
    /// counted.
    pub fn finish(mut self, plan: &ColumnPlan<'_>, making: &mut RowBuilder<'_>) -> Vec<u32> {
        for day in std::mem::take(&mut self.days) {
            self.finish_day(day, plan, making);
        }
        for (field, at, cell) in std::mem::take(&mut self.clocks) {
            let begins = begin_of(field, &making.draft);
            let ends = begins.zip(parse_clock(cell)).map(|((begin, _), time)| {
                let end = begin - begin.rem_euclid(DAY) + time;
                // It ended after midnight.
                if end < begin { end + DAY } else { end }
            });
            let local = begins.is_some_and(|(_, of)| self.local.contains(&of));
            if !ends.is_some_and(|end| self.put(field, end, local, making)) {
                making.keep_problem(&name_of(&plan.columns[at].header, at), cell);
            }
        }
        self.finish_lengths(plan, making);
        for (field, at, cell) in std::mem::take(&mut self.answered) {
            // Nothing was done after it was due, as far as anybody knows.
            let due = making.schema.fields.iter().find(|it| it.kind == FieldType::Due);
            let due = due.and_then(|due| Due::parse(&making.draft.said(due.number)));
            let day = due.map(|due| i64::from(due.day.number()) * DAY);
            if !day.is_some_and(|day| self.put(field, day, true, making)) {
                making.keep_problem(&name_of(&plan.columns[at].header, at), cell);
            }
        }
        self.local
    }

    /// Puts a day and the time of day of its own column together. A day that is written as a moment
    /// has its time already, unless that is midnight, as which programs write days.
    fn finish_day(
        &mut self,
        (field, at, cell): Part<'p, 'r>,
        plan: &ColumnPlan<'_>,
        making: &mut RowBuilder<'_>,
    ) {
        let name = |at: usize| name_of(&plan.columns[at].header, at);
        let Some(day) = parse_moment(cell, plan.columns[at].order) else {
            return making.keep_problem(&name(at), cell);
        };
        let own = day.rem_euclid(DAY);
        let is_its = |clock: &Part<'_, '_>| {
            clock.0.number == field.number && (own == 0 || parse_clock(clock.2) == Some(own))
        };
        let place = self.clocks.iter().position(is_its);
        let clock = place.map(|place| self.clocks.remove(place));
        let time = clock.and_then(|(_, _, text)| parse_clock(text));
        if let (Some((_, at, text)), None) = (clock, time) {
            making.keep_problem(&name(at), text);
        }
        let is_local = time.is_some() || !has_zone(cell);
        if !self.put(field, day - own + time.unwrap_or(own), is_local, making) {
            making.keep(&name(at), cell);
        }
    }

    fn finish_lengths(&mut self, plan: &ColumnPlan<'_>, making: &mut RowBuilder<'_>) {
        let mut sums: Vec<Sum<'p, 'r>> = Vec::new();
        for ((field, at, cell), unit) in std::mem::take(&mut self.lengths) {
            let Some(length) = parse_length(cell, unit) else {
                making.keep_problem(&name_of(&plan.columns[at].header, at), cell);
                continue;
            };
            match sums.iter_mut().find(|(of, ..)| of.number == field.number) {
                Some((_, sum, cells)) => {
                    *sum += length;
                    cells.push((at, cell));
                }
                None => sums.push((field, length, vec![(at, cell)])),
            }
        }
        for (field, sum, cells) in sums.into_iter().filter(|(_, sum, _)| *sum > 0) {
            let begins = begin_of(field, &making.draft);
            let local = begins.is_some_and(|(_, of)| self.local.contains(&of));
            let known = moment(&making.draft, field.number);
            let placed = match begins.map(|(begin, _)| begin + sum) {
                // An end to the minute says less.
                Some(end) if known.is_some_and(|known| (known - end).abs() < 60_000) => true,
                Some(end) => self.put(field, end, local, making),
                None => false,
            };
            for (at, cell) in cells.into_iter().filter(|_| !placed) {
                making.keep_problem(&name_of(&plan.columns[at].header, at), cell);
            }
        }
    }

    fn put(
        &mut self,
        field: &Field,
        millis: i64,
        is_local: bool,
        making: &mut RowBuilder<'_>,
    ) -> bool {
        let is_new = moment(&making.draft, field.number).is_none();
        let placed = making.put(field, "", domain::Value::Moment(millis));
        if placed && is_new && is_local {
            self.local.push(field.number);
        }
        placed
    }
}

/// True if the last word of a header says that the cells are moments: `Created`, `lastModifiedAt`,
/// `hs_timestamp`, `Angelegt am`.
pub fn says_moment(header: &str) -> bool {
    let says = |name: &str| {
        let name = normal(name);
        let last = name.rsplit(' ').next().unwrap_or_default();
        MOMENTS.contains(&last) || ["date", "time", "timestamp"].iter().any(|it| last.ends_with(it))
    };
    let own = apart(header).unwrap_or_else(|| header.to_owned());
    says(&own) || english_words(&normal(header)).iter().any(|english| says(english))
}

/// Words with which names of moments end.
const MOMENTS: [&str; 8] =
    ["at", "on", "created", "updated", "modified", "changed", "deleted", "due"];

/// Returns the moment at which that began which a field ends, and its field.
fn begin_of(field: &Field, draft: &Draft) -> Option<(i64, u32)> {
    let begins = field.begins?;
    Some((moment(draft, begins)?, begins))
}

#[cfg(test)]
mod tests {
    use super::{DAY, says_moment};
    use crate::testing::{check, read};
    use domain::{
        ACTIVITY, CONTACT, DEAL, Day, Fields, PartialDate, TASK, Value, activity, built_in, deal,
        moment, task,
    };

    #[test]
    fn the_last_word_of_a_header_says_that_it_is_of_moments() {
        for header in ["Created", "createdAt", "hs_timestamp", "closedate", "Due", "Erstellt am"] {
            assert!(says_moment(header), "{header}");
        }
        for header in ["Phone on file", "Created by", "Time zone ID", "Customer number", "Seit"] {
            assert!(!says_moment(header), "{header}");
        }
    }

    #[test]
    fn a_day_and_its_time_are_one_moment_and_what_is_neither_is_counted() {
        let schemas = built_in();
        let at = |minutes: i64| {
            Some(i64::from(Day::parse("2026-01-16").unwrap().number()) * DAY + minutes * 60_000)
        };
        for (cells, expect, problems) in [
            ("2026-01-16,14:30", at(870), 0),
            ("2026-01-16 00:00:00,14:30", at(870), 0),
            ("2026-01-16T14:30:00,2:30 PM", at(870), 0),
            ("2026-01-16T14:30:00,", at(870), 0),
            ("2026-01-16,soon", at(0), 1),
            ("soon,14:30", None, 2),
        ] {
            let table =
                format!("Subject,Note body,Contact email,Date,Time\nTea,Hot,a@x.org,{cells}\n");
            let row = read(table.as_bytes(), "x.csv", &schemas, ACTIVITY).unwrap().rows.remove(0);
            assert_eq!(moment(&row.draft, activity::WHEN), expect, "{cells}");
            assert_eq!(row.problems.len(), problems, "{cells}");
        }
    }

    #[test]
    fn a_task_that_is_said_to_be_done_was_done_when_it_was_due() {
        let schemas = built_in();
        let table = "Task,Due,Priority,Done\nCall Ann,2026-01-16,High,yes\nSend,2026-01-17,Low,no\nAsk,,Low,x\n";
        let rows = read(table.as_bytes(), "x.csv", &schemas, TASK).unwrap().rows;
        let day = i64::from(Day::parse("2026-01-16").unwrap().number()) * DAY;
        let told = rows.iter().map(|row| (moment(&row.draft, task::DONE), row.problems.len()));
        assert_eq!(told.collect::<Vec<_>>(), [(Some(day), 0), (None, 0), (None, 1)]);
    }

    #[test]
    fn due_dates_are_read_as_people_write_them() {
        let schemas = built_in();
        for (cell, expect) in [
            ("2026. 11. 23.", "2026-11-23"),
            ("23 Nov 2026", "2026-11-23"),
            ("\"Nov 23, 2026\"", "2026-11-23"),
            ("2026-11-23T00:00:00", "2026-11-23"),
            ("23.11.2026 14:30", "2026-11-23T14:30"),
            ("2026. 11. 23. 14:30", "2026-11-23T14:30"),
            ("23 Nov 2026 2 PM", "2026-11-23T14:00"),
            ("2026-11-23T14:30:00+07:00", "2026-11-23T07:30[UTC]"),
        ] {
            let table = format!("Task,Priority,Due\nCall,High,{cell}\n");
            let row = read(table.as_bytes(), "x.csv", &schemas, TASK).unwrap().rows.remove(0);
            assert_eq!(row.draft.text(task::DUE), expect, "{cell}");
            assert!(row.problems.is_empty(), "{cell}");
        }
    }

    #[test]
    fn times_since_1970_are_dates_where_the_header_says_so() {
        let schemas = built_in();
        let first = |kind, text: &str| {
            read(text.as_bytes(), "x.csv", &schemas, kind).unwrap().rows.remove(0)
        };
        let table =
            "Name,Email,createdAt,Customer number\nAnna Lee,a@x.org,1768469412000,1768469412\n";
        check(
            &first(CONTACT, table),
            &[
                "extra [createdAt]: 2026-01-15T09:30:12.000Z",
                "extra [Customer number]: 1768469412",
                "given: Anna",
                "family: Lee",
                "emails []: a@x.org",
            ],
        );
        let deal_row = first(DEAL, "Deal Name,Amount,Close Date\nTea,5 EUR,1768469412000\n");
        let day = PartialDate::parse("2026-01-15").map(Value::Date);
        assert_eq!(deal_row.draft.value(deal::CLOSE), day);
        let task_row = first(TASK, "Task,Priority,Due\nCall,High,1768469412\n");
        assert_eq!(task_row.draft.text(task::DUE), "2026-01-15T09:30[UTC]");
        let note =
            first(ACTIVITY, "Note body,Contact email,Timestamp\nTea,a@x.org,1768469412000\n");
        assert_eq!(moment(&note.draft, activity::WHEN), Some(1_768_469_412_000));
        assert_eq!(note.local, Vec::<u32>::new());
    }

    #[test]
    fn when_a_record_was_made_is_no_day_of_a_person_in_any_language() {
        let schemas = built_in();
        let words = "Angelegt|Angelegt am|Erstellt|Date de création|Fecha de alta|Data de criação|\
            Data utworzenia|Дата создания|作成日|Ngày tạo|创建时间|Létrehozva|สร้างเมื่อ";
        for word in words.split('|') {
            let table = format!("Name,Email,{word}\nAnna Lee,a@x.org,2026-01-15\n");
            let row = read(table.as_bytes(), "x.csv", &schemas, CONTACT).unwrap().rows.remove(0);
            let kept = format!("extra [{word}]: 2026-01-15");
            check(&row, &[&kept, "given: Anna", "family: Lee", "emails []: a@x.org"]);
            // Of something that happened, it is the best that is known, but not before its own time.
            for (header, expect) in [(format!("{word},Subject"), 15), (format!("{word},Date"), 16)]
            {
                let table = format!(
                    "Note body,Contact email,{header}\nTea,a@x.org,2026-01-15,2026-01-16\n"
                );
                let row =
                    read(table.as_bytes(), "x.csv", &schemas, ACTIVITY).unwrap().rows.remove(0);
                let day = Day::parse(&format!("2026-01-{expect}")).unwrap();
                let when = i64::from(day.number()) * DAY;
                assert_eq!(moment(&row.draft, activity::WHEN), Some(when), "{header}");
            }
        }
    }
}
