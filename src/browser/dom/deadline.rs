//! Waiting with a timeout: an answer that another tab or the browser never gives must not block the
//! screen forever.

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;

use gloo_timers::future::TimeoutFuture;

/// Returns the future's output; drops it and returns `None` if it takes longer than `millis`.
pub async fn within<T>(millis: i32, future: impl Future<Output = T>) -> Option<T> {
    let timer = TimeoutFuture::new(u32::try_from(millis).unwrap_or_default());
    let (mut future, mut timer) = (pin!(future), pin!(timer));
    poll_fn(|context| {
        if let Poll::Ready(out) = future.as_mut().poll(context) {
            return Poll::Ready(Some(out));
        }
        timer.as_mut().poll(context).map(|()| None)
    })
    .await
}
