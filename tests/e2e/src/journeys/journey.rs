//! A journey: what it is called, where it is played, and what it plays with.

use std::sync::Arc;

use crate::engine::{ALL, Engine};
use crate::host::{Host, Site};
use crate::page::Page;
use crate::wire::Outcome;

/// A journey: its name is a statement.
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

/// How much is played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tier {
    /// In every engine, always: it depends on the engine.
    Every,
    /// In Chromium always, in the others when everything is.
    Any,
    /// When everything is.
    Long,
}

/// Only Chromium's driver can play it.
pub const CHROMIUM: Engines = only(&[Engine::Chromium]);
/// It depends on the engine: storage, worker, files, touch, focus, dates, order of names.
pub const EVERY: Engines = only(&ALL);
/// It does not.
pub const ANY: Engines = Engines { tier: Tier::Any, ..EVERY };

/// Engines other than these cannot play it.
pub const fn only(able: &'static [Engine]) -> Engines {
    Engines { able, tier: Tier::Every, alone: false }
}

impl Engines {
    /// Needs a browser of its own: it is killed, or started in another way.
    pub const fn alone(self) -> Self {
        Self { alone: true, ..self }
    }

    /// Takes long: it is played only where everything is.
    pub const fn long(self) -> Self {
        Self { tier: Tier::Long, ..self }
    }

    pub fn is_alone(self) -> bool {
        self.alone
    }

    /// Whether this engine plays it; `everything` is `make test ALL=1`.
    pub fn plays(self, engine: Engine, everything: bool) -> bool {
        let now = match self.tier {
            Tier::Every => true,
            Tier::Any => engine == Engine::Chromium,
            Tier::Long => false,
        };
        (now || everything) && self.able.contains(&engine)
    }
}

/// What a journey plays with.
pub struct Stage {
    pub host: Host,
    pub page: Page,
    /// Complaints of the console that are meant to be there contain one of these.
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
