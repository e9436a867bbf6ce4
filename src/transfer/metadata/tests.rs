//! Known answers: pictures with a place in every part that can hold one.

use super::*;

/// A word that stands for the place.
const PLACE: &[u8] = b"GPS 21.0278N";

fn holds_place(bytes: &[u8]) -> bool {
    bytes.windows(PLACE.len()).any(|some| some == PLACE)
}

/// Exif data of a camera, with the side that is up and a place behind the directory.
fn exif(order: &[u8; 2], turned: u16) -> Vec<u8> {
    let is_big = order == b"MM";
    let short = |number: u16| if is_big { number.to_be_bytes() } else { number.to_le_bytes() };
    let long = |number: u32| if is_big { number.to_be_bytes() } else { number.to_le_bytes() };
    let mut tiff = order.to_vec();
    tiff.extend(short(42));
    tiff.extend(long(8));
    tiff.extend(short(2));
    // The maker first: the entries stand in the order of their tags.
    for (tag, kind, value) in [(0x010f, 2, [b'S', b'a', 0, 0]), (TURNED, 3, [0; 4])] {
        tiff.extend(short(tag));
        tiff.extend(short(kind));
        tiff.extend(long(1));
        tiff.extend(value);
    }
    let at = tiff.len() - 4;
    tiff[at..at + 2].copy_from_slice(&short(turned));
    tiff.extend(long(0));
    tiff.extend(PLACE);
    tiff
}

fn segment(marker: u8, data: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    push_segment(&mut out, marker, data).unwrap();
    out
}

/// The coded data of a picture, with a stuffed byte and a restart mark.
const CODED: &[u8] = &[0x11, 0xff, 0x00, 0x22, 0xff, 0xd0, 0x33];

fn jpeg_of(headers: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = START.to_vec();
    bytes.extend(headers.concat());
    bytes.extend(segment(0xda, &[1, 2, 3]));
    bytes.extend(CODED);
    bytes.extend([0xff, 0xd9]);
    bytes
}

fn chunk(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    push_chunk(&mut out, name, data);
    out
}

fn riff(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut body = b"WEBP".to_vec();
    for (name, data) in chunks {
        body.extend_from_slice(*name);
        body.extend((data.len() as u32).to_le_bytes());
        body.extend_from_slice(data);
        body.resize(body.len() + data.len() % 2, 0);
    }
    [b"RIFF".to_vec(), (body.len() as u32).to_le_bytes().to_vec(), body].concat()
}

#[test]
fn a_jpeg_loses_its_place_and_keeps_its_picture_its_colors_and_its_turn() {
    let jfif = segment(0xe0, b"JFIF\0\x01\x02");
    let colors = segment(0xe2, b"ICC_PROFILE\0colors");
    let table = segment(0xdb, &[7; 64]);
    let turned = segment(0xe1, &[EXIF, &only_turn(6)].concat());
    for order in [b"MM", b"II"] {
        let mut photo = jpeg_of(&[
            jfif.clone(),
            segment(0xe1, &[EXIF, &exif(order, 6)].concat()),
            segment(0xe1, &[b"http://ns.adobe.com/xap/1.0/\0", PLACE].concat()),
            segment(0xe2, &[b"MPF\0", PLACE].concat()),
            colors.clone(),
            segment(0xed, &[b"Photoshop 3.0\0", PLACE].concat()),
            segment(0xfe, PLACE),
            table.clone(),
        ]);
        // Phones append a second picture, which has a place of its own.
        photo.extend(jpeg_of(&[segment(0xe1, &[EXIF, &exif(order, 1)].concat())]));
        assert!(holds_place(&photo));
        let plain = without_metadata(&photo).unwrap();
        let expected = jpeg_of(&[jfif.clone(), turned.clone(), colors.clone(), table.clone()]);
        assert_eq!(plain, expected);
        assert_eq!(without_metadata(&plain), Some(expected));
    }
}

#[test]
fn an_upright_jpeg_without_jfif_has_no_camera_data_left() {
    let table = segment(0xdb, &[7; 64]);
    for turned in [0, 1, 9] {
        let exif = segment(0xe1, &[EXIF, &exif(b"II", turned)].concat());
        let plain = without_metadata(&jpeg_of(&[exif, table.clone()])).unwrap();
        assert_eq!(plain, jpeg_of(std::slice::from_ref(&table)));
    }
    let exif = segment(0xe1, &[EXIF, &exif(b"II", 8)].concat());
    let plain = without_metadata(&jpeg_of(&[exif, table.clone()])).unwrap();
    assert_eq!(plain, jpeg_of(&[segment(0xe1, &[EXIF, &only_turn(8)].concat()), table]));
}

#[test]
fn a_progressive_jpeg_keeps_all_its_scans_and_one_that_is_cut_off_what_there_is() {
    let whole = jpeg_of(&[segment(0xc2, &[8; 9])]);
    let scan = segment(0xda, &[4, 5]);
    let mut two = whole[..whole.len() - 2].to_vec();
    two.extend([segment(0xc4, &[6; 5]), scan, CODED.to_vec(), vec![0xff, 0xd9]].concat());
    assert_eq!(without_metadata(&two), Some(two.clone()));
    let cut = &two[..two.len() - 4];
    assert_eq!(without_metadata(cut), Some([cut, &[0xff, 0xd9]].concat()));
}

#[test]
fn a_png_keeps_the_chunks_of_its_picture() {
    let picture = [chunk(b"IHDR", &[9; 13]), chunk(b"iCCP", b"colors"), chunk(b"IDAT", b"coded")];
    let end = chunk(b"IEND", b"");
    // The checksum of IEND is known from every PNG.
    assert_eq!(end[8..], [0xae, 0x42, 0x60, 0x82]);
    let told = [
        chunk(b"eXIf", &exif(b"MM", 3)),
        chunk(b"tEXt", PLACE),
        chunk(b"zTXt", PLACE),
        chunk(b"iTXt", &[b"XML:com.adobe.xmp\0", PLACE].concat()),
        chunk(b"tIME", &[7; 7]),
    ];
    let photo =
        [PNG.to_vec(), picture.concat(), told.concat(), end.clone(), PLACE.to_vec()].concat();
    let turned = chunk(b"eXIf", &only_turn(3));
    let expected = [PNG.to_vec(), picture.concat(), turned, end].concat();
    assert_eq!(without_metadata(&photo), Some(expected));
}

#[test]
fn a_webp_loses_exif_and_xmp_with_their_flags() {
    let shape = |flags: u8| [flags, 0, 0, 0, 9, 0, 0, 9, 0, 0];
    let photo = riff(&[
        (b"VP8X", &shape(0x2c)),
        (b"ICCP", b"odd"),
        (b"VP8 ", b"coded"),
        (b"EXIF", &exif(b"II", 1)),
        (b"XMP ", PLACE),
    ]);
    let expected = riff(&[(b"VP8X", &shape(0x20)), (b"ICCP", b"odd"), (b"VP8 ", b"coded")]);
    assert_eq!(without_metadata(&photo), Some(expected));
}

#[test]
fn what_is_damaged_or_of_another_format_is_nothing() {
    let photo = jpeg_of(&[segment(0xe1, &[EXIF, &exif(b"MM", 6)].concat())]);
    for bytes in [
        &b""[..],
        b"GIF89a",
        b"%PDF-1.7",
        &photo[..20],
        b"\xff\xd8\x00",
        b"RIFF\xff\xff\xff\xffWEBP",
        PNG,
    ] {
        assert_eq!(without_metadata(bytes), None);
    }
    // No length and no place in a file may lead beyond its end.
    let png = [PNG.to_vec(), chunk(b"IHDR", &[9; 13]), chunk(b"IEND", b"")].concat();
    let webp = riff(&[(b"VP8X", &[0x2c; 10]), (b"EXIF", &exif(b"II", 1))]);
    for whole in [photo, png, webp] {
        for at in 0..whole.len() {
            for byte in [0x00, 0x7f, 0xff] {
                let mut bent = whole.clone();
                bent[at] = byte;
                without_metadata(&bent);
                without_metadata(&whole[..at]);
                with_camera_data(&whole, &bent);
            }
        }
    }
}

#[test]
fn what_the_camera_wrote_goes_into_the_smaller_picture_which_stands_upright() {
    let small = jpeg_of(&[segment(0xdb, &[7; 64])]);
    for order in [b"MM", b"II"] {
        let camera = |turned| segment(0xe1, &[EXIF, &exif(order, turned)].concat());
        let made = with_camera_data(&small, &jpeg_of(&[camera(6)])).unwrap();
        assert_eq!(made, jpeg_of(&[camera(1), segment(0xdb, &[7; 64])]));
    }
    assert_eq!(with_camera_data(&small, &small), None);
    assert_eq!(with_camera_data(&small, b"\x89PNG"), None);
}
