//! What did not come in, as a file that can be corrected and imported again.

use super::import::{File, Format, SetAside, format_of};
use super::text::decode;
use super::{csv, vcard};

/// Writes the parts of a file that were set aside: of a table its header and their rows with a column
/// that says why, of cards the cards with a property `X-SATCHEL-WHY`. Neither is read again. Gives
/// the name of the new file and its bytes; `None` where there is nothing to write.
pub fn set_aside_file<'a>(
    file: &File<'_>,
    set_aside: impl Iterator<Item = &'a SetAside>,
) -> Option<(String, Vec<u8>)> {
    let set_aside: Vec<&SetAside> = set_aside.filter(|aside| !aside.raw.is_empty()).collect();
    if set_aside.is_empty() {
        return None;
    }
    let text = decode(file.bytes, file.options.encoding).ok()?.text;
    let (bytes, ending) = match format_of(&text, file.name).ok()? {
        Format::Csv => (csv::set_aside(&text, file.options, &set_aside), "csv"),
        Format::VCard => (vcard::set_aside(&set_aside), "vcf"),
        Format::Backup => return None,
    };
    let stem = file.name.rsplit_once('.').map_or(file.name, |(stem, _)| stem);
    Some((format!("{stem}-set-aside.{ending}"), bytes))
}
