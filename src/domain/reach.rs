//! Ways to reach somebody: the numbers and addresses for calling, writing and visiting, their
//! links, and when to ask before following one. Links have the schemes `tel`, `sms`, `https`,
//! `mailto` and `geo` only.

use super::extension::{extension, is_code, without_extension};
use super::{Dialing, Element, FieldType, Fields, Schema, Value, activity, contact, phone_digits};

/// A channel for reaching somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// A call to a number.
    Call,
    /// A text message.
    Sms,
    /// A WhatsApp message.
    WhatsApp,
    /// An email.
    Email,
    /// A visit to an address.
    Visit,
}

impl Channel {
    /// Returns its key in "do not contact by".
    pub fn key(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Sms => "sms",
            Self::WhatsApp => "whatsapp",
            Self::Email => "email",
            Self::Visit => "visit",
        }
    }

    /// Returns the kind of activity that using the channel is; `None` if it only leads there.
    pub fn activity(self) -> Option<&'static str> {
        match self {
            Self::Call => Some(activity::CALL),
            Self::Sms | Self::WhatsApp => Some(activity::MESSAGE),
            Self::Email => Some(activity::EMAIL),
            Self::Visit => None,
        }
    }
}

/// A number or address that a channel can use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContactPoint {
    /// The field that holds it.
    pub field: u32,
    /// The label of the element: `work`, `home`.
    pub label: String,
    /// The number or address as written, on one line.
    pub shown: String,
    /// The link.
    pub href: String,
}

/// The first step to reach somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// There is no number or address.
    Nowhere,
    /// Follow the only way.
    Go(ContactPoint),
    /// Ask first: for the way or a template, or because they are barred.
    Ask,
}

/// Returns the first step to reach somebody. `barred`: they do not want to be reached by this
/// channel. `templates`: there are email templates to choose from.
pub fn begin_reaching(
    channel: Channel,
    ways: &[ContactPoint],
    barred: bool,
    templates: bool,
) -> Start {
    let chooses_words = templates && channel == Channel::Email;
    match ways {
        [] => Start::Nowhere,
        [way] if !barred && !chooses_words => Start::Go(way.clone()),
        _ => Start::Ask,
    }
}

/// True if somebody does not want to be reached by this channel.
pub fn is_barred(record: &impl Fields, channel: Channel) -> bool {
    record.texts(contact::DO_NOT_CONTACT).iter().any(|key| key == channel.key())
}

/// Returns the channels by which somebody does not want to be reached: the field that says so, and
/// the keys of its choices; `None` if there are none.
pub fn bans_of(record: &impl Fields) -> Option<(u32, Vec<String>)> {
    let keys = record.texts(contact::DO_NOT_CONTACT);
    (!keys.is_empty()).then_some((contact::DO_NOT_CONTACT, keys))
}

/// The program that shows maps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Maps {
    /// The system's app for `geo:`.
    App,
    /// A page on the web.
    Web,
}

/// Returns all ways of a record that a channel can use, in the record's order.
pub fn ways(
    channel: Channel,
    schema: &Schema,
    record: &impl Fields,
    dialing: Dialing,
    maps: Maps,
) -> Vec<ContactPoint> {
    let wanted = match channel {
        Channel::Call | Channel::Sms | Channel::WhatsApp => FieldType::Phone,
        Channel::Email => FieldType::Email,
        Channel::Visit => FieldType::Address,
    };
    let fields = schema.fields.iter().filter(|field| field.kind == wanted);
    let values = fields.flat_map(|field| {
        let elements = if field.many {
            record.elements(field.number)
        } else {
            let value = record.value(field.number).into_iter();
            let element = |value| Element { id: super::ElementId(0), label: String::new(), value };
            value.map(element).collect()
        };
        elements.into_iter().map(|element| (field.number, element))
    });
    values.filter_map(|(field, it)| way(channel, field, &it, dialing, maps)).collect()
}

fn way(
    channel: Channel,
    field: u32,
    element: &Element,
    dialing: Dialing,
    maps: Maps,
) -> Option<ContactPoint> {
    let (shown, href) = match (&element.value, channel) {
        (Value::Text(text), Channel::Call) => {
            (text.clone(), format!("tel:{}", with_extension(spoken(text, element)?, text)))
        }
        (Value::Text(text), Channel::Sms) => {
            (text.clone(), format!("sms:{}", spoken(text, element)?))
        }
        (Value::Text(text), Channel::WhatsApp) => {
            spoken(text, element)?;
            (text.clone(), format!("https://wa.me/{}", abroad(text, dialing)?))
        }
        (Value::Text(text), Channel::Email) => (text.clone(), mailto(text)),
        (Value::Address(address), Channel::Visit) => {
            (address.lines().join(", "), map(&element.value, maps)?)
        }
        _ => return None,
    };
    Some(ContactPoint { field, label: element.label.clone(), shown, href })
}

/// Returns the link that writes to an address; anything else in the text stays part of the address.
pub fn mailto(text: &str) -> String {
    format!("mailto:{}", encoded(text.trim(), b"@+"))
}

/// Returns the link that shows an address on a map; `None` for any other value.
pub fn map(value: &Value, maps: Maps) -> Option<String> {
    let Value::Address(address) = value else { return None };
    let words = encoded(&address.lines().join(", "), b"");
    let place = address.place.map(|(lat, lon)| (f64::from(lat) / 1e6, f64::from(lon) / 1e6));
    Some(match (maps, place) {
        (Maps::App, Some((lat, lon))) => format!("geo:{lat},{lon}?q={lat},{lon}"),
        (Maps::App, None) => format!("geo:0,0?q={words}"),
        (Maps::Web, Some((lat, lon))) => {
            format!("https://www.openstreetmap.org/?mlat={lat}&mlon={lon}#map=17/{lat}/{lon}")
        }
        (Maps::Web, None) => format!("https://www.openstreetmap.org/search?query={words}"),
    })
}

/// Returns the link that calls a number, and dials its extension after a pause; `None` if it has no
/// digit.
pub fn tel(text: &str) -> Option<String> {
    dialed(text).map(|number| format!("tel:{}", with_extension(number, text)))
}

/// Adds the extension of a text to the number: a comma is a pause to every telephone.
fn with_extension(number: String, text: &str) -> String {
    match extension(text) {
        Some(digits) => format!("{number},{digits}"),
        None => number,
    }
}

/// Returns the number to dial to speak or write to somebody; `None` for a fax or pager.
fn spoken(text: &str, element: &Element) -> Option<String> {
    let label = element.label.to_lowercase();
    let mute = label.contains("fax") || label.contains("pager");
    if mute { None } else { dialed(text) }
}

/// Returns a number as written, with telephone keys only and without an extension.
fn dialed(text: &str) -> Option<String> {
    let plain = Dialing::default();
    let plus = text.trim().starts_with(['+', '＋']);
    // Only with a plus are the digits an international number; else they stay as typed.
    let digits = if plus { phone_digits(text, plain) } else { keys(text) };
    (!digits.is_empty()).then(|| if plus { format!("+{digits}") } else { digits })
}

/// Returns the telephone keys in a text: digits of any script, star and hash.
fn keys(text: &str) -> String {
    let number = if is_code(text) { text } else { without_extension(text) };
    let key = |letter: char| match letter {
        '*' | '#' => letter.to_string(),
        letter => phone_digits(&letter.to_string(), Dialing::default()),
    };
    number.chars().map(key).collect()
}

/// Returns a number's digits as dialed from abroad; `None` if its country is unknown.
fn abroad(text: &str, dialing: Dialing) -> Option<String> {
    let digits = phone_digits(text, dialing);
    let text = text.trim();
    let written = text.starts_with(['+', '＋']) || text.starts_with("00");
    ((written || dialing.code.is_some()) && digits.len() > 6).then_some(digits)
}

/// Percent-encodes a text for a URL; letters, digits and `kept` stay.
fn encoded(text: &str, kept: &[u8]) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || kept.contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.extend(
                [byte >> 4, byte & 15]
                    .map(|half| char::from(b"0123456789ABCDEF"[usize::from(half)])),
            );
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Address, CONTACT, Draft, contact};

    fn hrefs(channel: Channel, draft: &Draft, country: &str) -> Vec<String> {
        let dialing = Dialing::of_country(country);
        let ways = ways(channel, &contact::SCHEMA, draft, dialing, Maps::Web);
        ways.into_iter().map(|way| way.href).collect()
    }

    fn with_phone(label: &str, number: &str) -> Draft {
        let mut draft = Draft::new(CONTACT);
        draft.push(contact::PHONES, label, Value::Text(number.into()));
        draft
    }

    #[test]
    fn a_number_is_dialed_as_it_was_written() {
        let call = |number| hrefs(Channel::Call, &with_phone("", number), "VN");
        assert_eq!(call("+84 (0) 912-345 678"), ["tel:+84912345678"]);
        assert_eq!(call("0912 345 678"), ["tel:0912345678"]);
        assert_eq!(call("112"), ["tel:112"]);
        assert_eq!(call("*100#"), ["tel:*100#"]);
        assert_eq!(call("0912 345 678 x12"), ["tel:0912345678,12"]);
        assert_eq!(call("+1 415 555 0100 ext. 227"), ["tel:+14155550100,227"]);
        assert_eq!(call("+14155550102*227"), ["tel:+14155550102,227"]);
        assert_eq!(call("+49 351 440 Durchw. 15"), ["tel:+49351440,15"]);
        let sms = hrefs(Channel::Sms, &with_phone("", "0912 345 678 x12"), "VN");
        assert_eq!(sms, ["sms:0912345678"]);
        assert_eq!(call("ask Ann"), Vec::<String>::new());
    }

    #[test]
    fn whatsapp_needs_the_country() {
        let link = |number, country| hrefs(Channel::WhatsApp, &with_phone("", number), country);
        assert_eq!(link("0912 345 678", "VN"), ["https://wa.me/84912345678"]);
        assert_eq!(link("+36 30 123 4567", ""), ["https://wa.me/36301234567"]);
        assert_eq!(link("0912 345 678", ""), Vec::<String>::new());
    }

    #[test]
    fn nobody_answers_a_fax() {
        let draft = with_phone("work fax", "+84 24 1234567");
        assert_eq!(hrefs(Channel::Call, &draft, ""), Vec::<String>::new());
        assert_eq!(hrefs(Channel::Sms, &draft, ""), Vec::<String>::new());
    }

    #[test]
    fn an_email_asks_for_its_words_and_nothing_else_does() {
        let draft = with_phone("", "112");
        let call = ways(Channel::Call, &contact::SCHEMA, &draft, Dialing::default(), Maps::Web);
        let begin = |channel, barred, templates| begin_reaching(channel, &call, barred, templates);
        assert_eq!(begin(Channel::Call, false, true), Start::Go(call[0].clone()));
        assert_eq!(begin(Channel::Email, false, true), Start::Ask);
        assert_eq!(begin(Channel::Email, false, false), Start::Go(call[0].clone()));
        let two = [call[0].clone(), call[0].clone()];
        assert_eq!(begin_reaching(Channel::Sms, &two, false, false), Start::Ask);
        assert_eq!(begin_reaching(Channel::Email, &[], true, true), Start::Nowhere);
    }

    #[test]
    fn nobody_is_reached_unasked_who_does_not_want_it() {
        let mut draft = with_phone("", "112");
        draft.push(contact::EMAILS, "", Value::Text("a@b.example".into()));
        draft.push(contact::DO_NOT_CONTACT, "", Value::Text("email".into()));
        let begin = |channel| {
            let (dialing, schema) = (Dialing::default(), &contact::SCHEMA);
            let ways = ways(channel, schema, &draft, dialing, Maps::Web);
            begin_reaching(channel, &ways, is_barred(&draft, channel), false)
        };
        assert_eq!(begin(Channel::Email), Start::Ask);
        assert!(matches!(begin(Channel::Call), Start::Go(_)));
        assert_eq!(begin(Channel::Visit), Start::Nowhere);
    }

    #[test]
    fn a_way_knows_its_field() {
        let mut draft = Draft::new(CONTACT);
        draft.push(contact::EMAILS, "work", Value::Text("a@b.example".into()));
        let ways = ways(Channel::Email, &contact::SCHEMA, &draft, Dialing::default(), Maps::Web);
        let fields: Vec<_> = ways.iter().map(|way| (way.field, way.label.as_str())).collect();
        assert_eq!(fields, [(contact::EMAILS, "work")]);
    }

    #[test]
    fn what_is_written_in_an_address_stays_in_it() {
        let mut draft = Draft::new(CONTACT);
        draft.push(contact::EMAILS, "", Value::Text("a+b@example.com?bcc=x&y".into()));
        assert_eq!(hrefs(Channel::Email, &draft, ""), ["mailto:a+b@example.com%3Fbcc%3Dx%26y"]);
        let mut address =
            Address {
                street: "Phố Huế 1".into(), city: "Hà Nội".into(), ..Address::default()
            };
        assert_eq!(
            map(&Value::Address(Box::new(address.clone())), Maps::App).as_deref(),
            Some("geo:0,0?q=Ph%E1%BB%91%20Hu%E1%BA%BF%201%2C%20H%C3%A0%20N%E1%BB%99i")
        );
        address.place = Some((21_028_500, 105_854_200));
        assert_eq!(
            map(&Value::Address(Box::new(address)), Maps::App).as_deref(),
            Some("geo:21.0285,105.8542?q=21.0285,105.8542")
        );
    }
}
