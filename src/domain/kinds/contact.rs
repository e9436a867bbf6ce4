//! Contacts: people, and how to reach them.

use super::any_kind::{DELETED_FIELD, EXTRA_FIELD, FILES_FIELD, OWNER_FIELD, TAGS_FIELD};
use super::contact_headers as headers;
use crate::kind::{Identity, Title, Trait, declare_kind};
use crate::kinds::{COMPANY as COMPANY_KIND, CONTACT, DEAL, TASK};
use crate::schema::declare;
use crate::{Choice, DeclaredView, Field, FieldType, Operator, Schema, Section};

/// First name.
pub const GIVEN: u32 = 10;
/// Middle name.
pub const MIDDLE: u32 = 11;
/// Last name.
pub const FAMILY: u32 = 12;
/// Prefix: a title before the name.
pub const PREFIX: u32 = 13;
/// Suffix.
pub const SUFFIX: u32 = 14;
/// Nickname.
pub const NICKNAME: u32 = 15;
/// Phonetic first name.
pub const PHONETIC_GIVEN: u32 = 16;
/// Phonetic last name.
pub const PHONETIC_FAMILY: u32 = 17;
/// Name order.
pub const NAME_ORDER: u32 = 18;
/// Photo.
pub const PHOTO: u32 = 19;
/// Company.
pub const COMPANY: u32 = 20;
/// Job title.
pub const JOB_TITLE: u32 = 21;
/// Department.
pub const DEPARTMENT: u32 = 22;
/// Role.
pub const ROLE: u32 = 23;
/// Phone.
pub const PHONES: u32 = 30;
/// Email.
pub const EMAILS: u32 = 31;
/// Address.
pub const ADDRESSES: u32 = 32;
/// Messenger.
pub const MESSENGERS: u32 = 33;
/// Website.
pub const LINKS: u32 = 34;
/// Birthday.
pub const BIRTHDAY: u32 = 40;
/// Other date.
pub const DATES: u32 = 41;
/// Relationships.
pub const RELATIONS: u32 = 42;
/// Language.
pub const LANGUAGE: u32 = 50;
/// Preferred channel.
pub const CHANNEL: u32 = 51;
/// Do not contact by.
pub const DO_NOT_CONTACT: u32 = 52;
/// Source.
pub const SOURCE: u32 = 53;
/// Status.
pub const STATUS: u32 = 54;
/// Favorite.
pub const FAVORITE: u32 = 55;
/// About.
pub const ABOUT: u32 = 60;
/// The last time that they were spoken to or met.
pub const LAST_CONTACT: u32 = 70;
/// The last attempt to reach them.
pub const LAST_ATTEMPT: u32 = 71;
/// The number of failed attempts since they were last reached.
pub const ATTEMPTS: u32 = 72;
/// The due date of the next call to them.
pub const NEXT_CALL: u32 = 73;
/// The due date of their next task.
pub const NEXT: u32 = 74;
/// ID in other apps.
pub const UID: u32 = 61;

/// The schema.
pub static SCHEMA: Schema = declare_kind(CONTACT, "contact", "Contact", "Contacts")
    .path("contacts")
    .icon("user")
    .title(Title::Person)
    .identity(Identity::Person)
    .under(COMPANY)
    .found_by(&[COMPANY])
    .below(&[COMPANY, JOB_TITLE, EMAILS, PHONES])
    .shown_apart(&[DEAL, TASK])
    .seen(LAST_CONTACT)
    .favorite(FAVORITE)
    .photo(PHOTO)
    .views(VIEWS)
    .traits(&[
        Trait::Listed,
        Trait::Binned,
        Trait::Extensible,
        Trait::Exchanged,
        Trait::Cards,
        Trait::MadeByName,
        Trait::QuickAdd,
        Trait::Timeline,
        Trait::Data,
    ])
    .schema(FIELDS);

const VIEWS: &[DeclaredView] = &[
    DeclaredView {
        key: "not-reached",
        label: "Not reached in three attempts",
        conditions: &[(ATTEMPTS, Operator::AtLeast, "3")],
        is_chip: false,
    },
    DeclaredView {
        key: "no-contact",
        label: "No contact for 30 days",
        conditions: &[(LAST_CONTACT, Operator::NotSince, "30")],
        is_chip: false,
    },
    DeclaredView {
        key: "birthday",
        label: "Birthday this month",
        conditions: &[(BIRTHDAY, Operator::ThisMonthOfAnyYear, "")],
        is_chip: false,
    },
    DeclaredView {
        key: "unreachable",
        label: "Without phone and email",
        conditions: &[(PHONES, Operator::Empty, ""), (EMAILS, Operator::Empty, "")],
        is_chip: false,
    },
];

const FIELDS: &[Field] = &[
    declare(GIVEN, "given", FieldType::NamePart, "First name")
        .vcard("N/1")
        .searched(3)
        .always()
        .section(Section::Identity)
        .aliases(headers::GIVEN)
        .field(),
    declare(MIDDLE, "middle", FieldType::NamePart, "Middle name")
        .vcard("N/2")
        .searched(3)
        .section(Section::Identity)
        .aliases(headers::MIDDLE)
        .field(),
    declare(FAMILY, "family", FieldType::NamePart, "Last name")
        .vcard("N/0")
        .searched(3)
        .always()
        .section(Section::Identity)
        .aliases(headers::FAMILY)
        .field(),
    declare(PREFIX, "prefix", FieldType::NamePart, "Prefix")
        .vcard("N/3")
        .section(Section::Identity)
        .aliases(headers::PREFIX)
        .field(),
    declare(SUFFIX, "suffix", FieldType::NamePart, "Suffix")
        .vcard("N/4")
        .section(Section::Identity)
        .aliases(&["name suffix", "honorific suffix", "hậu tố", "后缀", "utótag", "คำต่อท้าย"])
        .field(),
    declare(NICKNAME, "nickname", FieldType::NamePart, "Nickname")
        .vcard("NICKNAME")
        .searched(2)
        .section(Section::Identity)
        .aliases(headers::NICKNAME)
        .field(),
    declare(PHONETIC_GIVEN, "phonetic_given", FieldType::NamePart, "Phonetic first name")
        .vcard("X-PHONETIC-FIRST-NAME")
        .searched(2)
        .section(Section::Identity)
        .aliases(&["phonetic first name", "given name yomi", "yomi first name"])
        .field(),
    declare(PHONETIC_FAMILY, "phonetic_family", FieldType::NamePart, "Phonetic last name")
        .vcard("X-PHONETIC-LAST-NAME")
        .searched(2)
        .section(Section::Identity)
        .aliases(&["phonetic last name", "family name yomi", "yomi last name"])
        .field(),
    declare(NAME_ORDER, "name_order", FieldType::Choice, "Name order")
        .choices(NAME_ORDERS)
        .section(Section::Identity)
        .aliases(&["order of names"])
        .field(),
    declare(PHOTO, "photo", FieldType::File, "Photo").vcard("PHOTO").never().field(),
    declare(COMPANY, "company", FieldType::Reference(COMPANY_KIND), "Company")
        .vcard("ORG/0")
        .always()
        .section(Section::Identity)
        .aliases(headers::COMPANY)
        .field(),
    declare(JOB_TITLE, "job_title", FieldType::Text, "Job title")
        .vcard("TITLE")
        .searched(1)
        .always()
        .section(Section::Identity)
        .aliases(headers::JOB_TITLE)
        .field(),
    declare(DEPARTMENT, "department", FieldType::Text, "Department")
        .vcard("ORG/1")
        .searched(1)
        .aliases(headers::DEPARTMENT)
        .field(),
    declare(ROLE, "role", FieldType::Text, "Role")
        .vcard("ROLE")
        .searched(1)
        .aliases(headers::ROLE)
        .field(),
    declare(PHONES, "phones", FieldType::Phone, "Phone")
        .many(PHONE_LABELS)
        .vcard("TEL")
        .searched(1)
        .always()
        .section(Section::Reach)
        .aliases(headers::PHONES)
        .field(),
    declare(EMAILS, "emails", FieldType::Email, "Email")
        .many(PLACE_LABELS)
        .vcard("EMAIL")
        .searched(1)
        .always()
        .section(Section::Reach)
        .aliases(headers::EMAILS)
        .field(),
    declare(ADDRESSES, "addresses", FieldType::Address, "Address")
        .many(PLACE_LABELS)
        .vcard("ADR")
        .searched(1)
        .section(Section::Reach)
        .aliases(headers::ADDRESSES)
        .field(),
    declare(MESSENGERS, "messengers", FieldType::Text, "Messenger")
        .many(MESSENGER_LABELS)
        .vcard("IMPP")
        .searched(1)
        .section(Section::Reach)
        .aliases(&["im", "instant messenger", "nhắn tin", "即时通讯", "üzenetküldő"])
        .field(),
    declare(LINKS, "links", FieldType::Link, "Website")
        .many(LINK_LABELS)
        .vcard("URL")
        .searched(1)
        .section(Section::Reach)
        .aliases(headers::LINKS)
        .field(),
    declare(BIRTHDAY, "birthday", FieldType::Date, "Birthday")
        .vcard("BDAY")
        .always()
        .section(Section::Dates)
        .aliases(headers::BIRTHDAY)
        .field(),
    declare(DATES, "dates", FieldType::Date, "Other date")
        .many(DATE_LABELS)
        .vcard("ANNIVERSARY")
        .section(Section::Dates)
        .aliases(&["event", "anniversary", "ngày kỷ niệm", "纪念日", "évforduló", "วันครบรอบ"])
        .field(),
    declare(RELATIONS, "relations", FieldType::Text, "Relationships")
        .many(RELATION_LABELS)
        .vcard("RELATED")
        .searched(1)
        .section(Section::Dates)
        .aliases(&[
            "relation",
            "family and relations",
            "related people",
            "người thân",
            "亲属",
            "hozzátartozó",
            "ความสัมพันธ์",
        ])
        .field(),
    declare(LANGUAGE, "language", FieldType::Choice, "Language")
        .choices(LANGUAGES)
        .vcard("LANG")
        .aliases(headers::LANGUAGE)
        .field(),
    declare(CHANNEL, "channel", FieldType::Choice, "Preferred channel").choices(CHANNELS).field(),
    declare(DO_NOT_CONTACT, "do_not_contact", FieldType::Choice, "Do not contact by")
        .many(BARRED)
        .field(),
    declare(SOURCE, "source", FieldType::Text, "Source")
        .searched(1)
        .aliases(&["lead source", "referred by", "quelle", "nguồn", "来源", "forrás", "แหล่งที่มา"])
        .field(),
    declare(STATUS, "status", FieldType::Choice, "Status")
        .choices(STATUSES)
        .aliases(headers::STATUS)
        .field(),
    declare(LAST_CONTACT, "last_contact", FieldType::Moment, "Last contact").derived().field(),
    declare(LAST_ATTEMPT, "last_attempt", FieldType::Moment, "Last attempt").derived().field(),
    declare(ATTEMPTS, "attempts", FieldType::Number, "Attempts since").derived().field(),
    declare(NEXT_CALL, "next_call", FieldType::Due, "Next callback").derived().field(),
    declare(NEXT, "next", FieldType::Due, "Next task").derived().field(),
    declare(FAVORITE, "favourite", FieldType::Flag, "Favorite")
        .never()
        .aliases(&["starred"])
        .field(),
    declare(ABOUT, "about", FieldType::LongText, "About")
        .vcard("NOTE")
        .searched(1)
        .always()
        .section(Section::More)
        .aliases(headers::ABOUT)
        .field(),
    declare(UID, "uid", FieldType::Text, "ID in other apps")
        .vcard("UID")
        .never()
        .aliases(headers::UID)
        .field(),
    FILES_FIELD,
    TAGS_FIELD,
    EXTRA_FIELD,
    OWNER_FIELD,
    DELETED_FIELD,
];

/// Labels offered for telephone numbers.
pub const PHONE_LABELS: &[Choice] = &[
    Choice::new("mobile", "Mobile"),
    Choice::new("work", "Work"),
    Choice::new("home", "Home"),
    Choice::new("main", "Main"),
    Choice::new("work fax", "Work fax"),
    Choice::new("home fax", "Home fax"),
    Choice::new("pager", "Pager"),
    Choice::new("assistant", "Assistant"),
    Choice::new("other", "Other"),
];
/// Labels offered for emails and addresses.
pub const PLACE_LABELS: &[Choice] =
    &[Choice::new("work", "Work"), Choice::new("home", "Home"), Choice::new("other", "Other")];
/// Labels offered for links.
pub const LINK_LABELS: &[Choice] = &[
    Choice::new("homepage", "Homepage"),
    Choice::new("work", "Work"),
    Choice::new("blog", "Blog"),
    Choice::new("linkedin", "LinkedIn"),
    Choice::new("facebook", "Facebook"),
    Choice::new("instagram", "Instagram"),
    Choice::new("other", "Other"),
];

const MESSENGER_LABELS: &[Choice] = &[
    Choice::new("whatsapp", "WhatsApp"),
    Choice::new("zalo", "Zalo"),
    Choice::new("line", "LINE"),
    Choice::new("wechat", "WeChat"),
    Choice::new("telegram", "Telegram"),
    Choice::new("viber", "Viber"),
    Choice::new("skype", "Skype"),
    Choice::new("messenger", "Messenger"),
    Choice::new("other", "Other"),
];
const DATE_LABELS: &[Choice] = &[
    Choice::new("anniversary", "Anniversary"),
    Choice::new("name day", "Name day"),
    Choice::new("customer since", "Customer since"),
    Choice::new("other", "Other"),
];
const RELATION_LABELS: &[Choice] = &[
    Choice::new("spouse", "Spouse"),
    Choice::new("child", "Child"),
    Choice::new("parent", "Parent"),
    Choice::new("sibling", "Sibling"),
    Choice::new("assistant", "Assistant"),
    Choice::new("manager", "Manager"),
    Choice::new("friend", "Friend"),
    Choice::new("colleague", "Colleague"),
    Choice::new("referred by", "Referred by"),
    Choice::new("other", "Other"),
];
/// The orders in which a person's names can be shown.
pub const NAME_ORDERS: &[Choice] =
    &[Choice::new("given", "First name first"), Choice::new("family", "Last name first")];
/// The app's languages; others are stored as their language tag.
pub const LANGUAGES: &[Choice] = &[
    Choice::new("en", "English"),
    Choice::new("vi", "Tiếng Việt"),
    Choice::new("zh", "中文"),
    Choice::new("hu", "Magyar"),
    Choice::new("th", "ไทย"),
];
/// Channels that may be barred; fax only by other programs.
const BARRED: &[Choice] = &[
    Choice::new("call", "Call"),
    Choice::new("sms", "SMS"),
    Choice::new("whatsapp", "WhatsApp"),
    Choice::new("email", "Email"),
    Choice::new("letter", "Letter"),
    Choice::new("visit", "Visit"),
    Choice::new("fax", "Fax"),
];
const CHANNELS: &[Choice] = match BARRED {
    [channels @ .., _fax] => channels,
    [] => BARRED,
};
const STATUSES: &[Choice] = &[
    Choice::new("lead", "Lead"),
    Choice::new("prospect", "Prospect"),
    Choice::new("customer", "Customer"),
    Choice::new("former", "Former customer"),
    Choice::new("partner", "Partner"),
    Choice::new("other", "Other"),
];
