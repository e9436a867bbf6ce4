//! The parts needed only for selecting and sheets, loaded on demand.

use leptos::prelude::*;

use super::board::{Mover, RecordBoard};
use super::columns_sheet::{ColumnChoice, ColumnDraft, ColumnsFoot};
use super::edit_sheet::{BulkDraft, EditChoice, EditFoot};
use super::export_sheet::ExportChoice;
use super::filter_draft::FilterDraft;
use super::filter_sheet::{Conditions, FilterFoot};
use super::gone::GoneNote;
use super::group_sheet::GroupChoice;
use super::lanes::MoveTargets;
use super::row_sheet::RowActions;
use super::selecting::{SelectionBar, SelectionHead};
use super::state::List;
use super::tag_sheet::TagChoice;
use super::view_name::ViewName;
use super::views_sheet::Views;
use domain::RecordId;
use kit::{Tone, lazy_part};

lazy_part!(records, selection_head(list: List) => view! { <SelectionHead list /> });
lazy_part!(records, selection_bar(list: List) => view! { <SelectionBar list /> });
lazy_part!(records, conditions(list: List, draft: FilterDraft) => view! { <Conditions list draft /> });
lazy_part!(records, filter_foot(list: List, draft: FilterDraft) => view! { <FilterFoot list draft /> });
lazy_part!(records, gone_note(list: List) => view! { <GoneNote list /> });
lazy_part!(records, views(list: List) => view! { <Views list /> });
lazy_part!(records, view_name(list: List, id: Option<RecordId>) => view! { <ViewName list id /> });
lazy_part!(records, columns(list: List, draft: ColumnDraft) => view! { <ColumnChoice list draft /> });
lazy_part!(records, columns_foot(list: List, draft: ColumnDraft) => view! { <ColumnsFoot list draft /> });
lazy_part!(records, group_choice(list: List) => view! { <GroupChoice list /> });
lazy_part!(records, tag_choice(list: List) => view! { <TagChoice list /> });
lazy_part!(records, edit_choice(list: List, draft: BulkDraft) => view! { <EditChoice list draft /> });
lazy_part!(records, edit_foot(list: List, draft: BulkDraft) => view! { <EditFoot list draft /> });
lazy_part!(records, export_choice(list: List) => view! { <ExportChoice list /> });
lazy_part!(records, board(list: List) => view! { <RecordBoard list /> });
lazy_part!(records, moves(list: List) => view! {
    <MoveTargets list mover=Mover::plain(list) tone=|_: String| Tone::Plain />
});
lazy_part!(records, row_actions(list: List, id: RecordId) => view! { <RowActions list id /> });
