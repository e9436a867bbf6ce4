//! The worker's side of the jobs: one request in, replies out.

use super::build::{self, Plan};
use super::message::{Failure, Message, Reply, Request};
use super::{export, read, restore};
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
                Some(file) => {
                    build::build(file, Plan { stamp, pages, now_millis, seed }, &parts, reply)
                }
                None => Err(Failure::NotUnderstood),
            },
            Request::Export { format, kind, chosen } => {
                export::export(format, kind, chosen, parts, reply)
            }
            Request::BackUp { made_millis, pages, history, files } => {
                restore::back_up(made_millis, pages, history, &files, parts, reply);
                Ok(())
            }
            Request::Restore { seed } => restore::restore(parts, seed, han, reply),
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
