//! Everything that can be made or logged, in reach of the thumb.

use leptos::prelude::*;

use crate::ui::parts::icon_of_kind;
use crate::ui::paths::{self, Router};
use crate::ui::state::{AppState, LogRequest, TaskRequest, capitalized, t, use_app};
use domain::{Draft, Schema, TASK, activity};
use kit::{Icon, IconName, ListRow, Sheet};

/// A thing that can be created or logged.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Thing {
    Task,
    Deal,
    Contact,
    Company,
    Visit,
    Call,
}

impl Thing {
    const ALL: [Self; 6] =
        [Self::Visit, Self::Call, Self::Task, Self::Deal, Self::Contact, Self::Company];

    fn word(self, app: AppState) -> String {
        match self {
            Self::Task => t!(app.words, day.new_task),
            Self::Deal => t!(app.words, day.new_deal),
            Self::Contact => t!(app.words, day.new_contact),
            Self::Company => t!(app.words, day.new_company),
            Self::Visit => t!(app.words, day.log_visit),
            Self::Call => t!(app.words, day.log_call),
        }
    }

    fn icon(self) -> IconName {
        match self {
            Self::Task => IconName::ListTodo,
            Self::Deal => IconName::Handshake,
            Self::Contact => IconName::UserPlus,
            Self::Company => IconName::Building2,
            Self::Visit => IconName::MapPin,
            Self::Call => IconName::Phone,
        }
    }

    /// Goes to its form, or opens its sheet.
    fn begin(self, app: AppState, router: Router) {
        let log = |what: &str| {
            let request = LogRequest { what: what.to_owned(), ..LogRequest::default() };
            app.sheets.log.set(Some(request));
        };
        match self {
            Self::Task => app.sheets.task.set(Some(TaskRequest::begin(Draft::new(TASK)))),
            Self::Deal => router.go(paths::NEW_DEAL),
            Self::Contact => router.go(paths::NEW_CONTACT),
            Self::Company => router.go(paths::NEW_COMPANY),
            Self::Visit => log(activity::VISIT),
            Self::Call => log(activity::CALL),
        }
    }
}

/// The forms of the user's kinds.
#[component]
fn OwnKinds(open: RwSignal<bool>) -> impl IntoView {
    let app = use_app();
    let router = paths::use_router();
    let row = move |schema: Schema| {
        let label =
            capitalized(&t!(app.words, records.new, kind = app.words.kind_names(&schema).one));
        let icon = icon_of_kind(&schema);
        let path = paths::new_in(&paths::list(&schema.path));
        let choose = move |()| {
            open.set(false);
            router.go(&path);
        };
        view! {
            <ListRow
                title=move || label.clone()
                leading=move || view! { <span class="day__thing"><Icon name=icon /></span> }
                on_press=choose
            />
        }
    };
    move || app.records.own_kinds().into_iter().map(row).collect_view()
}

/// The sheet.
#[component]
pub fn NewSheet() -> impl IntoView {
    let app = use_app();
    let router = paths::use_router();
    let open = app.sheets.new;
    let is_there =
        move |thing: &Thing| *thing != Thing::Company || app.records.has_list_at(paths::COMPANIES);
    let row = move |thing: Thing| {
        let choose = move |()| {
            open.set(false);
            thing.begin(app, router);
        };
        view! {
            <ListRow
                title=move || thing.word(app)
                leading=move || view! { <span class="day__thing"><Icon name=thing.icon() /></span> }
                on_press=choose
            />
        }
    };
    view! {
        <Sheet
            open
            title=Signal::derive(move || t!(app.words, day.new))
            on_close=move |()| open.set(false)
        >
            {move || Thing::ALL.into_iter().filter(is_there).map(row).collect_view()}
            <OwnKinds open />
        </Sheet>
    }
}
