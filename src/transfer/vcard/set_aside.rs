//! Writes cards that were not imported so that the user can correct them.

use super::escape::{escape, fold_line};
use crate::import::SetAside;

/// The property of a set-aside card that holds the reason.
pub const WHY: &str = "X-SATCHEL-WHY";

/// Writes each part as a card of its own with `BEGIN` and `END`.
pub fn set_aside(set_aside: &[&SetAside]) -> Vec<u8> {
    let mut out = String::new();
    for aside in set_aside {
        let body = aside.raw.strip_prefix("BEGIN:VCARD").unwrap_or(&aside.raw);
        fold_line("BEGIN:VCARD", &mut out);
        if !body.to_ascii_uppercase().contains("VERSION:") {
            fold_line("VERSION:3.0", &mut out);
        }
        fold_line(&format!("{WHY}:{}", escape(&aside.why())), &mut out);
        // Copies the lines as they stand: they are folded already, or never were.
        for line in body.lines().filter(|line| !line.trim().is_empty()) {
            out.push_str(line);
            out.push_str("\r\n");
        }
        fold_line("END:VCARD", &mut out);
    }
    out.into_bytes()
}
