//! The timeline.

use leptos::prelude::*;

use super::plate::{LONG_LABEL, LONG_TEXT, Specimen};
use kit::{Card, IconButton, IconName, Tag, Timeline, TimelineItem, Tone};

pub fn timeline() -> AnyView {
    let more = || view! { <IconButton label="More" icon=IconName::Ellipsis on_press=|()| {} /> };
    view! {
        <Specimen name="events in every tone" wide=true>
            <Timeline label="Activities">
                <TimelineItem title="Call, 12 min" when="2 hours ago" moment="28 Nov 2026, 09:12" icon=IconName::PhoneCall tone=Tone::Good extra=more>
                    <p>{LONG_TEXT}</p>
                </TimelineItem>
                <TimelineItem title="Not reached" when="Thursday" icon=IconName::PhoneMissed tone=Tone::Warm />
                <TimelineItem title="Deal lost" when="Thu 10 Dec" icon=IconName::X tone=Tone::Danger>
                    <Tag label="Price" tone=Tone::Danger />
                </TimelineItem>
                <TimelineItem title="Email" when="3 weeks ago" icon=IconName::Mail tone=Tone::Info />
                <TimelineItem title="Stage changed" when="3 weeks ago" icon=IconName::Kanban tone=Tone::Accent of_day=true />
                <TimelineItem title=LONG_LABEL when="hơn hai năm trước" icon=IconName::StickyNote extra=more>
                    <Card>{LONG_TEXT}</Card>
                </TimelineItem>
            </Timeline>
        </Specimen>
        <Specimen name="a single event">
            <Timeline label="Activities">
                <TimelineItem title="Created" when="Today" icon=IconName::Plus />
            </Timeline>
        </Specimen>
    }
    .into_any()
}
