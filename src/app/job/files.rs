//! A worker's files, with their read options.

use std::collections::BTreeMap;

use domain::KindId;
use transfer::{File, ReadOptions};

/// A file, with everything needed to read it again.
#[derive(Clone, Debug)]
pub struct Loaded {
    pub name: String,
    pub kind: KindId,
    pub bytes: Vec<u8>,
    pub options: ReadOptions,
}

impl Loaded {
    /// Returns the file as the readers take it.
    pub fn view(&self) -> File<'_> {
        let Self { name, kind, bytes, options } = self;
        File { name, bytes, kind: *kind, options }
    }
}

/// All files, by the number under which they were inspected, which is also the import order.
#[derive(Clone, Debug, Default)]
pub struct Files {
    pub all: BTreeMap<u32, Loaded>,
    /// The files to import; all if `None`.
    pub wanted: Option<Vec<u32>>,
}

impl Files {
    /// Returns the files to import, in order.
    pub fn in_order(&self) -> impl Iterator<Item = (u32, &Loaded)> {
        let wanted = |number: &u32| self.wanted.as_ref().is_none_or(|w| w.contains(number));
        self.all.iter().filter(move |(number, _)| wanted(number)).map(|(n, file)| (*n, file))
    }
}
