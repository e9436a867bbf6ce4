//! What the app needs from outside, as the browser gives it.

use super::clock;
use crate::app::Env;

/// The browser's clock and generator.
#[derive(Clone, Copy, Debug)]
pub struct BrowserEnv;

impl Env for BrowserEnv {
    fn now_millis(&self) -> i64 {
        clock::now_millis()
    }

    fn random(&self) -> u64 {
        clock::random_u64()
    }
}
