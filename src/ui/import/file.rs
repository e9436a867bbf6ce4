//! A chosen file: its format, first rows and reading options.

use leptos::prelude::*;

use super::mapping::Mapping;
use super::preview::Preview;
use super::questions::Questions;
use crate::ui::state::{
    AppState, Encoding, ImportFile, Inspection, PartForm, Quoting, capitalized, t, use_app,
};
use domain::{Identity, KindId, Schema};
use kit::{
    Button, Fold, Group, Icon, IconButton, IconName, ListRow, SelectField, SelectOption, Tag, Tone,
};

/// A file with all its options.
#[component]
pub fn FileSection(
    /// The file's number.
    number: u32,
) -> impl IntoView {
    let app = use_app();
    let file = Memo::new(move |_| app.imports.import_file(number));
    let name = Signal::derive(move || told(file, title));
    let is_out =
        Memo::new(move |_| file.with(|file| file.as_ref().is_some_and(ImportFile::is_out)));
    view! {
        <Show when=move || !is_out.get() fallback=move || view! { <LeftOut number file /> }>
            <Chosen number name file />
        </Show>
    }
}

/// A file that is imported.
#[component]
fn Chosen(number: u32, name: Signal<String>, file: Memo<Option<ImportFile>>) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let found = move || file.with(|file| file.as_ref().is_some_and(|file| file.found.is_some()));
    let is_table = Memo::new(move |_| inspected(file, |found| found.delimiter.is_some()));
    let problem = Memo::new(move |_| file.with(|file| file.as_ref()?.problem.clone()));
    let refused =
        Memo::new(move |_| file.with(|file| file.as_ref().is_some_and(|file| file.refused)));
    let aside = move || {
        view! {
            <IconButton
                label=Signal::derive(move || t!(words, import.leave_file_out, name = name.get()))
                icon=IconName::X
                on_press=move |()| app.imports.leave_out_file(number)
            />
        }
    };
    view! {
        <Group title=name aside>
            <ListRow
                leading=|| view! { <Icon name=IconName::FileText /> }
                title=move || what(app, file)
                subtitle=move || how(app, file)
                trailing=move || source(file).map(|name| view! {
                    <Tag label=name tone=Tone::Accent />
                })
            />
            {move || problem.get().map(|text| view! {
                <p class="import__problem" role="alert">{text}</p>
            })}
            <Show when=move || refused.get()>
                <div class="import__inside">
                    <Button
                        label=Signal::derive(move || t!(words, import.these_are_contacts))
                        on_press=move |()| app.imports.believe_rows(number)
                    />
                </div>
            </Show>
            <Show when=found>
                <Show when=move || unreadable(file)>
                    <p class="import__problem">{move || t!(words, import.unreadable)}</p>
                </Show>
                <Preview file />
            </Show>
            <Questions number file />
            <Reading number file />
            <Show when=move || is_table.get()>
                <Mapping number file />
            </Show>
            <NoTables file />
        </Group>
    }
}

/// The names of what lies beside the tables of an archive, said with the first table.
#[component]
fn NoTables(file: Memo<Option<ImportFile>>) -> impl IntoView {
    let words = use_app().words;
    let names = move || {
        let container = file.with(|file| file.as_ref()?.container.clone());
        let names = container.map(|container| container.left.join(", "));
        names.filter(|names| !names.is_empty())
    };
    move || {
        let names = names();
        names.map(|names| {
            view! {
                <p class="import__problem">{t!(words, import.not_tables, names = names)}</p>
            }
        })
    }
}

/// A table that is not imported, and could be.
#[component]
fn LeftOut(number: u32, file: Memo<Option<ImportFile>>) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let problem = move || file.with(|file| file.as_ref()?.problem.clone());
    let hidden = move || {
        let container = file.with(|file| file.as_ref()?.container.clone());
        container.is_some_and(|container| container.hidden)
    };
    view! {
        <div class="card">
            <ListRow
                leading=|| view! { <Icon name=IconName::FileText /> }
                title=move || told(file, |file| file.name.clone())
                subtitle=move || match problem() {
                    Some(problem) => problem,
                    None if hidden() => t!(words, import.sheet_hidden),
                    None => t!(words, import.sheet_out),
                }
                trailing=move || view! {
                    <Button
                        label=Signal::derive(move || t!(words, import.take_sheet))
                        on_press=move |()| app.imports.take_part(number)
                    />
                }
            />
        </div>
    }
}

/// Returns the name of a file, with that of the spreadsheet or archive in which it lies.
fn title(file: &ImportFile) -> String {
    match &file.container {
        Some(container) if container.name != file.name => {
            format!("{} · {}", container.name, file.name)
        }
        _ => file.name.clone(),
    }
}

fn told(file: Memo<Option<ImportFile>>, tell: impl FnOnce(&ImportFile) -> String) -> String {
    file.with(|file| file.as_ref().map(tell).unwrap_or_default())
}

/// True if the file was inspected and `holds` is true for the result.
fn inspected(file: Memo<Option<ImportFile>>, holds: impl FnOnce(&Inspection) -> bool) -> bool {
    file.with(|file| file.as_ref().and_then(|file| file.found.as_deref()).is_some_and(holds))
}

fn unreadable(file: Memo<Option<ImportFile>>) -> bool {
    inspected(file, |found| found.unreadable > 0)
}

fn source(file: Memo<Option<ImportFile>>) -> Option<String> {
    file.with(|file| Some(file.as_ref()?.found.as_ref()?.source?.name().to_owned()))
}

/// Formats the number of rows or cards.
fn what(app: AppState, file: Memo<Option<ImportFile>>) -> String {
    let words = app.words;
    file.with(|file| {
        let Some(found) = file.as_ref().and_then(|file| file.found.as_ref()) else {
            return t!(words, import.not_read);
        };
        let kind = file.as_ref().map(|file| file.kind).filter(|_| found.delimiter.is_some());
        let Some(kind) = kind else { return t!(words, import.cards, count = found.rows) };
        // A guess is worth saying; what the person said is none.
        let records = words.records(&app.records.schema(kind), found.rows);
        match file.as_ref().is_some_and(|file| file.options.as_told) {
            true => records,
            false => t!(words, import.looks_like, count = found.rows, records = records),
        }
    })
}

/// Formats encoding and delimiter in one line.
fn how(app: AppState, file: Memo<Option<ImportFile>>) -> String {
    file.with(|file| {
        let Some(found) = file.as_ref().and_then(|file| file.found.as_ref()) else {
            return String::new();
        };
        match file.as_ref().and_then(|file| Some(file.container.as_ref()?.form)) {
            Some(PartForm::Sheet) => return t!(app.words, import.sheet),
            Some(PartForm::Records) => return t!(app.words, import.json_table),
            Some(PartForm::File) | None => {}
        }
        let mut parts = vec![found.encoding.name().to_owned()];
        parts.extend(found.delimiter.map(|delimiter| delimiter_name(app, delimiter)));
        // Break lines after the dot, not before it.
        parts.join("\u{a0}· ")
    })
}

fn delimiter_name(app: AppState, delimiter: u8) -> String {
    let words = app.words;
    match delimiter {
        b',' => t!(words, import.comma),
        b';' => t!(words, import.semicolon),
        b'\t' => t!(words, import.tab),
        b'|' => t!(words, import.bar),
        b':' => t!(words, import.colon),
        other => char::from(other).to_string(),
    }
}

/// Describes a quoting style: the quote, and its form inside a quoted cell.
fn quoting_name(app: AppState, quoting: Quoting) -> String {
    let (mark, inside) = match quoting {
        Quoting::Double => ("\"", "\"\""),
        Quoting::DoubleEscaped => ("\"", "\\\""),
        Quoting::Single => ("'", "''"),
        Quoting::SingleEscaped => ("'", "\\'"),
    };
    t!(app.words, import.quoted_with, mark = mark, inside = inside)
}

/// All options for reading the file.
#[component]
fn Reading(number: u32, file: Memo<Option<ImportFile>>) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    // An unreadable file may be a table with another delimiter.
    let is_refused = |file: &ImportFile| file.problem.is_some() && file.found.is_none();
    let is_table = Memo::new(move |_| {
        file.with(|file| file.as_ref().is_some_and(is_refused))
            || inspected(file, |found| found.delimiter.is_some())
    });
    let is_sheet = sheet_memo(file);
    let doubtful = untrack(|| {
        let problem = |file: &ImportFile| file.problem.is_some() && !file.refused;
        unreadable(file) || file.with(|file| file.as_ref().is_some_and(problem))
    });
    let open = RwSignal::new(doubtful);
    view! {
        <Fold
            title=Signal::derive(move || t!(words, import.how_read))
            subtitle=Signal::derive(move || {
                match (is_sheet.get(), is_table.get()) {
                    (true, _) => t!(words, import.how_read_sheet),
                    (false, true) => t!(words, import.how_read_table),
                    (false, false) => t!(words, import.how_read_cards),
                }
            })
            icon=IconName::SlidersHorizontal
            open
        >
            <div class="import__inside import__fields">
                <Show when=move || !is_sheet.get()>
                <SelectField
                    label=Signal::derive(move || t!(words, import.encoding))
                    value=Signal::derive(move || chosen_encoding(file))
                    choices=Signal::derive(encodings)
                    on_change=move |label: String| {
                        if let Some(encoding) = Encoding::of_label(&label) {
                            app.imports.choose_encoding(number, encoding);
                        }
                    }
                />
                </Show>
                <Show when=move || is_table.get()>
                    <TableFields number file />
                </Show>
            </div>
        </Fold>
    }
}

/// Returns the chosen encoding, otherwise the detected one.
fn chosen_encoding(file: Memo<Option<ImportFile>>) -> String {
    told(file, |file| {
        let found = file.found.as_ref().map(|found| found.encoding);
        file.options.encoding.or(found).unwrap_or_default().label().to_owned()
    })
}

fn encodings() -> Vec<SelectOption> {
    Encoding::ALL.into_iter().map(|known| SelectOption::new(known.label(), known.name())).collect()
}

/// The options that only tables have.
#[component]
fn TableFields(number: u32, file: Memo<Option<ImportFile>>) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let is_sheet = sheet_memo(file);
    let header = Signal::derive(move || {
        let of = |file: &ImportFile| match &file.found {
            Some(found) => found.header,
            None => file.options.header.unwrap_or(true),
        };
        let named = file.with(|file| file.as_ref().is_some_and(of));
        if named { "names".to_owned() } else { "data".to_owned() }
    });
    let headers = move || {
        vec![
            SelectOption::new("names", t!(words, import.header_names)),
            SelectOption::new("data", t!(words, import.header_data)),
        ]
    };
    let begins = move || {
        let (line, lines) = file.with(|file| {
            let found = file.as_ref().and_then(|file| file.found.as_ref());
            found.map(|found| (found.begins, found.lines.clone())).unwrap_or_default()
        });
        let found = SelectOption::new("", t!(words, import.begins_found, line = line));
        let lines = lines.into_iter().zip(1_usize..).filter(|(text, _)| !text.is_empty());
        let option = |(text, line): (String, usize)| {
            SelectOption::new(
                line.to_string(),
                t!(words, import.begins_line, line = line, text = text),
            )
        };
        std::iter::once(found).chain(lines.map(option)).collect::<Vec<_>>()
    };
    let kind = Signal::derive(move || told(file, |file| file.kind.0.to_string()));
    let kinds = move || {
        let one = |schema: &Schema| match schema.identity {
            Identity::Person => t!(words, import.contacts),
            Identity::Company => t!(words, import.companies_kind),
            _ => capitalized(&words.kind_names(schema).one),
        };
        let option = |schema: &Schema| SelectOption::new(schema.kind.0.to_string(), one(schema));
        app.imports.kinds().iter().map(option).collect::<Vec<_>>()
    };
    view! {
        <Show when=move || !is_sheet.get()><Separators number file /></Show>
        <SelectField
            label=Signal::derive(move || t!(words, import.begins))
            value=Signal::derive(move || told(file, |file| {
                file.options.top.map(|line| line.to_string()).unwrap_or_default()
            }))
            choices=Signal::derive(begins)
            on_change=move |chosen: String| app.imports.choose_top(number, chosen.parse().ok())
        />
        <SelectField
            label=Signal::derive(move || t!(words, import.first_row))
            value=header
            choices=Signal::derive(headers)
            on_change=move |chosen: String| app.imports.choose_header(number, chosen == "names")
        />
        <SelectField
            label=Signal::derive(move || t!(words, import.rows_are))
            value=kind
            choices=Signal::derive(kinds)
            on_change=move |chosen: String| {
                if let Ok(chosen) = chosen.parse() {
                    app.imports.choose_kind(number, KindId(chosen));
                }
            }
        />
    }
}

/// True if the file is a sheet, whose text is ours.
fn sheet_memo(file: Memo<Option<ImportFile>>) -> Memo<bool> {
    Memo::new(move |_| file.with(|file| file.as_ref().is_some_and(|file| file.options.sheet)))
}

/// The delimiter and the quotation marks of a text.
#[component]
fn Separators(number: u32, file: Memo<Option<ImportFile>>) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let delimiter = Memo::new(move |_| {
        let of = |file: &ImportFile| match &file.found {
            Some(found) => found.delimiter,
            None => file.options.delimiter,
        };
        file.with(|file| file.as_ref().and_then(of)).unwrap_or(b',')
    });
    let delimiters = move || {
        let mut all = vec![b',', b';', b'\t', b'|', b':', b'^', b'~', b'#'];
        if !all.contains(&delimiter.get()) {
            all.push(delimiter.get());
        }
        let choice = |it: u8| SelectOption::new(it.to_string(), delimiter_name(app, it));
        all.into_iter().map(choice).collect::<Vec<_>>()
    };
    let quoting = Memo::new(move |_| {
        let of = |file: &ImportFile| match &file.found {
            Some(found) => found.quoting,
            None => file.options.quoting.unwrap_or_default(),
        };
        file.with(|file| file.as_ref().map(of)).unwrap_or_default()
    });
    let quotings = move || {
        let choice =
            |(at, it): (usize, Quoting)| SelectOption::new(at.to_string(), quoting_name(app, it));
        Quoting::ALL.into_iter().enumerate().map(choice).collect::<Vec<_>>()
    };
    view! {
        <SelectField
            label=Signal::derive(move || t!(words, import.delimiter))
            value=Signal::derive(move || delimiter.get().to_string())
            choices=Signal::derive(delimiters)
            on_change=move |chosen: String| {
                if let Ok(chosen) = chosen.parse() {
                    app.imports.choose_delimiter(number, chosen);
                }
            }
        />
        <SelectField
            label=Signal::derive(move || t!(words, import.quoting))
            value=Signal::derive(move || {
                let at = Quoting::ALL.iter().position(|it| *it == quoting.get());
                at.unwrap_or_default().to_string()
            })
            choices=Signal::derive(quotings)
            on_change=move |chosen: String| {
                let chosen = chosen.parse().ok().and_then(|at: usize| Quoting::ALL.get(at));
                if let Some(quoting) = chosen {
                    app.imports.choose_quoting(number, *quoting);
                }
            }
        />
    }
}
