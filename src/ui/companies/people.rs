//! The contacts of a company.

use leptos::prelude::*;

use crate::ui::paths;
use crate::ui::state::{ContactCard, Selection, t, text_of, use_app};
use domain::{CONTACT, RecordId, contact};
use kit::{Avatar, Button, ButtonKind, Group, IconName, LinkButton, ListRow};

/// Rows shown at first and added each time.
const SLICE: usize = 25;

/// The contacts who work at the company.
#[component]
pub fn People(
    /// The company's id.
    id: RecordId,
) -> impl IntoView {
    let app = use_app();
    let rows =
        app.records.rows(CONTACT, move || Selection { under: Some(id), ..Selection::default() });
    let shown = RwSignal::new(SLICE);
    let cards = Memo::new(move |_| {
        let rows = (0..rows.count().min(shown.get())).filter_map(move |place| rows.get(place));
        rows.filter_map(|row| app.records.contact_card(row)).collect::<Vec<ContactCard>>()
    });
    let rest = move || rows.count().saturating_sub(shown.get());
    let person = move |card: ContactCard| view! { <Person card /> };
    let add = move || {
        view! {
            <LinkButton
                label=Signal::derive(move || t!(app.words, companies.add_person))
                href=paths::href(&format!("{}?company={id}", paths::NEW_CONTACT))
                kind=ButtonKind::Ghost
                icon=IconName::UserPlus
            />
        }
    };
    view! {
        <div class="people">
            <Group title=Signal::derive(move || t!(app.words, companies.people)) aside=add>
                <Show
                    when=move || !cards.read().is_empty()
                    fallback=move || {
                        view! {
                            <p class="record__none">
                                {move || t!(app.words, companies.no_people)}
                            </p>
                        }
                    }
                >
                    {move || cards.get().into_iter().map(person).collect_view()}
                </Show>
            </Group>
            <Show when=move || { rest() > 0 }>
                <Button
                    label=Signal::derive(move || {
                        t!(app.words, companies.more_people, count = rest())
                    })
                    wide=true
                    on_press=move |()| shown.update(|shown| *shown += 4 * SLICE)
                />
            </Show>
        </div>
    }
}

/// A contact of the company, with their job title instead of the company's name.
#[component]
fn Person(card: ContactCard) -> impl IntoView {
    let app = use_app();
    let ContactCard { id, name, initials, phones, emails, .. } = card;
    let title = text_of(app.records.record(id).as_ref(), contact::JOB_TITLE);
    let reach = emails.iter().chain(&phones).find_map(|it| it.value.as_text());
    let below = if title.is_empty() { reach.unwrap_or_default().to_owned() } else { title };
    let initials = StoredValue::new(initials);
    view! {
        <ListRow
            title=move || view! { <span dir="auto">{name.clone()}</span> }
            subtitle=move || view! { <span dir="auto">{below.clone()}</span> }
            leading=move || view! { <Avatar initials=initials.get_value() seed=id.spread() /> }
            href=paths::href(&paths::contact(id))
        />
    }
}
