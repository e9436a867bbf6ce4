//! Cards that did not come in, written so that they can be corrected.

use super::escape::{escape, fold_line};
use crate::import::SetAside;

/// Says in a card that was set aside why it was.
pub const WHY: &str = "X-SATCHEL-WHY";

/// Each part as a card of its own, whole again at its ends.
pub fn set_aside(set_aside: &[&SetAside]) -> Vec<u8> {
    let mut out = String::new();
    for aside in set_aside {
        let body = aside.raw.strip_prefix("BEGIN:VCARD").unwrap_or(&aside.raw);
        fold_line("BEGIN:VCARD", &mut out);
        if !body.to_ascii_uppercase().contains("VERSION:") {
            fold_line("VERSION:3.0", &mut out);
        }
        fold_line(&format!("{WHY}:{}", escape(&aside.why())), &mut out);
        // Its lines stand as they stood: they are folded already, or were never.
        for line in body.lines().filter(|line| !line.trim().is_empty()) {
            out.push_str(line);
            out.push_str("\r\n");
        }
        fold_line("END:VCARD", &mut out);
    }
    out.into_bytes()
}
