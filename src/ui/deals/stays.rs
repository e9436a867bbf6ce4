//! The stages that a deal has passed, with the time that it spent in each.

use leptos::prelude::*;

use crate::ui::records::RecordPage;
use crate::ui::state::t;
use domain::{DAY_MILLIS, Element, Fields, RecordId, Value, deal};
use kit::Group;

/// A stay in a stage.
#[derive(Clone, Debug, PartialEq)]
struct Stay {
    /// The stage's name; empty if the stage is gone.
    stage: String,
    /// The time of entry, in milliseconds.
    since: i64,
    /// The duration in days.
    days: i64,
}

/// Returns the stages passed, latest first.
fn stays(history: Vec<Element>, now: i64, name: impl Fn(RecordId) -> String) -> Vec<Stay> {
    let mut moves: Vec<(i64, String)> = history
        .into_iter()
        .filter_map(|Element { id: _, label, value }| match value {
            Value::Moment(since) => Some((since, label)),
            _ => None,
        })
        .collect();
    moves.sort_by_key(|(since, _)| std::cmp::Reverse(*since));
    let mut until = now;
    moves
        .into_iter()
        .map(|(since, label)| {
            let days = (until - since).max(0) / DAY_MILLIS;
            until = since;
            let stage = RecordId::parse(&label).map(&name).unwrap_or_default();
            Stay { stage, since, days }
        })
        .collect()
}

/// The stages that the deal has passed.
#[component]
pub fn Stays(page: RecordPage) -> impl IntoView {
    let app = page.app;
    let words = app.words;
    let stays = Memo::new(move |_| {
        let history = page.record.with(|record| Some(record.as_ref()?.elements(deal::STAGES)));
        let name = |id| app.records.name(id);
        stays(history.unwrap_or_default(), app.format.now(), name)
    });
    let row = move |Stay { stage, since, days }: Stay| {
        let name = if stage.is_empty() { t!(words, deals.stage_gone) } else { stage };
        view! {
            <li class="deal__stay">
                <span class="deal__stay-stage">{name}</span>
                <span class="deal__quiet" title=app.format.moment(since)>
                    {app.format.day(since)}
                </span>
                <span class="deal__stay-days">{app.format.days_long(days)}</span>
            </li>
        }
    };
    view! {
        <Group title=Signal::derive(move || t!(words, deals.stages)) bare=true>
            <ol class="deal__stays" role="list">
                {move || stays.get().into_iter().map(row).collect_view()}
            </ol>
        </Group>
    }
}

#[cfg(test)]
mod tests {
    use super::{Stay, stays};
    use domain::{DAY_MILLIS, Element, ElementId, RecordId, Value};

    #[test]
    fn each_stay_lasts_until_the_next_move_and_the_last_one_until_now() {
        let came = |day: i64, stage: u8| Element {
            id: ElementId(0),
            label: RecordId::from_bytes([stage; 16]).to_string(),
            value: Value::Moment(day * DAY_MILLIS),
        };
        let history = vec![came(10, 1), came(17, 2)];
        let name = |id: RecordId| id.to_bytes()[0].to_string();
        let found = stays(history, 20 * DAY_MILLIS, name);
        let stay = |stage: &str, day: i64, days| Stay {
            stage: stage.into(),
            since: day * DAY_MILLIS,
            days,
        };
        assert_eq!(found, [stay("2", 17, 3), stay("1", 10, 7)]);
    }
}
