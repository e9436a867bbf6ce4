//! After an import: saving the rows set aside, and undo.

use super::imports::Imports;
use std::rc::Rc;

use crate::ui::state::words::t;
use app::job::{Message, Reply, Request, reply_of};
use app::{AppError, ImportOutcome};
use browser::files;
use browser::job::Job;

impl Imports {
    /// Undoes a finished import.
    pub fn undo_import(self, outcome: &ImportOutcome) {
        for stamp in &outcome.stamps {
            self.session.undo(*stamp);
        }
        self.forget_import();
    }

    /// Offers the rows set aside as files to correct and import again.
    pub fn keep_set_aside(self) {
        self.session.import.with(|hidden| hidden.keep = true);
        self.ask_worker();
    }

    /// Fetches the rows set aside from the worker and downloads them.
    pub(super) async fn take_set_aside(self, job: &Rc<Job>) -> Result<(), AppError> {
        job.post(Message::new(&Request::SetAside, Vec::new()));
        let kept = match reply_of(job.next().await) {
            Ok((Reply::SetAside { names }, _)) if names.is_empty() => {
                self.session.say_done(t!(self.session.words, import.nothing_to_keep), None);
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
        // The import is done; this can be retried.
        if let Err(error) = kept {
            self.session.report(&error);
        }
        Ok(())
    }
}

fn media_type(name: &str) -> &'static str {
    if name.ends_with(".vcf") { "text/vcard" } else { "text/csv" }
}
