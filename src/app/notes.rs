//! Notes, the simplest activity.

use domain::{ACTIVITY, Draft, RecordId, Value, activity, many_lines};
use store::Store;

use super::actions::{Done, Saved};
use super::log::{LoggedActivity, note_draft};
use super::workspace::Workspace;
use super::{AppError, Env};

impl<S: Store, E: Env> Workspace<S, E> {
    /// Adds a note. `when` may be in the past.
    ///
    /// # Errors
    /// As [`Workspace::log`].
    pub async fn add_note(&self, home: RecordId, text: &str, when: i64) -> Result<Saved, AppError> {
        let activity = note_draft(home, text, when);
        self.log(LoggedActivity { activity, next: None, does: None }).await
    }

    /// Changes the text and time of a note.
    ///
    /// # Errors
    /// `NotFound`; store errors.
    pub async fn edit_note(
        &self,
        home: RecordId,
        id: RecordId,
        text: &str,
        when: i64,
    ) -> Result<Done, AppError> {
        let mut draft = Draft::new(ACTIVITY);
        draft.set(activity::WHEN, Value::Moment(when));
        draft.set_text(activity::TEXT, many_lines(text));
        self.edit_activity(home, id, draft).await
    }
}
