//! The user's layouts of kinds: fields and sections hidden, ordered, required, with a default; and
//! kinds that the user works without.

use domain::{Draft, KindId, LAYOUT, RecordId, Value, layout_id, part_layout};
use replica::{ActionKind, Record, order_nth};
use store::Store;

use super::actions::Done;
use super::edits::Op;
use super::workspace::Workspace;
use super::{AppError, Env};

/// The settings of a field in a layout.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FieldLayout {
    /// Shown nowhere.
    pub hidden: bool,
    /// Forms refuse a record without it.
    pub required: bool,
    /// The value that a new record starts with.
    pub default: Option<Value>,
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// Returns what the user changed of a part of a kind; see [`part_layout::PART`].
    pub fn layout(&self, kind: KindId, part: &str) -> Option<Record> {
        let key = self.schema(kind)?.key;
        self.record(layout_id(&key, part)).filter(|record| !record.is_deleted())
    }

    /// Sets what a layout says of a field, by its key.
    ///
    /// # Errors
    /// `NotFound` if the kind is gone; store errors.
    pub async fn set_field_layout(
        &self,
        kind: KindId,
        field: &str,
        set: &FieldLayout,
    ) -> Result<Done, AppError> {
        let FieldLayout { hidden, required, default } = set;
        let mut draft = Draft::new(LAYOUT);
        draft.set(part_layout::HIDDEN, Value::Flag(*hidden));
        draft.set(part_layout::REQUIRED, Value::Flag(*required));
        draft.set(part_layout::DEFAULT, default.clone().unwrap_or(Value::Text(String::new())));
        self.write_layouts(kind, vec![(field.to_owned(), draft)]).await
    }

    /// Hides a section of a kind's forms, or shows it again; with an empty part, the kind itself.
    ///
    /// # Errors
    /// `NotFound` if the kind is gone; store errors.
    pub async fn hide_part(&self, kind: KindId, part: &str, hide: bool) -> Result<Done, AppError> {
        let mut draft = Draft::new(LAYOUT);
        draft.set(part_layout::HIDDEN, Value::Flag(hide));
        self.write_layouts(kind, vec![(part.to_owned(), draft)]).await
    }

    /// Puts sections, or the fields of a section, in this order.
    ///
    /// # Errors
    /// `NotFound` if the kind is gone; store errors.
    pub async fn order_parts(&self, kind: KindId, parts: &[String]) -> Result<Done, AppError> {
        let ordered = parts.iter().enumerate().map(|(place, part)| {
            let mut draft = Draft::new(LAYOUT);
            draft.set_text(part_layout::ORDER, order_nth(place));
            (part.clone(), draft)
        });
        self.write_layouts(kind, ordered.collect()).await
    }

    async fn write_layouts(
        &self,
        kind: KindId,
        parts: Vec<(String, Draft)>,
    ) -> Result<Done, AppError> {
        let schema = self.schema(kind).ok_or(AppError::NotFound)?;
        let random = || self.env.random();
        let label = schema.label_many.to_string();
        let mut edits = self.edits(ActionKind::Edit, label, &random);
        for (part, mut draft) in parts {
            let id: RecordId = layout_id(&schema.key, &part);
            match self.key_of(id) {
                Some(key) => edits.add(key, id, Op::Write(draft)),
                None => {
                    draft.set_text(part_layout::OF, schema.key.to_string());
                    draft.set_text(part_layout::PART, part);
                    edits.add(self.page_for_new(), id, Op::Create(LAYOUT, draft));
                }
            }
        }
        self.commit_edits(edits).await
    }
}

#[cfg(test)]
mod tests {
    use super::super::job::tests::{back_up, restore};
    use super::super::stories::{now, tab};
    use super::super::{ViewId, Workspace};
    use super::*;
    use domain::{COMPANY, CONTACT, Fields, Shown, Trait, company, contact};
    use replica::Selection;
    use store::MemoryStore;

    fn person(app: &Workspace<MemoryStore, impl Env>, given: &str) -> RecordId {
        let mut draft = Draft::new(CONTACT);
        draft.set_text(contact::GIVEN, given);
        now(app.save(None, draft)).unwrap().id
    }

    fn required() -> FieldLayout {
        FieldLayout { required: true, ..FieldLayout::default() }
    }

    #[test]
    fn a_layout_is_there_after_a_reload_and_a_restore_and_undone_in_one_step() {
        let store = MemoryStore::new(7);
        let app = tab(&store, 1);
        let set = FieldLayout { default: Some(Value::Text("Fair".into())), ..required() };
        let done = now(app.set_field_layout(CONTACT, "source", &set)).unwrap();
        now(app.set_field_layout(CONTACT, "source", &set)).unwrap();
        let other = tab(&MemoryStore::new(9), 9);
        restore(&other, back_up(&app));
        for app in [&app, &tab(&store, 2), &other] {
            let schema = app.schema(CONTACT).unwrap();
            let field = schema.field(contact::SOURCE).unwrap();
            assert!(field.required && field.default == set.default);
        }
        now(app.undo(done.stamp.unwrap())).unwrap();
        assert!(!app.schema(CONTACT).unwrap().field(contact::SOURCE).unwrap().required);
    }

    #[test]
    fn a_form_without_a_required_field_is_refused_and_a_quick_entry_is_found_as_incomplete() {
        let app = tab(&MemoryStore::new(7), 1);
        person(&app, "Anna");
        let incomplete = || {
            let views = app.views(CONTACT).into_iter();
            views.filter(|view| view.id == ViewId::Declared("incomplete")).collect::<Vec<_>>()
        };
        assert!(incomplete().is_empty());
        now(app.set_field_layout(CONTACT, "source", &required())).unwrap();
        let mut draft = Draft::new(CONTACT);
        draft.set_text(contact::GIVEN, "Bo");
        let refused = now(app.save_making(None, draft.clone(), &domain::ToMake::default()));
        assert!(
            matches!(refused, Err(AppError::Invalid(problems)) if problems[0].field == contact::SOURCE)
        );
        draft.set_text(contact::SOURCE, "Fair");
        now(app.save_making(None, draft, &domain::ToMake::default())).unwrap();
        person(&app, "Cy");
        let filter = incomplete()[0].contents.filter.clone();
        let found = app.select(CONTACT, &Selection { filter, ..Selection::default() });
        let names: Vec<String> =
            found.into_iter().map(|row| app.name(app.replica().id(row))).collect();
        assert_eq!(names, ["Anna", "Cy"]);
    }

    #[test]
    fn working_without_companies_hides_them_and_deletes_nothing() {
        let app = tab(&MemoryStore::new(7), 1);
        let mut draft = Draft::new(CONTACT);
        draft.set_text(contact::GIVEN, "Anna");
        draft.set_text(contact::COMPANY, "Oak");
        let anna = now(app.save(None, draft)).unwrap().id;
        let below = || app.card(app.replica().row(anna).unwrap()).unwrap().below;
        assert_eq!(below(), "Oak");
        now(app.hide_part(COMPANY, "", true)).unwrap();
        assert!(!app.schema(COMPANY).unwrap().is(Trait::Listed));
        assert_eq!(below(), "");
        assert_eq!(app.count(COMPANY), 1);
        now(app.hide_part(COMPANY, "", false)).unwrap();
        assert!(app.schema(COMPANY).unwrap().is(Trait::Listed));
        let shown = app.schema(CONTACT).unwrap().field(contact::COMPANY).unwrap().shown;
        assert_eq!((shown, below().as_str()), (Shown::Always, "Oak"));
        let record = app.record(app.named(COMPANY, "Oak").unwrap()).unwrap();
        assert_eq!(record.text(company::NAME), "Oak");
    }
}
