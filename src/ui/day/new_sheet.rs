//! Everything that can be made or logged, in reach of the thumb.

use leptos::prelude::*;

use crate::ui::paths::{self, Router};
use crate::ui::state::{AppState, LogRequest, TaskRequest, t, use_app};
use domain::{Draft, TASK, activity};
use kit::{Icon, IconName, ListRow, Sheet};

/// What can be made or logged.
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

    fn word(self, state: AppState) -> String {
        match self {
            Self::Task => t!(state.words, day.new_task),
            Self::Deal => t!(state.words, day.new_deal),
            Self::Contact => t!(state.words, day.new_contact),
            Self::Company => t!(state.words, day.new_company),
            Self::Visit => t!(state.words, day.log_visit),
            Self::Call => t!(state.words, day.log_call),
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
    fn begin(self, state: AppState, router: Router) {
        let log = |what: &str| {
            let request = LogRequest { what: what.to_owned(), ..LogRequest::default() };
            state.sheets.log.set(Some(request));
        };
        match self {
            Self::Task => state.sheets.task.set(Some(TaskRequest::begin(Draft::new(TASK)))),
            Self::Deal => router.go(paths::NEW_DEAL),
            Self::Contact => router.go(paths::NEW_CONTACT),
            Self::Company => router.go(paths::NEW_COMPANY),
            Self::Visit => log(activity::VISIT),
            Self::Call => log(activity::CALL),
        }
    }
}

/// The sheet.
#[component]
pub fn NewSheet() -> impl IntoView {
    let state = use_app();
    let router = paths::use_router();
    let open = state.sheets.new;
    let row = move |thing: Thing| {
        let choose = move |()| {
            open.set(false);
            thing.begin(state, router);
        };
        view! {
            <ListRow
                title=move || thing.word(state)
                leading=move || view! { <span class="day__thing"><Icon name=thing.icon() /></span> }
                on_press=choose
            />
        }
    };
    view! {
        <Sheet
            open
            title=Signal::derive(move || t!(state.words, day.new))
            on_close=move |()| open.set(false)
        >
            {move || Thing::ALL.map(row).collect_view()}
        </Sheet>
    }
}
