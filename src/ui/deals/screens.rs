//! The extras of the list, page and form of deals.

use leptos::prelude::*;

use super::board::{DealMoves, board_parts};
use super::form;
use super::head::DealHead;
use super::log_row::LogRow;
use super::move_sheets::MoveSheets;
use super::people::People;
use super::products::Products;
use super::row::{DealSigns, line_of};
use super::stage_move::Moving;
use super::stays::Stays;
use super::sums::Sums;
use super::way::{Elsewhere, NoNextTask, Way, begin_page, menu};
use crate::ui::paths;
use crate::ui::records::{
    FormParts, List, ListExtras, NewTask, Next, PageParts, RecordBoard, RecordPage,
};
use crate::ui::state::t;
use domain::deal;
use kit::lazy_part;

/// The list and the board of deals.
pub const LIST: ListExtras = ListExtras {
    hint: Some(|app| t!(app.words, deals.none_text)),
    begin: Some(begin_list),
    new: Some(path_of_new),
    below: Some(sums),
    line: Some(line_of),
    signs: Some(|app, id| view! { <DealSigns app id /> }.into_any()),
    board: Some(board),
    moves: Some(moves),
    sheets: Some(move_sheets),
    set_up: Some(|app| (paths::PIPELINES, t!(app.words, deals.edit_pipelines))),
    ..ListExtras::NONE
};

lazy_part!(records, sums(list: List) => view! { <Sums list /> });
lazy_part!(records, board(list: List) => view! { <RecordBoard list parts=board_parts() /> });
lazy_part!(records, moves(list: List) => view! { <DealMoves list /> });
lazy_part!(records, move_sheets(_list: List) => use_context::<Moving>().map(|moving| {
    view! { <MoveSheets moving /> }
}));

/// The page of a deal.
pub const PAGE: PageParts = PageParts {
    begin: Some(begin_page),
    head: Some(|page| view! { <DealHead page /> }.into_any()),
    menu: Some(menu),
    side: Some(|page| view! { <Stays page /> }.into_any()),
    sheets: Some(|page| view! { <Elsewhere page /> }.into_any()),
    sections: Some(sections),
    elsewhere: &[
        deal::VALUE,
        deal::STAGE,
        deal::CONTACTS,
        deal::COMPANY,
        deal::LINES,
        deal::SINCE,
        deal::NEXT,
    ],
};

/// The form of a deal.
pub const FORM: FormParts = FormParts {
    begin: Some(|app| app.deals.need_pipeline()),
    is_ready: Some(|app| !app.deals.pipelines().is_empty()),
    preset: Some(form::preset),
    save: Some(form::save),
    ..FormParts::NONE
};

/// Provides the moves that the board, the bulk actions and their sheets share.
fn begin_list(list: List) {
    list.app.deals.need_pipeline();
    provide_context(Moving::over(list.app, list.board.under_way));
}

/// Returns the path of the form of a new deal in the pipeline shown.
fn path_of_new(list: List) -> String {
    let pipelines = list.app.deals.pipelines();
    let first = pipelines.first().map(|pipeline| pipeline.id);
    let shown = list.board.within.get().filter(|shown| Some(*shown) != first);
    let shown = pipelines.iter().find(|pipeline| Some(pipeline.id) == shown);
    match shown.and_then(|pipeline| pipeline.first_open()) {
        Some(stage) => format!("{}?stage={}", paths::NEW_DEAL, stage.id),
        None => paths::NEW_DEAL.to_owned(),
    }
}

fn sections(page: RecordPage) -> AnyView {
    view! {
        <Way page />
        <Next page />
        <NoNextTask page />
        <LogRow page />
        <div class="record-log">
            <NewTask page />
        </div>
        <People page />
        <Products page />
    }
    .into_any()
}
