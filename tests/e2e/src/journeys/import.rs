//! Files from ten years of other programs: in any encoding, with unknown columns, about existing
//! contacts, with rows that cannot be imported.

use std::fs;
use std::path::PathBuf;

use encoding_rs::{Encoding, GB18030, WINDOWS_874, WINDOWS_1250, WINDOWS_1252, WINDOWS_1258};
use serde_json::json;
use tempfile::TempDir;

use super::first_steps::import_phone;
use super::journey::{ANY, EVERY, Journey, Stage};
use super::storage::{COUNT_PAGES, many};
use crate::page::Page;
use crate::wire::{Failure, Outcome};

pub const JOURNEYS: &[Journey] = &[
    Journey {
        name: "files in the encodings of five scripts come in, and a wrong one is seen and changed",
        engines: EVERY,
        base: "/",
        run: encodings,
    },
    Journey {
        name: "columns go where they are told, to a new field too, now and the next time",
        engines: ANY,
        base: "/",
        run: columns,
    },
    Journey {
        name: "who is here already is left out, overwritten or completed, and comes back by undo",
        engines: ANY,
        base: "/",
        run: matches,
    },
    Journey {
        name: "rows are pasted, and what cannot come in is kept as a file",
        engines: ANY,
        base: "/",
        run: set_aside,
    },
    Journey {
        name: "an import goes on behind other screens, and what is canceled leaves nothing",
        engines: EVERY,
        base: "/",
        run: canceled,
    },
];

/// The files of one journey, deleted with it.
struct Files(TempDir);

impl Files {
    fn new() -> Outcome<Self> {
        Ok(Self(TempDir::with_prefix("satchel-import-")?))
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Outcome<PathBuf> {
        let path = self.0.path().join(name);
        fs::write(&path, bytes)?;
        Ok(path)
    }
}

fn in_encoding(encoding: &'static Encoding, text: &str) -> Outcome<Vec<u8>> {
    let (bytes, _, unmappable) = encoding.encode(text);
    if unmappable {
        return Err(Failure::Broken(format!("{} cannot say {text}", encoding.name())));
    }
    Ok(bytes.into_owned())
}

/// Encodes as UTF-16 with a byte order mark.
fn as_utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(bytes).collect()
}

/// The header and three people; `|` separates the cells, and also stands inside one.
type Table = [&'static str; 4];

const HUNGARIAN: Table = [
    "Vezetéknév|Keresztnév|E-mail cím|Város|Kedvenc étel",
    "Kovács|Győző|gyozo@pelda.example|Győr|\"Lecsó| rizs\nés kenyér\"",
    "Szűcs|Erzsébet|bozsi@pelda.example|Hódmezővásárhely|Töltött paprika",
    "Fülöp|Tímea|timi@pelda.example|Törökszentmiklós|Túrós csusza",
];
const GERMAN: Table = [
    "Nachname|Vorname|E-Mail|Ort|Leibgericht",
    "Müller|Jörg|joerg@beispiel.example|Köln|\"Sauerbraten| Klöße\nund Rotkohl\"",
    "Groß|Änne|aenne@beispiel.example|Düsseldorf|Käsespätzle",
    "Weiß|Günther|guenther@beispiel.example|Fürstenfeldbruck|Grießnockerl",
];
// Accents as combining marks after their letters.
const VIETNAMESE: Table = [
    "Ho\u{323}|Tên|Đi\u{323}a chi\u{309} email|Tha\u{300}nh phô\u{301}|Mo\u{301}n ăn",
    "Nguyê\u{303}n|Thi\u{323} Ha\u{300}|ha@vidu.example|Ha\u{300} Nô\u{323}i|\"Phơ\u{309}| bu\u{301}n\nva\u{300} xôi\"",
    "Trâ\u{300}n|Quô\u{301}c Viê\u{323}t|viet@vidu.example|Đa\u{300} Nă\u{303}ng|Mi\u{300} Qua\u{309}ng",
    "Pha\u{323}m|Tuyê\u{301}t|tuyet@vidu.example|Câ\u{300}n Thơ|Ba\u{301}nh xe\u{300}o",
];
const THAI: Table = [
    "นามสกุล|ชื่อ|อีเมล|เมือง|อาหารที่ชอบ",
    "ใจดี|สมหญิง|somying@tuayang.example|กรุงเทพมหานคร|\"ต้มยำ| ข้าวสวย\nและไข่เจียว\"",
    "ศรีสุข|ประเสริฐ|prasert@tuayang.example|เชียงใหม่|ข้าวซอย",
    "ทองคำ|วิไลวรรณ|wilai@tuayang.example|ขอนแก่น|ส้มตำ",
];
const CHINESE: Table = [
    "姓名|公司|电子邮件|城市|喜欢的菜",
    "欧阳娜娜|上海陶瓷有限公司|nana@lizi.example|上海|\"小笼包| 豆浆\n和油条\"",
    "诸葛明|北京茶叶有限公司|ming@lizi.example|北京|烤鸭",
    "司马青|广州家具有限公司|qing@lizi.example|广州|虾饺",
];
const SHEET: Table = [
    "First name|Last name|Email|City|Favourite dish",
    "Žofie|Nováková|zofie@priklad.example|Plzeň|\"Svíčková| knedlík\na pivo\"",
    "Łukasz|Żak|lukasz@przyklad.example|Łódź|Pierogi",
    "Petros|Παπαδόπουλος|petros@example.gr|Αθήνα|Μουσακάς",
];
const MARKED: Table = [
    "First name|Last name|Email|City|Favourite dish",
    "Þóra|Ægisdóttir|thora@daemi.example|Ísafjörður|\"Plokkfiskur| rúgbrauð\nog smjör\"",
    "Šarūnas|Žukauskas|sarunas@pavyzdys.example|Šiauliai|Cepelinai",
    "Иван|Щукин|ivan@primer.example|Тверь|Пельмени",
];
const BIG_ENDIAN: Table = [
    "姓|名|电子邮件|城市|喜欢的菜",
    "東方|雅婷|yating@yangli.example|臺南|\"擔仔麵| 虱目魚\n和冰\"",
    "Őze|Csongor|csongor@pelda.example|Nyíregyháza|Húsleves",
    "อินทร์|พิมพ์ใจ|pimjai@tuayang.example|ลำปาง|ไส้อั่ว",
];

/// Builds a table with real-world faults: three kinds of line breaks, a blank line, a zero byte, a
/// cell more than there are headers, and an unclosed quotation mark.
fn messy(table: Table, mark: &str) -> String {
    let [names, first, second, third] = table.map(|line| line.replace('|', mark));
    format!("{names}\r\n{first}\n\n{second}\0{mark}1999\r\"{second}\n{third}\r\n")
}

fn encodings(stage: &mut Stage) -> Outcome {
    let files = Files::new()?;
    let written: [(&str, Vec<u8>, &str); 8] = [
        ("hu.csv", in_encoding(WINDOWS_1250, &messy(HUNGARIAN, ";"))?, "Győző"),
        ("de.csv", in_encoding(WINDOWS_1252, &messy(GERMAN, ";"))?, "Günther"),
        ("vi.csv", in_encoding(WINDOWS_1258, &messy(VIETNAMESE, ","))?, "Quốc Việt"),
        ("th.csv", in_encoding(WINDOWS_874, &messy(THAI, ","))?, "วิไลวรรณ"),
        ("zh.csv", in_encoding(GB18030, &messy(CHINESE, ","))?, "欧阳娜娜"),
        ("xl.txt", as_utf16(&messy(SHEET, "\t"), u16::to_le_bytes), "Παπαδόπουλος"),
        ("marked.csv", format!("\u{feff}{}", messy(MARKED, "|")).into_bytes(), "Žukauskas"),
        ("be.txt", as_utf16(&messy(BIG_ENDIAN, "\t"), u16::to_be_bytes), "พิมพ์ใจ"),
    ];
    stage.open("import")?;
    let page = &stage.page;
    for (name, bytes, shown) in &written {
        page.attach("Choose a file", &files.write(name, bytes)?)?;
        page.shows(shown)?;
        if *name == "hu.csv" {
            changed_by_hand(page)?;
        }
        page.press_containing("button", "Cannot import: 1")?;
        page.shows("Line 6")?;
        page.button("Import")?;
        page.status("Imported 3 contacts")?;
        page.shows("Not imported: 1")?;
        page.button("Import another file")?;
    }
    page.link("Contacts")?;
    page.status("24 contacts")?;
    for name in ["Groß", "Tuyết", "ประเสริฐ", "诸葛明", "Żak", "Щукин", "Csongor", "Szűcs"]
    {
        page.fill("Search contacts", name)?;
        page.status("1 of 24 contacts")?;
        page.find_containing("link", name)?;
    }
    // Cells of columns without a field came in, too.
    page.press_containing("link", "Szűcs")?;
    let kept = ["Kedvenc étel", "Töltött paprika", "Column 6", "1999"];
    kept.iter().try_for_each(|text| page.shows(text))
}

/// The wrong encoding shows in the rows, and the right one brings the names back.
fn changed_by_hand(page: &Page) -> Outcome {
    page.press_containing("button", "File options")?;
    page.choose("Encoding", "Western European (Windows-1252)")?;
    page.shows("Gyõzõ")?;
    page.choose("Encoding", "Central European (Windows-1250)")?;
    page.shows("Győző")?;
    page.choose("Separator", "Comma")?;
    page.shows("Kovács;Győző;gyozo@pelda.example;Győr;")?;
    page.choose("Separator", "Semicolon")?;
    page.until_true(
        "the cells are apart again",
        "[...document.querySelectorAll('td')].some((cell) => cell.innerText === 'Győző')",
    )
}

const MEMBERS: &str = "Vorname;Nachname;Wohin damit;Schuh;Treffer\n\
    Ada;Berg;ada@verein.example;38;x\nOlaf;Dahl;olaf@verein.example;44;y\n";
const MORE_MEMBERS: &str = "Vorname;Nachname;Wohin damit;Schuh;Treffer\n\
    Ingrid;Falk;ingrid@verein.example;40;z\n";

fn columns(stage: &mut Stage) -> Outcome {
    let files = Files::new()?;
    stage.open("import")?;
    let page = &stage.page;
    page.attach("Choose a file", &files.write("members.csv", MEMBERS.as_bytes())?)?;
    page.find("button", "Import")?;
    open_columns(page)?;
    page.choose("Field for Vorname", "First name")?;
    page.choose("Field for Nachname", "Last name")?;
    page.choose("Field for Treffer", "Do not import")?;
    page.choose("Field for Schuh", "New field…")?;
    page.find("dialog", "New field")?;
    if page.value("Name")? != "Schuh" {
        return Err(Failure::Unmet("the new field is not called as its column".into()));
    }
    page.fill("Name", "Shoe size")?;
    page.choose("Type", "Number")?;
    page.button("Create field")?;
    page.gone("dialog", "New field")?;
    page.until_true(
        "the column goes to the new field",
        "[...document.querySelectorAll('select')]
            .some((one) => one.selectedOptions[0]?.text === 'Shoe size')",
    )?;
    page.button("Import")?;
    page.status("Imported 2 contacts")?;
    page.button("Import another file")?;
    page.attach("Choose a file", &files.write("more.csv", MORE_MEMBERS.as_bytes())?)?;
    page.shows("As in your last import")?;
    page.button("Import")?;
    page.status("Imported 1 contact")?;
    page.link("Show contacts")?;
    page.status("3 contacts")?;
    page.press_containing("link", "Ingrid Falk")?;
    page.shows("Shoe size")?;
    page.shows("40")?;
    page.shows("ingrid@verein.example")?;
    let text = page.text()?;
    if text.contains("Treffer") {
        return Err(Failure::Unmet("a column that was left out came in".into()));
    }
    Ok(())
}

/// Opens the columns, unless they are open already because few were recognized.
fn open_columns(page: &Page) -> Outcome {
    let script = "const line = [...document.querySelectorAll('.fold__line')]
        .find((one) => one.innerText.startsWith('Columns'));
        if (line?.getAttribute('aria-expanded') === 'false') line.click();";
    page.script(script, &[]).map(drop)
}

const KNOWN: &str = "First name,Last name,Company,Email,Job title,Nickname\n\
    Thi Anh,Nguyen,,anh@minhlong.example,Owner of everything,Annie\n\
    Nobody,Before,,nobody@example.com,,\n";

fn matches(stage: &mut Stage) -> Outcome {
    import_phone(stage)?;
    let files = Files::new()?;
    let file = files.write("known.csv", KNOWN.as_bytes())?;
    let other = files.write("other.csv", b"First name,Email\nSomebody,somebody@example.com\n")?;
    stage.open("import")?;
    let page = &stage.page;
    // Two files at once; one of them is left out again.
    let both = PathBuf::from(format!("{}\n{}", file.display(), other.display()));
    page.attach("Choose a file", &both)?;
    page.shows("known.csv and 1 more")?;
    page.button("Remove other.csv")?;
    page.gone("button", "Remove other.csv")?;
    page.press_containing("button", "Already in Satchel: 1")?;
    page.shows("same email")?;
    page.choose("For records already in Satchel (1)", "Skip them")?;
    page.button("Import")?;
    page.status("Imported 1 contact")?;
    page.shows("Skipped, as you chose: 1")?;
    page.button("Undo import")?;
    page.gone("button", "Undo import")?;
    // What is planned before the undo is done would find one more who is here.
    page.status("Undone")?;
    page.attach("Choose a file", &file)?;
    page.choose("For records already in Satchel (1)", "Overwrite with data from the file")?;
    page.button("Import")?;
    page.status("Imported 1 contact")?;
    page.shows("Of these, updated: 1")?;
    page.link("Contacts")?;
    page.status("7 contacts")?;
    page.fill("Search contacts", "anh@minhlong")?;
    page.press_containing("link", "Anh")?;
    page.shows("Owner of everything")?;
    // Days later, from the history.
    stage.open("settings/history")?;
    page.press_containing("button", "Undo")?;
    page.status("Undone")?;
    page.link("Contacts")?;
    page.status("6 contacts")?;
    page.press_containing("link", "Nguyễn Thị Ánh")?;
    page.shows("Head of purchasing")
}

const BROKEN: &str = "First name\tLast name\tEmail\n\
    Mai\tLe\tmai@example.com\n\"Cut\toff\tcut@example.com\n";

fn set_aside(stage: &mut Stage) -> Outcome {
    stage.open("import")?;
    let page = &stage.page;
    page.press_containing("button", "Paste from a spreadsheet")?;
    let field = page.find("field", "Rows")?;
    // Simulates pasting: a typed tab would leave the field.
    page.script(
        "const [field, text] = arguments;
        field.value = text;
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));",
        &[field.to_value(), json!(BROKEN)],
    )?;
    page.button("Preview rows")?;
    page.press_containing("button", "Cannot import: 1")?;
    page.shows("Line 3")?;
    page.shows("A quotation mark is never closed")?;
    page.button("Import")?;
    page.status("Imported 1 contact")?;
    page.shows("Not imported: 1")?;
    page.script(
        "const make = URL.createObjectURL;
        URL.createObjectURL = (file) => { window.handed_over = file; return make.call(URL, file); };",
        &[],
    )?;
    page.button("Save as a file")?;
    page.until_true("a file is handed over", "window.handed_over")?;
    let kept = page.script("return window.handed_over.text()", &[])?;
    let kept = kept.as_str().unwrap_or_default();
    if !(kept.contains("First name") && kept.contains("cut@example.com") && kept.contains("Why")) {
        return Err(Failure::Unmet(format!("what was set aside reads: {kept}")));
    }
    // Once corrected, it comes in.
    let corrected = kept.replace("\"\"\"Cut\"", "Cut");
    let files = Files::new()?;
    page.button("Import another file")?;
    page.attach("Choose a file", &files.write("corrected.csv", corrected.as_bytes())?)?;
    page.button("Import")?;
    page.status("Imported 1 contact")?;
    page.link("Show contacts")?;
    page.status("2 contacts")?;
    page.press_containing("link", "Cut off")?;
    page.shows("cut@example.com")?;
    if page.text()?.contains("quotation mark") {
        return Err(Failure::Unmet("the reason came in with the contact".into()));
    }
    Ok(())
}

/// Delivers worker messages to the page one by one, slowly, and exposes the latest worker. Once a
/// worker's pages are being written, no more of it arrives: however slow the machine is, the import is still running
/// when it is canceled or crashes.
pub const SLOW_WORKERS: &str = "const end = Worker.prototype.terminate;
    Worker.prototype.terminate = function () { this.ended = true; end.call(this); };
    const listen = Worker.prototype.addEventListener;
    Worker.prototype.addEventListener = function (name, heard, options) {
        if (name !== 'message') return listen.call(this, name, heard, options);
        window.worker = this;
        let made = 0;
        const began = window.pages_written;
        listen.call(this, name, (event) => {
            const stays = () => window.slow && window.pages_written - began > 20;
            const later = () => { if (!this.ended && !stays()) heard(event); };
            if (window.slow) setTimeout(later, ++made * window.slow);
            else heard(event);
        }, options);
    };";

fn canceled(stage: &mut Stage) -> Outcome {
    import_phone(stage)?;
    let files = Files::new()?;
    let file = files.write("many.csv", many(40_000).as_bytes())?;
    stage.open("import")?;
    let page = &stage.page;
    page.script(SLOW_WORKERS, &[])?;
    page.script(COUNT_PAGES, &[])?;
    page.attach("Choose a file", &file)?;
    begin_slowly(page)?;
    page.link("Contacts")?;
    page.status("6 contacts")?;
    page.press_containing("link", "Importing many.csv")?;
    page.button("Cancel")?;
    page.attach("Choose a file", &file)?;
    // Once more, until the worker crashes.
    begin_slowly(page)?;
    page.script("window.worker.dispatchEvent(new ErrorEvent('error'))", &[])?;
    page.find_containing("alert", "The operation was interrupted. Nothing changed.")?;
    page.link("Contacts")?;
    page.status("6 contacts")?;
    page.reload()?;
    page.status("6 contacts")
}

/// Starts an import, and waits until some of it is written.
pub fn begin_slowly(page: &Page) -> Outcome {
    page.script("window.slow = 0; window.pages_written = 0;", &[])?;
    page.find("button", "Import")?;
    page.script("window.slow = 1500", &[])?;
    page.button("Import")?;
    page.until_true("some of it is written", "window.pages_written > 20")
}
