//! Saved views: what a list shows, under a name of the user's own.

use super::any_kind::{DELETED_FIELD, OWNER_FIELD};
use crate::check::Fault;
use crate::kind::{Needs, Title, Trait, declare_kind};
use crate::kinds::VIEW;
use crate::schema::{By, declare};
use crate::{Choice, Field, FieldType, Schema, Section};

/// Name.
pub const NAME: u32 = 10;
/// The key of the kind that it shows.
pub const OF: u32 = 11;
/// The filter, encoded.
pub const FILTER: u32 = 12;
/// The search text.
pub const WORDS: u32 = 13;
/// The records that it starts from.
pub const BASE: u32 = 14;
/// The order; empty for the list's own.
pub const SORT: u32 = 15;
/// The keys of its columns, one per line; empty for those of the list.
pub const COLUMNS: u32 = 16;
/// Board or list.
pub const LAYOUT: u32 = 17;
/// Position among the pinned views, as a fractional index; empty if it is not pinned.
pub const PINNED: u32 = 18;
/// True if the list opens with it.
pub const START: u32 = 19;
/// The key of the field that divides the list, or [`NO_GROUPS`]; empty for what the kind declares.
pub const GROUP: u32 = 20;

/// The record whose part of a board it shows, such as a pipeline.
pub const WITHIN: u32 = 21;
/// Keys of the narrowings that apply beside the filter, separated by spaces.
pub const NARROWED: u32 = 22;

/// The schema. Pinned views come first, in their order.
pub static SCHEMA: Schema = declare_kind(VIEW, "view", "View", "Views")
    .icon("sliders-horizontal")
    .title(Title::Field(NAME))
    .needs(Needs::Text(NAME, Fault::NoName))
    .order(&[By::Value(PINNED)])
    .traits(&[Trait::Configuration])
    .schema(FIELDS);

const FIELDS: &[Field] = &[
    declare(NAME, "name", FieldType::NamePart, "Name")
        .searched(3)
        .always()
        .section(Section::Identity)
        .field(),
    declare(OF, "of", FieldType::Text, "Of the kind").never().field(),
    declare(FILTER, "filter", FieldType::LongText, "Filter").never().field(),
    declare(WORDS, "words", FieldType::Text, "Search").never().field(),
    declare(BASE, "base", FieldType::Choice, "Shows").choices(BASES).never().field(),
    declare(SORT, "sort", FieldType::Choice, "Order").choices(SORTS).never().field(),
    declare(COLUMNS, "columns", FieldType::LongText, "Columns").never().field(),
    declare(LAYOUT, "layout", FieldType::Choice, "Layout").choices(LAYOUTS).never().field(),
    declare(PINNED, "pinned", FieldType::Text, "Pinned").never().field(),
    declare(START, "start", FieldType::Flag, "Opens the list").never().field(),
    declare(GROUP, "group", FieldType::Text, "Groups").never().field(),
    declare(WITHIN, "within", FieldType::Text, "Within").never().field(),
    declare(NARROWED, "narrowed", FieldType::Text, "Narrowed").never().field(),
    OWNER_FIELD,
    DELETED_FIELD,
];

/// Favorites only.
pub const FAVORITES: &str = "favorites";
/// Those opened last.
pub const RECENT: &str = "recent";
/// Those that a value closes, such as the tasks that are done.
pub const CLOSED: &str = "closed";
/// Open and closed ones.
pub const EITHER: &str = "either";
/// The records that a view can start from, besides all; of a kind whose records close, all open
/// ones.
pub const BASES: &[Choice] = &[
    Choice::new(FAVORITES, "Favorites"),
    Choice::new(RECENT, "Recent"),
    Choice::new(CLOSED, "Closed"),
    Choice::new(EITHER, "Open and closed"),
];
/// Stands for "no groups".
pub const NO_GROUPS: &str = "-";
/// The orders.
pub const SORTS: &[Choice] = &[
    Choice::new("first", "By first name"),
    Choice::new("last", "By last name"),
    Choice::new("company", "By what it stands under"),
    Choice::new("created", "Recently added first"),
    Choice::new("changed", "Recently changed first"),
    Choice::new("contacted", "Last contacted first"),
];
/// A board.
pub const BOARD: &str = "board";
/// A list.
pub const LIST: &str = "list";
/// How the records are laid out.
pub const LAYOUTS: &[Choice] = &[Choice::new(LIST, "List"), Choice::new(BOARD, "Board")];
