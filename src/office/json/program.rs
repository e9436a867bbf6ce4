//! Habits of single programs in their JSON: ids that stand for words which the same file explains
//! elsewhere. Of Atomic CRM: `misc/import-sample.json` of <https://github.com/marmelab/atomic-crm>;
//! of Monica: `app/ExportResources` in the branch 4.x of <https://github.com/monicahq/monica>.

use std::borrow::Cow;
use std::collections::HashMap;

use super::members::{Members, members, plain, sort};

/// The table of Atomic CRM's users, the column that refers to one, and the column for the name.
const USERS: (&str, &str, &str) = ("sales", "sales_id", "sales");
/// Monica's table of the sorts of contact data, and its list of such data.
const SORTS: &str = "contact_field_types";
/// Monica's list of phone numbers, email addresses and the like.
pub const REACHED_BY: &str = "contact_field";
/// Monica's lists whose records are parts of the record that holds them.
pub const PARTS: [&str; 1] = ["address"];
/// Tables about the program itself: its users, its words for choices.
const SETUP: [&str; 7] =
    ["sales", "tags", "user", "users", "modules", "reminder_rules", "audit_logs"];

/// True for a table of a program's users or choices, by its path: nothing that anybody imports.
pub fn is_setup(path: &str) -> bool {
    let last = path.rsplit('.').next().unwrap_or_default();
    SETUP.contains(&last) || path.split('.').any(|key| key == "instance")
}

/// The contents of earlier tables that later ones refer to.
#[derive(Default)]
pub struct Learned {
    /// The names of users by their ids.
    users: HashMap<String, String>,
    /// The names of sorts of contact data by their ids.
    sorts: HashMap<String, String>,
    /// The ids of the records that name a record which stands elsewhere, by its id.
    links: HashMap<String, (String, Vec<String>)>,
}

impl Learned {
    /// Takes in a row of a table of users or sorts.
    pub fn note(&mut self, path: &str, row: &Members<'_>) {
        let (into, name) = if path == USERS.0 {
            let names =
                ["first_name", "last_name"].map(|key| text_of(row, key).unwrap_or_default());
            (&mut self.users, names.join(" ").trim().to_owned())
        } else if path.rsplit('.').next() == Some(SORTS) {
            let own = row.iter().find(|(key, _)| key == "properties").map(|(_, it)| members(it));
            let name = own.and_then(|own| text_of(&own, "name").map(Cow::into_owned));
            (&mut self.sorts, name.unwrap_or_default())
        } else {
            return;
        };
        if let Some(id) = id_of(row).filter(|_| !name.is_empty()) {
            into.insert(id.into_owned(), name);
        }
    }

    /// Remembers that a record names another one, whose table gets the parent's id in this column.
    pub fn link(&mut self, to: &str, column: &str, from: &str) {
        let links = self.links.entry(to.to_owned());
        links.or_insert_with(|| (column.to_owned(), Vec::new())).1.push(from.to_owned());
    }

    /// Returns columns beside those of a row, with their values.
    pub fn beside(&self, row: &Members<'_>) -> Vec<(String, String)> {
        let mut beside = Vec::new();
        if !self.users.is_empty() {
            let user = text_of(row, USERS.1).and_then(|id| self.users.get(id.as_ref()));
            beside.extend(user.map(|name| (USERS.2.to_owned(), name.clone())));
        }
        if !self.links.is_empty() {
            let links = id_of(row).and_then(|id| self.links.get(id.as_ref()));
            beside.extend(links.map(|(column, ids)| (column.clone(), ids.join(";"))));
        }
        beside
    }

    /// Returns the header of a column: an id of a sort in it becomes the sort's name.
    pub fn header(&self, column: &str) -> String {
        let named = column.split_once(REACHED_BY).and_then(|(before, rest)| {
            let name = self.sorts.get(rest.strip_prefix('.')?)?;
            Some(format!("{before}{REACHED_BY}.{name}"))
        });
        named.unwrap_or_else(|| column.to_owned())
    }
}

/// Returns the date that Monica's object for a day means, if it is one: without the year, if that is
/// unknown, and the year alone, if the date was computed from an age.
pub fn special_date(object: &Members<'_>) -> Option<String> {
    let is = |key: &str| Some(text_of(object, key)? == "true");
    let (no_year, year_alone) = (is("is_year_unknown")?, is("is_age_based")?);
    let date = text_of(object, "date")?;
    let (year, day) = (date.get(..4)?, date.get(4..10)?);
    match (no_year, year_alone) {
        (true, _) => Some(format!("-{day}")),
        (_, true) => Some(year.to_owned()),
        _ => None,
    }
}

/// A list in Monica's form: its type and its values.
pub struct TypedList<'a> {
    /// The type of its records: `note`.
    pub kind: Cow<'a, str>,
    /// The array of them.
    pub values: &'a serde_json::value::RawValue,
}

impl<'a> TypedList<'a> {
    /// Returns the list that an object is, if it is one.
    pub fn of(object: &Members<'a>) -> Option<Self> {
        let member = |name: &str| object.iter().find(|(key, _)| key == name).map(|(_, it)| *it);
        member("count")?;
        let kind = member("type").filter(|kind| sort(kind) == b'"')?;
        let values = member("values").filter(|values| sort(values) == b'[')?;
        Some(Self { kind: plain(kind), values })
    }
}

/// Returns the id that a record has of its own.
pub fn id_of<'a>(row: &Members<'a>) -> Option<Cow<'a, str>> {
    let is_id =
        |key: &str| ["id", "uuid", "_id", "guid"].iter().any(|name| key.eq_ignore_ascii_case(name));
    let all = row.iter().filter(|(key, value)| is_id(key) && !matches!(sort(value), b'{' | b'['));
    all.map(|(_, value)| plain(value)).find(|id| !id.is_empty())
}

fn text_of<'a>(row: &Members<'a>, key: &str) -> Option<Cow<'a, str>> {
    row.iter().find(|(own, _)| own == key).map(|(_, value)| plain(value))
}
