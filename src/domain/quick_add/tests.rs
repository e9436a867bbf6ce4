//! Lines as people type them, and their meaning. It is Monday, 23 November 2026, 10:00.

use super::*;
use crate::{COMPANY, CONTACT, Day, KindId, RecordId, fold};
use proptest::prelude::*;

const PEOPLE: [&str; 7] =
    ["Anna Miller", "Anh", "Nguyễn Thị Ánh", "王小明", "May Sun", "Acme", "Minh Long Trading"];

/// Finds a record by its full name, or by the first words of it.
fn known(run: &str) -> Vec<NameMatch> {
    if fold(run) == "lan" {
        return (50..60).map(|at| someone(CONTACT, at, &format!("Lan {at}"))).collect();
    }
    one(run).into_iter().collect()
}

fn someone(kind: KindId, at: u8, name: &str) -> NameMatch {
    NameMatch { kind, id: RecordId::from_bytes([at; 16]), name: name.into() }
}

fn one(run: &str) -> Option<NameMatch> {
    let run = fold(run);
    let at = PEOPLE.iter().position(|name| {
        let rest = fold(name).strip_prefix(&run).map(str::to_owned);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })?;
    let kind = if at < 5 { CONTACT } else { COMPANY };
    Some(someone(kind, at as u8, PEOPLE[at]))
}

fn context(today: &str, month_first: bool) -> QuickContext<'static> {
    QuickContext {
        words: &ENGLISH,
        today: Day::parse(today).unwrap(),
        now_minutes: 10 * 60,
        currency: *b"EUR",
        month_first,
        company: Some(&|_| None),
    }
}

fn read(line: &str) -> QuickAdd {
    quick_add(line, &context("2026-11-23", false), &known)
}

/// Formats everything that was understood in one line.
pub(super) fn told(found: &QuickAdd) -> String {
    let mut parts = vec![format!("{:?} '{}'", found.what, found.text)];
    parts.extend(found.subject.as_ref().map(|known| format!("={}", known.name)));
    parts.extend(found.day.map(|day| day.to_string()));
    parts.extend(found.minutes.map(|m| format!("{:02}:{:02}", m / 60, m % 60)));
    parts.extend(found.repeat.as_ref().map(|rule| rule.to_string()));
    parts.extend(found.amount.map(|money| money.to_string()));
    parts.extend(found.tags.iter().map(|tag| format!("#{tag}")));
    parts.extend(found.priority_high.then(|| "!".to_owned()));
    parts.join(" ")
}

fn check(lines: &[(&str, &str)]) {
    for (line, expected) in lines {
        assert_eq!(told(&read(line)), *expected, "{line}");
    }
}

#[test]
fn a_line_says_what_who_when_and_what_it_is_worth() {
    check(&[
        ("call anh tomorrow 9:00 #vip", "Call 'call anh' =Anh 2026-11-24 09:00 #vip"),
        ("deal Acme 12000 EUR", "Deal 'Acme' =Acme 12000.00 EUR"),
        ("deal Brown & Sons 12000 EUR", "Deal 'Brown & Sons' 12000.00 EUR"),
        ("Call Anna Miller", "Call 'Call Anna Miller' =Anna Miller"),
        (
            "meeting with Anna Miller next monday at 14",
            "Meeting 'meeting with Anna Miller' =Anna Miller 2026-11-30 14:00",
        ),
        (
            "visit Minh Long Trading on friday afternoon !",
            "Visit 'visit Minh Long Trading' =Minh Long Trading 2026-11-27 15:00 !",
        ),
        (
            "email Nguyễn Thị Ánh, tomorrow",
            "Email 'email Nguyễn Thị Ánh' =Nguyễn Thị Ánh 2026-11-24",
        ),
        ("call 王小明 today", "Call 'call 王小明' =王小明 2026-11-23"),
        ("send the offer to Anh by friday !high", "Task 'send the offer to Anh' =Anh 2026-11-27 !"),
        (
            "task water the plants every monday",
            "Task 'water the plants' 2026-11-23 FREQ=WEEKLY;BYDAY=MO",
        ),
        ("note Anna Miller likes tea", "Note 'Anna Miller likes tea' =Anna Miller"),
        (
            "note Anna Miller was ill on monday at 9 #family",
            "Note 'Anna Miller was ill on monday at 9' =Anna Miller #family",
        ),
        ("contact John Smith #lead", "Contact 'John Smith' #lead"),
        ("contact Anh tomorrow", "Task 'contact Anh' =Anh 2026-11-24"),
        ("deal: Acme renewal 5k #q4 #Q4", "Deal 'Acme renewal' =Acme 5000.00 EUR #q4"),
    ]);
}

#[test]
fn what_is_not_understood_stays_text() {
    check(&[
        ("buy milk", "Task 'buy milk'"),
        ("", "Task ''"),
        ("   ", "Task ''"),
        ("call", "Call 'call'"),
        ("task", "Task 'task'"),
        ("tomorrow 9:00", "Task 'tomorrow 9:00' 2026-11-24 09:00"),
        ("#vip", "Task '' #vip"),
        ("pay invoice #123 of 2-3 people", "Task 'pay invoice #123 of 2-3 people'"),
        (
            "version 2.5 at 99:00 in 99999999999 days",
            "Task 'version 2.5 at 99:00 in 99999999999 days'",
        ),
        ("buy an evening dress", "Task 'buy an evening dress'"),
        ("prepare for the 15th anniversary", "Task 'prepare for the 15th anniversary'"),
        ("30 February 25:00 13pm", "Task '30 February 25:00 13pm'"),
        ("what a day!", "Task 'what a day!'"),
        ("try 5 times", "Task 'try 5 times'"),
        ("tell Bob what this is for", "Task 'tell Bob what this is for'"),
    ]);
}

#[test]
fn times_are_understood_as_they_are_written() {
    for (line, time) in [
        ("x 11:00", "2026-11-23 11:00"),
        ("x 11am", "2026-11-23 11:00"),
        ("x 9:30 pm", "2026-11-23 21:30"),
        ("x 9:30pm", "2026-11-23 21:30"),
        ("x at 14", "2026-11-23 14:00"),
        ("x at 14.30", "2026-11-23 14:30"),
        ("x @14", "2026-11-23 14:00"),
        ("x 14h30", "2026-11-23 14:30"),
        ("x 12am", "2026-11-24 00:00"),
        ("x 12 pm", "2026-11-23 12:00"),
        ("x noon", "2026-11-23 12:00"),
        ("x this evening", "2026-11-23 18:00"),
        ("x in the afternoon", "2026-11-23 15:00"),
        ("x tonight at 8", "2026-11-23 20:00"),
        ("x in 2 hours", "2026-11-23 12:00"),
        ("x in an hour", "2026-11-23 11:00"),
        ("x in 15h", "2026-11-24 01:00"),
        ("x in 30 min", "2026-11-23 10:30"),
        // Nobody calls at three at night without saying so.
        ("x at 3", "2026-11-23 15:00"),
        ("x 3:00", "2026-11-24 03:00"),
        // 9:00 is over.
        ("x at 9", "2026-11-24 09:00"),
        ("x 9:00 today", "2026-11-23 09:00"),
        ("x 10:00", "2026-11-23 10:00"),
        ("x ９：３０", "2026-11-24 09:30"),
    ] {
        check(&[(line, &format!("Task 'x' {time}"))]);
    }
}

#[test]
fn days_are_understood_and_the_past_is_the_next_time() {
    for (line, day) in [
        ("x today", "2026-11-23"),
        ("x day after tomorrow", "2026-11-25"),
        ("x in 3 days", "2026-11-26"),
        ("x in a week", "2026-11-30"),
        ("x in two months", "2027-01-23"),
        ("x in 1 year", "2027-11-23"),
        ("x next week", "2026-11-30"),
        ("x next month", "2026-12-01"),
        ("x end of month", "2026-11-30"),
        ("x monday", "2026-11-30"),
        ("x on Tue", "2026-11-24"),
        ("x this monday", "2026-11-23"),
        ("x next friday", "2026-12-04"),
        ("x 28 Nov", "2026-11-28"),
        ("x Nov 28th", "2026-11-28"),
        ("x 28th of November 2027", "2027-11-28"),
        ("x 3 march", "2027-03-03"),
        ("x 29 feb", "2028-02-29"),
        ("x 2026-12-01", "2026-12-01"),
        ("x 1.12.", "2026-12-01"),
        ("x 1.12.2027", "2027-12-01"),
        ("x 12/1", "2027-01-12"),
        ("x on the 15th", "2026-12-15"),
        ("x 9999-12-31", "9999-12-31"),
        ("x 1900-01-01", "1900-01-01"),
    ] {
        check(&[(line, &format!("Task 'x' {day}"))]);
    }
    let american = quick_add("x 12/1", &context("2026-11-23", true), &known);
    assert_eq!(told(&american), "Task 'x' 2026-12-01");
    let last = quick_add("x tomorrow 9:00", &context("9999-12-31", false), &known);
    assert_eq!(told(&last), "Task 'x' 9999-12-31 09:00");
}

#[test]
fn rules_begin_on_the_first_day_that_fits() {
    for (line, rule) in [
        ("x every day at 11", "2026-11-23 11:00 FREQ=DAILY"),
        ("x every day at 9", "2026-11-24 09:00 FREQ=DAILY"),
        ("x every morning", "2026-11-24 09:00 FREQ=DAILY"),
        ("x every monday at 9", "2026-11-30 09:00 FREQ=WEEKLY;BYDAY=MO"),
        ("x every mon, thu and fri", "2026-11-23 FREQ=WEEKLY;BYDAY=MO,TH,FR"),
        ("x every 2 weeks", "2026-11-23 FREQ=WEEKLY;INTERVAL=2"),
        ("x every other wednesday", "2026-11-25 FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"),
        ("x every two weeks on friday", "2026-11-27 FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"),
        ("x every last friday", "2026-11-27 FREQ=MONTHLY;BYDAY=-1FR"),
        ("x every first monday of the month", "2026-12-07 FREQ=MONTHLY;BYDAY=1MO"),
        ("x on the last day of every month", "2026-11-30 FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("x every first of the month", "2026-12-01 FREQ=MONTHLY;BYMONTHDAY=1"),
        ("x every second tuesday", "2026-11-24 FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("x every second tuesday of the month", "2026-12-08 FREQ=MONTHLY;BYDAY=2TU"),
        ("x every third friday", "2026-11-27 FREQ=WEEKLY;INTERVAL=3;BYDAY=FR"),
        ("x monthly on the last friday", "2026-11-27 FREQ=MONTHLY;BYDAY=-1FR"),
        ("x every 3 months on the 1st monday", "2026-12-07 FREQ=MONTHLY;INTERVAL=3;BYDAY=1MO"),
        ("x every weekday", "2026-11-23 FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("x monthly", "2026-11-23 RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD"),
        ("x monthly on the 15th", "2026-12-15 FREQ=MONTHLY;BYMONTHDAY=15"),
        ("x every month 28 Nov", "2026-11-28 RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD"),
        (
            "x quarterly tomorrow",
            "2026-11-24 RSCALE=GREGORIAN;FREQ=MONTHLY;INTERVAL=3;SKIP=BACKWARD",
        ),
    ] {
        check(&[(line, &format!("Task 'x' {rule}"))]);
    }
    check(&[("x every 2 hours", "Task 'x every 2 hours'")]);
    check(&[
        ("x every 0 days", "Task 'x every 0 days'"),
        ("x every 0 mondays", "Task 'x every 0 mondays'"),
        ("x every 30 feb", "Task 'x every 30 feb'"),
    ]);
}

#[test]
fn the_last_day_of_a_month_stands_for_a_day_that_it_does_not_have() {
    check(&[
        (
            "x every month on 31",
            "Task 'x' 2026-11-30 RSCALE=GREGORIAN;FREQ=MONTHLY;BYMONTHDAY=31;SKIP=BACKWARD",
        ),
        ("x monthly on 15 at 9", "Task 'x' 2026-12-15 09:00 FREQ=MONTHLY;BYMONTHDAY=15"),
        (
            "x every 2 months on the 31",
            "Task 'x' 2026-11-30 RSCALE=GREGORIAN;FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=31;SKIP=BACKWARD",
        ),
        ("x monthly on 28 Nov", "Task 'x' 2026-11-28 RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD"),
        (
            "x every month on 32",
            "Task 'x on 32' 2026-11-23 RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD",
        ),
        (
            "x every month on 9 am",
            "Task 'x' 2026-11-24 09:00 RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD",
        ),
    ]);
    let rule = read("x every month on 31").repeat.unwrap();
    let start = Day::parse("2026-12-31").unwrap();
    let next = rule.next(start, Day::parse("2027-01-31").unwrap()).unwrap();
    assert_eq!(next.to_string(), "2027-02-28");
}

#[test]
fn tags_and_marks_alone_are_nothing_to_keep() {
    for line in ["#vip", "#vip #new !", "note #vip", "task #vip", "deal: #vip", "!high"] {
        assert_eq!(read(line).text, "", "{line}");
    }
    check(&[("#vip Anh", "Task 'Anh' =Anh #vip"), ("call #vip", "Call 'call' #vip")]);
}

#[test]
fn amounts_are_understood_with_their_currency() {
    for (line, amount) in [
        ("deal x 12000 EUR", "12000.00 EUR"),
        ("deal x € 12,000", "12000.00 EUR"),
        ("deal x €12,000", "12000.00 EUR"),
        ("deal x 12.5k eur", "12500.00 EUR"),
        ("deal x 12.000,50 €", "12000.50 EUR"),
        ("deal x 12 000 Ft", "12000.00 HUF"),
        ("deal x 5mio₫", "5000000 VND"),
        ("deal x 2 million baht", "2000000.00 THB"),
        ("deal x $1.5m", "1500000.00 USD"),
        ("deal x USD 900", "900.00 USD"),
        ("deal x -500 EUR", "-500.00 EUR"),
        ("deal x 1000000000000000 EUR", "1000000000000000.00 EUR"),
        ("deal x 12000", "12000.00 EUR"),
        ("deal x 5k", "5000.00 EUR"),
    ] {
        check(&[(line, &format!("Deal 'x' {amount}"))]);
    }
    check(&[
        ("deal 3 licences Acme 28 Nov", "Deal '3 licences Acme' =Acme 2026-11-28"),
        ("deal Acme renewal 2027", "Deal 'Acme renewal 2027' =Acme"),
        ("deal Room 500 1200 £", "Deal 'Room 500' 1200.00 GBP"),
        ("collect 200 € from Anh", "Task 'collect 200 € from Anh' =Anh 200.00 EUR"),
        ("buy 200 apples", "Task 'buy 200 apples'"),
        ("deal x 99999999999999999999 EUR", "Deal 'x 99999999999999999999 EUR'"),
        ("deal x 10 $ 5 €", "Deal 'x 5 €' 10.00 USD"),
        ("deal 5000", "Deal 'deal 5000' 5000.00 EUR"),
    ]);
}

#[test]
fn an_amount_is_in_the_currency_that_is_written_after_it() {
    for (line, amount) in [
        ("deal x 5.000.000 đ", "5000000 VND"),
        ("deal x 5.000.000đ", "5000000 VND"),
        ("deal x 5000000Đ", "5000000 VND"),
        ("deal x 5.000.000 đồng", "5000000 VND"),
        ("deal x 5.000.000 vnđ", "5000000 VND"),
        ("deal x 5000000VNĐ", "5000000 VND"),
        ("deal x 500tr VND", "500000000 VND"),
        ("deal x 500trđ", "500000000 VND"),
        ("deal x 2 triệu đồng", "2000000 VND"),
        ("deal x 2 tỷ", "2000000000.00 EUR"),
        ("deal x 900 QAR", "900.00 QAR"),
        ("deal x 900 Kč", "900.00 CZK"),
    ] {
        check(&[(line, &format!("Deal 'x' {amount}"))]);
    }
    check(&[
        ("deal x 900 ₿", "Deal 'x 900 ₿'"),
        ("deal x 900₿", "Deal 'x 900₿'"),
        ("deal x 12 000 kr", "Deal 'x 12 000 kr'"),
        ("deal x 5k ₡", "Deal 'x 5k ₡'"),
        ("x in 5 d", "Task 'x' 2026-11-28"),
        ("deal x 900 all seats", "Deal 'x all seats' 900.00 EUR"),
    ]);
}

#[test]
fn names_are_found_before_the_words_that_they_contain() {
    check(&[
        ("call May Sun sun", "Call 'call May Sun' =May Sun 2026-11-29"),
        ("call anna tomorrow", "Call 'call anna' =Anna Miller 2026-11-24"),
        ("dinner with nguyen thi anh", "Task 'dinner with nguyen thi anh' =Nguyễn Thị Ánh"),
    ]);
    let asked = std::cell::RefCell::new(Vec::new());
    let ask = |run: &str| {
        asked.borrow_mut().push(run.to_owned());
        Vec::new()
    };
    quick_add("call the Big One tomorrow", &context("2026-11-23", false), &ask);
    let asked = asked.into_inner();
    assert_eq!(asked[..2], ["the Big One tomorrow", "the Big One"]);
    assert_eq!(asked[asked.len() - 2..], ["Big", "One"]);
}

#[test]
fn a_deal_is_with_somebody_whom_all_its_words_name() {
    check(&[
        ("deal Long Trading 500", "Deal 'Long Trading' 500.00 EUR"),
        ("deal Minh glaze 500", "Deal 'Minh glaze' 500.00 EUR"),
        ("deal Acme 500", "Deal 'Acme' =Acme 500.00 EUR"),
        ("deal Minh Long 500 USD", "Deal 'Minh Long' =Minh Long Trading 500.00 USD"),
        ("deal with Anna Miller 5k", "Deal 'with Anna Miller' =Anna Miller 5000.00 EUR"),
        ("deal 500 for Acme tomorrow", "Deal 'for Acme' =Acme 2026-11-24 500.00 EUR"),
        ("deal May Sun 500", "Deal 'May Sun' =May Sun 500.00 EUR"),
    ]);
}

#[test]
fn those_whom_a_name_fits_are_offered() {
    let names = |line: &str| -> Vec<String> {
        read(line).several.into_iter().map(|known| known.name).collect()
    };
    assert_eq!(names("call Lan tomorrow"), ["Lan 50", "Lan 51", "Lan 52", "Lan 53", "Lan 54"]);
    assert_eq!(names("note Lan was here").len(), 5);
    assert_eq!(names("deal Lan 500").len(), 5);
    assert_eq!(names("call Anna"), [""; 0]);
    check(&[
        ("call Lan tomorrow", "Call 'call Lan' 2026-11-24"),
        ("deal Lan 500", "Deal 'Lan' 500.00 EUR"),
        ("call Lan about Acme", "Call 'call Lan about Acme' =Acme"),
    ]);
}

#[test]
fn what_was_understood_can_be_shown_in_the_line() {
    let line = "call Ánh (tomorrow) at 14, #vip !";
    let found = read(line);
    let shown: Vec<(&str, QuickPart)> =
        found.understood.iter().map(|(range, part)| (&line[range.clone()], *part)).collect();
    assert_eq!(
        shown,
        [
            ("call", QuickPart::What),
            ("Ánh", QuickPart::Name),
            ("tomorrow", QuickPart::Day),
            ("at 14", QuickPart::Time),
            ("#vip", QuickPart::Tag),
            ("!", QuickPart::Priority),
        ]
    );
}

proptest! {
    #[test]
    fn any_line_is_taken(line in "([a-e9:/.,!#€$k -]|王|Ánh|０|\u{301}|in |at |every |on |deal |mon|28 |nov |eur|\u{3000}){0,30}") {
        let found = read(&line);
        let marked = !found.tags.is_empty() || found.priority_high;
        prop_assert!(!found.text.is_empty() || marked || line.trim().is_empty());
        let mut end = 0;
        for (range, _) in &found.understood {
            prop_assert!(range.start >= end && line.get(range.clone()).is_some(), "{:?}", found);
            end = range.end;
        }
        prop_assert!(found.day.is_some() || (found.minutes.is_none() && found.repeat.is_none()));
    }

    #[test]
    fn any_letters_are_taken(line in any::<String>()) {
        let found = read(&line);
        let marked = !found.tags.is_empty() || found.priority_high;
        prop_assert!(!found.text.is_empty() || marked || line.trim().is_empty());
    }
}
