//! Takes in a file that somebody attaches to a record: makes photos smaller, takes out where they
//! were taken, and names the bytes by their hash. The browser decodes the pictures.

use serde::{Deserialize, Serialize};

use super::message::{Failure, Message, Reply};
use super::photos::Shrunk;
use domain::FileRef;
use transfer::{
    MOST_FILE, TransferError, attached_name, attached_type, file_ref, is_displayed,
    is_unreadable_picture, with_camera_data, without_metadata,
};

/// Pictures up to this many bytes are not made smaller.
const SMALL: usize = 256 << 10;
/// The longest side of pictures that are only brought into another form, in pixels: what every
/// engine can draw.
const FULL: u32 = 4096;

/// A file that somebody attaches.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakeIn {
    /// Its name.
    pub name: String,
    /// Its media type, as the browser says it.
    pub media_type: String,
    /// The longest side of a photo, in pixels; `None` if photos stay as they are.
    pub longest: Option<u32>,
    /// True if photos keep what the camera wrote into them, such as the place.
    pub keeps_place: bool,
}

/// The note about a file that was taken in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum IntakeNote {
    /// Nothing.
    Well,
    /// This browser cannot decode the picture, so it is kept as a document, with all that it holds.
    Undecoded,
    /// The camera's data could not be taken out.
    WithPlace,
}

/// A file as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenIn {
    /// The hash of its bytes.
    pub hash: String,
    /// Its name.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Its length in bytes.
    pub size: u32,
    /// The note about it.
    pub kept: IntakeNote,
}

impl TakenIn {
    /// Returns the reference by which records refer to the file.
    pub fn reference(&self) -> FileRef {
        let Self { hash, name, media_type, size, kept: _ } = self.clone();
        FileRef { hash, name, media_type, size }
    }
}

impl TakeIn {
    /// Returns the longest side to which a picture is to be decoded and drawn, in pixels; `None` if
    /// the file stays as it is.
    pub fn side(&self, bytes: &[u8]) -> Option<u32> {
        let media_type = attached_type(bytes, &self.media_type);
        // Animations would stand still.
        let is_drawn = is_displayed(&media_type) && media_type != "image/gif";
        let is_foreign = is_unreadable_picture(bytes);
        let is_large = self.longest.is_some() && bytes.len() > SMALL;
        let is_closed = !self.keeps_place && without_metadata(bytes).is_none();
        let wanted = is_foreign || (is_drawn && (is_large || is_closed));
        wanted.then(|| self.longest.unwrap_or(FULL))
    }
}

/// Decides how a file is kept; `shrunk` is the picture of [`TakeIn::side`].
///
/// # Errors
/// `Empty`, or `TooLarge` if nothing made it small enough.
pub fn take_in(
    bytes: Vec<u8>,
    shrunk: Shrunk,
    asked: &TakeIn,
) -> Result<(TakenIn, Vec<u8>), TransferError> {
    if bytes.is_empty() {
        return Err(TransferError::Empty);
    }
    let name = attached_name(&asked.name);
    let media_type = attached_type(&bytes, &asked.media_type);
    let is_foreign = is_unreadable_picture(&bytes);
    let is_displayed = is_displayed(&media_type);
    let plain = match asked.keeps_place || !is_displayed || media_type == "image/gif" {
        true => None,
        false => without_metadata(&bytes),
    };
    let is_closed =
        is_displayed && !asked.keeps_place && plain.is_none() && media_type != "image/gif";
    let was_asked = asked.side(&bytes).is_some();
    let undecoded = was_asked && shrunk.is_none();
    // A picture that was drawn before would only lose quality.
    let better =
        shrunk.filter(|(small, _)| is_foreign || is_closed || small.len() < bytes.len() / 4 * 3);
    if let Some((small, media_type)) = better {
        let camera = asked.keeps_place.then(|| with_camera_data(&small, &bytes)).flatten();
        return kept(
            camera.unwrap_or(small),
            &with_ending(&name, "jpg"),
            media_type,
            IntakeNote::Well,
        );
    }
    let told = match undecoded {
        true => IntakeNote::Undecoded,
        false if is_closed => IntakeNote::WithPlace,
        false => IntakeNote::Well,
    };
    kept(plain.unwrap_or(bytes), &name, &media_type, told)
}

fn kept(
    bytes: Vec<u8>,
    name: &str,
    media_type: &str,
    kept: IntakeNote,
) -> Result<(TakenIn, Vec<u8>), TransferError> {
    if bytes.len() > MOST_FILE {
        return Err(TransferError::TooLarge { bytes: bytes.len(), most: MOST_FILE });
    }
    let FileRef { hash, name, media_type, size } = file_ref(&bytes, name, media_type);
    Ok((TakenIn { hash, name, media_type, size, kept }, bytes))
}

/// Returns a name with another ending.
fn with_ending(name: &str, ending: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    match stem {
        "" => String::new(),
        stem => format!("{stem}.{ending}"),
    }
}

/// Answers the request.
pub fn answer(
    parts: Vec<Vec<u8>>,
    shrunk: Shrunk,
    asked: &TakeIn,
    reply: &mut dyn FnMut(Message),
) -> Result<(), Failure> {
    let bytes = parts.into_iter().next().unwrap_or_default();
    let (taken, bytes) = take_in(bytes, shrunk, asked)?;
    reply(Message::new(&Reply::TakenIn(taken), vec![bytes]));
    Ok(())
}
