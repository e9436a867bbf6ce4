//! Views of lists: those that the user saves, which are records, and those that come with the app.

use std::fmt;

use domain::{
    Condition, DeclaredView, Draft, Fault, Field, Fields, Filter, FilterGroup, KindId, Narrowing,
    Operator, Passing, Problem, RecordId, Schema, VIEW, Value, any_kind, fold, view,
};
use replica::{ActionKind, Record, Sort, order_between, order_nth};
use store::Store;

use super::actions::{Done, Saved};
use super::edits::Op;
use super::grouping::Grouping;
use super::list_rows::ListSort;
use super::workspace::Workspace;
use super::{AppError, Env};

/// The name of a view in addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ViewId {
    /// A view that the user saved.
    Saved(RecordId),
    /// A view that comes with the app, by its key.
    Declared(&'static str),
}

/// The records that a list starts from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ViewBase {
    /// All records.
    #[default]
    All,
    /// Favorites.
    Favorites,
    /// Recently opened records.
    Recent,
    /// Closed ones, of a kind whose records close; the others begin with its open ones.
    Closed,
    /// Open and closed ones.
    Either,
}

/// The contents of a view.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ViewContents {
    /// The records that it starts from.
    pub base: ViewBase,
    /// The search text.
    pub words: String,
    /// The filter.
    pub filter: Filter,
    /// The order.
    pub sort: ListSort,
    /// The division into groups.
    pub group: Grouping,
    /// The columns, by field number; empty for those of the list.
    pub columns: Vec<u32>,
    /// How it is laid out; `None` for the kind's own way.
    pub layout: Option<ListLayout>,
    /// The record whose part of the board it shows; `None` for the one shown last.
    pub within: Option<RecordId>,
    /// The narrowings that apply beside the filter.
    pub narrowings: Vec<Narrowing>,
}

/// A view of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListView {
    /// Its id.
    pub id: ViewId,
    /// The name that the user gave it; the English name of one that comes with the app.
    pub name: String,
    /// The declaration of one that comes with the app.
    pub declared: Option<DeclaredView>,
    /// Its contents.
    pub contents: ViewContents,
    /// True if it stands among the chips.
    pub is_pinned: bool,
    /// True if the list opens with it.
    pub is_start: bool,
    /// The number of conditions on fields that are gone; they are left out.
    pub lost: usize,
}

const SORTS: [(Sort, &str); 6] = [
    (Sort::First, "first"),
    (Sort::Last, "last"),
    (Sort::Linked, "company"),
    (Sort::Created, "created"),
    (Sort::Changed, "changed"),
    (Sort::Seen, "contacted"),
];
/// Begins the name of an order by a field, before the field's number; the second one, of the
/// reverse order.
const BY_FIELD: [(bool, &str); 2] = [(false, "f"), (true, "d")];
/// Begins the name of the reverse of another order.
const REVERSED: char = '-';

/// Returns the name of an order in addresses and views; empty for the order by name.
pub fn sort_key(sort: ListSort) -> String {
    match sort {
        ListSort::Known(sort) => {
            let known = SORTS.iter().find(|(known, _)| *known == sort);
            known.map_or(String::new(), |(_, key)| (*key).to_owned())
        }
        ListSort::Reversed(sort) => format!("{REVERSED}{}", sort_key(ListSort::Known(sort))),
        ListSort::Field { number, is_descending } => {
            let [(_, up), (_, down)] = BY_FIELD;
            format!("{}{number}", if is_descending { down } else { up })
        }
    }
}

/// Returns the order of a name; by name for one that is unknown.
pub fn sort_of(key: &str) -> ListSort {
    let known = |key: &str| {
        let found = SORTS.iter().find(|(_, known)| *known == key).map(|(sort, _)| *sort);
        found.or_else(|| key.is_empty().then_some(Sort::Name))
    };
    if let Some(sort) = known(key) {
        return ListSort::Known(sort);
    }
    if let Some(sort) = key.strip_prefix(REVERSED).and_then(known) {
        return ListSort::Reversed(sort);
    }
    let by_field = BY_FIELD.iter().find_map(|(is_descending, prefix)| {
        let number = key.strip_prefix(prefix)?.parse().ok()?;
        Some(ListSort::Field { number, is_descending: *is_descending })
    });
    by_field.unwrap_or_default()
}

/// How a list lays its records out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListLayout {
    /// One below the other.
    List,
    /// As cards in columns.
    Board,
}

impl ViewBase {
    /// Returns its name in addresses and views; empty for all records.
    pub fn key(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Favorites => view::FAVORITES,
            Self::Recent => view::RECENT,
            Self::Closed => view::CLOSED,
            Self::Either => view::EITHER,
        }
    }

    /// Reads [`ViewBase::key`].
    pub fn of(key: &str) -> Self {
        match key {
            view::FAVORITES => Self::Favorites,
            view::RECENT => Self::Recent,
            view::CLOSED => Self::Closed,
            view::EITHER => Self::Either,
            _ => Self::All,
        }
    }
}

impl ViewId {
    /// Returns the record of a saved view.
    pub fn record(self) -> Option<RecordId> {
        match self {
            Self::Saved(id) => Some(id),
            Self::Declared(_) => None,
        }
    }
}

impl fmt::Display for ViewId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Saved(id) => id.fmt(f),
            Self::Declared(key) => f.write_str(key),
        }
    }
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// Returns the views of a kind: the user's, pinned ones first in their order, then by name; and
    /// those that come with the app. Only the first that says so is the start: a merge can bring
    /// two together.
    pub fn views(&self, kind: KindId) -> Vec<ListView> {
        let Some(schema) = self.schema(kind) else { return Vec::new() };
        let own = self.view_records(&schema.key);
        let mut views: Vec<ListView> =
            own.iter().map(|record| of_record(&schema, record)).collect();
        let mut starts = views.iter_mut().filter(|view| view.is_start);
        starts.next();
        starts.for_each(|view| view.is_start = false);
        views.extend(schema.declared_views().map(of_declaration));
        views.extend(incomplete(&schema));
        views
    }

    /// Saves a new view, pinned behind the others if that is wanted.
    ///
    /// # Errors
    /// `Invalid` if the name is missing or taken; `NotFound` if the kind is gone; store errors.
    pub async fn save_view(
        &self,
        kind: KindId,
        name: &str,
        contents: &ViewContents,
        pin: bool,
    ) -> Result<Saved, AppError> {
        let schema = self.schema(kind).ok_or(AppError::NotFound)?;
        let mut draft = written(&schema, contents);
        draft.set_text(view::NAME, name);
        draft.set_text(view::OF, schema.key.clone());
        if pin {
            draft.set_text(view::PINNED, self.last_place(&schema.key));
        }
        self.save(None, draft).await
    }

    /// Gives a saved view new contents.
    ///
    /// # Errors
    /// `NotFound` if the kind or the view is gone; store errors.
    pub async fn overwrite_view(
        &self,
        kind: KindId,
        id: RecordId,
        contents: &ViewContents,
    ) -> Result<Saved, AppError> {
        let schema = self.schema(kind).ok_or(AppError::NotFound)?;
        self.save(Some(id), written(&schema, contents)).await
    }

    /// Renames a saved view.
    ///
    /// # Errors
    /// `Invalid` if the name is missing or taken; `NotFound` if it is gone; store errors.
    pub async fn rename_view(&self, id: RecordId, name: &str) -> Result<Saved, AppError> {
        let mut draft = Draft::new(VIEW);
        draft.set_text(view::NAME, name);
        self.save(Some(id), draft).await
    }

    /// Pins a saved view behind the pinned ones, or unpins it.
    ///
    /// # Errors
    /// `NotFound` if it is gone; store errors.
    pub async fn pin_view(&self, id: RecordId, pin: bool) -> Result<Saved, AppError> {
        let of = self.record(id).ok_or(AppError::NotFound)?.text(view::OF);
        let mut draft = Draft::new(VIEW);
        draft.set_text(view::PINNED, if pin { self.last_place(&of) } else { String::new() });
        self.save(Some(id), draft).await
    }

    /// Puts the pinned views of a kind in this order.
    ///
    /// # Errors
    /// Store errors.
    pub async fn order_views(&self, ids: &[RecordId]) -> Result<Done, AppError> {
        let drafts = ids.iter().enumerate().map(|(place, id)| {
            let mut draft = Draft::new(VIEW);
            draft.set_text(view::PINNED, order_nth(place));
            (*id, draft)
        });
        self.write_views(self.label_of_many(ids), drafts.collect()).await
    }

    /// Makes a saved view the one that its list opens with, or none of them.
    ///
    /// # Errors
    /// Store errors.
    pub async fn start_with_view(
        &self,
        kind: KindId,
        start: Option<RecordId>,
    ) -> Result<Done, AppError> {
        let schema = self.schema(kind).ok_or(AppError::NotFound)?;
        let records = self.view_records(&schema.key);
        let changed = records.iter().filter(|it| it.flag(view::START) != (start == Some(it.id)));
        let drafts = changed.map(|record| {
            let mut draft = Draft::new(VIEW);
            draft.set(view::START, Value::Flag(start == Some(record.id)));
            (record.id, draft)
        });
        let label = start.map(|id| self.name(id)).unwrap_or_default();
        self.write_views(label, drafts.collect()).await
    }

    /// Makes a view that comes with the app the one that its list opens with: under its name, as one
    /// of the user's own, in one step.
    ///
    /// # Errors
    /// `NotFound` if the kind or the view is gone; store errors.
    pub async fn start_with_declared_view(
        &self,
        kind: KindId,
        declared: ViewId,
        name: &str,
    ) -> Result<Done, AppError> {
        let views = self.views(kind);
        let same = views.iter().filter_map(|view| Some((view.id.record()?, &view.name)));
        if let Some((id, _)) = same.into_iter().find(|(_, known)| fold(known) == fold(name)) {
            return self.start_with_view(kind, Some(id)).await;
        }
        let schema = self.schema(kind).ok_or(AppError::NotFound)?;
        let view = views.iter().find(|view| view.id == declared).ok_or(AppError::NotFound)?;
        let mut draft = written(&schema, &view.contents);
        draft.set_text(view::NAME, name);
        draft.set_text(view::OF, schema.key.clone());
        draft.set(view::START, Value::Flag(true));
        let random = || self.env.random();
        let mut edits = self.edits(ActionKind::Create, name.to_owned(), &random);
        for record in self.view_records(&schema.key).iter().filter(|it| it.flag(view::START)) {
            let Some(key) = self.key_of(record.id) else { continue };
            let mut other = Draft::new(VIEW);
            other.set(view::START, Value::Flag(false));
            edits.add(key, record.id, Op::Write(other));
        }
        edits.add(self.page_for_new(), self.new_id(), Op::Create(VIEW, draft));
        self.commit_edits(edits).await
    }

    /// Deletes a saved view.
    ///
    /// # Errors
    /// `NotFound` if it is gone; store errors.
    pub async fn delete_view(&self, id: RecordId) -> Result<Done, AppError> {
        let key = self.key_of(id).ok_or(AppError::NotFound)?;
        let random = || self.env.random();
        let mut edits = self.edits(ActionKind::Delete, self.name(id), &random);
        let mut draft = Draft::new(VIEW);
        draft.set(any_kind::DELETED, Value::Flag(true));
        edits.add(key, id, Op::Write(draft));
        self.commit_edits(edits).await
    }

    /// Returns a problem if another view of the same kind has the name of a view.
    pub(super) fn view_name_taken(&self, id: Option<RecordId>, draft: &Draft) -> Option<Problem> {
        let wanted = fold(draft.text(view::NAME).trim());
        let of = id.and_then(|id| self.record(id)).map(|record| record.text(view::OF));
        let of = of.unwrap_or_else(|| draft.text(view::OF));
        let others = self.view_records(&of);
        let taken = others
            .iter()
            .any(|record| Some(record.id) != id && fold(record.text(view::NAME).trim()) == wanted);
        let problem = Problem { field: view::NAME, position: 0, fault: Fault::NameTaken };
        (taken && !wanted.is_empty()).then_some(problem)
    }

    /// Returns the records of the views of a kind, by its key, in their order.
    pub(super) fn view_records(&self, of: &str) -> Vec<Record> {
        let replica = self.replica();
        let rows = replica.list(VIEW).iter();
        let own = rows.filter(|row| replica.view(**row).said(view::OF) == of);
        own.filter_map(|row| replica.record(*row)).collect()
    }

    /// Returns a place behind the pinned views of a kind, by its key.
    fn last_place(&self, of: &str) -> String {
        let records = self.view_records(of);
        let last = records.iter().map(|record| record.text(view::PINNED)).max().unwrap_or_default();
        order_between(&last, None)
    }

    async fn write_views(
        &self,
        label: String,
        drafts: Vec<(RecordId, Draft)>,
    ) -> Result<Done, AppError> {
        let random = || self.env.random();
        let mut edits = self.edits(ActionKind::Edit, label, &random);
        for (id, draft) in drafts {
            let Some(key) = self.key_of(id) else { continue };
            edits.add(key, id, Op::Write(draft));
        }
        self.commit_edits(edits).await
    }
}

/// Writes the contents of a view.
fn written(schema: &Schema, contents: &ViewContents) -> Draft {
    let ViewContents { base, words, filter, sort, group, columns, layout, within, narrowings } =
        contents;
    let keys = columns.iter().filter_map(|number| schema.field(*number));
    let keys: Vec<&str> = keys.map(|field| field.key.as_ref()).collect();
    let mut draft = Draft::new(VIEW);
    draft.set_text(view::BASE, base.key());
    draft.set_text(view::WORDS, words.trim());
    draft.set_text(view::FILTER, filter.encode());
    draft.set_text(view::SORT, sort_key(*sort));
    let group = match group {
        Grouping::Own => "",
        Grouping::None => view::NO_GROUPS,
        Grouping::By(number) => schema.filter_field(*number).map_or("", |field| &field.key),
    };
    draft.set_text(view::GROUP, group);
    draft.set_text(view::COLUMNS, keys.join("\n"));
    let is_board = *layout == Some(ListLayout::Board);
    draft.set_text(view::LAYOUT, if is_board { view::BOARD } else { view::LIST });
    draft.set_text(view::WITHIN, within.map(|id| id.to_string()).unwrap_or_default());
    let narrowed: Vec<&str> = narrowings.iter().map(|narrowing| narrowing.key()).collect();
    draft.set_text(view::NARROWED, narrowed.join(" "));
    draft
}

fn of_record(schema: &Schema, record: &Record) -> ListView {
    let whole = Filter::decode(&record.text(view::FILTER));
    let filter = whole.clone().known_to(schema);
    let columns = record.text(view::COLUMNS);
    let columns = columns.lines().filter_map(|key| schema.field_by_key(key));
    ListView {
        id: ViewId::Saved(record.id),
        name: record.text(view::NAME),
        declared: None,
        is_pinned: !record.text(view::PINNED).is_empty(),
        is_start: record.flag(view::START),
        lost: whole.conditions().count() - filter.conditions().count(),
        contents: ViewContents {
            base: ViewBase::of(&record.text(view::BASE)),
            words: record.text(view::WORDS),
            filter,
            sort: known_sort(schema, sort_of(&record.text(view::SORT))),
            group: group_of(schema, &record.said(view::GROUP)),
            columns: columns.map(|field| field.number).collect(),
            layout: match record.text(view::LAYOUT).as_str() {
                view::BOARD => Some(ListLayout::Board),
                // Kinds without a board have one layout only.
                _ => schema.board_field().map(|_| ListLayout::List),
            },
            within: RecordId::parse(&record.text(view::WITHIN)).ok(),
            narrowings: record
                .text(view::NARROWED)
                .split_whitespace()
                .filter_map(Narrowing::of)
                .filter(|narrowing| schema.narrowings.contains(narrowing))
                .collect(),
        },
    }
}

/// Falls back to the order by name if the field of an order is gone.
fn known_sort(schema: &Schema, sort: ListSort) -> ListSort {
    match sort {
        ListSort::Field { number, .. } if schema.field(number).is_none() => ListSort::default(),
        sort => sort,
    }
}

/// Returns the view of records that lack a required field: imports and quick entries may.
fn incomplete(schema: &Schema) -> Option<ListView> {
    const INCOMPLETE: DeclaredView =
        DeclaredView { key: "incomplete", label: "Incomplete", conditions: &[], is_chip: false };
    let lacks = |field: &Field| Condition {
        field: field.number,
        operator: Operator::Empty,
        operand: String::new(),
    };
    let conditions: Vec<Condition> = schema.required_fields().map(lacks).collect();
    let group = FilterGroup { passing: Passing::Any, conditions };
    let filter = Filter { passing: Passing::All, groups: vec![group] };
    let view = of_declaration(&INCOMPLETE);
    let contents = ViewContents { filter: filter.clone(), ..view.contents };
    (!filter.is_empty()).then_some(ListView { contents, ..view })
}

/// Reads the groups of a view; those of a field that is gone are the list's own.
fn group_of(schema: &Schema, key: &str) -> Grouping {
    match schema.filter_fields().find(|field| field.key == key) {
        _ if key == view::NO_GROUPS => Grouping::None,
        Some(field) => Grouping::By(field.number),
        None => Grouping::Own,
    }
}

fn of_declaration(declared: &DeclaredView) -> ListView {
    ListView {
        id: ViewId::Declared(declared.key),
        name: declared.label.to_owned(),
        declared: Some(*declared),
        contents: ViewContents { filter: declared.filter(), ..ViewContents::default() },
        is_pinned: declared.is_chip,
        is_start: false,
        lost: 0,
    }
}
