//! Jobs: the heavy work that a worker does on bytes, and the messages it is asked and answers with.
//! All of it runs natively; only the posting of messages is the browser's.

mod build;
mod carry;
mod export;
mod message;
mod read;
mod restore;
#[cfg(test)]
pub(super) mod tests;
mod worker;

pub use build::write_ids;
pub use carry::{Carried, carry};
pub use export::Format;
pub use message::{
    Aside, Built, Chosen, Failure, Message, Place, Reply, Request, Summary, reply_of,
};
pub use worker::Worker;
