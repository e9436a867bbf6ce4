//! The contact form.

use leptos::prelude::*;

use super::missing::NoContact;
use super::photo::PhotoField;
use crate::ui::parts::{DraftNote, FormDelete, FormFoot, RecordForm};
use crate::ui::paths;
use crate::ui::state::{BulkChange, EditForm, t, use_app};
use domain::{CONTACT, Draft, RecordId, Value, contact, display_name};
use kit::TopBar;

/// The form of the contact in the URL, or of a new one.
#[component]
pub fn ContactEdit() -> impl IntoView {
    let app = use_app();
    let id = paths::use_router().id_in(paths::CONTACTS);
    move || match id.get() {
        None => view! { <Form id=None /> }.into_any(),
        Some(text) => match RecordId::parse(&text).ok().filter(|id| {
            let record = app.records.peek(*id);
            record.is_some_and(|record| record.kind == CONTACT)
        }) {
            Some(id) => view! { <Form id=Some(id) /> }.into_any(),
            None => view! { <NoContact /> }.into_any(),
        },
    }
}

#[component]
fn Form(id: Option<RecordId>) -> impl IntoView {
    let app = use_app();
    let form = EditForm::open(app, id, preset());
    let title = Signal::derive(move || match id {
        Some(_) => t!(app.words, form.edit_contact),
        None => t!(app.words, form.new_contact),
    });
    app.show_title(move || title.get());
    let back = id.map_or_else(|| paths::CONTACTS.to_owned(), paths::contact);
    let router = paths::use_router();
    let home = back.clone();
    let leave = move |()| {
        form.leave();
        if id.is_some() { router.replace(&home) } else { router.go(&home) }
    };
    let on_delete = id.map(|id| {
        Callback::new(move |()| {
            form.forget();
            app.records.change_many(vec![id], BulkChange::Delete);
            router.replace(paths::CONTACTS);
        })
    });
    // Replaces the form's history entry, so that going back leads to the previous page.
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        form.save(move |id| router.replace(&paths::contact(id)));
    };
    let problems = form.problems();
    // Fields stay in place when saving or another tab changes records.
    let schema = Memo::new(move |_| app.records.schema(CONTACT));
    let fields = move || {
        form.generation.with(|_| ());
        let schema = schema.get();
        view! { <RecordForm id=form.id schema draft=form.draft to_make=form.to_make problems /> }
    };
    let main = NodeRef::new();
    app.begin_at_top(main);
    view! {
        <div class="panes__main" data-form="" node_ref=main>
            <TopBar title back=paths::href(&back) />
            <form class="record-form" novalidate node_ref=form.element on:submit=on_submit>
                <div class="record-form__fields">
                    <DraftNote shown=form.restored on_discard=move |()| form.discard() />
                    <Head form />
                    <Similar form id />
                    <Show when=move || form.ready.get()>{fields}</Show>
                    {on_delete.map(|on_delete| view! { <FormDelete on_delete /> })}
                </div>
                <FormFoot saving=form.saving failure=form.failure on_cancel=leave />
            </form>
        </div>
    }
}

/// Returns the preset of a new contact: the company, if created from its page.
fn preset() -> Draft {
    let mut draft = Draft::new(CONTACT);
    let question = paths::use_router().question();
    let company =
        question.with_untracked(|asked| RecordId::parse(asked.strip_prefix("company=")?).ok());
    if let Some(id) = company {
        draft.set(contact::COMPANY, Value::Reference(id));
    }
    draft
}

/// The picture and the name as it will be displayed.
#[component]
fn Head(form: EditForm) -> impl IntoView {
    let app = use_app();
    let name =
        Memo::new(move |_| form.draft.with(|draft| display_name(draft, app.format.name_habits())));
    let shown = move || match name.get() {
        name if name.is_empty() => t!(app.words, form.nameless),
        name => t!(app.words, form.shown_as, name = name),
    };
    view! {
        <div class="form-head">
            <PhotoField id=form.id draft=form.draft />
            <p class="form-head__name" dir="auto">{shown}</p>
        </div>
    }
}

/// The fields that identify a contact.
const WHO: [u32; 6] = [
    contact::GIVEN,
    contact::MIDDLE,
    contact::FAMILY,
    contact::NAME_ORDER,
    contact::EMAILS,
    contact::PHONES,
];

/// Existing contacts that resemble the one being entered.
#[component]
fn Similar(form: EditForm, id: Option<RecordId>) -> impl IntoView {
    let app = use_app();
    // Scans all contacts, so it reruns only when an identifying field changes.
    let who = Memo::new(move |_| {
        let mut who = form.draft.get();
        who.slots.retain(|number, _| WHO.contains(number));
        who
    });
    let similar = Memo::new(move |_| who.with(|who| app.records.seem_to_exist(who, id)));
    let row = move |(id, name): (RecordId, String)| {
        let text = t!(app.words, form.exists, name = name);
        view! { <a href=paths::href(&paths::contact(id)) dir="auto">{text}</a> }
    };
    view! {
        <div class="form-similar" role="status">
            {move || similar.get().into_iter().map(row).collect_view()}
        </div>
    }
}
