//! Records of kinds that this build does not know: a newer version made them, or a kind of the user
//! whose own record is not here yet. They are kept, merged, and backed up unchanged; no list shows
//! them.

use std::collections::HashSet;

use domain::KindId;
use store::Store;

use super::Env;
use super::workspace::Workspace;

impl<S: Store, E: Env> Workspace<S, E> {
    /// Counts the records in memory whose kind this build does not know. Records of a kind that the
    /// user deleted are not among them.
    pub fn count_unknown(&self) -> usize {
        let replica = self.replica();
        let schemas = &replica.context().schemas;
        let of_known_schema: HashSet<KindId> = schemas.all().iter().map(|it| it.kind).collect();
        let strangers = replica.all().map(|row| replica.kind(row));
        let strangers: Vec<KindId> =
            strangers.filter(|kind| !of_known_schema.contains(kind)).collect();
        if strangers.is_empty() {
            return 0;
        }
        let made_here: HashSet<KindId> =
            replica.all().map(|row| KindId::of_own(replica.id(row))).collect();
        strangers.into_iter().filter(|kind| !kind.is_own() || !made_here.contains(kind)).count()
    }
}

#[cfg(test)]
mod tests {
    use crate::job::tests::{back_up, restore};
    use crate::own_kinds_stories::declare_kind;
    use crate::stories::{now, person, tab};
    use domain::{CONTACT, Draft, KindId, Value, contact};
    use store::MemoryStore;

    #[test]
    fn records_of_a_newer_version_are_counted_kept_and_written_back_unchanged() {
        let [app, other, third] = [7, 8, 9].map(|seed| tab(&MemoryStore::new(seed), seed));
        let mut anh = person("Ánh", "Nguyễn");
        anh.push(contact::PHONES, "work", Value::Text("0912 345 678".into()));
        let id = now(app.save(None, anh)).unwrap().id;
        // As a newer version would write a kind of its own.
        let backup = String::from_utf8(back_up(&app)).unwrap();
        let [known, newer] = [CONTACT, KindId(99)].map(|kind| format!("\"kind\":{},", kind.0));
        assert!(backup.contains(&known));
        restore(&other, backup.replace(&known, &newer).into_bytes());
        let kept = other.record(id).unwrap();
        assert_eq!((kept.kind, other.count_unknown()), (KindId(99), 1));
        restore(&third, back_up(&other));
        assert_eq!((third.count_unknown(), third.record(id)), (1, Some(kept)));
    }

    #[test]
    fn a_deleted_kind_is_known() {
        let app = tab(&MemoryStore::new(7), 1);
        let machine = declare_kind(&app, "Machine");
        now(app.make_named(machine, "Press", Draft::new(machine))).unwrap();
        now(app.delete_kind(machine)).unwrap();
        assert_eq!(app.count_unknown(), 0);
    }
}
