//! The deals of a contact or company, on its page: name, value, progress, and next task.

use leptos::prelude::*;

use super::part_services::{DealLine, use_part_services};
use domain::RecordId;
use kit::{Button, ButtonKind, IconName, LinkButton, ListRow, Section, StageBar, Tag};

/// The number of deals drawn at first; each press adds four times as many.
const SLICE: usize = 5;

/// The deals of a record.
#[component]
pub fn DealCards(
    /// The contact or company.
    id: RecordId,
    /// The address of the form for a new deal.
    new: String,
) -> impl IntoView {
    let services = use_part_services();
    let words = services.of_deals;
    let lines = Memo::new(move |_| services.deals.run(id));
    let shown = RwSignal::new(SLICE);
    let some =
        move || lines.with(|lines| lines.iter().take(shown.get()).cloned().collect::<Vec<_>>());
    let rest = move || lines.read().len().saturating_sub(shown.get());
    let add = move || {
        view! {
            <LinkButton
                label=words.add
                href=new.clone()
                kind=ButtonKind::Ghost
                icon=IconName::Plus
            />
        }
    };
    let count = move || Some(lines.read().len().to_string()).filter(|count| count != "0");
    view! {
        <div class="record-deals">
            <Section title=words.title count=Signal::derive(count) action=add>
                <Show
                    when=move || !lines.read().is_empty()
                    fallback=move || {
                        view! { <p class="deal__none">{move || words.none.get()}</p> }
                    }
                >
                    {move || some().into_iter().map(|line| view! { <Deal line /> }).collect_view()}
                </Show>
            </Section>
            <Show when=move || { rest() > 0 }>
                <Button
                    label=Signal::derive(move || words.more.run(rest()))
                    wide=true
                    on_press=move |()| shown.update(|shown| *shown += 4 * SLICE)
                />
            </Show>
        </div>
    }
}

#[component]
fn Deal(line: DealLine) -> impl IntoView {
    let DealLine { id: _, href, name, value, stage, way: (count, done), next, late } = line;
    let below = move || {
        let bar = (done > 0).then(|| {
            view! { <StageBar count=Signal::stored(count) done=Signal::stored(done) /> }
        });
        view! {
            <span class="record-deals__way">
                <span class="record-deals__stage">{stage.clone()}</span>
                {bar}
                {late.clone().map(|late| {
                    view! { <span class="deals__close" data-late="">{late}</span> }
                })}
            </span>
        }
    };
    let aside = move || {
        let pill = next.clone().map(|(label, tone)| {
            view! { <Tag label tone=Signal::stored(tone) /> }
        });
        view! {
            <span class="record-deals__aside">
                <span class="record-deals__value">{value.clone()}</span>
                {pill}
            </span>
        }
    };
    view! {
        <ListRow
            title=move || view! { <span dir="auto">{name.clone()}</span> }
            subtitle=below
            trailing=aside
            href=Signal::stored(href)
        />
    }
}
