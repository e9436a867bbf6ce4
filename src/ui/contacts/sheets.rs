//! What the sheets of the list hold; it comes when the first of them is opened.

use leptos::prelude::*;

use super::export_sheet::ExportChoice;
use super::filter_sheet::{Conditions, Draft, FilterFoot};
use super::row_sheet::RowActions;
use super::state::List;
use super::tag_sheet::TagChoice;
use crate::domain::RecordId;
use crate::ui::kit::apart;

apart!(lists, conditions(list: List, draft: Draft) => view! { <Conditions list draft /> });
apart!(lists, filter_foot(list: List, draft: Draft) => view! { <FilterFoot list draft /> });
apart!(lists, tag_choice(list: List) => view! { <TagChoice list /> });
apart!(lists, export_choice(list: List) => view! { <ExportChoice list /> });
apart!(lists, row_actions(list: List, id: RecordId) => view! { <RowActions list id /> });
