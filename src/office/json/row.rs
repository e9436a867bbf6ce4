//! Records become rows: nested objects become columns, lists of values a cell, lists of records
//! tables of their own.

use std::collections::HashMap;

use serde_json::value::RawValue;

use super::fault::JsonFault;
use super::members::{DEEPEST, Members, elements, members, on_one_line, plain, sort};
use super::program::{Learned, PARTS, REACHED_BY, TypedList, id_of, special_date};
use super::table::{GrowingTable, JsonTable};

/// Of addresses in a list so many become columns.
const MOST_ADDRESSES: usize = 4;
/// Keys of which every address has some.
const OF_ADDRESSES: [&str; 7] =
    ["street", "city", "zip", "zipcode", "postalcode", "postcode", "address1"];
/// Keys of a value with what is said about it, as in lists of phone numbers or tags; letters only.
const OF_VALUES: &str = " value label type kind category primary isprimary default isdefault email \
    emailaddress address phone phonenumber number callingcode countrycode url uri link name title \
    tag id uuid guid slug color code position order verified createdat updatedat ";
/// Names of lists that say nothing about their records.
const NAMELESS: [&str; 7] = ["", "data", "results", "items", "records", "values", "value"];

/// The tables found so far.
pub struct FoundTables {
    most: usize,
    size: usize,
    all: Vec<GrowingTable>,
    by_path: HashMap<String, usize>,
    learned: Learned,
}

/// The record that holds the records of a list.
#[derive(Clone)]
pub struct Holder {
    /// The column for its id: `contact_id`.
    column: String,
    id: String,
}

impl FoundTables {
    pub fn new(most: usize) -> Self {
        let (all, by_path) = (Vec::new(), HashMap::new());
        Self { most, size: 0, all, by_path, learned: Learned::default() }
    }

    /// The number of rows so far.
    pub fn rows(&self) -> usize {
        self.all.iter().map(|table| table.rows).sum()
    }

    pub fn finish(self) -> Vec<JsonTable> {
        let learned = self.learned;
        let all = self.all.into_iter().filter(|table| table.rows > 0);
        all.map(|table| table.finish(|column| learned.header(column))).collect()
    }

    /// Takes in an element of a list: an object is a row, an array holds more elements. Other values
    /// are rows of a table only if the list is said to be one.
    pub fn element(
        &mut self,
        path: &str,
        value: &RawValue,
        is_table: bool,
        depth: usize,
    ) -> Result<(), JsonFault> {
        match sort(value) {
            _ if depth > DEEPEST => Err(JsonFault::TooDeep),
            b'{' => self.row(path, &members(value), None, depth),
            b'[' => elements(value)
                .into_iter()
                .try_for_each(|element| self.element(path, element, is_table, depth + 1)),
            _ if is_table => {
                let table = self.table(path);
                table.put("value", &plain(value));
                self.end_row(path)
            }
            _ => Ok(()),
        }
    }

    /// Takes in a record, and the records inside it.
    pub fn row(
        &mut self,
        path: &str,
        row: &Members<'_>,
        holder: Option<&Holder>,
        depth: usize,
    ) -> Result<(), JsonFault> {
        let beside = self.learned.beside(row);
        self.learned.note(path, row);
        let id = id_of(row);
        let table = self.table(path);
        if let Some(holder) = holder {
            table.put(&holder.column, &holder.id);
        }
        let has_id = id.is_some();
        let mut flat =
            Flat { table, name: String::new(), has_id, lists: Vec::new(), links: Vec::new() };
        flat.object(row, depth)?;
        let Flat { table, lists, links, .. } = flat;
        beside.iter().for_each(|(name, value)| table.put(name, value));
        self.end_row(path)?;
        if lists.is_empty() && links.is_empty() {
            return Ok(());
        }
        let holder = id.map(|id| Holder { column: id_column(path), id: id.into_owned() });
        for link in holder.iter().flat_map(|holder| links.iter().map(move |link| (holder, link))) {
            self.learned.link(link.1, &link.0.column, &link.0.id);
        }
        for (name, records) in lists {
            let path = joined(path, &name);
            for record in records {
                self.row(&path, &members(record), holder.as_ref(), depth + 1)?;
            }
        }
        Ok(())
    }

    fn table(&mut self, path: &str) -> &mut GrowingTable {
        let at = self.by_path.get(path).copied().unwrap_or_else(|| {
            self.all.push(GrowingTable::new(path));
            self.by_path.insert(path.to_owned(), self.all.len() - 1);
            self.all.len() - 1
        });
        &mut self.all[at]
    }

    fn end_row(&mut self, path: &str) -> Result<(), JsonFault> {
        let table = self.table(path);
        let before = table.size();
        table.end_row();
        self.size += table.size() - before;
        if self.size > self.most { Err(JsonFault::TooLarge { most: self.most }) } else { Ok(()) }
    }
}

/// Joins the path of a table and a key.
pub fn joined(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// Returns the column for the ids of the records of a table: `contact_id` of `crm.contacts`.
fn id_column(path: &str) -> String {
    let last = path.rsplit('.').next().unwrap_or_default();
    if NAMELESS.contains(&last) {
        return "parent_id".to_owned();
    }
    let one = match last.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None if last == "people" => "person".to_owned(),
        None => last.strip_suffix('s').unwrap_or(last).to_owned(),
    };
    format!("{one}_id")
}

/// A record on its way into the row of a table.
struct Flat<'t, 'a> {
    table: &'t mut GrowingTable,
    /// The keys that lead to the value at hand, joined by dots.
    name: String,
    /// True if the record has an id, to which records inside it can refer.
    has_id: bool,
    /// Lists of records, for tables of their own.
    lists: Vec<(String, Vec<&'a RawValue>)>,
    /// Ids of records elsewhere.
    links: Vec<String>,
}

impl<'a> Flat<'_, 'a> {
    fn object(&mut self, object: &Members<'a>, depth: usize) -> Result<(), JsonFault> {
        if depth > DEEPEST {
            return Err(JsonFault::TooDeep);
        }
        let date = special_date(object);
        for (key, value) in object {
            let before = self.name.len();
            if before > 0 {
                self.name.push('.');
            }
            self.name.push_str(key);
            match (sort(value), &date) {
                (b'{', _) => self.object(&members(value), depth + 1)?,
                (b'[', _) => self.array(value, depth)?,
                (_, Some(date)) if key == "date" => self.table.put(&self.name, date),
                _ => self.table.put(&self.name, &plain(value)),
            }
            self.name.truncate(before);
        }
        Ok(())
    }

    fn array(&mut self, array: &'a RawValue, depth: usize) -> Result<(), JsonFault> {
        let all = elements(array);
        let objects: Vec<Members<'a>> = match all.iter().all(|it| sort(it) == b'{') {
            true => all.iter().map(|it| members(it)).collect(),
            false => Vec::new(),
        };
        let typed: Option<Vec<TypedList<'a>>> = objects.iter().map(TypedList::of).collect();
        let is_address = |object: &Members<'_>| has_key(object, |key| OF_ADDRESSES.contains(&key));
        match typed {
            _ if all.is_empty() => self.table.put(&self.name, ""),
            Some(typed) if !objects.is_empty() => {
                typed.iter().try_for_each(|list| self.typed(list, depth))?;
            }
            _ if (1..=MOST_ADDRESSES).contains(&objects.len())
                && objects.iter().all(is_address) =>
            {
                self.numbered(&objects, depth)?;
            }
            _ if self.has_id && objects.iter().any(|it| !is_value(it)) => {
                self.lists.push((self.name.clone(), all));
            }
            _ => self.table.put(&self.name, &on_one_line(array)),
        }
        Ok(())
    }

    /// Writes each object into columns of its own: `addresses.city`, `addresses 2.city`.
    fn numbered(&mut self, objects: &[Members<'a>], depth: usize) -> Result<(), JsonFault> {
        let before = self.name.len();
        for (object, number) in objects.iter().zip(1..) {
            if number > 1 {
                self.name.push_str(&format!(" {number}"));
            }
            self.object(object, depth + 1)?;
            self.name.truncate(before);
        }
        Ok(())
    }

    fn typed(&mut self, list: &TypedList<'a>, depth: usize) -> Result<(), JsonFault> {
        let all = elements(list.values);
        let before = self.name.len();
        self.name.push('.');
        self.name.push_str(&list.kind);
        if !all.iter().all(|value| sort(value) == b'{') {
            self.links.extend(all.iter().map(|value| plain(value).into_owned()));
            self.table.put(&self.name, &on_one_line(list.values));
        } else if list.kind == REACHED_BY {
            self.reached_by(&all);
        } else if PARTS.contains(&list.kind.as_ref()) && all.len() <= MOST_ADDRESSES {
            let objects: Vec<Members<'a>> = all.iter().map(|it| members(it)).collect();
            self.numbered(&objects, depth)?;
        } else {
            self.lists.push((self.name.clone(), all));
        }
        self.name.truncate(before);
        Ok(())
    }

    /// Writes Monica's numbers and addresses into a column for each sort, several of a sort as JSON.
    fn reached_by(&mut self, all: &[&'a RawValue]) {
        let mut sorts: Vec<(String, Vec<String>)> = Vec::new();
        for value in all {
            let value = members(value);
            let own = value.iter().find(|(key, _)| key == "properties").map(|(_, it)| members(it));
            let own = own.unwrap_or_default();
            let of = |name: &str| own.iter().find(|(key, _)| key == name).map(|(_, it)| *it);
            let Some(data) = of("data") else { continue };
            let sort = of("type").map(|it| plain(it).into_owned()).unwrap_or_default();
            let data = data.get().to_owned();
            match sorts.iter_mut().find(|(known, _)| *known == sort) {
                Some((_, values)) => values.push(data),
                None => sorts.push((sort, vec![data])),
            }
        }
        for (sort, values) in sorts {
            let name = format!("{}.{sort}", self.name);
            let list = format!("[{}]", values.join(","));
            match (values.as_slice(), serde_json::from_str::<&RawValue>(&list)) {
                ([_], Ok(list)) => {
                    elements(list).iter().for_each(|one| self.table.put(&name, &plain(one)));
                }
                _ => self.table.put(&name, &list),
            }
        }
    }
}

/// True for an object that is a value with what is said about it: `{"email": …, "type": "Work"}`.
pub fn is_value(object: &Members<'_>) -> bool {
    !has_key(object, |key| !OF_VALUES.contains(&format!(" {key} ")))
        && !object.iter().any(|(_, value)| matches!(sort(value), b'{' | b'['))
}

/// True if a key, as its letters in lower case, is one of these.
fn has_key(object: &Members<'_>, is_it: impl Fn(&str) -> bool) -> bool {
    let letters = |key: &str| -> String {
        let letters = key.chars().filter(|letter| letter.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    object.iter().any(|(key, _)| is_it(&letters(key)))
}
