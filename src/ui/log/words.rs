//! Titles by kind of activity.

use crate::ui::state::{AppState, t};
use domain::activity;

/// Returns the sheet's title.
pub fn title(app: AppState, what: &str) -> String {
    let words = app.words;
    match what {
        activity::CALL => t!(words, log.log_call),
        activity::VISIT => t!(words, log.log_visit),
        activity::MEETING => t!(words, log.log_meeting),
        activity::EMAIL => t!(words, log.log_email),
        activity::MESSAGE => t!(words, log.log_message),
        activity::LETTER => t!(words, log.log_letter),
        activity::GIFT => t!(words, log.log_gift),
        activity::DONE => t!(words, log.log_done),
        _ => t!(words, log.write_note),
    }
}
