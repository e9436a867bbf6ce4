//! Operations that change data. Their code is a separate file, fetched right after the first
//! screen: reading does not need it. Everything the first screen can trigger goes through here.

use std::pin::Pin;
use std::rc::Rc;

use leptos::wasm_split::SplitLoaderError;

use super::backing::AppWorkspace;
use super::requests::LogRequest;
use super::settings::Settings;
use app::job::{Reply, reply_of};
use app::{AppError, Begun, BulkChange, Done, Missing, Opening, RestoreOutcome, Undone};
use browser::job::Job;
use browser::{intl, window};
use domain::{Draft, Fields, RecordId, SETTINGS, likely_country, settings};
use replica::{Stamp, decode_draft};
use store::SmallForm;

type Work<T> = Pin<Box<dyn Future<Output = Result<T, AppError>>>>;

/// `work!(name(argument: Type) -> Outcome { … })` declares an asynchronous function of that file.
macro_rules! work {
    ($(#[$about:meta])* $name:ident($($argument:ident: $type:ty),*) -> $outcome:ty { $($body:tt)* }) => {
        $(#[$about])*
        pub async fn $name($($argument: $type),*) -> Result<$outcome, AppError> {
            #[cfg_attr(
                not(feature = "screens"),
                leptos::wasm_split::wasm_split(work, wasm_split_path = leptos::wasm_split, fallible)
            )]
            fn $name($($argument: $type),*) -> Result<Work<$outcome>, SplitLoaderError> {
                Ok(Box::pin(async move { $($body)* }))
            }
            let coming = $name($($argument),*);
            #[cfg(feature = "screens")]
            let coming = std::future::ready(coming);
            coming.await.map_err(|_missing| AppError::PartMissing)?.await
        }
    };
}

work! {
    /// Undoes an action.
    undo(workspace: Rc<AppWorkspace>, stamp: Stamp) -> Undone { workspace.undo(stamp).await }
}

work! {
    /// Changes many records at once.
    change_many(workspace: Rc<AppWorkspace>, ids: Vec<RecordId>, change: BulkChange) -> Done {
        workspace.change_many(&ids, &change).await
    }
}

work! {
    /// Restores records, and activities with their records, from the bin.
    take_from_bin(
        workspace: Rc<AppWorkspace>,
        records: Vec<RecordId>,
        activities: Vec<(RecordId, RecordId)>
    ) -> Done {
        workspace.take_from_bin(&records, &activities).await
    }
}

work! {
    /// Deletes records, and activities with their records, of the bin for ever, in short steps. Returns
    /// how many.
    erase(
        workspace: Rc<AppWorkspace>,
        records: Vec<RecordId>,
        activities: Vec<(RecordId, RecordId)>
    ) -> usize {
        let mut erasure = workspace.begin_erasure(&records, &activities);
        while workspace.erase(&mut erasure).await? {
            window::yield_now().await;
        }
        Ok(erasure.erased)
    }
}

work! {
    /// Merges records stored twice, parts the settings of a build before, refreshes digests outdated
    /// by a change of country or fields, merges small pages, indexes history from before there was an
    /// index, gives activities of builds before all their copies, and removes files that nothing refers
    /// to. Returns true if the screen must update.
    tidy(workspace: Rc<AppWorkspace>) -> bool {
        // Duplicates that cannot be merged now are merged at the next start.
        let mut any = workspace.join_copies().await.unwrap_or_default();
        any |= workspace.part_settings().await?;
        while workspace.refresh_digests().await? {
            any = true;
            window::yield_now().await;
        }
        if any {
            workspace.sort();
        }
        let joined = workspace.join_small_pages().await?;
        while workspace.index_history().await? {
            window::yield_now().await;
        }
        while workspace.complete_copies().await? {
            window::yield_now().await;
        }
        if let Some(mut sweep) = workspace.begin_file_sweep().await? {
            while workspace.sweep_files(&mut sweep).await? {
                window::yield_now().await;
            }
        }
        Ok(joined || any)
    }
}

work! {
    /// Mends what is amiss at the start.
    mend(workspace: Rc<AppWorkspace>, begun: Begun) -> Opening { workspace.mend(begun).await }
}

work! {
    /// Reads what another tab wrote; returns true if that changed anything.
    catch_up(workspace: Rc<AppWorkspace>) -> bool { workspace.catch_up().await }
}

work! {
    /// Reads a kept call; `None` if all its records were deleted, perhaps on another device.
    kept_call(workspace: Rc<AppWorkspace>, kept: Vec<u8>) -> Option<LogRequest> {
        let request = decode_draft(&kept).as_ref().map(LogRequest::of);
        Ok(request.filter(|it| it.subjects().any(|id| workspace.is_live(id))))
    }
}

work! {
    /// Keeps how far the first start has come on this device.
    keep_beginning(workspace: Rc<AppWorkspace>, steps: Vec<u8>) -> () {
        Ok(SmallForm::Beginning.key().write(workspace.store(), Some(steps)).await?)
    }
}

work! {
    /// Shows the outcome of restoring a backup.
    say_restored(settings: Settings, text: String, outcome: RestoreOutcome) -> () {
        settings.tell_restored(text, &outcome);
        Ok(())
    }
}

work! {
    /// Checks the activities; returns what is missing.
    look_through_activities(workspace: Rc<AppWorkspace>) -> Missing {
        workspace.look_through_activities().await
    }
}

work! {
    /// Writes off the missing data.
    give_up_missing(workspace: Rc<AppWorkspace>) -> () { workspace.give_up_missing().await }
}

work! {
    /// Sets the country from the device's time zone and language if none is chosen, so that numbers
    /// without a country code are understood. The settings show it and can change it.
    guess_country(workspace: Rc<AppWorkspace>) -> () {
        let country = likely_country(&intl::time_zone(), &window::country());
        let chosen = !workspace.settings().text(settings::COUNTRY).is_empty();
        if !chosen && !country.is_empty() {
            let mut draft = Draft::new(SETTINGS);
            draft.set_text(settings::COUNTRY, country);
            workspace.presume_settings(draft).await?;
        }
        Ok(())
    }
}

work! {
    /// Creates the default pipeline if there is none.
    seed_pipeline(workspace: Rc<AppWorkspace>) -> bool { workspace.seed_pipeline().await }
}

work! {
    /// Fills the app with sample contacts, most of them of this language.
    add_sample(workspace: Rc<AppWorkspace>, label: String, language: &'static str) -> Done {
        workspace.add_sample(&label, language).await
    }
}

work! {
    /// Restores a backup; returns the outcome.
    restore(workspace: Rc<AppWorkspace>, bytes: Vec<u8>) -> RestoreOutcome {
        let request = workspace.ask_to_restore(bytes).await?;
        let job = Job::start().ok_or(AppError::Interrupted)?;
        job.post(request);
        match reply_of(job.next().await)? {
            (Reply::Restored(restored), parts) => workspace.restore(*restored, parts).await,
            _ => Err(AppError::Interrupted),
        }
    }
}
