//! The wall clock and randomness; both are parameters everywhere else.

/// Milliseconds since 1970, UTC.
pub fn now_millis() -> i64 {
    js_sys::Date::now() as i64
}

/// Random bytes of the browser's secure generator.
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok())
        && crypto.get_random_values_with_u8_array(&mut bytes).is_ok()
    {
        return bytes;
    }
    // No browser is without it; but an id that repeats would be worse than a weak one.
    bytes.fill_with(|| (js_sys::Math::random() * 256.0) as u8);
    bytes
}

/// A random number.
pub fn random_u64() -> u64 {
    u64::from_le_bytes(random_bytes())
}
