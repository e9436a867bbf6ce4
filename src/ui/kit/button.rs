//! Buttons, and the link that looks like one.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// The emphasis of a button. One primary button a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonKind {
    /// The main action of the screen.
    Primary,
    /// Every other action.
    #[default]
    Soft,
    /// A bare label, without a background.
    Ghost,
    /// A destructive action.
    Danger,
}

impl ButtonKind {
    /// Returns the value of `data-kind` in the style sheet.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Soft => "soft",
            Self::Ghost => "ghost",
            Self::Danger => "danger",
        }
    }
}

/// A button with a label.
#[component]
pub fn Button(
    /// The label, a verb.
    #[prop(into)]
    label: Signal<String>,
    /// Called when pressed while neither busy nor disabled. Left out if `submit` sends a form.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
    /// The emphasis.
    #[prop(optional)]
    kind: ButtonKind,
    /// The icon before the label.
    #[prop(optional, into)]
    icon: Option<IconName>,
    /// True while work is under way: the button keeps its place and the focus, and does nothing.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// True if it cannot be pressed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Makes it submit its form.
    #[prop(optional)]
    submit: bool,
    /// Makes it take the whole width, as at the bottom of a sheet.
    #[prop(optional)]
    wide: bool,
) -> impl IntoView {
    let on_click = move |event: leptos::ev::MouseEvent| {
        if busy.get_untracked() {
            event.prevent_default();
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    view! {
        <button
            class="button"
            type=if submit { "submit" } else { "button" }
            data-kind=kind.name()
            data-wide=wide.then_some("")
            aria-busy=move || busy.get().then_some("true")
            disabled=move || disabled.get()
            on:click=on_click
        >
            {icon.map(|name| view! { <Icon name /> })}
            <span class="button__label">{move || label.get()}</span>
        </button>
    }
}

/// A square button with only an icon; its name is for screen readers.
#[component]
pub fn IconButton(
    /// The name, for screen readers and as a tooltip.
    #[prop(into)]
    label: Signal<String>,
    /// The icon.
    icon: IconName,
    /// Called when pressed.
    #[prop(into)]
    on_press: Callback<()>,
    /// The emphasis; `None` for a bare icon.
    #[prop(optional, into)]
    kind: Option<ButtonKind>,
    /// The state of a toggle button, such as the star.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    /// True if it cannot be pressed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    view! {
        <button
            class="button"
            type="button"
            data-shape="icon"
            data-kind=kind.map_or("bare", ButtonKind::name)
            aria-label=move || label.get()
            title=move || label.get()
            aria-pressed=move || pressed.map(|on| if on.get() { "true" } else { "false" })
            disabled=move || disabled.get()
            on:click=move |_| on_press.run(())
        >
            <Icon name=icon />
        </button>
    }
}

/// A link that looks like a button: since it navigates, it can be opened in a new tab.
#[component]
pub fn LinkButton(
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// The address.
    #[prop(into)]
    href: Signal<String>,
    /// The emphasis.
    #[prop(optional)]
    kind: ButtonKind,
    /// The icon before the label.
    #[prop(optional, into)]
    icon: Option<IconName>,
    /// Shows only the icon; the label becomes its name.
    #[prop(optional)]
    icon_only: bool,
    /// Makes it take the whole width.
    #[prop(optional)]
    wide: bool,
) -> impl IntoView {
    view! {
        <a
            class="button"
            href=move || href.get()
            data-kind=kind.name()
            data-shape=icon_only.then_some("icon")
            data-wide=wide.then_some("")
            aria-label=move || icon_only.then(|| label.get())
            title=move || icon_only.then(|| label.get())
        >
            {icon.map(|name| view! { <Icon name /> })}
            {(!icon_only).then(|| view! { <span class="button__label">{move || label.get()}</span> })}
        </a>
    }
}
