//! The user's kinds: turns their records into schemas, and lists the fields that each has before
//! the user adds any.

use std::borrow::Cow;

use super::any_kind::{DELETED_FIELD, EXTRA_FIELD, OWNER_FIELD, TAGS_FIELD};
use super::check::{Fault, one_line};
use super::custom::custom_number_of_key;
use super::kind::{Identity, Kept, Needs, Title, Trait};
use super::schema::{FieldType, KindId, Schema, Section, declare};
use super::{Board, Field, Fields, RecordId, own_kind};

/// Name.
pub const NAME: u32 = 10;
/// Photo.
pub const PHOTO: u32 = 19;
/// Files.
pub const FILES: u32 = 20;
/// Favorite.
pub const FAVORITE: u32 = 55;
/// About.
pub const ABOUT: u32 = 60;

/// The fields of every kind of the user.
pub(super) const FIELDS: &[Field] = &[
    declare(NAME, "name", FieldType::NamePart, "Name")
        .searched(3)
        .always()
        .section(Section::Identity)
        .field(),
    declare(PHOTO, "photo", FieldType::File, "Photo").never().field(),
    declare(FILES, "files", FieldType::File, "Files").many(&[]).section(Section::More).field(),
    declare(FAVORITE, "favourite", FieldType::Flag, "Favorite").never().field(),
    declare(ABOUT, "about", FieldType::LongText, "About")
        .searched(1)
        .always()
        .section(Section::More)
        .field(),
    TAGS_FIELD,
    EXTRA_FIELD,
    OWNER_FIELD,
    DELETED_FIELD,
];

/// The traits of every kind of the user.
const TRAITS: [Trait; 6] = [
    Trait::Listed,
    Trait::Binned,
    Trait::Extensible,
    Trait::Exchanged,
    Trait::MadeByName,
    Trait::Data,
];

/// Reads a user's kind from its record; `None` if it has no name.
pub fn own_schema(id: RecordId, record: &impl Fields) -> Option<Schema> {
    let label = one_line(&record.text(own_kind::NAME));
    if label.is_empty() {
        return None;
    }
    let plural = one_line(&record.text(own_kind::PLURAL));
    let icon = one_line(&record.text(own_kind::ICON));
    let kind = KindId::of_own(id);
    let timeline = record.flag(own_kind::TIMELINE).then_some(Trait::Timeline);
    Some(Schema {
        kind,
        key: Cow::Owned(kind.own_key()),
        label_many: Cow::Owned(if plural.is_empty() { label.clone() } else { plural }),
        label: Cow::Owned(label),
        path: Cow::Owned(format!("k-{:08x}", kind.0)),
        icon: if icon.is_empty() { own_kind::PLAIN_ICON.into() } else { Cow::Owned(icon) },
        fields: Cow::Borrowed(FIELDS),
        title: Title::Field(NAME),
        needs: Needs::Text(NAME, Fault::NoName),
        identity: Identity::Title,
        under: None,
        order: Cow::Borrowed(&[]),
        grouped_by: None,
        sections: Cow::Borrowed(&[]),
        found_by: &[],
        parties: Cow::Borrowed(&[]),
        about: None,
        homes: &[],
        links: &[],
        shown_apart: &[],
        page: Cow::Borrowed(&[]),
        below: Cow::Borrowed(&[]),
        seen: None,
        favorite: Some(FAVORITE),
        photo: Some(PHOTO),
        personal: &[],
        views: &[],
        board: board_of(record),
        sorts: &[],
        narrowings: &[],
        kept: Kept::Hot,
        traits: TRAITS.into_iter().chain(timeline).collect(),
    })
}

/// Reads the board of a user's kind. Its fields may be gone, or not be here yet: the schema asks
/// for them.
fn board_of(record: &impl Fields) -> Option<Board> {
    let number = |field| custom_number_of_key(&record.said(field));
    let columns = number(own_kind::BOARD)?;
    let total = number(own_kind::BOARD_TOTAL);
    Some(Board { columns, total, since: None, is_first: false, needs_column: false })
}

impl KindId {
    /// Returns the key of a user's kind, by which fields and backups name it.
    pub fn own_key(self) -> String {
        format!("kind-{:08x}", self.0)
    }
}

/// Reads the key of a user's kind, whether or not its record is here.
pub(super) fn kind_of_key(key: &str) -> Option<KindId> {
    let number = key.strip_prefix("kind-").filter(|number| number.len() == 8)?;
    Some(KindId(u32::from_str_radix(number, 16).ok()?)).filter(|kind| kind.is_own())
}
