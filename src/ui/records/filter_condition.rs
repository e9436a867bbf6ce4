//! One condition of the filter: field, operator and operand. The field's type determines the
//! operators offered.

use leptos::prelude::*;

use super::filter_draft::FilterDraft;
use super::filter_words::{fields, operator_text};
use crate::ui::parts::{Choosing, PickHow, PickerDecision, RecordPicker};
use crate::ui::state::{AppState, TagCount, t};
use domain::{
    Condition, Field, FieldType, KindId, Operand, Operator, PartialDate, RecordId, Schema, our_year,
};
use kit::{
    Chip, Chips, DateField, DateParts, IconButton, IconName, InputKind, SelectField, SelectOption,
    TextField,
};

/// Maximum number of tags offered as chips; others are typed.
const MOST_TAGS: usize = 24;

/// The editor of one condition.
#[component]
pub fn ConditionFields(
    /// The app's state.
    app: AppState,
    /// All conditions.
    draft: FilterDraft,
    /// The schema with the available fields.
    schema: StoredValue<Schema>,
    /// The tags in use.
    tags: Memo<Vec<TagCount>>,
    /// The key of this condition's line.
    line: u64,
) -> impl IntoView {
    let words = app.words;
    let condition = Memo::new(move |before: Option<&Option<Condition>>| {
        let lines = draft.lines.read();
        let found = lines.iter().find(|other| other.key == line);
        found.map(|line| line.condition.clone()).or_else(|| before.cloned().flatten())
    });
    let number = Memo::new(move |_| {
        draft.lines.read().iter().position(|other| other.key == line).unwrap_or_default() + 1
    });
    let field = Memo::new(move |_| {
        let number = condition.read().as_ref().map(|condition| condition.field)?;
        schema.with_value(|schema| schema.filter_field(number).cloned())
    });
    let operator = Memo::new(move |_| {
        condition.read().as_ref().map_or(Operator::Filled, |condition| condition.operator)
    });
    let operand = Memo::new(move |_| {
        condition.read().as_ref().map(|condition| condition.operand.clone()).unwrap_or_default()
    });
    let entered = Callback::new(move |text: String| {
        draft.change(line, |condition| condition.operand = text);
    });
    let way =
        Memo::new(move |_| field.get().map(|field| OperandKind::of(&field, operator.get(), tags)));
    let entry = OperandInput { tried: draft.tried.into(), value: operand.into(), entered };
    let enter = move || {
        let (Some(field), Some(way)) = (field.get(), way.get()) else { return ().into_any() };
        enter_operand(app, &field, way, tags, entry)
    };
    view! {
        <fieldset class="records__condition">
            <legend class="only-heard">
                {move || t!(words, filter.condition, number = number.get())}
            </legend>
            <div class="records__comparison">
                <FieldChoice app schema field on_choose=move |field: Field| {
                    draft.change(line, |condition| choose_field(condition, &field));
                } />
                <OperatorChoice app field operator on_choose=move |operator| {
                    draft.change(line, |condition| condition.operator = operator);
                } />
                <IconButton
                    label=Signal::derive(move || t!(words, filter.remove, number = number.get()))
                    icon=IconName::Trash2
                    on_press=move |()| draft.remove(line)
                />
            </div>
            {enter}
        </fieldset>
    }
}

/// Switches a condition to another field, with its default operator and no operand.
fn choose_field(condition: &mut Condition, field: &Field) {
    let known = Operator::of(field);
    let operator = known.first().copied().unwrap_or(Operator::Filled);
    *condition = Condition { field: field.number, operator, operand: String::new() };
}

#[component]
fn FieldChoice(
    app: AppState,
    schema: StoredValue<Schema>,
    field: Memo<Option<Field>>,
    #[prop(into)] on_choose: Callback<Field>,
) -> impl IntoView {
    let words = app.words;
    let choices = Signal::derive(move || {
        schema.with_value(|schema| {
            let choice = |field: &Field| {
                SelectOption::new(field.number.to_string(), words.field(schema, field))
            };
            fields(schema).iter().map(choice).collect::<Vec<_>>()
        })
    });
    let value = Signal::derive(move || {
        field.read().as_ref().map(|field| field.number.to_string()).unwrap_or_default()
    });
    let choose = move |number: String| {
        let chosen = number
            .parse()
            .ok()
            .and_then(|number| schema.with_value(|schema| schema.filter_field(number).cloned()));
        if let Some(field) = chosen {
            on_choose.run(field);
        }
    };
    let label = Signal::derive(move || t!(words, filter.field));
    view! { <SelectField label value choices on_change=choose /> }
}

#[component]
fn OperatorChoice(
    app: AppState,
    field: Memo<Option<Field>>,
    operator: Memo<Operator>,
    #[prop(into)] on_choose: Callback<Operator>,
) -> impl IntoView {
    let words = app.words;
    let choices = Signal::derive(move || {
        let field = field.get();
        let choice = |field: &Field, operator: &Operator| {
            SelectOption::new(operator.name(), operator_text(app, field, *operator))
        };
        let all = |field: &Field| {
            Operator::of(field).iter().map(|operator| choice(field, operator)).collect::<Vec<_>>()
        };
        field.as_ref().map(all).unwrap_or_default()
    });
    let choose = move |name: String| {
        let field = field.get_untracked();
        let known = field.as_ref().map(Operator::of).unwrap_or_default();
        if let Some(operator) = known.iter().find(|operator| operator.name() == name) {
            on_choose.run(*operator);
        }
    };
    let label = Signal::derive(move || t!(words, filter.operator));
    let value = Signal::derive(move || operator.get().name().to_owned());
    view! { <SelectField label value choices on_change=choose /> }
}

/// The input used for a condition's operand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum OperandKind {
    Nothing,
    Choices,
    Tags,
    Date,
    Record(KindId),
    Text(InputKind),
}

impl OperandKind {
    fn of(field: &Field, operator: Operator, tags: Memo<Vec<TagCount>>) -> Self {
        match operator.operand(field) {
            Operand::None => Self::Nothing,
            Operand::Choice => Self::Choices,
            Operand::Date => Self::Date,
            Operand::Record => match field.kind {
                FieldType::Reference(kind) => Self::Record(kind),
                _ => Self::Text(InputKind::Text),
            },
            Operand::Number => Self::Text(InputKind::Number),
            Operand::Text if field.kind == FieldType::Tags && !tags.read().is_empty() => Self::Tags,
            Operand::Text => Self::Text(InputKind::Text),
        }
    }
}

/// The operand of a line: its value, and the callback for new input.
#[derive(Clone, Copy)]
struct OperandInput {
    tried: Signal<bool>,
    value: Signal<String>,
    entered: Callback<String>,
}

fn enter_operand(
    app: AppState,
    field: &Field,
    way: OperandKind,
    tags: Memo<Vec<TagCount>>,
    entry: OperandInput,
) -> AnyView {
    let OperandInput { value, entered, .. } = entry;
    let words = app.words;
    let label = Signal::derive(move || t!(words, filter.value));
    match way {
        OperandKind::Nothing => ().into_any(),
        OperandKind::Text(kind) => {
            view! { <TextField label value kind on_input=entered /> }.into_any()
        }
        OperandKind::Date => view! {
            <DateField
                label
                value=Signal::derive(move || parts_of(&value.read(), words.era()))
                on_change=move |parts: DateParts| entered.run(date_of(&parts, words.era()))
            />
        }
        .into_any(),
        OperandKind::Record(kind) => view! { <ByName app kind label entry /> }.into_any(),
        OperandKind::Choices => {
            let choices = field.choices.iter();
            let pairs = choices.map(|choice| (choice.key.to_string(), choice.label.to_string()));
            chips(label, pairs.collect(), value, entered)
        }
        OperandKind::Tags => {
            let known = tags.get();
            let rest = known.len() > MOST_TAGS;
            let pairs =
                known.into_iter().take(MOST_TAGS).map(|tag| (tag.tag.clone(), tag.tag)).collect();
            let other = Signal::derive(move || t!(words, filter.more_tags));
            view! {
                {chips(label, pairs, value, entered)}
                {rest.then(|| view! { <TextField label=other value on_input=entered /> })}
            }
            .into_any()
        }
    }
}

/// Another record. The condition holds its id, and the text while that chooses nobody.
#[component]
fn ByName(
    app: AppState,
    kind: KindId,
    label: Signal<String>,
    entry: OperandInput,
) -> impl IntoView {
    let OperandInput { tried, value, entered } = entry;
    let choosing = Signal::derive(move || match RecordId::parse(&value.read()) {
        Ok(id) => Choosing { chosen: vec![id], ..Choosing::default() },
        Err(_) => Choosing { typed: value.get(), ..Choosing::default() },
    });
    let on_pick = move |picked: PickerDecision| match picked {
        PickerDecision::Record(id) => entered.run(id.to_string()),
        PickerDecision::Typed(text) => entered.run(text),
        PickerDecision::Make(_) | PickerDecision::Without(_) => {}
    };
    let error = Signal::derive(move || {
        let typed = choosing.with(|it| it.typed.trim().to_owned());
        let asks = tried.get() && !typed.is_empty();
        asks.then(|| t!(app.words, form.choose_listed, name = typed))
    });
    let how = PickHow { makes: false, ..PickHow::one(kind) };
    view! { <RecordPicker label how choosing on_pick error /> }
}

/// Renders choices as chips, of which one can be selected.
fn chips(
    label: Signal<String>,
    pairs: Vec<(String, String)>,
    value: Signal<String>,
    entered: Callback<String>,
) -> AnyView {
    let chip = move |(key, name): (String, String)| {
        let own = key.clone();
        let pressed = Signal::derive(move || *value.read() == own);
        view! { <Chip label=name pressed on_press=move |()| entered.run(key.clone()) /> }
    };
    view! { <Chips label wrap=true>{pairs.into_iter().map(chip).collect_view()}</Chips> }.into_any()
}

/// Splits a date operand into input parts. An incomplete date is stored as typed, separated by
/// slashes. The years that the screen shows are `era` years ahead of those of the operand.
fn parts_of(operand: &str, era: i32) -> DateParts {
    if let [year, month, day] = operand.split('/').collect::<Vec<_>>().as_slice() {
        let own = |part: &&str| (*part).to_owned();
        return DateParts { year: own(year), month: own(month), day: own(day) };
    }
    let date = PartialDate::parse(operand).unwrap_or_default();
    let text = |part: Option<String>| part.unwrap_or_default();
    DateParts {
        year: text(date.year.map(|year| (i32::from(year) + era).to_string())),
        month: text(date.month.map(|month| month.to_string())),
        day: text(date.day.map(|day| day.to_string())),
    }
}

fn date_of(parts: &DateParts, era: i32) -> String {
    let DateParts { year, month, day } = parts;
    let own_year = year.parse().ok().and_then(|year| i16::try_from(our_year(year, era)).ok());
    let date = PartialDate::new(own_year, month.parse().ok(), day.parse().ok());
    // A year of fewer than four digits is still being typed.
    let whole = year.is_empty() || year.len() == 4;
    match date.filter(|_| whole) {
        Some(date) => date.to_string(),
        None => format!("{year}/{month}/{day}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{date_of, parts_of};
    use domain::BUDDHIST_ERA;
    use kit::DateParts;

    fn parts(year: &str, month: &str, day: &str) -> DateParts {
        DateParts { year: year.into(), month: month.into(), day: day.into() }
    }

    #[test]
    fn a_date_can_be_entered_part_by_part_without_losing_what_was_typed() {
        assert_eq!(date_of(&parts("1980", "3", "22"), 0), "1980-03-22");
        assert_eq!(date_of(&parts("", "3", "22"), 0), "--03-22");
        for unfinished in [parts("19", "", ""), parts("2023", "2", "30"), parts("", "13", "4")] {
            assert_eq!(parts_of(&date_of(&unfinished, 0), 0), unfinished);
        }
        assert_eq!(parts_of("1980-03", 0), parts("1980", "3", ""));
    }

    #[test]
    fn years_of_another_calendar_are_stored_as_ours() {
        assert_eq!(date_of(&parts("2567", "2", "29"), BUDDHIST_ERA), "2024-02-29");
        assert_eq!(parts_of("2024-02-29", BUDDHIST_ERA), parts("2567", "2", "29"));
        assert_eq!(parts_of("--02-29", BUDDHIST_ERA), parts("", "2", "29"));
    }
}
