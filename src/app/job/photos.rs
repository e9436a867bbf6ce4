//! Shrinks the photos of an import before the records that show them are built, so that thousands
//! fit on a phone. The browser does the resizing; natively, or if the browser cannot, photos stay
//! as they are.

use std::collections::HashMap;
use std::pin::{Pin, pin};
use std::task::Poll;

use super::files::Files;
use super::message::{Message, Reply};
use super::plan::{Fate, ImportFindings};
use super::planned::MatchChoice;
use domain::{Draft, DraftSlot, Value};
use transfer::{ImportedFile, Photo, file_ref, photos, text_of_cards};

/// The longest side of a contact's photo, in pixels: three times the largest picture on screen.
pub const LONGEST: u32 = 512;
/// Photos up to this many bytes are small already.
const SMALL: usize = 48 << 10;
/// Number of photos shrunk at once: other threads decode them.
const AT_ONCE: usize = 4;
/// Bytes shrunk at once, unless a single photo is larger.
const BYTES_AT_ONCE: usize = 8 << 20;

/// A shrunk picture and its media type; `None` if it was not shrunk. What shrinks gets the bytes and
/// the longest side, in pixels.
pub type Shrunk = Option<(Vec<u8>, &'static str)>;

/// Shrunk photos, by the hash of the original.
#[derive(Clone, Debug, Default)]
pub struct Photos(HashMap<String, Small>);

#[derive(Clone, Debug)]
struct Small {
    hash: String,
    size: u32,
    media_type: &'static str,
}

impl Photos {
    /// Shrinks the photos of the files and hands them over. Skips non-images, small photos, and
    /// photos that would barely shrink.
    pub async fn shrink(
        files: &Files,
        findings: Option<&ImportFindings>,
        matched: MatchChoice,
        shrink: &impl AsyncFn(&[u8], u32) -> Shrunk,
        reply: &mut dyn FnMut(Message),
    ) -> Self {
        let mut all = Self::default();
        let skipped = |place| {
            let fate = findings.and_then(|findings| findings.fate(place, matched));
            matched == MatchChoice::Skip && matches!(fate, Some(Fate::Known(_)))
        };
        for (number, file) in files.in_order() {
            let Some(text) = text_of_cards(&file.view()) else { continue };
            let wanted = photos(&text)
                .filter(|Photo { line, bytes }| bytes.len() > SMALL && !skipped((number, *line)));
            let mut wanted = wanted.map(|photo| photo.bytes).peekable();
            while let Some(first) = wanted.next() {
                let mut weight = first.len();
                let mut batch = vec![first];
                while batch.len() < AT_ONCE
                    && let Some(next) = wanted.next_if(|next| weight + next.len() <= BYTES_AT_ONCE)
                {
                    weight += next.len();
                    batch.push(next);
                }
                all.shrink_batch(batch, shrink, reply).await;
            }
        }
        all
    }

    async fn shrink_batch(
        &mut self,
        batch: Vec<Vec<u8>>,
        shrink: &impl AsyncFn(&[u8], u32) -> Shrunk,
        reply: &mut dyn FnMut(Message),
    ) {
        let made = together(batch.iter().map(|bytes| shrink(bytes, LONGEST)).collect()).await;
        let (mut hashes, mut parts) = (Vec::new(), Vec::new());
        for (bytes, shrunk) in batch.iter().zip(made) {
            // A picture shrunk before would only lose quality.
            let Some((small, media_type)) =
                shrunk.filter(|(small, _)| small.len() < bytes.len() / 4 * 3)
            else {
                continue;
            };
            let (old, new) = (file_ref(bytes, "", ""), file_ref(&small, "", ""));
            hashes.push(new.hash.clone());
            parts.push(small);
            self.0.insert(old.hash, Small { hash: new.hash, size: new.size, media_type });
        }
        if !hashes.is_empty() {
            reply(Message::new(&Reply::Files { hashes }, parts));
        }
    }

    /// Replaces the photos of a row with the shrunk ones, and drops the originals from its files.
    pub fn exchange(&self, draft: &mut Draft, files: &mut Vec<ImportedFile>) {
        if self.0.is_empty() || files.is_empty() {
            return;
        }
        files.retain(|file| !self.0.contains_key(&file.reference.hash));
        let slots = draft.slots.values_mut();
        let values = slots.flat_map(|slot| match slot {
            DraftSlot::One(value) => value.iter_mut().collect::<Vec<_>>(),
            DraftSlot::Many(elements) => elements.iter_mut().map(|it| &mut it.value).collect(),
        });
        for value in values {
            if let Value::File(file) = value
                && let Some(Small { hash, size, media_type }) = self.0.get(&file.hash)
            {
                file.hash.clone_from(hash);
                file.size = *size;
                (*media_type).clone_into(&mut file.media_type);
            }
        }
    }
}

/// Awaits all futures concurrently.
async fn together<T>(futures: Vec<impl Future<Output = T>>) -> Vec<T> {
    let mut waiting: Vec<(Pin<Box<_>>, Option<T>)> =
        futures.into_iter().map(|future| (Box::pin(future), None)).collect();
    let all = std::future::poll_fn(|context| {
        let mut ready = true;
        for (future, made) in &mut waiting {
            if made.is_none() {
                match future.as_mut().poll(context) {
                    Poll::Ready(value) => *made = Some(value),
                    Poll::Pending => ready = false,
                }
            }
        }
        if ready { Poll::Ready(()) } else { Poll::Pending }
    });
    pin!(all).await;
    waiting.into_iter().filter_map(|(_, made)| made).collect()
}
