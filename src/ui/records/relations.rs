//! Everything that refers to a record, by kind, the last changed first; each with a button that
//! creates another one.

use leptos::prelude::*;

use super::page::RecordPage;
use crate::ui::paths;
use crate::ui::state::{RecordCard, Relation, capitalized, t};
use domain::{Field, KindId};
use kit::{Avatar, Button, ButtonKind, Group, IconName, LinkButton, ListRow};

/// Rows shown at first.
const SLICE: usize = 8;

/// The relations of a record, without those to kinds that the page shows in a section of their own.
#[component]
pub fn Relations(page: RecordPage, elsewhere: &'static [KindId]) -> impl IntoView {
    let RecordPage { app, kind, id, .. } = page;
    let relations = Memo::new(move |_| app.records.relations(id));
    let sections = Memo::new(move |_| {
        let fields = app.records.relations_to(kind);
        let known = relations.read();
        // A kind that nothing refers to yet has a section only if the user made it.
        let shows = |of: KindId, field: &Field| {
            let refers = |it: &Relation| (it.kind, it.field) == (of, field.number);
            // Activities and tasks about the record are in its timeline, or its next tasks.
            let is_elsewhere = elsewhere.contains(&of) || field.about().is_some();
            !is_elsewhere && (of.is_own() || known.iter().any(refers))
        };
        let shown = fields.iter().filter(|(of, field)| shows(*of, field));
        let several = |of: KindId| fields.iter().filter(|it| it.0 == of).count() > 1;
        shown.map(|(of, field)| (*of, field.clone(), several(*of))).collect::<Vec<_>>()
    });
    let section = move |(of, field, several): (KindId, Field, bool)| {
        view! { <RelationSection page of field several relations /> }
    };
    move || sections.get().into_iter().map(section).collect_view()
}

/// The records of one kind that refer to the page's record by one field.
#[component]
fn RelationSection(
    page: RecordPage,
    of: KindId,
    field: Field,
    several: bool,
    relations: Memo<Vec<Relation>>,
) -> impl IntoView {
    let RecordPage { app, id, .. } = page;
    let number = field.number;
    let field = StoredValue::new(field);
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
    // Two fields of one kind may refer to the same record: companies by their parent company.
    let title = Signal::derive(move || {
        let label = field.with_value(|field| app.words.field(&schema.read(), field));
        let plain = !several && of != page.kind;
        let title = names.get().title;
        if plain { title } else { format!("{title} \u{b7} {label}") }
    });
    let home = StoredValue::new(paths::list(&schema.read_untracked().path));
    let add = move || {
        let key = field.with_value(|field| field.key.to_string());
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
