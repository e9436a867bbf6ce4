//! The wall clock and randomness, which are parameters everywhere else.

/// Returns milliseconds since 1970, UTC.
pub fn now_millis() -> i64 {
    js_sys::Date::now() as i64
}

/// Returns random bytes from the browser's cryptographic generator.
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok())
        && crypto.get_random_values_with_u8_array(&mut bytes).is_ok()
    {
        return bytes;
    }
    // Every browser has it; but a repeated id would be worse than a weak one.
    bytes.fill_with(|| (js_sys::Math::random() * 256.0) as u8);
    bytes
}

/// Returns a random number.
pub fn random_u64() -> u64 {
    u64::from_le_bytes(random_bytes())
}
