//! The screen's head: title and sums, search, sort menu, board or list; and the chip row.

use leptos::prelude::*;

use super::list_query::DealQuery;
use super::state::{DealSheet, Deals};
use crate::ui::state::{AppState, DealOrder, t};
use domain::{Condition, DEAL, Filter, Operator, StageResult, Totals, any_kind, deal};
use kit::{
    ButtonKind, Chip, Chips, Icon, IconButton, IconName, Menu, MenuItem, SearchBox, Shortened,
    TopBar, use_desktop,
};

/// Characters of the sums that fit on a phone.
const ROOM: usize = 25;

/// The title, sums and buttons.
#[component]
pub fn Head(deals: Deals) -> impl IntoView {
    let words = deals.app.words;
    let list = deals.part(|asked| asked.list);
    let other = Signal::derive(move || {
        if list.get() { t!(words, deals.as_board) } else { t!(words, deals.as_list) }
    });
    let turn = move |()| {
        deals.selected.set(None);
        deals.ask(|asked| asked.list = !asked.list);
    };
    let switch = move || {
        let icon = if list.get() { IconName::Kanban } else { IconName::List };
        view! { <IconButton label=other icon kind=ButtonKind::Soft on_press=turn /> }
    };
    view! {
        <TopBar
            title=Signal::derive(move || t!(words, deals.title))
            below=move || view! { <Sums deals /> }
        >
            <Menu
                label=Signal::derive(move || t!(words, deals.order))
                items=Signal::derive(move || items(deals))
                icon=IconName::ArrowUpDown
                kind=ButtonKind::Soft
            />
            {switch}
            <a
                class="button only-wide"
                data-kind="primary"
                href=move || deals.new_deal()
            >
                <Icon name=IconName::Plus />
                <span class="button__label">{move || t!(words, deals.new)}</span>
            </a>
        </TopBar>
    }
}

/// The value of the open deals in two lines: "€184,300 open", "€96,120 weighted". A phone shows two
/// currencies, shortened if they do not fit.
#[component]
fn Sums(deals: Deals) -> impl IntoView {
    let app = deals.app;
    let desktop = use_desktop();
    let totals = Memo::new(move |_| open_totals(deals));
    let room = move || if desktop.get() { (3, usize::MAX) } else { (2, ROOM) };
    let line = move |of: fn(&(Totals, Totals)) -> &Totals, said: fn(AppState, String) -> String| {
        let text = move |(most, letters): (usize, usize)| {
            let sums = totals.with(|totals| app.format.totals_within(of(totals), most, letters));
            if sums.is_empty() { sums } else { said(app, sums) }
        };
        let short = Memo::new(move |_| text(room()));
        let full = Memo::new(move |_| text((usize::MAX, usize::MAX)));
        view! {
            <p class="deals__sum" hidden=move || short.read().is_empty()>
                <Shortened short full />
            </p>
        }
    };
    view! {
        <div class="deals__sums">
            {line(|totals| &totals.0, |app, sum| t!(app.words, deals.open_sum, open = sum))}
            {line(|totals| &totals.1, |app, sum| t!(app.words, deals.weighted, sum = sum))}
        </div>
    }
}

/// Returns the sums of the open deals, plain and weighted.
fn open_totals(deals: Deals) -> (Totals, Totals) {
    let (mut open, mut weighted) = (Totals::default(), Totals::default());
    deals.columns.with(|columns| {
        let goes_on = |result: Option<StageResult>| result.is_none_or(|it| it == StageResult::Open);
        for column in columns.0.iter() {
            if goes_on(column.stage.as_ref().map(|stage| stage.result)) {
                open.add_all(&column.totals);
                weighted.add_all(&column.weighted);
            }
        }
    });
    (open, weighted)
}

/// Returns the menu: sort orders and selection.
fn items(deals: Deals) -> Vec<MenuItem> {
    let words = deals.app.words;
    let current = deals.asked.read().order;
    let order = |order: DealOrder, label: String, icon: IconName| {
        let icon = if order == current { IconName::Check } else { icon };
        let choose = Callback::new(move |()| deals.ask(|asked| asked.order = order));
        MenuItem::new(label, icon, choose)
    };
    let select = Callback::new(move |()| {
        deals.ask(|asked| asked.list = true);
        deals.selected.set(Some(Vec::new()));
    });
    vec![
        order(DealOrder::NextTask, t!(words, deals.by_next), IconName::SquareCheck),
        order(DealOrder::Close, t!(words, deals.by_close), IconName::Calendar),
        order(DealOrder::Value, t!(words, deals.by_value), IconName::Banknote),
        order(DealOrder::Age, t!(words, deals.by_age), IconName::Clock),
        order(DealOrder::Name, t!(words, deals.by_name), IconName::ArrowUpAZ),
        MenuItem::new(t!(words, deals.select), IconName::ListChecks, select),
    ]
}

/// The search box.
#[component]
pub fn Search(deals: Deals) -> impl IntoView {
    let words = deals.app.words;
    view! {
        <div class="screen__part deals__search">
            <SearchBox
                label=Signal::derive(move || t!(words, deals.search))
                value=deals.part(|asked| asked.words.clone())
                on_input=move |text: String| deals.ask(|asked| asked.words = text)
                shortcut="/"
            />
        </div>
    }
}

/// The pipeline and the filters.
#[component]
pub fn Narrowing(deals: Deals) -> impl IntoView {
    let words = deals.app.words;
    let pipeline = Signal::derive(move || {
        let name = deals.pipeline.read().as_ref().map(|pipeline| pipeline.name.clone());
        name.unwrap_or_else(|| t!(words, deals.pipeline))
    });
    let conditions = deals.part(|asked| asked.filter.parts());
    let condition = move |(place, part)| view! { <ConditionChip deals place part /> };
    let narrowed = move || conditions.get().into_iter().enumerate().map(condition).collect_view();
    let switch = move |label: fn(Deals) -> String,
                       read: fn(&DealQuery) -> bool,
                       turn: fn(&mut DealQuery)| {
        view! {
            <Chip
                label=Signal::derive(move || label(deals))
                pressed=deals.part(read)
                on_press=move |()| deals.ask(turn)
            />
        }
    };
    view! {
        <div class="screen__part">
            <Chips label=Signal::derive(move || t!(words, deals.show_which))>
                <Chip
                    label=pipeline
                    icon=IconName::ChevronDown
                    on_press=move |()| deals.over.set(Some(DealSheet::Pipeline))
                />
                {switch(
                    |deals| t!(deals.app.words, deals.mine),
                    |asked| asked.mine,
                    |asked| asked.mine = !asked.mine,
                )}
                {switch(
                    |deals| t!(deals.app.words, deals.closing),
                    |asked| asked.closing,
                    |asked| asked.closing = !asked.closing,
                )}
                {switch(
                    |deals| t!(deals.app.words, deals.past_close),
                    |asked| asked.past_close,
                    |asked| asked.past_close = !asked.past_close,
                )}
                {switch(
                    |deals| t!(deals.app.words, deals.stale),
                    |asked| asked.stale,
                    |asked| asked.stale = !asked.stale,
                )}
                {narrowed}
                <Chip
                    label=Signal::derive(move || t!(words, deals.filter))
                    icon=IconName::Plus
                    on_press=move |()| deals.over.set(Some(DealSheet::Filter))
                />
            </Chips>
        </div>
    }
}

/// A condition; pressing the chip removes it.
#[component]
fn ConditionChip(deals: Deals, place: usize, part: Filter) -> impl IntoView {
    let app = deals.app;
    let word = move |condition: &Condition| {
        let Condition { field, operator, operand } = condition.clone();
        let name = app.records.field_label(DEAL, field);
        match (field, operator) {
            (any_kind::TAGS | any_kind::OWNER, _) => operand,
            (deal::VALUE, Operator::AtLeast) => t!(app.words, deals.at_least, value = operand),
            (deal::VALUE, Operator::AtMost) => t!(app.words, deals.at_most, value = operand),
            _ => format!("{name}: {operand}"),
        }
    };
    let label = Signal::derive(move || part.conditions().map(word).collect::<Vec<_>>().join(" / "));
    let remove = move |()| {
        deals.ask(|asked| {
            let mut parts = asked.filter.parts();
            if place < parts.len() {
                parts.remove(place);
            }
            asked.filter = Filter::joined(parts);
        });
    };
    view! { <Chip label pressed=Signal::stored(true) trailing=IconName::X on_press=remove /> }
}
