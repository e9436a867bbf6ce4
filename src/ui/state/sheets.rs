//! The sheets that open above any screen.

use leptos::prelude::*;

use super::exporting::FormulaQuestion;
use super::requests::{LogRequest, ReachRequest, TaskRequest};
use super::viewing::Viewing;
use domain::RecordId;

/// The sheets that any screen can open and the frame shows.
#[derive(Clone, Copy)]
pub struct Sheets {
    /// The sheet that asks how to contact someone.
    pub reach: RwSignal<Option<ReachRequest>>,
    /// The log sheet.
    pub log: RwSignal<Option<LogRequest>>,
    /// The task form.
    pub task: RwSignal<Option<TaskRequest>>,
    /// The sheet that postpones a task.
    pub put_off: RwSignal<Option<RecordId>>,
    /// The sheet that creates something new.
    pub new: RwSignal<bool>,
    /// The search of everything.
    pub palette: RwSignal<bool>,
    /// The pictures in the viewer.
    pub viewed: RwSignal<Option<Viewing>>,
    /// The question of whom an exported file is for.
    pub formulas: RwSignal<Option<FormulaQuestion>>,
    /// The list of keyboard shortcuts.
    pub keys: RwSignal<bool>,
    /// A deal and the stage chosen in its form; the deal's page performs the move.
    pub moving: RwSignal<Option<(RecordId, RecordId)>>,
}

impl Default for Sheets {
    fn default() -> Self {
        Self {
            reach: RwSignal::new(None),
            log: RwSignal::new(None),
            task: RwSignal::new(None),
            put_off: RwSignal::new(None),
            new: RwSignal::new(false),
            palette: RwSignal::new(false),
            viewed: RwSignal::new(None),
            formulas: RwSignal::new(None),
            keys: RwSignal::new(false),
            moving: RwSignal::new(None),
        }
    }
}
