//! Small things beside words: tags, pictures, bars, and the icons.

use leptos::prelude::*;

use super::plate::{LONG_NAME, LONG_WORD, Room, Specimen};
use kit::{
    AgeBar, Avatar, AvatarSize, Check, Highlight, Icon, IconName, Progress, Shortened, StageBar,
    StatusLine, Tag, Tone,
};

const TONES: [Tone; 6] =
    [Tone::Plain, Tone::Warm, Tone::Danger, Tone::Good, Tone::Info, Tone::Accent];

/// A picture of four colors.
pub const PHOTO: &str = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 2 2'%3E\
    %3Cpath d='M0 0h1v1H0z' fill='%23c44'/%3E%3Cpath d='M1 0h1v1H1z' fill='%2348c'/%3E\
    %3Cpath d='M0 1h1v1H0z' fill='%23ca3'/%3E%3Cpath d='M1 1h1v1H1z' fill='%234a6'/%3E%3C/svg%3E";

pub fn marks() -> AnyView {
    let tag = |tone: Tone| view! { <Tag label=tone.name() tone /> };
    let tint = |seed: u64| view! { <Avatar initials="NT" seed size=AvatarSize::Small /> };
    view! {
        <Specimen name="tags" line=true>
            {TONES.map(tag).collect_view()}
        </Specimen>
        <Specimen name="long tags" line=true>
            <Tag label="Đang thương lượng hợp đồng" tone=Tone::Warm />
            <Tag label=LONG_WORD tone=Tone::Accent />
        </Specimen>
        <Specimen name="avatars: sizes, photo, no letters" line=true>
            <Avatar initials="Ă" seed=3_u64 size=AvatarSize::Small />
            <Avatar initials="ÖM" seed=4_u64 />
            <Avatar initials="ÖM" seed=5_u64 size=AvatarSize::Large />
            <Avatar initials="" seed=6_u64 photo=Some(PHOTO.to_owned()) />
            <Avatar initials="" seed=7_u64 />
            <Avatar initials="王" seed=8_u64 />
        </Specimen>
        <Specimen name="tints" line=true>
            {(0..20).map(tint).collect_view()}
        </Specimen>
        <Specimen name="checks: off, on" line=true>
            <Check checked=false />
            <Check checked=true />
        </Specimen>
        <Specimen name="matches">
            <p>
                <Highlight text=LONG_NAME ranges=vec![0..8, 24..30] />
            </p>
        </Specimen>
        <Specimen name="shortened, and in full" line=true>
            <Shortened short="12,4 Mio. ₫" full="12.400.000 ₫" />
            <Shortened short="980 Ft" full="980 Ft" />
        </Specimen>
        <Specimen name="a status">
            <StatusLine text="37 of 12,408 contacts" />
        </Specimen>
        <Specimen name="ages: none, half, full, stale">
            <AgeBar percent=0_u32 stale=false />
            <AgeBar percent=50_u32 stale=false />
            <AgeBar percent=140_u32 stale=false />
            <AgeBar percent=80_u32 stale=true />
        </Specimen>
        <Specimen name="stages: none, some, all">
            <StageBar count=5_usize done=0_usize />
            <StageBar count=5_usize done=2_usize />
            <StageBar count=5_usize done=5_usize />
        </Specimen>
        <Specimen name="progress: none, some, all, unknown">
            <Progress label="Import" value=Some(0.0) />
            <Progress label="Import" value=Some(0.4) />
            <Progress label="Import" value=Some(1.0) />
            <Progress label="Import" value=None />
        </Specimen>
    }
    .into_any()
}

pub fn icons() -> AnyView {
    let icon = |name: &IconName| view! { <Icon name=*name /> };
    view! {
        <Specimen name="icons" wide=true line=true room=Room::Own>
            {IconName::ALL.iter().map(icon).collect_view()}
        </Specimen>
    }
    .into_any()
}
