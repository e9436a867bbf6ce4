//! The facts of a record: every field with a value, displayed by its type and actionable: numbers
//! call, addresses write, links open, text is copied.

use std::sync::Arc;

use leptos::prelude::*;

use super::part_services::{PartServices, use_part_services};
use domain::{
    Channel, ContactPoint, Day, Due, Element, Field, FieldType, Fields, KindId, PartialDate,
    Schema, Value, any_kind, days_until, fact_fields, mailto, map, safe_link, tel, years_since,
};
use kit::{Fact, Facts, Group, Tag};

/// The number of days before a date recurs, such as a birthday, from which it is announced.
const SOON: u16 = 60;

/// The callback that follows links to a person, if the page has one.
#[derive(Clone, Copy)]
struct OnReach(Option<Callback<(Channel, ContactPoint)>>);

/// One line of the facts.
struct FactLine {
    label: String,
    values: Vec<AnyView>,
}

/// The facts of a record, and imported values that no field could take.
#[component]
pub fn RecordFacts<R: Fields + 'static>(
    /// The schema of the record's kind.
    schema: Arc<Schema>,
    /// The record.
    record: R,
    /// Fields that the page shows elsewhere.
    #[prop(optional)]
    elsewhere: Vec<u32>,
    /// Follows a link to a phone number or e-mail address instead of the browser.
    #[prop(optional, into)]
    on_reach: Option<Callback<(Channel, ContactPoint)>>,
) -> impl IntoView {
    let services = use_part_services();
    provide_context(OnReach(on_reach));
    let fields = fact_fields(&schema, &record);
    let lines: Vec<FactLine> = fields
        .into_iter()
        .filter(|field| !elsewhere.contains(&field.number))
        .flat_map(|field| lines_of(services, schema.kind, field, &record))
        .collect();
    let extra = record.elements(any_kind::EXTRA);
    let line = |FactLine { label, values }| view! { <Fact label>{values}</Fact> };
    let none = lines.is_empty() && extra.is_empty();
    view! {
        {none.then(|| view! { <p class="record__none">{move || services.facts.none.get()}</p> })}
        {(!lines.is_empty()).then(|| view! { <Facts>{lines.into_iter().map(line).collect_view()}</Facts> })}
        {(!extra.is_empty()).then(|| view! { <Extra extra /> })}
    }
}

/// Imported values without a field.
#[component]
pub fn Extra(
    /// The values.
    extra: Vec<Element>,
) -> impl IntoView {
    let services = use_part_services();
    let fact = move |Element { label, value, .. }: Element| {
        let text = value.as_text().unwrap_or_default().to_owned();
        view! { <Fact label=label><CopyText text /></Fact> }
    };
    let facts = StoredValue::new(extra);
    view! {
        <div class="facts__more">
            <Group title=services.facts.imported bare=true>
                <Facts>{facts.get_value().into_iter().map(fact).collect_view()}</Facts>
            </Group>
        </div>
    }
}

/// Returns the lines of a field: one per element, but a single one for all tags or choices.
fn lines_of(
    services: PartServices,
    kind: KindId,
    field: &Field,
    record: &impl Fields,
) -> Vec<FactLine> {
    let label = services.field.run((kind, field.number));
    if !field.many {
        let value = record.value(field.number);
        let values = value.into_iter().map(|value| value_view(services, field, value)).collect();
        return vec![FactLine { label, values }];
    }
    let elements = record.elements(field.number);
    if matches!(field.kind, FieldType::Tags | FieldType::Choice) {
        let view = |element: Element| value_view(services, field, element.value);
        return vec![FactLine { label, values: elements.into_iter().map(view).collect() }];
    }
    let line = |Element { label: own, value, .. }: Element| {
        let own = (!own.is_empty()).then(|| field.choice_label(&own));
        let view = value_view(services, field, value);
        // "Mobile" shows that it is a number; "Work" alone would not show that it is an address.
        let speaks = matches!(field.kind, FieldType::Phone | FieldType::Text | FieldType::Date);
        match own {
            Some(own) if speaks => FactLine { label: own, values: vec![view] },
            Some(own) => {
                let note = view! { <span class="facts__note">{own}</span> }.into_any();
                FactLine { label: label.clone(), values: vec![view, note] }
            }
            None => FactLine { label: label.clone(), values: vec![view] },
        }
    };
    elements.into_iter().map(line).collect()
}

fn value_view(services: PartServices, field: &Field, value: Value) -> AnyView {
    match value {
        Value::Text(text) if field.kind == FieldType::Tags => {
            let label = text.clone();
            let tone = Signal::derive(move || services.tone.run(text.clone()));
            view! { <Tag label tone /> }.into_any()
        }
        Value::Text(text) if field.kind == FieldType::Due && Due::parse(&text).is_some() => {
            let said = move || Due::parse(&text).map(|due| services.due.run(due));
            view! { <span>{said}</span> }.into_any()
        }
        Value::Text(text) => text_view(field, text),
        Value::Number(number) => view! { <CopyText text=services.number.run(number) /> }.into_any(),
        Value::Flag(true) => view! { <span>{move || services.facts.yes.get()}</span> }.into_any(),
        Value::Flag(false) => view! { <span>{move || services.facts.no.get()}</span> }.into_any(),
        Value::Date(date) => view! { <DateFact date recurs=!field.whole_day /> }.into_any(),
        Value::Moment(millis) => {
            let exact = move || services.moment.run(millis);
            view! { <span title=exact>{move || services.ago.run(millis)}</span> }.into_any()
        }
        Value::Money(money) => view! { <CopyText text=services.money.run(money) /> }.into_any(),
        Value::Address(_) => {
            let Value::Address(address) = &value else { return ().into_any() };
            let text = address.lines().join("\n");
            match map(&value, services.maps) {
                Some(href) => view! { <Out href text web=true /> }.into_any(),
                None => view! { <CopyText text /> }.into_any(),
            }
        }
        Value::Reference(id) => {
            let FieldType::Reference(kind) = field.kind else { return ().into_any() };
            let href = services.href.run((kind, id));
            view! { <a href=href dir="auto">{move || services.name.run(id)}</a> }.into_any()
        }
        Value::File(_) | Value::Opaque { .. } => ().into_any(),
    }
}

fn text_view(field: &Field, text: String) -> AnyView {
    let known = |key: &str| field.choices.iter().any(|choice| choice.key == key);
    match field.kind {
        FieldType::Choice => {
            let label = if known(&text) { field.choice_label(&text) } else { text };
            if field.many {
                view! { <Tag label /> }.into_any()
            } else {
                view! { <span>{label}</span> }.into_any()
            }
        }
        FieldType::Email => {
            // Text with spaces is not an address.
            match safe_link(&format!("mailto:{}", text.trim())) {
                Some(_) => {
                    let reach = (Channel::Email, field.number);
                    view! { <Out href=mailto(&text) text reach /> }.into_any()
                }
                None => view! { <CopyText text /> }.into_any(),
            }
        }
        FieldType::Phone => match tel(&text) {
            Some(href) => {
                let reach = (Channel::Call, field.number);
                view! { <Out href text reach /> }.into_any()
            }
            None => view! { <CopyText text /> }.into_any(),
        },
        FieldType::Link => match safe_link(&text) {
            Some(href) => view! { <Out href text web=true /> }.into_any(),
            None => view! { <CopyText text /> }.into_any(),
        },
        FieldType::Reference(_) => view! { <span dir="auto">{text}</span> }.into_any(),
        _ => view! { <CopyText text /> }.into_any(),
    }
}

/// A link out of the app.
#[component]
fn Out(
    href: String,
    text: String,
    #[prop(optional)] web: bool,
    /// The channel and the field's number, for a link that reaches a person.
    #[prop(optional)]
    reach: Option<(Channel, u32)>,
) -> impl IntoView {
    let reaching = use_context::<OnReach>().and_then(|reaching| reaching.0).zip(reach);
    let reaching = reaching.map(|(on_reach, (channel, field))| {
        let (shown, href) = (text.clone(), href.clone());
        (on_reach, channel, ContactPoint { field, label: String::new(), shown, href })
    });
    let on_click = move |event: leptos::ev::MouseEvent| {
        if let Some((on_reach, channel, way)) = &reaching {
            event.prevent_default();
            on_reach.run((*channel, way.clone()));
        }
    };
    view! {
        <a
            href=href
            target=web.then_some("_blank")
            rel="noopener noreferrer"
            dir="auto"
            on:click=on_click
        >
            {text}
        </a>
    }
}

/// Text that is copied when pressed.
#[component]
fn CopyText(text: String) -> impl IntoView {
    let services = use_part_services();
    let copied = text.clone();
    let title = {
        let text: String = text.chars().take(60).collect();
        move || services.facts.copy.run(text.clone())
    };
    view! {
        <button
            class="facts__words"
            type="button"
            title=title
            dir="auto"
            on:click=move |_| services.copy.run(copied.clone())
        >
            {text}
        </button>
    }
}

/// A date with the days until it, if it is soon; one that recurs, as birthdays do, also with the
/// years since.
#[component]
fn DateFact(date: PartialDate, recurs: bool) -> impl IntoView {
    let services = use_part_services();
    let words = move || {
        let today = services.today.run(());
        let years = years_since(date, today).filter(|years| recurs && *years > 0 && *years < 130);
        let comes = |date: PartialDate| {
            let days = Day::of(date)?.number() - Day::of(today)?.number();
            u16::try_from(days).ok()
        };
        let soon = if recurs { days_until(date, today) } else { comes(date) };
        let soon = soon.filter(|days| *days <= SOON);
        let beside: Vec<String> = years
            .map(|years| services.facts.years.run(years))
            .into_iter()
            .chain(soon.map(|days| services.facts.in_days.run(days)))
            .collect();
        (services.date.run(date), beside.join(", "))
    };
    view! {
        <span>{move || words().0}</span>
        <span class="facts__note">{move || words().1}</span>
    }
}
