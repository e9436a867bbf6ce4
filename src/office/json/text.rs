//! The text of a file in UTF-8: marks of byte order are taken off, and UTF-16 is converted.

use std::io::{Error, ErrorKind, Read, Result};

/// Returns the text as UTF-8 without a mark of byte order. What begins neither with a mark nor as
/// JSON in UTF-16 does passes unchanged.
///
/// # Errors
/// Those of the reader; `InvalidData` while reading UTF-16 that is damaged.
pub fn utf8<'r>(mut from: impl Read + 'r) -> Result<Box<dyn Read + 'r>> {
    let mut head = Vec::new();
    from.by_ref().take(4).read_to_end(&mut head)?;
    let (mark, wide) = match head.as_slice() {
        [0xEF, 0xBB, 0xBF, ..] => (3, None),
        [0xFF, 0xFE, ..] => (2, Some(false)),
        [0xFE, 0xFF, ..] => (2, Some(true)),
        [1..=255, 0, 1..=255, 0] => (0, Some(false)),
        [0, 1..=255, 0, 1..=255] => (0, Some(true)),
        _ => (0, None),
    };
    head.drain(..mark);
    let all = std::io::Cursor::new(head).chain(from);
    Ok(match wide {
        None => Box::new(all),
        Some(is_big) => Box::new(Wide {
            from: all,
            is_big,
            odd: None,
            high: None,
            ready: Vec::new(),
            given: 0,
            is_over: false,
        }),
    })
}

/// UTF-16, read as UTF-8.
struct Wide<R> {
    from: R,
    is_big: bool,
    /// The first byte of a unit whose second is not read yet.
    odd: Option<u8>,
    /// The first unit of a pair whose second is not read yet.
    high: Option<u16>,
    ready: Vec<u8>,
    /// The number of bytes of `ready` that were given out.
    given: usize,
    is_over: bool,
}

impl<R: Read> Wide<R> {
    /// Converts the next bytes.
    fn fill(&mut self) -> Result<()> {
        let mut bytes = [0; 16 * 1024];
        let count = self.from.read(&mut bytes)?;
        self.is_over = count == 0;
        self.ready.clear();
        self.given = 0;
        let mut units = Vec::with_capacity(count / 2 + 2);
        units.extend(self.high.take());
        for byte in &bytes[..count] {
            match self.odd.take() {
                Some(first) if self.is_big => units.push(u16::from_be_bytes([first, *byte])),
                Some(first) => units.push(u16::from_le_bytes([first, *byte])),
                None => self.odd = Some(*byte),
            }
        }
        if let Some(last) = units.last().copied().filter(|unit| (0xD800..0xDC00).contains(unit)) {
            units.pop();
            self.high = Some(last);
        }
        for letter in char::decode_utf16(units) {
            let letter = letter.map_err(|error| Error::new(ErrorKind::InvalidData, error))?;
            self.ready.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes());
        }
        Ok(())
    }
}

impl<R: Read> Read for Wide<R> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        while self.given == self.ready.len() && !self.is_over {
            self.fill()?;
        }
        let rest = &self.ready[self.given..];
        let count = rest.len().min(into.len());
        into[..count].copy_from_slice(&rest[..count]);
        self.given += count;
        Ok(count)
    }
}
