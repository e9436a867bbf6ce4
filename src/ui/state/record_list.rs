//! Additions of lists to rows: recently opened records, the alphabet rail, and ids and tags of the
//! selection.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::lists::Rows;
use super::records::Records;
use super::session::Phase;
use app::{ListWanted, RecordCard, TagCount, TagCounts};
use domain::{Fields, KindId, RecordId, WhichFirst, any_kind, key_led_by};
use replica::{Replica, Row, Sort};
use store::SmallForm;

/// Bytes per stored id.
const ID: usize = 16;

/// A letter of the alphabet rail and its first row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letter {
    /// A Latin letter, `#`, or one letter that stands for its whole script.
    pub letter: char,
    /// Index of its first row.
    pub first: usize,
}

impl Records {
    /// Returns the records of a kind matching a selection; if ids are given, only those, in the
    /// given order.
    pub fn rows_among(
        self,
        kind: KindId,
        wanted: impl Fn() -> (ListWanted, Option<Vec<RecordId>>) + Send + Sync + 'static,
    ) -> Rows {
        self.rows_by(move || {
            if self.session.phase.get() != Phase::Ready {
                return Vec::new();
            }
            let workspace = self.session.workspace_of(&[kind]);
            match wanted() {
                (wanted, None) => workspace.list_rows(kind, &wanted),
                (wanted, Some(ids)) => {
                    let passing = workspace.list_rows(kind, &wanted);
                    among(&workspace.replica(), &passing, &ids)
                }
            }
        })
    }

    /// Counts the records that a list shows. Tracked.
    pub fn count_of(&self, kind: KindId, wanted: &ListWanted) -> usize {
        self.session.workspace_of(&[kind]).list_rows(kind, wanted).len()
    }

    /// Returns a record's card by id. Tracked.
    pub fn card_of(&self, id: RecordId) -> Option<RecordCard> {
        let workspace = self.session.workspace_of_record(id);
        let row = workspace.replica().row(id)?;
        workspace.card(row)
    }

    /// Returns the letters of a list sorted by name. Reads few rows: finds the end of each letter
    /// by binary search.
    pub fn alphabet(&self, rows: &[Row], sort: Sort) -> Vec<Letter> {
        let workspace = self.session.workspace();
        let replica = workspace.replica();
        // A stale row has no key; the list is about to be recomputed.
        let letter_of = |row: &Row| {
            if !replica.holds(*row) {
                return '…';
            }
            let key = replica.key(*row);
            letter_of_key(match sort {
                Sort::First => key_led_by(key, WhichFirst::Given),
                Sort::Last => key_led_by(key, WhichFirst::Family),
                _ => key,
            })
        };
        let mut letters: Vec<Letter> = Vec::new();
        let mut first = 0;
        while let Some(row) = rows.get(first) {
            let letter = letter_of(row);
            letters.push(Letter { letter, first });
            first += rows[first..].partition_point(|row| letter_of(row) == letter).max(1);
        }
        letters
    }

    /// Returns the ids of rows, skipping stale ones.
    pub fn ids_of(&self, rows: &[Row]) -> Vec<RecordId> {
        let workspace = self.session.workspace();
        let id = |row: &Row| workspace.held(*row).map(|(replica, row)| replica.id(row));
        rows.iter().filter_map(id).collect()
    }

    /// Counts the tags of some records, most frequent first.
    pub fn tags_of(&self, ids: &[RecordId]) -> Vec<TagCount> {
        let workspace = self.session.workspace();
        let replica = workspace.replica();
        let mut counts = TagCounts::default();
        for row in ids.iter().filter_map(|id| replica.row(*id)) {
            replica.view(row).texts(any_kind::TAGS).into_iter().for_each(|tag| counts.add(tag));
        }
        counts.most_used_first()
    }

    /// Reads the recently opened records of the list at this path, latest first.
    pub async fn recent(self, home: &str) -> Vec<RecordId> {
        let bytes = self.session.small(&SmallForm::Recent.key_of(home)).await.unwrap_or_default();
        bytes
            .chunks_exact(ID)
            .filter_map(|id| id.try_into().ok().map(RecordId::from_bytes))
            .collect()
    }

    /// Stores the recently opened records of the list at this path.
    pub fn keep_recent(self, home: &str, ids: &[RecordId]) {
        let key = SmallForm::Recent.key_of(home);
        let bytes = ids.iter().flat_map(|id| id.to_bytes()).collect();
        let workspace = self.session.workspace();
        spawn_local(async move {
            if let Err(error) = key.write(workspace.store(), Some(bytes)).await {
                self.session.report(&error.into());
            }
        });
    }
}

/// Returns those of the rows that have these ids, in the order of the ids.
fn among(replica: &Replica, rows: &[Row], ids: &[RecordId]) -> Vec<Row> {
    let found = ids.iter().filter_map(|id| replica.row(*id));
    found.filter(|row| rows.contains(row)).collect()
}

/// Returns the letter for a sort key. Sorted keys yield contiguous letters; each non-Latin script
/// is one block, since the rail has no room for all letters.
fn letter_of_key(key: &[u8]) -> char {
    let first = match key {
        [letter @ b'a'..=b'z', ..] => return letter.to_ascii_uppercase().into(),
        // Markers of `DigestContext::sort_key` for Chinese characters and for a missing name.
        [0xf8, ..] => return '中',
        [0xff, ..] => return '…',
        key => {
            let word = key.split(|byte| *byte == 0).next().unwrap_or_default();
            // A Chinese character later in the name is encoded with a marker that is not UTF-8.
            let text = word.utf8_chunks().next().map_or("", |chunk| chunk.valid());
            text.chars().next().unwrap_or('#')
        }
    };
    match first {
        '\u{0370}'..='\u{03ff}' => 'Ω',
        '\u{0400}'..='\u{052f}' => 'Я',
        '\u{0530}'..='\u{058f}' => 'Ա',
        '\u{0590}'..='\u{05ff}' => 'א',
        '\u{0600}'..='\u{077f}' => 'ع',
        '\u{0900}'..='\u{097f}' => 'अ',
        '\u{0e00}'..='\u{0e7f}' => 'ก',
        '\u{3040}'..='\u{30ff}' => 'あ',
        '\u{ac00}'..='\u{d7af}' => '가',
        letter if letter.is_ascii() => '#',
        _ => '…',
    }
}

#[cfg(test)]
mod tests {
    use super::letter_of_key;
    use domain::{CONTACT, DigestContext, Draft, WhichFirst, built_in, contact, key_led_by};

    #[test]
    fn names_in_order_give_every_letter_once() {
        let context = DigestContext::default();
        let names = ["42", "Ánh", "Bob", "Émile", "Ольга", "สมชาย", "อาทิตย์", "小红", "王", ""];
        let mut keys: Vec<Vec<u8>> = names.iter().map(|name| context.sort_key(name)).collect();
        keys.sort();
        let mut letters: Vec<char> = keys.iter().map(|key| letter_of_key(key)).collect();
        letters.dedup();
        assert_eq!(letters, ['#', 'A', 'B', 'E', 'Я', 'ก', '中', '…']);
    }

    #[test]
    fn a_name_that_mixes_scripts_stands_under_its_first_letter() {
        let context = DigestContext::default();
        assert_eq!(letter_of_key(&context.sort_key("苏州光学 Optics")), '中');
        assert_eq!(letter_of_key(&context.sort_key("Haier 海尔")), 'H');
        assert_eq!(letter_of_key(&context.sort_key("3 海尔")), '#');
        assert_eq!(letter_of_key(&context.sort_key("😀😀")), '…');
    }

    #[test]
    fn the_letters_are_those_of_the_name_that_leads_the_list() {
        let context = DigestContext { schemas: built_in(), ..DigestContext::default() };
        let mut anna = Draft::new(CONTACT);
        anna.set_text(contact::GIVEN, "Anna");
        anna.set_text(contact::FAMILY, "Brown");
        let key = context.digest(CONTACT, &anna).key;
        let led = |first| letter_of_key(key_led_by(&key, first));
        assert_eq!(letter_of_key(&key), 'A');
        assert_eq!([led(WhichFirst::Given), led(WhichFirst::Family)], ['A', 'B']);
    }
}
