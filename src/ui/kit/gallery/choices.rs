//! Choices: boxes, switches, tiles, files, stages.

use leptos::prelude::*;

use super::plate::{LONG_LABEL, LONG_NAME, LONG_TEXT, Specimen};
use kit::{
    CheckField, FileField, IconChoice, IconGrid, IconName, StageStep, StageStepper, SwitchField,
    Tile, Tiles, Tone,
};

pub fn choices() -> AnyView {
    let outcomes = || {
        vec![
            Tile::new("yes", "Reached", IconName::PhoneCall),
            Tile::new("no", "Không nghe máy", IconName::PhoneMissed),
            Tile::new("voice", "Sprachnachricht", IconName::Voicemail),
        ]
    };
    view! {
        <Specimen name="boxes: off, on, with a hint, long">
            <CheckField label="Main number" checked=false on_change=|_: bool| {} />
            <CheckField label="Main number" checked=true on_change=|_: bool| {} />
            <CheckField label="Skip known people" checked=true hint=LONG_TEXT on_change=|_: bool| {} />
            <CheckField label=LONG_LABEL checked=false on_change=|_: bool| {} />
        </Specimen>
        <Specimen name="switches: off, on, with a hint, long">
            <SwitchField label="Reminders" checked=false on_change=|_: bool| {} />
            <SwitchField label="Reminders" checked=true on_change=|_: bool| {} />
            <SwitchField label="Last name first" checked=true hint=LONG_TEXT on_change=|_: bool| {} />
            <SwitchField label=LONG_LABEL checked=false on_change=|_: bool| {} />
        </Specimen>
        <Specimen name="tiles: none chosen">
            <Tiles label="Outcome" items=outcomes() value=None on_choose=|_: String| {} />
        </Specimen>
        <Specimen name="tiles: one chosen">
            <Tiles label="Outcome" items=outcomes() value=Some("no".to_owned()) on_choose=|_: String| {} />
        </Specimen>
        <Specimen name="icons: one chosen">
            <IconGrid label="Icon" choices=icons() value="package" on_change=|_: String| {} />
        </Specimen>
        <Specimen name="icons: none chosen, a long label">
            <IconGrid label=LONG_LABEL choices=icons() value="" on_change=|_: String| {} />
        </Specimen>
        <Specimen name="a file: none">
            <FileField label="Choose a file" hint="vCard, CSV or a backup" on_pick=|_| {} />
        </Specimen>
        <Specimen name="a file: picked">
            <FileField label="Choose a file" picked="khách hàng tháng mười một.csv" on_pick=|_| {} />
        </Specimen>
    }
    .into_any()
}

fn icons() -> Vec<IconChoice> {
    let choice = |icon: &IconName| IconChoice {
        value: icon.id().to_owned(),
        label: icon.id().replace('-', " "),
        icon: *icon,
    };
    IconName::ALL.iter().step_by(3).map(choice).collect()
}

fn steps() -> Vec<StageStep> {
    let step = |(key, label, tone): (&str, &str, Tone)| StageStep {
        key: key.into(),
        label: label.into(),
        tone,
    };
    let all = [
        ("new", "New", Tone::Plain),
        ("talk", "Đang thương lượng", Tone::Plain),
        ("offer", "Angebotserstellung", Tone::Plain),
        ("sign", "Vertragsunterzeichnung", Tone::Plain),
        ("won", "Won", Tone::Good),
        ("lost", "Lost", Tone::Danger),
    ];
    all.map(step).to_vec()
}

pub fn stages() -> AnyView {
    let stepper = |current: &'static str| {
        view! { <StageStepper label=LONG_NAME steps=steps() current on_choose=|_: String| {} /> }
    };
    view! {
        <Specimen name="at the beginning" wide=true>
            {stepper("new")}
        </Specimen>
        <Specimen name="on the way" wide=true>
            {stepper("offer")}
        </Specimen>
        <Specimen name="won" wide=true>
            {stepper("won")}
        </Specimen>
        <Specimen name="lost" wide=true>
            {stepper("lost")}
        </Specimen>
        <Specimen name="without room">
            {stepper("talk")}
        </Specimen>
        <Specimen name="nowhere">
            {stepper("gone")}
        </Specimen>
    }
    .into_any()
}
