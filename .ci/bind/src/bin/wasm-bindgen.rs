//! Turns compiled Wasm into a module and its JavaScript, like the upstream program, with only the
//! options that Trunk and `.ci/pack` use.

use std::fs;
use std::path::Path;

use anyhow::{Context, bail};
use satchel_bind::Arguments;
use walrus::Import;
use wasm_bindgen_cli_support::{Bindgen, Output};

fn main() -> anyhow::Result<()> {
    let with_value = ["target", "out-dir", "out-name"];
    let mut given = Arguments::read(std::env::args().skip(1), &with_value);
    if given.take("version") {
        println!("wasm-bindgen {}", wasm_bindgen_shared::version());
        return Ok(());
    }
    let mut bind = Bindgen::new();
    match given.take_value("target").as_deref() {
        Some("web") => bind.web(true)?,
        Some("no-modules") => bind.no_modules(true)?,
        other => bail!("the target {other:?} is not known here (see .ci/bind)"),
    };
    let folder = given.take_value("out-dir").context("--out-dir is missing")?;
    let name = given.take_value("out-name");
    if let Some(name) = &name {
        bind.out_name(name);
    }
    let has_short_names = given.take("short-names");
    bind.typescript(!given.take("no-typescript"))
        .demangle(!given.take("no-demangle"))
        .keep_debug(given.take("keep-debug"))
        .keep_lld_exports(given.take("keep-lld-exports"))
        .remove_producers_section(given.take("remove-producers-section"))
        // The library's default omits the module's path; the upstream program's does not.
        .omit_default_module_path(false);
    bind.input_path(given.places.first().context("the module is missing")?);
    given.done()?;
    let mut output = bind.generate_output()?;
    let names = if has_short_names { shorten(&mut output) } else { Vec::new() };
    output.emit(&folder)?;
    rename(&Path::new(&folder).join(format!("{}.js", name.unwrap_or_default())), &names)
}

/// Gives what the module imports from its JavaScript short names: the long ones contain hashes, which
/// no compression makes smaller. Returns both names of each.
fn shorten(output: &mut Output) -> Vec<(String, String)> {
    let imports = output.wasm_mut().imports.iter_mut();
    let bound = imports.filter(|import| import.name.starts_with("__wb"));
    let short = |(number, import): (usize, &mut Import)| {
        let short = format!("i{number:x}");
        (std::mem::replace(&mut import.name, short.clone()), short)
    };
    bound.enumerate().map(short).collect()
}

/// Renames the functions in the JavaScript, where each is the property of an object.
fn rename(script: &Path, names: &[(String, String)]) -> anyhow::Result<()> {
    if names.is_empty() {
        return Ok(());
    }
    let mut text = fs::read_to_string(script)?;
    for (long, short) in names {
        let declared = format!("{long}: ");
        if text.matches(&declared).count() != 1 {
            bail!("{long} does not stand in {} exactly once", script.display());
        }
        text = text.replace(&declared, &format!("{short}: "));
    }
    Ok(fs::write(script, text)?)
}
