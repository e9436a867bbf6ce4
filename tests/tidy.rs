//! Checks the architecture: imports between rooms, doc comments at the top of files, the length of
//! files and functions, and banned contents of style sheets and of the page. `EXCEPTIONS` lists
//! deliberate violations with their reasons; an exception that is no longer needed fails too.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

#[path = "tidy/kinds.rs"]
mod kinds;

/// Rule, file, reason.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    ("js", "src/bin/worker.rs", "sets the panic hook before anything else"),
    ("js", "src/bin/office.rs", "sets the panic hook before anything else"),
    (
        "rooms",
        "src/ui/mount.rs",
        "mounts the application into the page and starts the browser's part",
    ),
];

/// The rooms that are crates; who may depend on whom stands in their manifests.
const ROOMS: [&str; 10] =
    ["domain", "replica", "transfer", "office", "sync", "store", "app", "dom", "browser", "kit"];

/// Few files need more than 400; one that is a single idea may.
const MAX_FILE: usize = 600;
const MAX_FUNCTION: usize = 60;
/// Includes the component's view.
const MAX_COMPONENT: usize = 120;
const MAX_PROPS: usize = 8;

struct Source {
    path: String,
    text: String,
}

impl Source {
    /// Yields the numbered lines of code, without comments and without the test module at the end.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate().map(|(index, line)| (index + 1, line));
        lines
            .take_while(|(_, line)| line.trim() != "mod tests {")
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    fn is_in(&self, folder: &str) -> bool {
        self.path.starts_with(folder)
    }
}

fn collect(folder: &Path, endings: &[&str], found: &mut Vec<Source>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let name = path.to_string_lossy().into_owned();
        if path.is_dir() && !name.ends_with("/target") {
            collect(&path, endings, found);
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            let root = concat!(env!("CARGO_MANIFEST_DIR"), "/");
            let text = fs::read_to_string(&path).unwrap_or_default();
            found.push(Source { path: name.trim_start_matches(root).to_owned(), text });
        }
    }
}

fn sources(folders: &[&str], endings: &[&str]) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in folders {
        collect(&root.join(folder), endings, &mut found);
    }
    assert!(!found.is_empty(), "nothing to check in {folders:?}");
    found
}

/// Fails with all violations without an exception, and with all exceptions that are not needed.
fn report(rule: &str, wrong: Vec<(String, String)>) {
    let exceptions = EXCEPTIONS.iter().filter(|(of, _, _)| *of == rule);
    let excused: BTreeSet<&str> = exceptions.map(|(_, file, _)| *file).collect();
    let broken: BTreeSet<&str> = wrong.iter().map(|(file, _)| file.as_str()).collect();
    let mut lines: Vec<String> = wrong
        .iter()
        .filter(|(file, _)| !excused.contains(file.as_str()))
        .map(|(file, what)| format!("{file}{what}"))
        .collect();
    let idle = excused.difference(&broken);
    lines.extend(idle.map(|file| format!("{file}: the exception from \"{rule}\" is not needed")));
    assert!(lines.is_empty(), "{rule}:\n  {}", lines.join("\n  "));
}

/// Yields the Rust paths in a line, such as `crate::ui::kit`.
fn paths(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'))
        .filter(|word| word.contains("::"))
        .map(|word| word.trim_end_matches(':'))
}

/// Returns the paths that a file names from the crate root, with line numbers. Groups below the root
/// (`crate::{…}`) are banned elsewhere in this file, so that each line shows what it imports.
fn reached(source: &Source) -> Vec<(usize, String)> {
    let module = module_of(&source.path);
    let mut found = Vec::new();
    for (number, line) in source.code() {
        for path in paths(line) {
            if let Some(rest) = path.strip_prefix("crate::") {
                found.push((number, rest.to_owned()));
            } else if ROOMS.contains(&first_parts(path).0) {
                found.push((number, path.to_owned()));
            } else if path.starts_with("super::") {
                let ups = path.split("::").take_while(|part| *part == "super").count();
                let mut full: Vec<&str> = module.split("::").collect();
                full.truncate(full.len().saturating_sub(ups));
                full.extend(path.split("::").skip(ups));
                found.push((number, full.join("::")));
            }
        }
    }
    found
}

/// Returns the module of a file: `ui::kit::button` for `src/ui/kit/button.rs`.
fn module_of(path: &str) -> String {
    let inner = path.trim_start_matches("src/").trim_end_matches(".rs").trim_end_matches("/mod");
    inner.replace('/', "::")
}

fn first_parts(path: &str) -> (&str, &str) {
    let mut parts = path.split("::");
    (parts.next().unwrap_or(""), parts.next().unwrap_or(""))
}

/// Returns true if part `own` of `ui` may name `path`: parts, state, features, shell.
fn ui_may_reach(own: &str, path: &str) -> bool {
    let (room, part) = first_parts(path);
    let words = matches!(part, "words" | "paths");
    match (own, room) {
        (_, "kit") => true,
        (_, "ui") if part == own || words => true,
        ("parts", room) => room == "domain",
        ("state", "ui") => false,
        ("state", _) => true,
        ("paths", "browser") => part == "history",
        ("words" | "paths", room) => room == "domain",
        // The list, page and form of any kind: kinds add to them.
        ("records", "ui") => matches!(part, "parts" | "state"),
        (_, "ui") if part == "records" => true,
        ("shell", room) => matches!(room, "ui" | "domain"),
        (_, "ui") => matches!(part, "parts" | "state"),
        (_, room) => room == "domain",
    }
}

#[test]
fn no_screen_holds_the_workspace_behind_the_nouns() {
    let mut wrong = Vec::new();
    for source in sources(&["src/ui"], &[".rs"]) {
        if source.is_in("src/ui/state/") || source.is_in("src/ui/kit/") {
            continue;
        }
        for (number, line) in source.code() {
            let mut words = line.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'));
            let names_it = words.any(|word| word.ends_with("Workspace"));
            if names_it || [".workspace()", ".session."].iter().any(|it| line.contains(it)) {
                wrong.push((source.path.clone(), format!(":{number}: {}", line.trim())));
            }
        }
    }
    report("nouns", wrong);
}

#[test]
fn no_noun_knows_the_state_that_holds_it() {
    let nouns = ["format", "records", "settings", "deals", "tasks", "logging", "session", "sheets"];
    let also = ["requests", "importing/flow", "importing/imports", "versions", "titles"];
    let mut wrong = Vec::new();
    for source in sources(&["src/ui/state"], &[".rs"]) {
        let own = source.path.trim_start_matches("src/ui/state/").trim_end_matches(".rs");
        if !nouns.contains(&own) && !also.contains(&own) {
            continue;
        }
        for (number, line) in source.code().filter(|(_, line)| line.contains("AppState")) {
            wrong.push((source.path.clone(), format!(":{number}: {}", line.trim())));
        }
    }
    report("nouns", wrong);
}

#[test]
fn the_parts_of_the_interface_keep_their_order() {
    let mut wrong = Vec::new();
    for source in sources(&["src/ui"], &[".rs"]) {
        let module = module_of(&source.path);
        let own = first_parts(&module).1;
        // A crate of its own, whose manifest decides.
        if own == "kit" {
            continue;
        }
        // `ui/mod.rs` itself declares all parts.
        if own.is_empty() {
            continue;
        }
        for (number, path) in reached(&source) {
            if !ui_may_reach(own, &path) {
                let what = format!(":{number}: ui/{own} must not name {path}");
                wrong.push((source.path.clone(), what));
            }
        }
    }
    report("rooms", wrong);
}

/// Finds the files outside of `allowed` that name one of these crates.
fn naming(crates: &[&str], allowed: &[&str]) -> Vec<(String, String)> {
    let mut wrong = Vec::new();
    for source in sources(&["src"], &[".rs"]) {
        if allowed.iter().any(|folder| source.is_in(folder)) {
            continue;
        }
        for (number, line) in source.code() {
            let mut words = line.split(|c: char| !(c.is_alphanumeric() || c == '_'));
            if let Some(word) = words.find(|word| crates.contains(word)) {
                wrong.push((source.path.clone(), format!(":{number}: names {word}")));
            }
        }
    }
    wrong
}

#[test]
fn javascript_is_named_only_in_browser() {
    let crates = [
        "web_sys",
        "js_sys",
        "wasm_bindgen",
        "wasm_bindgen_futures",
        "indexed_db_futures",
        "console_error_panic_hook",
        "gloo_events",
        "gloo_file",
        "gloo_timers",
        "gloo_utils",
    ];
    report("js", naming(&crates, &["src/browser/"]));
}

#[test]
fn the_kit_depends_on_no_record_and_no_storage() {
    let manifest = &sources(&["src/ui/kit"], &["Cargo.toml"])[0].text;
    for room in ROOMS.iter().filter(|room| !["dom", "kit"].contains(room)) {
        assert!(!manifest.contains(&format!("\n{room}.")), "the kit depends on {room}");
    }
}

/// The public components of the kit.
fn components() -> Vec<String> {
    let public = sources(&["src/ui"], &["/kit/mod.rs"]).remove(0).text;
    let public: BTreeSet<&str> = public.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    let mut found = Vec::new();
    for source in sources(&["src/ui/kit"], &[".rs"]) {
        let mut lines = source.code().map(|(_, line)| line);
        while lines.any(|line| line.starts_with("#[component")) {
            let head = lines.next().and_then(|line| line.strip_prefix("pub fn "));
            let name = head.and_then(|head| head.split(['(', '<']).next());
            found.extend(name.filter(|name| public.contains(name)).map(str::to_owned));
        }
    }
    found
}

#[test]
fn every_component_of_the_kit_is_in_the_gallery() {
    let components = components();
    assert!(components.len() > 40, "not all found: {components:?}");
    let gallery: String =
        sources(&["src/ui/kit/gallery"], &[".rs"]).into_iter().map(|it| it.text).collect();
    let tags: BTreeSet<&str> = gallery
        .split('<')
        .filter_map(|rest| rest.split(|c: char| !c.is_alphanumeric()).next())
        .collect();
    let missing = components.iter().filter(|name| !tags.contains(name.as_str()));
    let missing: Vec<(String, String)> = missing
        .map(|name| (format!("<{name} />"), " belongs into src/ui/kit/gallery".into()))
        .collect();
    report("gallery", missing);
}

#[test]
fn a_type_name_means_one_thing_in_all_rooms() {
    let mut rooms: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for source in sources(&["src"], &[".rs"]) {
        for (_, line) in source.code() {
            let mut words =
                line.split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '(' || c == ')'));
            let word = words.find(|word| !word.is_empty() && !word.starts_with("pub"));
            let name = words.next().unwrap_or_default();
            if matches!(word, Some("struct" | "enum" | "trait")) && !name.is_empty() {
                let name = name.split('(').next().unwrap_or_default().to_owned();
                rooms.entry(name).or_default().insert(room_of(&source.path).to_owned());
            }
        }
    }
    let twice = rooms.into_iter().filter(|(_, rooms)| rooms.len() > 1);
    report("names", twice.map(|(name, rooms)| (name, format!(" is in {rooms:?}"))).collect());
}

/// Returns the room of a file: the folder of its crate.
fn room_of(path: &str) -> &str {
    let mut parts = path.trim_start_matches("src/").split('/');
    match (parts.next(), parts.next()) {
        (Some("ui"), Some("kit")) => "kit",
        (Some("browser"), Some("dom")) => "dom",
        (room, _) => room.unwrap_or_default(),
    }
}

#[test]
fn every_file_says_what_lives_in_it() {
    let files = sources(&["src", "server", "tests"], &[".rs"]);
    let silent = files.into_iter().filter(|source| !source.text.starts_with("//!"));
    report("docs", silent.map(|source| (source.path, ": begin with //!".into())).collect());
}

#[test]
fn what_is_followed_is_read() {
    let mut files = sources(&["src"], &[".rs"]);
    files.retain(|source| source.code().any(|(_, line)| line.contains(".track()")));
    report("memos", files.into_iter().map(|it| (it.path, ": use `with`".into())).collect());
}

#[test]
fn files_stay_short() {
    let mut wrong = Vec::new();
    for source in sources(&["src", "server", "tests", "style", ".ci"], &[".rs", ".css", ".sh"]) {
        let lines = source.text.lines().count();
        if lines > MAX_FILE {
            wrong.push((source.path, format!(": {lines} lines, {MAX_FILE} are enough")));
        }
    }
    report("length of files", wrong);
}

#[test]
fn functions_stay_short() {
    let mut wrong = Vec::new();
    for source in sources(&["src", "server", "tests"], &[".rs"]) {
        let lines: Vec<&str> = source.text.lines().collect();
        for (index, line) in lines.iter().enumerate() {
            let words: Vec<&str> =
                line.split_whitespace().take_while(|word| *word != "fn").collect();
            let is_function = words.len() < line.split_whitespace().count()
                && words
                    .iter()
                    .all(|word| word.starts_with("pub") || ["const", "async"].contains(word));
            // A declaration without a body ends with a semicolon before any brace.
            let head = lines[index..].iter().find(|line| line.ends_with(['{', ';', '}']));
            if !is_function || head.is_none_or(|head| !head.ends_with('{')) {
                continue;
            }
            let indent = &line[..line.len() - line.trim_start().len()];
            let end = format!("{indent}}}");
            let rest = &lines[index..];
            let Some(length) = rest.iter().position(|line| *line == end) else { continue };
            let above = &lines[index.saturating_sub(3)..index];
            let component = above.iter().any(|line| line.trim().starts_with("#[component"));
            let limit = if component { MAX_COMPONENT } else { MAX_FUNCTION };
            if length + 1 > limit {
                let what = format!(":{}: {} lines, {limit} are enough", index + 1, length + 1);
                wrong.push((source.path.clone(), what));
            }
        }
    }
    report("length of functions", wrong);
}

#[test]
fn components_have_few_props() {
    let mut wrong = Vec::new();
    let mut checked = 0;
    for source in sources(&["src/ui"], &[".rs"]) {
        let mut lines = source.text.lines().enumerate();
        while lines.any(|(_, line)| line.starts_with("#[component")) {
            let head = lines.by_ref().take_while(|(_, line)| !line.contains("-> impl IntoView"));
            let head: Vec<(usize, &str)> = head.collect();
            // rustfmt puts each of many props on a line of its own.
            let is_prop = |line: &str| {
                let name = line.strip_prefix("    ").and_then(|line| line.split_once(": "));
                name.is_some_and(|(name, _)| name.chars().all(|c| c.is_alphanumeric() || c == '_'))
            };
            let count = head.iter().filter(|(_, line)| is_prop(line)).count();
            checked += count;
            if count > MAX_PROPS {
                let number = head.first().map_or(0, |(index, _)| index + 1);
                let what = format!(":{number}: {count} props, {MAX_PROPS} are enough");
                wrong.push((source.path.clone(), what));
            }
        }
    }
    assert!(checked > 200, "not all found: {checked}");
    report("props", wrong);
}

/// Yields the words in backticks of a Markdown text.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2).flat_map(|code| {
        code.split(|c: char| !(c.is_alphanumeric() || "_-./".contains(c)))
            .filter(|word| !word.is_empty())
    })
}

#[test]
fn files_that_the_documents_name_exist() {
    let endings = [".rs", ".js", ".css"];
    let folders = ["src", "server", "tests", "benches", "public", "style", ".ci"];
    let files = sources(&folders, &endings);
    let exists = |word: &str| {
        let end = format!("/{word}");
        files.iter().any(|source| source.path == word || source.path.ends_with(&end))
    };
    let mut wrong = Vec::new();
    for document in ["ARCHITECTURE.md", "CONTRIBUTING.md"] {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(document));
        let text = text.unwrap_or_default();
        let named: BTreeSet<&str> =
            quoted(&text).filter(|word| endings.iter().any(|it| word.ends_with(it))).collect();
        assert!(named.len() > 3, "{document} names {named:?}");
        let missing = named.into_iter().filter(|word| !exists(word));
        wrong.extend(missing.map(|word| (document.to_owned(), format!(": there is no {word}"))));
    }
    report("documents", wrong);
}

#[test]
fn doors_have_no_logic() {
    let mut wrong = Vec::new();
    for source in sources(&["src", "server/src", "tests"], &["/mod.rs"]) {
        for (number, line) in source.code() {
            let words: Vec<&str> = line.split_whitespace().collect();
            if words.contains(&"fn") || words.first() == Some(&"impl") {
                wrong.push((
                    source.path.clone(),
                    format!(":{number}: belongs into a file of its own"),
                ));
            }
        }
    }
    report("doors", wrong);
}

/// Returns the numbered lines of a style sheet without its comments.
fn rules_of_style(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut inside = false;
    for (index, line) in text.lines().enumerate() {
        let mut kept = String::new();
        let mut rest = line;
        loop {
            let mark = if inside { "*/" } else { "/*" };
            let Some((before, after)) = rest.split_once(mark) else { break };
            if !inside {
                kept.push_str(before);
            }
            inside = !inside;
            rest = after;
        }
        if !inside {
            kept.push_str(rest);
        }
        found.push((index + 1, kept));
    }
    found
}

fn raw_value(rule: &str) -> Option<&'static str> {
    let value = rule.split_once(':').map_or("", |(_, value)| value).to_lowercase();
    let hexadecimal = value
        .split('#')
        .skip(1)
        .any(|after| after.chars().take_while(char::is_ascii_hexdigit).count() >= 3);
    if hexadecimal || ["rgb(", "rgba(", "hsl(", "oklch("].iter().any(|name| value.contains(name)) {
        return Some("a color");
    }
    let pixels = value
        .match_indices("px")
        .any(|(at, _)| value[..at].ends_with(|c: char| c.is_ascii_digit()));
    if pixels {
        return Some("a length in pixels");
    }
    let layer =
        rule.trim_start().starts_with("z-index") && value.contains(|c: char| c.is_ascii_digit());
    layer.then_some("a z-index")
}

#[test]
fn raw_values_are_in_the_tokens_only() {
    let mut wrong = Vec::new();
    for source in sources(&["style"], &[".css"]) {
        if source.path == "style/tokens.css" {
            continue;
        }
        for (number, rule) in rules_of_style(&source.text) {
            if let Some(what) = raw_value(&rule) {
                wrong.push((
                    source.path.clone(),
                    format!(":{number}: {what} belongs into tokens.css"),
                ));
            }
        }
    }
    report("raw values", wrong);
}

#[test]
fn a_sheet_of_the_kit_belongs_to_a_component() {
    let sheets = sources(&["style/kit", "style/parts/kit"], &[".css"]);
    let wrong = sheets.into_iter().filter_map(|source| {
        let component = source.path.replace("style/parts/", "style/");
        let component = component.replace("style/kit", "src/ui/kit").replace(".css", ".rs");
        let there = Path::new(env!("CARGO_MANIFEST_DIR")).join(&component).is_file();
        (!there).then(|| (source.path, format!(": there is no {component}")))
    });
    report("sheets", wrong.collect());
}

#[test]
fn nothing_in_a_view_is_against_the_policy() {
    let mut wrong = Vec::new();
    for source in sources(&["src"], &[".rs"]) {
        for (number, line) in source.code() {
            for banned in ["inner_html", " style=", "set_attribute(\"style\"", "set_inner_html"] {
                if line.contains(banned) {
                    wrong.push((source.path.clone(), format!(":{number}: {}", banned.trim())));
                }
            }
        }
    }
    report("policy", wrong);
}

#[test]
fn the_page_has_no_inline_script_or_style() {
    for source in sources(&["public"], &[".html"]) {
        for banned in
            ["<style", " style=", "<script>", "<base", " onclick=", " onload=", "javascript:"]
        {
            assert!(!source.text.contains(banned), "{}: {banned}", source.path);
        }
    }
}

/// Small values go through `SmallForm`, so that each has a version and a golden file.
#[test]
fn small_values_are_read_and_written_in_a_declared_form() {
    let raw = ["store.put(", "store.get(", "store().put(", "store().get("];
    let mut found = Vec::new();
    for source in sources(&["src/app", "src/ui"], &["rs"]) {
        let text: String = source.code().flat_map(|(_, line)| [line.trim(), "\n"]).collect();
        let joined = text.replace("\n.", ".");
        found.extend(
            raw.iter()
                .filter(|raw| joined.contains(**raw))
                .map(|raw| format!("{}: {raw}…) instead of `SmallForm`", source.path)),
        );
    }
    assert_eq!(found, Vec::<String>::new());
}
