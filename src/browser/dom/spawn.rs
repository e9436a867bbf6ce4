//! Starts tasks that nobody awaits.

/// Runs a future to completion, starting in the next microtask. The panic hook reports its panics,
/// as everywhere.
#[expect(clippy::disallowed_methods, reason = "the one place that starts tasks")]
pub fn spawn(work: impl Future<Output = ()> + 'static) {
    wasm_bindgen_futures::spawn_local(work);
}
