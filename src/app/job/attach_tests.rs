//! Files as they are taken in, with a stand-in for the browser's drawing.

use std::future::ready;

use super::*;
use crate::stories::now;
use transfer::{TransferError, hash_of};

/// A picture in JPEG with this many coded bytes, and what a camera wrote.
fn photo(length: usize, turned: u8) -> Vec<u8> {
    let mut bytes = vec![0xff, 0xd8, 0xff, 0xe1, 0, 34];
    bytes.extend(b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0");
    bytes.extend([turned, 0, 0, 0, 0, 0, 0]);
    bytes.extend([0xff, 0xfe, 0, 5]);
    bytes.extend(b"GPS");
    bytes.extend([0xff, 0xda, 0, 2]);
    bytes.extend(vec![7; length]);
    bytes.extend([0xff, 0xd9]);
    bytes
}

/// Draws a picture as one with as many coded bytes as it has pixels a side; nothing if the bytes end
/// with a question mark.
async fn drawn(bytes: &[u8], longest: u32) -> Shrunk {
    ready(()).await;
    let mut small = vec![0xff, 0xd8, 0xff, 0xda, 0, 2];
    small.extend(vec![7; longest as usize]);
    small.extend([0xff, 0xd9]);
    (bytes.last() != Some(&b'?')).then_some((small, "image/jpeg"))
}

fn asked(name: &str) -> TakeIn {
    let media_type = "image/jpeg".to_owned();
    TakeIn { name: name.into(), media_type, longest: Some(2048), keeps_place: false }
}

/// Takes a file in, the way page and worker do.
fn taken(bytes: &[u8], asked: &TakeIn) -> Result<(TakenIn, Vec<u8>), TransferError> {
    let mut worker = Worker::default();
    let message = Message::new(&Request::TakeIn(asked.clone()), vec![bytes.to_vec()]);
    let mut replies = Vec::new();
    now(worker.prepare(&message, &drawn, &mut |reply| replies.push(reply)));
    worker.answer(message, &|| None, &mut |reply| replies.push(reply));
    assert_eq!(replies.len(), 1);
    let reply = replies.remove(0);
    match reply.head().unwrap() {
        Reply::TakenIn(taken) => {
            let bytes = reply.parts[0].clone();
            assert_eq!((&taken.hash, taken.size as usize), (&hash_of(&bytes), bytes.len()));
            Ok((taken, bytes))
        }
        Reply::Failed(Failure::Transfer(error)) => Err(error),
        other => panic!("{other:?}"),
    }
}

fn holds(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|some| some == word)
}

#[test]
fn a_large_photo_becomes_smaller_and_loses_its_place() {
    let large = photo(900_000, 6);
    let (file, bytes) = taken(&large, &asked("IMG 1.JPG")).unwrap();
    assert!(bytes.len() < 3_000 && !holds(&bytes, b"GPS"));
    assert_eq!((file.name.as_str(), file.media_type.as_str()), ("IMG 1.jpg", "image/jpeg"));
    assert_eq!(file.kept, IntakeNote::Well);
    let small = TakeIn { longest: Some(1024), ..asked("IMG 1.JPG") };
    assert!(taken(&large, &small).unwrap().0.size < file.size);
}

#[test]
fn a_photo_that_stays_as_it_is_loses_its_place_and_stays_turned() {
    let (large, small) = (photo(900_000, 6), photo(1_000, 6));
    let original = TakeIn { longest: None, ..asked("a.jpg") };
    for (photo, how) in [(&large, &original), (&small, &original), (&small, &asked("a.jpg"))] {
        let (file, bytes) = taken(photo, how).unwrap();
        assert!(!holds(&bytes, b"GPS") && holds(&bytes, b"Exif"));
        assert_eq!(bytes.len(), photo.len() - 7);
        assert_eq!((file.name.as_str(), file.kept), ("a.jpg", IntakeNote::Well));
    }
}

#[test]
fn a_photo_keeps_its_place_if_that_is_wanted() {
    let large = photo(900_000, 6);
    let original = TakeIn { longest: None, keeps_place: true, ..asked("a.jpg") };
    assert_eq!(taken(&large, &original).unwrap().1, large);
    let smaller = TakeIn { keeps_place: true, ..asked("a.jpg") };
    let (_, bytes) = taken(&large, &smaller).unwrap();
    assert!(bytes.len() < 3_000 && holds(&bytes, b"Exif"), "what the camera wrote moves along");
}

#[test]
fn a_photo_of_an_iphone_becomes_a_jpeg_or_is_kept_as_a_document_and_told() {
    let heic = [&b"\0\0\0\x18ftypheic"[..], &[1; 50]].concat();
    for longest in [Some(2048), None] {
        let asked = TakeIn { longest, media_type: String::new(), ..asked("IMG_7.HEIC") };
        let (file, _) = taken(&heic, &asked).unwrap();
        assert_eq!((file.name.as_str(), file.media_type.as_str()), ("IMG_7.jpg", "image/jpeg"));
        let closed = [&heic[..], b"?"].concat();
        let (file, bytes) = taken(&closed, &asked).unwrap();
        assert_eq!((file.name.as_str(), file.media_type.as_str()), ("IMG_7.HEIC", "image/heic"));
        assert_eq!((bytes, file.kept), (closed, IntakeNote::Undecoded));
    }
}

#[test]
fn a_damaged_photo_is_drawn_again_or_told() {
    let damaged = [&[0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff][..], b"GPS"].concat();
    let original = TakeIn { longest: None, ..asked("a.jpg") };
    let (file, bytes) = taken(&damaged, &original).unwrap();
    assert!(!holds(&bytes, b"GPS") && file.kept == IntakeNote::Well);
    let closed = [&damaged[..], b"?"].concat();
    let (file, bytes) = taken(&closed, &original).unwrap();
    assert_eq!((bytes, file.kept), (closed, IntakeNote::Undecoded));
}

#[test]
fn other_files_stay_as_they_are() {
    for (bytes, said, kept) in [
        (&b"%PDF-1.7"[..], "application/pdf", "application/pdf"),
        (b"<svg onload=x>", "image/svg+xml", "image/svg+xml"),
        (b"GIF89a", "", "image/gif"),
        (b"\0\0\0\x18ftypM4A ", "audio/mp4", "audio/mp4"),
        (b"x", "", "application/octet-stream"),
    ] {
        let asked = TakeIn { media_type: said.into(), ..asked("a/b") };
        let (file, same) = taken(bytes, &asked).unwrap();
        assert_eq!(
            (same.as_slice(), file.media_type.as_str(), file.kept),
            (bytes, kept, IntakeNote::Well)
        );
        assert_eq!(file.name, "a-b");
    }
}

#[test]
fn an_empty_file_and_one_that_is_too_large_are_refused() {
    assert_eq!(taken(b"", &asked("a.jpg")), Err(TransferError::Empty));
    let (bytes, most) = ((32 << 20) + 1, 32 << 20);
    let video = vec![0; bytes];
    assert_eq!(take_in(video, None, &asked("a.mov")), Err(TransferError::TooLarge { bytes, most }));
}
