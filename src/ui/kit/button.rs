//! Buttons, and the link that looks like one.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// How loud a button is. One primary button a screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ButtonKind {
    /// The one thing that this screen is for.
    Primary,
    /// Everything beside it.
    #[default]
    Soft,
    /// A word that can be pressed, without a ground.
    Ghost,
    /// Takes something away.
    Danger,
}

impl ButtonKind {
    /// The value of `data-kind` in the sheet.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Soft => "soft",
            Self::Ghost => "ghost",
            Self::Danger => "danger",
        }
    }
}

/// A button with a word on it.
#[component]
pub fn Button(
    /// What it does, as a verb.
    #[prop(into)]
    label: Signal<String>,
    /// It was pressed, and was neither busy nor disabled. Left out where `submit` sends a form.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
    /// How loud it is.
    #[prop(optional)]
    kind: ButtonKind,
    /// A picture before the word.
    #[prop(optional, into)]
    icon: Option<IconName>,
    /// Something is under way: it keeps its place and the focus, and does nothing.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// It cannot be pressed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// It sends the form that it is in.
    #[prop(optional)]
    submit: bool,
    /// It takes the whole width, as at the bottom of a sheet.
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

/// A square button with a picture only; its name is for those who do not see it.
#[component]
pub fn IconButton(
    /// What it does; shown by screen readers and when the pointer rests on it.
    #[prop(into)]
    label: Signal<String>,
    /// The picture.
    icon: IconName,
    /// It was pressed.
    #[prop(into)]
    on_press: Callback<()>,
    /// How loud it is; without one it is a bare picture.
    #[prop(optional, into)]
    kind: Option<ButtonKind>,
    /// For a switch, such as the star: whether it is on.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    /// It cannot be pressed now.
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

/// A link that looks like a button: it leads somewhere, so it can be opened in a new tab.
#[component]
pub fn LinkButton(
    /// Where it leads.
    #[prop(into)]
    label: Signal<String>,
    /// The address.
    #[prop(into)]
    href: Signal<String>,
    /// How loud it is.
    #[prop(optional)]
    kind: ButtonKind,
    /// A picture before the word.
    #[prop(optional, into)]
    icon: Option<IconName>,
    /// Only the picture is shown; the word becomes its name.
    #[prop(optional)]
    icon_only: bool,
    /// It takes the whole width.
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
