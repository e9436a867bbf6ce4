//! Rows: of lists, and of tasks.

use leptos::prelude::*;

use super::plate::{LONG_NAME, LONG_TEXT, Specimen};
use kit::{Avatar, Card, Check, CheckLink, CheckRow, IconButton, IconName, ListRow, Tag, Tone};

fn avatar() -> impl IntoView {
    view! { <Avatar initials="NT" seed=1_u64 /> }
}

fn more() -> impl IntoView {
    view! { <IconButton label="More" icon=IconName::EllipsisVertical on_press=|()| {} /> }
}

pub fn rows() -> AnyView {
    let link = || CheckLink { href: "#".into(), label: "Open".into() };
    let link = Signal::stored(link());
    let sum = || view! { <span class="numbers">"12.480.000 ₫"</span> };
    view! {
        <Specimen name="static, link, button">
            <Card rows=true>
                <ListRow title=|| "Title alone" />
                <ListRow title=|| "A link" subtitle=|| "+36 30 123 4567" leading=avatar href="#" />
                <ListRow title=|| "A button" leading=|| view! { <Check checked=false /> } on_press=|()| {} />
            </Card>
        </Specimen>
        <Specimen name="current, selected">
            <Card rows=true>
                <ListRow title=|| "Current" subtitle=|| "Open beside the list" leading=avatar href="#" current=true />
                <ListRow title=|| "Selected" leading=|| view! { <Check checked=true /> } on_press=|()| {} current=true />
            </Card>
        </Specimen>
        <Specimen name="numbers at the right, controls">
            <Card rows=true>
                <ListRow title=|| "Angebot" subtitle=|| "ACME" trailing=sum href="#" />
                <ListRow title=|| "Contract" trailing=|| view! { <Tag label="late" tone=Tone::Danger /> } extra=more href="#" />
            </Card>
        </Specimen>
        <Specimen name="long">
            <Card rows=true>
                <ListRow title=|| LONG_NAME subtitle=|| LONG_TEXT leading=avatar trailing=sum extra=more href="#" />
            </Card>
        </Specimen>
        <Specimen name="tasks: open, done">
            <Card rows=true>
                <CheckRow text="Send the offer" done=false on_change=|_: bool| {} />
                <CheckRow text="Send the offer" done=true note="Yesterday" on_change=|_: bool| {} />
            </Card>
        </Specimen>
        <Specimen name="tasks: soon, late, with a link">
            <Card rows=true>
                <CheckRow text="Call Thảo" done=false note="Today, 14:00" tone=Tone::Warm link on_change=|_: bool| {} />
                <CheckRow text="Call Zoltán" done=false note="2 days ago" tone=Tone::Danger link trailing=more on_change=|_: bool| {} />
                <CheckRow text=LONG_TEXT done=false note=LONG_NAME link on_change=|_: bool| {} />
            </Card>
        </Specimen>
    }
    .into_any()
}
