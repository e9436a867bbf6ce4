//! The tasks: a handle for reading, ticking off and putting off.

use super::format::Formatter;
use super::session::Session;

/// Tasks and the agenda of a day. A cheap `Copy` handle.
#[derive(Clone, Copy)]
pub struct Tasks {
    pub(super) session: &'static Session,
    pub(super) format: Formatter,
}
