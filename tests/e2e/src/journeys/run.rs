//! The list of journeys, their execution and their report.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use super::journey::Journey;
use super::lane::{Lane, Sites};
use super::{
    accessibility, backup, bad_input, beginning, board, broken, choosing, columns, damage, day,
    first_steps, focus, forms, going_back, history, import, install, languages, mail, offline,
    opened, opening, other_tables, own_kinds, parts, photos, pipelines, programs, reaching,
    resting, selling, starts, stopped, storage, tabs, widths,
};
use crate::engine::{ALL, Engine};
use crate::wire::{Failure, Outcome};

fn all() -> Vec<&'static Journey> {
    let groups = [
        opening::JOURNEYS,
        install::JOURNEYS,
        offline::JOURNEYS,
        first_steps::JOURNEYS,
        beginning::JOURNEYS,
        bad_input::JOURNEYS,
        broken::JOURNEYS,
        backup::JOURNEYS,
        forms::JOURNEYS,
        history::JOURNEYS,
        import::JOURNEYS,
        opened::JOURNEYS,
        other_tables::JOURNEYS,
        own_kinds::JOURNEYS,
        columns::JOURNEYS,
        choosing::JOURNEYS,
        parts::JOURNEYS,
        photos::JOURNEYS,
        selling::JOURNEYS,
        board::JOURNEYS,
        day::JOURNEYS,
        pipelines::JOURNEYS,
        programs::JOURNEYS,
        reaching::JOURNEYS,
        resting::JOURNEYS,
        mail::JOURNEYS,
        damage::JOURNEYS,
        starts::JOURNEYS,
        storage::JOURNEYS,
        stopped::JOURNEYS,
        tabs::JOURNEYS,
        going_back::JOURNEYS,
        focus::JOURNEYS,
        widths::JOURNEYS,
        languages::JOURNEYS,
        accessibility::JOURNEYS,
    ];
    groups.into_iter().flatten().collect()
}

/// More failures than this are not the machine's fault, and are not repeated.
const REPEATS: usize = 3;

/// A browser for each runs in parallel: they mostly wait.
const LANES: [Engine; 4] = [Engine::Chromium, Engine::Chromium, Engine::Firefox, Engine::WebKit];

/// The requested journeys.
#[derive(Default)]
pub struct Choice {
    /// All engines if empty.
    pub engines: Vec<Engine>,
    /// Parts of names; all journeys if empty.
    pub names: Vec<String>,
    /// Plays every journey in every engine that can play it.
    pub everything: bool,
    /// Plays a failed journey a second time.
    pub repeats: bool,
}

impl Choice {
    fn contains(&self, journey: &Journey, engine: Engine) -> bool {
        let named = self.names.iter().any(|name| journey.name.contains(name));
        let wanted = self.names.is_empty() || named;
        let asked = self.engines.is_empty() || self.engines.contains(&engine);
        wanted && asked && journey.engines.plays(engine, self.everything || named)
    }

    /// Returns the journeys to be played in this engine.
    fn queue(&self, engine: Engine) -> VecDeque<&'static Journey> {
        all().into_iter().filter(|journey| self.contains(journey, engine)).collect()
    }
}

/// The result of one journey in one engine.
pub struct Ended {
    pub title: String,
    pub failure: Option<Failure>,
    /// It failed, and passed at the second attempt.
    pub repeated: bool,
    pub took: Duration,
}

/// Runs the chosen journeys, and reports the results at the end.
///
/// Drivers hang now and then: the first few failures are played a second time, in a new browser.
/// The report still names them, and each is a fault to fix.
pub fn run(dist: &Path, choice: &Choice) -> Outcome<bool> {
    Ok(told(&play(dist, choice)?))
}

/// Plays the chosen journeys in parallel lanes.
pub fn play(dist: &Path, choice: &Choice) -> Outcome<Vec<Ended>> {
    let sites = Sites::prepare(dist, all().into_iter().map(|journey| journey.base))?;
    let queues = ALL.map(|engine| (engine, Mutex::new(choice.queue(engine))));
    let ended = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for engine in LANES {
            let (queues, sites, ended) = (&queues, &sites, &ended);
            scope.spawn(move || {
                let mut lane = Lane::new(engine);
                let queue = queues.iter().find(|(of, _)| *of == engine).map(|(_, queue)| queue);
                while let Some(journey) = queue.and_then(|queue| locked(queue).pop_front()) {
                    let one = judged(&mut lane, journey, sites, choice.repeats, ended);
                    locked(ended).push(one);
                }
            });
        }
    });
    Ok(ended.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner))
}

/// Ignores poisoning, so that a panic in one lane does not stop the others.
fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn judged(
    lane: &mut Lane,
    journey: &Journey,
    sites: &Sites,
    repeats: bool,
    ended: &Mutex<Vec<Ended>>,
) -> Ended {
    let title = format!("journey {} [{}]", journey.name, lane.engine);
    let began = Instant::now();
    let first = attempt(lane, journey, sites, &title);
    let failures = locked(ended).iter().filter(|one| one.failure.is_some()).count();
    let again = repeats && first.is_err() && failures < REPEATS;
    let repeated = again && attempt(lane, journey, sites, &title).is_ok();
    Ended { title, failure: first.err(), repeated, took: began.elapsed() }
}

fn attempt(lane: &mut Lane, journey: &Journey, sites: &Sites, title: &str) -> Outcome {
    let began = Instant::now();
    let result = lane.play(journey, sites);
    let seconds = began.elapsed().as_secs_f32();
    match &result {
        Ok(()) => println!("{title} ... ok ({seconds:.1} s)"),
        Err(failure) => println!("{title} ... FAILED ({seconds:.1} s)\n  {failure}"),
    }
    result
}

/// Prints the failures with their reasons, and the totals; returns true on success.
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
    failed == 0 && passed + again > 0
}
