//! Properties of a kind of record as a whole, beside its fields, and their declaration.

use std::borrow::Cow;

use super::check::Fault;
use super::schema::{By, Field, FieldType, KindId, Schema};
use super::{
    AboutOwn, Board, DeclaredView, Draft, DraftSlot, Fields, Narrowing, RecordId, Value, any_kind,
};

/// What a record is called in lists, pickers and sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Title {
    /// The names of a person, in the order of the person's language and the user's habits.
    Person,
    /// The text of a field. Searches find it as a name if the field has weight 3.
    Field(u32),
    /// The name of the kind: there is only one record of it.
    Kind,
}

/// The least that a record must have to be saved from a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Any value in any field.
    Something,
    /// A text in this field; without one, it has this fault.
    Text(u32, Fault),
    /// A value in one of these fields; without any, the first has this fault.
    OneOf(&'static [u32], Fault),
}

/// How imports and searches for duplicates recognize a record that is already here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identity {
    /// It is a person: by email addresses, phone numbers, and names with the company.
    Person,
    /// By its name, regardless of case, accents, periods and commas.
    Company,
    /// By its title, regardless of case and accents.
    Title,
    /// Not at all: two tasks may have one text.
    Unknown,
    /// By the values of these fields and its parties: something that happened once.
    Values(&'static [u32]),
}

/// Where the records of a kind are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// In the hot pages, in memory from the start.
    Hot,
    /// A copy in the bucket of each of its parties, read when needed.
    WithParties,
}

/// What the app does with the records of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trait {
    /// They have a list and pages of their own, at the kind's path.
    Listed,
    /// Deleted ones go to the bin, where they are seen and restored. In other kinds a deleted
    /// record returns only when its deletion is undone.
    Binned,
    /// A new one belongs to the user unless it says otherwise.
    Owned,
    /// They take custom fields.
    Extensible,
    /// They come from tables of other programs and go there.
    Exchanged,
    /// Phones and mail programs know them: they are written as contact cards, too.
    Cards,
    /// A name is enough to create one, where a reference names a record that does not exist.
    MadeByName,
    /// The same, in files of other programs only.
    MadeByFiles,
    /// The words of a quick-add line may name one.
    QuickAdd,
    /// They are the user's data: without any, the app is as on its first day.
    Data,
    /// There is one record, which always exists to the user.
    Single,
    /// Digests and schemas depend on them.
    Shape,
    /// They belong to one device: another device's do not come beside them.
    OfDevice,
    /// What happened with one is kept in its timeline.
    Timeline,
    /// They say how the app is set up, and nothing about people.
    Configuration,
    /// The user may work without them.
    Optional,
    /// The user works without them: they have no list, and no field refers to them.
    Hidden,
}

/// A kind being declared; [`DeclaredKind::schema`] ends the declaration. (A separate type, because
/// a constant cannot move out of a [`Schema`], whose texts may be owned.)
#[derive(Clone, Copy, Debug)]
pub struct DeclaredKind {
    kind: KindId,
    key: &'static str,
    label: &'static str,
    label_many: &'static str,
    path: &'static str,
    icon: &'static str,
    title: Title,
    needs: Needs,
    identity: Identity,
    under: Option<u32>,
    order: &'static [By],
    grouped_by: Option<u32>,
    found_by: &'static [u32],
    parties: &'static [u32],
    about: Option<AboutOwn>,
    homes: &'static [u32],
    links: &'static [u32],
    shown_apart: &'static [KindId],
    below: &'static [u32],
    seen: Option<u32>,
    favorite: Option<u32>,
    photo: Option<u32>,
    personal: &'static [u32],
    views: &'static [DeclaredView],
    board: Option<Board>,
    sorts: &'static [(u32, bool)],
    narrowings: &'static [Narrowing],
    kept: Kept,
    traits: &'static [Trait],
}

/// Declares a built-in kind, by its number, its name in backups, and its English names: without a
/// list, called by its kind's name, recognized by nothing, kept in memory, without traits.
pub const fn declare_kind(
    kind: KindId,
    key: &'static str,
    label: &'static str,
    label_many: &'static str,
) -> DeclaredKind {
    DeclaredKind {
        kind,
        key,
        label,
        label_many,
        path: "",
        icon: "file-text",
        title: Title::Kind,
        needs: Needs::Something,
        identity: Identity::Unknown,
        under: None,
        order: &[],
        grouped_by: None,
        found_by: &[],
        parties: &[],
        about: None,
        homes: &[],
        links: &[],
        shown_apart: &[],
        below: &[],
        seen: None,
        favorite: None,
        photo: None,
        personal: &[],
        views: &[],
        board: None,
        sorts: &[],
        narrowings: &[],
        kept: Kept::Hot,
        traits: &[],
    }
}

impl DeclaredKind {
    /// Sets the segment of its addresses.
    pub const fn path(mut self, path: &'static str) -> Self {
        self.path = path;
        self
    }

    /// Sets its icon.
    pub const fn icon(mut self, icon: &'static str) -> Self {
        self.icon = icon;
        self
    }

    /// Sets what its records are called.
    pub const fn title(mut self, title: Title) -> Self {
        self.title = title;
        self
    }

    /// Sets what its records must have.
    pub const fn needs(mut self, needs: Needs) -> Self {
        self.needs = needs;
        self
    }

    /// Sets how its records are recognized.
    pub const fn identity(mut self, identity: Identity) -> Self {
        self.identity = identity;
        self
    }

    /// Files its records under those of this reference field.
    pub const fn under(mut self, field: u32) -> Self {
        self.under = Some(field);
        self
    }

    /// Sets the order of its lists before the name.
    pub const fn order(mut self, order: &'static [By]) -> Self {
        self.order = order;
        self
    }

    /// Divides its lists in that order by the values of a field.
    pub const fn grouped_by(mut self, field: u32) -> Self {
        self.grouped_by = Some(field);
        self
    }

    /// Finds its records by the names of those that these fields refer to.
    pub const fn found_by(mut self, fields: &'static [u32]) -> Self {
        self.found_by = fields;
        self
    }

    /// Sets the reference fields that say whom and what a record is about.
    pub const fn parties(mut self, fields: &'static [u32]) -> Self {
        self.parties = fields;
        self
    }

    /// Lets its records be about those of the user's kinds, too.
    pub const fn about_own(mut self, about: AboutOwn) -> Self {
        self.about = Some(about);
        self
    }

    /// Sets the reference fields of which the first filled one names the record that it belongs to,
    /// which then stands in the field that it is filed under.
    pub const fn homes(mut self, fields: &'static [u32]) -> Self {
        self.homes = fields;
        self
    }

    /// Sets the reference fields that are links only.
    pub const fn links(mut self, fields: &'static [u32]) -> Self {
        self.links = fields;
        self
    }

    /// Sets the fields of which lists show the first filled one below the title.
    pub const fn below(mut self, fields: &'static [u32]) -> Self {
        self.below = fields;
        self
    }

    /// Shows related records of these kinds in sections of the page that are made for them.
    pub const fn shown_apart(mut self, kinds: &'static [KindId]) -> Self {
        self.shown_apart = kinds;
        self
    }

    /// Sets the field with the time of the last contact.
    pub const fn seen(mut self, field: u32) -> Self {
        self.seen = Some(field);
        self
    }

    /// Sets the field that marks favorites.
    pub const fn favorite(mut self, field: u32) -> Self {
        self.favorite = Some(field);
        self
    }

    /// Sets the field of its photo.
    pub const fn photo(mut self, field: u32) -> Self {
        self.photo = Some(field);
        self
    }

    /// Sets the views of its list that come with the app, besides those of every kind.
    pub const fn views(mut self, views: &'static [DeclaredView]) -> Self {
        self.views = views;
        self
    }

    /// Sets the board.
    pub const fn board(mut self, board: Board) -> Self {
        self.board = Some(board);
        self
    }

    /// Sets the orders that its list offers beside the usual ones.
    pub const fn sorts(mut self, sorts: &'static [(u32, bool)]) -> Self {
        self.sorts = sorts;
        self
    }

    /// Sets what narrows its list without being the value of a field.
    pub const fn narrowings(mut self, narrowings: &'static [Narrowing]) -> Self {
        self.narrowings = narrowings;
        self
    }

    /// Sets the fields about people in records that otherwise say how the app is set up.
    pub const fn personal(mut self, fields: &'static [u32]) -> Self {
        self.personal = fields;
        self
    }

    /// Keeps its records with their parties.
    pub const fn with_parties(mut self) -> Self {
        self.kept = Kept::WithParties;
        self
    }

    /// Sets what the app does with its records.
    pub const fn traits(mut self, traits: &'static [Trait]) -> Self {
        self.traits = traits;
        self
    }

    /// Returns the declared kind with these fields.
    pub const fn schema(self, fields: &'static [Field]) -> Schema {
        Schema {
            kind: self.kind,
            key: Cow::Borrowed(self.key),
            label: Cow::Borrowed(self.label),
            label_many: Cow::Borrowed(self.label_many),
            path: Cow::Borrowed(self.path),
            icon: Cow::Borrowed(self.icon),
            fields: Cow::Borrowed(fields),
            title: self.title,
            needs: self.needs,
            identity: self.identity,
            under: self.under,
            order: Cow::Borrowed(self.order),
            grouped_by: self.grouped_by,
            sections: Cow::Borrowed(&[]),
            shown_apart: self.shown_apart,
            page: Cow::Borrowed(&[]),
            found_by: self.found_by,
            parties: Cow::Borrowed(self.parties),
            about: self.about,
            homes: self.homes,
            links: self.links,
            below: Cow::Borrowed(self.below),
            seen: self.seen,
            favorite: self.favorite,
            photo: self.photo,
            personal: self.personal,
            views: self.views,
            board: self.board,
            sorts: self.sorts,
            narrowings: self.narrowings,
            kept: self.kept,
            traits: Cow::Borrowed(self.traits),
        }
    }
}

impl Schema {
    /// True if the app does this with its records.
    pub fn is(&self, named: Trait) -> bool {
        self.traits.contains(&named)
    }

    /// Returns the field whose value closes a record, such as a task's completion: the lists of
    /// such a kind begin with its open records.
    pub fn closed_by(&self) -> Option<u32> {
        match self.order.first() {
            Some(By::Without(field)) => Some(*field),
            Some(By::Value(_)) | None => None,
        }
    }

    /// Returns the kind that its records stand under.
    pub fn parent_kind(&self) -> Option<KindId> {
        self.under.and_then(|field| self.kind_referred_to(field))
    }

    /// Returns the kinds whose records a reference field may hold: more than one where it says what
    /// a record belongs to.
    pub fn kinds_referred_to(&self, field: u32) -> Vec<KindId> {
        let mut kinds: Vec<KindId> = self.kind_referred_to(field).into_iter().collect();
        if self.under == Some(field) {
            for home in self.homes {
                kinds.extend(self.kind_referred_to(*home).filter(|kind| !kinds.contains(kind)));
            }
        }
        kinds
    }

    /// Sets what a draft belongs to: the first record that one of its homes names, else the first of
    /// a user's kind that it is about. `None` if there is none; of a kind without homes always.
    pub fn settle_home(&self, draft: &mut Draft) -> Option<RecordId> {
        let under = self.under.filter(|_| !self.homes.is_empty())?;
        let first = |number: &u32| match draft.slots.get(number)? {
            DraftSlot::Many(elements) => elements.iter().find_map(|it| it.value.as_reference()),
            DraftSlot::One(value) => value.as_ref()?.as_reference(),
        };
        let about = || self.about_fields().find_map(|field| first(&field.number));
        let home = self.homes.iter().find_map(first).or_else(about)?;
        draft.set(under, Value::Reference(home));
        // A single one beside it says the same again.
        for number in self.homes.iter().filter(|number| **number != under) {
            if let Some(DraftSlot::Many(elements)) = draft.slots.get(number)
                && elements.len() < 2
                && elements.iter().all(|it| it.value == Value::Reference(home))
            {
                draft.slots.remove(number);
            }
        }
        Some(home)
    }

    /// Returns the kind that a reference field refers to.
    pub fn kind_referred_to(&self, field: u32) -> Option<KindId> {
        match self.field(field)?.kind {
            FieldType::Reference(kind) => Some(kind),
            _ => None,
        }
    }

    /// True unless a value closes the record.
    pub fn is_open(&self, record: &(impl Fields + ?Sized)) -> bool {
        self.closed_by().is_none_or(|field| record.value(field).is_none())
    }

    /// Returns the records that a record is about, each once, in the order of the declaration.
    pub fn parties_of(&self, record: &(impl Fields + ?Sized)) -> Vec<RecordId> {
        let mut parties = Vec::new();
        let fields = self.parties.iter().filter_map(|number| self.field(*number));
        fields.for_each(|field| add_references(record, field, &mut parties));
        parties
    }

    /// Returns the records whose timelines show a record that is kept with its parties, each once:
    /// these, and everything else that it refers to.
    pub fn told_with(&self, record: &(impl Fields + ?Sized)) -> Vec<RecordId> {
        let mut told = self.parties_of(record);
        let is_place = |field: &&Field| {
            matches!(field.kind, FieldType::Reference(_))
                && !self.parties.contains(&field.number)
                && !self.links.contains(&field.number)
                && field.number != any_kind::FORMER
        };
        let others = self.fields.iter().filter(is_place);
        others.for_each(|field| add_references(record, field, &mut told));
        told
    }
}

/// Adds the records that a field names, each once.
pub(super) fn add_references(
    record: &(impl Fields + ?Sized),
    field: &Field,
    to: &mut Vec<RecordId>,
) {
    let mut add = |value: &Value| {
        if let Value::Reference(id) = value
            && !to.contains(id)
        {
            to.push(*id);
        }
    };
    match field.many {
        true => record.look_at_all(field.number, &mut add),
        false => record.look(field.number, &mut add),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Draft, activity, built_in, task};

    #[test]
    fn a_kind_declares_only_fields_that_it_has() {
        for schema in built_in().all() {
            let of_needs: &[u32] = match &schema.needs {
                Needs::Something => &[],
                Needs::Text(field, _) => std::slice::from_ref(field),
                Needs::OneOf(fields, _) => fields,
            };
            let title = if let Title::Field(field) = schema.title { Some(field) } else { None };
            let named = title.iter().chain(of_needs).chain(&schema.under);
            let named = named.chain(schema.favorite.iter()).chain(schema.photo.iter());
            let named = named.chain(schema.found_by).chain(schema.parties.iter());
            let named = named.chain(schema.links);
            for number in named.chain(schema.homes) {
                assert!(schema.field(*number).is_some(), "{} lacks field {number}", schema.key);
            }
            for number in schema.under.iter().chain(schema.found_by).chain(schema.parties.iter()) {
                let kind = schema.field(*number).map(|field| field.kind);
                assert!(matches!(kind, Some(FieldType::Reference(_))), "{}: {number}", schema.key);
            }
        }
    }

    #[test]
    fn what_has_a_list_has_a_path_of_its_own() {
        let schemas = built_in();
        let mut paths: Vec<&str> = Vec::new();
        for schema in schemas.all() {
            assert_eq!(schema.is(Trait::Listed), !schema.path.is_empty(), "{}", schema.key);
            paths.extend(Some(schema.path.as_ref()).filter(|path| !path.is_empty()));
        }
        let count = paths.len();
        paths.sort_unstable();
        paths.dedup();
        assert_eq!(paths.len(), count);
    }

    #[test]
    fn the_name_that_a_search_finds_is_the_title() {
        for schema in built_in().all() {
            let first = schema.fields.iter().find(|field| field.weight == 3);
            match schema.title {
                Title::Field(title) => {
                    let named = first.is_none_or(|field| field.number == title);
                    assert!(named, "{} is searched by another name", schema.key);
                }
                Title::Person => {}
                Title::Kind => assert!(first.is_none(), "{}", schema.key),
            }
        }
    }

    #[test]
    fn what_a_record_belongs_to_is_the_first_of_its_homes() {
        let [anh, bo, deal] = [1, 2, 3].map(|byte| RecordId::from_bytes([byte; 16]));
        let settled = |fields: &[(u32, RecordId)]| {
            let mut call = Draft::new(activity::SCHEMA.kind);
            for (field, id) in fields {
                match *field == activity::CONTACTS {
                    true => call.push(*field, "", Value::Reference(*id)),
                    false => call.set(*field, Value::Reference(*id)),
                }
            }
            let home = activity::SCHEMA.settle_home(&mut call);
            assert_eq!(home, call.reference(activity::HOME));
            (home, call.elements(activity::CONTACTS).len())
        };
        assert_eq!(settled(&[(activity::DEAL, deal), (activity::CONTACTS, anh)]), (Some(anh), 0));
        let two = [(activity::CONTACTS, anh), (activity::CONTACTS, bo), (activity::HOME, bo)];
        assert_eq!(settled(&two), (Some(anh), 2));
        assert_eq!(settled(&[(activity::DEAL, deal), (activity::HOME, bo)]), (Some(bo), 0));
        assert_eq!(settled(&[(activity::DEAL, deal)]), (Some(deal), 0));
        assert_eq!(settled(&[]), (None, 0));
        let kinds = activity::SCHEMA.kinds_referred_to(activity::HOME);
        assert_eq!(kinds, [crate::CONTACT, crate::DEAL, crate::COMPANY]);
        assert_eq!(task::SCHEMA.kinds_referred_to(task::DEAL), [crate::DEAL]);
    }

    #[test]
    fn the_parties_of_a_record_are_each_named_once() {
        let [anh, deal] = [1, 2].map(|byte| RecordId::from_bytes([byte; 16]));
        let mut call = Draft::new(activity::SCHEMA.kind);
        call.set(activity::HOME, Value::Reference(anh));
        call.push(activity::CONTACTS, "", Value::Reference(anh));
        call.push(activity::CONTACTS, "", Value::Reference(deal));
        assert_eq!(activity::SCHEMA.parties_of(&call), [anh, deal]);
        let mut next = Draft::new(task::SCHEMA.kind);
        next.set(task::DEAL, Value::Reference(deal));
        next.set(task::CONTACT, Value::Reference(anh));
        assert_eq!(task::SCHEMA.parties_of(&next), [anh, deal]);
        assert!(task::SCHEMA.is_open(&next));
        next.set(task::DONE, Value::Moment(1));
        assert!(!task::SCHEMA.is_open(&next));
    }
}
