//! Jobs: the heavy work that a worker does on bytes, and the messages it is asked and answers with.
//! All of it runs natively; only the posting of messages is the browser's.

mod build;
mod carry;
mod export;
mod message;
mod read;
#[cfg(test)]
mod tests;

pub use build::write_ids;
pub use carry::{Carried, carry};
pub use export::Format;
pub use message::{Aside, Built, Chosen, Failure, Message, Reply, Request, Summary};

use crate::domain::HanOrder;

/// What the worker keeps between two requests: the file that was read.
#[derive(Default)]
pub struct Worker {
    file: Option<read::File>,
}

impl Worker {
    /// Answers a request. Replies are handed out as they are ready; the last one is `Read`, `Built`,
    /// `Exported`, `Han` or `Failed`.
    pub fn answer(
        &mut self,
        request: Message,
        han: &dyn Fn() -> Option<HanOrder>,
        reply: &mut dyn FnMut(Message),
    ) {
        let Some(asked) = request.head::<Request>() else {
            return reply(Message::failed(Failure::NotUnderstood));
        };
        let parts = request.parts;
        let outcome = match asked {
            Request::Read { name, kind } => read::read(name, kind, parts, han, reply).map(|file| {
                self.file = Some(file);
            }),
            Request::Build { stamp, pages, now_millis, seed } => match &self.file {
                Some(file) => build::build(
                    file,
                    build::Plan { stamp, pages, now_millis, seed },
                    &parts,
                    reply,
                ),
                None => Err(Failure::NotUnderstood),
            },
            Request::Export { format, kind, chosen } => {
                export::export(format, kind, chosen, parts, reply)
            }
            Request::Han => {
                reply(Message::new(
                    &Reply::Han,
                    vec![han().map(|han| han.to_bytes()).unwrap_or_default()],
                ));
                Ok(())
            }
        };
        if let Err(failure) = outcome {
            reply(Message::failed(failure));
        }
    }
}
