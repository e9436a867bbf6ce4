//! Prints a table of what each crate adds to the downloaded WebAssembly: the first download, its
//! parts, and the worker.
//!
//!     satchel-ledger FOLDER-OF-THE-PAGE WORKER.wasm
//!
//! Reads the modules after wasm-bindgen and before wasm-opt, while they still have the names of
//! their functions; the delivered files are smaller in nearly the same proportions.
#![expect(clippy::print_stdout, reason = "this program reports to a terminal")]

mod crates;
mod module;

use std::collections::BTreeMap;
use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crates::crate_of;
use module::{Broken, Part, read};

/// The module of the first download; its other parts are fetched on demand.
const FIRST: &str = "satchel_bg.wasm";
const COLUMNS: [&str; 3] = ["first", "parts", "worker"];

fn main() -> ExitCode {
    let arguments: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    let [page, worker] = arguments.as_slice() else {
        println!("usage: satchel-ledger FOLDER-OF-THE-PAGE WORKER.wasm");
        return ExitCode::FAILURE;
    };
    match ledger(page, worker) {
        Ok(ledger) => {
            print!("{}", written(&ledger));
            ExitCode::SUCCESS
        }
        Err(failure) => {
            println!("{failure}");
            ExitCode::FAILURE
        }
    }
}

/// Bytes by crate and column.
type Ledger = BTreeMap<String, [u64; 3]>;

fn ledger(page: &Path, worker: &Path) -> Result<Ledger, String> {
    let mut ledger = Ledger::new();
    let entries = fs::read_dir(page).map_err(|error| format!("{}: {error}", page.display()))?;
    for entry in entries.flatten() {
        let path = entry.path();
        if path.extension() == Some(OsStr::new("wasm")) {
            let column = usize::from(path.file_name() != Some(OsStr::new(FIRST)));
            count_file(&mut ledger, column, &path)?;
        }
    }
    count_file(&mut ledger, 2, worker)?;
    Ok(ledger)
}

fn count_file(ledger: &mut Ledger, column: usize, path: &Path) -> Result<(), String> {
    let told = |what: &dyn std::fmt::Display| format!("{}: {what}", path.display());
    let bytes = fs::read(path).map_err(|error| told(&error))?;
    count(ledger, column, &bytes).map_err(|broken| told(&broken))
}

fn count(ledger: &mut Ledger, column: usize, bytes: &[u8]) -> Result<(), Broken> {
    for Part { name, bytes } in read(bytes)? {
        let row = ledger.entry(crate_of(&name)).or_default();
        if let Some(sum) = row.get_mut(column) {
            *sum += bytes;
        }
    }
    Ok(())
}

/// Formats the table, largest crate first.
fn written(ledger: &Ledger) -> String {
    let mut rows: Vec<(&String, &[u64; 3])> = ledger.iter().collect();
    rows.sort_by(|a, b| b.1.iter().sum::<u64>().cmp(&a.1.iter().sum()).then(a.0.cmp(b.0)));
    let mut sums = [0; 3];
    for (_, row) in &rows {
        for (sum, bytes) in sums.iter_mut().zip(row.iter()) {
            *sum += bytes;
        }
    }
    let mut text = String::from("bytes of WebAssembly by crate, before wasm-opt\n");
    let [first, parts, worker] = COLUMNS;
    text += &format!("{first:>9} {parts:>9} {worker:>9}   crate\n");
    let total = "all".to_owned();
    rows.push((&total, &sums));
    for (name, row) in rows {
        let [first, parts, worker] = row.map(|bytes| match bytes {
            0 => String::new(),
            some => some.to_string(),
        });
        text += &format!("{first:>9} {parts:>9} {worker:>9}   {name}\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::module::tests::module;

    #[test]
    fn each_crate_has_a_line_with_what_it_adds_where() {
        let mut ledger = Ledger::new();
        let first = module(&[("leptos::mount", 12), ("core::fmt::write", 4)], b"abc");
        let worker = module(&[("core::fmt::write", 6), ("app::job::Worker", 50)], b"");
        count(&mut ledger, 0, &first).unwrap();
        count(&mut ledger, 2, &worker).unwrap();
        assert_eq!(ledger["core"], [4, 0, 6]);
        let text = written(&ledger);
        let crates: Vec<&str> =
            text.lines().skip(2).filter_map(|line| line.split_whitespace().last()).collect();
        assert_eq!(crates, ["app", "leptos", "core", "data", "all"], "{text}");
        assert!(text.ends_with("       19                  56   all\n"), "{text}");
    }
}
