//! A ZIP archive whose files are compressed as they are written.

use std::io::Write;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use rawzip::{CompressionMethod, ZipArchiveWriter};

/// An archive being written, in memory.
pub struct Archive {
    writer: ZipArchiveWriter<Vec<u8>>,
}

impl Archive {
    /// Creates an empty archive.
    pub fn new() -> Self {
        Self { writer: ZipArchiveWriter::new(Vec::new()) }
    }

    /// Adds a file whose contents `write` writes; `None` if that failed.
    pub fn file<T>(
        &mut self,
        name: &str,
        write: impl FnOnce(&mut dyn Write) -> Option<T>,
    ) -> Option<T> {
        let method = CompressionMethod::DEFLATE;
        let (mut entry, config) =
            self.writer.new_file(name).compression_method(method).start().ok()?;
        let mut out = config.wrap(DeflateEncoder::new(&mut entry, Compression::default()));
        let written = write(&mut out)?;
        let (encoder, descriptor) = out.finish().ok()?;
        encoder.finish().ok()?;
        entry.finish(descriptor).ok().map(|_entry| written)
    }

    /// Returns the bytes of the archive; `None` if its directory could not be written.
    pub fn finish(self) -> Option<Vec<u8>> {
        self.writer.finish().ok()
    }
}
