//! The sheet of a stage: create, edit, delete.

use leptos::prelude::*;

use super::where_to::RemovePlace;
use crate::ui::state::{AppState, PipelineView, fault_sentence, sentence, t, use_app};
use domain::{
    Draft, Fault, Fields, RecordId, STAGE, StageResult, Value, number, stage, typed_number,
};
use kit::{InputKind, SelectField, SelectOption, Sheet, SheetForm, TextField};

/// The stage being edited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditedStage {
    /// A new stage in this pipeline.
    New(RecordId),
    /// An existing stage.
    Old(RecordId),
}

/// Maximum number of days before a deal counts as stale.
const LONGEST: f64 = 3650.0;

/// The state of the open sheet.
#[derive(Clone, Copy)]
struct StageForm {
    app: AppState,
    edited: RwSignal<Option<EditedStage>>,
    which: EditedStage,
    name: RwSignal<String>,
    result: RwSignal<String>,
    probability: RwSignal<String>,
    stale: RwSignal<String>,
    /// True after the first attempt to save: errors are not shown earlier.
    tried: RwSignal<bool>,
    error: RwSignal<Option<String>>,
}

impl StageForm {
    fn new(app: AppState, edited: RwSignal<Option<EditedStage>>, which: EditedStage) -> Self {
        let record = match which {
            EditedStage::Old(id) => app.records.peek(id),
            EditedStage::New(_) => None,
        };
        let (probability, stale_days) = match which {
            EditedStage::New(id) => {
                let pipelines = untrack(|| app.deals.pipelines());
                let of = pipelines.iter().find(|pipeline| pipeline.id == id);
                of.map(PipelineView::new_stage).unwrap_or_default()
            }
            EditedStage::Old(_) => Default::default(),
        };
        let digits = |field: u32, new: Option<String>| {
            let known = record.as_ref().map(|it| number(it, field).map(|it| it.to_string()));
            known.unwrap_or(new).unwrap_or_default()
        };
        let text = |field| record.as_ref().map(|record| record.text(field)).unwrap_or_default();
        let result = record.as_ref().map(StageResult::of).unwrap_or_default();
        Self {
            app,
            edited,
            which,
            name: RwSignal::new(text(stage::NAME)),
            result: RwSignal::new(result.key().to_owned()),
            probability: RwSignal::new(digits(stage::PROBABILITY, Some(probability.to_string()))),
            stale: RwSignal::new(digits(
                stage::STALE_DAYS,
                stale_days.map(|days| days.to_string()),
            )),
            tried: RwSignal::new(false),
            error: RwSignal::new(None),
        }
    }

    fn lacks_name(self) -> bool {
        self.name.read().trim().is_empty()
    }

    /// True for an open stage; won and lost stages have no probability of their own.
    fn goes_on(self) -> bool {
        self.result.with(|result| result == stage::OPEN)
    }

    /// Returns the probability in percent; `None` if invalid.
    fn percent(self) -> Option<f64> {
        match self.result.get().as_str() {
            stage::WON => Some(100.0),
            stage::LOST => Some(0.0),
            _ => self.probability.with(|typed| percent(typed)),
        }
    }

    /// Returns the days after which a deal is stale: `None` for never, an error if invalid.
    fn days(self) -> Result<Option<f64>, ()> {
        if self.goes_on() { self.stale.with(|typed| days(typed)) } else { Ok(None) }
    }

    fn save(self) {
        self.tried.set(true);
        let (lacks_name, percent, days) =
            untrack(|| (self.lacks_name(), self.percent(), self.days()));
        let (false, Some(percent), Ok(days)) = (lacks_name, percent, days) else { return };
        let mut draft = Draft::new(STAGE);
        draft.set_text(stage::NAME, self.name.get_untracked());
        draft.set_text(stage::RESULT, self.result.get_untracked());
        draft.set(stage::PROBABILITY, Value::Number(percent));
        draft.set(stage::STALE_DAYS, days.map_or(Value::Text(String::new()), Value::Number));
        let then = move |outcome: Result<_, _>| match outcome {
            Ok(_saved) => self.edited.set(None),
            Err(error) => self.error.set(Some(sentence(&self.app.words, &error))),
        };
        match self.which {
            EditedStage::New(pipeline) => self.app.deals.add_stage(pipeline, draft, then),
            EditedStage::Old(id) => self.app.records.save(Some(id), draft, then),
        }
    }
}

/// Parses a probability in percent, with or without the sign.
fn percent(typed: &str) -> Option<f64> {
    let number = typed_number(typed.trim().trim_end_matches('%').trim())?;
    (0.0..=100.0).contains(&number).then_some(number)
}

/// Parses a number of whole days; empty and 0 mean never.
fn days(typed: &str) -> Result<Option<f64>, ()> {
    if typed.trim().is_empty() {
        return Ok(None);
    }
    let number = typed_number(typed).filter(|it| it.fract() == 0.0).ok_or(())?;
    if !(0.0..=LONGEST).contains(&number) {
        return Err(());
    }
    Ok((number > 0.0).then_some(number))
}

/// The sheet; open while a stage is edited.
#[component]
pub fn StageSheet(edited: RwSignal<Option<EditedStage>>) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let title = Memo::new(move |last: Option<&String>| match (edited.get(), last) {
        (Some(EditedStage::New(_)), _) => t!(words, selling.add_stage),
        // The title stays while the sheet slides away.
        (None, Some(last)) => last.clone(),
        _ => t!(words, selling.stage),
    });
    view! {
        <Sheet
            open=Signal::derive(move || edited.read().is_some())
            title
            writes=true
            on_close=move |()| edited.set(None)
        >
            {move || {
                let which = edited.get_untracked();
                which.map(|which| view! { <StageForm form=StageForm::new(app, edited, which) /> })
            }}
        </Sheet>
    }
}

#[component]
fn StageForm(form: StageForm) -> impl IntoView {
    let words = form.app.words;
    let asking = RwSignal::new(false);
    let name_error = Signal::derive(move || {
        let blank = form.tried.get() && form.lacks_name();
        blank.then(|| fault_sentence(&words, Fault::NoName)).or_else(|| form.error.get())
    });
    let remove = move |id| {
        let pipelines = untrack(|| form.app.deals.pipelines());
        let of = pipelines.iter().find(|pipeline| pipeline.stages.iter().any(|it| it.id == id));
        if of.is_some_and(|pipeline| pipeline.stages.len() == 1) {
            let text = move || t!(words, selling.only_stage);
            return view! { <p class="settings__note">{text}</p> }.into_any();
        }
        view! {
            <RemovePlace
                id
                hint=Signal::derive(move || t!(words, selling.remove_stage_hint))
                asking
                on_gone=move |()| form.edited.set(None)
            />
        }
        .into_any()
    };
    view! {
        <SheetForm
            label=Signal::derive(move || t!(words, shell.save))
            on_submit=move |()| form.save()
            hidden=asking
        >
            <TextField
                label=Signal::derive(move || t!(words, selling.name))
                value=form.name
                error=name_error
                on_input=move |text| form.name.set(text)
            />
            <Meaning form />
        </SheetForm>
        {match form.which {
            EditedStage::Old(id) => Some(remove(id)),
            EditedStage::New(_) => None,
        }}
    }
}

/// A stage's result, probability and days until stale.
#[component]
fn Meaning(form: StageForm) -> impl IntoView {
    let words = form.app.words;
    let results = Signal::derive(move || {
        vec![
            SelectOption::new(stage::OPEN, t!(words, selling.open)),
            SelectOption::new(stage::WON, t!(words, selling.won)),
            SelectOption::new(stage::LOST, t!(words, selling.lost)),
        ]
    });
    let percent_error = Signal::derive(move || {
        let wrong = form.tried.get() && form.percent().is_none();
        wrong.then(|| t!(words, selling.not_a_percent))
    });
    let days_error = Signal::derive(move || {
        let wrong = form.tried.get() && form.days().is_err();
        wrong.then(|| t!(words, selling.not_days))
    });
    view! {
        <SelectField
            label=Signal::derive(move || t!(words, selling.deals_are))
            value=form.result
            choices=results
            on_change=move |result| form.result.set(result)
        />
        <div class="settings__sheet" hidden=move || !form.goes_on()>
            <TextField
                label=Signal::derive(move || t!(words, selling.probability))
                value=form.probability
                kind=InputKind::Number
                error=percent_error
                hint=Signal::derive(move || Some(t!(words, selling.probability_hint)))
                on_input=move |text| form.probability.set(text)
            />
            <TextField
                label=Signal::derive(move || t!(words, selling.stale_days))
                value=form.stale
                kind=InputKind::Number
                error=days_error
                hint=Signal::derive(move || Some(t!(words, selling.stale_hint)))
                on_input=move |text| form.stale.set(text)
            />
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::{days, percent};

    #[test]
    fn a_probability_is_from_nothing_to_a_hundred() {
        assert_eq!(percent(" 40 % "), Some(40.0));
        assert_eq!(percent("12,5"), Some(12.5));
        assert_eq!([percent("-1"), percent("101"), percent("likely"), percent("")], [None; 4]);
    }

    #[test]
    fn days_are_whole_and_nothing_is_never() {
        assert_eq!(days("14"), Ok(Some(14.0)));
        assert_eq!([days(""), days("0")], [Ok(None), Ok(None)]);
        assert_eq!([days("-3"), days("1.5"), days("soon"), days("99999")], [Err(()); 4]);
    }
}
