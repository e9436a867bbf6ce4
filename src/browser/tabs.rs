//! Announces commits to other tabs (`BroadcastChannel`). `store::Follower` decides how a tab
//! reacts; a lost message leaves a gap in the numbers, which the follower notices.

use gloo_events::EventListener;
use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use web_sys::{BroadcastChannel, MessageEvent};

use replica::PageKey;
use store::rows::{keys_from_bytes, keys_to_bytes};

/// The channel between the tabs of one database. Dropping it leaves the channel.
#[derive(Debug)]
pub struct Tabs {
    /// `None` if the browser has no channels: tabs then notice when they wake or write.
    channel: Option<BroadcastChannel>,
    _listening: Option<EventListener>,
}

impl Tabs {
    /// Joins the channel of this name. `on_commit` gets the number of every commit of another tab
    /// and the keys of the pages that it wrote or removed.
    pub fn new(name: &str, on_commit: impl Fn(u64, Vec<PageKey>) + 'static) -> Self {
        // Fails only if the browser has no channels.
        let channel = BroadcastChannel::new(name).ok();
        let listening = channel.as_ref().map(|channel| {
            EventListener::new(channel, "message", move |message| {
                if let Some((number, keys)) = read(message.unchecked_ref()) {
                    on_commit(number, keys);
                }
            })
        });
        Self { channel, _listening: listening }
    }

    /// Announces a commit to the other tabs.
    pub fn announce(&self, number: u64, keys: &[PageKey]) {
        let message = [number.to_be_bytes().as_slice(), &keys_to_bytes(keys)].concat();
        if let Some(channel) = &self.channel {
            // Fails only while the page is being left; the others will notice by the number.
            drop(channel.post_message(&Uint8Array::from(message.as_slice())));
        }
    }
}

impl Drop for Tabs {
    fn drop(&mut self) {
        if let Some(channel) = &self.channel {
            channel.close();
        }
    }
}

/// Parses a message; `None` if it is not ours, such as from a tab of another version.
fn read(message: &MessageEvent) -> Option<(u64, Vec<PageKey>)> {
    let bytes = message.data().dyn_into::<Uint8Array>().ok()?.to_vec();
    let (number, keys) = bytes.split_first_chunk()?;
    Some((u64::from_be_bytes(*number), keys_from_bytes(keys)?))
}
