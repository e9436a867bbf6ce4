//! Exporting the selected records as a table, a workbook or vCards.

use leptos::prelude::*;

use super::sheets;
use super::state::{List, ListSheet};
use crate::ui::state::{ExportFormat, t};
use kit::{Icon, IconButton, IconName, LazyPart, ListRow, Sheet};

/// The sheet with the export formats.
#[component]
pub fn ExportSheet(list: List) -> impl IntoView {
    let app = list.app;
    let words = app.words;
    let open = Signal::derive(move || list.over.get() == Some(ListSheet::Export));
    let title = Signal::derive(move || {
        let count = list.selected_count();
        t!(words, records.export_picked, count = count, kinds = list.names.get().counted(count))
    });
    view! {
        <Sheet open title on_close=move |()| list.over.set(None)>
            <LazyPart fetch=move |()| sheets::export_choice(list) />
        </Sheet>
    }
}

/// The export formats.
#[component]
pub fn ExportChoice(list: List) -> impl IntoView {
    let app = list.app;
    let words = app.words;
    let export = move |format: ExportFormat| {
        list.over.set(None);
        app.records.export(list.kind, Some(list.selected_ids()), format);
    };
    view! {
        <div class="records__actions">
            <ColumnExports list />
            <ListRow
                title=move || t!(words, records.export_csv)
                subtitle=move || t!(words, records.export_csv_for)
                leading=move || view! { <Icon name=IconName::FileText /> }
                on_press=move |()| export(ExportFormat::Csv)
            />
            <ListRow
                title=move || t!(words, records.export_xlsx)
                subtitle=move || t!(words, records.export_xlsx_for)
                leading=move || view! { <Icon name=IconName::FileText /> }
                on_press=move |()| export(ExportFormat::Xlsx)
            />
            <Show when=move || list.has_cards()>
                <ListRow
                    title=move || t!(words, records.export_vcard)
                    subtitle=move || t!(words, records.export_vcard_for)
                    leading=move || view! { <Icon name=IconName::Users /> }
                    on_press=move |()| export(ExportFormat::VCard)
                />
                <ListRow
                    title=move || t!(words, records.export_vcard3)
                    subtitle=move || t!(words, records.export_vcard3_for)
                    leading=move || view! { <Icon name=IconName::Users /> }
                    on_press=move |()| export(ExportFormat::VCard3)
                />
            </Show>
        </div>
    }
}

/// The formats for the columns of the list.
#[component]
fn ColumnExports(list: List) -> impl IntoView {
    let app = list.app;
    let words = app.words;
    let export = move |format: ExportFormat| {
        list.over.set(None);
        app.records.export_columns(list.kind, Some(list.selected_ids()), format);
    };
    let columns = move || {
        let columns = app.records.columns(list.kind).fields;
        columns
            .iter()
            .map(|field| app.records.field_label(list.kind, field.number))
            .collect::<Vec<_>>()
    };
    view! {
        <ListRow
            title=move || t!(words, records.export_columns)
            subtitle=move || words.list(&columns())
            leading=move || view! { <Icon name=IconName::Columns3 /> }
            extra=move || view! {
                <IconButton
                    label=Signal::derive(move || t!(words, records.columns))
                    icon=IconName::SlidersHorizontal
                    on_press=move |()| list.over.set(Some(ListSheet::Columns))
                />
            }
            on_press=move |()| export(ExportFormat::Csv)
        />
        <ListRow
            title=move || t!(words, records.export_columns_xlsx)
            subtitle=move || words.list(&columns())
            leading=move || view! { <Icon name=IconName::Columns3 /> }
            on_press=move |()| export(ExportFormat::Xlsx)
        />
    }
}
