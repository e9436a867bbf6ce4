//! What changes the data. Its code is a file of its own, fetched right after the first screen is
//! there: reading needs none of it. Whatever the first screen itself can set off goes through here.

use std::pin::Pin;
use std::rc::Rc;

use leptos::wasm_split::{SplitLoaderError, wasm_split};

use super::backing::Satchel;
use crate::app::job::{Reply, reply_of};
use crate::app::{AppError, BulkChange, Done, Missing, RestoreOutcome, Undone};
use crate::browser::job::Job;
use crate::browser::window;
use crate::domain::{Draft, Fields, RecordId, SETTINGS, country_codes, settings};
use crate::replica::Stamp;

type Work<T> = Pin<Box<dyn Future<Output = Result<T, AppError>>>>;

/// `work!(name(argument: Type) -> Outcome { … })` declares an asynchronous function of that file.
macro_rules! work {
    ($(#[$about:meta])* $name:ident($($argument:ident: $type:ty),*) -> $outcome:ty { $($body:tt)* }) => {
        $(#[$about])*
        pub async fn $name($($argument: $type),*) -> Result<$outcome, AppError> {
            #[wasm_split(work, wasm_split_path = leptos::wasm_split, fallible)]
            fn $name($($argument: $type),*) -> Result<Work<$outcome>, SplitLoaderError> {
                Ok(Box::pin(async move { $($body)* }))
            }
            $name($($argument),*).await.map_err(|_missing| AppError::PartMissing)?.await
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
    /// Brings pages up to date that another country or another set of fields digested, and joins
    /// pages that stayed small. Gives whether anything changed for the screen.
    tidy(satchel: Rc<Satchel>) -> bool {
        let mut any = false;
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
    /// Takes the country from the browser's language where none was chosen, so that numbers without
    /// a country code are understood. It is shown in the settings, where it can be changed.
    guess_country(satchel: Rc<Satchel>) -> () {
        let country = window::country();
        let chosen = !satchel.settings().text(settings::COUNTRY).is_empty();
        let known = country_codes().iter().any(|(code, _)| *code == country);
        if !chosen && known {
            let mut draft = Draft::new(SETTINGS);
            draft.set_text(settings::COUNTRY, country);
            satchel.save_settings(draft).await?;
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
