//! What a person does with a picker: look for somebody in it and choose, and see what it asks.

use serde_json::json;

use crate::page::Page;
use crate::wire::{Failure, Outcome};

impl Page {
    /// Types into a picker and presses the row that says this.
    pub fn pick(&self, field: &str, typed: &str, row: &str) -> Outcome {
        self.fill(field, typed)?;
        self.press_containing("option", row)
    }

    /// Waits until a field holds this.
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

    /// A keyboard lies over the page and leaves this many pixels of it, as on a phone.
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

    /// The keyboard goes away again: the drivers measure by what is seen, too.
    pub fn keyboard_away(&self) -> Outcome {
        let script = "Object.defineProperty(window, 'visualViewport', window.without_keyboard)";
        self.script(script, &[]).map(drop)
    }
}
