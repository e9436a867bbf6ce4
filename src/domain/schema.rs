//! Schemas: a kind of record is a value that lists its fields. Form, list column, filter, search,
//! import, export, backup, merge and sync all follow from the entries of this list.

use std::borrow::Cow;

use super::kinds::{self, common};

/// The permanent number of a kind of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KindId(pub u16);

/// A kind of record.
#[derive(Clone, Debug, PartialEq)]
pub struct Schema {
    /// Its permanent number; never reused.
    pub kind: KindId,
    /// Its name in addresses, backups and the sync contract.
    pub key: Cow<'static, str>,
    /// Its English name for one.
    pub label: Cow<'static, str>,
    /// Its English name for several.
    pub label_many: Cow<'static, str>,
    /// Its fields in the order in which a form shows them.
    pub fields: Cow<'static, [Field]>,
    /// The reference field by which a record stands under another one: a contact under its company,
    /// a deal in its stage. Lists find the records under one without decoding any.
    pub under: Option<u32>,
    /// What decides the order of lists before the name does; empty for the name alone.
    pub order: &'static [By],
    /// Its picture beside records of other kinds, by the name of the icon.
    pub icon: &'static str,
    /// True where a deleted record lies in the bin, where it is seen and restored. Of other kinds a
    /// deleted record comes back when its deletion is undone.
    pub binned: bool,
}

/// What decides the order of a list. Texts are compared by their bytes: dates and fractional indices.
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
    /// Its name in backups and the sync contract.
    pub key: Cow<'static, str>,
    /// What it holds.
    pub kind: FieldType,
    /// Whether it holds a list of labelled elements rather than one value.
    pub many: bool,
    /// Its English label; the translation catalogue may override it.
    pub label: Cow<'static, str>,
    /// CSV headers under which other programs know it, beside the label; compared folded.
    pub aliases: &'static [&'static str],
    /// Its vCard property, with the component after a slash for structured ones: `N/0`, `TEL`.
    /// Empty where vCard has none: it is written as `X-SATCHEL-` and the key.
    pub vcard: &'static str,
    /// How much a hit in it counts for: 0 is not searched, 3 is a name.
    pub weight: u8,
    /// Where it shows by default.
    pub shown: Shown,
    /// The section of the form in which it stands.
    pub section: Section,
    /// The choices of a choice field, or the labels offered for the elements of a list.
    pub choices: Cow<'static, [Choice]>,
    /// A date that is a whole day: it is picked, where a birthday is typed as far as it is known.
    pub whole_day: bool,
}

/// What a field holds, and with it how it is shown, checked, compared and exchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldType {
    /// One line of text.
    Text,
    /// Several lines of text.
    LongText,
    /// A part of a person's name.
    NamePart,
    /// An e-mail address.
    Email,
    /// A telephone number as it was written.
    Phone,
    /// A postal address.
    Address,
    /// A date whose parts may be missing.
    Date,
    /// A date and time.
    Moment,
    /// When something is due, as the text of a [`super::Due`].
    Due,
    /// How something comes back, as the text of a [`super::Repeat`].
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
    /// Tags by their text; they merge by value.
    Tags,
    /// A record of another kind.
    Reference(KindId),
    /// A file.
    File,
    /// A line of goods with number, price and discount; see [`ProductLine`](super::ProductLine).
    ProductLine,
}

impl FieldType {
    /// Whether two elements with one value are two where their labels differ: an anniversary and a
    /// name day on one day. A number that is called at home and at work is one number.
    pub fn label_counts(self) -> bool {
        let reaches = matches!(self, Self::Email | Self::Phone | Self::Address | Self::Link);
        !reaches && !matches!(self, Self::Tags | Self::Reference(_) | Self::File)
    }
}

/// Where a field shows before the user chooses otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// In the short form that a new record opens with, and everywhere else.
    Always,
    /// In the long form and on the page, where it has a value.
    Filled,
    /// On the page, in columns and filters, never in forms: the app finds it out. Such a value has no
    /// stamp, is not imported, and is made anew from what it follows from.
    Derived,
    /// Nowhere in forms: set by the app, or shown in its own way.
    Never,
}

/// The parts of a form, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// Who or what it is.
    Identity,
    /// For whom it is to be done.
    Parties,
    /// What is offered, and what stands for and against it.
    Offer,
    /// How to reach it.
    Reach,
    /// Its dates.
    Dates,
    /// Work, classification, preferences.
    Work,
    /// Fields that the user made.
    Custom,
    /// Notes and the rest.
    More,
}

/// A choice, or a label for elements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is stored.
    pub key: Cow<'static, str>,
    /// What is shown in English.
    pub label: Cow<'static, str>,
}

impl Choice {
    /// A built-in choice.
    pub const fn new(key: &'static str, label: &'static str) -> Self {
        Self { key: Cow::Borrowed(key), label: Cow::Borrowed(label) }
    }
}

/// A field while it is declared; [`Declared::field`] ends the declaration. (A separate type, because
/// a constant cannot move out of a [`Field`], whose texts may be owned.)
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
}

/// Begins a built-in field: one value, not searched, shown where filled, in the section "Work".
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
    }
}

impl Declared {
    /// The field as a list, with the labels offered for its elements.
    pub const fn many(mut self, labels: &'static [Choice]) -> Self {
        self.many = true;
        self.choices = labels;
        self
    }

    /// With the choices of a choice field.
    pub const fn choices(mut self, choices: &'static [Choice]) -> Self {
        self.choices = choices;
        self
    }

    /// A date that is a whole day.
    pub const fn whole_day(mut self) -> Self {
        self.whole_day = true;
        self
    }

    /// With the CSV headers of other programs.
    pub const fn aliases(mut self, aliases: &'static [&'static str]) -> Self {
        self.aliases = aliases;
        self
    }

    /// With its vCard property.
    pub const fn vcard(mut self, property: &'static str) -> Self {
        self.vcard = property;
        self
    }

    /// Searched, with this weight.
    pub const fn searched(mut self, weight: u8) -> Self {
        self.weight = weight;
        self
    }

    /// In the form from the start.
    pub const fn always(mut self) -> Self {
        self.shown = Shown::Always;
        self
    }

    /// Kept out of forms.
    pub const fn never(mut self) -> Self {
        self.shown = Shown::Never;
        self
    }

    /// Found out by the app.
    pub const fn derived(mut self) -> Self {
        self.shown = Shown::Derived;
        self
    }

    /// In this section of the form.
    pub const fn section(mut self, section: Section) -> Self {
        self.section = section;
        self
    }

    /// The field.
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
        }
    }
}

impl Field {
    /// Whether files carry it: what the app finds out follows from what they carry.
    pub fn is_exchanged(&self) -> bool {
        self.shown != Shown::Derived && self.number != common::DELETED
    }
}

impl Field {
    /// True where it keeps by itself when what was changed, so that a list of changes leaves it out; so
    /// does what the app finds out, and whether the record is in the bin.
    pub fn tells_of_changes(&self) -> bool {
        let keeps = self.many && self.kind == FieldType::Moment;
        keeps || self.shown == Shown::Derived || self.number == common::DELETED
    }
}

impl Schema {
    /// True where its records carry tags.
    pub fn is_tagged(&self) -> bool {
        self.field(common::TAGS).is_some()
    }

    /// The field of this number.
    pub fn field(&self, number: u32) -> Option<&Field> {
        self.fields.iter().find(|field| field.number == number)
    }

    /// The field of this key.
    pub fn field_by_key(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// The same kind with one more field: a custom one, or one made by a test.
    #[must_use]
    pub fn with(mut self, field: Field) -> Self {
        self.fields.to_mut().push(field);
        self
    }
}

/// All kinds known to this copy of the app: the built-in ones with the user's fields.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Schemas(Vec<Schema>);

/// The built-in kinds, without custom fields.
pub fn built_in() -> Schemas {
    Schemas(kinds::ALL.iter().map(|schema| (*schema).clone()).collect())
}

impl Schemas {
    /// The schema of a kind; `None` for a kind of a newer version.
    pub fn get(&self, kind: KindId) -> Option<&Schema> {
        self.0.iter().find(|schema| schema.kind == kind)
    }

    /// The schema of this key.
    pub fn by_key(&self, key: &str) -> Option<&Schema> {
        self.0.iter().find(|schema| schema.key == key)
    }

    /// Every schema, in the order of their numbers.
    pub fn all(&self) -> &[Schema] {
        &self.0
    }

    /// Adds a field to a kind; a field of that number is replaced, never doubled.
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
