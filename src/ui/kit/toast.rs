//! Toasts: a message about what just happened, with an undo, shown for a few seconds above
//! everything else.

use std::time::Duration;

use leptos::html;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;

use super::icon::{Icon, IconName};
use super::tag::Tone;
use super::words::use_words;
use browser::dom;

/// How long a toast stays while nobody points at it.
const STAY: Duration = Duration::from_secs(8);
/// The most toasts at a time, since more would hide the page; the oldest goes.
const MOST: usize = 3;

/// One message.
#[derive(Clone)]
pub struct Toast {
    /// The message.
    pub text: String,
    /// A way back or on: the button's label and its callback.
    pub action: Option<(String, Callback<()>)>,
    /// `Danger` for a failure: it stays until dismissed.
    pub tone: Tone,
}

impl Toast {
    /// Creates a toast without a button.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), action: None, tone: Tone::Plain }
    }

    /// Adds a button, such as "Undo".
    #[must_use]
    pub fn with_action(self, label: impl Into<String>, on_press: Callback<()>) -> Self {
        Self { action: Some((label.into(), on_press)), ..self }
    }

    /// Marks the toast as a failure: it stays until dismissed.
    #[must_use]
    pub fn danger(self) -> Self {
        Self { tone: Tone::Danger, ..self }
    }
}

/// The queue of toasts. The shell creates one, provides it as context and draws it with a
/// `ToastStack`.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<(u64, Toast)>>,
    next: StoredValue<u64>,
}

impl Default for Toasts {
    fn default() -> Self {
        Self { shown: RwSignal::default(), next: StoredValue::new(0) }
    }
}

impl Toasts {
    /// Shows a toast.
    pub fn show(&self, toast: Toast) {
        let id = self.next.get_value();
        self.next.set_value(id + 1);
        self.shown.update(|shown| {
            shown.push((id, toast));
            if shown.len() > MOST {
                shown.remove(0);
            }
        });
    }

    /// Dismisses all toasts, for instance when another record is opened.
    pub fn clear(&self) {
        self.shown.update(Vec::clear);
    }

    fn dismiss(&self, id: u64) {
        self.shown.update(|shown| shown.retain(|(own, _)| *own != id));
    }
}

/// Draws the toasts. Present once in the page from the beginning, so that screen readers announce
/// them.
#[component]
pub fn ToastStack(
    /// The toasts to draw.
    toasts: Toasts,
) -> impl IntoView {
    let stack = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        let any = !toasts.shown.read().is_empty();
        if let Some(stack) = stack.get() {
            // Raised again for each one: a dialog may have opened above the last.
            if any { dom::raise_popover(&stack) } else { dom::hide_popover(&stack) }
        }
    });
    view! {
        <div class="toast-stack" node_ref=stack popover="manual">
            <div class="toast-stack__items" role="status" aria-live="polite">
                <For each=move || toasts.shown.get() key=|(id, _)| *id let:((id, toast))>
                    <ToastItem toast on_dismiss=move |()| toasts.dismiss(id) />
                </For>
            </div>
        </div>
    }
}

/// One toast and its timer, which stops while somebody points at it or has the focus in it.
#[component]
fn ToastItem(toast: Toast, #[prop(into)] on_dismiss: Callback<()>) -> impl IntoView {
    let words = use_words();
    let clock = StoredValue::new(None::<TimeoutHandle>);
    let stays = toast.tone == Tone::Danger;
    let stop = move || {
        if let Some(handle) = clock.try_update_value(Option::take).flatten() {
            handle.clear();
        }
    };
    let start = move || {
        stop();
        if !stays {
            // Without a timer the toast stays until dismissed.
            let handle = set_timeout_with_handle(move || on_dismiss.run(()), STAY).ok();
            clock.set_value(handle);
        }
    };
    start();
    on_cleanup(stop);
    let action = toast.action.map(|(label, on_press)| {
        let on_click = move |_| {
            on_dismiss.run(());
            on_press.run(());
        };
        view! {
            <button class="toast__action" type="button" on:click=on_click>
                {label}
            </button>
        }
    });
    view! {
        <div
            class="toast"
            data-tone=toast.tone.name()
            on:pointerenter=move |_| stop()
            on:pointerleave=move |_| start()
            on:focusin=move |_| stop()
            on:focusout=move |_| start()
        >
            {stays.then(|| view! { <Icon name=IconName::CircleAlert /> })}
            <p class="toast__text">{toast.text}</p>
            {action}
            <button
                class="toast__dismiss"
                type="button"
                aria-label=move || words.dismiss.get()
                on:click=move |_| on_dismiss.run(())
            >
                <Icon name=IconName::X />
            </button>
        </div>
    }
}
