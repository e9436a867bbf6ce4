//! Generates random drafts from a schema for the tests that write them and read them back.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::labels::canonical_label;
use super::testing::made_file;
use domain::{
    Address, Draft, Field, FieldType, Money, PartialDate, RecordId, Schema, Value, any_kind,
    many_lines, one_line,
};

/// Generates drafts with values in any of a schema's fields.
pub fn drafts(schema: &Schema) -> BoxedStrategy<Draft> {
    let kind = schema.kind;
    let mut draft = Just(Draft::new(kind)).boxed();
    for field in schema.fields.iter().filter(|field| field.is_exchanged()) {
        let field = field.clone();
        let most = if field.many { 3 } else { 1 };
        let filled = vec((labels(&field), values(&field)), 0..=most);
        let elements = prop_oneof![2 => Just(Vec::new()), 1 => filled];
        draft = (draft, elements)
            .prop_map(move |(mut draft, elements)| {
                for (label, value) in elements {
                    if field.many {
                        draft.push(field.number, label, value);
                    } else if !value.is_blank() {
                        draft.set(field.number, value);
                    }
                }
                draft
            })
            .boxed();
    }
    draft.prop_filter("a blank draft is no row", |draft| !draft.is_blank()).boxed()
}

fn labels(field: &Field) -> BoxedStrategy<String> {
    let field = field.clone();
    if field.number == any_kind::EXTRA {
        let known = [
            "GENDER",
            "KEY;TYPE=work;VALUE=uri",
            "TEL",
            "FN",
            "N",
            "END",
            "AGENT",
            "gender",
            "X-A;X-ABLABEL=b",
            "Favourite dish",
            "PHOTO",
            "Notes",
            "VERSION",
            "KIND",
            "LABEL",
            "",
        ];
        return prop_oneof![select(known.to_vec()).prop_map(String::from), lines()].boxed();
    }
    if matches!(field.kind, FieldType::Tags | FieldType::Choice) {
        return Just(String::new()).boxed();
    }
    let keys: Vec<String> = field.choices.iter().map(|choice| choice.key.to_string()).collect();
    let own = lines().prop_filter_map("labels are as the schema spells them", move |text| {
        (canonical_label(&field, &text) == text && !text.starts_with('*')).then_some(text)
    });
    if keys.is_empty() {
        prop_oneof![Just(String::new()), own].boxed()
    } else {
        prop_oneof![Just(String::new()), select(keys), own].boxed()
    }
}

fn values(field: &Field) -> BoxedStrategy<Value> {
    match field.kind {
        FieldType::LongText => texts().prop_map(Value::Text).boxed(),
        FieldType::Choice if !field.choices.is_empty() => {
            let keys: Vec<String> =
                field.choices.iter().map(|choice| choice.key.to_string()).collect();
            select(keys).prop_map(Value::Text).boxed()
        }
        FieldType::Address => {
            addresses().prop_map(|address| Value::Address(Box::new(address))).boxed()
        }
        FieldType::Date => dates().prop_map(Value::Date).boxed(),
        FieldType::Moment => {
            (-60_000_000_000_000_i64..250_000_000_000_000).prop_map(Value::Moment).boxed()
        }
        FieldType::Reference(_) if field.many => ids().prop_map(Value::Reference).boxed(),
        FieldType::Reference(_) => {
            prop_oneof![lines().prop_map(Value::Text), ids().prop_map(Value::Reference)].boxed()
        }
        FieldType::Due => select(vec!["2026-11-23", "2026-03-29T02:30[Europe/Budapest]"])
            .prop_map(|text| Value::Text(text.to_owned()))
            .boxed(),
        FieldType::Number => {
            (prop::num::f64::NORMAL | prop::num::f64::ZERO).prop_map(Value::Number).boxed()
        }
        FieldType::Money => (-1_000_000_i64..1_000_000, select(vec![*b"EUR", *b"VND", *b"KWD"]))
            .prop_map(|(minor, currency)| Value::Money(Money { minor, currency }))
            .boxed(),
        FieldType::Flag => any::<bool>().prop_map(Value::Flag).boxed(),
        FieldType::File => {
            lines().prop_map(|name| Value::File(Box::new(made_file(&name).reference))).boxed()
        }
        _ => lines().prop_map(Value::Text).boxed(),
    }
}

/// Generates ids as records have them.
fn ids() -> BoxedStrategy<RecordId> {
    any::<[u8; 10]>().prop_map(|random| RecordId::new(1_795_000_000_000, random)).boxed()
}

/// Generates single-line text as imports and forms leave it.
fn lines() -> BoxedStrategy<String> {
    let special = select(vec![
        "a,b;c:d",
        "=1+1",
        "+84 912 345 678",
        "-",
        "@home",
        "'=x",
        "''tis",
        "\"quoted\" text",
        "🙂👩‍👩‍👧",
        "שלום עולם",
        "Nguyễn Thị Ánh",
        "王小明",
        "back\\slash\\n",
        "100% ^caret^n",
        "<script>alert(1)</script>",
        "END:VCARD",
        "a - b",
        "x [y] (z)",
        "=",
        "1",
        "2026-11-22",
    ]);
    let long = "[a-zà-ỹ ]{60,200}";
    prop_oneof![3 => special.prop_map(String::from), 3 => "\\PC{1,24}", 1 => long]
        .prop_map(|text| one_line(&text))
        .prop_filter("no blanks, and nothing that Google parts", |text| {
            !text.is_empty() && !text.contains(":::")
        })
        .boxed()
}

fn texts() -> BoxedStrategy<String> {
    vec(prop_oneof![lines(), Just(String::new()), Just("\tindented".to_owned())], 1..4)
        .prop_map(|lines| many_lines(&lines.join("\n")))
        .prop_filter("no blanks", |text| !text.trim().is_empty())
        .boxed()
}

fn dates() -> BoxedStrategy<PartialDate> {
    let year = prop::option::of((1_i16..=9999).prop_filter("Apple's year", |year| *year != 1604));
    (year, prop::option::of(1_u8..=12), prop::option::of(1_u8..=31))
        .prop_filter_map("a date", |(year, month, day)| {
            let day = if month.is_none() && year.is_some() { None } else { day };
            PartialDate::new(year, month, day).filter(|date| !date.is_blank())
        })
        .boxed()
}

fn addresses() -> BoxedStrategy<Address> {
    let part = || prop_oneof![Just(String::new()), lines()];
    let place = prop::option::of((-90_000_000..=90_000_000, -180_000_000..=180_000_000));
    let street = prop_oneof![Just(String::new()), texts()];
    (part(), part(), street, part(), part(), part(), part(), place)
        .prop_map(|(box_number, extended, street, city, region, postcode, country, place)| {
            Address { box_number, extended, street, city, region, postcode, country, place }
        })
        .prop_filter("no blanks", |address| !address.is_blank())
        .boxed()
}
