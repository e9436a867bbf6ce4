//! The sheet of a word list, one word per line; or of mail templates with subject and text.

use leptos::prelude::*;

use crate::ui::state::{WordList, t, use_app};
use domain::MailTemplate;
use kit::{Button, ButtonKind, IconName, Sheet, TextArea, TextField};

/// The list being edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditedWords {
    /// A word list.
    Words(WordList),
    /// The mail templates.
    Mails,
}

/// The sheet; open while a list is edited.
#[component]
pub fn WordsSheet(edited: RwSignal<Option<EditedWords>>) -> impl IntoView {
    let words = use_app().words;
    let title = Memo::new(move |last: Option<&String>| match (edited.get(), last) {
        (Some(EditedWords::Words(WordList::LostReasons)), _) => t!(words, selling.lost_because),
        (Some(EditedWords::Words(WordList::Outcomes)), _) => t!(words, selling.outcomes_title),
        (Some(EditedWords::Mails), _) => t!(words, selling.mails_title),
        // The title stays while the sheet slides away.
        (None, last) => last.cloned().unwrap_or_default(),
    });
    view! {
        <Sheet
            open=Signal::derive(move || edited.read().is_some())
            title
            on_close=move |()| edited.set(None)
        >
            {move || match edited.get_untracked() {
                Some(EditedWords::Words(list)) => Some(view! { <WordLines edited list /> }.into_any()),
                Some(EditedWords::Mails) => Some(view! { <Mails edited /> }.into_any()),
                None => None,
            }}
        </Sheet>
    }
}

/// The save button, and a button that restores the default list.
#[component]
fn Foot(#[prop(into)] own: Signal<bool>, #[prop(into)] on_reset: Callback<()>) -> impl IntoView {
    let words = use_app().words;
    view! {
        <Button
            label=Signal::derive(move || t!(words, shell.save))
            kind=ButtonKind::Primary
            submit=true
            wide=true
        />
        <Show when=move || own.get()>
            <Button
                label=Signal::derive(move || t!(words, selling.reset))
                kind=ButtonKind::Ghost
                icon=IconName::Undo2
                wide=true
                on_press=on_reset
            />
        </Show>
    }
}

#[component]
fn WordLines(edited: RwSignal<Option<EditedWords>>, list: WordList) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let text = RwSignal::new(untrack(|| app.settings.word_list(list).join("\n")));
    let save = move |text: String| {
        edited.set(None);
        app.settings.save_word_list(list, &text);
    };
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        save(text.get_untracked());
    };
    view! {
        <form class="settings__sheet" on:submit=on_submit>
            <TextArea
                label=Signal::derive(move || t!(words, selling.one_a_line))
                value=text
                rows=6
                on_input=move |typed| text.set(typed)
            />
            <Foot
                own=Signal::derive(move || app.settings.has_own_words(list))
                on_reset=move |()| save(String::new())
            />
        </form>
    }
}

/// A mail template being edited.
#[derive(Clone, Copy)]
struct Mail {
    number: usize,
    subject: RwSignal<String>,
    text: RwSignal<String>,
}

impl Mail {
    fn new(number: usize, MailTemplate { subject, text }: MailTemplate) -> Self {
        Self { number, subject: RwSignal::new(subject), text: RwSignal::new(text) }
    }

    fn template(self) -> MailTemplate {
        MailTemplate { subject: self.subject.get_untracked(), text: self.text.get_untracked() }
    }
}

#[component]
fn Mails(edited: RwSignal<Option<EditedWords>>) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let known = untrack(|| app.settings.mail_templates());
    let next = StoredValue::new(known.len());
    let mails: RwSignal<Vec<Mail>> =
        RwSignal::new(known.into_iter().enumerate().map(|(n, mail)| Mail::new(n, mail)).collect());
    let add = move |()| {
        let number = next.get_value();
        next.set_value(number + 1);
        mails.update(|mails| mails.push(Mail::new(number, MailTemplate::default())));
    };
    let save = move |templates: Vec<MailTemplate>| {
        edited.set(None);
        app.settings.save_mail_templates(&templates);
    };
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        save(mails.with_untracked(|mails| mails.iter().map(|mail| mail.template()).collect()));
    };
    view! {
        <form class="settings__sheet" on:submit=on_submit>
            <p class="settings__note">{move || t!(words, raw selling.mails_hint)}</p>
            <For each=move || mails.get() key=|mail| mail.number let:mail>
                <MailFields mails mail />
            </For>
            <Button
                label=Signal::derive(move || t!(words, selling.add_mail))
                icon=IconName::Plus
                wide=true
                on_press=add
            />
            <Foot
                own=Signal::derive(move || app.settings.has_own_mails())
                on_reset=move |()| save(Vec::new())
            />
        </form>
    }
}

#[component]
fn MailFields(mails: RwSignal<Vec<Mail>>, mail: Mail) -> impl IntoView {
    let words = use_app().words;
    let remove = move |()| mails.update(|mails| mails.retain(|known| known.number != mail.number));
    view! {
        <fieldset class="settings__mail">
            <TextField
                label=Signal::derive(move || t!(words, selling.subject))
                value=mail.subject
                on_input=move |text| mail.subject.set(text)
            />
            <TextArea
                label=Signal::derive(move || t!(words, selling.text))
                value=mail.text
                rows=5
                on_input=move |text| mail.text.set(text)
            />
            <Button
                label=Signal::derive(move || t!(words, selling.remove_mail))
                kind=ButtonKind::Ghost
                icon=IconName::Trash2
                on_press=remove
            />
        </fieldset>
    }
}
