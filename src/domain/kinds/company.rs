//! Companies that contacts work for.

use super::any_kind::{DELETED_FIELD, EXTRA_FIELD, FILES_FIELD, OWNER_FIELD, TAGS_FIELD};
use super::contact::{LINK_LABELS, PHONE_LABELS, PLACE_LABELS};
use crate::kind::{Identity, Title, Trait, declare_kind};
use crate::kinds::{COMPANY, CONTACT, DEAL, TASK};
use crate::schema::declare;
use crate::{Choice, Field, FieldType, Schema, Section};

/// Name.
pub const NAME: u32 = 10;
/// Domain.
pub const DOMAIN: u32 = 11;
/// Industry.
pub const INDUSTRY: u32 = 12;
/// Size.
pub const SIZE: u32 = 13;
/// Relationship.
pub const ROLE: u32 = 14;
/// Tax ID.
pub const TAX_ID: u32 = 15;
/// Parent company.
pub const PARENT: u32 = 16;
/// Phone.
pub const PHONES: u32 = 30;
/// Email.
pub const EMAILS: u32 = 31;
/// Address.
pub const ADDRESSES: u32 = 32;
/// Website.
pub const LINKS: u32 = 34;
/// Favorite.
pub const FAVORITE: u32 = 55;
/// About.
pub const ABOUT: u32 = 60;

/// The schema.
pub static SCHEMA: Schema = declare_kind(COMPANY, "company", "Company", "Companies")
    .path("companies")
    .icon("building-2")
    .title(Title::Field(NAME))
    .identity(Identity::Company)
    .below(&[INDUSTRY, DOMAIN])
    .shown_apart(&[CONTACT, DEAL, TASK])
    .favorite(FAVORITE)
    .traits(&[
        Trait::Listed,
        Trait::Optional,
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

const FIELDS: &[Field] = &[
    declare(NAME, "name", FieldType::NamePart, "Name")
        .vcard("FN")
        .searched(3)
        .always()
        .section(Section::Identity)
        .aliases(&[
            "company",
            "company name",
            "organization",
            "organization name",
            "organisation name",
            "account name",
            "công ty",
            "tên công ty",
            "公司",
            "公司名称",
            "cég",
            "cégnév",
            "บริษัท",
            "ชื่อบริษัท",
            "firma",
        ])
        .field(),
    declare(DOMAIN, "domain", FieldType::Text, "Domain")
        .searched(2)
        .always()
        .section(Section::Identity)
        .aliases(&["web domain", "company domain name"])
        .field(),
    declare(INDUSTRY, "industry", FieldType::Text, "Industry")
        .searched(1)
        .always()
        .aliases(&["branche", "ngành", "ngành nghề", "行业", "iparág", "ágazat", "อุตสาหกรรม"])
        .field(),
    declare(SIZE, "size", FieldType::Choice, "Size")
        .choices(SIZES)
        .aliases(&[
            "number of employees",
            "employees",
            "quy mô",
            "số nhân viên",
            "规模",
            "员工人数",
            "létszám",
            "จำนวนพนักงาน",
        ])
        .field(),
    declare(ROLE, "role", FieldType::Choice, "Relationship")
        .choices(ROLES)
        .always()
        .aliases(&["type", "account type", "loại", "类型", "típus", "ประเภท"])
        .field(),
    declare(TAX_ID, "tax_id", FieldType::Text, "Tax ID")
        .searched(1)
        .aliases(&[
            "vat number",
            "vat id",
            "tax number",
            "mã số thuế",
            "mst",
            "税号",
            "纳税人识别号",
            "adószám",
            "เลขประจำตัวผู้เสียภาษี",
        ])
        .field(),
    declare(PARENT, "parent", FieldType::Reference(COMPANY), "Parent company")
        .aliases(&["parent account"])
        .field(),
    declare(PHONES, "phones", FieldType::Phone, "Phone")
        .many(PHONE_LABELS)
        .vcard("TEL")
        .searched(1)
        .always()
        .section(Section::Reach)
        .aliases(&[
            "phone number",
            "telephone",
            "điện thoại",
            "số điện thoại",
            "sđt",
            "电话",
            "电话号码",
            "telefon",
            "telefonszám",
            "โทรศัพท์",
            "เบอร์โทร",
            "เบอร์โทรศัพท์",
        ])
        .field(),
    declare(EMAILS, "emails", FieldType::Email, "Email")
        .many(PLACE_LABELS)
        .vcard("EMAIL")
        .searched(1)
        .section(Section::Reach)
        .aliases(&[
            "e-mail",
            "email address",
            "địa chỉ email",
            "邮箱",
            "电子邮件",
            "e-mail cím",
            "อีเมล",
        ])
        .field(),
    declare(ADDRESSES, "addresses", FieldType::Address, "Address")
        .many(PLACE_LABELS)
        .vcard("ADR")
        .searched(1)
        .always()
        .section(Section::Reach)
        .aliases(&["postal address", "địa chỉ", "地址", "cím", "székhely", "ที่อยู่"])
        .field(),
    declare(LINKS, "links", FieldType::Link, "Website")
        .many(LINK_LABELS)
        .vcard("URL")
        .searched(1)
        .always()
        .section(Section::Reach)
        .aliases(&[
            "web page",
            "url",
            "website url",
            "company domain",
            "trang web",
            "网站",
            "网址",
            "weboldal",
            "honlap",
            "เว็บไซต์",
        ])
        .field(),
    declare(FAVORITE, "favourite", FieldType::Flag, "Favorite").never().field(),
    declare(ABOUT, "about", FieldType::LongText, "About")
        .vcard("NOTE")
        .searched(1)
        .always()
        .section(Section::More)
        .aliases(&["notes", "description", "note", "ghi chú", "备注", "megjegyzés", "หมายเหตุ"])
        .field(),
    FILES_FIELD,
    TAGS_FIELD,
    EXTRA_FIELD,
    OWNER_FIELD,
    DELETED_FIELD,
];

const SIZES: &[Choice] = &[
    Choice::new("1-9", "1–9"),
    Choice::new("10-49", "10–49"),
    Choice::new("50-249", "50–249"),
    Choice::new("250-999", "250–999"),
    Choice::new("1000+", "1,000 or more"),
];
const ROLES: &[Choice] = &[
    Choice::new("customer", "Customer"),
    Choice::new("supplier", "Supplier"),
    Choice::new("partner", "Partner"),
    Choice::new("distributor", "Distributor"),
    Choice::new("other", "Other"),
];
