//! Files that people attach to records: which name and media type they get, how large they may be,
//! and which are shown as pictures.

use super::making::picture_type;
use super::vcard::MOST_FILE;
use domain::one_line;

/// The most bytes of a picture before it is made smaller: photos of 50 megapixels have up to 40 MB.
pub const MOST_PICTURE: usize = 128 << 20;
/// The most characters of a name.
const MOST_NAME: usize = 120;
/// The most characters of an ending that a shortened name keeps.
const MOST_ENDING: usize = 12;
/// The media type of bytes of which nothing is known.
const ANY: &str = "application/octet-stream";

/// Returns the most bytes of a file that can be attached, by its media type; pictures become
/// smaller afterwards.
pub fn most_attached(media_type: &str) -> usize {
    if media_type.starts_with("image/") { MOST_PICTURE } else { MOST_FILE }
}

/// Returns the name under which a file is kept: one line, without characters that separate folders,
/// that systems refuse, or that turn the direction of text around, of at most 120 characters with
/// its ending. Empty if nothing remains.
pub fn attached_name(name: &str) -> String {
    let turns = |letter: char| matches!(letter, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    let plain: String = one_line(name)
        .chars()
        .filter(|letter| !turns(*letter) && !letter.is_control())
        .map(|letter| if "/\\:*?\"<>|".contains(letter) { '-' } else { letter })
        .collect();
    let plain = plain.trim().trim_matches('.').trim();
    if plain.chars().count() <= MOST_NAME {
        return plain.to_owned();
    }
    let ending = plain.rsplit_once('.').map(|(_, ending)| ending);
    let ending = ending.filter(|ending| ending.chars().count() <= MOST_ENDING);
    let ending = ending.map(|ending| format!(".{ending}")).unwrap_or_default();
    let kept = MOST_NAME - 1 - ending.chars().count();
    let stem: String = plain.chars().take(kept).collect();
    format!("{}…{ending}", stem.trim_end())
}

/// Returns the media type of a file: of a picture by its first bytes, else as the browser says it,
/// if that is one.
pub fn attached_type(bytes: &[u8], said: &str) -> String {
    if let Some(picture) = picture_type(bytes) {
        return picture.to_owned();
    }
    if is_unreadable_picture(bytes) {
        return "image/heic".to_owned();
    }
    let said = said.trim().to_ascii_lowercase();
    let letters = |part: &str| {
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&byte);
        !part.is_empty() && part.bytes().all(fits)
    };
    let is_one = said.len() <= 100
        && said.split_once('/').is_some_and(|(kind, form)| letters(kind) && letters(form));
    if is_one { said } else { ANY.to_owned() }
}

/// True if files of this media type are shown as pictures. Everything else is only downloaded: an
/// SVG or an HTML file could run scripts.
pub fn is_displayed(media_type: &str) -> bool {
    matches!(media_type, "image/jpeg" | "image/png" | "image/gif" | "image/webp")
}

/// True for photos of iPhones (HEIC) and the like, which few browsers can decode.
pub fn is_unreadable_picture(bytes: &[u8]) -> bool {
    let brand = bytes.get(8..12).filter(|_| bytes.get(4..8) == Some(b"ftyp"));
    brand.is_some_and(|brand| {
        [b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1", b"avif"]
            .iter()
            .any(|known| brand == *known)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_line_that_every_system_takes_and_keeps_its_ending() {
        for (name, kept) in [
            ("offer.pdf", "offer.pdf"),
            ("  a/b\\c: \"draft\"?.pdf ", "a-b-c- -draft--.pdf"),
            ("../../etc/passwd", "-..-etc-passwd"),
            ("Báo giá\n2026.xlsx", "Báo giá 2026.xlsx"),
            // Shown as "invoice exe.pdf" by programs that follow the turned direction.
            ("invoice \u{202e}fdp.exe", "invoice fdp.exe"),
            ("...", ""),
            ("", ""),
        ] {
            assert_eq!(attached_name(name), kept, "{name}");
        }
        let long = format!("{}.jpeg", "ă".repeat(300));
        let kept = attached_name(&long);
        assert_eq!(kept.chars().count(), 120);
        assert!(kept.ends_with("ă….jpeg"), "{kept}");
        assert_eq!(attached_name(&"x".repeat(300)).chars().count(), 120);
        assert_eq!(attached_name(&kept), kept);
    }

    #[test]
    fn a_picture_is_known_by_its_bytes_and_everything_else_by_what_the_browser_says() {
        let jpeg = [0xff, 0xd8, 0xff, 0xe0];
        assert_eq!(attached_type(&jpeg, "text/html"), "image/jpeg");
        assert_eq!(attached_type(b"%PDF-1.7", "application/pdf"), "application/pdf");
        assert_eq!(attached_type(b"<svg>", "image/svg+xml"), "image/svg+xml");
        for said in ["", "pdf", "a/b/c", "text/html; charset=x", "/"] {
            assert_eq!(attached_type(b"x", said), ANY, "{said}");
        }
        let heic = b"\0\0\0\x18ftypheic\0\0\0\0";
        assert_eq!(attached_type(heic, ""), "image/heic");
        assert!(is_unreadable_picture(heic) && !is_unreadable_picture(b"\0\0\0\x18ftypmp42"));
    }

    #[test]
    fn only_pictures_that_cannot_run_scripts_are_displayed() {
        assert!(is_displayed("image/jpeg") && is_displayed("image/webp"));
        for never in ["image/svg+xml", "text/html", "application/pdf", "image/heic", ""] {
            assert!(!is_displayed(never), "{never}");
        }
    }

    #[test]
    fn pictures_may_be_larger_than_other_files_because_they_shrink() {
        assert_eq!(most_attached("image/jpeg"), 128 << 20);
        assert_eq!(most_attached("video/mp4"), 32 << 20);
    }
}
