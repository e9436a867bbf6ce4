//! Parts of a record's page: its head, actions, facts, and groups.

use leptos::prelude::*;

use super::plate::{LONG_LABEL, LONG_NAME, LONG_TEXT, LONG_WORD, Specimen};
use kit::{
    ActionItem, ActionRow, Button, Card, Fact, Facts, Fold, Group, IconButton, IconName, ListRow,
    Section, Tag, Tone, TopBar,
};

pub fn heads() -> AnyView {
    let actions = || {
        view! {
            <IconButton label="Star" icon=IconName::Star pressed=true on_press=|()| {} />
            <IconButton label="More" icon=IconName::EllipsisVertical on_press=|()| {} />
        }
    };
    let below = || view! { <Tag label="Customer" tone=Tone::Good /> };
    view! {
        <Specimen name="a title">
            <TopBar title="Contacts" />
        </Specimen>
        <Specimen name="with a way back and actions">
            <TopBar title="Nora" subtitle="2 open deals" back="#">
                {actions()}
            </TopBar>
        </Specimen>
        <Specimen name="without a title">
            <TopBar back="#" back_is_narrow=true>
                {actions()}
            </TopBar>
        </Specimen>
        <Specimen name="beside, long">
            <TopBar title=LONG_NAME beside=true below back="#">
                {actions()}
            </TopBar>
        </Specimen>
        <Specimen name="actions: links, a button, a missing one">
            <ActionRow
                label="Actions"
                items=vec![
                    ActionItem::begin("Call", IconName::Phone, "#", Callback::new(|()| {})),
                    ActionItem::missing("Email", IconName::Mail),
                    ActionItem::button("Nhắn tin", IconName::MessageCircle, Callback::new(|()| {})),
                    ActionItem::link("Route", IconName::Navigation, "#"),
                ]
            />
        </Specimen>
        <Specimen name="actions: long">
            <ActionRow
                label="Actions"
                items=vec![
                    ActionItem::link("Wegbeschreibung", IconName::Navigation, "#"),
                    ActionItem::link("Sprachnachricht", IconName::Mic, "#"),
                ]
            />
        </Specimen>
    }
    .into_any()
}

pub fn records() -> AnyView {
    let count = || view! { <span class="numbers">"12"</span> };
    let new = || view! { <Button label="New" icon=IconName::Plus on_press=|()| {} /> };
    let (open, closed) = (RwSignal::new(true), RwSignal::new(false));
    view! {
        <Specimen name="facts">
            <Facts>
                <Fact label="Phone">"+84 912 345 678"</Fact>
                <Fact label="Tags"><Tag label="VIP" tone=Tone::Accent /></Fact>
                <Fact label=LONG_WORD>{LONG_NAME}</Fact>
                <Fact label="Value"><span class="numbers">"1.250.000.000 ₫"</span></Fact>
            </Facts>
        </Specimen>
        <Specimen name="cards">
            <Card>{LONG_TEXT}</Card>
            <Card rows=true>
                <ListRow title=|| "First row" />
                <ListRow title=|| "Second row" />
            </Card>
        </Specimen>
        <Specimen name="groups: with a count, bare">
            <Group title="Companies" aside=count>
                <ListRow title=|| "ACME" />
            </Group>
            <Group title="Ghi chú" bare=true>
                <Card>{LONG_TEXT}</Card>
            </Group>
        </Specimen>
        <Specimen name="sections: late, with a button, long">
            <Section title="Overdue" count="2" tone=Tone::Danger>
                <ListRow title=|| "Send the offer" />
            </Section>
            <Section title=LONG_LABEL count="4 of 7 left" action=new>
                <ListRow title=|| "Call Zoltán" />
            </Section>
            <Section title="Deals" bare=true>
                <Card>"None yet"</Card>
            </Section>
        </Specimen>
        <Specimen name="folds: closed, open" wide=true>
            <Card rows=true>
                <Fold title="Reminders" subtitle=LONG_TEXT icon=IconName::Bell open=closed>
                    "Hidden"
                </Fold>
                <Fold title=LONG_LABEL open>
                    <ListRow title=|| "Inside" />
                </Fold>
            </Card>
        </Specimen>
    }
    .into_any()
}
