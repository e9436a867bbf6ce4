//! Conditions in words, derived from the schema without naming any field.

use crate::ui::state::{AppState, t};
use domain::{
    Condition, Field, FieldType, Filter, FilterGroup, Operand, Operator, PartialDate, Passing,
    RecordId, Schema,
};

/// Returns the fields to filter by, in form order.
pub fn fields(schema: &Schema) -> Vec<Field> {
    schema.filter_fields().cloned().collect()
}

/// Returns an operator's label.
pub fn operator_text(app: AppState, field: &Field, operator: Operator) -> String {
    let words = app.words;
    let flag = field.kind == FieldType::Flag;
    match operator {
        Operator::Is if flag => t!(words, filter.yes),
        Operator::IsNot if flag => t!(words, filter.no),
        Operator::Contains => t!(words, filter.contains),
        Operator::Lacks => t!(words, filter.lacks),
        Operator::Is => t!(words, filter.is),
        Operator::IsNot => t!(words, filter.is_not),
        Operator::Filled => t!(words, filter.filled),
        Operator::Empty => t!(words, filter.empty),
        Operator::AtLeast => t!(words, filter.at_least),
        Operator::AtMost => t!(words, filter.at_most),
        Operator::Within if field.kind == FieldType::Moment => t!(words, filter.in_last),
        Operator::Within => t!(words, filter.in_next),
        Operator::Since => t!(words, filter.in_last),
        Operator::NotSince => t!(words, filter.not_in_last),
        Operator::Past => t!(words, filter.past),
        Operator::ThisWeek => t!(words, filter.this_week),
        Operator::ThisMonth => t!(words, filter.this_month),
        Operator::ThisMonthOfAnyYear => t!(words, filter.this_month_of_any_year),
    }
}

/// Formats a condition's operand.
pub fn operand_text(app: AppState, field: &Field, condition: &Condition) -> String {
    let operand = &condition.operand;
    match condition.operator.operand(field) {
        Operand::None => String::new(),
        Operand::Choice => {
            let known = field.choices.iter().find(|choice| choice.key == *operand);
            known.map_or_else(|| operand.clone(), |choice| choice.label.to_string())
        }
        Operand::Date => PartialDate::parse(operand)
            .map_or_else(|| operand.clone(), |date| app.format.date(date)),
        Operand::Record => RecordId::parse(operand)
            .map(|id| app.records.name(id))
            .ok()
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| operand.clone()),
        Operand::Text | Operand::Number => operand.clone(),
    }
}

/// Formats a condition as a short phrase: "Tags is vip".
pub fn condition_text(app: AppState, schema: &Schema, condition: &Condition) -> String {
    let Some(field) = schema.filter_field(condition.field) else {
        let text = format!("{} {}", t!(app.words, filter.gone_field), condition.operand);
        return text.trim_end().to_owned();
    };
    let label = app.words.field(schema, field);
    let operand = operand_text(app, field, condition);
    // As a condition reads them when it is asked.
    let days = operand.trim().parse::<usize>().unwrap_or(0);
    match condition.operator {
        Operator::Since => t!(app.words, filter.within_last, count = days, field = label),
        Operator::Within if field.kind == FieldType::Moment => {
            t!(app.words, filter.within_last, count = days, field = label)
        }
        Operator::Within => t!(app.words, filter.within_next, count = days, field = label),
        Operator::NotSince => t!(app.words, filter.not_since, count = days, field = label),
        Operator::Is if !operand.is_empty() => format!("{label}: {operand}"),
        operator => {
            let comparison = operator_text(app, field, operator);
            format!("{label} {comparison} {operand}").trim_end().to_owned()
        }
    }
}

/// Formats a filter as a phrase: "Tags is vip or Owner is Linh".
pub fn filter_text(app: AppState, schema: &Schema, filter: &Filter) -> String {
    let of_group = |group: &FilterGroup| {
        let texts = group.conditions.iter().map(|it| condition_text(app, schema, it)).collect();
        joined(app, group.passing, texts)
    };
    joined(app, filter.passing, filter.groups.iter().map(of_group).collect())
}

fn joined(app: AppState, passing: Passing, texts: Vec<String>) -> String {
    let word = match passing {
        Passing::All => t!(app.words, filter.and),
        Passing::Any => t!(app.words, filter.or),
    };
    texts.join(&format!(" {word} "))
}

/// True if the condition has the operand it needs.
pub fn is_complete(schema: &Schema, condition: &Condition) -> bool {
    schema.filter_field(condition.field).is_some_and(|field| {
        let says = condition.operator.operand(field) == Operand::None
            || !condition.operand.trim().is_empty();
        says && !condition.is_undecided(field)
    })
}

/// True if a condition names a record that is still to be chosen.
pub fn asks_whom(schema: &Schema, condition: &Condition) -> bool {
    schema.filter_field(condition.field).is_some_and(|field| condition.is_undecided(field))
}
