//! After an import: what did not come in as a file, and the way back.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::job::{Message, Reply, Request, reply_of};
use crate::app::{AppError, ImportOutcome};
use crate::browser::files;
use crate::ui::state::AppState;

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
        let Some(job) = self.import.hidden.with_value(|hidden| hidden.job.clone()) else { return };
        spawn_local(async move {
            job.post(Message::new(&Request::SetAside, Vec::new()));
            let kept = match reply_of(job.next().await) {
                Ok((Reply::SetAside { names }, parts)) => names
                    .iter()
                    .zip(&parts)
                    .try_for_each(|(name, bytes)| files::download(name, media_type(name), bytes))
                    .ok_or(AppError::Interrupted),
                Ok(_) => Err(AppError::Interrupted),
                Err(error) => Err(error),
            };
            if let Err(error) = kept {
                self.report(&error);
            }
        });
    }
}

fn media_type(name: &str) -> &'static str {
    if name.ends_with(".vcf") { "text/vcard" } else { "text/csv" }
}
