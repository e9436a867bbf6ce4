//! The browser's implementation of the app's environment.

use super::{clock, intl, window, zones};
use app::Env;
use domain::Zones;

/// The browser's clock, random generator and time zones.
#[derive(Clone, Copy, Debug)]
pub struct BrowserEnv;

impl Zones for BrowserEnv {
    fn here(&self) -> String {
        zones::here()
    }

    fn offset_minutes(&self, zone: &str, utc_millis: i64) -> Option<i32> {
        zones::offset_minutes(zone, utc_millis)
    }

    fn week_start(&self) -> u8 {
        intl::week_start(&window::region())
    }
}

impl Env for BrowserEnv {
    fn now_millis(&self) -> i64 {
        clock::now_millis()
    }

    fn random(&self) -> u64 {
        clock::random_u64()
    }

    async fn yield_now(&self) {
        window::yield_now().await;
    }
}
