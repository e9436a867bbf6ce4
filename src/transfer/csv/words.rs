//! Column headers of other programs, beyond the labels, keys and aliases of the schema.

use crate::transfer::options::AddressPart as Part;

/// A header as it is compared: folded words with single spaces; `Assistant's` is `assistant`.
pub fn normal(header: &str) -> String {
    let folded = crate::domain::fold(header).replace("'s ", " ");
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// The column of a file of what was set aside that says why; it is not read again.
pub const WHY: &str = "Why it did not come in";

/// Headers for the whole name of a person.
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
];

/// Headers that mean a property of a vCard, and so a field of the schema, with a label.
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
];

/// Words that may stand before a part of an address and are its label. Not any word: a "sales
/// region" is no address.
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

/// Values that programs write into every row and that say nothing: header, value.
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

/// Whether a cell holds what its program writes where nothing was entered.
pub fn says_nothing(header: &str, cell: &str) -> bool {
    let cell = cell.trim();
    SAYS_NOTHING
        .iter()
        .any(|(known, nothing)| cell.eq_ignore_ascii_case(nothing) && normal(header) == *known)
}
