//! The deal form.

use leptos::prelude::*;

use super::list_query::way_back;
use super::missing::NoDeal;
use crate::ui::parts::{DraftNote, FormDelete, FormFoot, RecordForm};
use crate::ui::paths;
use crate::ui::state::{AppState, BulkChange, EditForm, t, use_app};
use domain::{
    COMPANY, CONTACT, DEAL, Draft, Fields, Money, RecordId, StageResult, Value, contact, deal,
    lines_total, product_lines,
};
use kit::TopBar;

/// The form of the deal in the URL, or of a new one.
#[component]
pub fn DealEdit() -> impl IntoView {
    let app = use_app();
    // A deal needs a stage to be in.
    app.deals.need_pipeline();
    let router = paths::use_router();
    let (address, path) = (router.id_in(paths::DEALS), router.path());
    // After saving, the URL changes to the deal's page; keep the form's id until the form is gone.
    let id = Memo::new(move |before: Option<&Option<String>>| {
        let is_form = path.with(|path| path.ends_with("/edit") || path.ends_with("/new"));
        if is_form { address.get() } else { before.cloned().flatten() }
    });
    let ready = Memo::new(move |_| !app.deals.pipelines().is_empty());
    move || match id.get() {
        None if !ready.get() => ().into_any(),
        None => view! { <Form id=None /> }.into_any(),
        Some(text) => match RecordId::parse(&text).ok().filter(|id| {
            let record = app.records.peek(*id);
            record.is_some_and(|record| record.kind == DEAL)
        }) {
            Some(id) => view! { <Form id=Some(id) /> }.into_any(),
            None => view! { <NoDeal /> }.into_any(),
        },
    }
}

#[component]
fn Form(id: Option<RecordId>) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let form = EditForm::open(app.records, id, preset(app));
    let title = Signal::derive(move || match id {
        Some(_) => t!(words, deals.edit),
        None => t!(words, deals.new),
    });
    app.show_title(move || title.get());
    let back = id.map_or_else(way_back, paths::deal);
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
            router.replace(&way_back());
        })
    });
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        complete(app, form);
        let stage = hold_stage(app, form, id);
        form.save(move |id| {
            app.sheets.moving.set(stage.map(|stage| (id, stage)));
            router.replace(&paths::deal(id));
        });
        if let Some(stage) = stage.filter(|_| !form.problems().get_untracked().is_empty()) {
            form.draft.update(|draft| draft.set(deal::STAGE, Value::Reference(stage)));
        }
    };
    let problems = form.problems();
    let schema = Memo::new(move |_| app.records.schema(DEAL));
    let fields = move || {
        form.generation.with(|_| ());
        let schema = schema.get();
        view! { <RecordForm id=form.id schema draft=form.draft to_make=form.to_make problems /> }
    };
    let main = NodeRef::new();
    app.begin_at_top(main);
    view! {
        <div class="panes deal" data-open="">
            <div class="panes__main" data-form="" node_ref=main>
                <TopBar title back=paths::href(&back) />
                <form class="record-form" novalidate node_ref=form.element on:submit=on_submit>
                    <div class="record-form__fields">
                        <DraftNote shown=form.restored on_discard=move |()| form.discard() />
                        <Show when=move || form.ready.get()>{fields}</Show>
                        {on_delete.map(|on_delete| view! { <FormDelete on_delete /> })}
                    </div>
                    <FormFoot saving=form.saving failure=form.failure on_cancel=leave />
                </form>
            </div>
        </div>
    }
}

/// Returns a new deal's preset: the records in the URL, the first stage, the user as owner.
fn preset(app: AppState) -> Draft {
    let mut draft = Draft::new(DEAL);
    let question = paths::use_router().question().get_untracked();
    let mut stage = app.deals.first_stage();
    for (name, value) in paths::read_question(&question) {
        let Some(record) = RecordId::parse(&value).ok().and_then(|id| app.records.peek(id)) else {
            continue;
        };
        match name {
            "contact" if record.kind == CONTACT => {
                draft.push(deal::CONTACTS, "", Value::Reference(record.id));
                if let Some(company) = record.reference(contact::COMPANY) {
                    draft.set(deal::COMPANY, Value::Reference(company));
                }
            }
            "company" if record.kind == COMPANY => {
                draft.set(deal::COMPANY, Value::Reference(record.id));
            }
            "stage" => stage = app.deals.peek_stage(record.id).map(|stage| stage.id).or(stage),
            _ => {}
        }
    }
    if let Some(stage) = stage {
        draft.set(deal::STAGE, Value::Reference(stage));
    }
    draft
}

/// Holds back a stage that wins the deal, or loses it without a reason: its page performs the move,
/// with the usual question or celebration.
fn hold_stage(app: AppState, form: EditForm, id: Option<RecordId>) -> Option<RecordId> {
    let before = app.records.peek(id?)?.reference(deal::STAGE)?;
    let (stage, said) = form.draft.with_untracked(|draft| {
        (draft.reference(deal::STAGE), !draft.text(deal::LOST_REASON).trim().is_empty())
    });
    let stage = app.deals.peek_stage(stage.filter(|stage| *stage != before)?)?;
    let held = match stage.result {
        StageResult::Open => false,
        StageResult::Won => true,
        StageResult::Lost => !said,
    };
    if held {
        form.draft.update(|draft| draft.set(deal::STAGE, Value::Reference(before)));
    }
    held.then_some(stage.id)
}

/// Fills in what follows from the input: the value from the products, the name from the customer.
fn complete(app: AppState, form: EditForm) {
    form.draft.update(|draft| {
        let lines = product_lines(draft);
        if draft.value(deal::VALUE).is_none() && !lines.is_empty() {
            let total: Money = lines_total(&lines, untrack(|| app.format.currency()));
            draft.set(deal::VALUE, Value::Money(total));
        }
        let worth = draft.value(deal::VALUE).is_some();
        if draft.text(deal::NAME).trim().is_empty() && worth {
            draft.set_text(deal::NAME, name_for(app, draft));
        }
    });
}

/// Returns a name for a deal without one: that of its company or first contact.
fn name_for(app: AppState, draft: &Draft) -> String {
    let people = draft.elements(deal::CONTACTS).into_iter().map(|element| element.value);
    let who = draft.value(deal::COMPANY).into_iter().chain(people);
    let name = who.filter_map(|value| match value {
        Value::Reference(id) => Some(app.records.peek_name(id)),
        Value::Text(name) => Some(name.trim().to_owned()),
        _ => None,
    });
    match name.into_iter().find(|name| !name.is_empty()) {
        Some(name) => t!(app.words, deals.named_after, name = name),
        None => t!(app.words, deals.no_name),
    }
}
