//! The filter sheet: tags, owner and value range. It writes ordinary conditions, so that any of
//! them can be part of a URL.

use leptos::prelude::*;

use super::state::{DealSheet, Deals};
use crate::ui::state::{fault_sentence, t};
use domain::{
    Condition, DEAL, Fault, Filter, FilterGroup, Operator, amount_text, any_kind, deal,
    typed_amount,
};
use kit::{Button, ButtonKind, Chip, Chips, InputKind, Sheet, TextField};

/// Maximum number of tags and owners offered.
const MOST: usize = 24;

/// True if a filter has this condition.
fn asks(filter: &Filter, field: u32, operand: &str) -> bool {
    filter.conditions().any(|it| it.field == field && it.operand == operand)
}

/// Adds a condition, or removes it if present.
fn turn(filter: &mut Filter, field: u32, operand: &str) {
    if asks(filter, field, operand) {
        *filter = filter.clone().keeping(|it| it.field != field || it.operand != operand);
    } else {
        let operand = operand.to_owned();
        narrow(filter, Condition { field, operator: Operator::Is, operand });
    }
}

/// Adds a condition that must pass, too.
fn narrow(filter: &mut Filter, condition: Condition) {
    *filter = Filter::joined(vec![std::mem::take(filter), condition.into()]);
}

/// Returns a limit of the value range as typed; empty if unset.
fn border(filter: &Filter, operator: Operator) -> String {
    let own = |it: &&Condition| it.field == deal::VALUE && it.operator == operator;
    filter.conditions().find(own).map(|it| it.operand.clone()).unwrap_or_default()
}

/// Sets a limit of the value range, or removes it if empty.
fn set_border(filter: &mut Filter, operator: Operator, text: &str) {
    *filter = filter.clone().keeping(|it| it.field != deal::VALUE || it.operator != operator);
    if !text.trim().is_empty() {
        let operand = text.to_owned();
        narrow(filter, Condition { field: deal::VALUE, operator, operand });
    }
}

/// Returns the filter with parsed limits; `None` if one is not an amount.
fn settled(filter: &Filter, currency: [u8; 3]) -> Option<Filter> {
    let settle = |it: &Condition| {
        let is_border = matches!(it.operator, Operator::AtLeast | Operator::AtMost);
        if it.field != deal::VALUE || !is_border {
            return Some(it.clone());
        }
        let operand = amount_text(typed_amount(&it.operand, currency)?);
        Some(Condition { operand, ..it.clone() })
    };
    let settle_group = |group: &FilterGroup| {
        let conditions: Option<Vec<_>> = group.conditions.iter().map(settle).collect();
        Some(FilterGroup { passing: group.passing, conditions: conditions? })
    };
    let groups: Option<Vec<_>> = filter.groups.iter().map(settle_group).collect();
    Some(Filter { passing: filter.passing, groups: groups? })
}

/// The sheet with the conditions.
#[component]
pub fn FilterSheet(deals: Deals) -> impl IntoView {
    let app = deals.app;
    let words = app.words;
    let open = Signal::derive(move || deals.over.get() == Some(DealSheet::Filter));
    let draft = RwSignal::new(Filter::default());
    // True after the first attempt to apply: errors are not shown earlier.
    let tried = RwSignal::new(false);
    Effect::new(move |_| {
        if open.get() {
            draft.set(deals.asked.read_untracked().filter.clone());
            tried.set(false);
        }
    });
    let ask = move |filter: Filter| {
        deals.over.set(None);
        deals.ask(|asked| asked.filter = filter);
    };
    let apply = move |()| {
        let currency = untrack(|| app.format.currency());
        match draft.with_untracked(|draft| settled(draft, currency)) {
            Some(filter) => ask(filter),
            None => tried.set(true),
        }
    };
    let foot = move || {
        view! {
            <Button
                label=Signal::derive(move || t!(words, filter.clear))
                on_press=move |()| ask(Filter::default())
            />
            <Button
                label=Signal::derive(move || t!(words, deals.apply))
                kind=ButtonKind::Primary
                on_press=apply
            />
        }
    };
    view! {
        <Sheet
            open
            title=Signal::derive(move || t!(words, filter.title))
            footer=foot
            on_close=move |()| deals.over.set(None)
        >
            <Conditions deals draft tried />
        </Sheet>
    }
}

#[component]
fn Conditions(
    deals: Deals,
    draft: RwSignal<Filter>,
    #[prop(into)] tried: Signal<bool>,
) -> impl IntoView {
    let app = deals.app;
    let words = app.words;
    let tags: Vec<String> = app.records.tags(DEAL).into_iter().map(|it| it.tag).collect();
    let owners = untrack(|| app.deals.owners_of_deals());
    let label = move |field| Signal::derive(move || app.records.field_label(DEAL, field));
    view! {
        <div class="deals__filter">
            <Several label=label(any_kind::TAGS) field=any_kind::TAGS known=tags draft />
            <Several label=label(any_kind::OWNER) field=any_kind::OWNER known=owners draft />
            <div class="deals__borders">
                <Border
                    deals
                    label=Signal::derive(move || t!(words, deals.value_from))
                    operator=Operator::AtLeast
                    draft
                    tried
                />
                <Border
                    deals
                    label=Signal::derive(move || t!(words, deals.value_to))
                    operator=Operator::AtMost
                    draft
                    tried
                />
            </div>
        </div>
    }
}

/// Values of a field as chips.
#[component]
fn Several(
    label: Signal<String>,
    field: u32,
    known: Vec<String>,
    draft: RwSignal<Filter>,
) -> impl IntoView {
    let none = known.is_empty();
    let chip = move |word: String| {
        let own = StoredValue::new(word.clone());
        let pressed = Signal::derive(move || own.with_value(|own| asks(&draft.read(), field, own)));
        let press = move |()| draft.update(|filter| own.with_value(|own| turn(filter, field, own)));
        view! { <Chip label=word pressed on_press=press /> }
    };
    view! {
        <div hidden=none>
            <h3 class="deals__label">{move || label.get()}</h3>
            <Chips label wrap=true>
                {known.into_iter().take(MOST).map(chip).collect_view()}
            </Chips>
        </div>
    }
}

/// An input for a limit of the value range.
#[component]
fn Border(
    deals: Deals,
    label: Signal<String>,
    operator: Operator,
    draft: RwSignal<Filter>,
    tried: Signal<bool>,
) -> impl IntoView {
    let app = deals.app;
    let typed = Memo::new(move |_| border(&draft.read(), operator));
    let on_input = move |text: String| {
        draft.update(|filter| set_border(filter, operator, &text));
    };
    let error = Signal::derive(move || {
        let typed = typed.read();
        let refused = !typed.is_empty() && typed_amount(&typed, app.format.currency()).is_none();
        (refused && tried.get()).then(|| fault_sentence(&app.words, Fault::NotAnAmount))
    });
    view! { <TextField label value=typed kind=InputKind::Number on_input error /> }
}

#[cfg(test)]
mod tests {
    use super::{asks, border, set_border, settled, turn};
    use domain::{Filter, Operator, any_kind};

    #[test]
    fn a_border_is_set_changed_and_taken_away() {
        let mut filter = Filter::default();
        set_border(&mut filter, Operator::AtLeast, "12.400,50");
        assert_eq!(border(&filter, Operator::AtLeast), "12.400,50");
        set_border(&mut filter, Operator::AtLeast, "7");
        assert_eq!(filter.conditions().count(), 1);
        set_border(&mut filter, Operator::AtLeast, " ");
        assert!(filter.is_empty());
    }

    #[test]
    fn a_border_is_read_as_the_form_reads_amounts() {
        let read = |typed: &str| {
            let mut filter = Filter::default();
            turn(&mut filter, any_kind::TAGS, "many");
            set_border(&mut filter, Operator::AtMost, typed);
            settled(&filter, *b"EUR").map(|filter| border(&filter, Operator::AtMost))
        };
        assert_eq!(read("12.400,50").as_deref(), Some("12400.50"));
        assert_eq!(read("1e15").as_deref(), Some("1000000000000000"));
        assert_eq!(read("").as_deref(), Some(""));
        assert_eq!(read("many"), None);
    }

    #[test]
    fn a_tag_is_asked_for_and_no_longer() {
        let mut filter = Filter::default();
        turn(&mut filter, any_kind::TAGS, "vip");
        assert!(asks(&filter, any_kind::TAGS, "vip"));
        turn(&mut filter, any_kind::TAGS, "vip");
        assert!(filter.is_empty());
    }
}
