//! The numbers of texts, for the build script and the program.

/// Returns the number by which a catalog has a text: a hash (FNV-1a) of its name, such as
/// `shell.save`.
pub const fn text_id(name: &str) -> u32 {
    longer_id(0x811c_9dc5, name)
}

/// Returns the number of the name that begins with the name of this number and goes on so: of
/// `import.done/one`, for the form of a text.
pub const fn longer_id(id: u32, end: &str) -> u32 {
    let (bytes, mut at, mut hash) = (end.as_bytes(), 0, id);
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    hash
}
