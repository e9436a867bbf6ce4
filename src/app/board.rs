//! The board of any kind: its records as cards in lanes, by the values of the field that the
//! schema declares; and moving a card into another lane.

use std::collections::HashMap;

use domain::{
    Draft, DraftSlot, Field, FieldType, Fields, KindId, RecordId, Schema, Totals, Value, money,
};
use replica::{ActionKind, Row};
use store::Store;

use super::actions::Done;
use super::edits::Op;
use super::workspace::Workspace;
use super::{AppError, Env};

/// Lanes of a board whose columns are records, such as companies; the others share one.
const MOST_LANES: usize = 40;
/// The key of the lane that the others share; no record and no choice has it.
const OTHERS: &str = "\u{1}others";

/// A column of a board.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// The value: a choice's key or a record's id; empty for cards without a value.
    pub key: String,
    /// Its name; empty if the screen has to find one.
    pub title: String,
    /// Its cards.
    pub rows: Vec<Row>,
    /// The sums of the amounts on its cards.
    pub totals: Totals,
    /// True if cards can be moved into it.
    pub takes: bool,
}

/// A lane as a target, also of another part of the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaneTarget {
    /// Its key.
    pub key: String,
    /// Its name.
    pub title: String,
    /// The record that it stands under, such as a pipeline; empty if there is only one.
    pub group: String,
}

impl Lane {
    fn new(key: impl Into<String>, title: impl Into<String>, takes: bool) -> Self {
        let (key, title) = (key.into(), title.into());
        Self { key, title, rows: Vec::new(), totals: Totals::default(), takes }
    }

    /// True if it is shared by the records that have no lane of their own.
    pub fn is_of_others(&self) -> bool {
        self.key == OTHERS
    }
}

impl<S: Store, E: Env> Workspace<S, E> {
    /// Returns the records of which a board shows one at a time: the pipelines of deals. Empty for
    /// kinds whose lanes stand under nothing.
    pub fn board_parts(&self, kind: KindId) -> Vec<(RecordId, String)> {
        let replica = self.replica();
        let of_lanes = || {
            let lanes = replica.schema(kind)?.board_field()?;
            let FieldType::Reference(kind) = lanes.kind else { return None };
            replica.schema(kind)?.parent_kind()
        };
        let rows = of_lanes().map(|above| replica.list(above)).unwrap_or_default();
        rows.iter().map(|row| replica.id(*row)).map(|id| (id, self.name(id))).collect()
    }

    /// Keeps the records whose lane stands under this one. Those without a lane belong to the first
    /// part of the board.
    pub(super) fn keep_within(&self, kind: KindId, rows: &mut Vec<Row>, within: RecordId) {
        let Some(schema) = self.schema(kind) else { return };
        let Some(FieldType::Reference(of)) = schema.board_field().map(|field| field.kind) else {
            return;
        };
        let replica = self.replica();
        let lanes = replica.list(of).iter();
        let parts: HashMap<RecordId, Option<RecordId>> =
            lanes.map(|row| (replica.id(*row), replica.link(*row))).collect();
        let first = self.board_parts(kind).first().map(|(id, _)| *id);
        rows.retain(|row| {
            let lane = self.lane_of(&schema, *row);
            lane.and_then(|lane| parts.get(&lane).copied()).map_or(first, |part| part.or(first))
                == Some(within)
        });
    }

    /// Returns the record whose lane a record stands in.
    fn lane_of(&self, schema: &Schema, row: Row) -> Option<RecordId> {
        let field = schema.board_field()?.number;
        let replica = self.replica();
        match schema.under == Some(field) {
            true => replica.link(row),
            false => replica.view(row).reference(field),
        }
    }

    /// Arranges rows of a kind in the lanes of its board, within one part of it; empty for a kind
    /// without a board.
    pub fn lanes(&self, kind: KindId, rows: &[Row], within: Option<RecordId>) -> Vec<Lane> {
        let Some(schema) = self.schema(kind) else { return Vec::new() };
        let Some(field) = schema.board_field() else { return Vec::new() };
        let mut lanes = match field.kind {
            FieldType::Reference(of) => self.record_lanes(of, within),
            _ => field
                .choices
                .iter()
                .map(|it| Lane::new(it.key.clone(), it.label.clone(), true))
                .collect(),
        };
        let known: HashMap<String, usize> =
            lanes.iter().enumerate().map(|(place, lane)| (lane.key.clone(), place)).collect();
        let by_id: HashMap<RecordId, usize> = known
            .iter()
            .filter_map(|(key, place)| Some((RecordId::parse(key).ok()?, *place)))
            .collect();
        let total = schema.board_total().map(|field| field.number);
        let mut without = Lane::new("", "", !schema.needs_column());
        // Values that are no choice any more have lanes of their own, at the end.
        let mut strange: Vec<Lane> = Vec::new();
        for row in rows {
            let place = match field.kind {
                FieldType::Reference(_) => {
                    self.lane_of(&schema, *row).and_then(|id| by_id.get(&id).copied())
                }
                _ => {
                    let text = self.replica().view(*row).text(field.number);
                    let place = known.get(&text).copied();
                    if place.is_none() && !text.is_empty() {
                        self.put_strange(&mut strange, text, *row, total);
                        continue;
                    }
                    place
                }
            };
            let lane = place.and_then(|place| lanes.get_mut(place)).unwrap_or(&mut without);
            self.put_in(lane, *row, total);
        }
        lanes.extend(strange);
        if lanes.len() > MOST_LANES {
            lanes = few(lanes);
        }
        if !without.rows.is_empty() {
            lanes.insert(0, without);
        }
        lanes
    }

    fn put_strange(&self, strange: &mut Vec<Lane>, text: String, row: Row, total: Option<u32>) {
        let place = strange.iter().position(|lane| lane.key == text).unwrap_or_else(|| {
            strange.push(Lane::new(text.clone(), text, true));
            strange.len() - 1
        });
        self.put_in(&mut strange[place], row, total);
    }

    fn put_in(&self, lane: &mut Lane, row: Row, total: Option<u32>) {
        lane.rows.push(row);
        if let Some(amount) = total.and_then(|field| money(&self.replica().view(row), field)) {
            lane.totals.add(amount);
        }
    }

    /// Returns a lane for each record of a kind, in the order of its list.
    fn record_lanes(&self, of: KindId, within: Option<RecordId>) -> Vec<Lane> {
        let replica = self.replica();
        let shown = replica.list(of).iter();
        let shown = shown.filter(|row| within.is_none() || replica.link(**row) == within);
        shown
            .map(|row| replica.id(*row))
            .map(|id| Lane::new(id.to_string(), self.name(id), true))
            .collect()
    }

    /// Returns every lane into which a card can be moved, of all parts of the board; the given part
    /// first.
    pub fn lane_targets(&self, kind: KindId, first: Option<RecordId>) -> Vec<LaneTarget> {
        let mut parts = self.board_parts(kind);
        parts.sort_by_key(|(id, _)| Some(*id) != first);
        let target = |lane: Lane, group: &str| LaneTarget {
            key: lane.key,
            title: lane.title,
            group: group.to_owned(),
        };
        if parts.is_empty() {
            // Of very many, those with cards.
            let rows = self.replica().list(kind).to_vec();
            let lanes = self.lanes(kind, &rows, None).into_iter();
            let lanes = lanes.filter(|lane| lane.takes && !lane.key.is_empty());
            return lanes.map(|lane| target(lane, "")).collect();
        }
        let many = parts.len() > 1;
        let of_part = |(id, name): (RecordId, String)| {
            let lanes = self.lanes(kind, &[], Some(id)).into_iter();
            let group = if many { name } else { String::new() };
            lanes.map(move |lane| target(lane, &group)).collect::<Vec<_>>()
        };
        parts.into_iter().flat_map(of_part).collect()
    }

    /// Moves records into a lane of their kind's board, as one action; an empty key takes them out
    /// of their lanes.
    ///
    /// # Errors
    /// `NotFound` if the board, the lane or a record is gone; store errors.
    pub async fn move_to_lane(
        &self,
        kind: KindId,
        ids: &[RecordId],
        key: &str,
    ) -> Result<Done, AppError> {
        let schema = self.schema(kind).ok_or(AppError::NotFound)?;
        let field = schema.board_field().ok_or(AppError::NotFound)?;
        let slot = DraftSlot::One(self.value_of_lane(field, key)?);
        let random = || self.env.random();
        let action = if ids.len() > 1 { ActionKind::Bulk } else { ActionKind::Edit };
        let mut edits = self.edits(action, self.label_of_many(ids), &random);
        for id in ids {
            let page = self.key_of(*id).ok_or(AppError::NotFound)?;
            let mut draft = Draft::new(kind);
            draft.slots.insert(field.number, slot.clone());
            edits.add(page, *id, Op::Write(draft));
        }
        self.commit_edits(edits).await
    }

    fn value_of_lane(&self, field: &Field, key: &str) -> Result<Option<Value>, AppError> {
        match field.kind {
            _ if key.is_empty() => Ok(None),
            FieldType::Reference(_) => {
                let record = RecordId::parse(key).ok().and_then(|id| self.record(id));
                let record = record.filter(|record| !record.is_deleted());
                record.map(|it| Some(Value::Reference(it.id))).ok_or(AppError::NotFound)
            }
            _ => Ok(Some(Value::Text(key.to_owned()))),
        }
    }
}

/// Keeps the lanes with cards, at most so many; the rest share one, so that no card is missing.
fn few(lanes: Vec<Lane>) -> Vec<Lane> {
    let mut kept: Vec<Lane> = lanes.into_iter().filter(|lane| !lane.rows.is_empty()).collect();
    if kept.len() > MOST_LANES {
        let mut others = Lane::new(OTHERS, "", false);
        for lane in kept.split_off(MOST_LANES) {
            others.rows.extend(lane.rows);
            others.totals.add_all(&lane.totals);
        }
        kept.push(others);
    }
    kept
}
