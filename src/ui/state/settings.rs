//! The settings: a handle for everything on their screen and for the first start.

use super::format::Formatter;
use super::records::Records;
use super::session::Session;
use domain::Fields;

/// The settings: choices, word lists, the first start, backups, and the health of the data. A cheap `Copy` handle.
#[derive(Clone, Copy)]
pub struct Settings {
    pub(super) session: &'static Session,
    pub(super) format: Formatter,
    pub(super) records: Records,
}

impl Settings {
    /// Returns a text of the settings. Tracked.
    pub fn text(&self, field: u32) -> String {
        self.session.workspace_of_shape().settings().text(field)
    }

    /// Returns whether a setting is on. Tracked.
    pub fn flag(&self, field: u32) -> bool {
        self.session.workspace_of_shape().settings().flag(field)
    }

    /// Returns a text of the settings as it is now; does not subscribe the calling view.
    pub fn peek_text(&self, field: u32) -> String {
        self.session.workspace().settings().text(field)
    }
}
