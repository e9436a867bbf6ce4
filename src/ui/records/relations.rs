//! Everything that refers to a record, by kind, the last changed first; each with a button that
//! creates another one.

use leptos::prelude::*;

use super::page::RecordPage;
use crate::ui::paths;
use crate::ui::state::{PageSection, RecordCard, Relation, capitalized, t};
use kit::{Avatar, Button, ButtonKind, Group, IconName, LinkButton, ListRow};

/// Rows shown at first.
const SLICE: usize = 8;

/// The relations of a record, but for those that the page shows in sections made for them.
#[component]
pub fn Relations(page: RecordPage) -> impl IntoView {
    let RecordPage { app, kind, id, .. } = page;
    let relations = Memo::new(move |_| app.records.relations(id));
    let sections = Memo::new(move |_| {
        let known = relations.read();
        // A kind that nothing refers to yet has a section only if the user made it.
        let shows = |section: &PageSection| {
            let refers = |it: &Relation| (it.kind, it.field) == (section.of, section.field.number);
            !section.is_hidden && (section.of.is_own() || known.iter().any(refers))
        };
        app.records.page_sections(kind).into_iter().filter(shows).collect::<Vec<_>>()
    });
    let section = move |section: PageSection| view! { <RelationSection page section relations /> };
    move || sections.get().into_iter().map(section).collect_view()
}

/// The records of one kind that refer to the page's record by one field.
#[component]
fn RelationSection(
    page: RecordPage,
    section: PageSection,
    relations: Memo<Vec<Relation>>,
) -> impl IntoView {
    let RecordPage { app, id, .. } = page;
    let (of, number) = (section.of, section.field.number);
    let section = StoredValue::new(section);
    let schema = Memo::new(move |_| app.records.schema(of));
    let names = Memo::new(move |_| app.words.kind_names(&schema.read()));
    let shown = RwSignal::new(SLICE);
    let rows = Memo::new(move |_| {
        let known = relations.read();
        let found = known.iter().find(|it| (it.kind, it.field) == (of, number));
        found.map(|relation| relation.rows.clone()).unwrap_or_default()
    });
    let cards = Memo::new(move |_| {
        let rows = rows.read();
        let shown = rows.iter().take(shown.get());
        let mut cards: Vec<RecordCard> = shown.filter_map(|row| app.records.card(*row)).collect();
        // That they refer to this record is why they are here.
        let own = page.name.get();
        cards.iter_mut().filter(|card| card.below == own).for_each(|card| card.below.clear());
        cards
    });
    let rest = Memo::new(move |_| rows.read().len().saturating_sub(shown.get()));
    let title = Signal::derive(move || {
        section.with_value(|section| app.records.page_section_title(page.kind, section))
    });
    let home = StoredValue::new(paths::list(&schema.read_untracked().path));
    let add = move || {
        let key = section.with_value(|section| section.field.key.to_string());
        let href = home.with_value(|home| format!("{}?{key}={id}", paths::new_in(home)));
        let label = move || capitalized(&t!(app.words, records.new, kind = names.get().one));
        view! {
            <LinkButton
                label=Signal::derive(label)
                href=paths::href(&href)
                kind=ButtonKind::Ghost
                icon=IconName::Plus
            />
        }
    };
    view! {
        <div class="people">
            <Group title aside=add>
                <Show
                    when=move || !cards.read().is_empty()
                    fallback=move || {
                        view! {
                            <p class="record__none">
                                {move || {
                                    capitalized(
                                        &t!(app.words, records.none, kinds = names.get().many),
                                    )
                                }}
                            </p>
                        }
                    }
                >
                    {move || {
                        cards
                            .get()
                            .into_iter()
                            .map(|card| view! { <RelatedRow card home /> })
                            .collect_view()
                    }}
                </Show>
            </Group>
            <Show when=move || { rest.get() > 0 }>
                <Button
                    label=Signal::derive(move || {
                        t!(app.words, records.more, count = rest.get())
                    })
                    wide=true
                    on_press=move |()| shown.update(|shown| *shown += 4 * SLICE)
                />
            </Show>
        </div>
    }
}

#[component]
fn RelatedRow(card: RecordCard, home: StoredValue<String>) -> impl IntoView {
    let RecordCard { id, name, initials, below, .. } = card;
    let initials = StoredValue::new(initials);
    let href = home.with_value(|home| paths::href(&paths::record(home, id)));
    view! {
        <ListRow
            title=move || view! { <span dir="auto">{name.clone()}</span> }
            subtitle=move || view! { <span dir="auto">{below.clone()}</span> }
            leading=move || view! { <Avatar initials=initials.get_value() seed=id.spread() /> }
            href
        />
    }
}
