//! What changes the data. Its code is a file of its own, fetched right after the first screen is
//! there: reading needs none of it. Whatever the first screen itself can set off goes through here.

use std::pin::Pin;
use std::rc::Rc;

use leptos::wasm_split::SplitLoaderError;

use super::backing::Satchel;
use app::job::{Reply, reply_of};
use app::{AppError, BulkChange, Done, Missing, RestoreOutcome, Undone};
use browser::job::Job;
use browser::{intl, window};
use domain::{Draft, Fields, RecordId, SETTINGS, likely_country, settings};
use replica::Stamp;

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
    undo(satchel: Rc<Satchel>, stamp: Stamp) -> Undone { satchel.undo(stamp).await }
}

work! {
    /// Changes many records at once.
    change_many(satchel: Rc<Satchel>, ids: Vec<RecordId>, change: BulkChange) -> Done {
        satchel.change_many(&ids, &change).await
    }
}

work! {
    /// Takes records and activities, each with its home, out of the bin.
    take_from_bin(
        satchel: Rc<Satchel>,
        records: Vec<RecordId>,
        activities: Vec<(RecordId, RecordId)>
    ) -> Done {
        satchel.take_from_bin(&records, &activities).await
    }
}

work! {
    /// Joins what is stored twice, brings pages up to date that another country or another set of
    /// fields digested, and joins pages that stayed small. Gives whether anything changed for the screen.
    tidy(satchel: Rc<Satchel>) -> bool {
        // Copies that cannot be joined now are joined at the next start.
        let mut any = satchel.join_copies().await.unwrap_or_default();
        while satchel.refresh_digests().await? {
            any = true;
            window::breathe().await;
        }
        if any {
            satchel.sort();
        }
        Ok(satchel.join_small_pages().await? || any)
    }
}

work! {
    /// Looks through the activities; gives what is missing of them.
    look_through_activities(satchel: Rc<Satchel>) -> Missing {
        satchel.look_through_activities().await
    }
}

work! {
    /// Gives up what is missing.
    give_up_missing(satchel: Rc<Satchel>) -> () { satchel.give_up_missing().await }
}

work! {
    /// Takes the country from the device's clock and language where none was chosen, so that numbers without
    /// a country code are understood. It is shown in the settings, where it can be changed.
    guess_country(satchel: Rc<Satchel>) -> () {
        let country = likely_country(&intl::time_zone(), &window::country());
        let chosen = !satchel.settings().text(settings::COUNTRY).is_empty();
        if !chosen && !country.is_empty() {
            let mut draft = Draft::new(SETTINGS);
            draft.set_text(settings::COUNTRY, country);
            satchel.presume_settings(draft).await?;
        }
        Ok(())
    }
}

work! {
    /// Makes the pipeline that every app begins with, where there is none.
    seed_pipeline(satchel: Rc<Satchel>) -> bool { satchel.seed_pipeline().await }
}

work! {
    /// Fills the app with sample contacts.
    add_sample(satchel: Rc<Satchel>, label: String) -> Done { satchel.add_sample(&label).await }
}

work! {
    /// Restores a backup; gives what that did.
    restore(satchel: Rc<Satchel>, bytes: Vec<u8>) -> RestoreOutcome {
        let request = satchel.ask_to_restore(bytes).await?;
        let job = Job::start().ok_or(AppError::Interrupted)?;
        job.post(request);
        match reply_of(job.next().await)? {
            (Reply::Restored(restored), parts) => satchel.restore(*restored, parts).await,
            _ => Err(AppError::Interrupted),
        }
    }
}
