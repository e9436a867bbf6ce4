//! The list of journeys, and how they are run and told about.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::engine::{ALL, Engine};
use crate::host::Host;
use crate::page::Page;
use crate::wire::{Failure, Outcome};

use super::{
    backup, bad_input, board, broken, columns, damage, day, first_steps, forms, import, install,
    mail, offline, opened, opening, parts, photos, pipelines, reaching, selling, starts, storage,
    tabs,
};

/// A journey: its name is a statement.
pub struct Journey {
    pub name: &'static str,
    pub engines: &'static [Engine],
    /// The path under which the application is served.
    pub base: &'static str,
    pub run: fn(&mut Stage) -> Outcome,
}

/// What a journey plays with.
pub struct Stage {
    pub host: Host,
    pub page: Page,
    /// Complaints of the console that are meant to be there contain one of these.
    pub expected: Vec<&'static str>,
}

impl Stage {
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

pub const CHROMIUM: &[Engine] = &[Engine::Chromium];
/// For what depends on the engine: storage, worker, files, touch, focus, dates, order of names.
pub const EVERY: &[Engine] = &ALL;
/// For what does not.
pub const ANY: &[Engine] = &ALL;

fn all() -> Vec<&'static Journey> {
    let groups = [
        opening::JOURNEYS,
        install::JOURNEYS,
        offline::JOURNEYS,
        first_steps::JOURNEYS,
        bad_input::JOURNEYS,
        broken::JOURNEYS,
        backup::JOURNEYS,
        forms::JOURNEYS,
        import::JOURNEYS,
        opened::JOURNEYS,
        columns::JOURNEYS,
        parts::JOURNEYS,
        photos::JOURNEYS,
        selling::JOURNEYS,
        board::JOURNEYS,
        day::JOURNEYS,
        pipelines::JOURNEYS,
        reaching::JOURNEYS,
        mail::JOURNEYS,
        damage::JOURNEYS,
        starts::JOURNEYS,
        storage::JOURNEYS,
        tabs::JOURNEYS,
    ];
    groups.into_iter().flatten().collect()
}

/// More journeys than this that fail are not the machine's doing, and are not repeated.
const REPEATS: usize = 3;

/// How one journey in one engine went.
struct Ended {
    title: String,
    failure: Option<Failure>,
    repeated: bool,
}

/// Runs the journeys whose name contains one of `names` (all when there are none) in `engines`.
///
/// A driver hangs now and then, and a busy machine stretches a wait: the first few that fail are
/// played a second time, from a new browser. What failed first is told at the end all the same.
pub fn run(dist: &Path, engines: &[Engine], names: &[String]) -> bool {
    let mut ended: Vec<Ended> = Vec::new();
    for journey in all() {
        let wanted = names.is_empty() || names.iter().any(|name| journey.name.contains(name));
        for engine in journey.engines.iter().filter(|engine| wanted && engines.contains(engine)) {
            let title = format!("journey {} [{engine}]", journey.name);
            let first = attempt(journey, *engine, dist, &title);
            let failures = ended.iter().filter(|one| one.failure.is_some()).count();
            let repeated = first.is_err() && failures < REPEATS;
            let second = repeated.then(|| attempt(journey, *engine, dist, &title));
            let failed = !matches!((&first, &second), (Ok(()), _) | (_, Some(Ok(()))));
            ended.push(Ended { title, failure: first.err(), repeated: repeated && !failed });
        }
    }
    told(&ended)
}

fn attempt(journey: &Journey, engine: Engine, dist: &Path, title: &str) -> Outcome {
    let began = Instant::now();
    let result = catch_unwind(AssertUnwindSafe(|| play(journey, engine, dist)))
        .unwrap_or_else(|_| Err(Failure::Broken("the journey panicked".into())));
    let seconds = began.elapsed().as_secs_f32();
    match &result {
        Ok(()) => println!("{title} ... ok ({seconds:.1} s)"),
        Err(failure) => println!("{title} ... FAILED ({seconds:.1} s)\n  {failure}"),
    }
    result
}

/// The closing lines: what failed and why, and how many passed.
fn told(ended: &[Ended]) -> bool {
    let (mut passed, mut again, mut failed) = (0, 0, 0);
    for one in ended {
        let Some(failure) = &one.failure else {
            passed += 1;
            continue;
        };
        let reason: String = failure.to_string().chars().take(300).collect();
        if one.repeated {
            again += 1;
            println!("passed at the second attempt: {}\n  first: {reason}", one.title);
        } else {
            failed += 1;
            println!("failed: {}\n  {reason}", one.title);
        }
    }
    println!("{} passed ({again} at the second attempt); {failed} failed", passed + again);
    // Nothing to run is not a success.
    failed == 0 && passed > 0
}

fn play(journey: &Journey, engine: Engine, dist: &Path) -> Outcome {
    let host = Host::start(dist, journey.base)?;
    let page = Page::start(engine)?;
    let mut stage = Stage { host, page, expected: Vec::new() };
    let result = (journey.run)(&mut stage).and_then(|()| no_complaints(&stage));
    if result.is_err() {
        let picture = picture(journey, engine);
        match stage.page.screenshot(&picture) {
            Ok(()) => println!("  picture: {}", picture.display()),
            Err(failure) => println!("  no picture: {failure}"),
        }
    }
    result
}

/// A violated policy, an error that nobody caught, a file that is missing: all are in the console.
fn no_complaints(stage: &Stage) -> Outcome {
    let mut complaints = stage.page.complaints()?;
    complaints.retain(|said| !stage.expected.iter().any(|expected| said.contains(expected)));
    if complaints.is_empty() {
        return Ok(());
    }
    Err(Failure::Unmet(format!("the console complains:\n    {}", complaints.join("\n    "))))
}

fn picture(journey: &Journey, engine: Engine) -> PathBuf {
    let name = journey.name.replace(|c: char| !c.is_alphanumeric(), "-");
    PathBuf::from("target/journeys").join(format!("{name}-{engine}.png"))
}
