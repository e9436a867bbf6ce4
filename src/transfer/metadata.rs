//! Data that cameras and programs write into pictures beside the picture: the place, the time, the
//! device. Takes it out of JPEG (Exif, XMP, IPTC, comments, pictures behind the picture), PNG and
//! WebP without touching the picture itself. How a picture is turned and its colors stay.

/// Start of a JPEG file.
const START: [u8; 2] = [0xff, 0xd8];
/// The bytes with which Exif data begin in JPEG.
const EXIF: &[u8] = b"Exif\0\0";
/// The bytes with which a color profile begins in JPEG.
const COLORS: &[u8] = b"ICC_PROFILE\0";
/// Start of a PNG file.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
/// The Exif tag of the side that is up.
const TURNED: u16 = 0x0112;

/// Returns a picture without what was written into it beside the picture; `None` if it is in none of
/// these formats or damaged.
pub fn without_metadata(bytes: &[u8]) -> Option<Vec<u8>> {
    if bytes.starts_with(&START) {
        return jpeg(bytes);
    }
    if bytes.starts_with(PNG) {
        return png(bytes);
    }
    webp(bytes)
}

/// Returns a JPEG that was made from another one, with what the camera wrote into the first: place,
/// time and device. It stands upright already, and says so. `None` if there is nothing to keep.
pub fn with_camera_data(made: &[u8], original: &[u8]) -> Option<Vec<u8>> {
    let exif = segments(original)?.into_iter().find_map(|segment| match segment {
        Segment::Header { marker: 0xe1, data } => data.strip_prefix(EXIF),
        _ => None,
    })?;
    let mut exif = exif.to_vec();
    if let Some(at) = place_of_turn(&exif) {
        let upright = if exif.starts_with(b"MM") { [0, 1] } else { [1, 0] };
        exif.get_mut(at..at + 2)?.copy_from_slice(&upright);
    }
    let mut joined = START.to_vec();
    push_segment(&mut joined, 0xe1, &[EXIF, &exif].concat())?;
    joined.extend_from_slice(made.strip_prefix(&START)?);
    Some(joined)
}

/// A part of a JPEG file.
enum Segment<'a> {
    /// A segment with a length.
    Header { marker: u8, data: &'a [u8] },
    /// Coded data, with the header before them and everything up to the next header.
    Scan(&'a [u8]),
}

/// Splits a JPEG file up to its end mark (ITU T.81, annex B); `None` if it is damaged. A file that
/// was cut off within its coded data is as long as it is.
fn segments(bytes: &[u8]) -> Option<Vec<Segment<'_>>> {
    let mut found = Vec::new();
    let mut at = START.len();
    loop {
        if *bytes.get(at)? != 0xff {
            return None;
        }
        let marker = *bytes.get(at + 1)?;
        match marker {
            // A fill byte.
            0xff => at += 1,
            0xd9 => return Some(found),
            0x01 | 0xd0..=0xd7 => at += 2,
            _ => {
                let length =
                    usize::from(u16::from_be_bytes([*bytes.get(at + 2)?, *bytes.get(at + 3)?]));
                let end = at + 2 + length;
                let data = bytes.get(at + 4..end)?;
                if marker != 0xda {
                    found.push(Segment::Header { marker, data });
                    at = end;
                    continue;
                }
                let next = end_of_scan(bytes, end);
                found.push(Segment::Scan(bytes.get(at..next)?));
                if next >= bytes.len() {
                    return Some(found);
                }
                at = next;
            }
        }
    }
}

/// Returns the place of the next marker behind coded data.
fn end_of_scan(bytes: &[u8], from: usize) -> usize {
    let marks = |pair: &[u8]| pair[0] == 0xff && !matches!(pair[1], 0 | 0xd0..=0xd7 | 0xff);
    let rest = bytes.get(from..).unwrap_or_default();
    rest.windows(2).position(marks).map_or(bytes.len(), |at| from + at)
}

fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut plain = START.to_vec();
    let parts = segments(bytes)?;
    let turned = parts.iter().find_map(|part| match part {
        Segment::Header { marker: 0xe1, data } => turn_of(data.strip_prefix(EXIF)?),
        _ => None,
    });
    for (index, part) in parts.iter().enumerate() {
        match part {
            Segment::Header { marker, data } => {
                let stays = match marker {
                    0xe2 => data.starts_with(COLORS),
                    // JFIF, and how Adobe coded the colors.
                    0xe0 | 0xee => true,
                    0xe1..=0xef | 0xfe => false,
                    _ => true,
                };
                // The JFIF header comes first where there is one.
                if index == 0 && *marker != 0xe0 {
                    push_turn(&mut plain, turned)?;
                }
                if stays {
                    push_segment(&mut plain, *marker, data)?;
                }
                if index == 0 && *marker == 0xe0 {
                    push_turn(&mut plain, turned)?;
                }
            }
            Segment::Scan(coded) => plain.extend_from_slice(coded),
        }
    }
    plain.extend_from_slice(&[0xff, 0xd9]);
    Some(plain)
}

fn push_segment(out: &mut Vec<u8>, marker: u8, data: &[u8]) -> Option<()> {
    out.extend_from_slice(&[0xff, marker]);
    out.extend_from_slice(&u16::try_from(data.len() + 2).ok()?.to_be_bytes());
    out.extend_from_slice(data);
    Some(())
}

fn push_turn(out: &mut Vec<u8>, turned: Option<u16>) -> Option<()> {
    match turned {
        Some(turned) => push_segment(out, 0xe1, &[EXIF, &only_turn(turned)].concat()),
        None => Some(()),
    }
}

/// Returns Exif data that say only which side of a picture is up.
fn only_turn(turned: u16) -> Vec<u8> {
    let [high, low] = turned.to_be_bytes();
    let [tag, tag_low] = TURNED.to_be_bytes();
    let mut tiff = b"MM\0\x2a\0\0\0\x08\0\x01".to_vec();
    tiff.extend_from_slice(&[tag, tag_low, 0, 3, 0, 0, 0, 1, high, low, 0, 0]);
    tiff.extend_from_slice(&[0; 4]);
    tiff
}

/// Returns the place of the two bytes, in TIFF data, that say which side is up.
fn place_of_turn(tiff: &[u8]) -> Option<usize> {
    let number = |at: usize, length: usize| number_at(tiff, at, length);
    let first = number(4, 4)?;
    let entries = number(first, 2)?;
    let begin = first.checked_add(2)?;
    let entry = |index: usize| begin.checked_add(index * 12).filter(|at| *at < tiff.len());
    let is_it = |at: &usize| number(*at, 2) == Some(usize::from(TURNED));
    (0..entries).map_while(entry).find(is_it).map(|at| at + 8)
}

fn turn_of(tiff: &[u8]) -> Option<u16> {
    let turned = number_at(tiff, place_of_turn(tiff)?, 2)?;
    u16::try_from(turned).ok().filter(|turned| (2..=8).contains(turned))
}

/// Reads a number of TIFF data, in the order that the data begin with.
fn number_at(tiff: &[u8], at: usize, length: usize) -> Option<usize> {
    let bytes = tiff.get(at..at.checked_add(length)?)?;
    let add = |sum: usize, byte: &u8| (sum << 8) | usize::from(*byte);
    match tiff.get(..2)? {
        b"MM" => Some(bytes.iter().fold(0, add)),
        b"II" => Some(bytes.iter().rev().fold(0, add)),
        _ => None,
    }
}

/// Returns the chunks of a PNG file that make the picture, up to its end.
fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut plain = PNG.to_vec();
    let mut at = PNG.len();
    loop {
        let length = u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize;
        let name = bytes.get(at + 4..at + 8)?;
        let end = at.checked_add(length)?.checked_add(12)?;
        let chunk = bytes.get(at..end)?;
        match name {
            b"eXIf" => {
                if let Some(turned) = turn_of(chunk.get(8..8 + length)?) {
                    push_chunk(&mut plain, b"eXIf", &only_turn(turned));
                }
            }
            b"tEXt" | b"zTXt" | b"iTXt" | b"tIME" => {}
            _ => plain.extend_from_slice(chunk),
        }
        if name == b"IEND" {
            return Some(plain);
        }
        at = end;
    }
}

fn push_chunk(out: &mut Vec<u8>, name: &[u8; 4], data: &[u8]) {
    let sum = checksum(name.iter().chain(data));
    out.extend_from_slice(&(data.len() as u32).to_be_bytes());
    out.extend_from_slice(name);
    out.extend_from_slice(data);
    out.extend_from_slice(&sum.to_be_bytes());
}

/// Computes the checksum of a PNG chunk (CRC-32).
fn checksum<'a>(bytes: impl Iterator<Item = &'a u8>) -> u32 {
    let shift = |sum: u32, _: u8| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 };
    !bytes.fold(u32::MAX, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), shift))
}

/// Returns the chunks of a WebP file without Exif and XMP, and without the flags that announce them.
fn webp(bytes: &[u8]) -> Option<Vec<u8>> {
    const ANNOUNCED: u8 = 0x08 | 0x04;
    if !bytes.starts_with(b"RIFF") || bytes.get(8..12)? != b"WEBP" {
        return None;
    }
    let size = u32::from_le_bytes(bytes.get(4..8)?.try_into().ok()?) as usize;
    let bytes = bytes.get(..size.checked_add(8)?)?;
    let mut plain = bytes.get(..12)?.to_vec();
    let mut at = 12;
    while at < bytes.len() {
        let length = u32::from_le_bytes(bytes.get(at + 4..at + 8)?.try_into().ok()?) as usize;
        let whole = at.checked_add(8)?.checked_add(length)?;
        // The last chunk of some files lacks the byte that makes it even.
        let end = whole.checked_add(whole % 2)?.min(bytes.len());
        let chunk = bytes.get(at..end).filter(|_| whole <= bytes.len())?;
        match chunk.get(..4)? {
            b"EXIF" | b"XMP " => {}
            name => {
                let begin = plain.len();
                plain.extend_from_slice(chunk);
                if name == b"VP8X" {
                    *plain.get_mut(begin + 8)? &= !ANNOUNCED;
                }
            }
        }
        at = end;
    }
    let size = u32::try_from(plain.len() - 8).ok()?;
    plain.get_mut(4..8)?.copy_from_slice(&size.to_le_bytes());
    Some(plain)
}

#[cfg(test)]
mod tests;
