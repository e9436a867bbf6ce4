//! Bytes to text. The one place that knows about encodings: another encoding is another branch of
//! [`decode`] or of [`decode_named`].

use std::borrow::Cow;

use super::error::{Binary, TransferError};

/// The text of a file: UTF-8, or UTF-16 where it says so in its first bytes, else Windows-1252.
///
/// # Errors
/// `Empty` for nothing but blanks, `NotText` for pictures and other binary files.
pub fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, TransferError> {
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => Cow::Owned(utf16(rest, u16::from_le_bytes)),
        [0xfe, 0xff, rest @ ..] => Cow::Owned(utf16(rest, u16::from_be_bytes)),
        _ => {
            if let Some(binary) = binary(bytes) {
                return Err(TransferError::NotText(binary));
            }
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            decode_named(bytes, None)
        }
    };
    if text.trim().is_empty() { Err(TransferError::Empty) } else { Ok(text) }
}

/// The text of some bytes whose encoding was named, as in a property of a vCard 2.1. What is valid
/// UTF-8 is UTF-8 whatever the name says, unless the name is that of a Western encoding.
pub fn decode_named<'a>(bytes: &'a [u8], charset: Option<&str>) -> Cow<'a, str> {
    let charset = charset.unwrap_or_default().to_ascii_lowercase();
    let western = matches!(
        charset.as_str(),
        "iso-8859-1" | "iso8859-1" | "iso-8859-15" | "latin1" | "windows-1252" | "cp1252"
    );
    match std::str::from_utf8(bytes) {
        Ok(text) if !western || bytes.is_ascii() => Cow::Borrowed(text),
        // Says UTF-8 and is not: a value cut between two bytes. The rest of it is still good.
        Err(_) if matches!(charset.as_str(), "utf-8" | "utf8") => String::from_utf8_lossy(bytes),
        _ => Cow::Owned(bytes.iter().map(|byte| windows_1252(*byte)).collect()),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// What the bytes are, where they are no text: by their signature, else by how many of them no text
/// has.
fn binary(bytes: &[u8]) -> Option<Binary> {
    const SIGNATURES: [(&[u8], Binary); 8] = [
        (b"\x89PNG", Binary::Picture),
        (b"\xff\xd8\xff", Binary::Picture),
        (b"GIF8", Binary::Picture),
        (b"RIFF", Binary::Picture),
        (b"II*\0", Binary::Picture),
        (b"MM\0*", Binary::Picture),
        (b"%PDF-", Binary::Document),
        (b"PK\x03\x04", Binary::Archive),
    ];
    let known = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature));
    if let Some((_, binary)) = known {
        return Some(*binary);
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some(Binary::Picture);
    }
    let head = &bytes[..bytes.len().min(64 * 1024)];
    let control = |byte: &&u8| matches!(byte, 0..=8 | 14..=26 | 28..=31);
    let controls = head.iter().filter(control).count();
    // A few of them stand in texts too, where a program wrote a name with them.
    (controls >= 4 && controls * 20 > head.len()).then_some(Binary::Other)
}

fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_encoding_becomes_the_same_text() {
        let utf16: Vec<u8> = "\u{feff}Ánh".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let swapped: Vec<u8> = "\u{feff}Ánh".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode("Ánh".as_bytes()).unwrap(), "Ánh");
        assert_eq!(decode("\u{feff}Ánh".as_bytes()).unwrap(), "Ánh");
        assert_eq!(decode(&utf16).unwrap(), "Ánh");
        assert_eq!(decode(&swapped).unwrap(), "Ánh");
        assert_eq!(decode(b"\xc1nh \x80").unwrap(), "Ánh €");
    }

    #[test]
    fn a_named_encoding_is_believed_where_it_can_be() {
        assert_eq!(decode_named(b"\xc3\x91", Some("UTF-8")), "Ñ");
        assert_eq!(decode_named(b"\xd1", Some("ISO-8859-1")), "Ñ");
        assert_eq!(decode_named(b"\xc3\x91", None), "Ñ");
        assert_eq!(decode_named(b"\xc3\x91\x80", Some("utf-8")), "Ñ\u{fffd}");
    }

    #[test]
    fn what_is_no_text_is_refused_by_name() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
        assert_eq!(decode(png), Err(TransferError::NotText(Binary::Picture)));
        assert_eq!(decode(b"PK\x03\x04xl"), Err(TransferError::NotText(Binary::Archive)));
        assert_eq!(decode(b"\0asm\x01\0\0\0"), Err(TransferError::NotText(Binary::Other)));
        assert_eq!(decode(b"FN:a\0b").unwrap(), "FN:a\0b");
        assert_eq!(decode(b""), Err(TransferError::Empty));
        assert_eq!(decode("\u{feff} \r\n".as_bytes()), Err(TransferError::Empty));
    }
}
