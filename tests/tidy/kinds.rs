//! A kind of record is named only where it is the subject: in the declarations of kinds, in their
//! rules, and in the files of a noun.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::{Source, module_of, sources};

/// The folders where the names of kinds stand only in the files of their nouns; everything else asks
/// the schema or the rules.
const ROOMS_WITHOUT_KINDS: &[&str] =
    &["src/domain", "src/replica", "src/store", "src/transfer", "src/app", "src/ui"];

/// The places that may name kinds, with their nouns.
const NOUNS: &[(&str, &str)] = &[
    ("src/domain/kinds/", "the kinds themselves"),
    ("src/domain/rules/", "their rules"),
    ("src/domain/logging.rs", "an activity, and the task that follows from it"),
    ("src/store/conformance/", "the contract of a store, as tests"),
    ("src/transfer/vcard/card_kind.rs", "the format's individuals and organizations"),
    ("src/app/agenda.rs", "tasks and birthdays by day"),
    ("src/app/cards.rs", "cards of people"),
    ("src/app/choice_names.rs", "custom fields, and the views that ask for their choices"),
    ("src/app/deals.rs", "deals"),
    ("src/app/layouts.rs", "layouts"),
    ("src/app/log.rs", "activities"),
    ("src/app/log_home.rs", "activities, and the tasks that become some"),
    ("src/app/notes.rs", "notes, which are activities"),
    ("src/app/own_kinds.rs", "the user's kinds, and custom fields"),
    ("src/app/pipelines.rs", "pipelines and stages"),
    ("src/app/retyping.rs", "custom fields"),
    ("src/app/sample/", "the records of the sample"),
    ("src/app/settings.rs", "settings and custom fields"),
    ("src/app/tasks.rs", "tasks"),
    ("src/app/timeline.rs", "activities"),
    ("src/app/views.rs", "saved views"),
    ("src/ui/companies/", "companies"),
    ("src/ui/contact/", "contacts"),
    ("src/ui/day/new_sheet.rs", "what is made or logged with one tap"),
    ("src/ui/day/quick_box.rs", "what a line of quick add becomes"),
    ("src/ui/day/task_row.rs", "tasks, and with whom"),
    ("src/ui/day/task_sheet.rs", "tasks"),
    ("src/ui/day/tasks.rs", "tasks"),
    ("src/ui/deals/", "deals"),
    ("src/ui/import/mapping.rs", "cards of people"),
    ("src/ui/import/new_field.rs", "custom fields"),
    ("src/ui/log/custom_fields.rs", "activities"),
    ("src/ui/log/people.rs", "with whom an activity was, and about which deal"),
    ("src/ui/parts/record_form/value_input.rs", "the stages of one pipeline"),
    ("src/ui/settings/backup.rs", "contacts, which phones take"),
    ("src/ui/settings/kinds/", "the user's kinds, custom fields, layouts"),
    ("src/ui/settings/me.rs", "settings"),
    ("src/ui/settings/photos.rs", "settings"),
    ("src/ui/settings/pipelines/", "pipelines and stages"),
    ("src/ui/settings/tags.rs", "tags"),
    ("src/ui/shell/actions.rs", "tasks, which a sheet makes"),
    ("src/ui/shell/picking.rs", "what the choice of a person, company or deal says"),
    ("src/ui/shell/routes.rs", "contacts, where the app begins"),
    ("src/ui/shell/screens.rs", "the kinds with screens of their own"),
    ("src/ui/start/", "the user's own card, and settings"),
    ("src/ui/state/day.rs", "tasks, and the deals that ask for one"),
    ("src/ui/state/views.rs", "saved views"),
    ("src/ui/state/deals.rs", "deals"),
    ("src/ui/state/history_words.rs", "pipelines and settings, which changes call by their kind"),
    ("src/ui/state/importing/choosing.rs", "cards of people"),
    ("src/ui/state/lists_of_words.rs", "settings"),
    ("src/ui/state/log_", "activities, with whom they were and about which deal"),
    ("src/ui/state/quick.rs", "what a line of quick add becomes"),
    ("src/ui/state/requests.rs", "what is logged or made, and about whom"),
    ("src/ui/state/saving.rs", "settings"),
    ("src/ui/state/selling.rs", "pipelines"),
    ("src/ui/state/tag_colors.rs", "tags"),
    ("src/ui/state/work.rs", "settings"),
];

/// Returns the modules of tests that stand in files of their own.
fn test_modules(sources: &[Source]) -> BTreeSet<String> {
    let mut modules = BTreeSet::new();
    for source in sources {
        let mut is_test = false;
        for line in source.text.lines().map(str::trim) {
            if line.starts_with("#[") {
                is_test |= line.starts_with("#[cfg(") && line.contains("test");
                continue;
            }
            let name = line.split_once("mod ").and_then(|(_, name)| name.strip_suffix(';'));
            if let Some(name) = name.filter(|_| is_test) {
                modules.insert(format!("{}::{name}", module_of(&source.path)));
            }
            is_test = false;
        }
    }
    modules
}

#[test]
fn a_kind_is_named_only_by_its_noun() {
    let declared =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/domain/kinds/mod.rs"));
    let declared = declared.unwrap_or_default();
    let consts = declared.lines().filter_map(|line| line.strip_prefix("pub const "));
    let kinds: BTreeSet<&str> =
        consts.filter_map(|line| line.split_once(": KindId").map(|(name, _)| name)).collect();
    assert!(kinds.contains("CONTACT"));
    // `task::CONTACT` is a field.
    let is_kind = |word: &str| {
        let (path, name) = word.rsplit_once("::").unwrap_or(("", word));
        let of_room = ["", "crate", "domain", "kinds", "super"];
        kinds.contains(name) && of_room.contains(&path.rsplit("::").next().unwrap_or(""))
    };
    let sources = sources(ROOMS_WITHOUT_KINDS, &[".rs"]);
    let tests = test_modules(&sources);
    let is_test = |module: &str| {
        tests.iter().any(|test| module == test || module.starts_with(&format!("{test}::")))
    };
    let mut idle: BTreeSet<&str> = NOUNS.iter().map(|(place, _)| *place).collect();
    let mut wrong = Vec::new();
    // The doors of rooms re-export.
    let inside = sources.iter().filter(|it| !it.path.ends_with("/mod.rs"));
    for source in inside.filter(|source| !is_test(&module_of(&source.path))) {
        for (number, line) in source.code() {
            let mut words = line.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'));
            let Some(word) = words.find(|word| is_kind(word)) else { continue };
            match NOUNS.iter().find(|(place, _)| source.is_in(place)) {
                Some((place, _)) => drop(idle.remove(place)),
                None => wrong.push(format!("{}:{number}: names {word}", source.path)),
            }
        }
    }
    wrong.extend(idle.iter().map(|place| format!("{place}: names no kind")));
    assert!(wrong.is_empty(), "ask the schema or the rules:\n  {}", wrong.join("\n  "));
}
