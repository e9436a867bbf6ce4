//! Everything that can be created, within reach of the thumb.

use leptos::prelude::*;

use crate::ui::paths;
use crate::ui::state::{AppState, TaskRequest, t, use_app};
use domain::{Draft, TASK};
use kit::{Icon, IconName, ListRow, Sheet};

/// A kind of record to create.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Thing {
    Task,
    Deal,
    Contact,
    Company,
}

impl Thing {
    const ALL: [Self; 4] = [Self::Task, Self::Deal, Self::Contact, Self::Company];

    fn word(self, state: AppState) -> String {
        match self {
            Self::Task => t!(state.words, day.new_task),
            Self::Deal => t!(state.words, day.new_deal),
            Self::Contact => t!(state.words, day.new_contact),
            Self::Company => t!(state.words, day.new_company),
        }
    }

    fn icon(self) -> IconName {
        match self {
            Self::Task => IconName::ListTodo,
            Self::Deal => IconName::Handshake,
            Self::Contact => IconName::UserPlus,
            Self::Company => IconName::Building2,
        }
    }

    fn path(self) -> Option<&'static str> {
        match self {
            Self::Task => None,
            Self::Deal => Some(paths::NEW_DEAL),
            Self::Contact => Some(paths::NEW_CONTACT),
            Self::Company => Some(paths::NEW_COMPANY),
        }
    }
}

/// The sheet.
#[component]
pub fn NewSheet() -> impl IntoView {
    let state = use_app();
    let place = paths::use_place();
    let open = state.sheets.new;
    let row = move |thing: Thing| {
        let choose = move |()| {
            open.set(false);
            match thing.path() {
                Some(path) => place.go(path),
                None => state.sheets.task.set(Some(TaskRequest::begin(Draft::new(TASK)))),
            }
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
