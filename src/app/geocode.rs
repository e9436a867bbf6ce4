//! Coordinates learned from visits: an address without coordinates may take those of a visit.

use domain::{
    Address, Draft, DraftSlot, ElementId, FieldType, Fields, RecordId, Schema, Value, activity,
    distance, people_of_log,
};
use store::Store;

use super::actions::Done;
use super::workspace::Workspace;
use super::{AppError, Env};

/// A visit this close to known coordinates, in meters, was there: allows for a yard and for GPS
/// error.
const NEAR: f64 = 300.0;

/// An address without coordinates that a visit may supply.
#[derive(Clone, Debug, PartialEq)]
pub struct AddressFound {
    /// The visited contact or company.
    pub id: RecordId,
    /// The element of the address.
    pub element: ElementId,
    /// The address.
    pub address: Address,
    /// The coordinates of the visit.
    pub place: (i32, i32),
}

/// Returns the field of a kind's addresses.
fn addresses(schema: &Schema) -> Option<u32> {
    let mut fields = schema.fields.iter();
    let field = fields.find(|field| field.kind == FieldType::Address && field.many);
    field.map(|field| field.number)
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// Returns the one address of the visited record that still lacks coordinates, if the visit was
    /// near none of its others.
    pub fn place_found(&self, visit: &Draft) -> Option<AddressFound> {
        if visit.text(activity::WHAT) != activity::VISIT {
            return None;
        }
        let Some(Value::Address(at)) = visit.value(activity::PLACE) else { return None };
        let place = at.place?;
        let host = people_of_log(visit).first().copied();
        let others = [activity::HOME, activity::COMPANY];
        let id = host.or_else(|| others.into_iter().find_map(|field| visit.reference(field)))?;
        let record = self.record(id)?;
        let all = record.elements(addresses(&self.schema(record.kind)?)?).into_iter();
        let all = all.filter_map(|element| match element.value {
            Value::Address(address) => Some((element.id, *address)),
            _ => None,
        });
        let (known, unknown): (Vec<_>, Vec<_>) = all.partition(|(_, it)| it.place.is_some());
        let is_there = |(_, address): &(ElementId, Address)| {
            address.place.is_some_and(|known| distance(known, place) < NEAR)
        };
        let mut unknown = unknown.into_iter().filter(|(_, address)| !address.is_blank());
        let (element, address) = unknown.next()?;
        let only = unknown.next().is_none() && !known.iter().any(is_there);
        only.then_some(AddressFound { id, element, address, place })
    }

    /// Stores the coordinates in the address. An address that got coordinates meanwhile, or is
    /// gone, is left alone.
    ///
    /// # Errors
    /// `NotFound`; store errors.
    pub async fn keep_place(&self, found: &AddressFound) -> Result<Done, AppError> {
        let record = self.record(found.id).ok_or(AppError::NotFound)?;
        let schema = self.schema(record.kind).ok_or(AppError::NotFound)?;
        let field = addresses(&schema).ok_or(AppError::NotFound)?;
        let mut draft = Draft::of(&schema, &record);
        draft.slots.retain(|number, _| *number == field);
        if let Some(DraftSlot::Many(elements)) = draft.slots.get_mut(&field) {
            for element in elements.iter_mut().filter(|it| it.id == Some(found.element)) {
                if let Value::Address(address) = &mut element.value {
                    address.place = address.place.or(Some(found.place));
                }
            }
        }
        Ok(self.save(Some(found.id), draft).await?.done)
    }
}
