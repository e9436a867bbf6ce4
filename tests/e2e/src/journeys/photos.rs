//! Photos in vCards: large in the file, small on the device, and visible on the contact's page.

use std::fs;

use serde_json::json;
use tempfile::TempDir;

use super::journey::{EVERY, Journey, Stage};
use crate::page::Page;
use crate::wire::{Failure, Outcome};

pub const JOURNEYS: &[Journey] = &[Journey {
    name: "large photos in cards come in small and are shown, and what is no picture is kept",
    engines: EVERY,
    base: "/",
    run: photos,
}];

/// Draws noise, which no codec can compress much, in the browser; returns it as base64.
const DRAWN: &str = "const [width, height, type] = arguments;
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [width, height];
    const context = canvas.getContext('2d');
    const picture = context.createImageData(width, height);
    let random = 7;
    for (let at = 0; at < picture.data.length; at += 1) {
        random = (random * 1103515245 + 12345) % 2147483648;
        picture.data[at] = at % 4 === 3 ? 255 : (random >> 16) & 255;
    }
    context.putImageData(picture, 0, 0);
    return canvas.toDataURL(type, 0.95).split(',')[1];";

/// Returns the sizes of all stored files.
const KEPT: &str = "return (async () => {
    const database = await new Promise((done, fail) => {
        const open = indexedDB.open('satchel');
        open.onsuccess = () => done(open.result);
        open.onerror = () => fail(open.error);
    });
    const all = await new Promise((done, fail) => {
        const asked = database.transaction('files').objectStore('files').getAll();
        asked.onsuccess = () => done(asked.result);
        asked.onerror = () => fail(asked.error);
    });
    database.close();
    return all.map((bytes) => bytes.byteLength).sort((one, other) => one - other);
})()";

fn card(name: &str, kind: &str, photo: &str) -> String {
    format!(
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Berg;{name};;;\r\nFN:{name} Berg\r\n\
        PHOTO;ENCODING=b;TYPE={kind}:{photo}\r\nEND:VCARD\r\n"
    )
}

fn photos(stage: &mut Stage) -> Outcome {
    stage.open("import")?;
    let page = &stage.page;
    let large = drawn(page, 1600, 1200, "image/png")?;
    let upright = drawn(page, 900, 1800, "image/jpeg")?;
    // Valid base64, but not an image, and large.
    let none = "Tm8gcGljdHVyZSEK".repeat(20_000);
    let cards =
        [card("Ada", "PNG", &large), card("Olaf", "JPEG", &upright), card("Ida", "JPEG", &none)];
    let folder = TempDir::with_prefix("satchel-photos-")?;
    let file = folder.path().join("photos.vcf");
    fs::write(&file, cards.concat())?;
    page.attach("Choose a file", &file)?;
    page.button("Import")?;
    page.status("Imported 3 contacts")?;
    let kept = page.script(KEPT, &[])?;
    let kept: Vec<u64> =
        kept.as_array().into_iter().flatten().filter_map(|it| it.as_u64()).collect();
    // The two images have megabytes in the file; 512 pixels of noise take some 200 KB as JPEG.
    if !matches!(kept[..], [one, other, 240_000] if one > 5_000 && other < 400_000) {
        return Err(Failure::Unmet(format!("the files have {kept:?} bytes")));
    }
    page.link("Show contacts")?;
    for (name, width) in [("Ada", 512), ("Olaf", 256)] {
        page.press_containing("link", &format!("{name} Berg"))?;
        let shown = format!("document.querySelector('.avatar__photo')?.naturalWidth === {width}");
        page.until_true(&format!("the photo of {name} is shown, made small"), &shown)?;
        page.link("Contacts")?;
    }
    Ok(())
}

fn drawn(page: &Page, width: u32, height: u32, kind: &str) -> Outcome<String> {
    let drawn = page.script(DRAWN, &[json!(width), json!(height), json!(kind)])?;
    let drawn = drawn.as_str().filter(|drawn| drawn.len() > 1_000_000);
    drawn.map(str::to_owned).ok_or_else(|| Failure::Broken("the browser drew no picture".into()))
}
