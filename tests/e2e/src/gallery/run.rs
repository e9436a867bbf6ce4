//! Compares photographs with the accepted ones in `tests/gallery`, or accepts them.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use super::picture::{Difference, Picture};
use super::sitting::{Sitting, Title};
use crate::page::Scheme;
use crate::wire::Outcome;

const ACCEPTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../gallery");
/// How the name of a picture ends that is not accepted.
const NEW: &str = ".new.png";

/// A photograph beside the accepted one.
enum Verdict {
    Same,
    /// None was accepted yet.
    New,
    Resized,
    Changed(Difference),
}

impl fmt::Display for Verdict {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Same => out.write_str("as accepted"),
            Self::New => out.write_str("none is accepted"),
            Self::Resized => out.write_str("another size"),
            Self::Changed(Difference { whole, square }) => {
                let (whole, square) = (whole * 100.0, square * 100.0);
                write!(out, "{whole:.2} % differ, {square:.0} % in one place")
            }
        }
    }
}

fn judge(accepted: &Path, taken: &Picture) -> Outcome<Verdict> {
    if !accepted.is_file() {
        return Ok(Verdict::New);
    }
    let found = Picture::decode(&fs::read(accepted)?)?.difference(taken);
    Ok(match found {
        None => Verdict::Resized,
        Some(difference) if difference.is_tolerable() => Verdict::Same,
        Some(difference) => Verdict::Changed(difference),
    })
}

/// Photographs the gallery built in the folder `site`. Returns true if every picture is as accepted;
/// others are left beside the accepted ones. With `accept` they take their place.
pub fn run(site: &Path, accept: bool) -> Outcome<bool> {
    let folder = Path::new(ACCEPTED);
    fs::create_dir_all(folder)?;
    for old in pictures(folder)?.into_iter().filter(|path| is_new(path)) {
        fs::remove_file(old)?;
    }
    let sitting = Sitting::begin(site)?;
    let mut known = Vec::new();
    let mut changed = 0;
    for plate in sitting.plates()? {
        for scheme in [Scheme::Light, Scheme::Dark] {
            let title = Title(&plate, scheme).to_string();
            let take = || Picture::decode(&sitting.photograph(&plate, scheme)?);
            let accepted = folder.join(format!("{title}.png"));
            let mut taken = take()?;
            let mut verdict = judge(&accepted, &taken)?;
            // On a busy machine a picture was once taken too soon. Named, as that is a fault to mend.
            if !accept && matches!(verdict, Verdict::Changed(_)) {
                let first = verdict;
                taken = take()?;
                verdict = judge(&accepted, &taken)?;
                if matches!(verdict, Verdict::Same) {
                    println!("  {title}: {first}; as accepted at the second attempt");
                }
            }
            if !matches!(verdict, Verdict::Same) {
                let file = if accept { accepted.clone() } else { folder.join(title.clone() + NEW) };
                fs::write(&file, taken.encode()?)?;
                println!("  {title}: {verdict}");
                changed += 1;
            }
            known.push(accepted);
        }
    }
    for left in pictures(folder)?.into_iter().filter(|path| !is_new(path) && !known.contains(path))
    {
        println!("  {}: the gallery has no such plate", left.display());
        changed += 1;
        if accept {
            fs::remove_file(left)?;
        }
    }
    let count = known.len();
    if changed == 0 {
        println!("{count} pictures of the gallery are as accepted");
    } else if accept {
        println!("{count} pictures of the gallery; {changed} accepted anew");
    } else {
        println!(
            "{changed} of {count} pictures of the gallery are not as accepted: see tests/gallery/*{NEW}; `make gallery ACCEPT=1` accepts them"
        );
    }
    Ok(accept || changed == 0)
}

fn pictures(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let paths = fs::read_dir(folder)?.flatten().map(|entry| entry.path());
    Ok(paths.filter(|path| path.extension().is_some_and(|end| end == "png")).collect())
}

fn is_new(path: &Path) -> bool {
    path.to_string_lossy().ends_with(NEW)
}
