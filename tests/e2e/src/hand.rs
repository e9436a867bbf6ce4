//! Pointer work: waiting until things stand still, dragging by finger or mouse, and the text of one
//! region.

use serde_json::{Value, json};

use crate::page::Page;
use crate::wire::{Element, Outcome};

impl Page {
    /// Waits until the element stands still and the application is idle: a sheet that is still
    /// moving takes its buttons along, and a press would hit whatever lies where they were.
    pub(crate) fn steady(&self, element: &Element) -> Outcome {
        self.run("await idle(asked[0])", &[element.to_value()]).map(drop)
    }

    /// Holds an element with a finger until it lifts, drags it onto another one and lets go.
    pub fn carry_by_touch(&self, from: &Element, to: &Element) -> Outcome {
        self.carry("touch", from, &[rest(700), over(to, 500), rest(300)])
    }

    /// Swipes from an element without holding first, `along` pixels to the right.
    pub fn swipe(&self, from: &Element, along: i32) -> Outcome {
        let draw = json!({
            "type": "pointerMove", "duration": 200, "origin": "pointer", "x": along, "y": 0,
        });
        self.carry("touch", from, &[draw])
    }

    /// Presses the mouse on an element, drags it onto another one and lets go.
    pub fn carry_by_mouse(&self, from: &Element, to: &Element) -> Outcome {
        let nudge = json!({
            "type": "pointerMove", "duration": 100, "origin": "pointer", "x": 12, "y": 4,
        });
        self.carry("mouse", from, &[nudge, over(to, 400), rest(200)])
    }

    /// Presses a pointer of this kind on an element, moves it through the steps of `way` and
    /// releases it.
    fn carry(&self, kind: &str, from: &Element, way: &[Value]) -> Outcome {
        let mut steps = vec![over(from, 0), json!({ "type": "pointerDown", "button": 0 })];
        steps.extend_from_slice(way);
        steps.push(json!({ "type": "pointerUp", "button": 0 }));
        let pointer = json!({
            "type": "pointer", "id": kind, "parameters": { "pointerType": kind }, "actions": steps,
        });
        self.browser.wire.post("/actions", &json!({ "actions": [pointer] })).map(drop)
    }

    /// Waits until the region of this name contains this text.
    pub fn region_shows(&self, name: &str, text: &str) -> Outcome {
        let region = format!(
            "[...document.querySelectorAll('section[aria-labelledby]')].some((part) =>
                document.getElementById(part.getAttribute('aria-labelledby'))?.innerText.trim()
                    === {}
                && part.checkVisibility()
                && part.innerText.replace(/\\s+/g, ' ').includes({}))",
            json!(name),
            json!(text)
        );
        self.until_true(&format!("\"{name}\" shows \"{text}\""), &region)
            .map_err(|failure| self.with_page(failure))
    }

    /// Disables phone, SMS and mail links on this page and records their addresses in `followed`. A
    /// desktop without a dialer would ask which program to use, and take no presses until someone
    /// answered.
    pub fn without_dialler(&self) -> Outcome {
        let script = "window.followed = [];
            const outside = /^(tel|sms|mailto):/;
            addEventListener('click', (event) => {
                const address = event.target.closest?.('a[href]')?.getAttribute('href');
                if (!outside.test(address)) return;
                if (!event.defaultPrevented) followed.push(address);
                event.preventDefault();
            });
            const open = window.open.bind(window);
            window.open = (address, ...rest) =>
                outside.test(address) ? (followed.push(address), null) : open(address, ...rest);";
        self.script(script, &[]).map(drop)
    }
}

/// Moves a pointer to the center of an element.
fn over(element: &Element, duration: u32) -> Value {
    json!({
        "type": "pointerMove", "duration": duration, "origin": element.to_value(), "x": 0, "y": 0,
    })
}

/// Keeps a pointer where it is, for `duration` milliseconds.
fn rest(duration: u32) -> Value {
    json!({ "type": "pause", "duration": duration })
}
