//! The worker, from both sides: the page starts one for a job, hands it bytes and gets bytes back,
//! and ends it afterwards.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use std::task::{Poll, Waker};

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent, Worker};

use super::{collation, page};
use crate::app::job::{self, Message};

/// A worker at work. Dropping it ends the worker, whatever it does: that is how a job is canceled.
pub struct Job {
    worker: Worker,
    inbox: Rc<RefCell<Inbox>>,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(JsValue)>,
}

#[derive(Default)]
struct Inbox {
    ready: bool,
    waiting: Vec<Message>,
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
                match unpack(&event.data()) {
                    // The first message is empty: the worker listens from now on.
                    Some(message) if message.head.is_empty() => {
                        inbox.ready = true;
                        for message in std::mem::take(&mut inbox.waiting) {
                            send(&message, |parts, all| {
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
            Closure::<dyn FnMut(JsValue)>::new(move |_event: JsValue| {
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
        let mut inbox = self.inbox.borrow_mut();
        if inbox.ready {
            send(&message, |parts, all| self.worker.post_message_with_transfer(parts, all));
        } else {
            inbox.waiting.push(message);
        }
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
        self.worker.terminate();
    }
}

/// The worker's side: listens until it is ended.
pub fn serve() {
    let Ok(scope) = js_sys::global().dyn_into::<DedicatedWorkerGlobalScope>() else { return };
    let mut worker = job::Worker::default();
    let answering = scope.clone();
    let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let mut reply = |message: Message| {
            send(&message, |parts, all| answering.post_message_with_transfer(parts, all));
        };
        worker.answer(unpack(&event.data()).unwrap_or_default(), &collation::han_order, &mut reply);
    });
    scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // Listens as long as the worker lives.
    on_message.forget();
    send(&Message::default(), |parts, all| scope.post_message_with_transfer(parts, all));
}

/// A message as an array of byte arrays, the head first; their memory is handed over.
fn send(message: &Message, post: impl FnOnce(&JsValue, &JsValue) -> Result<(), JsValue>) {
    let (parts, memory) = (Array::new(), Array::new());
    for bytes in std::iter::once(&message.head).chain(&message.parts) {
        let bytes = Uint8Array::from(bytes.as_slice());
        memory.push(&bytes.buffer());
        parts.push(&bytes);
    }
    if post(&parts, &memory).is_err() {
        // Only memory that was handed over already cannot be handed over; this is fresh.
        web_sys::console::error_1(&"a message could not be sent".into());
    }
}

fn unpack(data: &JsValue) -> Option<Message> {
    let mut parts = data.dyn_ref::<Array>()?.iter().map(|part| part.dyn_into::<Uint8Array>());
    let head = parts.next()?.ok()?.to_vec();
    let parts = parts.map(|part| part.map(|part| part.to_vec())).collect::<Result<_, _>>().ok()?;
    Some(Message { head, parts })
}
