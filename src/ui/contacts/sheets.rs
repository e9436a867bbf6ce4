//! The parts needed only for selecting and sheets, loaded on demand.

use leptos::prelude::*;

use super::columns_sheet::{ColumnChoice, ColumnDraft, ColumnsFoot};
use super::export_sheet::ExportChoice;
use super::filter_sheet::{Conditions, Draft, FilterFoot};
use super::row_sheet::RowActions;
use super::selecting::{SelectionBar, SelectionHead};
use super::state::List;
use super::tag_sheet::TagChoice;
use domain::RecordId;
use kit::apart;

apart!(records, selection_head(list: List) => view! { <SelectionHead list /> });
apart!(records, selection_bar(list: List) => view! { <SelectionBar list /> });
apart!(records, conditions(list: List, draft: Draft) => view! { <Conditions list draft /> });
apart!(records, filter_foot(list: List, draft: Draft) => view! { <FilterFoot list draft /> });
apart!(records, columns(list: List, draft: ColumnDraft) => view! { <ColumnChoice list draft /> });
apart!(records, columns_foot(list: List, draft: ColumnDraft) => view! { <ColumnsFoot list draft /> });
apart!(records, tag_choice(list: List) => view! { <TagChoice list /> });
apart!(records, export_choice(list: List) => view! { <ExportChoice list /> });
apart!(records, row_actions(list: List, id: RecordId) => view! { <RowActions list id /> });
