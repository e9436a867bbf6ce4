//! References in the user's own fields, to contacts, deals and the user's kinds: imports find them by
//! id, by code and by name, in new and in known rows; what they do not find is told.

use super::tests::{ask, carry_out, plan_of};
use super::*;
use crate::own_kinds_stories::{declare_field, declare_kind};
use crate::stories::{App, now, tab};
use domain::{
    COMPANY, CONTACT, DEAL, Draft, Fields, KindId, RecordId, Value, any_kind, company, contact,
};
use store::MemoryStore;

/// An app with fields that refer to a contact, a deal and a machine, and the records.
struct Related {
    app: App,
    /// The kind "Machine".
    machine: KindId,
    /// The fields of companies, in this order: contact, deal, machine.
    fields: [u32; 3],
    /// The records.
    records: [RecordId; 3],
}

fn related() -> Related {
    let app = tab(&MemoryStore::new(7), 1);
    now(app.seed_pipeline()).unwrap();
    let machine = declare_kind(&app, "Machine");
    let serial = declare_field(&app, machine, "Inventory number", "text", "");
    let key = app.schema(machine).unwrap().key.to_string();
    let field = |name: &str, to: &str| declare_field(&app, COMPANY, name, "reference", to);
    let fields = [field("Buyer", "contact"), field("Main deal", "deal"), field("Press", &key)];
    let made = |kind, name: &str, also: Draft| now(app.make_named(kind, name, also)).unwrap().id;
    let mut mail = Draft::new(CONTACT);
    mail.push(contact::EMAILS, "", Value::Text("anna@x.org".into()));
    let mut number = Draft::new(machine);
    number.set_text(serial, "P-7");
    let records = [
        made(CONTACT, "Anna Lee", mail),
        made(DEAL, "Roof", Draft::new(DEAL)),
        made(machine, "Heidelberg", number),
    ];
    Related { app, machine, fields, records }
}

fn import(app: &App, text: &str, matched: MatchChoice) -> (Worker, Planned) {
    let mut worker = Worker::default();
    let files = [("firms.csv", text.as_bytes())];
    let (planned, order) = plan_of(app, &mut worker, COMPANY, &files, matched).unwrap();
    carry_out(app, &mut worker, &order);
    (worker, planned)
}

impl Related {
    fn refers(&self, name: &str) -> [Option<RecordId>; 3] {
        let id = self.app.named(COMPANY, name).unwrap();
        let record = self.app.record(id).unwrap();
        self.fields.map(|field| record.reference(field))
    }

    fn kept(&self, name: &str) -> Vec<String> {
        let id = self.app.named(COMPANY, name).unwrap();
        let kept = self.app.record(id).unwrap().elements(any_kind::EXTRA);
        kept.iter().map(|it| format!("{}: {}", it.label, it.value.as_text().unwrap())).collect()
    }
}

const HEADER: &str = "Company,Buyer,Main deal,Press,Buyer ID,Main deal ID,Press ID";

#[test]
fn own_reference_fields_find_records_of_any_kind_by_id_by_code_and_by_name() {
    let all = related();
    let [anna, roof, press] = all.records;
    let text = format!(
        "{HEADER}\nBy name,lee anna,ROOF,heidelberg,,,\nBy code,ANNA@x.org,Roof,p-7,,,\nBy id,,,,{anna},{roof},{press}\n"
    );
    let (_, planned) = import(&all.app, &text, MatchChoice::FillGaps);
    assert_eq!((planned.new, planned.unclear), (3, 0));
    for name in ["By name", "By code", "By id"] {
        assert_eq!(all.refers(name), all.records.map(Some), "{name}");
        assert_eq!(all.kept(name), Vec::<String>::new(), "{name}");
    }
    assert_eq!(
        (all.app.count(CONTACT), all.app.count(DEAL), all.app.count(all.machine)),
        (1, 1, 1)
    );
}

#[test]
fn companies_that_are_here_get_the_references_that_they_lack() {
    let all = related();
    for choice in [MatchChoice::FillGaps, MatchChoice::Overwrite] {
        let name = format!("Here {choice:?}");
        let mut draft = Draft::new(COMPANY);
        draft.set_text(company::NAME, name.as_str());
        now(all.app.save(None, draft)).unwrap();
        let text = format!("{HEADER}\n{name},Anna Lee,Roof,P-7,,,\n");
        let (_, planned) = import(&all.app, &text, choice);
        assert_eq!((planned.matched, planned.unclear), (1, 0));
        assert_eq!(all.refers(&name), all.records.map(Some), "{choice:?}");
        assert_eq!(all.kept(&name), Vec::<String>::new(), "{choice:?}");
        // Another one does not replace it where gaps are filled, and is not lost.
        let other = format!("{HEADER}\n{name},Bo Chen,,,,,\n");
        import(&all.app, &other, MatchChoice::FillGaps);
        assert_eq!(all.refers(&name), all.records.map(Some), "{choice:?}");
        assert_eq!(all.kept(&name), ["Buyer: Bo Chen"], "{choice:?}");
    }
}

#[test]
fn names_of_several_and_ids_of_nobody_are_told_and_kept() {
    let all = related();
    for _ in 0..2 {
        now(all.app.make_named(CONTACT, "Ida", Draft::new(CONTACT))).unwrap();
        now(all.app.make_named(all.machine, "Saw", Draft::new(all.machine))).unwrap();
    }
    let nobody = RecordId::new(1_700_000_000_000, [9; 10]);
    let anna = all.records[0];
    let text = format!("{HEADER}\nNew Ltd,Ida,,Saw,,{nobody},\nOther,cem@x.org,,,,,{anna}\n");
    for (planned_new, choice) in [(2, MatchChoice::FillGaps), (0, MatchChoice::FillGaps)] {
        let (mut worker, planned) = import(&all.app, &text, choice);
        assert_eq!((planned.new, planned.unclear), (planned_new, 5));
        let list = Request::Findings { list: PlanList::Unclear, from: 0 };
        let asked = Message::new(&list, Vec::new());
        let Reply::Findings(FindingsSlice::Unclear(told)) = ask(&mut worker, asked).remove(0).0
        else {
            panic!()
        };
        let told: Vec<(usize, &str, bool)> =
            told.iter().map(|it| (it.line, it.text.as_str(), it.several)).collect();
        let (nobody, anna) = (nobody.to_string(), anna.to_string());
        assert!(told.contains(&(2, "Ida", true)) && told.contains(&(2, "Saw", true)), "{told:?}");
        assert!(told.contains(&(2, &nobody, false)) && told.contains(&(3, &anna, false)));
        assert!(told.contains(&(3, "cem@x.org", false)));
        assert_eq!(all.refers("New Ltd"), [None, None, None]);
        let mut kept = all.kept("New Ltd");
        kept.sort();
        assert_eq!(
            kept,
            ["Buyer: Ida".to_owned(), format!("Main deal: {nobody}"), "Press: Saw".into()]
        );
        assert_eq!(all.kept("Other").len(), 2);
    }
    assert_eq!((all.app.count(CONTACT), all.app.count(DEAL)), (3, 1));
}

#[test]
fn names_that_make_records_make_those_of_the_fields_kind() {
    let all = related();
    let text =
        format!("{HEADER}\nNew Ltd,Dora Nagy,Wall,Lathe,,,\nNewer Ltd,Dora Nagy,Wall,Lathe,,,\n");
    let (_, planned) = import(&all.app, &text, MatchChoice::FillGaps);
    assert_eq!(planned.unclear, 0);
    let made = [(CONTACT, "Dora Nagy"), (DEAL, "Wall"), (all.machine, "Lathe")]
        .map(|(kind, name)| all.app.named(kind, name));
    assert!(made.iter().all(Option::is_some));
    assert_eq!((all.refers("New Ltd"), all.refers("Newer Ltd")), (made, made));
    // The same for companies that are here.
    let text = format!("{HEADER}\nNew Ltd,,,,,,\nThird,Eva Toth,Door,Drill,,,\n");
    let mut draft = Draft::new(COMPANY);
    draft.set_text(company::NAME, "Third");
    now(all.app.save(None, draft)).unwrap();
    import(&all.app, &text, MatchChoice::FillGaps);
    let made = [(CONTACT, "Eva Toth"), (DEAL, "Door"), (all.machine, "Drill")]
        .map(|(kind, name)| all.app.named(kind, name));
    assert_eq!(all.refers("Third"), made);
}
