//! A product line in a form: name, quantity, price, discount, and total.

use leptos::prelude::*;

use super::cell::{Cell, FormDraft};
use domain::{Draft, ProductLine, Value, deal, lines_total, money, product_lines};
use kit::{InputKind, TextField};

/// The four inputs of a line, as typed.
#[derive(Clone, Debug, Default, PartialEq)]
struct TypedLine {
    name: String,
    quantity: String,
    price: String,
    discount: String,
}

impl TypedLine {
    fn of(text: &str) -> Self {
        if ProductLine::is_unread(text) {
            // A draft from an earlier visit may hold numbers that do not parse yet.
            let mut parts = text.rsplitn(4, ';').map(|part| part.trim().to_owned());
            let mut part = || parts.next().unwrap_or_default();
            let (discount, price, quantity, name) = (part(), part(), part(), part());
            return Self { name, quantity, price, discount };
        }
        let line = ProductLine::parse(text);
        let [quantity, price, discount] = line.numbers();
        let given = |text: String, none: &str| if text == none { String::new() } else { text };
        Self {
            name: line.name,
            quantity: given(quantity, "1"),
            price: given(price, "0"),
            discount: given(discount, "0"),
        }
    }

    /// Returns the stored text; keeps invalid numbers, so that validation rejects them.
    fn text(&self) -> String {
        let Self { name, quantity, price, discount } = self;
        if [name, quantity, price, discount].iter().all(|part| part.trim().is_empty()) {
            return String::new();
        }
        match ProductLine::typed(name, quantity, price, discount) {
            Some(line) => line.to_string(),
            None => format!("{name}; {quantity}; {price}; {discount}"),
        }
    }
}

/// The inputs of a product line.
#[component]
pub fn ProductInput(cell: Cell) -> impl IntoView {
    let services = cell.form.services;
    let words = services.form;
    let typed = RwSignal::new(match untrack(|| cell.value()) {
        Some(Value::Text(text)) if !text.trim().is_empty() => TypedLine::of(&text),
        _ => TypedLine::default(),
    });
    let part = move |pick: fn(&mut TypedLine) -> &mut String| {
        let value = Signal::derive(move || std::mem::take(pick(&mut typed.get())));
        let on_input = move |text: String| {
            typed.update(|typed| *pick(typed) = text);
            cell.set(Value::Text(typed.read_untracked().text()));
        };
        (value, on_input)
    };
    let (name, on_name) = part(|typed| &mut typed.name);
    let (quantity, on_quantity) = part(|typed| &mut typed.quantity);
    let (price, on_price) = part(|typed| &mut typed.price);
    let (discount, on_discount) = part(|typed| &mut typed.discount);
    let total = move || {
        let TypedLine { name, quantity, price, discount } = typed.get();
        let line = ProductLine::typed(&name, &quantity, &price, &discount)?;
        let currency = cell.form.draft.with(|draft| currency_of(cell.form, draft));
        (line.price != 0).then(|| words.total.run(services.money.run(line.total(currency))))
    };
    let kind = InputKind::Number;
    view! {
        <div class="product-input" role="group" aria-label=move || cell.label.get()>
            <TextField label=words.product value=name on_input=on_name error=cell.error() />
            <div class="product-input__numbers">
                <TextField label=words.quantity value=quantity kind on_input=on_quantity />
                <TextField label=words.price value=price kind on_input=on_price />
                <TextField label=words.discount value=discount kind on_input=on_discount />
            </div>
            <p class="product-input__total">{total}</p>
        </div>
    }
}

/// The total of all lines of a form, and its effect on the deal's value.
#[component]
pub fn LinesTotal(form: FormDraft) -> impl IntoView {
    let services = form.services;
    let text = move || {
        form.draft.with(|draft| {
            let mut lines = product_lines(draft);
            lines.retain(|line| *line != ProductLine::parse(""));
            let total = || services.money.run(lines_total(&lines, currency_of(form, draft)));
            (!lines.is_empty()).then(|| services.form.lines_total.run(total()))
        })
    };
    move || text().map(|text| view! { <p class="product-input__total">{text}</p> })
}

/// Returns the currency of the prices.
fn currency_of(form: FormDraft, draft: &Draft) -> [u8; 3] {
    let value = money(draft, deal::VALUE);
    value.map_or_else(|| form.services.currency.run(()), |money| money.currency)
}

#[cfg(test)]
mod tests {
    use super::TypedLine;

    #[test]
    fn a_line_is_stored_and_typed_again_without_a_change() {
        for text in ["Cups; white; 400; 12.5; 5", "Visit; 1; 0; 0", "Cups; many; 2; 0"] {
            assert_eq!(TypedLine::of(text).text(), text);
        }
        assert_eq!(TypedLine::default().text(), "");
        assert_eq!(TypedLine::of("Visit; 1; 0; 0").quantity, "", "one piece goes without saying");
    }
}
