//! Schemas: a kind of record is a value that lists its fields. Form, list column, filter, search,
//! import, export, backup and merge all follow from this list.

use std::borrow::Cow;

use super::kind::{Identity, Kept, Needs, Title, Trait};
use super::kinds::{self, any_kind};
use super::{
    AboutOwn, Board, DeclaredView, Draft, Narrowing, PagePart, RecordId, Value, normalized_hash,
};

/// The permanent number of a kind of record. Built-in kinds have small numbers; a kind that the
/// user made has the highest bit of both halves set ([`KindId::of_own`]), so that a build that reads
/// only the low half never takes it for a built-in kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KindId(pub u32);

impl KindId {
    /// The two bytes that announce a number of four bytes. No kind has had this number.
    const WIDE: u16 = 0xffff;

    /// Returns the number of a user-made kind: derived from its record's id, so that kinds made on
    /// two devices do not share a number.
    pub fn of_own(id: RecordId) -> Self {
        Self(0x8000_8000 | (normalized_hash(&id.to_bytes()) & 0x7fff_7fff) as u32)
    }

    /// True for a kind that the user made.
    pub const fn is_own(self) -> bool {
        self.0 & 0x8000_8000 == 0x8000_8000
    }

    /// Appends the number as it is packed: two bytes, the lower first; a large number after the
    /// escape 0xffff as four.
    pub fn pack(self, bytes: &mut Vec<u8>) {
        match u16::try_from(self.0) {
            Ok(number) if number != Self::WIDE => bytes.extend_from_slice(&number.to_le_bytes()),
            _ => {
                bytes.extend_from_slice(&Self::WIDE.to_le_bytes());
                bytes.extend_from_slice(&self.0.to_le_bytes());
            }
        }
    }

    /// Reads [`KindId::pack`]: the number, and the bytes after it. `None` if the bytes end early.
    pub fn unpack(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let (short, rest) = bytes.split_first_chunk::<2>()?;
        match u16::from_le_bytes(*short) {
            Self::WIDE => {
                let (long, rest) = rest.split_first_chunk::<4>()?;
                Some((Self(u32::from_le_bytes(*long)), rest))
            }
            number => Some((Self(u32::from(number)), rest)),
        }
    }
}

/// A kind of record.
#[derive(Clone, Debug, PartialEq)]
pub struct Schema {
    /// Its permanent number; never reused.
    pub kind: KindId,
    /// Its name in URLs and backups; permanent.
    pub key: Cow<'static, str>,
    /// Its English name, singular.
    pub label: Cow<'static, str>,
    /// Its English name, plural.
    pub label_many: Cow<'static, str>,
    /// The segment of its addresses, such as `contacts`; empty if it has no list.
    pub path: Cow<'static, str>,
    /// The name of its icon beside records of other kinds.
    pub icon: Cow<'static, str>,
    /// Its fields, in the order of the form.
    pub fields: Cow<'static, [Field]>,
    /// What its records are called.
    pub title: Title,
    /// What a record must have.
    pub needs: Needs,
    /// How imports and searches for duplicates recognize its records.
    pub identity: Identity,
    /// The reference field that links a record to its parent: a contact to its company, a deal to
    /// its stage. Lists find a parent's records without decoding any.
    pub under: Option<u32>,
    /// The sort order of lists before the name; empty for the name alone.
    pub order: Cow<'static, [By]>,
    /// The field whose values divide the lists in that order into groups.
    pub grouped_by: Option<u32>,
    /// The sections of forms in the order of the user; empty for that of [`Section`].
    pub sections: Cow<'static, [Section]>,
    /// The kinds whose records the page shows in a section of its own, and not among its relations.
    pub shown_apart: &'static [KindId],
    /// The sections of the page that the user moved or hid, in order.
    pub page: Cow<'static, [PagePart]>,
    /// The reference fields whose records' names find it, too: a contact is found by its company.
    pub found_by: &'static [u32],
    /// The reference fields that say whom and what a record is about: a task's contact, company and
    /// deal. The values that these records derive follow from it.
    pub parties: Cow<'static, [u32]>,
    /// Declared if its records can be about those of the user's kinds: each of these kinds is then a
    /// field and a party of it, see [`Schema::about_fields`].
    pub about: Option<AboutOwn>,
    /// The reference fields of which the first filled one names the record that it belongs to; see
    /// [`Schema::settle_home`].
    pub homes: &'static [u32],
    /// The reference fields that name no record with which a record is kept: they are links only.
    pub links: &'static [u32],
    /// The fields of which lists show the first filled one below the title.
    pub below: Cow<'static, [u32]>,
    /// The field with the time of the last contact, which lists show and sort by.
    pub seen: Option<u32>,
    /// The field that marks favorites.
    pub favorite: Option<u32>,
    /// The field of its photo.
    pub photo: Option<u32>,
    /// The fields about people in records that otherwise say how the app is set up.
    pub personal: &'static [u32],
    /// The views of its list that come with the app; see [`Schema::declared_views`].
    pub views: &'static [DeclaredView],
    /// Its board.
    pub board: Option<Board>,
    /// The orders that its list offers beside the usual ones: a field, and true for the greatest
    /// first.
    pub sorts: &'static [(u32, bool)],
    /// The narrowings of its list that are not values of fields.
    pub narrowings: &'static [Narrowing],
    /// Where its records are kept.
    pub kept: Kept,
    /// What the app does with its records; see [`Schema::is`].
    pub traits: Cow<'static, [Trait]>,
}

/// A sort criterion of a list. Texts are compared by their bytes: dates and fractional indices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The value of a field; records without one come last.
    Value(u32),
    /// Records without a value come first, then by the value, the greatest first.
    Without(u32),
}

/// A field of a kind of record.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its permanent number within the kind; never reused. Built-in fields are below 1,000.
    pub number: u32,
    /// Its name in backups; permanent.
    pub key: Cow<'static, str>,
    /// Its type.
    pub kind: FieldType,
    /// True if it holds a list of labeled elements rather than one value.
    pub many: bool,
    /// Its English label; the translation catalog may override it.
    pub label: Cow<'static, str>,
    /// The CSV headers of other programs for it, besides the label; compared folded.
    pub aliases: &'static [&'static str],
    /// Its vCard property, with the component after a slash for structured ones: `N/0`, `TEL`. If
    /// vCard has none, it is empty and written as `X-SATCHEL-` and the key.
    pub vcard: &'static str,
    /// The weight of a search hit: 0 is not searched, 3 is a name.
    pub weight: u8,
    /// The places that show it by default.
    pub shown: Shown,
    /// Its section of the form.
    pub section: Section,
    /// The choices of a choice field, or the labels offered for the elements of a list.
    pub choices: Cow<'static, [Choice]>,
    /// True for a date that is a whole day and is picked; a birthday is typed as far as it is
    /// known.
    pub whole_day: bool,
    /// For a moment that ends something, the field of the moment at which that began: tables of
    /// other programs give the time between them.
    pub begins: Option<u32>,
    /// True if forms refuse a record without it.
    pub required: bool,
    /// The value that a new record starts with.
    pub default: Option<Value>,
    /// The age of a custom field among those of its kind: the fingerprint of digests follows it, so
    /// that another order of the fields digests nothing again. 0 for built-in fields.
    pub age: u32,
}

/// The type of a field's values; decides how they are shown, checked, compared and exchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldType {
    /// One line of text.
    Text,
    /// Several lines of text.
    LongText,
    /// A part of a person's name.
    NamePart,
    /// An email address.
    Email,
    /// A phone number, as written.
    Phone,
    /// A postal address.
    Address,
    /// A date whose parts may be missing.
    Date,
    /// A date and time.
    Moment,
    /// A due date, as the text of a [`super::Due`].
    Due,
    /// A repeat rule, as the text of a [`super::Repeat`].
    Repeat,
    /// A number.
    Number,
    /// An amount with its currency.
    Money,
    /// One of the field's choices, by key.
    Choice,
    /// Yes or no.
    Flag,
    /// A link.
    Link,
    /// Tags as text; they merge by value.
    Tags,
    /// A record of another kind.
    Reference(KindId),
    /// A file.
    File,
    /// A product line with quantity, price and discount; see [`ProductLine`](super::ProductLine).
    ProductLine,
}

impl FieldType {
    /// True if elements with the same value but different labels are different: an anniversary and
    /// a name day on one day. A number called at home and at work is one number.
    pub fn label_counts(self) -> bool {
        let reaches = matches!(self, Self::Email | Self::Phone | Self::Address | Self::Link);
        !reaches && !matches!(self, Self::Tags | Self::Reference(_) | Self::File)
    }
}

/// The places that show a field before the user chooses otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The short form that a new record opens with, and everywhere else.
    Always,
    /// The long form, and the page if it has a value.
    Filled,
    /// The page, columns and filters, never forms: the app computes it. Such a value has no stamp,
    /// is not imported, and is recomputed from its sources.
    Derived,
    /// Columns and filters, never forms: a form of the kind's own asks for it.
    Listed,
    /// No form: set by the app, or shown in its own way.
    Never,
}

/// The sections of a form, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// Its identity.
    Identity,
    /// The contact, company or deal of a task.
    Parties,
    /// The offer, and its prospects.
    Offer,
    /// Ways to reach it.
    Reach,
    /// Its dates.
    Dates,
    /// Work, classification, preferences.
    Work,
    /// Custom fields.
    Custom,
    /// Notes and the rest.
    More,
}

/// A choice, or a label of elements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The stored key.
    pub key: Cow<'static, str>,
    /// The English label.
    pub label: Cow<'static, str>,
}

impl Choice {
    /// Creates a built-in choice.
    pub const fn new(key: &'static str, label: &'static str) -> Self {
        Self { key: Cow::Borrowed(key), label: Cow::Borrowed(label) }
    }
}

/// A field being declared; [`Declared::field`] ends the declaration. (A separate type, because a
/// constant cannot move out of a [`Field`], whose texts may be owned.)
#[derive(Clone, Copy, Debug)]
pub struct Declared {
    number: u32,
    key: &'static str,
    kind: FieldType,
    many: bool,
    label: &'static str,
    aliases: &'static [&'static str],
    vcard: &'static str,
    weight: u8,
    shown: Shown,
    section: Section,
    choices: &'static [Choice],
    whole_day: bool,
    begins: Option<u32>,
}

/// Declares a built-in field: one value, not searched, shown if filled, in the section "Work".
pub const fn declare(
    number: u32,
    key: &'static str,
    kind: FieldType,
    label: &'static str,
) -> Declared {
    Declared {
        number,
        key,
        kind,
        many: false,
        label,
        aliases: &[],
        vcard: "",
        weight: 0,
        shown: Shown::Filled,
        section: Section::Work,
        choices: &[],
        whole_day: false,
        begins: None,
    }
}

impl Declared {
    /// Makes it a list, with the labels offered for its elements.
    pub const fn many(mut self, labels: &'static [Choice]) -> Self {
        self.many = true;
        self.choices = labels;
        self
    }

    /// Sets the choices of a choice field.
    pub const fn choices(mut self, choices: &'static [Choice]) -> Self {
        self.choices = choices;
        self
    }

    /// Makes it a date that is a whole day.
    pub const fn whole_day(mut self) -> Self {
        self.whole_day = true;
        self
    }

    /// Makes it the end of what began at the moment in another field.
    pub const fn ends(mut self, begins: u32) -> Self {
        self.begins = Some(begins);
        self
    }

    /// Sets the CSV headers of other programs.
    pub const fn aliases(mut self, aliases: &'static [&'static str]) -> Self {
        self.aliases = aliases;
        self
    }

    /// Sets its vCard property.
    pub const fn vcard(mut self, property: &'static str) -> Self {
        self.vcard = property;
        self
    }

    /// Makes it searched, with this weight.
    pub const fn searched(mut self, weight: u8) -> Self {
        self.weight = weight;
        self
    }

    /// Shows it in the form from the start.
    pub const fn always(mut self) -> Self {
        self.shown = Shown::Always;
        self
    }

    /// Keeps it out of forms.
    pub const fn never(mut self) -> Self {
        self.shown = Shown::Never;
        self
    }

    /// Shows it in columns and filters, and leaves asking for it to a form of the kind's own.
    pub const fn listed(mut self) -> Self {
        self.shown = Shown::Listed;
        self
    }

    /// Marks it as computed by the app.
    pub const fn derived(mut self) -> Self {
        self.shown = Shown::Derived;
        self
    }

    /// Sets its section of the form.
    pub const fn section(mut self, section: Section) -> Self {
        self.section = section;
        self
    }

    /// Returns the declared field.
    pub const fn field(self) -> Field {
        Field {
            number: self.number,
            key: Cow::Borrowed(self.key),
            kind: self.kind,
            many: self.many,
            label: Cow::Borrowed(self.label),
            aliases: self.aliases,
            vcard: self.vcard,
            weight: self.weight,
            shown: self.shown,
            section: self.section,
            choices: Cow::Borrowed(self.choices),
            whole_day: self.whole_day,
            begins: self.begins,
            required: false,
            default: None,
            age: 0,
        }
    }
}

impl Field {
    /// True if many records can have the same value, or values of the same day.
    pub fn is_groupable(&self) -> bool {
        matches!(
            self.kind,
            FieldType::Choice
                | FieldType::Reference(_)
                | FieldType::Tags
                | FieldType::Date
                | FieldType::Moment
                | FieldType::Due
                | FieldType::Flag
        )
    }

    /// True if exported files contain it: values computed by the app follow from the others.
    pub fn is_exchanged(&self) -> bool {
        self.shown != Shown::Derived && !any_kind::INTERNAL.contains(&self.number)
    }
}

impl Field {
    /// True if a list of changes shows it: all but fields that keep their own history, that the app
    /// computes, or that say that the record is in the bin.
    pub fn is_shown_in_changes(&self) -> bool {
        let keeps = self.many && self.kind == FieldType::Moment;
        !keeps && self.shown != Shown::Derived && !any_kind::INTERNAL.contains(&self.number)
    }
}

impl Schema {
    /// True if its records carry tags.
    pub fn is_tagged(&self) -> bool {
        self.field(any_kind::TAGS).is_some()
    }

    /// Finds a field by number.
    pub fn field(&self, number: u32) -> Option<&Field> {
        self.fields.iter().find(|field| field.number == number)
    }

    /// Returns the fields to filter by, in the order of the form: also those that the app computes,
    /// and what is known of every record.
    pub fn filter_fields(&self) -> impl Iterator<Item = &Field> {
        let own = self.fields.iter().filter(|field| field.shown != Shown::Never);
        own.chain(&any_kind::KNOWN)
    }

    /// Finds a field to filter by.
    pub fn filter_field(&self, number: u32) -> Option<&Field> {
        self.field(number).or_else(|| any_kind::KNOWN.iter().find(|it| it.number == number))
    }

    /// Returns the fields by whose values a list can be divided into groups: choices, references,
    /// tags, days, yes or no.
    pub fn group_fields(&self) -> impl Iterator<Item = &Field> {
        self.filter_fields().filter(|field| field.is_groupable())
    }

    /// Finds a field by key.
    pub fn field_by_key(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// Gives a new record the default of each field that its draft says nothing about.
    pub fn fill_in_defaults(&self, draft: &mut Draft) {
        for field in self.fields.iter() {
            // A default that a change of the type left behind is none.
            let fitting = field.default.as_ref().filter(|value| field.takes(value));
            let Some(value) = fitting else { continue };
            let said = draft.slots.contains_key(&field.number);
            match field.many {
                _ if said => {}
                true => draft.push(field.number, "", value.clone()),
                false => draft.set(field.number, value.clone()),
            }
        }
    }

    /// Returns the same kind with one more field: a custom one, or one made by a test.
    #[must_use]
    pub fn with(mut self, field: Field) -> Self {
        self.fields.to_mut().push(field);
        self
    }
}

/// All kinds known to this copy of the app: the built-in ones with the custom fields.
#[derive(Clone, Debug, PartialEq)]
pub struct Schemas(Vec<Schema>);

impl Default for Schemas {
    fn default() -> Self {
        built_in()
    }
}

/// Returns the built-in kinds, without custom fields.
pub fn built_in() -> Schemas {
    Schemas(kinds::ALL.iter().map(|schema| (*schema).clone()).collect())
}

impl Schemas {
    /// Returns the schema of a kind; `None` for a kind of a newer version.
    pub fn get(&self, kind: KindId) -> Option<&Schema> {
        self.0.iter().find(|schema| schema.kind == kind)
    }

    /// Finds a schema by key.
    pub fn by_key(&self, key: &str) -> Option<&Schema> {
        self.0.iter().find(|schema| schema.key == key)
    }

    /// Returns all schemas: built-in ones in the order of their numbers, then the user's in theirs.
    pub fn all(&self) -> &[Schema] {
        &self.0
    }

    /// Returns the kinds that take custom fields: built-in ones, then the user's.
    pub fn extensible(&self) -> impl Iterator<Item = &Schema> {
        self.0.iter().filter(|schema| schema.is(Trait::Extensible))
    }

    /// Returns the user's kinds, in their order.
    pub fn own(&self) -> impl Iterator<Item = &Schema> {
        self.0.iter().filter(|schema| schema.kind.is_own())
    }

    /// Iterates over all schemas, to change them.
    pub(super) fn all_mut(&mut self) -> impl Iterator<Item = &mut Schema> {
        self.0.iter_mut()
    }

    /// Adds a kind, unless its number is taken.
    pub(super) fn add_kind(&mut self, schema: Schema) {
        if self.get(schema.kind).is_none() {
            self.0.push(schema);
        }
    }

    /// Adds a field to a kind, replacing any field of the same number.
    pub fn add(&mut self, kind: KindId, field: Field) {
        if let Some(schema) = self.0.iter_mut().find(|schema| schema.kind == kind) {
            let fields = schema.fields.to_mut();
            match fields.iter_mut().find(|known| known.number == field.number) {
                Some(known) => *known = field,
                None => fields.push(field),
            }
        }
    }
}
