//! The download until the first screen can be used, file by file.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::wire::{Failure, Outcome};

/// A file with its size in bytes, plain and gzipped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    pub name: String,
    pub plain: u64,
    pub packed: u64,
}

/// Measures the build's files with these names, the largest first. Skips names that are not files
/// of the build, such as data of the page itself.
pub fn weigh(dist: &Path, names: &BTreeSet<String>) -> Outcome<Vec<File>> {
    let mut files = Vec::new();
    for name in names {
        let path = dist.join(name);
        if !path.is_file() {
            continue;
        }
        let plain = fs::metadata(&path)?.len();
        let packed = Command::new("gzip").args(["-9", "-n", "-c"]).arg(&path).output()?;
        if !packed.status.success() {
            return Err(Failure::Broken(format!("gzip could not read {name}")));
        }
        let packed = u64::try_from(packed.stdout.len()).unwrap_or(u64::MAX);
        files.push(File { name: name.clone(), plain, packed });
    }
    files.sort_by(|a, b| b.packed.cmp(&a.packed).then_with(|| a.name.cmp(&b.name)));
    Ok(files)
}

pub fn total(files: &[File]) -> u64 {
    files.iter().map(|file| file.packed).sum()
}

pub fn json(files: &[File]) -> Value {
    let one = |file: &File| json!({ "file": file.name, "bytes": file.plain, "gzip": file.packed });
    json!({ "gzip": total(files), "files": files.iter().map(one).collect::<Vec<_>>() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_of_the_build_are_weighed_and_the_heaviest_comes_first() {
        let folder = tempfile::TempDir::new().unwrap();
        fs::write(folder.path().join("small.js"), "1").unwrap();
        fs::write(folder.path().join("large.js"), "abcdefghij".repeat(3)).unwrap();
        let names = ["small.js", "large.js", "nowhere.js"].map(str::to_owned).into();
        let files = weigh(folder.path(), &names).unwrap();
        let found: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(found, ["large.js", "small.js"]);
        assert_eq!(files[0].plain, 30);
        assert!(total(&files) > 30);
    }
}
