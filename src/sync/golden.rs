//! Exchanges and merges as files, by which a server in any language can be checked: `tests/golden/sync`.
//! A change of the contract shows in them; `SYNC_GOLDEN=write cargo test -p sync golden` writes them
//! anew.

use std::path::PathBuf;

use serde_json::{Value as Json, json};

use super::message::{PullRequest, PushRequest};
use super::row::WireRow;
use super::server_rows::ServerRows;

const NOW: i64 = 1_790_000_000_000;
const ANN: &str = "01a0c450-6c00-7000-8000-000000000001";

/// Returns a stamp: milliseconds after [`NOW`], and a device.
fn stamp(after: i64, device: u64) -> String {
    format!("{:012x}0000{device:016x}", NOW + after)
}

fn check(name: &str, made: &[Json]) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/golden/sync").join(name);
    let text = serde_json::to_string_pretty(made).unwrap() + "\n";
    if std::env::var("SYNC_GOLDEN").is_ok_and(|it| it == "write") {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &text).unwrap();
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(known, text, "{name} says otherwise");
}

/// A row of a record with these values, all of one stamp.
fn row(at: &str, values: &Json) -> Json {
    json!({ "t": 1, "id": ANN, "r": at, "f": values })
}

#[test]
fn merges_are_as_the_golden_file_says() {
    let (early, late) = (stamp(1, 0xa), stamp(2, 0xb));
    let phone = |number: &str| json!({ "o": "a", "v": number });
    let gone = json!({ "t": 1, "id": ANN, "gone": early });
    let cases = [
        (
            "the later write of a field wins",
            vec![row(&early, &json!({ "2": "Ann" })), row(&late, &json!({ "2": "Anna" }))],
        ),
        (
            "of writes of one millisecond, the larger counter and then the larger device wins",
            vec![row(&stamp(1, 0xb), &json!({ "2": "Anna" })), row(&early, &json!({ "2": "Ann" }))],
        ),
        (
            "different fields stand beside each other",
            vec![row(&early, &json!({ "2": "Ann" })), row(&late, &json!({ "3": "Lee" }))],
        ),
        (
            "a value that was cleared stays cleared",
            vec![row(&late, &json!({ "3": null })), row(&early, &json!({ "3": "Lee" }))],
        ),
        (
            "elements of a list are values of their own",
            vec![
                row(&early, &json!({ "30/0000000000000001": phone("+1 415 555 0100") })),
                row(&late, &json!({ "30/0000000000000002": phone("+1 415 555 0101") })),
            ],
        ),
        (
            "of equal stamps what was first stays",
            vec![row(&early, &json!({ "2": "Ann" })), row(&early, &json!({ "2": "Anna" }))],
        ),
        (
            "kinds, fields and forms that nobody knows are kept",
            vec![
                row(&early, &json!({ "70000001": { "o": [200, "AAEC"] } })),
                row(&late, &json!({ "9~7": { "o": [7, "AQ=="] } })),
            ],
        ),
        (
            "what was deleted for ever keeps nothing and does not come back",
            vec![row(&early, &json!({ "2": "Ann" })), gone, row(&late, &json!({ "2": "Anna" }))],
        ),
    ];
    let made: Vec<Json> = cases
        .into_iter()
        .map(|(about, rows)| {
            let mut all = rows.iter().map(|row| serde_json::from_value(row.clone()).unwrap());
            let mut merged: WireRow = all.next().unwrap();
            for row in all {
                merged.take(row);
            }
            json!({ "about": about, "rows": rows, "merged": merged })
        })
        .collect();
    check("merge.json", &made);
}

/// A new contact with two numbers and a field of the user's own.
fn whole_contact() -> Json {
    json!({
        "t": 1, "id": ANN, "new": true, "r": stamp(1, 0xa),
        "f": {
            "2": "Ann", "3": "Lee",
            "30/0000000000000001": { "o": "a", "l": "mobile", "v": "+1 415 555 0100" },
            "30/0000000000000002": { "o": "b", "v": "+1 415 555 0101" },
            "70000001": "Espresso",
        },
        "s": { "70000001": stamp(2, 0xa) },
    })
}

/// Returns the requests of the exchange, with what each is about.
fn requests() -> Vec<(&'static str, Json)> {
    let pull = |cursor: Option<&str>| json!({ "p": 1, "schema": 1, "dev": "000000000000000a", "ws": "w", "cursor": cursor, "limit": 2 });
    let push = |epoch: &str, rows: Json| json!({ "p": 1, "schema": 1, "dev": "000000000000000a", "ws": "w", "epoch": epoch, "rows": rows });
    let whole = whole_contact();
    let other = "01a0c450-6c00-7000-8000-000000000002";
    vec![
        ("everything, of nothing", pull(None)),
        (
            "a new contact with two numbers and a field of the user's own",
            push("e1", json!([whole])),
        ),
        ("the same again changes nothing", push("e1", json!([whole]))),
        ("another device takes it", pull(None)),
        (
            "a later name, and a number that is removed",
            push(
                "e1",
                json!([{
                    "t": 1, "id": ANN, "r": stamp(5, 0xb),
                    "f": { "2": "Anna", "30/0000000000000002": { "o": "b", "x": true, "v": "+1 415 555 0101" } },
                }]),
            ),
        ),
        (
            "an earlier name loses, and the answer says so",
            push("e1", json!([row(&stamp(3, 0xa), &json!({ "2": "Annie" }))])),
        ),
        (
            "a part of a record that is not here is refused, and the next row is taken",
            push(
                "e1",
                json!([
                    { "t": 1, "id": other, "r": stamp(6, 0xa), "f": { "2": "Bob" } },
                    row(&stamp(6, 0xa), &json!({ "3": "Lee-Hale" })),
                ]),
            ),
        ),
        (
            "a clock that is a day ahead is set back",
            push("e1", json!([row(&stamp(86_400_000, 0xa), &json!({ "4": "Dr." }))])),
        ),
        ("what changed since", pull(Some("e1.0.1"))),
        ("the bin is a field", push("e1", json!([row(&stamp(7, 0xa), &json!({ "1": true }))]))),
        ("deleted for ever", push("e1", json!([{ "t": 1, "id": ANN, "gone": stamp(8, 0xa) }]))),
        ("the deletion goes to those who know the record", pull(Some("e1.0.1"))),
        ("and to nobody else", pull(None)),
        ("a cursor of another memory", pull(Some("e0.0.9"))),
        ("a push to another memory", push("e0", json!([]))),
        (
            "another version of the contract",
            json!({ "p": 9, "schema": 1, "dev": "000000000000000a", "ws": "w", "epoch": "e1", "rows": [] }),
        ),
    ]
}

#[test]
fn exchanges_are_as_the_golden_file_says() {
    let mut server = ServerRows::new("e1");
    let mut made = Vec::new();
    for (about, ask) in requests() {
        let is_pull = ask.get("limit").is_some();
        let answer = if is_pull {
            let asked: PullRequest = serde_json::from_value(ask.clone()).unwrap();
            server.pull("ann", &asked, NOW).map(|it| serde_json::to_value(it).unwrap())
        } else {
            let asked: PushRequest = serde_json::from_value(ask.clone()).unwrap();
            server.push("ann", asked, NOW).map(|it| serde_json::to_value(it).unwrap())
        };
        let answer = answer.unwrap_or_else(|refusal| json!({ "code": refusal.code() }));
        let call = if is_pull { "pull" } else { "push" };
        made.push(json!({ "about": about, "call": call, "ask": ask, "answer": answer }));
    }
    check("exchange.json", &made);
}
