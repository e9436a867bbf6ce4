//! The tag: a tinted word, not a control.

use leptos::prelude::*;

/// The meaning of a tint. Amber is for "soon" only, red for "late" and "gone" only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// No meaning beyond the word.
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
    /// The app's own color.
    Accent,
}

impl Tone {
    /// Returns the value of `data-tone` in the style sheets.
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
    /// The meaning of the tint.
    #[prop(optional, into)]
    tone: Signal<Tone>,
) -> impl IntoView {
    view! {
        <span class="tag" data-tone=move || tone.get().name()>
            {move || label.get()}
        </span>
    }
}
