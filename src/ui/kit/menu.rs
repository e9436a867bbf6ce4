//! The menu: a button with three dots, and the list that it opens.

use leptos::ev::{Event, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;

use super::button::ButtonKind;
use super::icon::{Icon, IconName};
use super::ids::unique_id;
use super::layers::use_cover;
use dom::{self, FocusStep};

/// One item of a menu.
#[derive(Clone)]
pub struct MenuItem {
    /// The item's label, a verb.
    pub label: String,
    /// The icon before it.
    pub icon: Option<IconName>,
    /// True if it deletes something.
    pub danger: bool,
    /// Called when it is chosen.
    pub on_press: Callback<()>,
    /// A heading above it, for this and the following items.
    pub heading: Option<String>,
    /// True if a separator goes above it.
    pub apart: bool,
}

impl MenuItem {
    /// Creates an item.
    pub fn new(label: impl Into<String>, icon: IconName, on_press: Callback<()>) -> Self {
        Self {
            label: label.into(),
            icon: Some(icon),
            danger: false,
            on_press,
            heading: None,
            apart: false,
        }
    }

    /// Marks the item as destructive.
    #[must_use]
    pub fn danger(self) -> Self {
        Self { danger: true, ..self }
    }

    /// Puts a heading above the item, the first of a group.
    #[must_use]
    pub fn under(self, heading: impl Into<String>) -> Self {
        Self { heading: Some(heading.into()), ..self }
    }

    /// True if both items look the same to a person.
    fn looks_like(&self, other: &Self) -> bool {
        let face = |item: &Self| (item.icon, item.danger, item.apart);
        face(self) == face(other) && self.label == other.label && self.heading == other.heading
    }

    /// Puts a separator above the item.
    #[must_use]
    pub fn apart(self) -> Self {
        Self { apart: true, ..self }
    }
}

/// The position of the list: distances from the edges of the page, as CSS lengths.
#[derive(Debug, Clone, PartialEq, Eq)]
struct MenuPosition {
    top: String,
    bottom: String,
    left: String,
    right: String,
    /// The height that is free there; a longer list scrolls.
    room: String,
}

/// The space between a list and the edge of the page, in pixels, its margin included.
const MARGIN: f64 = 12.0;

impl MenuPosition {
    /// Below the button, or above it in the lower part of the page; aligned with its nearer edge.
    fn beside(button: dom::Rect, (width, height): (f64, f64)) -> Self {
        let px = |length: f64| format!("{}px", length.max(0.0).round() as i64);
        let auto = || "auto".to_owned();
        let end = button.top + button.height;
        let (top, bottom, room) = if end > height * 0.6 {
            (auto(), px(height - button.top), px(button.top - MARGIN))
        } else {
            (px(end), auto(), px(height - end - MARGIN))
        };
        let (left, right) = if button.left + button.width / 2.0 > width / 2.0 {
            (auto(), px(width - button.left - button.width))
        } else {
            (px(button.left), auto())
        };
        Self { top, bottom, left, right, room }
    }
}

/// A button that opens a menu. Arrows, Home and End move in it; Escape and a press elsewhere close
/// it.
#[component]
pub fn Menu(
    /// The menu's label; the name of the button.
    #[prop(into)]
    label: Signal<String>,
    /// The items.
    #[prop(into)]
    items: Signal<Vec<MenuItem>>,
    /// The icon on the button.
    #[prop(default = IconName::EllipsisVertical)]
    icon: IconName,
    /// The button's emphasis; `None` for a bare icon.
    #[prop(optional, into)]
    kind: Option<ButtonKind>,
) -> impl IntoView {
    let id = unique_id("menu");
    let button = NodeRef::<html::Button>::new();
    let place = RwSignal::new(None::<MenuPosition>);
    // The press itself opens it (`popovertarget`), after this handler has set the position.
    let on_click = move |_| {
        if let Some(button) = button.get_untracked() {
            place.set(Some(MenuPosition::beside(dom::rect(&button), dom::viewport())));
        }
    };
    view! {
        <button
            class="button"
            node_ref=button
            type="button"
            data-shape="icon"
            data-kind=kind.map_or("bare", ButtonKind::name)
            aria-label=move || label.get()
            title=move || label.get()
            aria-haspopup="menu"
            popovertarget=id.clone()
            on:click=on_click
        >
            <Icon name=icon />
        </button>
        <MenuList id label items place />
    }
}

/// A menu opened by a chip that shows the current choice.
#[component]
pub fn PickMenu(
    /// The current choice; the name of the button.
    #[prop(into)]
    label: Signal<String>,
    /// The items.
    #[prop(into)]
    items: Signal<Vec<MenuItem>>,
    /// The icon before the label.
    icon: IconName,
) -> impl IntoView {
    let id = unique_id("menu");
    let button = NodeRef::<html::Button>::new();
    let place = RwSignal::new(None::<MenuPosition>);
    let on_click = move |_| {
        if let Some(button) = button.get_untracked() {
            place.set(Some(MenuPosition::beside(dom::rect(&button), dom::viewport())));
        }
    };
    view! {
        <button
            class="chip"
            node_ref=button
            type="button"
            aria-haspopup="menu"
            popovertarget=id.clone()
            on:click=on_click
        >
            <span class="chip__face">
                <Icon name=icon />
                <span>{move || label.get()}</span>
            </span>
        </button>
        <MenuList id label items place />
    }
}

/// The list that opens above the page.
#[component]
fn MenuList(
    id: String,
    label: Signal<String>,
    items: Signal<Vec<MenuItem>>,
    place: RwSignal<Option<MenuPosition>>,
) -> impl IntoView {
    let list = NodeRef::<html::Div>::new();
    let edge = move |read: fn(&MenuPosition) -> &String| {
        move || {
            place.with(|place| place.as_ref().map_or_else(|| "auto".into(), |p| read(p).clone()))
        }
    };
    let cover = use_cover();
    let on_toggle = move |_: Event| {
        let opened = list.get_untracked().filter(|list| dom::popover_is_open(list));
        let Some(shown) = opened else { return cover.closed() };
        cover.opened(move || {
            if let Some(list) = list.get_untracked() {
                dom::hide_popover(&list);
            }
        });
        dom::focus_step(&shown, ITEM, FocusStep::First);
    };
    let on_keydown = move |event: KeyboardEvent| {
        let Some(list) = list.get_untracked() else { return };
        let step = match event.key().as_str() {
            "ArrowDown" => FocusStep::Next,
            "ArrowUp" => FocusStep::Previous,
            "Home" => FocusStep::First,
            "End" => FocusStep::Last,
            "Tab" => return dom::hide_popover(&list),
            _ => return,
        };
        event.prevent_default();
        dom::focus_step(&list, ITEM, step);
    };
    // A board has a menu on each card: a menu that is never opened is never drawn. An open menu
    // stays under the finger whatever changes elsewhere, as long as it looks the same.
    let opened = Memo::new(move |_| place.read().is_some());
    let drawn = Memo::new_with_compare(
        move |_| if opened.get() { items.get() } else { Vec::new() },
        |before: Option<&Vec<MenuItem>>, now: Option<&Vec<MenuItem>>| {
            let pair = before.zip(now).filter(|(before, now)| before.len() == now.len());
            let same = |(before, now): (&Vec<MenuItem>, &Vec<MenuItem>)| {
                before.iter().zip(now).all(|(before, now)| before.looks_like(now))
            };
            !pair.is_some_and(same)
        },
    );
    let row = move |(at, item): (usize, MenuItem)| {
        let on_click = move |_| {
            // Close the list first, so that what opens next gets the focus.
            if let Some(list) = list.get_untracked() {
                dom::hide_popover(&list);
            }
            let item = drawn.with_untracked(|items| items.get(at).cloned());
            if let Some(item) = item {
                item.on_press.run(());
            }
        };
        let heading = item.heading.map(|heading| {
            view! {
                <span class="menu__heading" role="presentation">
                    {heading}
                </span>
            }
        });
        view! {
            {heading}
            <button
                class="menu__item"
                type="button"
                role="menuitem"
                data-tone=item.danger.then_some("danger")
                data-apart=item.apart.then_some("")
                on:click=on_click
            >
                {item.icon.map(|name| view! { <Icon name /> })}
                <span>{item.label}</span>
            </button>
        }
    };
    view! {
        <div
            class="menu"
            node_ref=list
            id=id
            popover="auto"
            role="menu"
            aria-label=move || label.get()
            style:--menu-top=edge(|place| &place.top)
            style:--menu-bottom=edge(|place| &place.bottom)
            style:--menu-left=edge(|place| &place.left)
            style:--menu-right=edge(|place| &place.right)
            style:--menu-room=edge(|place| &place.room)
            on:toggle=on_toggle
            on:keydown=on_keydown
        >
            {move || drawn.get().into_iter().enumerate().map(row).collect_view()}
        </div>
    }
}

const ITEM: &str = "[role=menuitem]";

#[cfg(test)]
mod tests {
    use super::MenuPosition;
    use dom::Rect;

    #[test]
    fn a_menu_low_on_the_page_opens_upwards() {
        let button = Rect { top: 700.0, left: 330.0, width: 44.0, height: 44.0 };
        let place = MenuPosition::beside(button, (390.0, 844.0));
        assert_eq!((place.top.as_str(), place.bottom.as_str()), ("auto", "144px"));
        assert_eq!((place.left.as_str(), place.right.as_str()), ("auto", "16px"));
    }

    #[test]
    fn a_menu_at_the_left_opens_to_the_right() {
        let button = Rect { top: 20.0, left: 16.0, width: 44.0, height: 44.0 };
        let place = MenuPosition::beside(button, (390.0, 844.0));
        assert_eq!((place.top.as_str(), place.left.as_str()), ("64px", "16px"));
        assert_eq!(place.room, "768px", "what does not fit below scrolls");
    }
}
