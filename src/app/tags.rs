//! Tags across all kinds of records that carry them.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use domain::{Fields, KindId, RecordId, any_kind, fold};
use store::Store;

use super::Env;
use super::cards::TagCount;
use super::workspace::Workspace;

impl<S: Store, E: Env> Workspace<S, E> {
    /// Returns every tag with its number of live records of any kind, the most used first.
    pub fn all_tags(&self) -> Vec<TagCount> {
        let mut counts: BTreeMap<String, TagCount> = BTreeMap::new();
        for TagCount { tag, count } in self.tagged().into_iter().flat_map(|kind| self.tags(kind)) {
            counts.entry(fold(&tag)).or_insert(TagCount { tag, count: 0 }).count += count;
        }
        let mut tags: Vec<TagCount> = counts.into_values().collect();
        tags.sort_by_key(|tag| Reverse(tag.count));
        tags
    }

    /// Returns every live record of any kind that carries a tag.
    pub fn carrying(&self, tag: &str) -> Vec<RecordId> {
        let wanted = fold(tag);
        let kinds = self.tagged();
        let replica = self.replica();
        let rows = kinds.iter().flat_map(|kind| replica.list(*kind).iter().copied());
        let carries = rows.filter(|row| {
            replica.view(*row).texts(any_kind::TAGS).iter().any(|tag| fold(tag) == wanted)
        });
        carries.map(|row| replica.id(row)).collect()
    }

    /// Returns the kinds whose records carry tags.
    fn tagged(&self) -> Vec<KindId> {
        let replica = self.replica();
        let schemas = replica.context().schemas.all().iter();
        schemas.filter(|schema| schema.is_tagged()).map(|schema| schema.kind).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::stories::{now, person, tab};
    use crate::{BulkChange, TagCount};
    use domain::{DEAL, Draft, Fields, TASK, Value, any_kind, deal, task};
    use store::MemoryStore;

    #[test]
    fn a_tag_is_renamed_and_removed_on_deals_and_tasks_too() {
        let app = tab(&MemoryStore::new(7), 1);
        let mut deal = Draft::new(DEAL);
        deal.set_text(deal::NAME, "Oak desks");
        let mut task = Draft::new(TASK);
        task.set_text(task::TEXT, "Call back");
        let ids = [person("Ann", "Lee"), deal, task].map(|mut draft| {
            draft.push(any_kind::TAGS, "", Value::Text("fair".into()));
            now(app.save(None, draft)).unwrap().id
        });
        assert_eq!(app.all_tags(), [TagCount { tag: "fair".into(), count: 3 }]);
        let rename = BulkChange::RenameTag { from: "fair".into(), to: "Expo".into() };
        now(app.change_many(&app.carrying("FAIR"), &rename)).unwrap();
        for id in ids {
            assert_eq!(app.record(id).unwrap().texts(any_kind::TAGS), ["Expo"]);
        }
        now(app.change_many(&app.carrying("expo"), &BulkChange::RemoveTag("Expo".into()))).unwrap();
        assert!(app.all_tags().is_empty());
        for id in ids {
            assert!(app.record(id).unwrap().texts(any_kind::TAGS).is_empty());
        }
    }
}
