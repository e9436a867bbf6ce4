//! The numbers of texts, for the build script and the program.

/// Returns the number by which a catalog has a text: a hash (FNV-1a) of its name, such as
/// `shell.save`.
pub const fn text_id(name: &str) -> u32 {
    let (bytes, mut at, mut hash) = (name.as_bytes(), 0, 0x811c_9dc5_u32);
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    hash
}
