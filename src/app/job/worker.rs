//! The worker's side of the jobs: one request in, replies out.

use super::attach;
use super::beside::Beside;
use super::build::{self, BuildParams};
use super::export;
use super::files::Files;
use super::message::{Failure, Message, Reply, Request};
use super::photos::{Photos, Shrunk};
use super::plan::{ImportFindings, plan};
use super::planned::{FindingsSlice, PlanList};
use super::read::{self, InspectRequest};
use super::restore::{self, BackupParts, LocalDevice};
use domain::{DigestContext, HanOrder, KindId, LocalClock};
use transfer::set_aside_file;

/// A worker's state between requests: the files of an import and the findings about them.
#[derive(Default)]
pub struct Worker {
    files: Files,
    context: DigestContext,
    findings: Option<ImportFindings>,
    /// Existing records that are kept with their parties.
    beside: Beside,
    clock: LocalClock,
    photos: Photos,
    /// The picture to take in, made smaller.
    shrunk: Shrunk,
}

impl Worker {
    /// Handles a request. Replies are passed on as they are ready; the last one is neither `Pages`
    /// nor `Files`.
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
            Request::Inspect { file, name, kind, options } => {
                self.findings = None;
                let asked = InspectRequest { file, name, kind: KindId(kind), options };
                read::look(asked, &mut self.files, &mut self.context, parts, reply)
            }
            Request::Beside { first, buckets } => {
                self.beside.hear(first, buckets.into_iter().zip(parts), &self.context);
                reply(Message::new(&Reply::Heard, Vec::new()));
                Ok(())
            }
            Request::Plan { files, clock } => {
                self.clock = LocalClock { changes: clock };
                self.plan(files, parts, reply)
            }
            Request::Build { again, stamp, pages, now_millis, seed, matched } => {
                let params = BuildParams { stamp, pages, now_millis, seed, matched };
                self.build(params, again.then_some(parts), reply)
            }
            Request::Findings { list, from } => {
                reply(Message::new(&Reply::Findings(self.found(list, from)), Vec::new()));
                Ok(())
            }
            Request::SetAside => {
                self.write_set_aside(reply);
                Ok(())
            }
            export @ (Request::Export { .. } | Request::Tables { .. }) => {
                answer_export(export, parts, reply)
            }
            Request::TakeIn(asked) => attach::answer(parts, self.shrunk.take(), &asked, reply),
            Request::Learn => {
                self.learn(&parts);
                Ok(())
            }
            Request::Han => {
                let ranks = han().map(|han| han.to_bytes()).unwrap_or_default();
                reply(Message::new(&Reply::Han, vec![ranks]));
                Ok(())
            }
            backup => answer_backup(backup, parts, han, reply),
        };
        if let Err(failure) = outcome {
            reply(Message::failed(failure));
        }
    }

    /// Returns a slice of the findings; none while a plan is being made again.
    fn found(&self, list: PlanList, from: usize) -> FindingsSlice {
        let nothing = || ImportFindings::default().slice(list, from);
        self.findings.as_ref().map_or_else(nothing, |it| it.slice(list, from))
    }

    fn learn(&mut self, parts: &[Vec<u8>]) {
        let known = self.context.han.take();
        let learned = parts.first().and_then(|ranks| HanOrder::from_bytes(ranks));
        self.context.han = learned.or(known);
    }

    /// Does a request's preparation that uses other threads: shrinks the photos of an import,
    /// or the picture to take in.
    pub async fn prepare(
        &mut self,
        request: &Message,
        shrink: &impl AsyncFn(&[u8], u32) -> Shrunk,
        reply: &mut dyn FnMut(Message),
    ) {
        match request.head() {
            Some(Request::Build { matched, .. }) => {
                let findings = self.findings.as_ref();
                self.photos = Photos::shrink(&self.files, findings, matched, shrink, reply).await;
            }
            Some(Request::TakeIn(asked)) => {
                let bytes = request.parts.first().map(Vec::as_slice).unwrap_or_default();
                self.shrunk = match asked.side(bytes) {
                    Some(longest) => shrink(bytes, longest).await,
                    None => None,
                };
            }
            _ => {}
        }
    }

    fn plan(
        &mut self,
        files: Vec<u32>,
        pages: Vec<Vec<u8>>,
        reply: &mut dyn FnMut(Message),
    ) -> Result<(), Failure> {
        self.files.wanted = Some(files);
        let findings = self.planned(pages)?;
        reply(Message::new(&Reply::Planned(Box::new(findings.planned.clone())), Vec::new()));
        self.findings = Some(findings);
        Ok(())
    }

    fn planned(&mut self, pages: Vec<Vec<u8>>) -> Result<ImportFindings, Failure> {
        self.beside.sort();
        plan(&self.files, &self.context, (pages, &self.beside), self.clock.clone())
    }

    /// Builds the planned pages, with `pages` after planning again. Without a plan that would find
    /// nobody who is here already, so it fails.
    fn build(
        &mut self,
        params: BuildParams,
        pages: Option<Vec<Vec<u8>>>,
        reply: &mut dyn FnMut(Message),
    ) -> Result<(), Failure> {
        let planned = self.findings.take();
        let findings = match pages {
            Some(pages) => self.planned(pages)?,
            None => planned.ok_or(Failure::NotUnderstood)?,
        };
        let known =
            build::ImportKnown { findings: &findings, beside: &self.beside, photos: &self.photos };
        let outcome = build::build(&self.files, &self.context, known, params, reply);
        self.findings = Some(findings);
        outcome
    }

    fn write_set_aside(&self, reply: &mut dyn FnMut(Message)) {
        let (mut names, mut parts) = (Vec::new(), Vec::new());
        for (number, file) in self.files.in_order() {
            let of_file = self.findings.iter().flat_map(|findings| &findings.set_aside);
            let of_file = of_file.filter(|(of, _)| *of == number).map(|(_, aside)| aside);
            let written = set_aside_file(&file.view(), &self.context.schemas, of_file);
            if let Some((name, bytes)) = written {
                names.push(name);
                parts.push(bytes);
            }
        }
        reply(Message::new(&Reply::SetAside { names }, parts));
    }
}

/// Handles the requests of exports.
fn answer_export(
    asked: Request,
    parts: Vec<Vec<u8>>,
    reply: &mut dyn FnMut(Message),
) -> Result<(), Failure> {
    match asked {
        Request::Export { format, kind, chosen } => {
            export::export(format, kind, chosen, parts, reply)
        }
        Request::Tables { hot, form, words, clock } => {
            let clock = LocalClock { changes: clock };
            export::export_tables(hot, (form, clock), &words, parts, reply)
        }
        _ => Err(Failure::NotUnderstood),
    }
}

/// Handles the requests of backups.
fn answer_backup(
    asked: Request,
    parts: Vec<Vec<u8>>,
    han: &dyn Fn() -> Option<HanOrder>,
    reply: &mut dyn FnMut(Message),
) -> Result<(), Failure> {
    match asked {
        Request::BackUp { made_millis, pages, history, files, configuration } => {
            let counts = BackupParts { pages, history, files };
            restore::back_up(made_millis, &counts, configuration, parts, reply);
            Ok(())
        }
        Request::Restore { places, seed, now_millis } => {
            restore::restore(parts, LocalDevice { places, seed, now_millis }, han, reply)
        }
        _ => Err(Failure::NotUnderstood),
    }
}
