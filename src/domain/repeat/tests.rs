//! The examples of RFC 5545, section 3.8.5.3, that are rules for days, and other tests.

use super::*;
use crate::Day;
use proptest::prelude::*;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn rule(text: &str) -> Repeat {
    Repeat::parse(text).unwrap()
}

/// Returns the first days of a rule, at most twenty.
fn days(start: &str, text: &str) -> Vec<String> {
    let (rule, start) = (rule(text), day(start));
    let mut found: Vec<Day> = Vec::new();
    let mut after = start.plus(-1);
    while let Some(next) = rule.next(start, after).filter(|_| found.len() < 20) {
        assert!(next > after, "{text}");
        found.push(next);
        after = next;
    }
    found.iter().map(Day::to_string).collect()
}

/// Checks that the rule's days begin with the expected ones; a final `.` means that there are no
/// more.
fn check(start: &str, text: &str, expected: &str) {
    let found = days(start, text).join(" ");
    match expected.strip_suffix(" .") {
        Some(all) => assert_eq!(found, all, "{text}"),
        None => assert!(found.starts_with(expected), "{text}: {found}"),
    }
}

#[test]
fn daily_rules_of_the_standard() {
    let start = "1997-09-02";
    let ten = days(start, "FREQ=DAILY;COUNT=10");
    assert_eq!((ten.len(), ten.last().map(String::as_str)), (10, Some("1997-09-11")));
    let last = rule("RRULE:FREQ=DAILY;UNTIL=19971224T000000Z");
    assert_eq!(last.next(day(start), day("1997-12-23")), Some(day("1997-12-24")));
    assert_eq!(last.next(day(start), day("1997-12-24")), None);
    check(start, "FREQ=DAILY;INTERVAL=2", "1997-09-02 1997-09-04 1997-09-06 1997-09-08");
    check(
        start,
        "FREQ=DAILY;INTERVAL=10;COUNT=5",
        "1997-09-02 1997-09-12 1997-09-22 1997-10-02 1997-10-12 .",
    );
    // Every day in January, for three years, written in two ways.
    for text in [
        "FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA",
        "FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1",
    ] {
        let (rule, start) = (rule(text), day("1998-01-01"));
        assert_eq!(rule.next(start, day("1998-01-31")), Some(day("1999-01-01")), "{text}");
        assert_eq!(rule.next(start, day("2000-01-30")), Some(day("2000-01-31")), "{text}");
        assert_eq!(rule.next(start, day("2000-01-31")), None, "{text}");
    }
}

#[test]
fn weekly_rules_of_the_standard() {
    let start = "1997-09-02";
    let ten = days(start, "FREQ=WEEKLY;COUNT=10");
    assert_eq!((ten.len(), ten.last().map(String::as_str)), (10, Some("1997-11-04")));
    check(start, "FREQ=WEEKLY;INTERVAL=2;WKST=SU", "1997-09-02 1997-09-16 1997-09-30 1997-10-14");
    let five_weeks = "1997-09-02 1997-09-04 1997-09-09 1997-09-11 1997-09-16 1997-09-18 \
                      1997-09-23 1997-09-25 1997-09-30 1997-10-02 .";
    check(
        start,
        "FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH",
        &five_weeks.replace(" .", " 1997-10-07 ."),
    );
    check(start, "FREQ=WEEKLY;COUNT=10;WKST=SU;BYDAY=TU,TH", five_weeks);
    check(
        "1997-09-01",
        "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR",
        "1997-09-01 1997-09-03 1997-09-05 1997-09-15 1997-09-17 1997-09-19 1997-09-29 1997-10-01 \
         1997-10-03 1997-10-13",
    );
    check(
        start,
        "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH",
        "1997-09-02 1997-09-04 1997-09-16 1997-09-18 1997-09-30 1997-10-02 1997-10-14 1997-10-16 .",
    );
}

#[test]
fn the_beginning_of_the_week_decides_which_days_go_together() {
    let (monday, sunday) = ("WKST=MO", "WKST=SU");
    let two_weeks = |wkst| format!("FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;{wkst}");
    check("1997-08-05", &two_weeks(monday), "1997-08-05 1997-08-10 1997-08-19 1997-08-24 .");
    check("1997-08-05", &two_weeks(sunday), "1997-08-05 1997-08-17 1997-08-19 1997-08-31 .");
}

#[test]
fn monthly_rules_of_the_standard() {
    let fridays = "1997-09-05 1997-10-03 1997-11-07 1997-12-05";
    check("1997-09-05", "FREQ=MONTHLY;COUNT=10;BYDAY=1FR", fridays);
    check("1997-09-05", "FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR", &format!("{fridays} ."));
    check(
        "1997-09-07",
        "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU",
        "1997-09-07 1997-09-28 1997-11-02 1997-11-30 1998-01-04 1998-01-25 1998-03-01 1998-03-29 \
         1998-05-03 1998-05-31 .",
    );
    check(
        "1997-09-22",
        "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO",
        "1997-09-22 1997-10-20 1997-11-17 1997-12-22 1998-01-19 1998-02-16 .",
    );
    check(
        "1997-09-28",
        "FREQ=MONTHLY;BYMONTHDAY=-3",
        "1997-09-28 1997-10-29 1997-11-28 1997-12-29",
    );
    check(
        "1997-09-02",
        "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15",
        "1997-09-02 1997-09-15 1997-10-02 1997-10-15 1997-11-02 1997-11-15 1997-12-02 1997-12-15 \
         1998-01-02 1998-01-15 .",
    );
    check(
        "1997-09-30",
        "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1",
        "1997-09-30 1997-10-01 1997-10-31 1997-11-01 1997-11-30 1997-12-01 1997-12-31 1998-01-01 \
         1998-01-31 1998-02-01 .",
    );
    check(
        "1997-09-10",
        "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15",
        "1997-09-10 1997-09-11 1997-09-12 1997-09-13 1997-09-14 1997-09-15 1999-03-10 1999-03-11 \
         1999-03-12 1999-03-13 .",
    );
    check(
        "1997-09-02",
        "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU",
        "1997-09-02 1997-09-09 1997-09-16 \
         1997-09-23 1997-09-30 1997-11-04 1997-11-11",
    );
    check(
        "2007-01-15",
        "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5",
        "2007-01-15 2007-01-30 2007-02-15 2007-03-15 2007-03-30 .",
    );
}

#[test]
fn a_friday_the_13th_and_the_saturday_after_the_first_sunday() {
    // The standard excludes the start, a Tuesday, by an EXDATE.
    check(
        "1998-02-13",
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "1998-02-13 1998-03-13 1998-11-13 1999-08-13 2000-10-13",
    );
    check(
        "1997-09-13",
        "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13",
        "1997-09-13 1997-10-11 1997-11-08 1997-12-13 1998-01-10 1998-02-07",
    );
}

#[test]
fn positions_choose_among_the_days_of_a_month() {
    check(
        "1997-09-04",
        "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3",
        "1997-09-04 1997-10-07 1997-11-06 .",
    );
    check(
        "1997-09-29",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2",
        "1997-09-29 1997-10-30 1997-11-27 1997-12-30 1998-01-29 1998-02-26 1998-03-30",
    );
}

#[test]
fn yearly_rules_of_the_standard() {
    check(
        "1997-06-10",
        "FREQ=YEARLY;COUNT=10;BYMONTH=6,7",
        "1997-06-10 1997-07-10 1998-06-10 1998-07-10 1999-06-10 1999-07-10 2000-06-10 2000-07-10 \
         2001-06-10 2001-07-10 .",
    );
    check(
        "1997-03-10",
        "FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3",
        "1997-03-10 1999-01-10 1999-02-10 1999-03-10 2001-01-10 2001-02-10 2001-03-10 2003-01-10 \
         2003-02-10 2003-03-10 .",
    );
    check("1997-05-19", "FREQ=YEARLY;BYDAY=20MO", "1997-05-19 1998-05-18 1999-05-17");
    check(
        "1997-03-13",
        "FREQ=YEARLY;BYMONTH=3;BYDAY=TH",
        "1997-03-13 1997-03-20 1997-03-27 1998-03-05 1998-03-12",
    );
    // The election day of the President of the United States.
    check(
        "1996-11-05",
        "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
        "1996-11-05 2000-11-07 2004-11-02",
    );
}

#[test]
fn a_day_that_a_month_or_year_does_not_have_is_left_out() {
    check("2026-01-31", "FREQ=MONTHLY", "2026-01-31 2026-03-31 2026-05-31 2026-07-31 2026-08-31");
    check("2024-02-29", "FREQ=YEARLY", "2024-02-29 2028-02-29 2032-02-29");
    check("2096-02-29", "FREQ=YEARLY", "2096-02-29 2104-02-29");
    check("2026-01-31", "FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01-31 2026-02-28 2026-03-31");
}

#[test]
fn in_words_a_rule_means_the_last_day_of_a_shorter_month() {
    // The days of RFC 7529, section 4.1, and those that other programs were found to miss.
    let backward = |text: &str| format!("RSCALE=GREGORIAN;{text};SKIP=BACKWARD");
    let year = "2014-01-31 2014-02-28 2014-03-31 2014-04-30 2014-05-31 2014-06-30 2014-07-31";
    check("2014-01-31", &backward("FREQ=MONTHLY"), year);
    check("2014-01-31", &backward("FREQ=MONTHLY;BYMONTHDAY=31"), year);
    check(
        "2014-01-31",
        &backward("FREQ=MONTHLY;BYMONTHDAY=30,31;COUNT=4"),
        "2014-01-31 2014-02-28 2014-03-30 2014-03-31 .",
    );
    check("2026-01-30", &backward("FREQ=MONTHLY"), "2026-01-30 2026-02-28 2026-03-30");
    check("2026-08-31", &backward("FREQ=MONTHLY;INTERVAL=6"), "2026-08-31 2027-02-28 2027-08-31");
    check(
        "2024-02-29",
        &backward("FREQ=YEARLY"),
        "2024-02-29 2025-02-28 2026-02-28 2027-02-28 2028-02-29",
    );
    check("2096-02-29", &backward("FREQ=YEARLY;INTERVAL=4"), "2096-02-29 2100-02-28 2104-02-29");
    check("2026-01-15", &backward("FREQ=MONTHLY"), "2026-01-15 2026-02-15 2026-03-15");
}

#[test]
fn the_start_is_the_first_time_even_where_the_rule_would_not_choose_it() {
    check("2026-11-25", "FREQ=WEEKLY;BYDAY=MO;COUNT=3", "2026-11-25 2026-11-30 2026-12-07 .");
    check("2026-11-25", "FREQ=DAILY;COUNT=1", "2026-11-25 .");
    assert_eq!(days("2026-11-25", "FREQ=DAILY;UNTIL=20261124"), Vec::<String>::new());
}

#[test]
fn the_rest_of_a_rule_goes_on_as_the_whole_would_have() {
    for (start, text) in [
        "FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH",
        "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO",
        "FREQ=YEARLY;BYMONTH=6,7",
        "FREQ=MONTHLY;BYMONTHDAY=31;UNTIL=20280101",
        "FREQ=DAILY;INTERVAL=3",
        "FREQ=MONTHLY;SKIP=BACKWARD",
        "FREQ=YEARLY;SKIP=BACKWARD;COUNT=9",
    ]
    .into_iter()
    .flat_map(|text| ["1997-09-02", "2024-01-31", "2024-02-29"].map(|start| (start, text)))
    {
        let mut walked = vec![start.to_owned()];
        let (mut at, mut rest) = (day(start), rule(text));
        while let Some((next, then)) = rest.after_one(at).filter(|_| walked.len() < 20) {
            walked.push(next.to_string());
            (at, rest) = (next, then);
        }
        assert_eq!(walked, days(start, text), "{text} from {start}");
    }
    let (_, rest) = rule("FREQ=DAILY;COUNT=3").after_one(day("2026-11-25")).unwrap();
    assert_eq!(rest.to_string(), "FREQ=DAILY;COUNT=2");
}

#[test]
fn a_rule_that_never_holds_ends_soon() {
    for text in [
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        // The start is a Wednesday, and so is every seventh day.
        "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
        "FREQ=WEEKLY;INTERVAL=4000000000",
        "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=31",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=4000000000",
        "FREQ=YEARLY;BYDAY=53MO,53TU;BYMONTH=1",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=200",
    ] {
        assert_eq!(rule(text).next(day("2026-11-25"), day("2026-11-25")), None, "{text}");
    }
    assert_eq!(rule("FREQ=DAILY").next(day("2026-11-25"), Day::LAST), None);
    assert_eq!(rule("FREQ=WEEKLY").next(day("9999-12-30"), day("9999-12-30")), None);
    let first = day("0001-01-01");
    let sundays = rule("FREQ=WEEKLY;BYDAY=SU;WKST=SU");
    assert_eq!(sundays.next(first, first), Some(day("0001-01-07")));
}

#[test]
fn a_rule_is_written_in_one_form() {
    for (text, written) in [
        ("rrule:freq=weekly;byday=th,mo,TH;interval=1", "FREQ=WEEKLY;BYDAY=MO,TH"),
        ("COUNT=3;FREQ=DAILY;WKST=MO;", "FREQ=DAILY;COUNT=3"),
        (
            "FREQ=MONTHLY;UNTIL=20261224T000000Z;BYDAY=+1MO,-1FR",
            "FREQ=MONTHLY;BYDAY=-1FR,1MO;UNTIL=20261224",
        ),
        (
            "FREQ=YEARLY;BYMONTHDAY=-1;BYMONTH=12;BYSETPOS=1;INTERVAL=2",
            "FREQ=YEARLY;INTERVAL=2;BYMONTH=12;BYMONTHDAY=-1;BYSETPOS=1",
        ),
    ] {
        assert_eq!(rule(text).to_string(), written);
        assert_eq!(rule(written), rule(text));
    }
    assert_eq!(Repeat::weekly(2, &[3, 0, 9, 3]), rule("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH"));
    let monthly = rule("SKIP=BACKWARD;RSCALE=GREGORIAN;FREQ=MONTHLY");
    assert_eq!(Repeat::every(0, Frequency::Month), monthly);
    assert_eq!(monthly.to_string(), "RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD");
    assert!(monthly.is_like(&rule("FREQ=MONTHLY")) && monthly != rule("FREQ=MONTHLY;SKIP=OMIT"));
    assert!(!monthly.is_like(&rule("FREQ=MONTHLY;INTERVAL=2")));
}

#[test]
fn what_is_no_rule_is_refused_with_a_reason() {
    let bad = |part, value: &str| RepeatError::BadValue { part, value: value.into() };
    for (text, error) in [
        ("", RepeatError::NoFrequency),
        ("every monday", RepeatError::UnknownPart("EVERY MONDAY".into())),
        ("INTERVAL=2", RepeatError::NoFrequency),
        ("FREQ=HOURLY", RepeatError::TooOften("HOURLY".into())),
        ("FREQ=FORTNIGHTLY", bad("FREQ", "FORTNIGHTLY")),
        ("FREQ=DAILY;INTERVAL=0", RepeatError::Zero("INTERVAL")),
        ("FREQ=DAILY;INTERVAL=-1", bad("INTERVAL", "-1")),
        ("FREQ=DAILY;INTERVAL=99999999999", bad("INTERVAL", "99999999999")),
        ("FREQ=DAILY;COUNT=0", RepeatError::Zero("COUNT")),
        ("FREQ=DAILY;COUNT=2;UNTIL=20270101", RepeatError::TwoEnds),
        ("FREQ=DAILY;UNTIL=20270230", bad("UNTIL", "20270230")),
        ("FREQ=DAILY;FREQ=DAILY", RepeatError::Twice("FREQ")),
        ("FREQ=YEARLY;BYWEEKNO=20", RepeatError::UnknownPart("BYWEEKNO=20".into())),
        ("FREQ=YEARLY;BYMONTH=13", bad("BYMONTH", "13")),
        ("FREQ=MONTHLY;BYMONTHDAY=0", bad("BYMONTHDAY", "0")),
        ("FREQ=MONTHLY;BYMONTHDAY=--1", bad("BYMONTHDAY", "--1")),
        ("FREQ=MONTHLY;BYDAY=é", bad("BYDAY", "é")),
        ("FREQ=MONTHLY;BYDAY=54MO", bad("BYDAY", "54MO")),
        ("FREQ=MONTHLY;BYDAY=,MO", bad("BYDAY", "")),
        ("FREQ=WEEKLY;BYDAY=2MO", RepeatError::Unfitting("BYDAY")),
        ("FREQ=WEEKLY;BYMONTHDAY=2", RepeatError::Unfitting("BYMONTHDAY")),
        ("FREQ=MONTHLY;BYSETPOS=1", RepeatError::Unfitting("BYSETPOS")),
        ("FREQ=WEEKLY;WKST=XX", bad("WKST", "XX")),
        ("RSCALE=CHINESE;FREQ=YEARLY", bad("RSCALE", "CHINESE")),
        ("FREQ=MONTHLY;SKIP=FORWARD", bad("SKIP", "FORWARD")),
    ] {
        assert_eq!(Repeat::parse(text), Err(error), "{text}");
    }
    let sentence = Repeat::parse("FREQ=DAILY;INTERVAL=0").unwrap_err().to_string();
    assert_eq!(sentence, "this must be at least 1: INTERVAL");
}

#[test]
fn the_common_rules_have_words() {
    for (text, shape) in [
        ("FREQ=DAILY;COUNT=3", Some(RepeatShape::Days)),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", Some(RepeatShape::Weeks(vec![0, 3]))),
        ("FREQ=WEEKLY", Some(RepeatShape::Weeks(Vec::new()))),
        ("FREQ=MONTHLY;BYMONTHDAY=15", Some(RepeatShape::Months(Some(15)))),
        ("FREQ=MONTHLY", Some(RepeatShape::Months(None))),
        ("FREQ=YEARLY", Some(RepeatShape::Years)),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;SKIP=BACKWARD", Some(RepeatShape::Years)),
        ("FREQ=MONTHLY;BYDAY=1FR", Some(RepeatShape::MonthsOn(1, 4))),
        ("FREQ=MONTHLY;BYDAY=-1MO", Some(RepeatShape::MonthsOn(-1, 0))),
        ("FREQ=MONTHLY;BYDAY=5FR", None),
        ("FREQ=MONTHLY;BYDAY=1FR,2FR", None),
        ("FREQ=MONTHLY;BYMONTHDAY=-3", None),
        ("FREQ=YEARLY;BYMONTH=6", None),
        ("FREQ=WEEKLY;BYDAY=MO,SU;WKST=SU", None),
    ] {
        assert_eq!(rule(text).shape(), shape, "{text}");
    }
}

fn rules() -> impl Strategy<Value = String> {
    let frequency = prop::sample::select(vec!["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]);
    let part = prop::sample::select(vec![
        "BYMONTH=2",
        "BYMONTH=4,6",
        "BYMONTHDAY=31,-31",
        "BYMONTHDAY=29",
        "BYDAY=SU",
        "BYDAY=5MO",
        "BYDAY=TU,FR",
        "BYSETPOS=-1",
        "WKST=WE",
        "SKIP=BACKWARD",
        "COUNT=5",
        "UNTIL=20300101",
        "INTERVAL=30",
    ]);
    (frequency, prop::collection::vec(part, 0..5))
        .prop_map(|(frequency, parts)| format!("FREQ={frequency};{}", parts.join(";")))
}

proptest! {
    #[test]
    fn any_rule_goes_on_and_writes_back(text in rules(), start in -40_000..40_000) {
        if let Ok(rule) = Repeat::parse(&text) {
            prop_assert_eq!(Repeat::parse(&rule.to_string()), Ok(rule.clone()));
            let start = Day::from_number(start);
            let mut after = start;
            for _ in 0..10 {
                let Some(next) = rule.next(start, after) else { break };
                prop_assert!(next > after);
                // Nothing lies between.
                prop_assert_eq!(rule.next(start, next.plus(-1)), Some(next));
                after = next;
            }
        }
    }

    #[test]
    fn no_text_is_too_much(text in "[=;,:A-Zé0-9 +-]{0,40}") {
        if let Ok(rule) = Repeat::parse(&text) {
            prop_assert_eq!(Repeat::parse(&rule.to_string()), Ok(rule));
        }
    }
}
