//! Maps properties to fields: by the schema, and by the names that other programs use.

use std::borrow::Cow;
use std::collections::BTreeMap;

use domain::{Field, Schema, any_kind};

/// Property names of other programs, with the standard property and the implied label.
const OTHER_NAMES: &[(&str, &str, &str)] = &[
    ("X-ABDATE", "ANNIVERSARY", ""),
    ("X-ANNIVERSARY", "ANNIVERSARY", "anniversary"),
    ("X-MS-ANNIVERSARY", "ANNIVERSARY", "anniversary"),
    ("X-EVOLUTION-ANNIVERSARY", "ANNIVERSARY", "anniversary"),
    ("X-KADDRESSBOOK-X-ANNIVERSARY", "ANNIVERSARY", "anniversary"),
    ("X-ABRELATEDNAMES", "RELATED", ""),
    ("X-SPOUSE", "RELATED", "spouse"),
    ("X-MS-SPOUSE", "RELATED", "spouse"),
    ("X-EVOLUTION-SPOUSE", "RELATED", "spouse"),
    ("X-KADDRESSBOOK-X-SPOUSESNAME", "RELATED", "spouse"),
    ("X-MS-CHILD", "RELATED", "child"),
    ("X-MANAGER", "RELATED", "manager"),
    ("X-MS-MANAGER", "RELATED", "manager"),
    ("X-EVOLUTION-MANAGER", "RELATED", "manager"),
    ("X-KADDRESSBOOK-X-MANAGERSNAME", "RELATED", "manager"),
    ("X-ASSISTANT", "RELATED", "assistant"),
    ("X-MS-ASSISTANT", "RELATED", "assistant"),
    ("X-EVOLUTION-ASSISTANT", "RELATED", "assistant"),
    ("X-KADDRESSBOOK-X-ASSISTANTSNAME", "RELATED", "assistant"),
    ("X-KADDRESSBOOK-X-PROFESSION", "ROLE", ""),
    ("X-KADDRESSBOOK-X-DEPARTMENT", "ORG/1", ""),
    ("X-DEPARTMENT", "ORG/1", ""),
    ("X-SOCIALPROFILE", "URL", ""),
    ("SOCIALPROFILE", "URL", ""),
    ("X-EVOLUTION-BLOG-URL", "URL", "blog"),
    ("X-KADDRESSBOOK-BLOGFEED", "URL", "blog"),
    ("X-AIM", "IMPP", "aim"),
    ("X-GADUGADU", "IMPP", "gadu-gadu"),
    ("X-GOOGLE-TALK", "IMPP", "google talk"),
    ("X-GROUPWISE", "IMPP", "groupwise"),
    ("X-GTALK", "IMPP", "google talk"),
    ("X-ICQ", "IMPP", "icq"),
    ("X-JABBER", "IMPP", "jabber"),
    ("X-MSN", "IMPP", "msn"),
    ("X-MS-IMADDRESS", "IMPP", ""),
    ("X-QQ", "IMPP", "qq"),
    ("X-SKYPE", "IMPP", "skype"),
    ("X-SKYPE-USERNAME", "IMPP", "skype"),
    ("X-TELEGRAM", "IMPP", "telegram"),
    ("X-TWITTER", "IMPP", "twitter"),
    ("X-WHATSAPP", "IMPP", "whatsapp"),
    ("X-YAHOO", "IMPP", "yahoo"),
    ("PHONE", "TEL", ""),
    ("TELEPHONE", "TEL", ""),
    ("CELL", "TEL", "mobile"),
    ("MOBILE", "TEL", "mobile"),
    ("E-MAIL", "EMAIL", ""),
    ("X-SOCIAL-PROFILE", "URL", ""),
    ("X-NICKNAME", "NICKNAME", ""),
    ("X-EPOCSECONDNAME", "NICKNAME", ""),
];

/// Returns the standard property for a name, and the label that the name implies.
pub fn meaning(name: &str) -> (&str, &'static str) {
    match OTHER_NAMES.iter().find(|(other, _, _)| *other == name) {
        Some((_, property, label)) => (property, label),
        None => (name, ""),
    }
}

/// Returns the property that a field is written as, with its component: `N/0`, or `X-SATCHEL-` and
/// the key if vCard has none. `None` for fields written in another way or not at all.
pub fn property_of(field: &Field) -> Option<Cow<'_, str>> {
    match field.number {
        any_kind::EXTRA => None,
        _ if !field.is_exchanged() => None,
        _ if field.vcard.is_empty() => {
            let key = field.key.replace('_', "-").to_ascii_uppercase();
            Some(Cow::Owned(format!("X-SATCHEL-{key}")))
        }
        _ => Some(Cow::Borrowed(field.vcard)),
    }
}

/// The fields of a schema by property.
pub struct Props<'a> {
    pub schema: &'a Schema,
    by_name: BTreeMap<Cow<'a, str>, &'a Field>,
}

impl<'a> Props<'a> {
    pub fn new(schema: &'a Schema) -> Self {
        let named = |field: &'a Field| property_of(field).map(|name| (name, field));
        Self { schema, by_name: schema.fields.iter().filter_map(named).collect() }
    }

    /// Returns the field of a property (`TEL`) or of a component (`N/0`).
    pub fn field(&self, name: &str) -> Option<&'a Field> {
        self.by_name.get(name).copied()
    }
}
