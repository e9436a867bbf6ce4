//! The tag: a word with a tint, which says something and cannot be pressed.

use leptos::prelude::*;

/// What a tint means. Amber is for "soon" only, red for "late" and "gone" only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Says nothing beyond its word.
    #[default]
    Plain,
    /// Soon, or growing stale.
    Warm,
    /// Late, or lost.
    Danger,
    /// Reached, or won.
    Good,
    /// Worth knowing.
    Info,
    /// Ours.
    Accent,
}

impl Tone {
    /// The value of `data-tone` in the sheets.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Warm => "warm",
            Self::Danger => "danger",
            Self::Good => "good",
            Self::Info => "info",
            Self::Accent => "accent",
        }
    }
}

/// A small tinted word.
#[component]
pub fn Tag(
    /// The word.
    #[prop(into)]
    label: Signal<String>,
    /// What the tint means.
    #[prop(optional, into)]
    tone: Signal<Tone>,
) -> impl IntoView {
    view! {
        <span class="tag" data-tone=move || tone.get().name()>
            {move || label.get()}
        </span>
    }
}
