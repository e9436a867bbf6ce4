//! A deal's product lines and their total.

use leptos::prelude::*;

use crate::ui::records::RecordPage;
use crate::ui::state::t;
use domain::{ProductLine, deal, lines_total, money, parse_decimal, product_lines};
use kit::Section;

/// The product lines.
#[component]
pub fn Products(page: RecordPage) -> impl IntoView {
    let app = page.app;
    let words = app.words;
    let lines = Memo::new(move |_| {
        page.record.with(|record| record.as_ref().map(product_lines).unwrap_or_default())
    });
    let currency = Memo::new(move |_| {
        let value = page.record.with(|record| money(record.as_ref()?, deal::VALUE));
        value.map_or_else(|| app.format.currency(), |money| money.currency)
    });
    let any = Memo::new(move |_| !lines.read().is_empty());
    let row = move |line: ProductLine| {
        let total = app.format.money(line.total(currency.get()));
        let [quantity, price, discount] = line.numbers();
        let quantity =
            parse_decimal(&quantity).map_or(quantity, |number| app.format.decimal(number));
        let price =
            line.price_of_one(currency.get()).map_or(price, |price| app.format.money(price));
        let mut detail = format!("{quantity} \u{d7} {price}");
        if discount != "0" {
            let percent =
                parse_decimal(&discount).map_or(discount, |number| app.format.percent(number));
            detail = t!(words, deals.less, line = detail, percent = percent);
        }
        view! {
            <tr>
                <th scope="row" dir="auto">
                    {line.name}
                    <span class="deal__detail">{detail}</span>
                </th>
                <td>{total}</td>
            </tr>
        }
    };
    // The value may differ if edited elsewhere or imported.
    let differs = move || {
        let value = page.record.with(|record| money(record.as_ref()?, deal::VALUE))?;
        let total = lines.with(|lines| lines_total(lines, value.currency));
        (value != total).then(|| t!(words, deals.value_differs, value = app.format.money(value)))
    };
    let sum = move || app.format.money(lines.with(|lines| lines_total(lines, currency.get())));
    view! {
        <Show when=move || any.get()>
            <Section title=Signal::derive(move || t!(words, deals.products))>
                <table class="deal__lines">
                    <tbody>{move || lines.get().into_iter().map(row).collect_view()}</tbody>
                    <tfoot>
                        <tr>
                            <th scope="row">
                                {move || t!(words, deals.total)}
                                <span class="deal__detail">{differs}</span>
                            </th>
                            <td>{sum}</td>
                        </tr>
                    </tfoot>
                </table>
            </Section>
        </Show>
    }
}
