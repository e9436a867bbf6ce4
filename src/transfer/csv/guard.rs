//! Protects against formula injection: a cell that a spreadsheet would take for a formula gets a
//! leading apostrophe, which reading removes.

/// True if a spreadsheet would compute a cell that begins like this.
fn is_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
}

/// True if a leading apostrophe is added on writing and removed on reading. Includes texts that
/// have apostrophes before the formula themselves, so reading restores what was written.
fn is_guarded_kind(cell: &str) -> bool {
    is_formula(cell.trim_start_matches('\''))
}

/// Returns a cell as it is written.
pub fn guard(cell: &str) -> std::borrow::Cow<'_, str> {
    if is_guarded_kind(cell) { format!("'{cell}").into() } else { cell.into() }
}

/// Returns a cell without our apostrophe.
pub fn unguard(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| is_guarded_kind(rest)).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_made_harmless_and_come_back() {
        for text in
            ["=1+1", "+84 912", "-5", "@x", "\tx", "\rx", "'=1", "''+", "'tis", "plain", "'", ""]
        {
            assert_eq!(unguard(&guard(text)), text);
        }
        assert_eq!(guard("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!(guard("'tis"), "'tis");
        assert_eq!(unguard("'tis"), "'tis");
    }
}
