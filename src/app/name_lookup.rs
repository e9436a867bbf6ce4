//! Resolves names typed in quick add to the records that they name.

use domain::{
    Fields, KindId, NameHabits, NameMatch, NameOrder, Naming, Query, QuickWords, RecordId, Title,
    Trait, can_name, contact, name_order, naming,
};
use replica::Selection;
use store::Store;

use super::Env;
use super::workspace::Workspace;

/// Number of search hits compared with the typed words.
const LOOKED_AT: usize = 64;

impl<S: Store, E: Env> Workspace<S, E> {
    /// Finds the records that these words name, of the first kind in which there are any: contacts,
    /// else companies, else deals. Returns only whole-name matches if there are any, else partial
    /// ones.
    pub fn called(&self, run: &str, words: &QuickWords) -> Vec<NameMatch> {
        if !can_name(run, words) {
            return Vec::new();
        }
        let kinds: Vec<KindId> = {
            let replica = self.replica();
            let schemas = replica.context().schemas.all().iter();
            let named = schemas.filter(|schema| schema.is(Trait::QuickAdd) && !schema.is_hidden());
            named.map(|schema| schema.kind).collect()
        };
        let found = kinds.into_iter().map(|kind| self.called_in(kind, run, words));
        found.into_iter().find(|found| !found.is_empty()).unwrap_or_default()
    }

    /// Returns the record of a kind that the words name, if there is exactly one.
    pub fn only_one_called(
        &self,
        kind: KindId,
        run: &str,
        words: &QuickWords,
    ) -> Option<NameMatch> {
        let mut found =
            if can_name(run, words) { self.called_in(kind, run, words) } else { Vec::new() };
        found.pop().filter(|_| found.is_empty())
    }

    fn called_in(&self, kind: KindId, run: &str, words: &QuickWords) -> Vec<NameMatch> {
        let query = Query::parse(run);
        let rows = self.select(kind, &Selection { query, ..Selection::default() });
        // The best hits come first, so a name that contains the words is among them.
        let ids: Vec<RecordId> = {
            let replica = self.replica();
            rows.iter().take(LOOKED_AT).map(|row| replica.id(*row)).collect()
        };
        let found = ids.into_iter().filter_map(|id| {
            let name = self.name(id);
            let how = naming(run, &name, &self.own_names(kind, id), words)?;
            Some((how, NameMatch { kind, id, name }))
        });
        let found: Vec<(Naming, NameMatch)> = found.collect();
        let best = found.iter().map(|(how, _)| *how).max();
        let of_best = found.into_iter().filter(|(how, _)| Some(*how) == best);
        of_best.map(|(_, known)| known).collect()
    }

    /// True if the records of a kind are people.
    pub(super) fn is_person(&self, kind: KindId) -> bool {
        self.replica().schema(kind).is_some_and(|schema| schema.title == Title::Person)
    }

    /// Returns a person's names besides the full name: family, given, and the given name in use.
    fn own_names(&self, kind: KindId, id: RecordId) -> Vec<String> {
        let record = if self.is_person(kind) { self.record(id) } else { None };
        let Some(record) = record else { return Vec::new() };
        let given = record.text(contact::GIVEN);
        // Thị Ánh goes by Ánh.
        let last = given.split_whitespace().next_back().map(str::to_owned);
        // The display order of names must not change the result.
        let habits = NameHabits { first: None, ..self.name_habits() };
        let last = last.filter(|_| name_order(&record, habits) == NameOrder::FamilyFirst);
        [record.text(contact::FAMILY), given].into_iter().chain(last).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::stories::{App, now, tab};
    use super::*;
    use domain::{COMPANY, CONTACT, Draft, ENGLISH, company};
    use store::MemoryStore;

    fn app() -> App {
        let app = tab(&MemoryStore::new(7), 1);
        for name in ["Sample Harbour Foods", "Sample Outback Tools", "Cà phê Ban Mê Mẫu"] {
            let mut draft = Draft::new(COMPANY);
            draft.set_text(company::NAME, name);
            now(app.save(None, draft)).unwrap();
        }
        for (family, middle, given) in [
            ("Nguyễn", "Thị", "Ánh"),
            ("王", "", "小明"),
            ("Miller", "", "Anna"),
            ("Baker", "", "Anna"),
            ("Lê", "", "Minh Châu"),
        ] {
            let mut draft = Draft::new(CONTACT);
            draft.set_text(contact::FAMILY, family);
            draft.set_text(contact::MIDDLE, middle);
            draft.set_text(contact::GIVEN, given);
            now(app.save(None, draft)).unwrap();
        }
        app
    }

    #[test]
    fn one_common_word_is_nobodys_name() {
        let app = app();
        let called = |run: &str| -> Vec<String> {
            app.called(run, &ENGLISH).into_iter().map(|known| known.name).collect()
        };
        for run in ["me", "the", "bank", "ban", "tools", "foods", "Acme Foods", "samples", "thi"] {
            assert_eq!(called(run), [""; 0], "{run}");
        }
        for run in ["Ánh", "anh", "Nguyễn Thị Ánh", "nguyen"] {
            assert_eq!(called(run), ["Nguyễn Thị Ánh"], "{run}");
        }
        assert_eq!(called("小明"), ["王小明"]);
        assert_eq!(called("châu"), ["Lê Minh Châu"]);
        assert_eq!(called("harbour foods sample"), ["Sample Harbour Foods"]);
        assert_eq!(called("cà phê"), ["Cà phê Ban Mê Mẫu"]);
        assert_eq!(called("anna"), ["Anna Baker", "Anna Miller"]);
        assert_eq!(called("miller anna"), ["Anna Miller"]);
    }
}
