//! Quick add: one line that becomes a task, deal or note, with a preview before it is saved.

use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::prelude::*;

use crate::ui::state::{AppState, fault_sentence, t, use_app};
use domain::{
    CONTACT, DEAL, Draft, Due, Fault, Fields, NameMatch, QuickAdd, QuickKind, TASK, Value, contact,
    deal, display_name, task,
};
use kit::{Button, ButtonKind, Chip, Chips, Icon, IconName, Tag, Tone};

/// The quick add box with its preview.
#[component]
pub fn QuickBox() -> impl IntoView {
    let app = use_app();
    let line = RwSignal::new(String::new());
    // The record chosen among several matches.
    let chosen = RwSignal::new(None::<NameMatch>);
    // Recomputed with every keystroke; `understand` caches the name lookups.
    let meaning = Memo::new(move |_| {
        let line = line.get();
        (!line.trim().is_empty()).then(|| understood(app, &line, chosen.get()))
    });
    let several = Memo::new(move |_| {
        meaning.with(|meaning| meaning.as_ref().map(|it| it.several.clone())).unwrap_or_default()
    });
    let clear = move || {
        chosen.set(None);
        line.set(String::new());
    };
    let add = move || {
        let Some(meaning) = meaning.get_untracked().filter(|it| !it.text.is_empty()) else {
            return;
        };
        let kept = line.get_untracked();
        app.records.add_quickly(&meaning, move || {
            // Text typed meanwhile is the next entry.
            if line.try_get_untracked().is_some_and(|now| now == kept) {
                clear();
            }
        });
    };
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        add();
    };
    let on_keydown = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            clear();
        }
    };
    view! {
        <form class="quick-add" on:submit=on_submit>
            <div class="quick-add__line">
                <Icon name=IconName::Plus />
                <input
                    class="quick-add__input"
                    type="text"
                    autocomplete="off"
                    enterkeyhint="done"
                    aria-label=move || t!(app.words, day.quick_add)
                    placeholder=move || t!(app.words, day.quick_hint)
                    prop:value=move || line.get()
                    on:input:target=move |event| line.set(event.target().value())
                    on:keydown=on_keydown
                />
            </div>
            <div role="status">
                {move || meaning.get().map(|meaning| view! { <Preview meaning /> })}
            </div>
            <Show when=move || !several.read().is_empty()>
                <Candidates several chosen />
            </Show>
        </form>
    }
}

/// Parses a line and applies the user's choice among several matches.
fn understood(app: AppState, line: &str, chosen: Option<NameMatch>) -> QuickAdd {
    let meaning = app.records.understand(line);
    let picked = chosen.filter(|known| meaning.several.contains(known));
    QuickAdd { subject: picked.or(meaning.subject), ..meaning }
}

/// The records that match a name; pressing a chip links the record, pressing again unlinks it.
#[component]
fn Candidates(several: Memo<Vec<NameMatch>>, chosen: RwSignal<Option<NameMatch>>) -> impl IntoView {
    let app = use_app();
    let chip = move |known: NameMatch| {
        let label = Signal::stored(app.records.told_apart(&known));
        let id = known.id;
        let is_it = move || chosen.read().as_ref().is_some_and(|chosen| chosen.id == id);
        let pressed = Signal::derive(is_it);
        let press = move |()| chosen.set(Some(known.clone()).filter(|_| !pressed.get_untracked()));
        view! { <Chip label pressed on_press=press /> }
    };
    view! {
        <div class="quick-add__who">
            <Chips label=Signal::derive(move || t!(app.words, day.who)) wrap=true>
                {move || several.get().into_iter().map(chip).collect_view()}
            </Chips>
        </div>
    }
}

/// A preview of the record to create.
#[component]
fn Preview(meaning: QuickAdd) -> impl IntoView {
    let app = use_app();
    let draft = app.records.quick_draft(&meaning);
    let (icon, kind) = kind_of(app, meaning.what);
    let parts = parts_of(app, &meaning, &draft);
    // Tags without text are not saved.
    let nothing = meaning.text.is_empty();
    let text = match meaning.what {
        QuickKind::Contact if nothing => t!(app.words, day.contact_nobody),
        _ if nothing => fault_sentence(&app.words, Fault::NoText),
        QuickKind::Contact => display_name(&draft, app.format.name_habits()),
        _ => meaning.text.clone(),
    };
    let tags = meaning.tags.iter().map(
        |tag| view! { <Tag label=tag.clone() tone=Signal::stored(app.records.tag_tone(tag)) /> },
    );
    let tags = tags.collect_view();
    view! {
        <div class="quick-add__preview">
            <Icon name=icon />
            <div class="quick-add__words">
                <span class="quick-add__text" dir="auto">{text}</span>
                <span class="quick-add__note">
                    <Tag label=kind tone=Signal::stored(Tone::Info) />
                    {parts}
                    {tags}
                </span>
            </div>
            <Show when=move || !nothing>
                <Button
                    label=Signal::derive(move || t!(app.words, day.add))
                    kind=ButtonKind::Primary
                    submit=true
                />
            </Show>
        </div>
    }
}

fn kind_of(app: AppState, what: QuickKind) -> (IconName, String) {
    let words = app.words;
    match what {
        QuickKind::Task => (IconName::ListTodo, t!(words, day.task_kind)),
        QuickKind::Call => (IconName::Phone, t!(words, day.call_kind)),
        QuickKind::Visit => (IconName::MapPin, t!(words, day.visit_kind)),
        QuickKind::Meeting => (IconName::Users, t!(words, day.meeting_kind)),
        QuickKind::Email => (IconName::Mail, t!(words, day.email_kind)),
        QuickKind::Note => (IconName::StickyNote, t!(words, day.note_kind)),
        QuickKind::Deal => (IconName::Handshake, t!(words, day.deal_kind)),
        QuickKind::Contact => (IconName::UserPlus, t!(words, day.contact_kind)),
    }
}

/// Returns the recognized details: due time, recurrence, subject, value.
fn parts_of(app: AppState, meaning: &QuickAdd, draft: &Draft) -> String {
    let words = app.words;
    let mut parts: Vec<String> = Vec::new();
    let due = Due::parse(&draft.text(task::DUE)).filter(|_| draft.kind == TASK);
    parts.extend(due.map(|due| app.format.due(&due)));
    parts.extend(meaning.repeat.as_ref().map(|rule| app.format.repeat(rule)));
    parts.extend(meaning.subject.as_ref().map(|known| known.name.clone()));
    if draft.kind == CONTACT {
        parts.extend(contact_parts(app, meaning, draft));
    }
    if draft.kind == DEAL {
        if let Some(Value::Money(money)) = draft.value(deal::VALUE) {
            parts.push(app.format.money(money));
        }
        if let Some(Value::Date(day)) = draft.value(deal::CLOSE) {
            parts.push(t!(words, day.closes, when = app.deals.close_of_deal(day)));
        }
        if let Some(Value::Text(company)) = draft.value(deal::COMPANY) {
            parts.push(t!(words, day.company_new, name = company));
        }
    }
    if meaning.priority_high {
        parts.push(t!(words, day.high));
    }
    parts.join(" · ")
}

/// Returns a new contact's details, labeled by field.
fn contact_parts(app: AppState, meaning: &QuickAdd, draft: &Draft) -> Vec<String> {
    let words = app.words;
    let named = |field: u32, text: String| {
        (!text.is_empty()).then(|| format!("{}: {text}", app.records.field_label(CONTACT, field)))
    };
    let names = [contact::PREFIX, contact::GIVEN, contact::MIDDLE, contact::FAMILY];
    let mut parts: Vec<String> =
        names.into_iter().filter_map(|field| named(field, draft.text(field))).collect();
    for field in [contact::PHONES, contact::EMAILS] {
        parts.extend(draft.texts(field).into_iter().filter_map(|text| named(field, text)));
    }
    let company = meaning.person.as_ref().and_then(|person| person.company.as_ref());
    parts.extend(company.and_then(|(name, known)| match known {
        Some(_) => named(contact::COMPANY, name.clone()),
        None => Some(t!(words, day.company_made, name = name)),
    }));
    parts.extend(named(contact::ABOUT, draft.text(contact::ABOUT)));
    parts
}
