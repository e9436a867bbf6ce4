//! A person's actions with a picker: searching and choosing in it, and reading its value.

use serde_json::json;

use crate::page::Page;
use crate::wire::{Failure, Outcome};

impl Page {
    /// Types into a picker and presses the row that contains `row`.
    pub fn pick(&self, field: &str, typed: &str, row: &str) -> Outcome {
        self.fill(field, typed)?;
        self.press_containing("option", row)
    }

    /// Waits until a field has this value.
    pub fn holds(&self, field: &str, expected: &str) -> Outcome {
        let element = self.find("field", field)?;
        let script = "const [field, expected] = arguments;
            const end = performance.now() + 5000;
            return (async () => {
                while (field.value !== expected && performance.now() < end) {
                    await new Promise(requestAnimationFrame);
                }
                return field.value;
            })();";
        let found = self.script(script, &[element.to_value(), json!(expected)])?;
        if found == json!(expected) {
            return Ok(());
        }
        Err(Failure::Unmet(format!("\"{field}\" holds {found} and not \"{expected}\"")))
    }

    /// Simulates a phone's keyboard over the page that leaves `left` pixels of height.
    pub fn keyboard_over(&self, left: u32) -> Outcome {
        let script = "const part = new EventTarget();
            Object.assign(part, {
                offsetTop: 0, offsetLeft: 0, pageTop: 0, pageLeft: 0, scale: 1,
                width: innerWidth, height: arguments[0],
            });
            window.without_keyboard = Object.getOwnPropertyDescriptor(window, 'visualViewport');
            Object.defineProperty(window, 'visualViewport', { configurable: true, value: part });";
        self.script(script, &[json!(left)]).map(drop)
    }

    /// Removes the keyboard again; drivers measure by the visual viewport, too.
    pub fn keyboard_away(&self) -> Outcome {
        let script = "Object.defineProperty(window, 'visualViewport', window.without_keyboard)";
        self.script(script, &[]).map(drop)
    }
}
