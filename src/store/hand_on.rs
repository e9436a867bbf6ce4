//! Stores that stand before another one: the calls of the port, written down once for all of them.

/// Every call of [`Store`](crate::Store), handed on by a macro of the caller's, which gets
/// whether the call `reads` or `writes`, and the call. To be used inside `impl Store for …`.
///
/// [`read_pages`](crate::Store::read_pages) is not among them: it asks for `pages` slice by
/// slice, and each slice is handed on. Who stands before a store that has a faster way writes it
/// beside the macro.
///
/// ```
/// use std::cell::Cell;
///
/// use store::hand_on;
/// use store::{MemoryStore, Store};
///
/// /// Counts what is written.
/// struct Counting {
///     store: MemoryStore,
///     writes: Cell<usize>,
/// }
///
/// macro_rules! counted {
///     (reads $this:ident.$call:ident($($argument:ident),*)) => {
///         $this.store.$call($($argument),*).await
///     };
///     (writes $this:ident.$call:ident($($argument:ident),*)) => {{
///         $this.writes.update(|writes| writes + 1);
///         $this.store.$call($($argument),*).await
///     }};
/// }
///
/// impl Store for Counting {
///     hand_on!(counted);
/// }
///
/// # fn now<T>(future: impl Future<Output = T>) -> T {
/// #     use std::task::{Context, Poll, Waker};
/// #     let mut future = std::pin::pin!(future);
/// #     match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
/// #         Poll::Ready(value) => value,
/// #         Poll::Pending => panic!("nothing in memory ever waits"),
/// #     }
/// # }
/// let counting = Counting { store: MemoryStore::new(7), writes: Cell::new(0) };
/// now(counting.put("place", Some(b"/contacts".to_vec()))).unwrap();
/// assert_eq!(now(counting.get("place")), Ok(Some(b"/contacts".to_vec())));
/// assert_eq!(counting.writes.get(), 1);
/// ```
#[macro_export]
macro_rules! hand_on {
    ($around:ident) => {
        $crate::hand_on! { calls of $around:
            reads open() -> Result<$crate::Opened, $crate::StoreError>;
            reads pages(
                range: $crate::PageRange,
                after: Option<::replica::PageKey>,
                limit: u32
            ) -> Result<Vec<(::replica::PageKey, Vec<u8>)>, $crate::StoreError>;
            reads open_bulk_pages() -> Result<Vec<::replica::PageKey>, $crate::StoreError>;
            reads pages_by_key(keys: &[::replica::PageKey])
                -> Result<Vec<(::replica::PageKey, Vec<u8>)>, $crate::StoreError>;
            writes commit(
                action: &mut dyn $crate::Action,
                durability: $crate::Durability
            ) -> Result<$crate::Commit, $crate::StoreError>;
            reads missed(since: u64)
                -> Result<$crate::Missed, $crate::StoreError>;
            reads history(before: Option<::replica::Stamp>, limit: u32)
                -> Result<Vec<(::replica::Stamp, Vec<u8>)>, $crate::StoreError>;
            reads history_about(topic: ::replica::Topic, after: ::replica::Stamp)
                -> Result<$crate::HistoryAbout, $crate::StoreError>;
            writes index_history(limit: u32) -> Result<bool, $crate::StoreError>;
            reads history_entry(stamp: ::replica::Stamp)
                -> Result<Option<Vec<u8>>, $crate::StoreError>;
            writes bulk_begin(label: &str, keys: &[::replica::PageKey], now_millis: i64)
                -> Result<$crate::Bulk, $crate::StoreError>;
            writes bulk_write(
                bulk: &$crate::Bulk,
                pages: Vec<(::replica::PageKey, Vec<u8>)>
            ) -> Result<(), $crate::StoreError>;
            writes bulk_put_files(bulk: &$crate::Bulk, files: Vec<(String, Vec<u8>)>)
                -> Result<(), $crate::StoreError>;
            writes bulk_end(
                bulk: &$crate::Bulk,
                action: &mut dyn $crate::Action
            ) -> Result<$crate::Commit, $crate::StoreError>;
            writes bulk_abort(bulk: &$crate::Bulk)
                -> Result<(), $crate::StoreError>;
            writes compact(groups: &[Vec<::replica::PageKey>])
                -> Result<Option<$crate::Commit>, $crate::StoreError>;
            reads get(key: &str) -> Result<Option<Vec<u8>>, $crate::StoreError>;
            reads get_all(prefix: &str)
                -> Result<Vec<(String, Vec<u8>)>, $crate::StoreError>;
            writes put(key: &str, value: Option<Vec<u8>>)
                -> Result<(), $crate::StoreError>;
            reads file(hash: &str) -> Result<Option<Vec<u8>>, $crate::StoreError>;
            writes put_files(files: Vec<(String, Vec<u8>)>)
                -> Result<(), $crate::StoreError>;
            reads file_hashes() -> Result<Vec<String>, $crate::StoreError>;
            writes remove_files(commit: u64, files: &[$crate::UnusedFile])
                -> Result<$crate::RemovedFiles, $crate::StoreError>;
            reads usage() -> $crate::Usage;
            writes clear() -> Result<(), $crate::StoreError>;
            reads tallies() -> Result<(u64, $crate::Tallies), $crate::StoreError>;
            writes settle(settled: &$crate::Settled)
                -> Result<bool, $crate::StoreError>;
            writes set_clock(clock: ::replica::Stamp)
                -> Result<(), $crate::StoreError>;
        }
    };
    (calls of $around:ident: $(
        $effect:ident $call:ident($($argument:ident: $type:ty),*) -> $outcome:ty;
    )*) => {
        $(async fn $call(&self, $($argument: $type),*) -> $outcome {
            $around!($effect self.$call($($argument),*))
        })*
    };
}
