//! Attributes a function to a crate by its name.

use rustc_demangle::demangle;

/// Data sections: texts, tables, initialized memory.
pub const DATA: &str = "data";
/// Functions without a Rust name: JavaScript glue, C.
const OTHER: &str = "(glue and other)";
/// Shims that the split adds so parts can call each other.
const SHIMS: &str = "(calls between parts)";
/// The crates of the language itself, listed separately because nobody chose them.
const ITSELF: [&str; 3] = ["core", "alloc", "std"];

/// Returns the crate that brought a function into the module. A function of the standard library
/// that was instantiated for a type (`drop_in_place::<app::Row>`) counts for the type's crate.
pub fn crate_of(name: &str) -> String {
    if name == DATA {
        return DATA.to_owned();
    }
    if name.ends_with(" indirect_call_shim") {
        return SHIMS.to_owned();
    }
    let readable = format!("{:#}", demangle(name));
    let crates = paths(&readable);
    let foreign = crates.iter().find(|name| !ITSELF.contains(name));
    // `<str>::to_lowercase`: methods of built-in types live in `core` and `alloc`.
    let built_in = readable.starts_with('<').then_some(&"core");
    let known = foreign.or_else(|| crates.first()).or(built_in);
    known.map_or_else(|| OTHER.to_owned(), ToString::to_string)
}

/// Returns the first segments of all paths in a name, in order: `a` and `core` for
/// `<a::B as core::fmt::Debug>::fmt`.
fn paths(name: &str) -> Vec<&str> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut found = Vec::new();
    let mut rest = name;
    let mut before = "";
    while let Some(start) = rest.find(is_word) {
        let gap = rest.get(..start).unwrap_or_default();
        let from = rest.get(start..).unwrap_or_default();
        let end = from.find(|c| !is_word(c)).unwrap_or(from.len());
        let (word, after) = from.split_at_checked(end).unwrap_or((from, ""));
        // Names that wasm-bindgen demangled keep the crate's hash: `core[1f]::fmt`.
        let after = match after.strip_prefix('[').and_then(|number| number.split_once(']')) {
            Some((number, path)) if number.chars().all(|c| c.is_ascii_hexdigit()) => path,
            _ => after,
        };
        // A word after "::" is inside a path; a word before "::" begins one.
        let inside = format!("{before}{gap}").ends_with("::");
        if !inside && after.starts_with("::") {
            found.push(word);
        }
        before = "";
        rest = after;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_belongs_to_the_crate_of_its_path() {
        for (name, wanted) in [
            (
                "_ZN10leptos_dom7helpers24set_interval_with_handle2si17hfd71cec609b7e0c8E",
                "leptos_dom",
            ),
            (
                "_RNvMs4_NtCs5cOc02OMXlo_5alloc7raw_vecNtB5_11RawVecInner11finish_growCsfF2_1x",
                "alloc",
            ),
            ("core::fmt::write", "core"),
            ("app::columns::{{closure}}", "app"),
            ("core[c5930c85a12de822]::fmt::float::short::<f64>", "core"),
            ("<dlmalloc[e2]::dlmalloc::Dlmalloc<dlmalloc[e2]::sys::System>>::malloc", "dlmalloc"),
            ("<str>::to_lowercase", "core"),
        ] {
            assert_eq!(crate_of(name), wanted, "{name}");
        }
    }

    #[test]
    fn what_was_made_for_a_type_belongs_to_whose_type_it_is() {
        for (name, wanted) in [
            ("core::ptr::drop_in_place<replica::Record>", "replica"),
            ("<leptos::View as core::fmt::Debug>::fmt", "leptos"),
            ("<alloc::vec::Vec<T> as core::clone::Clone>::clone", "alloc"),
            ("<&[csv_core::State] as core::fmt::Debug>::fmt", "csv_core"),
        ] {
            assert_eq!(crate_of(name), wanted, "{name}");
        }
    }

    #[test]
    fn what_is_not_of_rust_is_shown_as_such() {
        assert_eq!(crate_of("__wbindgen_malloc"), OTHER);
        assert_eq!(crate_of("memcpy"), OTHER);
        assert_eq!(crate_of(""), OTHER);
        assert_eq!(crate_of(DATA), DATA);
        assert_eq!(crate_of("_ZN4leptos5mount17h4ab7e85d42c424b6E indirect_call_shim"), SHIMS);
    }
}
