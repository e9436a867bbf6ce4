//! Choosing files to import and how to read each.

use leptos::prelude::*;

use super::flow::{ImportFile, ImportStep, InContainer};
use super::imports::Imports;
use crate::ui::state::words::t;
use app::job::{ColumnTarget, DateOrder, Encoding, NameReading, Quoting, ReadOptions};
use browser::files::{self, PickedFile};
use browser::office::{OpenedFile, OpenedPart, PartForm};
use domain::{CONTACT, KindId};

impl Imports {
    /// Handles a file input's event: inspects the chosen files.
    pub fn choose_import(self, event: leptos::ev::Event) {
        self.import_picked(files::picked(&event));
    }

    /// Imports rows pasted from a spreadsheet.
    pub fn import_text(self, text: &str) {
        let name = t!(self.session.words, import.pasted);
        self.import_picked(vec![PickedFile::of_text(name, text)]);
    }

    /// Takes the files that the system opened with the app. Tracked. During another import they
    /// wait until its outcome was seen.
    pub fn take_handed(self) {
        let waits = self.session.import.handed.with(|handed| !handed.is_empty());
        let busy = match self.session.import.step.get_untracked() {
            ImportStep::Running => true,
            ImportStep::Done(_) | ImportStep::Failed(_) => {
                !self.session.import.seen.get_untracked()
            }
            ImportStep::Choose | ImportStep::Reading | ImportStep::Ready => false,
        };
        if waits && !busy {
            self.take_waiting();
        }
    }

    /// Returns the name of the first waiting file. Tracked.
    pub fn waiting_file(&self) -> Option<String> {
        self.session.import.handed.with(|handed| handed.first().map(|file| file.name.clone()))
    }

    /// Inspects the waiting files, if any.
    pub(super) fn take_waiting(self) {
        let waiting = self.session.import.handed.get_untracked();
        if !waiting.is_empty() {
            self.session.import.handed.set(Vec::new());
            self.import_picked(waiting);
        }
    }

    /// Adds files to the import.
    fn import_picked(self, picked: Vec<PickedFile>) {
        let step = self.session.import.step.get_untracked();
        if picked.is_empty() || step == ImportStep::Running {
            return;
        }
        if !matches!(step, ImportStep::Reading | ImportStep::Ready) {
            self.session.import.reset();
            self.session.import.step.set(ImportStep::Reading);
        }
        for file in picked {
            let Some(chosen) = self.chosen(file) else { return };
            self.session.import.files.update(|files| files.push(chosen));
        }
        self.ask_worker();
    }

    /// Gives a file its number and schedules its inspection.
    fn chosen(self, file: PickedFile) -> Option<ImportFile> {
        let PickedFile { name, size, .. } = file.clone();
        let number = self.session.import.with(|hidden| {
            let number = hidden.next;
            hidden.next += 1;
            hidden.picked.insert(number, file);
            hidden.stale.insert(number);
            hidden.replan = true;
            hidden.wanted = false;
            number
        })?;
        Some(ImportFile {
            number,
            name,
            container: None,
            kind: CONTACT,
            options: ReadOptions::default(),
            found: None,
            suggested: Default::default(),
            remembered: false,
            problem: None,
            refused: false,
            size,
        })
    }

    /// Puts the tables of a spreadsheet or archive into the place of its file. Hidden ones stay out
    /// until somebody asks for them, if there are others.
    pub(super) fn take_parts(self, number: u32, name: &str, opened: OpenedFile) {
        let is_shown = opened.parts.iter().any(|part| !part.hidden);
        let mut left = opened.left;
        let mut files = Vec::new();
        for OpenedPart { file, form, hidden } in opened.parts {
            let Some(mut chosen) = self.chosen(file) else { return };
            let out = hidden && is_shown;
            if out {
                self.session.import.with(|flow| flow.stale.remove(&chosen.number));
            }
            chosen.options.sheet = form != PartForm::File;
            let (name, left) = (name.to_owned(), std::mem::take(&mut left));
            chosen.container = Some(InContainer { name, form, hidden, out, asked: false, left });
            files.push(chosen);
        }
        self.session.import.files.update(|all| {
            if let Some(at) = all.iter().position(|file| file.number == number) {
                all.splice(at..=at, files);
            }
        });
    }

    /// Takes in a table that was left out of its spreadsheet, also one whose rows do not look like
    /// records.
    pub fn take_part(self, number: u32) {
        self.read_again(number, |file| {
            file.options.as_told |= file.refused;
            if let Some(container) = &mut file.container {
                container.out = false;
                container.asked = true;
            }
        });
    }

    /// Removes a file from the import. A table of a spreadsheet or archive stays in sight, so that it
    /// can be taken in again.
    pub fn leave_out_file(self, number: u32) {
        self.session.import.files.update(|files| {
            files.retain(|file| file.number != number || file.container.is_some());
        });
        self.session.import.update_file(number, |file| {
            if let Some(container) = &mut file.container {
                container.out = true;
                container.asked = false;
            }
        });
        if self.session.import.files.with_untracked(Vec::is_empty) {
            return self.forget_import();
        }
        self.session.import.with(|hidden| {
            hidden.stale.remove(&number);
            hidden.replan = true;
            hidden.wanted = false;
        });
        self.ask_worker();
    }

    /// Sets the kind of record in a file's rows.
    pub fn choose_kind(self, number: u32, kind: KindId) {
        self.read_again(number, |file| {
            file.kind = kind;
            file.options.as_told = true;
            forget_columns(file);
        });
    }

    /// Declares the rows of a file to be contacts, overriding the detection.
    pub fn believe_rows(self, number: u32) {
        self.read_again(number, |file| file.options.as_told = true);
    }

    /// Sets the encoding of a file.
    pub fn choose_encoding(self, number: u32, encoding: Encoding) {
        self.read_again(number, |file| file.options.encoding = Some(encoding));
    }

    /// Sets the delimiter of a file.
    pub fn choose_delimiter(self, number: u32, delimiter: u8) {
        self.read_again(number, |file| {
            file.options.delimiter = Some(delimiter);
            forget_columns(file);
        });
    }

    /// Sets the quoting of a file's cells.
    pub fn choose_quoting(self, number: u32, quoting: Quoting) {
        self.read_again(number, |file| {
            file.options.quoting = Some(quoting);
            forget_columns(file);
        });
    }

    /// Sets the line on which the table begins; `None` to find it.
    pub fn choose_top(self, number: u32, line: Option<usize>) {
        self.read_again(number, |file| {
            file.options.top = line;
            forget_columns(file);
        });
    }

    /// Sets whether the first row of a file is a header.
    pub fn choose_header(self, number: u32, header: bool) {
        self.read_again(number, |file| {
            file.options.header = Some(header);
            forget_columns(file);
        });
    }

    /// Sets the date order of a column.
    pub fn choose_order(self, number: u32, column: usize, order: DateOrder) {
        self.read_again(number, |file| {
            file.options.orders.retain(|(at, _)| *at != column);
            file.options.orders.push((column, order));
        });
    }

    /// Sets how whole names are read; `None` as the signs of each tell.
    pub fn choose_names(self, number: u32, reading: Option<NameReading>) {
        self.read_again(number, |file| file.options.names = reading);
    }

    /// Sets if the unclear cells of a column of bans bar somebody; `None` to keep them.
    pub fn choose_bars(self, number: u32, column: usize, bars: Option<bool>) {
        self.read_again(number, |file| {
            file.options.unclear_bars.retain(|(at, _)| *at != column);
            file.options.unclear_bars.extend(bars.map(|bars| (column, bars)));
        });
    }

    /// Sets if the numbers of a column get back the zeros that they lost.
    pub fn choose_zeros(self, number: u32, column: usize, back: bool) {
        self.read_again(number, |file| {
            file.options.zeros_back.retain(|at| *at != column);
            file.options.zeros_back.extend(back.then_some(column));
        });
    }

    /// Maps a column to a field.
    pub fn choose_target(self, number: u32, column: usize, target: ColumnTarget) {
        self.read_again(number, |file| {
            let Some(found) = &file.found else { return };
            let mut mapping: Vec<ColumnTarget> =
                found.columns.iter().map(|column| column.target.clone()).collect();
            if let Some(place) = mapping.get_mut(column) {
                *place = target;
            }
            file.options.mapping = Some(mapping);
            file.remembered = false;
        });
    }

    /// Resets the mapping to the recognized one.
    pub fn forget_targets(self, number: u32) {
        self.read_again(number, |file| {
            file.options.mapping = None;
            file.remembered = false;
        });
    }

    fn read_again(self, number: u32, change: impl FnOnce(&mut ImportFile)) {
        self.session.import.update_file(number, change);
        self.session.import.with(|hidden| {
            hidden.stale.insert(number);
            hidden.replan = true;
            // The wish to begin was for what was there before.
            hidden.wanted = false;
        });
        self.ask_worker();
    }
}

/// Forgets what was chosen for single columns, which others may be now.
fn forget_columns(file: &mut ImportFile) {
    file.options.mapping = None;
    file.options.orders.clear();
    file.options.names = None;
    file.options.unclear_bars.clear();
    file.options.zeros_back.clear();
    file.remembered = false;
}
