//! Form drafts, which survive a reload, a crash and an incoming call.

use std::cell::RefCell;
use std::collections::HashMap;

use leptos::task::spawn_local;

use super::records::Records;
use domain::{Draft, KindId, RecordId};
use replica::{decode_draft, encode_draft};
use store::{SmallForm, SmallKey};

thread_local! {
    /// Writes in flight by key: a form reopened at once must not read the value they replace.
    static UNDER_WAY: RefCell<HashMap<String, Option<Vec<u8>>>> = RefCell::default();
}

/// Identifies the form of a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftKey(String);

impl DraftKey {
    /// The form of a record, or of a new one of this kind.
    pub fn of(kind: KindId, id: Option<RecordId>) -> Self {
        let id = id.map_or_else(|| "new".to_owned(), |id| id.to_string());
        Self(format!("{}/{id}", kind.0))
    }

    /// The note being written about a record.
    pub fn of_note(home: RecordId) -> Self {
        Self(format!("note/{home}"))
    }

    /// The log sheet of a record, or a part of it.
    pub fn of_log(home: Option<RecordId>, part: &str) -> Self {
        let home = home.map(|home| home.to_string()).unwrap_or_default();
        Self(format!("log/{home}{part}"))
    }
}

impl Records {
    /// Reads the draft of an abandoned form, if any.
    pub async fn draft(self, key: &DraftKey) -> Option<Draft> {
        decode_draft(&self.kept(&SmallForm::Draft.key_of(&key.0)).await?)
    }

    /// Stores the draft of a form; called with every keystroke.
    pub fn keep_draft(self, key: &DraftKey, draft: &Draft) {
        self.keep(SmallForm::Draft.key_of(&key.0), Some(encode_draft(draft)));
    }

    /// Drops the draft of a form that was saved or discarded.
    pub fn drop_draft(self, key: &DraftKey) {
        self.keep(SmallForm::Draft.key_of(&key.0), None);
    }

    /// Reads the text of an unfinished note.
    pub async fn draft_text(self, key: &DraftKey) -> Option<String> {
        String::from_utf8(self.kept(&SmallForm::DraftText.key_of(&key.0)).await?).ok()
    }

    /// Stores the text of an unfinished note; drops it if empty.
    pub fn keep_text(self, key: &DraftKey, text: &str) {
        let text = (!text.is_empty()).then(|| text.as_bytes().to_vec());
        self.keep(SmallForm::DraftText.key_of(&key.0), text);
    }

    async fn kept(self, key: &SmallKey) -> Option<Vec<u8>> {
        let under_way = UNDER_WAY.with_borrow(|under_way| under_way.get(key.name()).cloned());
        match under_way {
            Some(value) => value,
            None => self.session.small(key).await,
        }
    }

    fn keep(self, key: SmallKey, value: Option<Vec<u8>>) {
        let workspace = self.session.workspace();
        let name = key.name().to_owned();
        UNDER_WAY.with_borrow_mut(|under_way| under_way.insert(name.clone(), value.clone()));
        spawn_local(async move {
            let outcome = key.write(workspace.store(), value.clone()).await;
            UNDER_WAY.with_borrow_mut(|under_way| {
                // A later keystroke may have replaced the value meanwhile.
                if under_way.get(&name) == Some(&value) {
                    under_way.remove(&name);
                }
            });
            if let Err(error) = outcome {
                self.session.report(&error.into());
            }
        });
    }
}
