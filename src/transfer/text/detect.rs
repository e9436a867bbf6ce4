//! Detects the encoding of bytes that do not name it: by validity and by letter sequences
//! (chardetng, the detector of Firefox).

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};

use super::decode::decode_as;
use super::encoding::Encoding;
use crate::csv::is_known_header;

/// Bytes examined, from the first non-ASCII character on.
const ENOUGH: usize = 1 << 20;

/// Detects the encoding of bytes that are not valid UTF-8 throughout and have no byte order mark.
pub fn detect(bytes: &[u8]) -> Encoding {
    if let Some(encoding) = utf16(bytes) {
        return encoding;
    }
    let first = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or_default();
    let start = first.saturating_sub(64 * 1024);
    let part = &bytes[start..bytes.len().min(first + ENOUGH)];
    if is_mostly_utf8(part) {
        return Encoding::Utf8;
    }
    if let Some(encoding) = named_charset(part) {
        return encoding;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(part, true);
    let guessed = of(detector.guess(None, Utf8Detection::Deny));
    if let Some(encoding) = by_headers(bytes, guessed) {
        return encoding;
    }
    match guessed {
        Encoding::Windows1250 if has_pounds(part) => Encoding::Windows1252,
        // Japanese without any kana is Chinese, which uses the same bytes.
        Encoding::EucJp if !has_kana(part) => Encoding::Gb18030,
        Encoding::Windows1252 if is_hungarian(bytes, part) => Encoding::Windows1250,
        encoding => encoding,
    }
}

/// Encodings of languages whose headers are known, in which a short file may be.
const WITH_HEADERS: [Encoding; 8] = [
    Encoding::Windows1252,
    Encoding::Windows1250,
    Encoding::Windows1258,
    Encoding::Windows874,
    Encoding::Gb18030,
    Encoding::ShiftJis,
    Encoding::Windows1251,
    Encoding::EucJp,
];

/// Returns the encoding in which a line of the beginning has words for columns, if it has none in the
/// guessed one and at least two in no other.
fn by_headers(bytes: &[u8], guessed: Encoding) -> Option<Encoding> {
    const LINES: usize = 12;
    let end = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\n').nth(LINES);
    let head = &bytes[..end.map_or(bytes.len(), |(at, _)| at).min(8192)];
    let known = |encoding: Encoding| {
        let text = decode_as(head, encoding);
        let cells =
            |line: &str| line.split([',', ';', '\t', '|']).filter(|it| is_header(it)).count();
        text.lines().map(cells).max().unwrap_or_default()
    };
    if known(guessed) > 0 {
        return None;
    }
    let best = WITH_HEADERS.into_iter().map(|it| (known(it), it)).filter(|(count, _)| *count > 1);
    best.reduce(|best, next| if next.0 > best.0 { next } else { best }).map(|(_, it)| it)
}

/// True for the name of a column in another language, with letters that depend on the encoding.
fn is_header(cell: &str) -> bool {
    let cell = cell.trim().trim_matches('"');
    !cell.is_ascii() && is_known_header(cell)
}

/// True if the byte for the sign of the pound, which is a Polish letter in Windows-1250, stands before
/// digits only.
fn has_pounds(part: &[u8]) -> bool {
    let mut found = part.windows(2).filter(|pair| pair[0] == 0xa3).peekable();
    found.peek().is_some() && found.all(|pair| pair[1].is_ascii_digit())
}

/// Returns the encoding for a label of another program, such as `ISO-8859-1` or `GB2312`.
pub fn of_name(name: &str) -> Option<Encoding> {
    encoding_rs::Encoding::for_label(name.trim().as_bytes()).map(of)
}

/// Maps an encoding of `encoding_rs` to ours; unsupported ones map to the closest relative.
fn of(encoding: &'static encoding_rs::Encoding) -> Encoding {
    let name = encoding.name().to_ascii_lowercase();
    match name.as_str() {
        "gbk" => Encoding::Gb18030,
        // The same letters, with quotation marks instead of ISO's control characters.
        "iso-8859-2" | "iso-8859-16" => Encoding::Windows1250,
        "iso-8859-5" | "koi8-r" | "koi8-u" | "ibm866" | "x-mac-cyrillic" => Encoding::Windows1251,
        "iso-8859-7" => Encoding::Windows1253,
        "iso-8859-4" | "iso-8859-10" | "iso-8859-13" => Encoding::Windows1257,
        name => Encoding::of_label(name).unwrap_or(Encoding::Windows1252),
    }
}

/// Detects UTF-16 without a byte order mark: in Latin text every other byte is zero.
fn utf16(bytes: &[u8]) -> Option<Encoding> {
    let head = &bytes[..bytes.len().min(4096)];
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let many = |some: usize, other: usize| some * 5 > head.len() && some > 2 && other * 10 < some;
    match (many(odd, even), many(even, odd)) {
        (true, _) => Some(Encoding::Utf16Le),
        (_, true) => Some(Encoding::Utf16Be),
        _ => None,
    }
}

/// True if the bytes are UTF-8 but for a few errors, such as a cut character in a large file.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad * 10
}

/// Returns the encoding that all properties of a file of cards name, if they agree (vCard 2.1,
/// section 2.1.5).
fn named_charset(bytes: &[u8]) -> Option<Encoding> {
    let begins = bytes.get(..11).is_some_and(|head| head.eq_ignore_ascii_case(b"BEGIN:VCARD"));
    if !begins {
        return None;
    }
    let mut found = None;
    for at in memchr::memmem::find_iter(bytes, b"CHARSET=") {
        let rest = &bytes[at + 8..];
        let end = rest.iter().position(|byte| matches!(byte, b';' | b':' | b',' | b'"'))?;
        let named = of_name(std::str::from_utf8(&rest[..end]).ok()?)?;
        if found.replace(named).is_some_and(|known| known != named) {
            return None;
        }
    }
    found.filter(|encoding| *encoding != Encoding::Utf8)
}

/// Prefixes of words in Hungarian headers, the same bytes in Windows-1250 and Windows-1252.
const HUNGARIAN: [&[u8]; 15] = [
    b"vezet\xe9kn",
    b"keresztn",
    b"csal\xe1dn",
    b"n\xe9v",
    b"c\xe9g",
    b"telefonsz",
    b"c\xedm",
    b"beoszt",
    b"megjegyz",
    b"v\xe1ros",
    b"ir\xe1ny",
    b"orsz\xe1g",
    b"sz\xfclet",
    b"munkahely",
    b"telep\xfcl",
];

/// True if bytes that may be Windows-1252 are Hungarian in Windows-1250, which has ő and ű for õ
/// and û. A few names prove nothing: Portuguese has õ (always before an e), Estonian õ and ü,
/// French û and é.
fn is_hungarian(bytes: &[u8], part: &[u8]) -> bool {
    let double = |byte: u8| matches!(byte | 0x20, 0xf5 | 0xfb);
    let acute = |byte: u8| matches!(byte | 0x20, 0xe1 | 0xed | 0xf3 | 0xfa);
    let known = |byte: u8| {
        byte < 0xc0 || double(byte) || acute(byte) || matches!(byte | 0x20, 0xe9 | 0xf6 | 0xfc)
    };
    if !part.iter().all(|byte| known(*byte)) || !part.iter().any(|byte| double(*byte)) {
        return false;
    }
    let oe = |pair: &[u8]| pair[0] | 0x20 == 0xf5 && pair[1] | 0x20 == b'e';
    let unlike = part.iter().any(|byte| acute(*byte)) && !part.windows(2).any(oe);
    unlike || has_hungarian_header(bytes)
}

/// True if the first line contains Hungarian header words.
fn has_hungarian_header(bytes: &[u8]) -> bool {
    let head = bytes.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
    let small = |byte: &u8| if *byte >= 0xc0 { byte | 0x20 } else { byte.to_ascii_lowercase() };
    let head: Vec<u8> = head.iter().take(4096).map(small).collect();
    let is_letter = |byte: &u8| byte.is_ascii_alphabetic() || *byte >= 0xc0;
    let mut words = head.split(|byte| !is_letter(byte));
    words.any(|word| HUNGARIAN.iter().any(|known| word.starts_with(known)))
}

fn has_kana(bytes: &[u8]) -> bool {
    // Rows 4 and 5 of JIS X 0208.
    bytes.windows(2).any(|pair| matches!(pair[0], 0xa4 | 0xa5) && pair[1] >= 0xa1)
}
