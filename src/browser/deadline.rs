//! Waiting with a timeout: an answer that another tab or the browser never gives must not block the
//! screen forever.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use wasm_bindgen_futures::JsFuture;

/// Returns the future's output; drops it and returns `None` if it takes longer than `millis`.
pub async fn within<T>(millis: i32, future: impl Future<Output = T>) -> Option<T> {
    let timer = js_sys::Promise::new(&mut |resolve, _reject| dom::later(&resolve, millis));
    let (mut future, mut timer) = (pin!(future), pin!(JsFuture::from(timer)));
    poll_fn(|context| {
        if let Poll::Ready(out) = future.as_mut().poll(context) {
            return Poll::Ready(Some(out));
        }
        timer.as_mut().poll(context).map(|_over| None)
    })
    .await
}
