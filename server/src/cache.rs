//! Caching: browsers keep a file forever if its name contains a hash of its content, and otherwise
//! revalidate it on every use.

/// Returns the `Cache-Control` value for a path.
pub fn cache_control(path: &str) -> &'static str {
    if has_hash(path) { "public, max-age=31536000, immutable" } else { "no-cache" }
}

/// True if the name has a hash: at least 16 hexadecimal digits after a hyphen, as in
/// `satchel-0123456789abcdef_bg.wasm`.
fn has_hash(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('-').is_some_and(|(_, end)| {
        let digits = end.find(|c: char| !c.is_ascii_hexdigit()).unwrap_or(0);
        digits >= 16
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, expected: bool) {
        assert_eq!(has_hash(path), expected, "{path}");
    }

    #[test]
    fn only_names_with_a_hash_are_kept_for_ever() {
        check("/satchel-0123456789abcdef.js", true);
        check("/satchel/worker-0123456789abcdef_bg.wasm", true);
        check("/index.html", false);
        check("/service-worker.js", false);
        check("/icons/apple-touch-180.png", false);
        check("/contacts/0192d3c4-0000-7000-8000-0123456789abcdef", false);
    }
}
