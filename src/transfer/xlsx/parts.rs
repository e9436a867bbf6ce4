//! The small parts of a workbook around its sheets (ECMA-376, part 1, 12 and 18.2).

use std::fmt::Write;

use super::xml::push_text;

/// A sheet that was written.
pub struct WrittenSheet {
    /// Its name.
    pub name: String,
    /// The cells that its filter spans, such as `$A$1:$C$9`; `None` without columns.
    pub filtered: Option<String>,
}

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
/// The beginning of the name of every format of relations between parts.
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The parts before the sheets, by name. A sheet is what any XML file is that is not named here.
pub const FIRST_PARTS: [(&str, &str); 2] = [
    (
        "[Content_Types].xml",
        concat!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
            r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"#,
            r#"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#,
            r#"<Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>"#,
            r#"<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>"#,
            r#"<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>"#,
            "</Types>",
        ),
    ),
    (
        "_rels/.rels",
        concat!(
            r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
            r#"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>"#,
            "</Relationships>",
        ),
    ),
];

/// Returns the part that lists the sheets, each with its filter.
pub fn workbook_xml(sheets: &[WrittenSheet]) -> String {
    let mut out = format!(
        r#"{HEAD}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{RELATION}"><sheets>"#
    );
    for (sheet, number) in sheets.iter().zip(1..) {
        out.push_str(r#"<sheet name=""#);
        push_text(&mut out, &sheet.name);
        push(&mut out, format_args!(r#"" sheetId="{number}" r:id="rId{number}"/>"#));
    }
    out.push_str("</sheets>");
    let filters: Vec<(usize, &WrittenSheet, &String)> = sheets
        .iter()
        .enumerate()
        .filter_map(|(at, sheet)| Some((at, sheet, sheet.filtered.as_ref()?)))
        .collect();
    if !filters.is_empty() {
        out.push_str("<definedNames>");
        for (at, sheet, cells) in filters {
            push(
                &mut out,
                format_args!(
                    r#"<definedName name="_xlnm._FilterDatabase" localSheetId="{at}" hidden="1">"#
                ),
            );
            push_text(&mut out, &format!("'{}'!{cells}", sheet.name.replace('\'', "''")));
            out.push_str("</definedName>");
        }
        out.push_str("</definedNames>");
    }
    out.push_str("</workbook>");
    out
}

/// Returns the part that says which file each of so many sheets is.
pub fn relations_xml(sheets: usize) -> String {
    let mut out = format!(
        r#"{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#
    );
    for number in 1..=sheets {
        push(
            &mut out,
            format_args!(
                r#"<Relationship Id="rId{number}" Type="{RELATION}/worksheet" Target="worksheets/sheet{number}.xml"/>"#
            ),
        );
    }
    push(
        &mut out,
        format_args!(
            r#"<Relationship Id="rId{}" Type="{RELATION}/styles" Target="styles.xml"/></Relationships>"#,
            sheets + 1
        ),
    );
    out
}

/// Returns the beginning of a sheet, up to its rows: the first row stays where it is, and columns
/// are as wide as their texts (in characters) within bounds.
pub fn sheet_begin(lengths: &[usize], is_first: bool) -> String {
    const WIDTHS: (usize, usize) = (8, 60);
    let selected = if is_first { r#" tabSelected="1""# } else { "" };
    let mut out = format!(
        r#"{HEAD}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView{selected} workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/></sheetView></sheetViews>"#
    );
    if !lengths.is_empty() {
        out.push_str("<cols>");
        for (length, number) in lengths.iter().zip(1..) {
            let width = length.clamp(&WIDTHS.0, &WIDTHS.1);
            push(
                &mut out,
                format_args!(
                    r#"<col min="{number}" max="{number}" width="{width}" customWidth="1"/>"#
                ),
            );
        }
        out.push_str("</cols>");
    }
    out.push_str("<sheetData>");
    out
}

/// Returns the end of a sheet, after its rows.
pub fn sheet_end(filtered: Option<&str>) -> String {
    let mut out = String::from("</sheetData>");
    if let Some(cells) = filtered {
        push(&mut out, format_args!(r#"<autoFilter ref="{}"/>"#, cells.replace('$', "")));
    }
    out.push_str("</worksheet>");
    out
}

/// Appends to a text, which does not fail.
fn push(out: &mut String, part: std::fmt::Arguments<'_>) {
    out.write_fmt(part).unwrap_or_default();
}
