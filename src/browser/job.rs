//! The worker, from both sides: the page starts one for a job, exchanges bytes with it, and
//! terminates it afterwards.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use std::task::{Poll, Waker};

use gloo_events::{EventListener, EventListenerOptions};
use gloo_file::Blob;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, Event, FileReaderSync, MessageEvent, Worker};

use super::files::PickedFile;
use super::{collation, page, photo};
use app::job::{self, Failure, Message};
use transfer::TransferError;

/// A running worker. Dropping it terminates the worker even mid-job: that is how a job is canceled.
pub struct Job {
    worker: Worker,
    inbox: Rc<RefCell<Inbox>>,
    _listening: [EventListener; 2],
}

#[derive(Default)]
struct Inbox {
    ready: bool,
    waiting: Vec<(Message, Option<Blob>)>,
    messages: VecDeque<Array>,
    crashed: bool,
    waker: Option<Waker>,
}

impl Inbox {
    fn wake(&mut self) {
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }
}

impl Job {
    /// Starts a worker; `None` if the browser has no workers or the script is missing.
    pub fn start() -> Option<Self> {
        Self::of_script(&page::worker_script()?)
    }

    /// Starts the worker of a script, likewise.
    pub(super) fn of_script(script: &str) -> Option<Self> {
        let worker = Worker::new(script).ok()?;
        let inbox = Rc::new(RefCell::new(Inbox::default()));
        let on_message = {
            let (inbox, worker) = (inbox.clone(), worker.clone());
            EventListener::new(&worker.clone(), "message", move |event| {
                let mut inbox = inbox.borrow_mut();
                match data(event).dyn_into::<Array>() {
                    // The first message is empty: the worker is listening.
                    Ok(_) if !inbox.ready => {
                        inbox.ready = true;
                        for (message, blob) in std::mem::take(&mut inbox.waiting) {
                            send(&message, blob.as_ref(), |parts, all| {
                                worker.post_message_with_transfer(parts, all)
                            });
                        }
                    }
                    Ok(message) => inbox.messages.push_back(message),
                    Err(_other) => inbox.crashed = true,
                }
                inbox.wake();
            })
        };
        let on_error = {
            let inbox = inbox.clone();
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&worker, "error", options, move |event| {
                // The error is handled here and must not count as the page's.
                event.prevent_default();
                let mut inbox = inbox.borrow_mut();
                inbox.crashed = true;
                inbox.wake();
            })
        };
        Some(Self { worker, inbox, _listening: [on_message, on_error] })
    }

    /// True once the worker has listened.
    pub(super) fn has_begun(&self) -> bool {
        self.inbox.borrow().ready
    }

    /// Sends a request.
    pub fn post(&self, message: Message) {
        self.post_with(message, None);
    }

    /// Sends a request about a file, which stands for the first part of the message: the worker
    /// reads it.
    pub fn post_file(&self, message: Message, file: &PickedFile) {
        self.post_with(message, Some(file.blob.clone()));
    }

    fn post_with(&self, message: Message, blob: Option<Blob>) {
        let mut inbox = self.inbox.borrow_mut();
        if inbox.ready {
            let post =
                |parts: &JsValue, all: &JsValue| self.worker.post_message_with_transfer(parts, all);
            send(&message, blob.as_ref(), post);
        } else {
            inbox.waiting.push((message, blob));
        }
    }

    /// Terminates the worker; pending calls of [`Job::next`] return `None`.
    pub fn stop(&self) {
        self.worker.terminate();
        let mut inbox = self.inbox.borrow_mut();
        inbox.messages.clear();
        inbox.crashed = true;
        inbox.wake();
    }

    /// Returns the next reply; `None` if the worker has crashed or was stopped.
    pub async fn next(&self) -> Option<Message> {
        unpack(&self.received().await?.into()).ok()
    }

    /// Returns the head of the next reply, and its parts as files, which never lie in this module's
    /// memory; `None` as above.
    pub(super) async fn next_as_files(&self) -> Option<(Message, Vec<Blob>)> {
        let parts = self.received().await?;
        let head = bytes_of(parts.get(0)).ok()?;
        let blob = |part: JsValue| {
            let made = web_sys::Blob::new_with_u8_array_sequence(&Array::of1(&part));
            made.ok().map(Blob::from)
        };
        let files = parts.iter().skip(1).map(blob).collect::<Option<Vec<_>>>()?;
        Some((Message { head, parts: Vec::new() }, files))
    }

    async fn received(&self) -> Option<Array> {
        std::future::poll_fn(|context| {
            let mut inbox = self.inbox.borrow_mut();
            match inbox.messages.pop_front() {
                Some(message) => Poll::Ready(Some(message)),
                None if inbox.crashed => Poll::Ready(None),
                None => {
                    inbox.waker = Some(context.waker().clone());
                    Poll::Pending
                }
            }
        })
        .await
    }
}

impl Drop for Job {
    fn drop(&mut self) {
        self.worker.terminate();
    }
}

/// Runs the worker's side: listens until terminated.
pub fn serve() {
    let worker = Rc::new(RefCell::new(job::Worker::default()));
    listen(move |message, mut reply| {
        let worker = worker.clone();
        dom::spawn(async move {
            // The page sends one request at a time: nothing else needs the worker meanwhile.
            let mut at_work = worker.take();
            at_work.prepare(&message, &shrunk, &mut reply).await;
            at_work.answer(message, &collation::han_order, &mut reply);
            worker.replace(at_work);
        });
    });
}

/// Sends a message to the page.
pub(super) type Answering = Box<dyn FnMut(Message)>;

/// Passes each request to `answer`, and tells the page that the worker listens.
pub(super) fn listen(answer: impl Fn(Message, Answering) + 'static) {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let answering = scope.clone();
    let on_message = EventListener::new(&scope, "message", move |event| {
        let answering = answering.clone();
        let mut reply: Answering = Box::new(move |message: Message| {
            send(&message, None, |parts, all| answering.post_message_with_transfer(parts, all));
        });
        match unpack(&data(event)) {
            Ok(message) => answer(message, reply),
            Err(failure) => reply(Message::failed(failure)),
        }
    });
    // The listener lives as long as the worker.
    on_message.forget();
    send(&Message::default(), None, |parts, all| scope.post_message_with_transfer(parts, all));
}

async fn shrunk(bytes: &[u8], longest: u32) -> job::Shrunk {
    photo::small_in_worker(bytes, longest).await.map(|small| (small, photo::MEDIA_TYPE))
}

/// Posts a message as an array of byte arrays, the head first, transferring their buffers. A file
/// takes the place of the first part.
fn send(
    message: &Message,
    file: Option<&Blob>,
    post: impl FnOnce(&JsValue, &JsValue) -> Result<(), JsValue>,
) {
    let (parts, memory) = (Array::new(), Array::new());
    for (at, bytes) in std::iter::once(&message.head).chain(&message.parts).enumerate() {
        if let Some(file) = file.filter(|_| at == 1) {
            parts.push(file.as_ref());
            continue;
        }
        let bytes = Uint8Array::from(bytes.as_slice());
        memory.push(&bytes.buffer());
        parts.push(&bytes);
    }
    if post(&parts, &memory).is_err() {
        // Only a buffer that was already transferred cannot be sent; these are fresh.
        web_sys::console::error_1(&"a message could not be sent".into());
    }
}

fn data(event: &Event) -> JsValue {
    event.unchecked_ref::<MessageEvent>().data()
}

fn unpack(data: &JsValue) -> Result<Message, Failure> {
    let array = data.dyn_ref::<Array>().ok_or(Failure::NotUnderstood)?;
    let mut parts = array.iter().map(bytes_of);
    let head = parts.next().unwrap_or(Err(Failure::NotUnderstood))?;
    Ok(Message { head, parts: parts.collect::<Result<_, _>>()? })
}

/// Returns the bytes of a part. Reads a file synchronously: in the worker, waiting for the disk
/// blocks nobody.
fn bytes_of(part: JsValue) -> Result<Vec<u8>, Failure> {
    let part = match part.dyn_into::<Uint8Array>() {
        Ok(bytes) => return Ok(bytes.to_vec()),
        Err(part) => part,
    };
    let file = part.dyn_into::<web_sys::Blob>().map_err(|_other| Failure::NotUnderstood)?;
    let read = || FileReaderSync::new()?.read_as_array_buffer(&file);
    match read() {
        Ok(buffer) => Ok(Uint8Array::new(&buffer).to_vec()),
        Err(_gone) => Err(Failure::Transfer(TransferError::Unreadable)),
    }
}
