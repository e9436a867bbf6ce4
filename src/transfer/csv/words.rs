//! Column headers of other programs, beyond the labels, keys and aliases of the schema.

use crate::options::{AddressPart as Part, Source};
use domain::{KindId, Schema, Schemas, Title};

/// Normalizes a header for comparison: folded words with single spaces, without a possessive `'s`.
pub fn normal(header: &str) -> String {
    let folded = domain::fold(header).replace("'s ", " ");
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// The column of reasons in a file of set-aside people; that of other records names their kind. Its
/// cells are not imported.
const WHY: &str = "Why it did not come in";
/// The beginning and the end of every name of that column, normalized.
const WHY_ENDS: (&str, &str) = ("why ", " did not come in");

/// Returns the name of the column of reasons for rows of this kind.
pub fn why_of(schema: &Schema) -> String {
    match schema.title {
        Title::Person => WHY.to_owned(),
        Title::Field(_) | Title::Kind => {
            format!("Why the {} did not come in", schema.label.to_lowercase())
        }
    }
}

/// Returns the kind of set-aside rows if the header is that of a column of reasons.
pub fn kind_of_why(header: &str, schemas: &Schemas) -> Option<KindId> {
    if !is_why(header) {
        return None;
    }
    let header = normal(header);
    let named = schemas.all().iter().find(|schema| normal(&why_of(schema)) == header);
    named.map(|schema| schema.kind)
}

/// True if the header is that of a column of reasons, for rows of any kind.
pub fn is_why(header: &str) -> bool {
    let header = normal(header);
    header.starts_with(WHY_ENDS.0) && header.ends_with(WHY_ENDS.1)
}

/// Headers for a person's whole name.
pub const FULL_NAMES: &[&str] = &[
    "name",
    "full name",
    "display name",
    "contact name",
    "contact",
    "fullname",
    "file as",
    "nev",
    "ho ten",
    "ho va ten",
    "姓名",
    "ten khach hang",
    "联系人",
    "客户姓名",
    "teljes nev",
    "kapcsolattarto",
    "ugyfel neve",
    "ชือ นามสกุล",
    "ชือและนามสกุล",
    "ชือเตม",
    "ชือลูกคา",
    "nom complet",
    "vollstandiger name",
    "person name",
    "nazwisko i imie",
    "imie i nazwisko",
    "name vorname",
    "vorname nachname",
    "nachname vorname",
    "apellidos y nombre",
    "nombre y apellidos",
    "nom et prenom",
    "фамилия имя",
    "фио",
    "client",
    "customer name",
    "lead name",
];

/// True for what people and programs write into a cell to leave it empty.
pub fn is_placeholder(cell: &str) -> bool {
    const NOTHING: [&str; 13] = [
        "-",
        "--",
        "---",
        "–",
        "—",
        "n/a",
        "#n/a",
        "n.a.",
        "null",
        "(null)",
        "(blank)",
        "(empty)",
        "undefined",
    ];
    let cell = cell.trim();
    cell.len() <= 11 && NOTHING.contains(&cell.to_lowercase().as_str())
}

/// Headers that correspond to a vCard property, and so to a field of the schema, with a label.
pub const PROPERTIES: &[(&str, &str, &str)] = &[
    ("mobil", "TEL", "mobile"),
    ("handy", "TEL", "mobile"),
    ("手机", "TEL", "mobile"),
    ("telefon", "TEL", ""),
    ("telefonszam", "TEL", ""),
    ("dien thoai", "TEL", ""),
    ("so dien thoai", "TEL", ""),
    ("电话", "TEL", ""),
    ("邮箱", "EMAIL", ""),
    ("cell", "TEL", "mobile"),
    ("cell phone", "TEL", "mobile"),
    ("mobile number", "TEL", "mobile"),
    ("fax", "TEL", "fax"),
    ("fax number", "TEL", "fax"),
    ("pager", "TEL", "pager"),
    ("callback", "TEL", "callback"),
    ("mobile no", "TEL", "mobile"),
    ("phone no", "TEL", ""),
    ("contact no", "TEL", ""),
    ("contact number", "TEL", ""),
    ("email id", "EMAIL", ""),
    ("isdn", "TEL", "isdn"),
    ("telex", "TEL", "telex"),
    ("spouse", "RELATED", "spouse"),
    ("partner", "RELATED", "spouse"),
    ("children", "RELATED", "child"),
    ("child", "RELATED", "child"),
    ("manager", "RELATED", "manager"),
    ("manager name", "RELATED", "manager"),
    ("assistant", "RELATED", "assistant"),
    ("assistant name", "RELATED", "assistant"),
    ("referred by", "RELATED", "referred by"),
    ("whatsapp", "IMPP", "whatsapp"),
    ("zalo", "IMPP", "zalo"),
    ("wechat", "IMPP", "wechat"),
    ("telegram", "IMPP", "telegram"),
    ("viber", "IMPP", "viber"),
    ("skype", "IMPP", "skype"),
    ("im address", "IMPP", ""),
    ("imaddress", "IMPP", ""),
    ("personal web page", "URL", ""),
    ("linkedin", "URL", "linkedin"),
    ("facebook", "URL", "facebook"),
    ("instagram", "URL", "instagram"),
    ("twitter", "URL", "twitter"),
    ("blog", "URL", "blog"),
    ("labels", "CATEGORIES", ""),
    ("groups", "CATEGORIES", ""),
    ("group membership", "CATEGORIES", ""),
    ("categories", "CATEGORIES", ""),
    ("category", "CATEGORIES", ""),
    ("given yomi", "X-PHONETIC-FIRST-NAME", ""),
    ("surname yomi", "X-PHONETIC-LAST-NAME", ""),
    ("memo", "NOTE", ""),
    ("dien thoai di dong", "TEL", "mobile"),
    ("di dong", "TEL", "mobile"),
    ("so di dong", "TEL", "mobile"),
    ("手机号", "TEL", "mobile"),
    ("手机号码", "TEL", "mobile"),
    ("移动电话", "TEL", "mobile"),
    ("mobiltelefon", "TEL", "mobile"),
    ("mobilszam", "TEL", "mobile"),
    ("มือถือ", "TEL", "mobile"),
    ("เบอรมือถือ", "TEL", "mobile"),
    ("โทรศัพทมือถือ", "TEL", "mobile"),
    ("mobile phone number", "TEL", "mobile"),
    ("portable", "TEL", "mobile"),
    ("dien thoai nha", "TEL", "home"),
    ("家庭电话", "TEL", "home"),
    ("otthoni telefon", "TEL", "home"),
    ("dien thoai co quan", "TEL", "work"),
    ("办公电话", "TEL", "work"),
    ("工作电话", "TEL", "work"),
    ("munkahelyi telefon", "TEL", "work"),
    ("โทรศัพททีทำงาน", "TEL", "work"),
    ("传真", "TEL", "fax"),
    ("so fax", "TEL", "fax"),
    ("โทรสาร", "TEL", "fax"),
    ("แฟกซ", "TEL", "fax"),
    ("asst phone", "TEL", "assistant"),
    ("assistant phone", "TEL", "assistant"),
    ("微信", "IMPP", "wechat"),
    ("微信号", "IMPP", "wechat"),
    ("qq", "IMPP", "qq"),
    ("ไลน", "IMPP", "line"),
    ("line id", "IMPP", "line"),
    ("skype id", "IMPP", "skype"),
    ("so zalo", "IMPP", "zalo"),
    ("vo chong", "RELATED", "spouse"),
    ("配偶", "RELATED", "spouse"),
    ("hazastars", "RELATED", "spouse"),
    ("คูสมรส", "RELATED", "spouse"),
    ("reporting to", "RELATED", "manager"),
    ("reports to", "RELATED", "manager"),
    ("linkedin url", "URL", "linkedin"),
    ("linkedin profile", "URL", "linkedin"),
    ("additional email addresses", "EMAIL", ""),
    ("contact tags", "CATEGORIES", ""),
];

/// Words for a part of an address.
pub const PARTS: &[(&str, Part)] = &[
    ("street", Part::Street(0)),
    ("street address", Part::Street(0)),
    ("address", Part::Street(0)),
    ("address line", Part::Street(0)),
    ("street number", Part::Number),
    ("house number", Part::Number),
    ("street no", Part::Number),
    ("city", Part::City),
    ("town", Part::City),
    ("suburb", Part::City),
    ("locality", Part::City),
    ("state", Part::Region),
    ("province", Part::Region),
    ("region", Part::Region),
    ("county", Part::Region),
    ("state province", Part::Region),
    ("state region", Part::Region),
    ("state or province", Part::Region),
    ("zip", Part::Postcode),
    ("zip code", Part::Postcode),
    ("zipcode", Part::Postcode),
    ("postcode", Part::Postcode),
    ("post code", Part::Postcode),
    ("postal code", Part::Postcode),
    ("zip postal code", Part::Postcode),
    ("postcode zip", Part::Postcode),
    ("plz", Part::Postcode),
    ("country", Part::Country),
    ("country region", Part::Country),
    ("po box", Part::Box),
    ("p o box", Part::Box),
    ("extended", Part::Extended),
    ("extended address", Part::Extended),
    ("apartment", Part::Extended),
    ("formatted", Part::Whole),
    ("place", Part::Place),
    ("duong", Part::Street(0)),
    ("ten duong", Part::Street(0)),
    ("so nha", Part::Number),
    ("phuong", Part::Street(1)),
    ("phuong xa", Part::Street(1)),
    ("quan", Part::Street(2)),
    ("quan huyen", Part::Street(2)),
    ("huyen", Part::Street(2)),
    ("thanh pho", Part::City),
    ("tinh", Part::Region),
    ("tinh thanh pho", Part::Region),
    ("ma buu dien", Part::Postcode),
    ("ma buu chinh", Part::Postcode),
    ("quoc gia", Part::Country),
    ("nuoc", Part::Country),
    ("街道", Part::Street(0)),
    ("详细地址", Part::Street(0)),
    ("城市", Part::City),
    ("市", Part::City),
    ("省", Part::Region),
    ("省份", Part::Region),
    ("邮编", Part::Postcode),
    ("邮政编码", Part::Postcode),
    ("国家", Part::Country),
    ("utca", Part::Street(0)),
    ("utca hazszam", Part::Street(0)),
    ("hazszam", Part::Number),
    ("varos", Part::City),
    ("telepules", Part::City),
    ("megye", Part::Region),
    ("iranyitoszam", Part::Postcode),
    ("irsz", Part::Postcode),
    ("orszag", Part::Country),
    ("ถนน", Part::Street(0)),
    ("บานเลขที", Part::Number),
    ("ตำบล", Part::Street(1)),
    ("แขวง", Part::Street(1)),
    ("อำเภอ", Part::Street(2)),
    ("เขต", Part::Street(2)),
    ("เมือง", Part::City),
    ("จังหวัด", Part::Region),
    ("รหัสไปรษณีย", Part::Postcode),
    ("ประเทศ", Part::Country),
    ("strasse", Part::Street(0)),
    ("ort", Part::City),
    ("stadt", Part::City),
    ("ville", Part::City),
    ("land", Part::Country),
    ("pays", Part::Country),
    ("code postal", Part::Postcode),
];

/// Words that may precede a part of an address and become its label. Not any word: a "sales region"
/// is not an address.
pub const PLACES: &[&str] = &[
    "home",
    "work",
    "business",
    "office",
    "other",
    "mailing",
    "billing",
    "shipping",
    "primary",
    "private",
    "personal",
    "company",
    "permanent",
    "postal",
    "main",
    "contact",
];

/// Default values that Outlook and Google write into every row: header, value.
const SAYS_NOTHING: &[(&str, &str)] = &[
    ("gender", "unspecified"),
    ("priority", "normal"),
    ("sensitivity", "normal"),
    ("private", "false"),
    ("organization 1 type", "*"),
    ("e mail type", "smtp"),
    ("e mail 2 type", "smtp"),
    ("e mail 3 type", "smtp"),
];

/// True if a cell holds its program's default value. In tables of other programs somebody entered
/// it.
pub fn says_nothing(source: Option<Source>, header: &str, cell: &str) -> bool {
    let cell = cell.trim();
    matches!(source, Some(Source::Outlook | Source::Google | Source::GoogleOld))
        && SAYS_NOTHING
            .iter()
            .any(|(known, nothing)| cell.eq_ignore_ascii_case(nothing) && normal(header) == *known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_written_as_headers_are_compared() {
        let parts = PARTS.iter().map(|(word, _)| *word);
        let properties = PROPERTIES.iter().map(|(word, _, _)| *word);
        for word in parts.chain(properties).chain(FULL_NAMES.iter().copied()) {
            assert_eq!(normal(word), word);
        }
    }
}
