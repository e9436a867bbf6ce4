//! The company form.

use leptos::prelude::*;

use super::missing::NoCompany;
use crate::ui::parts::{DraftNote, FormDelete, FormFoot, RecordForm};
use crate::ui::paths;
use crate::ui::state::{BulkChange, EditForm, t, use_app};
use domain::{COMPANY, Draft, RecordId};
use kit::TopBar;

/// The form of the company in the URL, or of a new one.
#[component]
pub fn CompanyEdit() -> impl IntoView {
    let app = use_app();
    let id = paths::use_router().id_in(paths::COMPANIES);
    move || match id.get() {
        None => view! { <Form id=None /> }.into_any(),
        Some(text) => match RecordId::parse(&text).ok().filter(|id| {
            let record = app.records.peek(*id);
            record.is_some_and(|record| record.kind == COMPANY)
        }) {
            Some(id) => view! { <Form id=Some(id) /> }.into_any(),
            None => view! { <NoCompany /> }.into_any(),
        },
    }
}

#[component]
fn Form(id: Option<RecordId>) -> impl IntoView {
    let app = use_app();
    let form = EditForm::open(app, id, Draft::new(COMPANY));
    let title = Signal::derive(move || match id {
        Some(_) => t!(app.words, form.edit_company),
        None => t!(app.words, form.new_company),
    });
    app.show_title(move || title.get());
    let back = id.map_or_else(|| paths::COMPANIES.to_owned(), paths::company);
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
            router.replace(paths::COMPANIES);
        })
    });
    // Replaces the form's history entry, so that going back leads to the previous page.
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        form.save(move |id| router.replace(&paths::company(id)));
    };
    let problems = form.problems();
    // Fields stay in place when saving or another tab changes records.
    let schema = Memo::new(move |_| app.records.schema(COMPANY));
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
                    <Show when=move || form.ready.get()>{fields}</Show>
                    {on_delete.map(|on_delete| view! { <FormDelete on_delete /> })}
                </div>
                <FormFoot saving=form.saving failure=form.failure on_cancel=leave />
            </form>
        </div>
    }
}
