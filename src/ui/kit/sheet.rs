//! The sheet for a short job: it slides up from the bottom of a phone and can be dragged away; on a
//! desktop it is a dialog in the middle.

use std::time::Duration;

use leptos::ev::{Event, KeyboardEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;

use super::button::IconButton;
use super::icon::IconName;
use super::ids::unique_id;
use super::layers::use_layer;
use super::words::use_words;
use dom::{self, FocusStep};

/// How long the content stays while the sheet slides away; slightly longer than the CSS transition.
const LEAVING: Duration = Duration::from_millis(260);
/// The field that gets the focus in a sheet for writing.
const FIELD: &str = ".sheet__body :is(input, textarea, select)";
/// The distance of a drag that dismisses, in pixels …
const FAR: f64 = 120.0;
/// … or its speed, in pixels per millisecond.
const FAST: f64 = 0.6;

/// A finger on the handle: the position and time it came down, and the distance dragged.
#[derive(Debug, Clone, Copy)]
struct Pull {
    from: f64,
    since: f64,
    by: f64,
}

impl Pull {
    /// True if releasing now dismisses the sheet.
    fn is_away(self, now: f64) -> bool {
        self.by > FAR || (self.by > FAR / 5.0 && self.by / (now - self.since).max(1.0) > FAST)
    }
}

/// A dialog for a short job. The rest of the page is inert while it is open; Escape, the cross, a
/// tap on the backdrop and dragging it down request closing, and the focus returns afterwards. The
/// content is created on opening and dropped after closing: drafts belong to the caller.
#[component]
pub fn Sheet(
    /// True while it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// The sheet's title.
    #[prop(into)]
    title: Signal<String>,
    /// Called when the person wants it closed; the owner of `open` decides.
    #[prop(into)]
    on_close: Callback<()>,
    /// A quiet line under the title, such as the person it is about.
    #[prop(optional, into)]
    subtitle: Signal<Option<String>>,
    /// The content before the title: the person's picture.
    #[prop(optional, into)]
    leading: ViewFn,
    /// The content pinned to the bottom while the rest scrolls: the primary button.
    #[prop(optional, into)]
    footer: ViewFn,
    /// Focuses the first field, for a sheet that is there to write something.
    #[prop(optional)]
    writes: bool,
    /// The sheet's content.
    children: ChildrenFn,
) -> impl IntoView {
    // One signal often says which of many sheets is open. Each of its changes would begin one more
    // removal of the closed content, of which an opening stops only the last.
    let open = Signal::from(Memo::new(move |_| open.get()));
    let id = unique_id("sheet");
    let dialog = NodeRef::<html::Dialog>::new();
    let pull = RwSignal::new(None::<Pull>);
    let wish_to_close = move || {
        if open.get_untracked() {
            on_close.run(());
        }
    };
    follow(dialog, open, writes);
    use_layer(open, wish_to_close);
    let on_cancel = move |event: Event| {
        // A file input inside fires `cancel` too, and it bubbles.
        if event.target() == event.current_target() {
            event.prevent_default();
            wish_to_close();
        }
    };
    let on_keydown = move |event: KeyboardEvent| {
        // Some engines fire no `cancel` for a second Escape.
        if event.key() == "Escape" && !event.default_prevented() {
            event.prevent_default();
            wish_to_close();
        }
    };
    let heading = id.clone();
    let turns = turns(open);
    let content = move || {
        // Read instead of only tracked: a memo that nobody reads does not update.
        let _turn = turns.get();
        view! {
            <SheetHead id=heading.clone() title subtitle leading=leading.clone() pull on_close=move |()| wish_to_close() />
            <div class="sheet__body">{children()}</div>
            <div class="sheet__foot">{footer.run()}</div>
        }
    };
    view! {
        <dialog
            class="sheet"
            node_ref=dialog
            aria-labelledby=id
            data-pulled=move || pull.read().is_some().then_some("")
            style:--pull=move || format!("{}px", pull.get().map_or(0, |pull| pull.by as i64))
            on:cancel=on_cancel
            on:close=when_closed(wish_to_close)
            on:keydown=on_keydown
            on:click=move |event| {
                if dom::clicked_beside(&event) {
                    wish_to_close();
                }
            }
        >
            <AnimatedShow when=open hide_delay=LEAVING show_class="sheet__inside" hide_class="sheet__inside">
                {content.clone()}
            </AnimatedShow>
        </dialog>
    }
}

/// Counts how often it was opened. Reopening it while it still slides away, perhaps for something
/// else, re-creates the content.
fn turns(open: Signal<bool>) -> Memo<u32> {
    let known = Memo::new(move |before: Option<&(u32, bool)>| {
        let (count, was_open) = before.copied().unwrap_or_default();
        let is_open = open.get();
        (count + u32::from(is_open && !was_open), is_open)
    });
    Memo::new(move |_| known.get().0)
}

/// Handles a dialog's `close` event: the browser itself closed it.
pub(super) fn when_closed(close: impl Fn() + 'static) -> impl Fn(Event) + 'static {
    move |event| {
        if dom::is_closed_dialog(&event) {
            close();
        }
    }
}

/// Opens and closes the dialog element as `open` changes.
pub(super) fn follow(dialog: NodeRef<html::Dialog>, open: Signal<bool>, writes: bool) {
    Effect::new(move |_| {
        let open = open.get();
        let Some(dialog) = dialog.get() else { return };
        if !open {
            return dom::close_dialog(&dialog);
        }
        dom::open_dialog(&dialog);
        if writes {
            // The content is drawn right after this.
            request_animation_frame(move || {
                dom::focus_step(&dialog, FIELD, FocusStep::First);
            });
        }
    });
}

/// Handle, title and cross; the area by which the sheet is dragged.
#[component]
fn SheetHead(
    id: String,
    title: Signal<String>,
    subtitle: Signal<Option<String>>,
    leading: ViewFn,
    pull: RwSignal<Option<Pull>>,
    #[prop(into)] on_close: Callback<()>,
) -> impl IntoView {
    let words = use_words();
    let head = NodeRef::<html::Header>::new();
    let on_down = move |event: PointerEvent| {
        let on_button = dom::is_within(event.target(), "button");
        if let (false, true, Some(head)) = (on_button, event.is_primary(), head.get_untracked()) {
            dom::capture_pointer(&head, event.pointer_id());
            let from = f64::from(event.client_y());
            pull.set(Some(Pull { from, since: event.time_stamp(), by: 0.0 }));
        }
    };
    let on_move = move |event: PointerEvent| {
        if let Some(now) = pull.get_untracked() {
            let by = (f64::from(event.client_y()) - now.from).max(0.0);
            pull.set(Some(Pull { by, ..now }));
        }
    };
    let on_up = move |event: PointerEvent| {
        let away = pull.get_untracked().is_some_and(|pull| pull.is_away(event.time_stamp()));
        pull.set(None);
        if away {
            on_close.run(());
        }
    };
    view! {
        <header
            class="sheet__head"
            node_ref=head
            on:pointerdown=on_down
            on:pointermove=on_move
            on:pointerup=on_up
            on:pointercancel=move |_| pull.set(None)
        >
            <span class="sheet__grab"></span>
            {leading.run()}
            <div class="sheet__names">
                <h2 class="sheet__title" id=id>
                    {move || title.get()}
                </h2>
                <p class="sheet__subtitle" hidden=move || subtitle.read().is_none()>
                    {move || subtitle.get()}
                </p>
            </div>
            <IconButton label=words.close icon=IconName::X on_press=on_close />
        </header>
    }
}

#[cfg(test)]
mod tests {
    use super::Pull;

    #[test]
    fn a_far_or_a_fast_pull_sends_the_sheet_away() {
        assert!(Pull { from: 0.0, since: 0.0, by: 130.0 }.is_away(2000.0));
        assert!(Pull { from: 0.0, since: 0.0, by: 60.0 }.is_away(60.0));
        assert!(!Pull { from: 0.0, since: 0.0, by: 60.0 }.is_away(600.0));
        assert!(!Pull { from: 0.0, since: 0.0, by: 5.0 }.is_away(1.0));
    }
}
