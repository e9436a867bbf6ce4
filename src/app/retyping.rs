//! Changing the type of a custom field: a preview of what its values become, and the change, which
//! is one action. A value that the new type cannot hold stays as text.

use std::collections::BTreeSet;

use domain::{
    CUSTOM_FIELD, Choice, Draft, DraftElement, DraftSlot, Element, Field, FieldType, Fields, Kept,
    KindId, RecordId, Value, amount_text, custom_field, custom_field_of, settings, typed_amount,
    typed_number,
};
use replica::{ActionKind, RecordView};
use store::Store;
use transfer::{DateOrder, order_hint, parse_value, value_text};

use super::actions::Done;
use super::edits::Op;
use super::workspace::Workspace;
use super::{AppError, Env};

/// Number of unfit values that a preview quotes.
const QUOTED: usize = 3;

/// The effect of another type on the values of a custom field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Retyping {
    /// Number of values that the new type holds.
    pub fit: usize,
    /// Number of values that stay as text.
    pub unfit: usize,
    /// A few of those, each once.
    pub quoted: Vec<String>,
}

/// A change of type, ready to convert values.
struct Conversion {
    kind: KindId,
    from: Field,
    to: Field,
    order: DateOrder,
    /// The currency of amounts that name none.
    currency: Option<[u8; 3]>,
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// Returns the types that a custom field can have, its own among them; none if its type cannot
    /// change: files, addresses and references have no text to begin from, and records that are not
    /// in memory, such as activities, are not converted.
    pub fn types_for(&self, field: RecordId) -> Vec<Choice> {
        let Some(record) = self.record(field) else { return Vec::new() };
        let schemas = self.schemas();
        let of = schemas.by_key(&record.said(custom_field::OF));
        if of.is_none_or(|schema| schema.kept != Kept::Hot) {
            return Vec::new();
        }
        let many = record.flag(custom_field::MANY);
        let own = record.text(custom_field::TYPE);
        let of_type = schemas.get(CUSTOM_FIELD).and_then(|schema| schema.field(custom_field::TYPE));
        let types = of_type.into_iter().flat_map(|field| field.choices.iter());
        let can_be = |key: &str| {
            custom_field::is_text_like(key) && (!many || custom_field::can_be_many(key))
        };
        if can_be(&own) {
            types.filter(|it| can_be(&it.key)).cloned().collect()
        } else {
            Vec::new()
        }
    }

    /// Returns what the values of a custom field become if its record becomes `changed`.
    ///
    /// # Errors
    /// `NotFound` if the field, or the kind that it extends, is gone.
    pub fn preview_retyping(&self, field: RecordId, changed: &Draft) -> Result<Retyping, AppError> {
        let conversion = self.conversion(field, changed)?;
        let mut retyping = Retyping::default();
        self.each_value(&conversion, &mut |value| match self.converted(&conversion, value) {
            Some(_fits) => retyping.fit += 1,
            None => {
                retyping.unfit += 1;
                let text = self.text_of(&conversion.from, value).unwrap_or_default();
                if retyping.quoted.len() < QUOTED && !retyping.quoted.contains(&text) {
                    retyping.quoted.push(text);
                }
            }
        });
        Ok(retyping)
    }

    /// Returns the different texts in a custom field, in order, at most `most`: the choices of a
    /// field that becomes one.
    ///
    /// # Errors
    /// As [`Workspace::preview_retyping`].
    pub fn texts_in_field(&self, field: RecordId, most: usize) -> Result<Vec<String>, AppError> {
        let record = self.record(field).ok_or(AppError::NotFound)?;
        let conversion = self.conversion(field, &Draft::of(&custom_field::SCHEMA, &record))?;
        let mut texts = BTreeSet::new();
        self.each_value(&conversion, &mut |value| {
            texts.extend(self.text_of(&conversion.from, value).filter(|text| !text.is_empty()));
        });
        Ok(texts.into_iter().take(most).collect())
    }

    /// Changes a custom field to `changed`, type and choices included, and its values with it.
    ///
    /// # Errors
    /// As [`Workspace::preview_retyping`]; store errors.
    pub async fn retype_field(&self, field: RecordId, changed: Draft) -> Result<Done, AppError> {
        let conversion = self.conversion(field, &changed)?;
        let random = || self.env.random();
        let mut edits = self.edits(ActionKind::Edit, self.name(field), &random);
        for (id, draft) in self.conversions_of_records(&conversion) {
            if let Some(key) = self.key_of(id) {
                edits.add(key, id, Op::Write(draft));
            }
        }
        let key = self.key_of(field).ok_or(AppError::NotFound)?;
        let mut changed = changed;
        if conversion.to.default.as_ref().is_some_and(|it| !conversion.to.takes(it)) {
            changed.slots.insert(custom_field::DEFAULT, DraftSlot::One(None));
        }
        edits.add(key, field, Op::Write(changed));
        self.commit_edits(edits).await
    }

    /// Returns the conversion by which the record of a custom field becomes `changed`.
    fn conversion(&self, field: RecordId, changed: &Draft) -> Result<Conversion, AppError> {
        let record = self.record(field).filter(|record| record.kind == CUSTOM_FIELD);
        let record = record.ok_or(AppError::NotFound)?;
        let schemas = self.schemas();
        let after = Draft::of(&custom_field::SCHEMA, &record).with_changes(changed.clone());
        let before = custom_field_of(field, &record, &schemas);
        let (Some((kind, from)), Some((_, to))) =
            (before, custom_field_of(field, &after, &schemas))
        else {
            return Err(AppError::NotFound);
        };
        let currency = settings::chosen_currency(&self.settings());
        let mut conversion = Conversion { kind, from, to, order: DateOrder::default(), currency };
        conversion.order = self.order_of_dates(&conversion);
        Ok(conversion)
    }

    /// Returns the day-month order that most dates in the field prove, as an import decides it.
    fn order_of_dates(&self, conversion: &Conversion) -> DateOrder {
        let mut votes = 0_i64;
        self.each_value(conversion, &mut |value| match value.as_text().and_then(order_hint) {
            Some(DateOrder::DayFirst) => votes += 1,
            Some(DateOrder::MonthFirst) => votes -= 1,
            None => {}
        });
        if votes > 0 { DateOrder::DayFirst } else { DateOrder::default() }
    }

    /// Calls `see` with every value of the field, in records of the bin, too.
    fn each_value(&self, conversion: &Conversion, see: &mut dyn FnMut(&Value)) {
        self.each_record(conversion.kind, &mut |_, view| view.see(conversion.from.number, see));
    }

    /// Returns the records that change, with their changes.
    fn conversions_of_records(&self, conversion: &Conversion) -> Vec<(RecordId, Draft)> {
        let mut drafts = Vec::new();
        self.each_record(conversion.kind, &mut |id, view| {
            let slot = self.slot_after(conversion, view);
            drafts.extend(slot.map(|slot| {
                let mut draft = Draft::new(conversion.kind);
                draft.slots.insert(conversion.from.number, slot);
                (id, draft)
            }));
        });
        drafts
    }

    /// Calls `see` with every record of a kind, in the bin, too.
    fn each_record(&self, kind: KindId, see: &mut dyn FnMut(RecordId, &RecordView<'_>)) {
        let replica = self.replica();
        for row in replica.all().filter(|row| replica.kind(*row) == kind) {
            see(replica.id(row), &replica.view(row));
        }
    }

    /// Returns the field of a record after the change; `None` if it stays as it is.
    fn slot_after(&self, conversion: &Conversion, view: &RecordView<'_>) -> Option<DraftSlot> {
        let field = &conversion.from;
        if !field.many {
            let before = view.value(field.number)?;
            let after = self.value_after(conversion, &before);
            return (after != before).then_some(DraftSlot::One(Some(after)));
        }
        let before = view.elements(field.number);
        let after = |Element { id, label, value }: &Element| DraftElement {
            id: Some(*id),
            label: label.clone(),
            value: self.value_after(conversion, value),
        };
        let after: Vec<DraftElement> = before.iter().map(after).collect();
        let changes = before.iter().zip(&after).any(|(before, after)| before.value != after.value);
        changes.then_some(DraftSlot::Many(after))
    }

    /// Returns a value as the new type holds it, else as text, else as it is.
    fn value_after(&self, conversion: &Conversion, value: &Value) -> Value {
        self.converted(conversion, value)
            .or_else(|| self.text_of(&conversion.from, value).map(Value::Text))
            .unwrap_or_else(|| value.clone())
    }

    /// Returns a value as the new type holds it; `None` if it cannot.
    fn converted(&self, conversion: &Conversion, value: &Value) -> Option<Value> {
        let Conversion { from, to, order, currency, .. } = conversion;
        if from.kind == to.kind && to.takes(value) {
            return Some(value.clone());
        }
        let text = self.text_of(from, value)?;
        let parsed = match (to.kind, value) {
            (FieldType::Number, Value::Money(money)) => {
                typed_number(&amount_text(*money)).map(Value::Number)
            }
            (FieldType::Money, _) => parse_value(to, &text, *order)
                .or_else(|| typed_amount(&text, (*currency)?).map(Value::Money)),
            _ => parse_value(to, &text, *order),
        };
        parsed.filter(|parsed| to.takes(parsed))
    }

    /// Returns a value as text; `None` for files and values of a newer version.
    fn text_of(&self, field: &Field, value: &Value) -> Option<String> {
        match value {
            Value::Reference(id) => Some(self.name(*id)),
            Value::Address(address) => Some(address.lines().join(", ")),
            Value::Text(key) if field.kind == FieldType::Choice => Some(field.choice_label(key)),
            _ => value_text(value),
        }
    }
}
