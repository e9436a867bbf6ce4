//! Files as they come from ten years of other programs: in any encoding, with columns that nobody
//! knows, about people who are there already, with rows that cannot come in.

use std::fs;
use std::path::PathBuf;

use encoding_rs::{Encoding, GB18030, WINDOWS_874, WINDOWS_1250, WINDOWS_1252, WINDOWS_1258};
use serde_json::json;
use tempfile::TempDir;

use super::first_steps::import_phone;
use super::run::{EVERY, Journey, Stage};
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
        engines: EVERY,
        base: "/",
        run: columns,
    },
    Journey {
        name: "who is here already is left out, overwritten or completed, and comes back by undo",
        engines: EVERY,
        base: "/",
        run: matches,
    },
    Journey {
        name: "rows are pasted, and what cannot come in is kept as a file",
        engines: EVERY,
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

/// Files of one journey, gone with it.
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

/// As Excel writes "Unicode text": with its mark, tabs and both characters at the end of a line.
fn as_utf16(text: &str) -> Vec<u8> {
    std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

const HUNGARIAN: &str = "Last name;First name;Email;City\r\n\
    Kovács;Győző;gyozo@pelda.example;Győr\r\nSzűcs;Erzsébet;bozsi@pelda.example;Hódmezővásárhely\r\n\
    Fülöp;Tímea;timi@pelda.example;Törökszentmiklós\r\n";
const GERMAN: &str = "Last name;First name;Email;City\r\n\
    Müller;Jörg;joerg@beispiel.example;Köln\r\nGroß;Änne;aenne@beispiel.example;Düsseldorf\r\n\
    Weiß;Günther;guenther@beispiel.example;Fürstenfeldbruck\r\n";
// Its accents stand after their letters.
const VIETNAMESE: &str = "Last name,First name,Email,City\n\
    Nguyê\u{303}n,Thi\u{323} Ha\u{300},ha@vidu.example,Ha\u{300} Nô\u{323}i\n\
    Trâ\u{300}n,Quô\u{301}c Viê\u{323}t,viet@vidu.example,Đa\u{300} Nă\u{303}ng\n\
    Pha\u{323}m,Tuyê\u{301}t,tuyet@vidu.example,Câ\u{300}n Thơ\n";
const THAI: &str = "Last name,First name,Email,City\n\
    ใจดี,สมหญิง,somying@tuayang.example,กรุงเทพมหานคร\nศรีสุข,ประเสริฐ,prasert@tuayang.example,เชียงใหม่\n\
    ทองคำ,วิไลวรรณ,wilai@tuayang.example,ขอนแก่น\n";
const CHINESE: &str = "姓名,公司,电子邮件,城市\n欧阳娜娜,上海陶瓷有限公司,nana@lizi.example,上海\n\
    诸葛明,北京茶叶有限公司,ming@lizi.example,北京\n司马青,广州家具有限公司,qing@lizi.example,广州\n";
const SHEET: &str = "First name\tLast name\tEmail\tCity\r\nŽofie\tNováková\tzofie@priklad.example\tPlzeň\r\n\
    Łukasz\tŻak\tlukasz@przyklad.example\tŁódź\r\nPetros\tΠαπαδόπουλος\tpetros@example.gr\tΑθήνα\r\n";

fn encodings(stage: &mut Stage) -> Outcome {
    let files = Files::new()?;
    let written: [(&str, Vec<u8>, &str); 6] = [
        ("hu.csv", in_encoding(WINDOWS_1250, HUNGARIAN)?, "Győző"),
        ("de.csv", in_encoding(WINDOWS_1252, GERMAN)?, "Günther"),
        ("vi.csv", in_encoding(WINDOWS_1258, VIETNAMESE)?, "Quốc Việt"),
        ("th.csv", in_encoding(WINDOWS_874, THAI)?, "วิไลวรรณ"),
        ("zh.csv", in_encoding(GB18030, CHINESE)?, "欧阳娜娜"),
        ("xl.txt", as_utf16(SHEET), "Παπαδόπουλος"),
    ];
    stage.open("import")?;
    let page = &stage.page;
    for (name, bytes, shown) in &written {
        page.attach("Choose a file", &files.write(name, bytes)?)?;
        page.shows(shown)?;
        if *name == "hu.csv" {
            changed_by_hand(page)?;
        }
        page.button("Import")?;
        page.status("Imported 3 contacts")?;
        page.button("Import another file")?;
    }
    page.link("Contacts")?;
    page.status("18 contacts")?;
    for name in ["Szűcs", "Groß", "Tuyết", "ประเสริฐ", "诸葛明", "Żak"] {
        page.fill("Search contacts", name)?;
        page.status("1 of 18 contacts")?;
        page.find_containing("link", name)?;
    }
    Ok(())
}

/// The wrong encoding is seen in the rows, and the right one brings the names back.
fn changed_by_hand(page: &Page) -> Outcome {
    page.press_containing("button", "How it is read")?;
    page.choose("Encoding", "Western European (Windows-1252)")?;
    page.shows("Gyõzõ")?;
    page.choose("Encoding", "Central European (Windows-1250)")?;
    page.shows("Győző")?;
    page.choose("Between the cells", "Comma")?;
    page.shows("Kovács;Győző;gyozo@pelda.example;Győr")?;
    page.choose("Between the cells", "Semicolon")?;
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
    page.choose("Where Vorname goes", "First name")?;
    page.choose("Where Nachname goes", "Last name")?;
    page.choose("Where Treffer goes", "Leave out")?;
    page.choose("Where Schuh goes", "New field…")?;
    page.find("dialog", "New field")?;
    if page.value("Name")? != "Schuh" {
        return Err(Failure::Unmet("the new field is not called as its column".into()));
    }
    page.fill("Name", "Shoe size")?;
    page.choose("Type", "Number")?;
    page.button("Make the field")?;
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
    page.shows("As you chose last time")?;
    page.button("Import")?;
    page.status("Imported 1 contact")?;
    page.link("Show the contacts")?;
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

/// They are open already where little is known of them.
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
    let page = &stage.page;
    page.button("Import another file")?;
    // Two files at once; one of them is left out again.
    let both = PathBuf::from(format!("{}\n{}", file.display(), other.display()));
    page.attach("Choose a file", &both)?;
    page.shows("known.csv and 1 more")?;
    page.button("Leave out other.csv")?;
    page.gone("button", "Leave out other.csv")?;
    page.press_containing("button", "Who is here already: 1")?;
    page.shows("same email")?;
    page.choose("Those who are here already (1)", "Leave them out")?;
    page.button("Import")?;
    page.status("Imported 1 contact")?;
    page.shows("Left out, as you chose: 1")?;
    page.button("Undo the import")?;
    // What is planned before the undo is done would find one more who is here.
    page.status("Undone")?;
    page.attach("Choose a file", &file)?;
    page.choose("Those who are here already (1)", "Replace with what the file says")?;
    page.button("Import")?;
    page.status("Imported 1 contact")?;
    page.shows("Of these, updated: 1")?;
    page.link("Contacts")?;
    page.status("7 contacts")?;
    page.fill("Search contacts", "anh@minhlong")?;
    page.press_containing("link", "anh@minhlong")
        .or_else(|_| page.press_containing("link", "Anh"))?;
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
    // As pasting does: a key for a tab would leave the field.
    page.script(
        "const [field, text] = arguments;
        field.value = text;
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));",
        &[field.to_value(), json!(BROKEN)],
    )?;
    page.button("Look at these rows")?;
    page.press_containing("button", "Cannot come in: 1")?;
    page.shows("Line 3")?;
    page.shows("A quotation mark is never closed")?;
    page.button("Import")?;
    page.status("Imported 1 contact")?;
    page.shows("Did not come in: 1")?;
    page.script(
        "const make = URL.createObjectURL;
        URL.createObjectURL = (file) => { window.handed_over = file; return make.call(URL, file); };",
        &[],
    )?;
    page.button("Keep as a file")?;
    page.until_true("a file is handed over", "window.handed_over")?;
    let kept = page.script("return window.handed_over.text()", &[])?;
    let kept = kept.as_str().unwrap_or_default();
    if !(kept.contains("First name") && kept.contains("cut@example.com") && kept.contains("Why")) {
        return Err(Failure::Unmet(format!("what was set aside reads: {kept}")));
    }
    // Corrected, it comes in.
    let corrected = kept.replace("\"\"\"Cut", "Cut").replace("\"Cut", "Cut");
    let files = Files::new()?;
    page.button("Import another file")?;
    page.attach("Choose a file", &files.write("corrected.csv", corrected.as_bytes())?)?;
    page.find("button", "Import")?;
    Ok(())
}

/// Lets the page hear of what its workers make one by one and slowly, and knows the last of them.
const SLOW_WORKERS: &str = "const end = Worker.prototype.terminate;
    Worker.prototype.terminate = function () { this.ended = true; end.call(this); };
    const own = Object.getOwnPropertyDescriptor(Worker.prototype, 'onmessage');
    Object.defineProperty(Worker.prototype, 'onmessage', {
        get: own.get,
        set(heard) {
            if (!heard) return own.set.call(this, heard);
            window.worker = this;
            let made = 0;
            own.set.call(this, (event) => {
                const later = () => { if (!this.ended) heard(event); };
                if (window.slow) setTimeout(later, ++made * window.slow);
                else heard(event);
            });
        },
    });";

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
    // And once more, until the worker breaks down.
    begin_slowly(page)?;
    page.script("window.worker.dispatchEvent(new ErrorEvent('error'))", &[])?;
    page.find_containing("alert", "The work was interrupted. Nothing was changed.")?;
    page.link("Contacts")?;
    page.status("6 contacts")?;
    page.reload()?;
    page.status("6 contacts")
}

/// Begins to import, and waits until some of it is written.
fn begin_slowly(page: &Page) -> Outcome {
    page.script("window.slow = 0; window.pages_written = 0;", &[])?;
    page.find("button", "Import")?;
    page.script("window.slow = 1500", &[])?;
    page.button("Import")?;
    page.until_true("some of it is written", "window.pages_written > 20")
}
