//! What a hand needs: things that stand still, carrying with a finger, and the words of one part.

use serde_json::json;

use crate::page::Page;
use crate::wire::{Element, Outcome};

impl Page {
    /// Waits until it stands still: a sheet that still comes up takes its buttons along, and a press
    /// meets what lies where they were.
    pub(crate) fn steady(&self, element: &Element) -> Outcome {
        let script = "const [element] = arguments;
            const frame = () => new Promise((done) => {
                setTimeout(done, 250);
                requestAnimationFrame(done);
            });
            const place = () => Object.values(element.getBoundingClientRect().toJSON()).join();
            const end = performance.now() + 2000;
            return (async () => {
                for (let before = ''; before !== place() && performance.now() < end;) {
                    before = place();
                    await frame();
                    await frame();
                }
            })();";
        self.script(script, &[element.to_value()]).map(drop)
    }

    /// Holds one element with a finger until it is lifted, carries it onto another one and lets go.
    pub fn carry_by_touch(&self, from: &Element, to: &Element) -> Outcome {
        let at = |element: &Element, duration: u32| {
            json!({
                "type": "pointerMove", "duration": duration, "origin": element.to_value(),
                "x": 0, "y": 0,
            })
        };
        let rest = |duration: u32| json!({ "type": "pause", "duration": duration });
        let steps = json!([
            at(from, 0), { "type": "pointerDown", "button": 0 }, rest(700), at(to, 500), rest(300),
            { "type": "pointerUp", "button": 0 },
        ]);
        let finger = json!({
            "type": "pointer", "id": "finger", "parameters": { "pointerType": "touch" },
            "actions": steps,
        });
        self.browser.wire.post("/actions", &json!({ "actions": [finger] })).map(drop)
    }

    /// Waits until the part of the page under this heading says something.
    pub fn region_shows(&self, heading: &str, text: &str) -> Outcome {
        let region = format!(
            "[...document.querySelectorAll('section')].some((part) =>
                part.querySelector('h2')?.innerText.trim() === {}
                && part.innerText.replace(/\\s+/g, ' ').includes({}))",
            json!(heading),
            json!(text)
        );
        self.until_true(&format!("\"{heading}\" shows \"{text}\""), &region)
            .map_err(|failure| self.with_page(failure))
    }

    /// Takes the telephone away from this page: a desktop that has none asks what shall dial, and
    /// until somebody answers, it hears no press.
    pub fn without_dialler(&self) -> Outcome {
        let script = "addEventListener('click', (event) => {
            if (event.target.closest?.('a[href^=\"tel:\"]')) event.preventDefault();
        });";
        self.script(script, &[]).map(drop)
    }
}
