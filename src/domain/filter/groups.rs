//! Groups of conditions, two deep: what a filter is, how it is encoded, and which of its parts can be
//! taken away on their own.

use std::fmt::Write as _;

use super::prepared::{PreparedCondition, folded};
use super::{Condition, NAMES, Operator, days};
use crate::digest::is_in_rest;
use crate::{Day, Due, Field, FieldType, Fields, Schema, Zones};

/// The number of items that must pass: all of them, or any one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Passing {
    /// All of them.
    #[default]
    All,
    /// At least one.
    Any,
}

/// Conditions that must pass together. A group without conditions lets everything through.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FilterGroup {
    /// The number of conditions that must pass.
    pub passing: Passing,
    /// The conditions, in the order in which the user added them.
    pub conditions: Vec<Condition>,
}

/// Groups of conditions. Without groups everything passes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    /// The number of groups that must pass.
    pub passing: Passing,
    /// The groups, in the order in which the user added them.
    pub groups: Vec<FilterGroup>,
}

/// The mark of a filter of which any group is enough.
const OR: &str = "or";
/// The marks that begin a group.
const ALL: &str = "all";
const ANY: &str = "any";

impl Passing {
    /// Checks parts until one decides, which moves forward by a place: after some records those that
    /// decide most often stand first, and the others are rarely read.
    fn holds<T>(self, parts: &mut [T], mut passes: impl FnMut(&mut T) -> bool) -> bool {
        let deciding = match self {
            Self::All => false,
            Self::Any => true,
        };
        let Some(place) = parts.iter_mut().position(|part| passes(part) == deciding) else {
            return !deciding;
        };
        if let Some(before) = place.checked_sub(1) {
            parts.swap(place, before);
        }
        deciding
    }
}

impl From<Condition> for Filter {
    fn from(condition: Condition) -> Self {
        Self::all(vec![condition])
    }
}

impl Filter {
    /// Creates a filter of which every condition must pass.
    pub fn all(conditions: Vec<Condition>) -> Self {
        let group = FilterGroup { passing: Passing::All, conditions };
        Self { passing: Passing::All, groups: vec![group] }.tidied()
    }

    /// True if everything passes.
    pub fn is_empty(&self) -> bool {
        self.conditions().next().is_none()
    }

    /// Iterates over the conditions of all groups.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.groups.iter().flat_map(|group| &group.conditions)
    }

    /// Returns the same filter in its shortest form: without empty groups, and "any of" only where
    /// it makes a difference.
    #[must_use]
    pub fn tidied(mut self) -> Self {
        self.groups.retain(|group| !group.conditions.is_empty());
        for group in &mut self.groups {
            if group.conditions.len() == 1 {
                group.passing = Passing::All;
            }
        }
        if self.groups.len() < 2 {
            self.passing = Passing::All;
        }
        self
    }

    /// Keeps only some of the conditions.
    #[must_use]
    pub fn keeping(mut self, keep: impl Fn(&Condition) -> bool) -> Self {
        for group in &mut self.groups {
            group.conditions.retain(&keep);
        }
        self.tidied()
    }

    /// Splits the filter into the parts that must all pass, and can be taken away one by one.
    pub fn parts(&self) -> Vec<Self> {
        let filter = self.clone().tidied();
        if filter.passing == Passing::Any {
            return vec![filter];
        }
        let split = |group: FilterGroup| match group.passing {
            Passing::All => group.conditions.into_iter().map(Self::from).collect(),
            Passing::Any => vec![Self { passing: Passing::All, groups: vec![group] }],
        };
        filter.groups.into_iter().flat_map(split).collect()
    }

    /// Joins filters of which each must pass: conditions that stand alone come first, in one group.
    /// "Any of" between groups cannot stand beside other parts, so its groups take them in.
    #[must_use]
    pub fn joined(parts: Vec<Self>) -> Self {
        let (either, all): (Vec<Self>, Vec<Self>) =
            parts.into_iter().map(Self::tidied).partition(|part| part.passing == Passing::Any);
        let groups = all.into_iter().flat_map(|part| part.groups);
        let (together, any): (Vec<FilterGroup>, Vec<FilterGroup>) =
            groups.partition(|group| group.passing == Passing::All);
        let conditions = together.into_iter().flat_map(|group| group.conditions).collect();
        let first = FilterGroup { passing: Passing::All, conditions };
        let groups = std::iter::once(first).chain(any).collect();
        let all = Self { passing: Passing::All, groups }.tidied();
        either.into_iter().fold(all, |all, either| all.and_either(either))
    }

    /// Adds every condition of this filter to each group of another: (a or b) and c is (a and c) or
    /// (b and c).
    fn and_either(self, either: Self) -> Self {
        if self.is_empty() {
            return either;
        }
        let mut groups = either.alternatives();
        for part in self.parts() {
            let with = part.alternatives();
            let both = |one: &Vec<Condition>| -> Vec<Vec<Condition>> {
                with.iter().map(|other| [one.as_slice(), other].concat()).collect()
            };
            groups = groups.iter().flat_map(both).collect();
        }
        let group = |conditions| FilterGroup { passing: Passing::All, conditions };
        Self { passing: Passing::Any, groups: groups.into_iter().map(group).collect() }.tidied()
    }

    /// Returns the sets of conditions of which one must pass whole; for a part of a filter.
    fn alternatives(self) -> Vec<Vec<Condition>> {
        let of_group = |group: FilterGroup| match group.passing {
            Passing::All => vec![group.conditions],
            Passing::Any => group.conditions.into_iter().map(|one| vec![one]).collect(),
        };
        self.groups.into_iter().flat_map(of_group).collect()
    }

    /// True if a record passes.
    pub fn passes(&self, record: &impl Fields) -> bool {
        self.sieve().passes(record)
    }

    /// Returns the filter ready for many records.
    pub fn sieve(&self) -> Sieve<'_> {
        let filled = self.groups.iter().filter(|group| !group.conditions.is_empty());
        let groups = filled.map(|group| {
            let ready = group.conditions.iter().map(PreparedCondition::of);
            (group.passing, ready.collect())
        });
        Sieve { passing: self.passing, groups: groups.collect() }
    }

    /// Returns folded texts of which each stands in the digest of every record of the kind that
    /// passes, so that a scan of the digests spares reading all others.
    pub fn texts_of(&self, schema: &Schema) -> Vec<String> {
        let alone = self.passing == Passing::All || self.groups.len() < 2;
        let groups = self
            .groups
            .iter()
            .filter(|group| alone && (group.passing == Passing::All || group.conditions.len() < 2));
        let is_in_digest = |condition: &&Condition| {
            let positive = matches!(condition.operator, Operator::Contains | Operator::Is);
            positive && schema.field(condition.field).is_some_and(stands_as_it_is)
        };
        let conditions = groups.flat_map(|group| &group.conditions).filter(is_in_digest);
        let texts = conditions.map(folded);
        texts.filter(|text| !text.is_empty() && !text.contains(char::is_control)).collect()
    }

    /// Returns the filter for a day, from which "in the last 30 days" is counted, with the moments
    /// at which its days begin and end here. A filter has no clock: without this nothing is within
    /// any days, and the days of moments are those of UTC.
    #[must_use]
    pub fn at(&self, today: Day, zones: &dyn Zones) -> Self {
        self.at_moment(Due::on(today).moment(zones), zones)
    }

    /// Returns the same for a moment, in milliseconds since 1970.
    #[must_use]
    pub fn at_moment(&self, now: i64, zones: &dyn Zones) -> Self {
        let mut filter = self.clone();
        for condition in filter.groups.iter_mut().flat_map(|group| &mut group.conditions) {
            condition.operand = days::operand_on(condition, now, zones);
        }
        filter
    }

    /// Encodes the filter for URLs and saved views: `10.has.anna~3.is.vip`, values percent-encoded.
    /// `all` and `any` begin a group, `or` says that any group is enough:
    /// `or~any~10.has.anna~3.is.vip~all~12.filled.`.
    pub fn encode(&self) -> String {
        let filter = self.clone().tidied();
        let mut text = String::new();
        if filter.passing == Passing::Any {
            text.push_str(OR);
        }
        let is_plain = filter.groups.len() < 2;
        for group in &filter.groups {
            match group.passing {
                Passing::All if is_plain => {}
                Passing::All => add(&mut text, ALL),
                Passing::Any => add(&mut text, ANY),
            }
            for Condition { field, operator, operand } in &group.conditions {
                add(&mut text, "");
                // Writing to a string cannot fail.
                let _written = write!(text, "{field}.{}.{}", operator.name(), escape(operand));
            }
        }
        text
    }

    /// Decodes [`Filter::encode`]; leaves out conditions it does not understand.
    pub fn decode(text: &str) -> Self {
        let mut filter = Self::default();
        let begin = |passing| FilterGroup { passing, conditions: Vec::new() };
        for part in text.split('~') {
            match part {
                OR => filter.passing = Passing::Any,
                ALL => filter.groups.push(begin(Passing::All)),
                ANY => filter.groups.push(begin(Passing::Any)),
                part => {
                    let Some(condition) = read_condition(part) else { continue };
                    match filter.groups.last_mut() {
                        Some(group) => group.conditions.push(condition),
                        None => filter.groups.push(FilterGroup {
                            conditions: vec![condition],
                            ..FilterGroup::default()
                        }),
                    }
                }
            }
        }
        filter.tidied()
    }
}

/// A filter ready for many records: what can be computed once is.
#[derive(Debug)]
pub struct Sieve<'a> {
    passing: Passing,
    groups: Vec<(Passing, Vec<PreparedCondition<'a>>)>,
}

impl Sieve<'_> {
    /// True if a record passes.
    pub fn passes(&mut self, record: &impl Fields) -> bool {
        let of_group = |(passing, conditions): &mut (Passing, Vec<PreparedCondition<'_>>)| {
            passing.holds(conditions, |condition| condition.holds(record))
        };
        self.groups.is_empty() || self.passing.holds(&mut self.groups, of_group)
    }
}

/// True if the folded text of a field's values stands in digests as it is.
fn stands_as_it_is(field: &Field) -> bool {
    let is_text = matches!(
        field.kind,
        FieldType::Text | FieldType::LongText | FieldType::Email | FieldType::Link
    );
    is_text && is_in_rest(field)
}

/// Adds a part to an encoded filter, or only its separator.
fn add(text: &mut String, part: &str) {
    if !text.is_empty() {
        text.push('~');
    }
    text.push_str(part);
}

fn read_condition(part: &str) -> Option<Condition> {
    let mut parts = part.splitn(3, '.');
    let field = parts.next()?.parse().ok()?;
    let name = parts.next()?;
    let (operator, _) = NAMES.iter().find(|(_, known)| *known == name)?;
    let operand = unescape(parts.next().unwrap_or_default());
    Some(Condition { field, operator: *operator, operand })
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '%' | '~' | '&' | '#' | '+' | '?' | '=' => {
                let _written = write!(escaped, "%{:02X}", u32::from(letter));
            }
            letter => escaped.push(letter),
        }
    }
    escaped
}

fn unescape(text: &str) -> String {
    let mut parts = text.split('%');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let code = part.get(..2).and_then(|code| u8::from_str_radix(code, 16).ok());
        match code.filter(u8::is_ascii) {
            Some(code) => {
                plain.push(char::from(code));
                plain.push_str(part.get(2..).unwrap_or_default());
            }
            None => {
                plain.push('%');
                plain.push_str(part);
            }
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CONTACT, Draft, Operator};

    fn ann() -> Draft {
        let mut draft = Draft::new(CONTACT);
        draft.set_text(10, "Ann");
        draft.set_text(12, "Nagy");
        draft
    }

    fn passes(text: &str) -> bool {
        Filter::decode(text).passes(&ann())
    }

    #[test]
    fn groups_pass_whole_or_by_any_of_their_conditions() {
        assert!(passes("any~10.is.ann~12.is.kiss") && passes("any~10.is.bob~12.is.nagy"));
        assert!(!passes("any~10.is.bob~12.is.kiss"));
        assert!(passes("or~all~10.is.ann~12.is.kiss~all~12.is.nagy"));
        assert!(!passes("or~all~10.is.ann~12.is.kiss~all~12.is.kiss"));
        assert!(passes("any~10.is.ann~10.is.bob~any~12.is.nagy~12.is.kiss"));
        assert!(!passes("any~10.is.ann~10.is.bob~any~12.is.toth~12.is.kiss"));
        // An empty group neither helps nor hinders.
        assert!(passes("or~any~any") && !passes("or~any~all~10.is.bob") && passes("any~all"));
    }

    #[test]
    fn a_plain_filter_is_written_as_ever() {
        for text in ["10.has.ann~3.is.vip", "10.filled.", ""] {
            assert_eq!(Filter::decode(text).encode(), text);
        }
        let any = Filter::decode("or~any~10.has.ann");
        assert_eq!(any.encode(), "10.has.ann");
        assert_eq!(Filter::decode("nonsense~9~x.is.1"), Filter::default());
    }

    #[test]
    fn what_must_pass_is_taken_away_one_by_one() {
        let filter = Filter::decode("all~10.is.ann~any~3.is.a~3.is.b~all~12.is.nagy");
        let parts = filter.parts();
        let texts: Vec<String> = parts.iter().map(Filter::encode).collect();
        assert_eq!(texts, ["10.is.ann", "any~3.is.a~3.is.b", "12.is.nagy"]);
        let joined = Filter::joined(parts);
        assert_eq!(joined.encode(), "all~10.is.ann~12.is.nagy~any~3.is.a~3.is.b");
        let either = Filter::decode("or~all~10.is.ann~12.is.nagy~all~3.is.vip");
        assert_eq!(either.parts(), std::slice::from_ref(&either));
        let both = Filter::joined(vec![either, Filter::decode("any~4.is.x~4.is.y")]);
        let wanted = "or~all~10.is.ann~12.is.nagy~4.is.x~all~10.is.ann~12.is.nagy~4.is.y\
                      ~all~3.is.vip~4.is.x~all~3.is.vip~4.is.y";
        assert_eq!(both.encode(), wanted);
    }

    #[cfg(not(target_arch = "wasm32"))]
    mod laws {
        use super::*;
        use proptest::prelude::*;

        fn condition() -> impl Strategy<Value = Condition> {
            let operator = (0..NAMES.len()).prop_map(|place| NAMES[place].0);
            (1..1_300_u32, operator, ".{0,6}").prop_map(|(field, operator, operand)| Condition {
                field,
                operator,
                operand,
            })
        }

        fn filter() -> impl Strategy<Value = Filter> {
            let passing = || prop_oneof![Just(Passing::All), Just(Passing::Any)];
            let group = (passing(), prop::collection::vec(condition(), 0..4))
                .prop_map(|(passing, conditions)| FilterGroup { passing, conditions });
            (passing(), prop::collection::vec(group, 0..4))
                .prop_map(|(passing, groups)| Filter { passing, groups })
        }

        /// A filter on two fields of Ann.
        fn about_ann() -> impl Strategy<Value = Filter> {
            filter().prop_map(|mut filter| {
                for (place, it) in
                    filter.groups.iter_mut().flat_map(|it| &mut it.conditions).enumerate()
                {
                    let operators = [Operator::Is, Operator::IsNot, Operator::Filled];
                    it.operator = operators[it.field as usize % 3];
                    it.field = if place % 2 == 0 { 10 } else { 12 };
                    it.operand = if it.operand.len() % 2 == 0 { "ann" } else { "nagy" }.to_owned();
                }
                filter
            })
        }

        proptest! {
            #[test]
            fn a_filter_survives_its_own_encoding(filter in filter()) {
                prop_assert_eq!(Filter::decode(&filter.encode()), filter.tidied());
            }

            #[test]
            fn one_group_of_all_passes_what_passes_each_of_its_conditions(filter in about_ann()) {
                let all: Vec<Condition> = filter.conditions().cloned().collect();
                let each = all.iter().all(|one| Filter::from(one.clone()).passes(&ann()));
                prop_assert_eq!(Filter::all(all).passes(&ann()), each);
            }

            #[test]
            fn a_sieve_that_has_seen_many_records_passes_as_a_new_one(
                filter in about_ann(),
                order in prop::collection::vec(0..3_usize, 1..20),
            ) {
                let mut nagy = Draft::new(CONTACT);
                nagy.set_text(12, "Nagy");
                let records = [ann(), nagy, Draft::new(CONTACT)];
                let mut sieve = filter.sieve();
                for record in order.into_iter().map(|at| &records[at]) {
                    prop_assert_eq!(sieve.passes(record), filter.passes(record));
                }
            }

            #[test]
            fn the_short_form_and_the_joined_parts_mean_the_same(
                filter in about_ann(),
                other in about_ann(),
            ) {
                let passes = filter.passes(&ann());
                prop_assert_eq!(filter.clone().tidied().passes(&ann()), passes);
                prop_assert_eq!(Filter::joined(filter.parts()).passes(&ann()), passes);
                let both = Filter::joined(vec![filter, other.clone()]);
                prop_assert_eq!(both.passes(&ann()), passes && other.passes(&ann()));
            }
        }
    }
}
