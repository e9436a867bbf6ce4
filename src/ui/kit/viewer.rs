//! The viewer of pictures, over the whole screen: pinched and double-tapped larger, swiped to the
//! next one, closed by Escape, going back, or a pull downwards.

mod hand;
mod lens;

use leptos::ev::{Event, KeyboardEvent, WheelEvent};
use leptos::html;
use leptos::prelude::*;

use self::hand::{Hand, Swipe};
use self::lens::Lens;
use super::button::IconButton;
use super::icon::IconName;
use super::layers::use_layer;
use super::sheet::{follow, when_closed};
use super::state_view::{Failed, Loading};
use super::words::use_words;

/// The picture that is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ViewerFace {
    /// Its name.
    pub name: String,
    /// Its place among the others: "2 of 5"; empty if it is the only one.
    pub place: String,
    /// True if there is one before it.
    pub has_previous: bool,
    /// True if there is one after it.
    pub has_next: bool,
}

/// The words of a [`Viewer`].
#[derive(Clone, Copy)]
pub struct ViewerWords {
    /// The name of the button to the one before.
    pub previous: Signal<String>,
    /// The name of the button to the one after.
    pub next: Signal<String>,
    /// The name of the button that saves the picture as a file.
    pub download: Signal<String>,
    /// The name of the button that shows it larger.
    pub larger: Signal<String>,
    /// The name of the button that shows it smaller.
    pub smaller: Signal<String>,
    /// The heading if it cannot be shown.
    pub failed: Signal<String>,
}

/// How much a press of a button or key makes the picture larger.
const STEP: f64 = 1.5;
/// How much one unit of a wheel does.
const WHEEL: f64 = 0.002;

/// A dialog with one of several pictures.
#[component]
pub fn Viewer(
    /// The picture; `None` while it is closed.
    #[prop(into)]
    face: Signal<Option<ViewerFace>>,
    /// Its address; `None` while loading, an error as a sentence.
    #[prop(into)]
    address: Signal<Option<Result<String, String>>>,
    /// The words.
    words: ViewerWords,
    /// Called with -1 for the picture before, 1 for the one after.
    #[prop(into)]
    on_step: Callback<i32>,
    /// Called to save it as a file.
    #[prop(into)]
    on_download: Callback<()>,
    /// Called when the person wants it closed; the owner of `face` decides.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let sight = Sight { stage: NodeRef::new(), lens: RwSignal::new(Lens::default()) };
    let open = Memo::new(move |_| face.read().is_some());
    let name = Memo::new(move |_| face.get().map(|face| face.name).unwrap_or_default());
    let close = move || {
        if open.get_untracked() {
            on_close.run(());
        }
    };
    follow(dialog, open.into(), false);
    use_layer(open.into(), close);
    let step = move |by: i32| {
        let there = |face: &ViewerFace| if by < 0 { face.has_previous } else { face.has_next };
        if face.with_untracked(|face| face.as_ref().is_some_and(there)) {
            // The next one begins as it fits.
            sight.lens.set(Lens::default());
            on_step.run(by);
        }
    };
    let on_cancel = move |event: Event| {
        event.prevent_default();
        close();
    };
    let on_key = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "Escape" => close(),
            "ArrowLeft" => step(-1),
            "ArrowRight" => step(1),
            "+" | "=" => sight.zoom(STEP, (0.0, 0.0)),
            "-" => sight.zoom(1.0 / STEP, (0.0, 0.0)),
            "0" => sight.lens.set(Lens::default()),
            _ => return,
        }
        event.prevent_default();
        // Keys of the page below mean something else.
        event.stop_propagation();
    };
    let on_swipe = Callback::new(move |swipe: Swipe| match swipe {
        Swipe::Previous => step(-1),
        Swipe::Next => step(1),
        Swipe::Away => close(),
    });
    view! {
        <dialog
            class="viewer"
            node_ref=dialog
            aria-label=move || name.get()
            on:cancel=on_cancel
            on:close=when_closed(close)
            on:keydown=on_key
        >
            <Show when=move || open.get()>
                <ViewerHead face words sight on_download on_close=move |()| close() />
                <Stage sight name address failed=words.failed on_swipe />
                <Steps face words step=move |by| step(by) />
            </Show>
        </dialog>
    }
}

/// The stage, and how its picture is enlarged.
#[derive(Clone, Copy)]
struct Sight {
    stage: NodeRef<html::Div>,
    lens: RwSignal<Lens>,
}

impl Sight {
    fn zoom(self, by: f64, at: (f64, f64)) {
        if let Some(size) = size_of(self.stage) {
            self.lens.update(|lens| *lens = lens.zoomed(by, at, size));
        }
    }
}

/// The picture under fingers and wheel.
#[component]
fn Stage(
    sight: Sight,
    name: Memo<String>,
    address: Signal<Option<Result<String, String>>>,
    failed: Signal<String>,
    on_swipe: Callback<Swipe>,
) -> impl IntoView {
    let Sight { stage, lens } = sight;
    lens.set(Lens::default());
    let hand = Hand::new(stage, lens, on_swipe);
    let on_wheel = move |event: WheelEvent| {
        event.prevent_default();
        if let Some(at) = hand::place_in(stage, &event) {
            sight.zoom((-event.delta_y() * WHEEL).exp(), at);
        }
    };
    let x = move || format!("{}px", lens.get().x + hand.pulled().0);
    let y = move || format!("{}px", lens.get().y + hand.pulled().1);
    view! {
        <div
            class="viewer__stage"
            node_ref=stage
            data-held=move || hand.is_down().then_some("")
            style:--zoom=move || lens.get().zoom.to_string()
            style:--x=x
            style:--y=y
            on:pointerdown=move |event| hand.down(&event)
            on:pointermove=move |event| hand.moved(&event)
            on:pointerup=move |event| hand.up(&event)
            on:pointercancel=move |event| hand.lost(&event)
            on:wheel=on_wheel
        >
            {move || picture(name.get(), address.get(), failed)}
        </div>
    }
}

fn size_of(stage: NodeRef<html::Div>) -> Option<(f64, f64)> {
    let stage = stage.get_untracked()?;
    let rect = dom::rect(&stage);
    Some((rect.width, rect.height))
}

fn picture(
    name: String,
    address: Option<Result<String, String>>,
    failed: Signal<String>,
) -> AnyView {
    match address {
        None => view! { <Loading rows=1 /> }.into_any(),
        Some(Ok(address)) => {
            view! { <img class="viewer__picture" src=address alt=name draggable="false" /> }
                .into_any()
        }
        Some(Err(text)) => view! { <Failed title=failed text=text /> }.into_any(),
    }
}

/// Name, place, and what can be done with the picture.
#[component]
fn ViewerHead(
    face: Signal<Option<ViewerFace>>,
    words: ViewerWords,
    sight: Sight,
    on_download: Callback<()>,
    #[prop(into)] on_close: Callback<()>,
) -> impl IntoView {
    let kit = use_words();
    let name = move || face.get().map(|face| face.name);
    let place = move || face.get().map(|face| face.place);
    view! {
        <header class="viewer__head">
            <div class="viewer__names">
                <p class="viewer__name" dir="auto">{name}</p>
                <p class="viewer__place" role="status">{place}</p>
            </div>
            <span class="viewer__zooms">
                <IconButton label=words.smaller icon=IconName::Minus on_press=move |()| sight.zoom(1.0 / STEP, (0.0, 0.0)) />
                <IconButton label=words.larger icon=IconName::Plus on_press=move |()| sight.zoom(STEP, (0.0, 0.0)) />
            </span>
            <IconButton label=words.download icon=IconName::Download on_press=on_download />
            <IconButton label=kit.close icon=IconName::X on_press=on_close />
        </header>
    }
}

/// The buttons to the pictures before and after.
#[component]
fn Steps(
    face: Signal<Option<ViewerFace>>,
    words: ViewerWords,
    #[prop(into)] step: Callback<i32>,
) -> impl IntoView {
    let has = move |pick: fn(&ViewerFace) -> bool| {
        Memo::new(move |_| face.with(|face| face.as_ref().is_some_and(pick)))
    };
    let (previous, next) = (has(|face| face.has_previous), has(|face| face.has_next));
    view! {
        <Show when=move || previous.get()>
            <span class="viewer__step" data-side="start">
                <IconButton label=words.previous icon=IconName::ChevronLeft on_press=move |()| step.run(-1) />
            </span>
        </Show>
        <Show when=move || next.get()>
            <span class="viewer__step" data-side="end">
                <IconButton label=words.next icon=IconName::ChevronRight on_press=move |()| step.run(1) />
            </span>
        </Show>
    }
}
