//! Fields for text, days and money.

use leptos::prelude::*;

use super::plate::{LONG_NAME, LONG_TEXT, LONG_WORD, Specimen};
use kit::{
    DateField, DateParts, FieldFrame, InputKind, MoneyField, SearchBox, SelectField, SelectOption,
    TextArea, TextField,
};

const ERROR: &str = "Unvollständige E-Mail-Adresse: beispielsweise fehlt @example.com.";

pub fn fields() -> AnyView {
    view! {
        <Specimen name="text: empty, filled">
            <TextField label="First name" value="" on_input=|_: String| {} />
            <TextField label="Last name" value="Nguyễn" on_input=|_: String| {} />
        </Specimen>
        <Specimen name="text: hint, error, both">
            <TextField label="Phone" value="+36 30" hint="Hungary" kind=InputKind::Phone on_input=|_: String| {} />
            <TextField label="Email" value="thao@" error=ERROR kind=InputKind::Email on_input=|_: String| {} />
            <TextField label="Web" value="x" hint="A page" error="No such page." kind=InputKind::Link on_input=|_: String| {} />
        </Specimen>
        <Specimen name="text: long">
            <TextField label=LONG_WORD value=LONG_NAME on_input=|_: String| {} />
        </Specimen>
        <Specimen name="days and times of the system">
            <TextField label="Day" value="2026-11-28" kind=InputKind::Date on_input=|_: String| {} />
            <TextField label="Time" value="09:30" kind=InputKind::Time on_input=|_: String| {} />
            <TextField label="Both" value="2026-11-28T09:30" kind=InputKind::DateTime on_input=|_: String| {} />
        </Specimen>
        <Specimen name="lines: empty, filled, error">
            <TextArea label="Note" value="" placeholder="What was said" on_input=|_: String| {} />
            <TextArea label="Note" value=LONG_TEXT hint="Only you see it" on_input=|_: String| {} />
            <TextArea label="Note" value="Zu lang" error="Too long by 12 characters." rows=2 on_input=|_: String| {} />
        </Specimen>
        <Specimen name="search: empty, with a key, filled">
            <SearchBox label="Search contacts" value="" on_input=|_: String| {} />
            <SearchBox label="Search contacts" value="" shortcut="/" on_input=|_: String| {} />
            <SearchBox label="Search contacts" value="nguyen" on_input=|_: String| {} />
        </Specimen>
    }
    .into_any()
}

fn date(year: &str, month: &str, day: &str) -> DateParts {
    DateParts { year: year.into(), month: month.into(), day: day.into() }
}

fn currencies() -> Vec<SelectOption> {
    ["VND", "HUF", "EUR"].map(|code| SelectOption::new(code, code)).to_vec()
}

pub fn parts() -> AnyView {
    let choices = || {
        vec![
            SelectOption::new("", "No source"),
            SelectOption::new("fair", "Messe").under("Offline"),
            SelectOption::new("web", LONG_NAME).under("Online"),
        ]
    };
    view! {
        <Specimen name="days: empty, whole, no year, error">
            <DateField label="Birthday" value=DateParts::default() on_change=|_| {} />
            <DateField label="Birthday" value=date("1984", "9", "12") on_change=|_| {} />
            <DateField label="Anniversary" value=date("", "3", "8") year_first=true hint="The year may be missing" on_change=|_| {} />
            <DateField label="Birthday" value=date("1984", "2", "31") error="February has no day 31." on_change=|_| {} />
        </Specimen>
        <Specimen name="money: empty, filled, error">
            <MoneyField label="Value" value="" currency_label="Currency" currency="EUR" currencies=currencies() on_input=|_: String| {} on_currency=|_: String| {} />
            <MoneyField label="Value" value="1.250.000.000" currency_label="Currency" currency="VND" currencies=currencies() on_input=|_: String| {} on_currency=|_: String| {} />
            <MoneyField label="Value" value="12,5,0" error="This is no amount." currency_label="Currency" currency="HUF" currencies=currencies() on_input=|_: String| {} on_currency=|_: String| {} />
        </Specimen>
        <Specimen name="one of: none, chosen, long, error">
            <SelectField label="Source" value="" choices=choices() hint="How you met" on_change=|_: String| {} />
            <SelectField label="Source" value="fair" choices=choices() on_change=|_: String| {} />
            <SelectField label="Source" value="web" choices=choices() on_change=|_: String| {} />
            <SelectField label="Source" value="" choices=choices() error="Choose one." on_change=|_: String| {} />
        </Specimen>
        <Specimen name="a frame around any field">
            <FieldFrame id="framed".to_owned() label="Color" hint="Any that you like">
                <input class="field__input" id="framed" value="spruce" />
            </FieldFrame>
            <FieldFrame id="wrong".to_owned() label="Color" error="No such color.">
                <input class="field__input" id="wrong" aria-invalid="true" value="sky-blue-pink" />
            </FieldFrame>
        </Specimen>
    }
    .into_any()
}
