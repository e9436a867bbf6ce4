//! The worker, from both sides: the page starts one for a job, hands it bytes and gets bytes back,
//! and ends it afterwards.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use std::task::{Poll, Waker};

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{Blob, DedicatedWorkerGlobalScope, Event, FileReaderSync, MessageEvent, Worker};

use super::files::Picked;
use super::{collation, page, photo, spawn};
use app::job::{self, Failure, Message};
use transfer::TransferError;

/// A worker at work. Dropping it ends the worker, whatever it does: that is how a job is canceled.
pub struct Job {
    worker: Worker,
    inbox: Rc<RefCell<Inbox>>,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(Event)>,
}

#[derive(Default)]
struct Inbox {
    ready: bool,
    waiting: Vec<(Message, Option<Blob>)>,
    messages: VecDeque<Message>,
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
    /// Starts a worker; `None` where the browser has none or its script is missing.
    pub fn start() -> Option<Self> {
        let worker = Worker::new(&page::worker_script()?).ok()?;
        let inbox = Rc::new(RefCell::new(Inbox::default()));
        let on_message = {
            let (inbox, worker) = (inbox.clone(), worker.clone());
            Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
                let mut inbox = inbox.borrow_mut();
                match unpack(&event.data()).ok() {
                    // The first message is empty: the worker listens from now on.
                    Some(message) if message.head.is_empty() => {
                        inbox.ready = true;
                        for (message, blob) in std::mem::take(&mut inbox.waiting) {
                            send(&message, blob.as_ref(), |parts, all| {
                                worker.post_message_with_transfer(parts, all)
                            });
                        }
                    }
                    Some(message) => inbox.messages.push_back(message),
                    None => inbox.crashed = true,
                }
                inbox.wake();
            })
        };
        let on_error = {
            let inbox = inbox.clone();
            Closure::<dyn FnMut(Event)>::new(move |event: Event| {
                // It is told here, and is no fault of the page.
                event.prevent_default();
                let mut inbox = inbox.borrow_mut();
                inbox.crashed = true;
                inbox.wake();
            })
        };
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Some(Self { worker, inbox, _on_message: on_message, _on_error: on_error })
    }

    /// Asks for something.
    pub fn post(&self, message: Message) {
        self.post_with(message, None);
    }

    /// Asks for something about a file, which stands for the first part of the message: the worker
    /// reads it.
    pub fn post_file(&self, message: Message, file: &Picked) {
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

    /// Ends the worker, whatever it does; who waits for a reply gets none.
    pub fn stop(&self) {
        self.worker.terminate();
        let mut inbox = self.inbox.borrow_mut();
        inbox.messages.clear();
        inbox.crashed = true;
        inbox.wake();
    }

    /// The next reply; `None` when the worker has crashed.
    pub async fn next(&self) -> Option<Message> {
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
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

/// The worker's side: listens until it is ended.
pub fn serve() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let worker = Rc::new(RefCell::new(job::Worker::default()));
    let answering = scope.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let answering = answering.clone();
        let mut reply = move |message: Message| {
            send(&message, None, |parts, all| answering.post_message_with_transfer(parts, all));
        };
        let message = match unpack(&event.data()) {
            Ok(message) => message,
            Err(failure) => return reply(Message::failed(failure)),
        };
        let worker = worker.clone();
        spawn::spawn(async move {
            // The page asks one thing after the other: nobody else needs it meanwhile.
            let mut at_work = worker.take();
            at_work.prepare(&message, &shrunk, &mut reply).await;
            at_work.answer(message, &collation::han_order, &mut reply);
            worker.replace(at_work);
        });
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // Listens as long as the worker lives.
    on_message.forget();
    send(&Message::default(), None, |parts, all| scope.post_message_with_transfer(parts, all));
}

async fn shrunk(bytes: &[u8]) -> job::Shrunk {
    photo::small_in_worker(bytes).await.map(|small| (small, photo::MEDIA_TYPE))
}

/// A message as an array of byte arrays, the head first; their memory is handed over. A file stands
/// in the place of the first part.
fn send(
    message: &Message,
    file: Option<&Blob>,
    post: impl FnOnce(&JsValue, &JsValue) -> Result<(), JsValue>,
) {
    let (parts, memory) = (Array::new(), Array::new());
    for (at, bytes) in std::iter::once(&message.head).chain(&message.parts).enumerate() {
        if let Some(file) = file.filter(|_| at == 1) {
            parts.push(file);
            continue;
        }
        let bytes = Uint8Array::from(bytes.as_slice());
        memory.push(&bytes.buffer());
        parts.push(&bytes);
    }
    if post(&parts, &memory).is_err() {
        // Only memory that was handed over already cannot be handed over; this is fresh.
        web_sys::console::error_1(&"a message could not be sent".into());
    }
}

fn unpack(data: &JsValue) -> Result<Message, Failure> {
    let array = data.dyn_ref::<Array>().ok_or(Failure::NotUnderstood)?;
    let mut parts = array.iter().map(bytes_of);
    let head = parts.next().unwrap_or(Err(Failure::NotUnderstood))?;
    Ok(Message { head, parts: parts.collect::<Result<_, _>>()? })
}

/// The bytes of a part. A file is read here, in the worker, where waiting for the disk harms nobody.
fn bytes_of(part: JsValue) -> Result<Vec<u8>, Failure> {
    let part = match part.dyn_into::<Uint8Array>() {
        Ok(bytes) => return Ok(bytes.to_vec()),
        Err(part) => part,
    };
    let file = part.dyn_into::<Blob>().map_err(|_other| Failure::NotUnderstood)?;
    let read = || FileReaderSync::new()?.read_as_array_buffer(&file);
    match read() {
        Ok(buffer) => Ok(Uint8Array::new(&buffer).to_vec()),
        Err(_gone) => Err(Failure::Transfer(TransferError::Unreadable)),
    }
}
