//! The list of journeys, and how they are run and told about.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use super::journey::Journey;
use super::lane::{Lane, Sites};
use super::{
    accessibility, backup, bad_input, beginning, board, broken, choosing, columns, damage, day,
    first_steps, focus, forms, going_back, history, import, install, mail, offline, opened,
    opening, other_tables, parts, photos, pipelines, reaching, selling, starts, stopped, storage,
    tabs, widths,
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
        columns::JOURNEYS,
        choosing::JOURNEYS,
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
        stopped::JOURNEYS,
        tabs::JOURNEYS,
        going_back::JOURNEYS,
        focus::JOURNEYS,
        widths::JOURNEYS,
        accessibility::JOURNEYS,
    ];
    groups.into_iter().flatten().collect()
}

/// More journeys than this that fail are not the machine's doing, and are not repeated.
const REPEATS: usize = 3;

/// A browser for each of these works beside the others: they mostly wait.
const LANES: [Engine; 4] = [Engine::Chromium, Engine::Chromium, Engine::Firefox, Engine::WebKit];

/// The journeys that somebody asks for.
#[derive(Default)]
pub struct Choice {
    /// All when there are none.
    pub engines: Vec<Engine>,
    /// Parts of names; all journeys when there are none.
    pub names: Vec<String>,
    /// Every journey in every engine that can play it.
    pub everything: bool,
    /// A journey that fails is played a second time.
    pub repeats: bool,
}

impl Choice {
    fn contains(&self, journey: &Journey, engine: Engine) -> bool {
        let named = self.names.iter().any(|name| journey.name.contains(name));
        let wanted = self.names.is_empty() || named;
        let asked = self.engines.is_empty() || self.engines.contains(&engine);
        wanted && asked && journey.engines.plays(engine, self.everything || named)
    }

    /// What is to be played in this engine.
    fn queue(&self, engine: Engine) -> VecDeque<&'static Journey> {
        all().into_iter().filter(|journey| self.contains(journey, engine)).collect()
    }
}

/// How one journey in one engine went.
pub struct Ended {
    pub title: String,
    pub failure: Option<Failure>,
    /// It failed, and passed when it was played again.
    pub repeated: bool,
    pub took: Duration,
}

/// Runs the chosen journeys, and tells at the end how they went.
///
/// A driver hangs now and then: the first few that fail are played a second time, in a new browser.
/// They are told by name at the end all the same, and are a fault to mend.
pub fn run(dist: &Path, choice: &Choice) -> Outcome<bool> {
    Ok(told(&play(dist, choice)?))
}

/// Runs the chosen journeys in lanes side by side.
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

/// A lane that panicked leaves the others their work.
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
    failed == 0 && passed + again > 0
}
