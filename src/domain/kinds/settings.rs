//! Settings of the team: what every device of it shares; one record, merged by stamps. What belongs to
//! one device stands in `device.rs`; readers get both together.

use super::any_kind::{self, DELETED_FIELD, OWNER_FIELD};
use super::contact;
use crate::kind::{Title, Trait, declare_kind};
use crate::kinds::SETTINGS;
use crate::schema::declare;
use crate::{Choice, Field, FieldType, Fields, Schema, Value};

/// My name.
pub const ME: u32 = 10;
/// My email.
pub const MY_EMAIL: u32 = 11;
/// Default country.
pub const COUNTRY: u32 = 12;
/// Default currency.
pub const CURRENCY: u32 = 13;
/// The default currency as long as none is chosen.
const FIRST_CURRENCY: [u8; 3] = *b"EUR";
/// Language.
pub const LANGUAGE: u32 = 14;
/// Appearance.
pub const THEME: u32 = 15;
/// Columns of contacts. One text with a key per line, and not a list that merges by element: of two
/// choices made on two devices one wins as a whole, instead of a mixture that nobody chose.
pub const CONTACT_COLUMNS: u32 = 16;
/// Columns of the lists, each labeled with the key of its kind: a text of field keys, one per line.
/// The last choice of a kind counts; before any, contacts have that of [`CONTACT_COLUMNS`].
pub const COLUMNS: u32 = 21;
/// Reasons for lost deals, one per line; empty for the app's own.
pub const LOST_REASONS: u32 = 17;
/// Outcomes of calls and visits, one per line.
pub const OUTCOMES: u32 = 18;
/// Email templates: a subject per line, its body in the lines below it that begin with a space.
pub const MAIL_TEMPLATES: u32 = 19;
/// The name that comes first with everybody; empty for the order of each person's language.
pub const NAME_ORDER: u32 = 20;
/// The size of photos that are attached; empty for the usual one. See [`PHOTO_SIZES`].
pub const PHOTO_SIZE: u32 = 22;
/// Photos keep what the camera wrote into them: the place, the time, the device.
pub const PHOTO_PLACE: u32 = 23;
/// The years of dates on this device; empty for those of the Christian era. See [`YEAR_COUNTS`].
pub const YEARS: u32 = 24;

/// Years of the Buddhist era, which are 543 more.
pub const BUDDHIST_YEARS: &str = "buddhist";
/// The ways to count years that can be chosen.
pub const YEAR_COUNTS: &[Choice] = &[Choice::new(BUDDHIST_YEARS, "Buddhist era")];

/// Photos with at most 1,024 pixels a side.
pub const SMALL_PHOTOS: &str = "small";
/// Photos as they are.
pub const ORIGINAL_PHOTOS: &str = "original";
/// The sizes of photos; without a choice, at most 2,048 pixels a side.
pub const PHOTO_SIZES: &[Choice] =
    &[Choice::new(SMALL_PHOTOS, "Small"), Choice::new(ORIGINAL_PHOTOS, "Original")];

/// Returns the longest side of attached photos, in pixels; `None` if they stay as they are.
pub fn longest_side(settings: &impl Fields) -> Option<u32> {
    match settings.text(PHOTO_SIZE).as_str() {
        SMALL_PHOTOS => Some(1024),
        ORIGINAL_PHOTOS => None,
        _ => Some(2048),
    }
}

/// Returns the columns chosen for a kind, by its key; empty if none are.
pub fn columns_of(settings: &impl Fields, kind: &str) -> String {
    let chosen = settings.elements(COLUMNS).into_iter().rev().find(|it| it.label == kind);
    match chosen.map(|element| element.value) {
        Some(Value::Text(columns)) => columns,
        _ if kind == contact::SCHEMA.key => settings.text(CONTACT_COLUMNS),
        _ => String::new(),
    }
}

/// The schema.
pub static SCHEMA: Schema = declare_kind(SETTINGS, "settings", "Settings", "Settings")
    .icon("settings")
    .title(Title::Kind)
    .personal(&[ME, MY_EMAIL, any_kind::OWNER])
    .traits(&[Trait::Single, Trait::Shape, Trait::Configuration])
    .schema(FIELDS);

/// Returns the default currency, also before one is chosen: that of amounts that name none.
pub fn currency(settings: &impl Fields) -> [u8; 3] {
    chosen_currency(settings).unwrap_or(FIRST_CURRENCY)
}

/// Returns the default currency; `None` before one is chosen.
pub fn chosen_currency(settings: &impl Fields) -> Option<[u8; 3]> {
    settings.text(CURRENCY).as_bytes().try_into().ok()
}

const FIELDS: &[Field] = &[
    declare(COUNTRY, "country", FieldType::Choice, "Default country").always().field(),
    declare(CURRENCY, "currency", FieldType::Choice, "Default currency").always().field(),
    declare(NAME_ORDER, "name_order", FieldType::Choice, "Name order")
        .choices(contact::NAME_ORDERS)
        .always()
        .field(),
    declare(CONTACT_COLUMNS, "contact_columns", FieldType::LongText, "Contact columns")
        .never()
        .field(),
    declare(COLUMNS, "columns", FieldType::LongText, "Columns").many(&[]).never().field(),
    declare(LOST_REASONS, "lost_reasons", FieldType::LongText, "Lost reasons").never().field(),
    declare(OUTCOMES, "outcomes", FieldType::LongText, "Outcomes").never().field(),
    declare(MAIL_TEMPLATES, "mail_templates", FieldType::LongText, "Email templates")
        .never()
        .field(),
    // A build before the settings were two records wrote here what belongs to the device.
    declare(ME, "me", FieldType::Text, "My name").never().field(),
    declare(MY_EMAIL, "my_email", FieldType::Email, "My email").never().field(),
    declare(LANGUAGE, "language", FieldType::Choice, "Language").never().field(),
    declare(THEME, "theme", FieldType::Choice, "Appearance").never().field(),
    OWNER_FIELD,
    DELETED_FIELD,
];
