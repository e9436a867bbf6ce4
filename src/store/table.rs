//! The tables of a durable store. A browser has an object store for each; every form of row in one
//! has a golden file (`tests/golden_forms.rs`).

/// A table of a durable store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoreTable {
    /// Packed records.
    Pages,
    /// The head: clock, number of the last commit, counts.
    Meta,
    /// The pages that each commit wrote.
    Commits,
    /// History entries.
    History,
    /// The index of history.
    About,
    /// Markers of open bulk work.
    Bulk,
    /// The app's small values.
    Small,
    /// Files, by the hash of their bytes, which are stored as they are.
    Files,
}

impl StoreTable {
    /// Every table.
    pub const ALL: [Self; 8] = [
        Self::Pages,
        Self::Meta,
        Self::Commits,
        Self::History,
        Self::About,
        Self::Bulk,
        Self::Small,
        Self::Files,
    ];

    /// Returns the table's name in a browser.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pages => "pages",
            Self::Meta => "meta",
            Self::Commits => "commits",
            Self::History => "history",
            Self::About => "about",
            Self::Bulk => "bulk",
            Self::Small => "small",
            Self::Files => "files",
        }
    }
}
