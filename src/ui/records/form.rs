//! The form of a record of any kind.

use leptos::prelude::*;

use super::missing::NoRecord;
use super::photo::PhotoField;
use crate::ui::parts::{DraftNote, FormDelete, FormFoot, RecordForm, icon_of_kind};
use crate::ui::paths;
use crate::ui::state::{AppState, BulkChange, EditForm, capitalized, t, use_app};
use domain::{Draft, FieldType, KindId, RecordId, Schema, Value};
use kit::TopBar;

/// The parts of a kind's form that its schema cannot describe.
#[derive(Clone, Copy, Default)]
pub struct FormParts {
    /// A note below the head: records that resemble the one being entered.
    pub note: Option<fn(EditForm) -> AnyView>,
    /// Called when the form opens.
    pub begin: Option<fn(AppState)>,
    /// True once a new record can be entered. Tracked.
    pub is_ready: Option<fn(AppState) -> bool>,
    /// Completes what a new record begins with, after what the address says.
    pub preset: Option<fn(AppState, &mut Draft)>,
    /// Saves the form, and calls back with the record's id.
    pub save: Option<fn(AppState, EditForm, Callback<RecordId>)>,
}

impl FormParts {
    /// No parts.
    pub const NONE: Self =
        Self { note: None, begin: None, is_ready: None, preset: None, save: None };
}

/// The form of the record in the URL, or of a new one.
#[component]
pub fn RecordEdit(
    /// The kind of the list that the address is in.
    kind: KindId,
    /// The parts of its form.
    #[prop(optional)]
    parts: FormParts,
) -> impl IntoView {
    let app = use_app();
    let home = untrack(|| paths::list(&app.records.schema(kind).path));
    let router = paths::use_router();
    let (address, path) = (router.id_in(home), router.path());
    // After saving, the URL changes to the record's page; the form's id stays until the form is
    // gone.
    let id = Memo::new(move |before: Option<&Option<String>>| {
        let is_form = path.with(|path| path.ends_with("/edit") || path.ends_with("/new"));
        if is_form { address.get() } else { before.cloned().flatten() }
    });
    if let Some(begin) = parts.begin {
        begin(app);
    }
    let ready = Memo::new(move |_| parts.is_ready.is_none_or(|is_ready| is_ready(app)));
    move || match id.get() {
        None if !ready.get() => ().into_any(),
        None => view! { <Form kind id=None parts /> }.into_any(),
        Some(text) => match RecordId::parse(&text).ok().filter(|id| {
            let record = app.records.peek(*id);
            record.is_some_and(|record| record.kind == kind)
        }) {
            Some(id) => view! { <Form kind id=Some(id) parts /> }.into_any(),
            None => view! { <NoRecord kind /> }.into_any(),
        },
    }
}

#[component]
fn Form(kind: KindId, id: Option<RecordId>, parts: FormParts) -> impl IntoView {
    let app = use_app();
    // Fields stay in place when saving or another tab changes records.
    let schema = Memo::new(move |_| app.records.schema(kind));
    let mut begun = preset(&schema.read_untracked());
    if let Some(preset) = parts.preset {
        preset(app, &mut begun);
    }
    let form = EditForm::open(app.records, id, begun);
    let title = Signal::derive(move || {
        let one = app.words.kind_names(&schema.read()).one;
        capitalized(&match id {
            Some(_) => t!(app.words, records.edit_kind, kind = one),
            None => t!(app.words, records.new, kind = one),
        })
    });
    app.show_title(move || title.get());
    let home = StoredValue::new(paths::list(&schema.read_untracked().path));
    let page_of = move |id| home.with_value(|home| paths::record(home, id));
    let back = id.map_or_else(|| home.get_value(), page_of);
    let router = paths::use_router();
    let left = back.clone();
    let leave = move |()| {
        form.leave();
        if id.is_some() { router.replace(&left) } else { router.go(&left) }
    };
    let on_delete = id.map(|id| {
        Callback::new(move |()| {
            form.forget();
            app.records.change_many(vec![id], BulkChange::Delete);
            router.replace(&home.get_value());
        })
    });
    // Replaces the form's history entry, so that going back leads to the previous page.
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let then = move |id| router.replace(&page_of(id));
        match parts.save {
            Some(save) => save(app, form, Callback::new(then)),
            None => form.save(then),
        }
    };
    let problems = form.problems();
    let fields = move || {
        form.generation.with(|_| ());
        let schema = schema.get();
        view! { <RecordForm id=form.id schema draft=form.draft to_make=form.to_make problems /> }
    };
    let photo = schema.read_untracked().photo;
    let main = NodeRef::new();
    app.begin_at_top(main);
    view! {
        <div class="panes__main" data-form="" node_ref=main>
            <TopBar title back=paths::href(&back) />
            <form class="record-form" novalidate node_ref=form.element on:submit=on_submit>
                <div class="record-form__fields">
                    <DraftNote shown=form.restored on_discard=move |()| form.discard() />
                    {photo.map(|field| view! { <Head kind form field /> })}
                    {parts.note.map(|note| note(form))}
                    <Show when=move || form.ready.get()>{fields}</Show>
                    {on_delete.map(|on_delete| view! { <FormDelete on_delete /> })}
                </div>
                <FormFoot saving=form.saving failure=form.failure on_cancel=leave />
            </form>
        </div>
    }
}

/// Returns the preset of a new record: the record from whose page it is created, `?company=…`,
/// named by the key of the field that refers to it.
fn preset(schema: &Schema) -> Draft {
    let mut draft = Draft::new(schema.kind);
    let question = paths::use_router().question();
    let question = question.get_untracked();
    for (key, value) in paths::read_question(&question) {
        let field = schema.field_by_key(key);
        let field = field.filter(|field| matches!(field.kind, FieldType::Reference(_)));
        let Some((field, id)) = field.zip(RecordId::parse(&value).ok()) else { continue };
        if field.many {
            draft.push(field.number, "", Value::Reference(id));
        } else {
            draft.set(field.number, Value::Reference(id));
        }
    }
    draft
}

/// The picture and the name as it will be displayed.
#[component]
fn Head(kind: KindId, form: EditForm, field: u32) -> impl IntoView {
    let app = use_app();
    let name = Memo::new(move |_| {
        let schema = app.records.schema(kind);
        form.draft.with(|draft| schema.title_of(draft, app.format.name_habits()))
    });
    let letters = Memo::new(move |_| {
        let schema = app.records.schema(kind);
        form.draft.with(|draft| schema.initials_of(draft, app.format.name_habits()))
    });
    let shown = move || match name.get() {
        name if name.is_empty() => t!(app.words, form.nameless),
        name => t!(app.words, form.shown_as, name = name),
    };
    view! {
        <div class="form-head">
            <PhotoField form field letters icon=icon_of_kind(&app.records.schema(kind)) />
            <p class="form-head__name" dir="auto">{shown}</p>
        </div>
    }
}
