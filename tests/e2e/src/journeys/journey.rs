//! A journey: its name, its engines, and its stage.

use std::sync::Arc;

use crate::engine::{ALL, Engine};
use crate::host::{Host, Site};
use crate::page::Page;
use crate::wire::Outcome;

/// A journey; its name is a statement.
pub struct Journey {
    pub name: &'static str,
    pub engines: Engines,
    /// The path under which the application is served.
    pub base: &'static str,
    pub run: fn(&mut Stage) -> Outcome,
}

/// The engines that can play a journey, and when they do.
#[derive(Clone, Copy)]
pub struct Engines {
    able: &'static [Engine],
    tier: Tier,
    alone: bool,
}

/// The extent of a run in which a journey is played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tier {
    /// Always, in every engine: it depends on the engine.
    Every,
    /// Always in Chromium; in the others with `ALL=1`.
    Any,
    /// Only with `ALL=1`.
    Long,
}

/// Only Chromium's driver can play it.
pub const CHROMIUM: Engines = only(&[Engine::Chromium]);
/// It depends on the engine: storage, worker, files, touch, focus, dates, order of names.
pub const EVERY: Engines = only(&ALL);
/// It does not depend on the engine.
pub const ANY: Engines = Engines { tier: Tier::Any, ..EVERY };

/// Only these engines can play it.
pub const fn only(able: &'static [Engine]) -> Engines {
    Engines { able, tier: Tier::Every, alone: false }
}

impl Engines {
    /// Requires a browser of its own, because the journey kills it or starts it in another way.
    pub const fn alone(self) -> Self {
        Self { alone: true, ..self }
    }

    /// Marks a slow journey, played only with `ALL=1`.
    pub const fn long(self) -> Self {
        Self { tier: Tier::Long, ..self }
    }

    pub fn is_alone(self) -> bool {
        self.alone
    }

    /// Returns true if this engine plays it; `everything` is `make test ALL=1`.
    pub fn plays(self, engine: Engine, everything: bool) -> bool {
        let now = match self.tier {
            Tier::Every => true,
            Tier::Any => engine == Engine::Chromium,
            Tier::Long => false,
        };
        (now || everything) && self.able.contains(&engine)
    }
}

/// The host, the page and the expected console errors of a journey.
pub struct Stage {
    pub host: Host,
    pub page: Page,
    /// Parts of expected console errors.
    pub expected: Vec<&'static str>,
}

impl Stage {
    pub fn new(site: &Arc<Site>, page: Page) -> Outcome<Self> {
        Ok(Self { host: Host::of(site)?, page, expected: Vec::new() })
    }

    /// Opens a path of the application, given without a leading slash.
    pub fn open(&self, path: &str) -> Outcome {
        self.page.open(&self.host.address(path))
    }

    /// Takes the network away, for the rest of the journey or until `host.resume`.
    pub fn stop_host(&mut self) {
        self.host.stop();
        self.expected.push("net::ERR_");
    }
}
