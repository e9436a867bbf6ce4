//! The version in the bytes of a stored row that had none at first. Page, history entry and backup
//! have a version of their own.

/// Begins a sealed row. No row without a seal begins so: no text has the first byte, no packed
/// number these two, and as a stamp they lie 8,000 years ahead.
const MARK: [u8; 2] = [0xff, 0];

/// Puts a version before a row's contents.
pub fn seal(version: u8, contents: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(contents.len() + MARK.len() + 1);
    bytes.extend_from_slice(&MARK);
    bytes.push(version);
    bytes.extend_from_slice(contents);
    bytes
}

/// Returns the version of a row and its contents; version 0 if it has no seal.
pub fn unseal(bytes: &[u8]) -> (u8, &[u8]) {
    match bytes.strip_prefix(&MARK) {
        Some([version, contents @ ..]) => (*version, contents),
        _ => (0, bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use replica::Stamp;

    #[test]
    fn a_sealed_row_opens_with_its_version_and_one_without_a_seal_is_of_version_0() {
        assert_eq!(unseal(&seal(3, b"contents")), (3, b"contents".as_slice()));
        assert_eq!(unseal(&seal(1, b"")), (1, b"".as_slice()));
        for plain in [b"".as_slice(), b"\xff", b"\xff\x00", b"text", &[0; 16]] {
            assert_eq!(unseal(plain), (0, plain));
        }
        let stamp = Stamp { millis: 1_900_000_000_000, counter: u16::MAX, device: u64::MAX };
        assert_eq!(unseal(&stamp.to_bytes()), (0, stamp.to_bytes().as_slice()));
    }
}
