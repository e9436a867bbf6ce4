//! Toasts: a message about what just happened, with an undo, shown for a few seconds above
//! everything else.

use std::time::Duration;

use leptos::html;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::icon::{Icon, IconName};
use super::tag::Tone;
use super::words::use_words;

/// How long a toast stays.
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

/// A toast's remaining time. It starts once painted, pauses while hovered or focused, and restarts if
/// the page was hidden when it ran out, so that nobody misses the undo.
#[derive(Clone, Copy, Debug, Default)]
struct ToastClock {
    is_drawn: bool,
    is_held: bool,
}

/// An event in the life of a toast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ToastEvent {
    /// It has been painted.
    Drawn,
    /// It is hovered or focused.
    Held,
    /// It no longer is.
    Released,
    /// Its time is over, on a visible or a hidden page.
    Over { is_seen: bool },
}

/// The next step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ToastOrder {
    /// Start its time.
    Run,
    /// Pause its time.
    Stand,
    /// Report once it has been painted.
    AwaitDrawing,
    /// Remove it.
    Dismiss,
}

impl ToastClock {
    fn hear(&mut self, news: ToastEvent) -> ToastOrder {
        match news {
            ToastEvent::Drawn => self.is_drawn = true,
            ToastEvent::Held => self.is_held = true,
            ToastEvent::Released => self.is_held = false,
            ToastEvent::Over { is_seen: true } => return ToastOrder::Dismiss,
            ToastEvent::Over { is_seen: false } => {
                self.is_drawn = false;
                return ToastOrder::AwaitDrawing;
            }
        }
        if self.is_drawn && !self.is_held { ToastOrder::Run } else { ToastOrder::Stand }
    }
}

/// The clock of a toast that is in the page.
#[derive(Clone, Copy)]
struct Running {
    clock: StoredValue<ToastClock>,
    timer: StoredValue<Option<TimeoutHandle>>,
    on_over: Callback<()>,
}

impl Running {
    fn new(on_over: Callback<()>) -> Self {
        Self { clock: StoredValue::default(), timer: StoredValue::new(None), on_over }
    }

    fn hear(self, news: ToastEvent) {
        // None where the toast is gone.
        let Some(order) = self.clock.try_update_value(|clock| clock.hear(news)) else { return };
        match order {
            ToastOrder::Run => {
                self.stop();
                let over = move || self.hear(ToastEvent::Over { is_seen: dom::is_seen() });
                // Without a timer the toast stays until it is taken away.
                self.timer.set_value(set_timeout_with_handle(over, STAY).ok());
            }
            ToastOrder::Stand => self.stop(),
            ToastOrder::AwaitDrawing => self.begin(),
            ToastOrder::Dismiss => self.on_over.run(()),
        }
    }

    fn begin(self) {
        spawn_local(async move {
            dom::seen().await;
            self.hear(ToastEvent::Drawn);
        });
    }

    fn stop(self) {
        if let Some(timer) = self.timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
    }
}

/// One toast with its clock; what went wrong has none.
#[component]
fn ToastItem(toast: Toast, #[prop(into)] on_dismiss: Callback<()>) -> impl IntoView {
    let words = use_words();
    let stays = toast.tone == Tone::Danger;
    let clock = Running::new(on_dismiss);
    if !stays {
        clock.begin();
    }
    on_cleanup(move || clock.stop());
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
            on:pointerenter=move |_| clock.hear(ToastEvent::Held)
            on:pointerleave=move |_| clock.hear(ToastEvent::Released)
            on:focusin=move |_| clock.hear(ToastEvent::Held)
            on:focusout=move |_| clock.hear(ToastEvent::Released)
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

#[cfg(test)]
mod tests {
    use super::{ToastClock, ToastEvent, ToastOrder};

    fn check(told: &[(ToastEvent, ToastOrder)]) {
        let mut clock = ToastClock::default();
        for (step, (news, order)) in told.iter().enumerate() {
            assert_eq!(clock.hear(*news), *order, "step {step}");
        }
    }

    #[test]
    fn the_time_of_a_toast_begins_when_it_has_been_painted() {
        check(&[
            (ToastEvent::Drawn, ToastOrder::Run),
            (ToastEvent::Over { is_seen: true }, ToastOrder::Dismiss),
        ]);
        check(&[
            (ToastEvent::Held, ToastOrder::Stand),
            (ToastEvent::Drawn, ToastOrder::Stand),
            (ToastEvent::Released, ToastOrder::Run),
        ]);
        check(&[
            (ToastEvent::Held, ToastOrder::Stand),
            (ToastEvent::Released, ToastOrder::Stand),
            (ToastEvent::Drawn, ToastOrder::Run),
        ]);
    }

    #[test]
    fn a_toast_that_nobody_saw_stays_until_the_page_is_looked_at() {
        let unseen = ToastEvent::Over { is_seen: false };
        check(&[
            (ToastEvent::Drawn, ToastOrder::Run),
            (unseen, ToastOrder::AwaitDrawing),
            (ToastEvent::Released, ToastOrder::Stand),
            (ToastEvent::Drawn, ToastOrder::Run),
            (ToastEvent::Over { is_seen: true }, ToastOrder::Dismiss),
        ]);
    }
}
