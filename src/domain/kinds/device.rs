//! Settings of this device: who uses it, and how it shows and takes in things; one record, which no
//! other device's replaces. Its fields have the numbers that they had when the settings were one
//! record.

use super::any_kind::{DELETED_FIELD, OWNER_FIELD};
use super::settings::{
    LANGUAGE, ME, MY_EMAIL, PHOTO_PLACE, PHOTO_SIZE, PHOTO_SIZES, THEME, YEAR_COUNTS, YEARS,
};
use crate::kind::{Title, Trait, declare_kind};
use crate::kinds::DEVICE;
use crate::schema::declare;
use crate::{Field, FieldType, Schema};

/// The fields that belong to the device, not to the team.
pub const OWN: &[u32] = &[ME, MY_EMAIL, LANGUAGE, THEME, PHOTO_SIZE, PHOTO_PLACE, YEARS];

/// The schema.
pub static SCHEMA: Schema = declare_kind(DEVICE, "device", "Device settings", "Device settings")
    .icon("smartphone")
    .title(Title::Kind)
    .personal(OWN)
    .traits(&[Trait::Single, Trait::Shape, Trait::OfDevice])
    .schema(FIELDS);

const FIELDS: &[Field] = &[
    declare(ME, "me", FieldType::Text, "My name").always().field(),
    declare(MY_EMAIL, "my_email", FieldType::Email, "My email").always().field(),
    declare(LANGUAGE, "language", FieldType::Choice, "Language").never().field(),
    declare(THEME, "theme", FieldType::Choice, "Appearance").never().field(),
    declare(PHOTO_SIZE, "photo_size", FieldType::Choice, "Size of photos")
        .choices(PHOTO_SIZES)
        .never()
        .field(),
    declare(PHOTO_PLACE, "photo_place", FieldType::Flag, "Photos keep their place").never().field(),
    declare(YEARS, "years", FieldType::Choice, "Years").choices(YEAR_COUNTS).never().field(),
    OWNER_FIELD,
    DELETED_FIELD,
];
