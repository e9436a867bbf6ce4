//! Stores that stand before another one: the calls of the port, written down once for all of them.

/// Every call of [`Store`](crate::store::Store), handed on by a macro of the caller's, which gets
/// whether the call `reads` or `writes`, and the call. To be used inside `impl Store for …`.
///
/// [`read_pages`](crate::store::Store::read_pages) is not among them: it asks for `pages` slice by
/// slice, and each slice is handed on. Who stands before a store that has a faster way writes it
/// beside the macro.
///
/// ```
/// use std::cell::Cell;
///
/// use satchel::hand_on;
/// use satchel::store::{MemoryStore, Store};
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
            reads open() -> Result<$crate::store::Opened, $crate::store::StoreError>;
            reads pages(
                range: $crate::store::PageRange,
                after: Option<$crate::replica::PageKey>,
                limit: u32
            ) -> Result<Vec<($crate::replica::PageKey, Vec<u8>)>, $crate::store::StoreError>;
            reads coming() -> Result<Vec<$crate::replica::PageKey>, $crate::store::StoreError>;
            reads pages_by_key(keys: &[$crate::replica::PageKey])
                -> Result<Vec<($crate::replica::PageKey, Vec<u8>)>, $crate::store::StoreError>;
            writes commit(
                action: &mut dyn $crate::store::Action,
                durability: $crate::store::Durability
            ) -> Result<$crate::store::Commit, $crate::store::StoreError>;
            reads missed(since: u64)
                -> Result<$crate::store::Missed, $crate::store::StoreError>;
            reads history(before: Option<$crate::replica::Stamp>, limit: u32)
                -> Result<Vec<($crate::replica::Stamp, Vec<u8>)>, $crate::store::StoreError>;
            reads history_entry(stamp: $crate::replica::Stamp)
                -> Result<Option<Vec<u8>>, $crate::store::StoreError>;
            writes bulk_begin(label: &str, keys: &[$crate::replica::PageKey], now_millis: i64)
                -> Result<$crate::store::Bulk, $crate::store::StoreError>;
            writes bulk_write(
                bulk: &$crate::store::Bulk,
                pages: Vec<($crate::replica::PageKey, Vec<u8>)>
            ) -> Result<(), $crate::store::StoreError>;
            writes bulk_put_files(bulk: &$crate::store::Bulk, files: Vec<(String, Vec<u8>)>)
                -> Result<(), $crate::store::StoreError>;
            writes bulk_end(
                bulk: &$crate::store::Bulk,
                action: &mut dyn $crate::store::Action
            ) -> Result<$crate::store::Commit, $crate::store::StoreError>;
            writes bulk_abort(bulk: &$crate::store::Bulk)
                -> Result<(), $crate::store::StoreError>;
            writes compact(groups: &[Vec<$crate::replica::PageKey>])
                -> Result<Option<$crate::store::Commit>, $crate::store::StoreError>;
            reads get(key: &str) -> Result<Option<Vec<u8>>, $crate::store::StoreError>;
            reads get_all(prefix: &str)
                -> Result<Vec<(String, Vec<u8>)>, $crate::store::StoreError>;
            writes put(key: &str, value: Option<Vec<u8>>)
                -> Result<(), $crate::store::StoreError>;
            reads file(hash: &str) -> Result<Option<Vec<u8>>, $crate::store::StoreError>;
            writes put_files(files: Vec<(String, Vec<u8>)>)
                -> Result<(), $crate::store::StoreError>;
            reads usage() -> $crate::store::Usage;
            writes clear() -> Result<(), $crate::store::StoreError>;
            reads tallies() -> Result<(u64, $crate::store::Tallies), $crate::store::StoreError>;
            writes settle(settled: &$crate::store::Settled)
                -> Result<bool, $crate::store::StoreError>;
            writes set_clock(clock: $crate::replica::Stamp)
                -> Result<(), $crate::store::StoreError>;
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
