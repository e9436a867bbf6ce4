//! Programs that a journey needs, ended with everything they started when the journey is over,
//! whether it passed, failed or panicked.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::wire::{Failure, Outcome};

/// How many times longer what is still under way is waited for.
const PATIENT: u32 = 4;

/// A running program, the first of its own process group, and its guard: a shell that ends the
/// group when this program is gone without having done so (Ctrl+C, a time limit from outside).
pub struct Process {
    program: Child,
    guard: Child,
}

impl Process {
    /// Starts it; what it prints goes to `log`.
    pub fn start(command: &mut Command, log: &Path) -> Outcome<Self> {
        let out = File::create(log)?;
        let program = command.get_program().to_string_lossy().into_owned();
        command.process_group(0).stdin(Stdio::null());
        command.stdout(out.try_clone()?).stderr(out);
        let program = command.spawn().map_err(|error| {
            Failure::Broken(format!("{program} did not start ({error}): run `.ci/setup test`"))
        })?;
        let guard = guard(&program)?;
        Ok(Self { program, guard })
    }
}

fn guard(program: &Child) -> Outcome<Child> {
    let script = "while kill -0 \"$1\" 2>/dev/null; do sleep 1; done; kill -s KILL -- \"-$2\"";
    let (own, group) = (std::process::id().to_string(), program.id().to_string());
    let mut command = Command::new("sh");
    command.args(["-c", script, "guard", &own, &group]).process_group(0);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    Ok(command.spawn()?)
}

impl Drop for Process {
    fn drop(&mut self) {
        // The group, by its number: a driver that is killed leaves its browser behind otherwise.
        for child in [&mut self.guard, &mut self.program] {
            let group = format!("-{}", child.id());
            let kill = ["-KILL", "--", &group];
            let ended = Command::new("kill").args(kill).stderr(Stdio::null()).status();
            if ended.is_err() {
                child.kill().unwrap_or_default();
            }
            // Nothing can be done about a process that is gone already.
            child.wait().map(drop).unwrap_or_default();
        }
    }
}

/// A port that nothing listens on at this moment, and that this program was never given before: a
/// browser that is kept for many journeys remembers what it stored for it.
pub fn free_port() -> Outcome<u16> {
    static GIVEN: Mutex<BTreeSet<u16>> = Mutex::new(BTreeSet::new());
    loop {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        if GIVEN.lock().unwrap_or_else(PoisonError::into_inner).insert(port) {
            return Ok(port);
        }
    }
}

/// Waits until something listens on the port.
pub fn wait_for_port(port: u16) -> Outcome {
    until(Duration::from_secs(30), "the driver listens", || {
        Ok(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_ok().then_some(()))
    })
}

/// An X server without a screen, for the browser that has no headless mode.
pub struct Display {
    _process: Process,
    pub name: String,
}

impl Display {
    pub fn start(folder: &Path) -> Outcome<Self> {
        let log = folder.join("xvfb.log");
        let mut command = Command::new("Xvfb");
        command.args(["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]);
        let process = Process::start(&mut command, &log)?;
        let name = until(Duration::from_secs(20), "Xvfb is up", || {
            let mut text = String::new();
            File::open(&log)?.read_to_string(&mut text)?;
            let number = text.lines().find_map(|line| line.trim().parse::<u32>().ok());
            Ok(number.map(|number| format!(":{number}")))
        })?;
        Ok(Self { _process: process, name })
    }
}

/// Asks again and again until there is an answer. An error that may pass does not end the waiting.
pub fn until<T>(
    limit: Duration,
    what: &str,
    ask: impl FnMut() -> Outcome<Option<T>>,
) -> Outcome<T> {
    until_idle(limit, what, ask, || false)
}

/// The same, where time counts only once nothing is under way any more: on a machine that is busy a
/// transaction may take longer than anything that is wrong. After [`PATIENT`] times the limit it is over.
pub fn until_idle<T>(
    limit: Duration,
    what: &str,
    mut ask: impl FnMut() -> Outcome<Option<T>>,
    is_busy: impl Fn() -> bool,
) -> Outcome<T> {
    let began = Instant::now();
    let mut end = began + limit;
    let mut last = None;
    loop {
        match ask() {
            Ok(Some(answer)) => return Ok(answer),
            Ok(None) => {}
            Err(failure) if failure.is_passing() => last = Some(failure),
            Err(failure) => return Err(failure),
        }
        let now = Instant::now();
        if now > end {
            let busy = is_busy();
            if busy && now < began + limit * PATIENT {
                end = now + limit;
                continue;
            }
            let why = last.map(|failure| format!(" ({failure})")).unwrap_or_default();
            let why = if busy { format!("{why}, and something is still under way") } else { why };
            let seconds = (now - began).as_secs();
            return Err(Failure::Unmet(format!("not within {seconds} s: {what}{why}")));
        }
        sleep(Duration::from_millis(25));
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::time::Duration;

    use super::{PATIENT, until_idle};

    /// Long enough for a machine that is busy to ask once more before the last end.
    const LIMIT: Duration = Duration::from_millis(200);

    /// Waits for an answer that is there when it was asked so often whether something is under way;
    /// gives what was said, and how often that was asked.
    fn check(answers_after: u32, is_busy: bool) -> (Option<String>, u32) {
        let asked = Cell::new(0);
        let ask = || Ok((asked.get() >= answers_after).then_some(()));
        let told = until_idle(LIMIT, "it answers", ask, || {
            asked.set(asked.get() + 1);
            is_busy
        });
        (told.err().map(|failure| failure.to_string()), asked.get())
    }

    #[test]
    fn what_is_still_under_way_is_waited_for_and_what_is_over_is_not() {
        assert_eq!(check(0, false), (None, 0));
        assert_eq!(check(2, true), (None, 2));
        let (said, asked) = check(2, false);
        assert!(said.is_some_and(|said| said.ends_with("it answers")));
        assert_eq!(asked, 1);
    }

    #[test]
    fn what_never_ends_is_not_waited_for_for_ever() {
        let (said, asked) = check(u32::MAX, true);
        assert!(said.is_some_and(|said| said.ends_with("something is still under way")));
        assert!((2..=PATIENT).contains(&asked));
    }
}
