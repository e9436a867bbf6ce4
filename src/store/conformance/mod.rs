//! The suite that every store passes: natively the one in memory, in every browser the one in
//! IndexedDB. A case gets two connections to the same empty data, like two tabs.
//!
//! [`each_store_case!`](crate::each_store_case) passes the names of all cases to a macro, which
//! turns each into a test for its platform.

mod absence;
mod bulk;
mod commits;
mod damage;
mod news;
mod records;
mod rest;
mod support;
#[cfg(test)]
mod tests;

pub use absence::*;
pub use bulk::*;
pub use commits::*;
pub use damage::*;
pub use records::*;
pub use rest::*;
pub use support::same_as_a_plain_map;

/// Calls a macro with the name of every case of [`crate::conformance`].
#[macro_export]
macro_rules! each_store_case {
    ($test:ident) => {
        $test! {
            a_new_store_is_empty_and_belongs_to_one_device,
            an_edit_is_there_for_the_other_tab,
            two_tabs_editing_the_same_page_at_once_lose_nothing,
            stamps_of_two_tabs_are_never_equal_and_rise,
            an_action_that_fails_half_way_leaves_the_old_state,
            an_action_that_is_dropped_half_way_leaves_the_old_state_or_the_new,
            an_action_is_asked_in_order,
            an_action_may_leave_pages_alone,
            an_action_changes_a_page_as_it_has_it_in_memory_unless_there_is_a_later_commit,
            pages_come_in_the_order_of_their_keys_and_in_slices,
            missed_commits_tell_their_pages,
            a_tab_that_slept_too_long_reads_everything_again,
            random_batches_equal_the_same_batches_on_a_plain_map,
            bulk_work_is_one_commit_when_it_ends,
            bulk_work_that_was_cut_off_is_found_and_rolled_back,
            bulk_work_names_the_pages_that_it_learns_of_later,
            bulk_work_that_was_taken_back_cannot_go_on,
            files_that_bulk_work_brought_go_with_it_when_it_is_taken_back,
            bulk_work_that_ended_is_not_taken_back,
            bulk_work_ends_together_with_an_action_or_not_at_all,
            history_of_elsewhere_comes_with_the_action_or_not_at_all,
            what_is_absent_may_be_made_whatever_else_was_committed_since,
            what_was_made_since_is_not_made_twice,
            what_is_absent_is_looked_for_at_the_end_of_bulk_work_as_well,
            where_nobody_knows_what_was_committed_nothing_is_taken_for_absent,
            small_values_are_kept_replaced_and_removed,
            files_are_kept_by_the_hash_of_their_bytes,
            files_without_use_are_removed_unless_something_happened_since,
            history_comes_newest_first_and_in_slices,
            history_is_found_by_what_it_is_about,
            history_without_an_index_is_indexed_in_slices,
            clearing_removes_everything_and_other_tabs_notice,
            a_damaged_page_is_set_aside_and_the_rest_opens,
            golden_pages_open,
            five_thousand_records_are_edited_in_one_transaction,
            compaction_joins_small_pages_and_loses_no_record,
            compaction_leaves_damaged_pages_and_open_bulk_work_alone,
            what_there_should_be_is_counted_with_every_write,
            pages_that_are_moved_out_of_the_way_are_kept_and_missed_no_more,
            whatever_stands_in_place_of_a_row_the_store_opens_and_is_written,
            a_page_that_is_something_else_is_read_as_a_damaged_one,
        }
    };
}
