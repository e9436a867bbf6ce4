//! The worker that opens spreadsheets and archives, from both sides.

use gloo_file::Blob;
pub use office::PartForm;
use office::{BEGINNING, Container, PartHead, UnpackReply, UnpackRequest};
use transfer::TransferError;

use super::files::PickedFile;
use super::job::{Job, listen};
use super::page;
use app::job::Message;

/// A table or file out of a container.
#[derive(Clone, Debug)]
pub struct OpenedPart {
    /// Its bytes, with its name in the container.
    pub file: PickedFile,
    /// The form in which it is read.
    pub form: PartForm,
    /// True if its program does not show it.
    pub hidden: bool,
}

/// The contents of a container.
#[derive(Clone, Debug)]
pub struct OpenedFile {
    /// What can be read, in order.
    pub parts: Vec<OpenedPart>,
    /// The names of what cannot be read.
    pub left: Vec<String>,
}

/// True if a file is a container of tables, by its first bytes.
pub async fn is_container(file: &PickedFile) -> bool {
    let beginning = file.beginning(BEGINNING as u32).await;
    beginning.is_some_and(|bytes| Container::of(&bytes).is_some())
}

/// Opens a container in a worker of its own, which ends afterwards.
///
/// # Errors
/// Those of [`office::open`]; `Unfolds` if the worker ended, which it does without memory.
pub async fn open(file: &PickedFile) -> Result<OpenedFile, TransferError> {
    let script = page::office_script().ok_or(TransferError::Unreadable)?;
    let job = Job::of_script(&script).ok_or(TransferError::Unreadable)?;
    let asked = UnpackRequest { name: file.name.clone() };
    job.post_file(Message::new(&asked, vec![Vec::new()]), file);
    let Some((message, files)) = job.next_as_files().await else {
        return Err(TransferError::Unfolds);
    };
    match message.head::<UnpackReply>() {
        Some(UnpackReply::Unpacked { parts, left }) => {
            let part = |(head, blob): (PartHead, Blob)| OpenedPart {
                file: PickedFile::new(head.name, blob),
                form: head.form,
                hidden: head.hidden,
            };
            Ok(OpenedFile { parts: parts.into_iter().zip(files).map(part).collect(), left })
        }
        Some(UnpackReply::Failed(error)) => Err(error),
        // The file was gone when the worker wanted to read it.
        None => Err(TransferError::Unreadable),
    }
}

/// Runs the worker's side: listens until terminated.
pub fn serve() {
    listen(|message, mut reply| {
        let asked = message.head::<UnpackRequest>().unwrap_or_default();
        let bytes = message.parts.first().map_or(&[][..], Vec::as_slice);
        let (head, parts) = office::answer(&asked, bytes);
        reply(Message::new(&head, parts));
    });
}
