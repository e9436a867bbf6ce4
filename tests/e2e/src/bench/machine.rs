//! The machine that runs the bench: its description for the table, and the number of contacts it
//! can handle.

use std::fs;
use std::process::Command;
use std::thread::available_parallelism;

/// Needs of a million contacts: the browser holds them as objects of a peer, and on disk twice.
const MILLION_MEMORY_KIB: u64 = 10 << 20;
const MILLION_DISK_KIB: u64 = 8 << 20;

/// Describes the machine for the table: processors, memory, browser.
pub fn described() -> String {
    let cpus = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpus.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let model = model.map_or("a processor without a name", |(_, name)| name);
    let cores = available_parallelism().map_or(1, usize::from);
    let memory = kib_of("MemTotal").unwrap_or_default() / (1 << 20);
    let browser = said("chromium", &["--version"]);
    let browser: Vec<&str> = browser.split_whitespace().take(2).collect();
    format!("{cores} × {model}, {memory} GB, {}, headless", browser.join(" "))
}

/// Returns a warning if other programs are using the machine, which makes the figures worse.
pub fn busy() -> Option<String> {
    let load = fs::read_to_string("/proc/loadavg").ok()?;
    let cores = available_parallelism().map_or(1, usize::from);
    busy_with(load.split_whitespace().next()?.parse().ok()?, cores)
}

fn busy_with(load: f64, cores: usize) -> Option<String> {
    let text =
        format!("the machine was busy before the bench began (load {load:.1}, {cores} processors)");
    // A desktop uses half a processor by itself.
    (load > 0.5 * cores as f64).then_some(text)
}

/// Returns the reason why a million contacts do not fit, or `None` if they do.
pub fn too_small_for_a_million() -> Option<String> {
    let memory = kib_of("MemAvailable").unwrap_or(u64::MAX);
    if memory < MILLION_MEMORY_KIB {
        let (free, wanted) = (memory >> 20, MILLION_MEMORY_KIB >> 20);
        return Some(format!("{free} GB of memory are free, it takes {wanted}"));
    }
    let folder = std::env::temp_dir();
    let disk = free_kib(&said("df", &["-Pk", &folder.to_string_lossy()])).unwrap_or(u64::MAX);
    let (free, wanted) = (disk >> 20, MILLION_DISK_KIB >> 20);
    (disk < MILLION_DISK_KIB).then(|| format!("{free} GB of disk are free, it takes {wanted}"))
}

fn kib_of(name: &str) -> Option<u64> {
    kib_in(&fs::read_to_string("/proc/meminfo").ok()?, name)
}

fn kib_in(text: &str, name: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'))?;
    line.split_whitespace().next()?.parse().ok()
}

/// Parses the fourth column of the last line of `df -P`.
fn free_kib(text: &str) -> Option<u64> {
    text.lines().last()?.split_whitespace().nth(3)?.parse().ok()
}

fn said(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_read_by_its_whole_name() {
        let text = "MemTotal:  100 kB\nMemAvailable:   42 kB\n";
        assert_eq!(kib_in(text, "MemAvailable"), Some(42));
        assert_eq!(kib_in(text, "Mem"), None);
    }

    #[test]
    fn a_machine_is_busy_when_more_than_half_of_it_works() {
        assert!(busy_with(1.1, 2).is_some());
        assert_eq!(busy_with(0.9, 2), None);
    }

    #[test]
    fn what_is_free_stands_in_the_fourth_column() {
        let text = "Filesystem 1024-blocks Used Available Capacity Mounted on\n\
            /dev/vda 263974180 57671680 38797312 60% /\n";
        assert_eq!(free_kib(text), Some(38_797_312));
    }
}
