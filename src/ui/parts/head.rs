//! The head of a record's page: picture, name, and the line and link below.

use leptos::prelude::*;

use kit::{Avatar, AvatarSize};

/// Picture and name of a record.
#[component]
pub fn RecordHead(
    /// The name: the heading of the page.
    #[prop(into)]
    name: Signal<String>,
    /// The initials for the picture.
    #[prop(into)]
    initials: Signal<String>,
    /// The seed of the picture's tint.
    seed: u64,
    /// The address of a photo.
    #[prop(optional, into)]
    photo: Signal<Option<String>>,
    /// A quiet line under the name: a job title.
    #[prop(optional, into)]
    line: Signal<String>,
    /// A link under the name: its address and text.
    #[prop(optional, into)]
    link: Signal<Option<(String, String)>>,
) -> impl IntoView {
    let under = move || {
        link.get()
            .map(|(href, words)| view! { <a class="record__link" href=href dir="auto">{words}</a> })
    };
    view! {
        <div class="record__head">
            <Avatar initials seed size=AvatarSize::Large photo />
            <div class="record__names">
                <h1 class="record__name" dir="auto">{move || name.get()}</h1>
                <p class="record__line" dir="auto" hidden=move || line.read().is_empty()>
                    {move || line.get()}
                </p>
                {under}
            </div>
        </div>
    }
}
