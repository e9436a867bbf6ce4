//! Links, one or several.

use super::CellPiece;

/// Reads the links of a cell.
pub fn links(cell: &str) -> Vec<CellPiece> {
    let parts: Vec<&str> = cell.split([' ', '\n', '\r', '\t', ';', '|']).collect();
    let begins = |part: &&&str| {
        let part = part.to_ascii_lowercase();
        ["http://", "https://", "www."].iter().any(|scheme| part.starts_with(scheme))
    };
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if parts.len() > 1 && parts.iter().filter(begins).count() == parts.len() {
        return parts
            .into_iter()
            .map(|part| CellPiece::value("", part.trim_end_matches(',')))
            .collect();
    }
    let mut all = cell.split(", ").collect::<Vec<_>>();
    if all.len() > 1 && all.iter().filter(begins).count() != all.len() {
        all = vec![cell];
    }
    all.into_iter().map(|part| CellPiece::value("", part)).collect()
}
