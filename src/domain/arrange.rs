//! The user's layouts: applies their records to the schemas. A kind, a section or a field is hidden
//! and never removed, so everything is back when its layout says so.

use super::kind::{Needs, Trait};
use super::schema::{Field, FieldType, KindId, Schema, Schemas, Section, Shown};
use super::{Fields, RecordId, Value, kinds, normalized_hash, own, part_layout};

impl Section {
    /// Every section, in the order of forms.
    pub const ALL: [Self; 8] = [
        Self::Identity,
        Self::Parties,
        Self::Offer,
        Self::Reach,
        Self::Dates,
        Self::Work,
        Self::Custom,
        Self::More,
    ];

    /// Returns its name in layouts; permanent.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Parties => "parties",
            Self::Offer => "offer",
            Self::Reach => "reach",
            Self::Dates => "dates",
            Self::Work => "work",
            Self::Custom => "custom",
            Self::More => "more",
        }
    }
}

/// Returns the fields that a kind has before the user changes any.
fn declared_fields(kind: KindId) -> &'static [Field] {
    let built_in = kinds::ALL.iter().find(|schema| schema.kind == kind);
    let own = if kind.is_own() { own::FIELDS } else { &[] };
    built_in.map_or(own, |schema| &schema.fields)
}

/// Returns the id of a layout: the same on all devices, so that two of them change one record.
pub fn layout_id(of: &str, part: &str) -> RecordId {
    let [one, other] =
        ["layout:", "of:"].map(|salt| normalized_hash(format!("{salt}{of}/{part}").as_bytes()));
    let mut random = [0; 10];
    random[..8].copy_from_slice(&one.to_le_bytes());
    random[8..].copy_from_slice(&other.to_le_bytes()[..2]);
    RecordId::new(1, random)
}

/// A section of a kind's page that shows related records, where the user moved or hid it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PagePart {
    /// Its name in layouts: see [`page_part`].
    pub part: String,
    /// True if the user gave it a place.
    pub is_placed: bool,
    /// True if pages are without it.
    pub is_hidden: bool,
}

/// Returns the name, in layouts, of the section that shows the records of a kind that refer to the
/// page's record by this field.
pub fn page_part(of: &Schema, field: &Field) -> String {
    format!("{}{}.{}", part_layout::PAGE, of.key, field.key)
}

/// One layout as its record has it.
struct PartLayout {
    of: String,
    part: String,
    hidden: bool,
    required: bool,
    default: Option<Value>,
    order: String,
}

impl PartLayout {
    fn read(record: &impl Fields) -> Self {
        Self {
            of: record.text(part_layout::OF),
            part: record.text(part_layout::PART),
            hidden: record.flag(part_layout::HIDDEN),
            required: record.flag(part_layout::REQUIRED),
            default: record.value(part_layout::DEFAULT).filter(|value| !value.is_blank()),
            order: record.text(part_layout::ORDER),
        }
    }
}

impl Schema {
    /// True if the app can do without the field: records are not called by it, and do not need it.
    pub fn can_hide(&self, field: &Field) -> bool {
        let needed: &[u32] = match &self.needs {
            Needs::Something => &[],
            Needs::Text(field, _) => std::slice::from_ref(field),
            Needs::OneOf(fields, _) => fields,
        };
        !needed.contains(&field.number) && !self.title_fields().contains(&field.number)
    }

    /// True if the user works without records of the kind.
    pub fn is_hidden(&self) -> bool {
        self.is(Trait::Hidden)
    }

    /// Returns the place of a section in forms.
    pub fn section_place(&self, section: Section) -> usize {
        let place = self.sections.iter().position(|known| *known == section);
        place.unwrap_or(self.sections.len() + section as usize)
    }

    /// Returns the place of a section of the page; those that the user did not order come last, in
    /// the order that they have by themselves.
    pub fn page_place(&self, part: &str) -> usize {
        let place = self.page.iter().position(|known| known.is_placed && known.part == part);
        place.unwrap_or(self.page.len())
    }

    /// True if pages of the kind are without this section.
    pub fn hides_on_page(&self, part: &str) -> bool {
        self.page.iter().any(|known| known.is_hidden && known.part == part)
    }

    /// Returns the fields that came with the app and that forms ask for, also hidden ones, in the
    /// order of the form.
    pub fn fields_to_arrange(&self) -> Vec<Field> {
        let declared = declared_fields(self.kind);
        let asked = |field: &&Field| {
            let declared = declared.iter().find(|it| it.number == field.number);
            declared.is_some_and(|it| it.is_typed() || (it.kind == FieldType::File && it.many))
        };
        let mut fields: Vec<Field> = self.fields.iter().filter(asked).cloned().collect();
        fields.sort_by_key(|field| self.section_place(field.section));
        fields
    }

    /// Returns the required fields that a form can fill.
    pub fn required_fields(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| field.required && field.is_typed())
    }

    fn apply(&mut self, layout: &PartLayout) {
        match layout.part.strip_prefix(part_layout::SECTION) {
            Some(section) => {
                let hides = |field: &Field| layout.hidden && field.section.key() == section;
                let places: Vec<usize> = (0..self.fields.len())
                    .filter(|place| {
                        hides(&self.fields[*place]) && self.can_hide(&self.fields[*place])
                    })
                    .collect();
                let fields = self.fields.to_mut();
                places.into_iter().for_each(|place| fields[place].shown = Shown::Never);
            }
            None => {
                let Some(place) = self.fields.iter().position(|it| it.key == layout.part) else {
                    return;
                };
                let can_hide = self.can_hide(&self.fields[place]);
                let field = &mut self.fields.to_mut()[place];
                field.required = layout.required && !layout.hidden && field.is_typed();
                field.default.clone_from(&layout.default);
                if layout.hidden && can_hide {
                    field.shown = Shown::Never;
                } else if layout.required && field.shown == Shown::Filled {
                    // A required field stands in the short form, too.
                    field.shown = Shown::Always;
                }
            }
        }
    }

    /// Takes over what these layouts say of sections of the page.
    fn lay_out_page(&mut self, layouts: &[&PartLayout]) {
        let is_of_page = |it: &&&PartLayout| it.part.starts_with(part_layout::PAGE);
        let mut own: Vec<&PartLayout> = layouts.iter().filter(is_of_page).copied().collect();
        own.sort_by_key(|it| (it.order.is_empty(), &it.order));
        let part = |it: &PartLayout| PagePart {
            part: it.part.clone(),
            is_placed: !it.order.is_empty(),
            is_hidden: it.hidden,
        };
        self.page = own.into_iter().map(part).collect();
    }

    /// Puts sections and fields in the order of these layouts.
    fn put_in_order(&mut self, layouts: &[&PartLayout]) {
        let order = |part: &str| {
            let own = layouts.iter().find(|layout| layout.part == part);
            own.map(|layout| layout.order.clone()).filter(|order| !order.is_empty())
        };
        let place = |part: &str| order(part).map_or((true, String::new()), |order| (false, order));
        if layouts.iter().all(|layout| layout.order.is_empty()) {
            return;
        }
        let mut sections = Section::ALL.to_vec();
        sections.sort_by_cached_key(|it| place(&format!("{}{}", part_layout::SECTION, it.key())));
        self.sections = sections.into();
        // Custom fields have an order of their own, after the others.
        self.fields.to_mut().sort_by_cached_key(|field| {
            let (is_custom, key) = (field.section == Section::Custom, place(&field.key));
            if is_custom { (true, (false, String::new())) } else { (false, key) }
        });
    }

    fn hide(&mut self) {
        let hides = |named: &Trait| !matches!(named, Trait::Listed | Trait::QuickAdd);
        let left = self.traits.iter().copied().filter(hides);
        self.traits = left.chain(std::iter::once(Trait::Hidden)).collect();
    }

    fn forget_hidden(&mut self, gone: &[KindId]) {
        let refers =
            |field: &Field| matches!(field.kind, FieldType::Reference(to) if gone.contains(&to));
        if self.fields.iter().any(refers) {
            for field in self.fields.to_mut().iter_mut().filter(|field| refers(field)) {
                field.shown = Shown::Never;
                field.required = false;
            }
        }
        let is_shown =
            |number: &u32| self.field(*number).is_some_and(|field| field.shown != Shown::Never);
        let below: Vec<u32> = self.below.iter().copied().filter(is_shown).collect();
        if below.len() < self.below.len() {
            self.below = below.into();
        }
    }
}

impl Schemas {
    /// Applies the records of the user's layouts.
    pub fn arrange<F: Fields>(&mut self, layouts: impl IntoIterator<Item = F>) {
        let layouts: Vec<PartLayout> =
            layouts.into_iter().map(|it| PartLayout::read(&it)).collect();
        if layouts.is_empty() {
            return;
        }
        let is_of_kind = |layout: &&PartLayout| layout.part.is_empty() && layout.hidden;
        let hidden: Vec<&str> =
            layouts.iter().filter(is_of_kind).map(|it| it.of.as_str()).collect();
        let mut gone: Vec<KindId> = Vec::new();
        for schema in self.all_mut() {
            let own: Vec<&PartLayout> =
                layouts.iter().filter(|it| it.of == schema.key && !it.part.is_empty()).collect();
            own.iter().for_each(|layout| schema.apply(layout));
            schema.put_in_order(&own);
            schema.lay_out_page(&own);
            if schema.is(Trait::Optional) && hidden.contains(&schema.key.as_ref()) {
                schema.hide();
                gone.push(schema.kind);
            }
        }
        for schema in self.all_mut() {
            schema.forget_hidden(&gone);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        COMPANY, CONTACT, Draft, LAYOUT, built_in, check_required, column_fields, contact,
        form_parts,
    };

    fn of(kind: &str, part: &str, set: impl FnOnce(&mut Draft)) -> Draft {
        let mut draft = Draft::new(LAYOUT);
        draft.set_text(part_layout::OF, kind);
        draft.set_text(part_layout::PART, part);
        set(&mut draft);
        draft
    }

    fn arranged(layouts: Vec<Draft>, kind: KindId) -> Schema {
        let mut schemas = built_in();
        schemas.arrange(layouts);
        schemas.get(kind).unwrap().clone()
    }

    fn hide(draft: &mut Draft) {
        draft.set(part_layout::HIDDEN, Value::Flag(true));
    }

    #[test]
    fn a_hidden_field_is_in_no_form_and_no_column_and_a_needed_one_stays() {
        let layouts = vec![of("contact", "job_title", hide), of("contact", "given", hide)];
        let schema = arranged(layouts, CONTACT);
        let columns: Vec<u32> = column_fields(&schema).iter().map(|it| it.number).collect();
        assert!(!columns.contains(&contact::JOB_TITLE) && columns.contains(&contact::GIVEN));
        let section = of("contact", "section/dates", hide);
        let parts = form_parts(&arranged(vec![section], CONTACT), |_| false, true);
        assert!(parts.iter().all(|part| part.section != Section::Dates));
    }

    #[test]
    fn a_required_field_is_missing_and_a_default_fills_it() {
        let layouts = vec![of("contact", "source", |draft| {
            draft.set(part_layout::REQUIRED, Value::Flag(true));
            draft.set_text(part_layout::DEFAULT, "Fair");
        })];
        let schema = arranged(layouts, CONTACT);
        let mut draft = Draft::new(CONTACT);
        assert_eq!(check_required(&schema, &draft, true)[0].field, contact::SOURCE);
        schema.fill_in_defaults(&mut draft);
        assert_eq!(draft.text(contact::SOURCE), "Fair");
        assert_eq!(check_required(&schema, &draft, true), []);
    }

    #[test]
    fn sections_and_fields_stand_in_the_order_that_the_user_gives() {
        let at = |part: &str, order: &'static str| {
            of("contact", part, move |draft| draft.set_text(part_layout::ORDER, order))
        };
        let layouts = vec![at("section/reach", "a"), at("emails", "a"), at("phones", "b")];
        let parts = form_parts(&arranged(layouts, CONTACT), |_| false, true);
        assert_eq!(parts[0].section, Section::Reach);
        let numbers: Vec<u32> = parts[0].fields.iter().map(|field| field.number).collect();
        assert_eq!(numbers[..2], [contact::EMAILS, contact::PHONES]);
    }

    #[test]
    fn sections_of_the_page_stand_in_the_order_that_the_user_gives_or_nowhere() {
        let schemas = built_in();
        let deal = schemas.get(crate::DEAL).unwrap();
        let part = |number: u32| page_part(deal, deal.field(number).unwrap());
        let (of_company, of_contact) = (part(crate::deal::COMPANY), part(crate::deal::CONTACTS));
        assert_eq!(of_company, "page/deal.company");
        let at = |part: &str, order: &'static str| {
            of("company", part, move |draft| draft.set_text(part_layout::ORDER, order))
        };
        let layouts =
            vec![at(&of_contact, "b"), at(&of_company, "a"), of("company", "page/x.y", hide)];
        let company = arranged(layouts, COMPANY);
        let place = |part: &str| company.page_place(part);
        assert!(
            place(&of_company) < place(&of_contact) && place(&of_contact) < place("page/new.one")
        );
        // One that is only hidden keeps the place that it has by itself.
        assert_eq!(place("page/x.y"), place("page/new.one"));
        assert!(company.hides_on_page("page/x.y") && !company.hides_on_page(&of_company));
    }

    #[test]
    fn without_companies_no_schema_asks_for_one_and_contacts_stay_as_they_are() {
        let schema = arranged(vec![of("company", "", hide)], CONTACT);
        let company = schema.field(contact::COMPANY).unwrap();
        assert_eq!(company.shown, Shown::Never);
        assert!(!schema.below.contains(&contact::COMPANY));
        let companies = arranged(vec![of("company", "", hide)], COMPANY);
        assert!(companies.is_hidden() && !companies.is(Trait::Listed));
        let contacts = arranged(vec![of("contact", "", hide)], CONTACT);
        assert!(contacts.is(Trait::Listed), "the app does not work without contacts");
    }

    #[test]
    fn the_id_of_a_layout_is_the_same_everywhere() {
        assert_eq!(layout_id("contact", "phones"), layout_id("contact", "phones"));
        assert_ne!(layout_id("contact", "phones"), layout_id("company", "phones"));
    }
}
