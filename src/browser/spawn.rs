//! Starting work that nobody waits for.

/// Runs a future to its end, beginning at the next turn of the browser. A panic in it is reported by
/// the panic hook, as everywhere.
#[expect(clippy::disallowed_methods, reason = "the one place that starts tasks")]
pub fn spawn(work: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(work);
}
