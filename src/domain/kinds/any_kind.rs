//! Fields of several kinds, under the same number in each.

use crate::kinds::CONTACT;
use crate::schema::declare;
use crate::{Field, FieldType, Section};

/// True for records in the bin.
pub const DELETED: u32 = 1;
/// The person in charge.
pub const OWNER: u32 = 2;
/// Tags, by text.
pub const TAGS: u32 = 3;
/// Imported values that fit no field; the label is the column or property.
pub const EXTRA: u32 = 4;
/// Photos, documents and sounds.
pub const FILES: u32 = 7;
/// True for records that were deleted for ever: no field of any schema, because nothing shows them.
pub const GONE: u32 = 8;
/// The references that single fields of a record with copies had before and after edits: its copies
/// stay there.
pub const FORMER: u32 = 9;
/// Fields that no person and no file of another program is told of.
pub(crate) const INTERNAL: [u32; 2] = [DELETED, FORMER];
/// When a record was created: no field of any schema, but lists filter by it.
pub const ADDED: u32 = 5;
/// When it was last changed: likewise.
pub const CHANGED: u32 = 6;

/// Facts of every record that no field holds: lists filter by them.
pub static KNOWN: [Field; 2] = [
    declare(ADDED, "added", FieldType::Moment, "Added").derived().field(),
    declare(CHANGED, "changed", FieldType::Moment, "Changed").derived().field(),
];

/// Deleted.
pub const DELETED_FIELD: Field =
    declare(DELETED, "deleted", FieldType::Flag, "Deleted").never().field();
/// Former references, to records of any kind.
pub const FORMER_FIELD: Field =
    declare(FORMER, "former", FieldType::Reference(CONTACT), "Formerly about")
        .many(&[])
        .never()
        .field();
/// Owner.
pub const OWNER_FIELD: Field = declare(OWNER, "owner", FieldType::Text, "Owner")
    .aliases(&[
        "contact owner",
        "account owner",
        "record owner",
        "người phụ trách",
        "负责人",
        "felelős",
        "ผู้รับผิดชอบ",
    ])
    .field();
/// Photos, documents and sounds. Kinds that had such a field before have it under their own number.
pub const FILES_FIELD: Field =
    declare(FILES, "files", FieldType::File, "Files").many(&[]).section(Section::More).field();
/// Tags.
pub const TAGS_FIELD: Field = declare(TAGS, "tags", FieldType::Tags, "Tags")
    .many(&[])
    .vcard("CATEGORIES")
    .searched(1)
    .always()
    .aliases(&[
        "tag",
        "nhãn",
        "thẻ",
        "nhóm",
        "标签",
        "分组",
        "群组",
        "címke",
        "címkék",
        "csoport",
        "แท็ก",
        "กลุ่ม",
        "ป้ายกำกับ",
    ])
    .field();
/// The same where searches did not look at it from the start: that would digest all pages again.
pub const UNSEARCHED_EXTRA_FIELD: Field =
    declare(EXTRA, "extra", FieldType::LongText, "Also imported").many(&[]).never().field();
/// Imported values without a field.
pub const EXTRA_FIELD: Field = declare(EXTRA, "extra", FieldType::LongText, "Also imported")
    .many(&[])
    .searched(1)
    .never()
    .field();
