//! Sales settings: a link to the pipelines, and the word lists.

use leptos::prelude::*;

use super::rows::{ActRow, LinkRow};
use super::word_sheets::{EditedWords, WordsSheet};
use crate::ui::paths;
use crate::ui::state::{WordList, t, use_app};
use kit::{Group, IconName};

/// The link to the pipelines, and the word lists.
#[component]
pub fn Selling() -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let edited = RwSignal::new(None::<EditedWords>);
    let list =
        move |list: WordList| Signal::derive(move || words.list(&app.settings.word_list(list)));
    let mails = Signal::derive(move || {
        let subjects = app.settings.mail_templates().into_iter().map(|mail| mail.subject);
        words.list(&subjects.collect::<Vec<_>>())
    });
    view! {
        <Group title=Signal::derive(move || t!(words, selling.title))>
            <LinkRow
                label=Signal::derive(move || t!(words, selling.pipelines))
                icon=IconName::Columns3
                path=paths::PIPELINES
            />
            <ActRow
                label=Signal::derive(move || t!(words, selling.lost_because))
                hint=list(WordList::LostReasons)
                icon=IconName::Flag
                on_press=move |()| edited.set(Some(EditedWords::Words(WordList::LostReasons)))
            />
            <ActRow
                label=Signal::derive(move || t!(words, selling.outcomes_title))
                hint=list(WordList::Outcomes)
                icon=IconName::PhoneCall
                on_press=move |()| edited.set(Some(EditedWords::Words(WordList::Outcomes)))
            />
            <ActRow
                label=Signal::derive(move || t!(words, selling.mails_title))
                hint=mails
                icon=IconName::Mail
                on_press=move |()| edited.set(Some(EditedWords::Mails))
            />
        </Group>
        <WordsSheet edited />
    }
}
