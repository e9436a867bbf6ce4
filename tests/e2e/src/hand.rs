//! What a hand needs: things that stand still, carrying with a finger or a mouse, and the words of
//! one part.

use serde_json::{Value, json};

use crate::page::Page;
use crate::wire::{Element, Outcome};

impl Page {
    /// Waits until it stands still and the application is idle: a sheet that still comes up takes its
    /// buttons along, and a press meets what lies where they were.
    pub(crate) fn steady(&self, element: &Element) -> Outcome {
        self.run("await idle(asked[0])", &[element.to_value()]).map(drop)
    }

    /// Holds one element with a finger until it is lifted, carries it onto another one and lets go.
    pub fn carry_by_touch(&self, from: &Element, to: &Element) -> Outcome {
        self.carry("touch", from, &[rest(700), over(to, 500), rest(300)])
    }

    /// Puts a finger on an element and draws it along at once, this many pixels to the right.
    pub fn swipe(&self, from: &Element, along: i32) -> Outcome {
        let draw = json!({
            "type": "pointerMove", "duration": 200, "origin": "pointer", "x": along, "y": 0,
        });
        self.carry("touch", from, &[draw])
    }

    /// Presses a mouse on one element, carries it onto another one and lets go.
    pub fn carry_by_mouse(&self, from: &Element, to: &Element) -> Outcome {
        let nudge = json!({
            "type": "pointerMove", "duration": 100, "origin": "pointer", "x": 12, "y": 4,
        });
        self.carry("mouse", from, &[nudge, over(to, 400), rest(200)])
    }

    /// Presses a pointer of this kind on an element, takes it along a way and lifts it.
    fn carry(&self, kind: &str, from: &Element, way: &[Value]) -> Outcome {
        let mut steps = vec![over(from, 0), json!({ "type": "pointerDown", "button": 0 })];
        steps.extend_from_slice(way);
        steps.push(json!({ "type": "pointerUp", "button": 0 }));
        let pointer = json!({
            "type": "pointer", "id": kind, "parameters": { "pointerType": kind }, "actions": steps,
        });
        self.browser.wire.post("/actions", &json!({ "actions": [pointer] })).map(drop)
    }

    /// Waits until the region of this name says something.
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

    /// Takes the telephone and the mail program away from this page: a desktop that has none asks
    /// what shall dial, and until somebody answers, it hears no press. What they would have been given
    /// stands in `followed`.
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

/// A pointer goes to the middle of an element.
fn over(element: &Element, duration: u32) -> Value {
    json!({
        "type": "pointerMove", "duration": duration, "origin": element.to_value(), "x": 0, "y": 0,
    })
}

/// A pointer stays where it is.
fn rest(duration: u32) -> Value {
    json!({ "type": "pause", "duration": duration })
}
