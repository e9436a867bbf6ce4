//! The finder: with what it found, and without.

use leptos::prelude::*;

use super::plate::{LONG_NAME, Specimen};
use kit::Finder;

fn drawn() -> Vec<AnyView> {
    ["New task", LONG_NAME, "Settings"].map(|row| view! { <span>{row}</span> }.into_any()).into()
}

pub fn finder() -> AnyView {
    let ignore = |_: String| {};
    let nothing = |()| -> Vec<AnyView> { Vec::new() };
    let some = |()| drawn();
    view! {
        <Specimen name="three found">
            <Finder
                label="Search everything"
                hint="Names, numbers"
                value="n"
                count=Signal::stored(3)
                said="3 found"
                rows=some
                on_input=ignore
                on_choose=|_: usize| {}
            />
        </Specimen>
        <Specimen name="nothing found">
            <Finder
                label="Search everything"
                hint="Names, numbers"
                value=""
                count=Signal::stored(0)
                said="Nothing found"
                rows=nothing
                on_input=ignore
                on_choose=|_: usize| {}
            />
        </Specimen>
    }
    .into_any()
}
