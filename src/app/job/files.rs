//! The files that a worker was given, with how each is to be read.

use std::collections::BTreeMap;

use domain::KindId;
use transfer::{File, ReadOptions};

/// A file with what is needed to go through it again.
#[derive(Clone, Debug)]
pub struct Loaded {
    pub name: String,
    pub kind: KindId,
    pub bytes: Vec<u8>,
    pub options: ReadOptions,
}

impl Loaded {
    /// As the readers take it.
    pub fn view(&self) -> File<'_> {
        let Self { name, kind, bytes, options } = self;
        File { name, bytes, kind: *kind, options }
    }
}

/// All files, by the numbers under which they were inspected: in this order they come in.
#[derive(Clone, Debug, Default)]
pub struct Files {
    pub all: BTreeMap<u32, Loaded>,
    /// Those that are to come in; all where nobody said.
    pub wanted: Option<Vec<u32>>,
}

impl Files {
    /// The files that are to come in.
    pub fn in_order(&self) -> impl Iterator<Item = (u32, &Loaded)> {
        let wanted = |number: &u32| self.wanted.as_ref().is_none_or(|w| w.contains(number));
        self.all.iter().filter(move |(number, _)| wanted(number)).map(|(n, file)| (*n, file))
    }
}
