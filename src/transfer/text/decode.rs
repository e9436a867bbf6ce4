//! Decodes bytes to text. Borrows valid UTF-8 unchanged, because files may be large.

use std::borrow::Cow;

use encoding_rs::Encoding as Coder;

use super::detect::{detect, of_name};
use super::encoding::Encoding;
use super::folds::{are_cards, with_whole_letters};
use super::vietnamese::compose;
use crate::error::{Binary, TransferError};

/// A file as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text<'a> {
    /// The decoded text, without the byte order mark.
    pub text: Cow<'a, str>,
    /// The encoding it was read in.
    pub encoding: Encoding,
}

/// Decodes a file in the chosen encoding, else in the detected one.
///
/// # Errors
/// `Empty` if there is only whitespace, `NotText` for pictures and other binary files.
pub fn decode(bytes: &[u8], chosen: Option<Encoding>) -> Result<Text<'_>, TransferError> {
    let text = match (bytes, chosen) {
        ([0xff, 0xfe, rest @ ..], None | Some(Encoding::Utf16Le)) => {
            Text { text: decode_as(rest, Encoding::Utf16Le), encoding: Encoding::Utf16Le }
        }
        ([0xfe, 0xff, rest @ ..], None | Some(Encoding::Utf16Be)) => {
            Text { text: decode_as(rest, Encoding::Utf16Be), encoding: Encoding::Utf16Be }
        }
        _ => plain(bytes, chosen)?,
    };
    if text.text.trim().is_empty() { Err(TransferError::Empty) } else { Ok(text) }
}

fn plain(bytes: &[u8], chosen: Option<Encoding>) -> Result<Text<'_>, TransferError> {
    let kind = binary(bytes);
    if let Some(binary) = kind.filter(|kind| *kind != Binary::Other || chosen.is_none()) {
        return Err(TransferError::NotText(binary));
    }
    let unmarked = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let marked = unmarked.len() < bytes.len();
    let encoding = match (chosen, std::str::from_utf8(unmarked)) {
        (None | Some(Encoding::Utf8), Ok(text)) if marked || !looks_wide(bytes) => {
            return Ok(Text { text: Cow::Borrowed(text), encoding: Encoding::Utf8 });
        }
        (Some(encoding), _) => encoding,
        _ if are_cards(unmarked) => return Ok(folded(unmarked, marked)),
        (None, _) if marked => Encoding::Utf8,
        (None, _) => detect(bytes),
    };
    let whole = Cow::Borrowed(unmarked);
    let whole = if are_cards(unmarked) { with_whole_letters(unmarked, encoding) } else { whole };
    Ok(Text { text: decode_whole(whole, encoding), encoding })
}

/// Decodes cards that are no valid UTF-8 as they stand: their lines may be broken between the bytes of
/// a letter.
fn folded(bytes: &[u8], marked: bool) -> Text<'_> {
    let whole = with_whole_letters(bytes, Encoding::Utf8);
    let is_utf8 = marked || std::str::from_utf8(&whole).is_ok();
    match if is_utf8 { Encoding::Utf8 } else { detect(&whole) } {
        Encoding::Utf8 => {
            Text { text: decode_whole(whole, Encoding::Utf8), encoding: Encoding::Utf8 }
        }
        encoding => {
            let text = decode_whole(with_whole_letters(bytes, encoding), encoding);
            Text { text, encoding }
        }
    }
}

fn decode_whole(bytes: Cow<'_, [u8]>, encoding: Encoding) -> Cow<'_, str> {
    match bytes {
        Cow::Borrowed(bytes) => decode_as(bytes, encoding),
        Cow::Owned(bytes) => Cow::Owned(decode_as(&bytes, encoding).into_owned()),
    }
}

/// Decodes bytes in a known encoding; invalid bytes become U+FFFD.
pub fn decode_as(bytes: &[u8], encoding: Encoding) -> Cow<'_, str> {
    let Some(coder) = Coder::for_label(encoding.label().as_bytes()) else {
        return String::from_utf8_lossy(bytes);
    };
    let (text, _) = coder.decode_without_bom_handling(bytes);
    if encoding == Encoding::ShiftJis {
        return with_yen(text);
    }
    if encoding == Encoding::Windows1258 { Cow::Owned(compose(&text)) } else { text }
}

/// Reads a backslash before a digit as the sign of the yen, which Japanese programs write with its byte.
fn with_yen(text: Cow<'_, str>) -> Cow<'_, str> {
    let is_sign = |at: usize| text[at + 1..].starts_with(|next: char| next.is_ascii_digit());
    if !text.match_indices('\\').any(|(at, _)| is_sign(at)) {
        return text;
    }
    let letters = text.char_indices();
    letters.map(|(at, it)| if it == '\\' && is_sign(at) { '¥' } else { it }).collect()
}

/// Decodes bytes whose encoding was named, as in a property of a vCard 2.1. Valid UTF-8 is read as
/// UTF-8 unless the name is that of another known encoding.
pub fn decode_named<'a>(bytes: &'a [u8], charset: Option<&str>) -> Cow<'a, str> {
    let named = charset.and_then(of_name);
    match (std::str::from_utf8(bytes), named) {
        (Ok(text), None | Some(Encoding::Utf8)) => Cow::Borrowed(text),
        (Ok(text), _) if bytes.is_ascii() => Cow::Borrowed(text),
        // Named UTF-8 but invalid: a value cut between two bytes, whose rest is still good.
        (_, Some(encoding)) => decode_as(bytes, encoding),
        (Err(_), None) => decode_as(bytes, detect(bytes)),
    }
}

/// Decodes a text that may name its encoding, as a web page does.
///
/// # Errors
/// As [`decode`].
pub fn decode_page<'a>(
    bytes: &'a [u8],
    charset: Option<&str>,
) -> Result<Cow<'a, str>, TransferError> {
    let is_marked = matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
    match charset.and_then(of_name) {
        Some(_) if !is_marked && !bytes.contains(&0) => Ok(decode_named(bytes, charset)),
        _ => Ok(decode(bytes, None)?.text),
    }
}

/// True if the bytes look like UTF-16: ASCII in UTF-16 is also valid UTF-8, with zero bytes.
fn looks_wide(bytes: &[u8]) -> bool {
    bytes[..bytes.len().min(4096)].contains(&0)
        && matches!(detect(bytes), Encoding::Utf16Le | Encoding::Utf16Be)
}

/// Detects binary data by its signature, else by its share of control characters.
fn binary(bytes: &[u8]) -> Option<Binary> {
    const SIGNATURES: [(&[u8], Binary); 7] = [
        (b"\x89PNG", Binary::Picture),
        (b"\xff\xd8\xff", Binary::Picture),
        (b"GIF8", Binary::Picture),
        (b"II*\0", Binary::Picture),
        (b"MM\0*", Binary::Picture),
        (b"%PDF-", Binary::Document),
        (b"PK\x03\x04", Binary::Archive),
    ];
    let known = SIGNATURES.iter().find(|(signature, _)| bytes.starts_with(signature));
    if let Some((_, binary)) = known {
        return Some(*binary);
    }
    // Containers, of sound and films too: a brand names the contents.
    if bytes.starts_with(b"RIFF") || bytes.get(4..8) == Some(b"ftyp") {
        const PICTURES: [&[u8]; 8] =
            [b"WEBP", b"avif", b"avis", b"heic", b"heix", b"heif", b"mif1", b"msf1"];
        let is_picture = bytes.get(8..12).is_some_and(|brand| PICTURES.contains(&brand));
        return Some(if is_picture { Binary::Picture } else { Binary::Other });
    }
    let head = &bytes[..bytes.len().min(64 * 1024)];
    let control = |byte: &&u8| matches!(byte, 0..=8 | 14..=26 | 28..=31);
    let controls = head.iter().filter(control).count();
    let wide = || matches!(detect(bytes), Encoding::Utf16Le | Encoding::Utf16Be);
    // Tolerates a few control characters; some programs write names with them.
    (controls >= 4 && controls * 20 > head.len() && !wide()).then_some(Binary::Other)
}

#[cfg(test)]
mod tests {
    use super::super::vietnamese::decompose;
    use super::*;

    fn encoded(text: &str, encoding: Encoding) -> Vec<u8> {
        let units = text.encode_utf16();
        match encoding {
            Encoding::Utf16Le => units.flat_map(u16::to_le_bytes).collect(),
            Encoding::Utf16Be => units.flat_map(u16::to_be_bytes).collect(),
            Encoding::Windows1258 => written(&decompose(text), encoding),
            _ => written(text, encoding),
        }
    }

    fn written(text: &str, encoding: Encoding) -> Vec<u8> {
        let coder = Coder::for_label(encoding.label().as_bytes()).unwrap();
        let (bytes, _, unmappable) = coder.encode(text);
        assert!(!unmappable, "{text}");
        bytes.into_owned()
    }

    #[test]
    fn the_encoding_of_a_short_list_of_names_is_recognized_in_every_language() {
        use Encoding::{Gb18030, Windows874, Windows1250, Windows1252, Windows1258};
        for (encoding, text) in [
            (Windows1250, "Jméno;Příjmení\nJiří;Dvořák\nZdeněk;Kučera\n"),
            (Windows1250, "Name\nDvořák Jiří\n"),
            (Windows1250, "Név;Cég\nKovács Győző;Szűcs Kft.\nŐsz Tünde;Hűtőgép Bt.\n"),
            (Windows1250, "First name,Last name\nGyőző,Szűcs\n"),
            (Windows1250, "First name,Last name\nBéla,Kovács\nÁrpád,Fehér\n"),
            (Windows1252, "Prénom;Nom\nFrançois;Lefèvre\nHélène;Côté\n"),
            (Windows1252, "First name,Last name\nFrançois,Lefèvre\n"),
            (Windows1252, "Vorname;Straße\nJürgen Groß;Königstraße 5\nBärbel;Höhe 1\n"),
            (Windows1252, "Name\nJörg Müller\n"),
            (Windows1258, "Họ tên;Công ty\nNguyễn Thị Ánh;Minh Long\nTrần Văn Đức;Hòa Bình\n"),
            (Windows1258, "Name\nLê Đức Hòa\n"),
            (Windows874, "ชื่อ,นามสกุล\nสมชาย,ใจดี\nสมหญิง,รักไทย\n"),
            (Windows874, "First name\nสมชาย\n"),
            (Gb18030, "姓名,公司\n王小明,北京科技有限公司\n李娜,上海\n"),
            (Gb18030, "Name\n李娜\n"),
            (Windows874, "ชื่อ,นามสกุล,เบอร์มือถือ\nสมชาย,ใจดี,๐๘๑-๕๕๕-๐๑๑๑\n"),
            (Windows1252, "Deal,Amount\nTea,£3400\nMill,€12\n"),
        ] {
            let bytes = encoded(text, encoding);
            let read = decode(&bytes, None).unwrap();
            assert_eq!((read.text.as_ref(), read.encoding), (text, encoding));
        }
    }

    #[test]
    fn few_names_are_hungarian_only_where_no_other_language_has_their_letters() {
        use Encoding::{Windows1250, Windows1252};
        for (encoding, text) in [
            (Windows1250, "Vezetéknév;Keresztnév;Cég\nSzűcs;Gergő;Őszi Fűtő\n"),
            (
                Windows1250,
                "Vezetéknév;Keresztnév;Cég\r\nSzűcs;Gergő;\r\nŐszi;Fűtő;\r\nKis;Ede;\r\n",
            ),
            (Windows1250, "NÉV;CÉG\nSzűcs Gergő;Őszi Fűtő\n"),
            (Windows1250, "Name;Company\nSzűcs Gergő;Őszi Fűtő Bt.\nTóth Ernő;\nVörös Máté;\n"),
            (Windows1252, "Nome;Empresa\nJosé Simões;Camões Lda\n"),
            (Windows1252, "Nome;Apelido\nJoão;Simões\nLuís;Gonçalves\n"),
            (Windows1252, "Nome;Apelido\nJOSÉ;SIMÕES\nLUÍS;GALVÃO\n"),
            (Windows1252, "Eesnimi;Perekonnanimi\nTõnu;Jõgi\nÜlle;Põld\nKüllike;Mägi\n"),
            (Windows1252, "Eesnimi;Perekonnanimi\nTõnu;Jõgi\nÜlle;Õunapuu\n"),
            (Windows1252, "Prénom;Nom\nAndré;Brûlé\nBénédicte;Août\n"),
            (Windows1252, "Prénom;Nom\nJérôme;Brûlé\nFrançois;Forêt\n"),
        ] {
            let bytes = encoded(text, encoding);
            let read = decode(&bytes, None).unwrap();
            assert_eq!((read.text.as_ref(), read.encoding), (text, encoding));
        }
    }

    #[test]
    fn a_backslash_before_digits_is_a_yen_in_japanese() {
        let bytes = b"\x83\x65\x83\x58\x83\x67,\\1200,a\\b\n";
        assert_eq!(decode(bytes, Some(Encoding::ShiftJis)).unwrap().text, "テスト,¥1200,a\\b\n");
    }

    #[test]
    fn sound_and_films_are_no_pictures() {
        for (head, expect) in [
            (b"RIFF\x24\0\0\0WEBPVP8 ", Binary::Picture),
            (b"RIFF\x24\0\0\0WAVEfmt ", Binary::Other),
            (b"\0\0\0\x18ftypheic\0\0\0\0", Binary::Picture),
            (b"\0\0\0\x18ftypisom\0\0\0\0", Binary::Other),
        ] {
            assert_eq!(binary(head), Some(expect), "{head:?}");
        }
    }

    #[test]
    fn unicode_is_recognized_with_and_without_its_mark() {
        for text in ["Name,Company\nÁnh,Minh Long\n", "Name,Company\nAnn,Acme\n"] {
            for encoding in [Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be] {
                for mark in ["", "\u{feff}"] {
                    let bytes = encoded(&format!("{mark}{text}"), encoding);
                    let bytes = if encoding == Encoding::Utf8 {
                        format!("{mark}{text}").into_bytes()
                    } else {
                        bytes
                    };
                    let read = decode(&bytes, None).unwrap();
                    assert_eq!((read.text.as_ref(), read.encoding), (text, encoding), "{mark:?}");
                }
            }
        }
    }

    #[test]
    fn valid_unicode_is_not_copied() {
        let bytes = "\u{feff}Ánh".as_bytes();
        assert!(matches!(decode(bytes, None).unwrap().text, Cow::Borrowed("Ánh")));
    }

    #[test]
    fn an_encoding_that_is_chosen_is_taken_also_where_it_is_wrong() {
        let bytes = encoded("Gyula Őz", Encoding::Windows1250);
        assert_eq!(decode(&bytes, Some(Encoding::Windows1252)).unwrap().text, "Gyula Õz");
        assert_eq!(decode(&bytes, Some(Encoding::Utf8)).unwrap().text, "Gyula \u{fffd}z");
        assert!(!decode(&bytes, Some(Encoding::Utf16Le)).unwrap().text.is_empty());
    }

    #[test]
    fn one_letter_that_is_cut_does_not_change_the_encoding_of_a_file() {
        let mut bytes = "Nguyễn Thị Ánh\n".repeat(20).into_bytes();
        bytes.extend_from_slice(b"Nguy\xe1");
        let read = decode(&bytes, None).unwrap();
        assert_eq!(read.encoding, Encoding::Utf8);
        assert!(read.text.starts_with("Nguyễn") && read.text.ends_with("Nguy\u{fffd}"));
    }

    #[test]
    fn folds_of_cards_that_cut_a_letter_do_not_change_their_encoding() {
        let cut = b"BEGIN:VCARD\r\nN:J\xc3\xa4ger\r\nFN:Uwe J\xc3\r\n \xa4ger\r\n";
        let expect = "BEGIN:VCARD\r\nN:Jäger\r\nFN:Uwe Jä\r\n ger\r\n";
        for chosen in [None, Some(Encoding::Utf8)] {
            let read = decode(cut, chosen).unwrap();
            assert_eq!((read.text.as_ref(), read.encoding), (expect, Encoding::Utf8));
        }
        let named = "BEGIN:VCARD\nN;CHARSET=Shift_JIS:山田;太郎\n";
        let bytes = encoded(named, Encoding::ShiftJis);
        let (before, after) = bytes.split_at(bytes.len() - 2);
        let cut = [before, b"\n ", after].concat();
        assert_eq!(decode(&cut, None).unwrap().text, named.replace("郎\n", "郎\n \n"));
    }

    #[test]
    fn cards_that_name_their_encoding_are_read_in_it() {
        let card = "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=GB2312:李;娜\nEND:VCARD\n";
        assert_eq!(decode(&encoded(card, Encoding::Gb18030), None).unwrap().text, card);
    }

    #[test]
    fn a_named_encoding_is_believed_where_it_can_be() {
        assert_eq!(decode_named(b"\xc3\x91", Some("UTF-8")), "Ñ");
        assert_eq!(decode_named(b"\xd1", Some("ISO-8859-1")), "Ñ");
        assert_eq!(decode_named(b"\xc3\x91", None), "Ñ");
        assert_eq!(decode_named(b"\xc3\x91\x80", Some("utf-8")), "Ñ\u{fffd}");
        assert_eq!(decode_named(b"\xcd\xf5", Some("gb2312")), "王");
        assert_eq!(decode_named(b"\xd5\xfb", Some("ISO-8859-2")), "Őű");
    }

    #[test]
    fn every_encoding_that_is_offered_has_a_decoder_and_names_of_its_own() {
        for encoding in Encoding::ALL {
            assert!(Coder::for_label(encoding.label().as_bytes()).is_some());
            assert_eq!(of_name(encoding.label()), Some(encoding));
            let named = |other: &Encoding| other.name() == encoding.name();
            assert_eq!(Encoding::ALL.iter().filter(|other| named(other)).count(), 1);
        }
    }

    #[test]
    fn what_is_no_text_is_refused_by_name() {
        let refused = |bytes: &[u8]| decode(bytes, None).unwrap_err();
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
        assert_eq!(refused(png), TransferError::NotText(Binary::Picture));
        assert_eq!(refused(b"PK\x03\x04xl"), TransferError::NotText(Binary::Archive));
        assert_eq!(refused(b"\0asm\x01\0\0\0"), TransferError::NotText(Binary::Other));
        assert_eq!(decode(b"FN:a\0b", None).unwrap().text, "FN:a\0b");
        assert_eq!(refused(b""), TransferError::Empty);
        assert_eq!(refused("\u{feff} \r\n".as_bytes()), TransferError::Empty);
    }
}
