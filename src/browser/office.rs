//! The worker that opens spreadsheets and archives, from both sides.

use gloo_file::Blob;
pub use office::PartForm;
use office::{BEGINNING, Container, PartHead, UnpackReply, UnpackRequest};
use transfer::TransferError;

use super::files::PickedFile;
use super::job::{Job, listen};
use super::page;
use app::AppError;
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
    /// The parts that can be read, in order.
    pub parts: Vec<OpenedPart>,
    /// The names of what cannot be read.
    pub left: Vec<String>,
}

/// True if a file is a container of tables, by its first bytes.
pub async fn is_container(file: &PickedFile) -> bool {
    let beginning = file.beginning(BEGINNING as u32).await;
    beginning.is_some_and(|bytes| Container::of(&bytes).is_some())
}

/// Starts the worker that opens a container; `None` if it cannot be.
pub fn start() -> Option<Job> {
    Job::of_script(&page::office_script()?)
}

/// Opens a container in a worker of its own.
///
/// # Errors
/// Those of [`office::open`]; `Unfolds` if the worker ended, which it does without memory;
/// `PartMissing` if it could not be loaded.
pub async fn open(job: &Job, file: &PickedFile) -> Result<OpenedFile, AppError> {
    let asked = UnpackRequest { name: file.name.clone() };
    job.post_file(Message::new(&asked, vec![Vec::new()]), file);
    let Some((message, files)) = job.next_as_files().await else {
        let fault = AppError::Transfer(TransferError::Unfolds);
        return Err(if job.has_begun() { fault } else { AppError::PartMissing });
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
        Some(UnpackReply::Failed(error)) => Err(error.into()),
        // The file was gone when the worker wanted to read it.
        None => Err(TransferError::Unreadable.into()),
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
