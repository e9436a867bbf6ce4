//! After an import: what did not come in as a file, and the way back.

use std::rc::Rc;

use crate::ui::state::AppState;
use crate::ui::state::words::t;
use app::job::{Message, Reply, Request, reply_of};
use app::{AppError, ImportOutcome};
use browser::files;
use browser::job::Job;

impl AppState {
    /// Takes an import back that has come in.
    pub fn undo_import(self, outcome: &ImportOutcome) {
        for stamp in &outcome.stamps {
            self.undo(*stamp);
        }
        self.forget_import();
    }

    /// Offers what is set aside as files that can be corrected and imported again.
    pub fn keep_set_aside(self) {
        self.import.with(|hidden| hidden.keep = true);
        self.ask_worker();
    }

    /// Asks for what is set aside and hands it to the browser.
    pub(super) async fn take_set_aside(self, job: &Rc<Job>) -> Result<(), AppError> {
        job.post(Message::new(&Request::SetAside, Vec::new()));
        let kept = match reply_of(job.next().await) {
            Ok((Reply::SetAside { names }, _)) if names.is_empty() => {
                self.say_done(t!(self.words, import.nothing_to_keep), None);
                Ok(())
            }
            Ok((Reply::SetAside { names }, parts)) => names
                .iter()
                .zip(&parts)
                .try_for_each(|(name, bytes)| files::download(name, media_type(name), bytes))
                .ok_or(AppError::Interrupted),
            Ok(_) => Err(AppError::Interrupted),
            Err(error) => Err(error),
        };
        // What came in is in; this can be asked for again.
        if let Err(error) = kept {
            self.report(&error);
        }
        Ok(())
    }
}

fn media_type(name: &str) -> &'static str {
    if name.ends_with(".vcf") { "text/vcard" } else { "text/csv" }
}
