//! The card under the pointer: drawn a second time above the whole page, while its place on the
//! board stays empty.

use leptos::html;
use leptos::prelude::*;

use super::hand::{Hand, HeldBy};
use dom::{self, Rect};

#[component]
pub(super) fn LiftedCard(hand: Hand) -> impl IntoView {
    let dragged = Memo::new(move |_| {
        let held = hand.held.read();
        let held = held.as_ref()?;
        match held.by {
            HeldBy::Pointer { from, card, .. } => Some((held.card.clone(), from, card)),
            HeldBy::Keys => None,
        }
    });
    let node = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        let is_dragged = dragged.read().is_some();
        if let Some(node) = node.get() {
            if is_dragged { dom::raise_popover(&node) } else { dom::hide_popover(&node) }
        }
    });
    let lies =
        move || dragged.with(|dragged| dragged.as_ref().map(|(_, from, card)| (*from, *card)));
    let left =
        move || lies().map(|(from, card)| format!("{:.1}px", card.left + hand.at.get().0 - from.0));
    let top =
        move || lies().map(|(from, card)| format!("{:.1}px", card.top + hand.at.get().1 - from.1));
    let size =
        move |read: fn(Rect) -> f64| move || lies().map(|(_, card)| format!("{:.1}px", read(card)));
    let face = move || {
        let key = dragged.with(|dragged| dragged.as_ref().map(|(key, ..)| key.clone()))?;
        let card = untrack(|| hand.cards.card.run(key));
        Some(view! { <div class="board__face">{card.view}</div> })
    };
    view! {
        <div
            class="board__card board__lifted"
            node_ref=node
            popover="manual"
            aria-hidden="true"
            inert=true
            style:--lift-left=left
            style:--lift-top=top
            style:--lift-width=size(|card| card.width)
            style:--list-row=size(|card| card.height)
        >
            {face}
        </div>
    }
}
