//! Tables of what happened, as other programs write them: calls, meetings, notes, calendars.

use crate::testing::read;
use domain::{ACTIVITY, Draft, Fields, Value, activity, any_kind, built_in, moment};

/// Reads a table of activities: each row as lines of field and value.
fn lines(text: &str) -> Vec<Vec<String>> {
    let rows = read(text.as_bytes(), "x.csv", &built_in(), ACTIVITY).unwrap().rows;
    rows.iter().map(|row| row_lines(&row.draft, &row.local)).collect()
}

fn row_lines(draft: &Draft, local: &[u32]) -> Vec<String> {
    let value = |value: &Value| match value {
        Value::Text(text) => text.replace('\n', "|"),
        other => format!("{other:?}"),
    };
    let mut lines = Vec::new();
    for field in [activity::WHAT, activity::RESULT, activity::OUTCOME, activity::TEXT] {
        lines.extend(draft.value(field).iter().map(value));
    }
    for (field, sign) in [(activity::WHEN, "@"), (activity::UNTIL, "..")] {
        if let Some(millis) = moment(draft, field) {
            let zone = if local.contains(&field) { " here" } else { "" };
            lines.push(format!("{sign} {}{zone}", &crate::moment::moment_text(millis)[..16]));
        }
    }
    for field in [activity::HOME, activity::COMPANY, activity::DEAL] {
        lines.extend(draft.value(field).iter().map(value));
    }
    for element in draft.elements(activity::CONTACTS) {
        lines.push(format!("with {}", value(&element.value)));
    }
    for element in draft.elements(any_kind::EXTRA) {
        lines.push(format!("[{}] {}", element.label, value(&element.value)));
    }
    lines
}

fn check(text: &str, expect: &[&[&str]]) {
    assert_eq!(lines(text), expect, "{text}");
}

#[test]
fn a_plain_table_of_activities_is_read() {
    check(
        "Type,Date,Note,Contact,Company,Deal,Duration,Mood\n\
         Phone call,23/11/2026 14:30,Asked for a price,Anna Lee,Acme,Roof,15,good\n\
         Ghi chú,2026-11-24,Moves,,Acme,,,\n",
        &[
            &[
                "call",
                "Asked for a price",
                "@ 2026-11-23T14:30 here",
                ".. 2026-11-23T14:45 here",
                "Acme",
                "Roof",
                "with Anna Lee",
                "[Mood] good",
            ],
            &["note", "Moves", "@ 2026-11-24T00:00 here", "Acme"],
        ],
    );
}

#[test]
fn calls_are_calls_whose_results_are_known() {
    check(
        "Call Title,Call outcome,Activity date,Call duration (HH:mm:ss),Associated Contact\n\
         Offer,No answer,2026-11-23 14:30,00:00:40,Anna Lee\n\
         Offer,Wrong number,2026-11-23T14:30:00Z,,Bo;Cem\n",
        &[
            &[
                "call",
                "not_reached",
                "Offer",
                "@ 2026-11-23T14:30 here",
                ".. 2026-11-23T14:30 here",
                "with Anna Lee",
            ],
            &["call", "Wrong number", "Offer", "@ 2026-11-23T14:30", "with Bo", "with Cem"],
        ],
    );
}

#[test]
fn days_and_times_of_a_calendar_belong_together() {
    check(
        "Subject,Start Date,Start Time,End Date,End Time,Location,Attendees,Description\n\
         Site visit,11/23/2026,2:30 PM,11/23/2026,4:00 PM,Hanoi,Anna Lee,bring samples\n\
         Fair,11/24/2026,,11/25/2026,,,,\n",
        &[
            &[
                "Site visit||bring samples",
                "@ 2026-11-23T14:30 here",
                ".. 2026-11-23T16:00 here",
                "with Anna Lee",
            ],
            &["Fair", "@ 2026-11-24T00:00 here", ".. 2026-11-25T00:00 here"],
        ],
    );
    check(
        "Type,Date,Time,End time,Contact\nMeeting,2026-11-23,23:30,00:15,Anna\n",
        &[&["meeting", "@ 2026-11-23T23:30 here", ".. 2026-11-24T00:15 here", "with Anna"]],
    );
    check(
        "Name,Status,Direction,Date Start,Duration Hours,Duration Minutes,Parent\n\
         Call,Held,Outbound,2026-11-23 08:00,1,30,Acme\n",
        &[&[
            "Call",
            "@ 2026-11-23T08:00 here",
            ".. 2026-11-23T09:30 here",
            "Acme",
            "[Status] Held",
        ]],
    );
}

#[test]
fn what_cannot_be_read_of_a_time_is_kept_beside_it() {
    check(
        "Type,Date,Duration,Contact\nCall,soon,long,Anna\nCall,2026-11-23,0,Bo\nCall,,20,Cem\n",
        &[
            &["call", "with Anna", "[Date] soon", "[Duration] long"],
            &["call", "@ 2026-11-23T00:00 here", "with Bo"],
            &["call", "with Cem", "[Duration] 20"],
        ],
    );
}

#[test]
fn when_it_happened_counts_more_than_when_it_was_written_down() {
    check(
        "Note body,Created time,Activity date,Contact email\n\
         Moves,2026-11-25,2026-11-23,anna@x.org\n",
        &[&["Moves", "@ 2026-11-23T00:00 here", "with anna@x.org", "[Created time] 2026-11-25"]],
    );
}
