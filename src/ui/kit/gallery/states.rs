//! Screens with nothing to show: empty, failed, loading; and a part that is loaded later.

use leptos::prelude::*;

use super::plate::{LONG_LABEL, LONG_TEXT, Specimen};
use kit::{Button, ButtonKind, Empty, Failed, IconName, LazyPart, Loading, PartLoader, PartView};

/// Code that is there already.
fn fetched() -> PartLoader {
    let make: PartView = Box::new(|| view! { <p>"Its code has arrived."</p> }.into_any());
    PartLoader::new("daily", Box::pin(std::future::ready(Ok(make))))
}

pub fn states() -> AnyView {
    view! {
        <Specimen name="empty">
            <Empty title="No contacts yet" />
        </Specimen>
        <Specimen name="empty, with advice and buttons">
            <Empty title="Chưa có khách hàng nào" text=LONG_TEXT icon=IconName::Users alone=true>
                <Button label="New contact" kind=ButtonKind::Primary on_press=|()| {} />
                <Button label="Import" icon=IconName::Upload on_press=|()| {} />
            </Empty>
        </Specimen>
        <Specimen name="failed">
            <Failed title="The list could not be read" text="Your data is safe. Try again.">
                <Button label="Try again" kind=ButtonKind::Primary on_press=|()| {} />
            </Failed>
        </Specimen>
        <Specimen name="failed, long, without a button">
            <Failed title=LONG_LABEL text=LONG_TEXT />
        </Specimen>
        <Specimen name="loading">
            <Loading rows=3 />
        </Specimen>
        <Specimen name="loaded later">
            <LazyPart fetch=|()| fetched() rows=1 />
        </Specimen>
    }
    .into_any()
}
