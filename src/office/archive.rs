//! ZIP archives: their directory is read and every file is measured before anything is unpacked, so
//! that an archive made to fill the memory is refused.

use std::io::{Read, copy, sink};

use flate2::bufread::DeflateDecoder;
use rawzip::{CompressionMethod, ZipArchive, ZipArchiveEntryWayfinder, ZipSliceArchive};
use transfer::{Binary, TransferError};

use super::container::{BEGINNING, Container, Part, PartForm, Unpacked};
use super::workbook::{self, BookForm};
use super::{pages, records};

/// The most times that a file may be larger than its packed form, if it is larger than
/// [`SMALL`]. Text of spreadsheets that repeats the same row packs 60 times smaller.
const MOST_RATIO: u64 = 200;
/// The size in bytes up to which nothing is out of proportion.
const SMALL: u64 = 4 << 20;
/// The most files in an archive that are read.
const MOST_FILES: usize = 10_000;

/// A file in an archive.
struct Entry {
    /// Its path, as it stands in the archive.
    path: String,
    method: CompressionMethod,
    /// True if it is encrypted.
    is_locked: bool,
    way: ZipArchiveEntryWayfinder,
}

impl Entry {
    /// Returns the last part of its path: archives of other systems have paths with backslashes, and
    /// some climb.
    fn name(&self) -> &str {
        self.path.rsplit(['/', '\\']).next().unwrap_or_default()
    }

    fn is_folder(&self) -> bool {
        self.path.ends_with(['/', '\\'])
    }

    /// True for files that systems add to archives and that nobody put there.
    fn is_added(&self) -> bool {
        self.path.starts_with("__MACOSX/") || self.name().starts_with('.')
    }

    fn ends_with(&self, endings: &[&str]) -> bool {
        let name = self.name().to_lowercase();
        endings.iter().any(|ending| name.ends_with(ending))
    }
}

/// An archive with its directory.
struct ZippedFiles<'a> {
    zip: ZipSliceArchive<&'a [u8]>,
    entries: Vec<Entry>,
}

/// Opens an archive: a workbook, or files of which some hold tables.
///
/// # Errors
/// As [`open`](super::open).
pub fn open(bytes: &[u8], most: usize) -> Result<Unpacked, TransferError> {
    let archive = ZippedFiles::new(bytes)?;
    archive.measure(most as u64)?;
    match archive.book() {
        Some(form) => workbook::sheets(bytes, form, || archive.content(), most),
        None => archive.files(most),
    }
}

impl<'a> ZippedFiles<'a> {
    fn new(bytes: &'a [u8]) -> Result<Self, TransferError> {
        let zip = ZipArchive::from_slice(bytes).map_err(|_cut_off| TransferError::BrokenSheet)?;
        let mut entries = Vec::new();
        let mut directory = zip.entries();
        while let Some(header) =
            directory.next_entry().map_err(|_damaged| TransferError::BrokenSheet)?
        {
            if entries.len() == MOST_FILES {
                return Err(TransferError::Unfolds);
            }
            let path = String::from_utf8_lossy(header.file_path().as_ref()).into_owned();
            let (method, way) = (header.compression_method(), header.wayfinder());
            let is_locked = header.flags().is_encrypted();
            entries.push(Entry { path, method, is_locked, way });
        }
        Ok(Self { zip, entries })
    }

    /// Unpacks every file to nowhere: the directory may say what it likes about their sizes.
    fn measure(&self, most: u64) -> Result<(), TransferError> {
        let mut all = 0;
        for entry in &self.entries {
            let packed = entry.way.compressed_size_hint();
            let proportion = packed.saturating_mul(MOST_RATIO).max(SMALL);
            let limit = (most - all).min(proportion);
            let Some(data) = self.data(entry) else { continue };
            let mut data = data.take(limit + 1);
            // A file that is damaged is found when it is read; what came before the damage counts.
            let _either = copy(&mut data, &mut sink());
            let size = limit + 1 - data.limit();
            if size > limit {
                return Err(TransferError::Unfolds);
            }
            all += size;
        }
        Ok(())
    }

    /// Returns a reader of a file's bytes; `None` if they are encrypted, packed by another method or
    /// damaged.
    fn data(&self, entry: &Entry) -> Option<Box<dyn Read + '_>> {
        let packed = self.zip.get_entry(entry.way).ok()?.data();
        match entry.method {
            _ if entry.is_locked => None,
            CompressionMethod::STORE => Some(Box::new(packed)),
            CompressionMethod::DEFLATE => Some(Box::new(DeflateDecoder::new(packed))),
            _ => None,
        }
    }

    /// Returns the form of the workbook that the archive is, if it is one.
    fn book(&self) -> Option<BookForm> {
        let has = |path: &str| self.entries.iter().any(|it| it.path.eq_ignore_ascii_case(path));
        // Some programs put the workbook into another folder.
        let holds = |name: &str| self.entries.iter().any(|it| it.name().eq_ignore_ascii_case(name));
        if has("[Content_Types].xml") && holds("workbook.xml") {
            Some(BookForm::Xlsx)
        } else if has("[Content_Types].xml") && holds("workbook.bin") {
            Some(BookForm::Xlsb)
        } else if has("content.xml") && has("META-INF/manifest.xml") {
            Some(BookForm::Ods)
        } else {
            None
        }
    }

    /// Reads the files that hold tables.
    fn files(&self, most: usize) -> Result<Unpacked, TransferError> {
        const TABLES: [&str; 6] = [".csv", ".tsv", ".tab", ".txt", ".vcf", ".vcard"];
        const INNER: [&str; 7] = [".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".json", ".jsonl"];
        let mut opened = Unpacked::default();
        let mut room = most;
        // Why a workbook in it could not be opened.
        let mut fault = None;
        let files = self.entries.iter().filter(|entry| !entry.is_folder() && !entry.is_added());
        for entry in files {
            let name = entry.name().to_owned();
            // The text that goes with our own tables says what they are.
            let is_table = entry.ends_with(&TABLES) && !name.to_lowercase().starts_with("readme");
            let is_inner = entry.ends_with(&INNER);
            let bytes = (is_table || is_inner).then(|| self.read(entry)).flatten();
            let parts = match bytes {
                Some(bytes) if is_inner => match inner(&name, &bytes, room) {
                    Ok(inside) => {
                        opened.left.extend(inside.left);
                        inside.parts
                    }
                    Err(error) => {
                        fault.get_or_insert(error);
                        Vec::new()
                    }
                },
                Some(bytes) => {
                    let form = PartForm::File;
                    vec![Part { name: name.clone(), form, hidden: false, bytes }]
                }
                None => Vec::new(),
            };
            if parts.is_empty() {
                opened.left.push(name);
                continue;
            }
            room = room.saturating_sub(parts.iter().map(|part| part.bytes.len()).sum());
            opened.parts.extend(parts);
        }
        if opened.parts.is_empty() {
            let is_locked = self.entries.iter().any(|entry| entry.is_locked);
            let other = TransferError::NotText(Binary::Archive);
            return Err(if is_locked { TransferError::Protected } else { fault.unwrap_or(other) });
        }
        Ok(opened)
    }

    /// Returns the text of an OpenDocument (OASIS, part 2, 3.3).
    fn content(&self) -> Option<Vec<u8>> {
        let entry = self.entries.iter().find(|it| it.path.eq_ignore_ascii_case("content.xml"))?;
        self.read(entry)
    }

    /// Reads a file whole; `None` if it is empty or cannot be read.
    fn read(&self, entry: &Entry) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        self.data(entry)?.read_to_end(&mut bytes).ok()?;
        (!bytes.is_empty()).then_some(bytes)
    }
}

/// Opens a workbook or JSON that lies in an archive. Archives in archives stay closed.
fn inner(name: &str, bytes: &[u8], most: usize) -> Result<Unpacked, TransferError> {
    let none = TransferError::NotText(Binary::Archive);
    let opened = match Container::of(&bytes[..bytes.len().min(BEGINNING)]).ok_or(none.clone())? {
        Container::Compound => workbook::old_sheets(bytes, most)?,
        Container::Json => records::open(name, bytes, most)?,
        Container::Page => pages::open(name, bytes, most)?,
        Container::Zip => {
            let archive = ZippedFiles::new(bytes)?;
            archive.measure(most as u64)?;
            let form = archive.book().ok_or(none)?;
            workbook::sheets(bytes, form, || archive.content(), most)?
        }
    };
    let named = |part: Part| match part.form {
        PartForm::Sheet => Part { name: format!("{name} · {}", part.name), ..part },
        PartForm::File | PartForm::Records => part,
    };
    let left = opened.left.into_iter().map(|part| format!("{name} · {part}")).collect();
    Ok(Unpacked { parts: opened.parts.into_iter().map(named).collect(), left })
}
