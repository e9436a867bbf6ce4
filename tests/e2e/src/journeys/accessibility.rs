//! Runs axe-core over every screen, as assistive technology reads it, and checks two things that
//! axe-core does not: the size of touch targets, and the colors that the system forces.

use std::{env, fs};

use serde_json::{Value, json};

use super::journey::{CHROMIUM, Journey, Stage};
use crate::page::{Page, Scheme, Size};
use crate::routes::Route;
use crate::wire::{Failure, Outcome};

pub const JOURNEYS: &[Journey] = &[
    Journey {
        name: "accessibility: no screen has a fault",
        engines: CHROMIUM,
        base: "/",
        run: no_faults,
    },
    Journey {
        name: "accessibility: what is chosen is seen in the colors of the system",
        engines: CHROMIUM,
        base: "/",
        run: forced_colors,
    },
];

/// The sample visits query the current place, which needs a network.
const NO_PLACE: &str = "Network location provider";
/// Environment variable that enables the long run.
const LONG: &str = "SATCHEL_LONG";
/// Environment variable with the path of axe-core, set by `.ci/setup`.
const AXE: &str = "SATCHEL_AXE";

const RUN: &str = "const only = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa',
        'wcag22aa', 'best-practice'] };
    return axe.run(document, { runOnly: only, resultTypes: ['violations'] }).then((found) =>
        found.violations.map(({ id, nodes }) =>
            `${id}: ${nodes.slice(0, 3).map((node) => node.target.join(' ')).join(', ')}`
            + ` (${nodes.length})`));";

/// Finds touch targets smaller than a thumb. A checkbox counts with its label, and a board card,
/// whose link covers it, by its face.
const SMALL: &str = "const press = 'a[href], button, input, select, textarea, [role=slider]';
    const around = (one) => one.closest('label') ?? (one.matches('.board__link')
        ? one.closest('.board__face') : one);
    return [...document.querySelectorAll(press)]
        .filter((one) => one.checkVisibility() && !one.closest('[popover]:not(:popover-open)'))
        .filter((one) => !one.matches('.only-heard, .shell__skip, [type=file]'))
        .map((one) => [one, around(one).getBoundingClientRect()])
        .filter(([, box]) => box.width > 0 && (box.width < 43.5 || box.height < 43.5))
        .map(([one, box]) => `${one.localName}.${one.className} is ${Math.round(box.width)} \u{d7} `
            + Math.round(box.height));";

fn axe() -> Outcome<String> {
    let missing = |why: &str| Failure::Broken(format!("{AXE}: {why}; run `.ci/setup test`"));
    let path = env::var(AXE).map_err(|error| missing(&error.to_string()))?;
    fs::read_to_string(&path).map_err(|error| missing(&format!("{path}: {error}")))
}

fn no_faults(stage: &mut Stage) -> Outcome {
    stage.expected.push(NO_PLACE);
    let page = &stage.page;
    let program = axe()?;
    let long = env::var_os(LONG).is_some();
    let forms: &[(Size, Scheme)] = if long {
        &[
            (Size::Phone, Scheme::Light),
            (Size::Phone, Scheme::Dark),
            (Size::Desktop, Scheme::Light),
            (Size::Desktop, Scheme::Dark),
        ]
    } else {
        &[(Size::Phone, Scheme::Light)]
    };
    let mut wrong = Vec::new();
    stage.open("")?;
    page.size(Size::Phone)?;
    page.find("button", "Try sample data")?;
    page.script(&program, &[])?;
    look(page, "start", &mut wrong)?;
    let routes = page.sample_routes(&stage.host)?;
    page.script(&program, &[])?;
    for (size, scheme) in forms {
        page.size(*size)?;
        page.scheme(*scheme)?;
        for Route { name, path } in &routes {
            page.show(&stage.host, path)?;
            look(page, &format!("{name} {size:?} {scheme:?}"), &mut wrong)?;
            if *size == Size::Phone && *scheme == Scheme::Light {
                say(page, name, SMALL, &mut wrong)?;
                named(page, name, &mut wrong)?;
            }
        }
        sheets(stage, &mut wrong)?;
    }
    if wrong.is_empty() { Ok(()) } else { Err(Failure::Unmet(wrong.join("\n    "))) }
}

/// Runs axe-core over some sheets, each opened from its screen.
fn sheets(stage: &Stage, wrong: &mut Vec<String>) -> Outcome {
    let page = &stage.page;
    for (path, button, name) in [
        ("today", "New", "what can be made"),
        ("tasks", "New task", "the form of a task"),
        ("contacts", "Filter", "the filter"),
    ] {
        page.show(&stage.host, path)?;
        page.button(button)?;
        page.until_true(
            "a sheet is open",
            "document.querySelector('dialog[open] .sheet__body *')",
        )?;
        page.settled()?;
        look(page, name, wrong)?;
        page.button("Close")?;
        page.until_true("no sheet is open", "!document.querySelector('dialog[open]')")?;
    }
    Ok(())
}

fn look(page: &Page, name: &str, wrong: &mut Vec<String>) -> Outcome {
    say(page, name, RUN, wrong)
}

fn say(page: &Page, name: &str, script: &str, wrong: &mut Vec<String>) -> Outcome {
    let found = page.script(script, &[])?;
    let texts = found.as_array().into_iter().flatten().filter_map(Value::as_str);
    wrong.extend(texts.map(|text| format!("{name}: {text}")));
    Ok(())
}

/// Checks that the window is named after the screen, and that the screen has exactly one `h1`.
fn named(page: &Page, name: &str, wrong: &mut Vec<String>) -> Outcome {
    let title = page.script("return document.title", &[])?;
    if title.as_str().is_none_or(|title| !title.ends_with(" \u{2013} Satchel")) {
        wrong.push(format!("{name}: its window is named {title}"));
    }
    let count = page.script("return document.querySelectorAll('main h1').length", &[])?;
    if count != json!(1) {
        wrong.push(format!("{name}: {count} first headings"));
    }
    Ok(())
}

fn forced_colors(stage: &mut Stage) -> Outcome {
    stage.expected.push(NO_PLACE);
    stage.page.size(Size::Phone)?;
    let page = &stage.page;
    page.sample_routes(&stage.host)?;
    let forced = json!({ "features": [{ "name": "forced-colors", "value": "active" }] });
    page.browser.devtools("Emulation.setEmulatedMedia", &forced)?;
    let outlined = |what: &str, chosen: &str, other: &str| {
        let line =
            |one: &str| format!("getComputedStyle(document.querySelector('{one}')).outlineStyle");
        let there = format!("{} === 'solid' && {} !== 'solid'", line(chosen), line(other));
        page.until_true(what, &there)
    };
    page.show(&stage.host, "contacts")?;
    outlined(
        "the tab of the screen is marked",
        ".shell__tab[aria-current]",
        ".shell__tab:not([aria-current])",
    )?;
    outlined(
        "the chosen view is marked",
        ".chip[aria-pressed=true] .chip__face",
        ".chip:not([aria-pressed=true]) .chip__face",
    )
}
