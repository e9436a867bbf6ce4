//! Turns compiled Wasm into a module and its JavaScript, like the upstream program, with only the
//! options that Trunk and `.ci/pack` use.

use anyhow::{Context, bail};
use satchel_bind::Arguments;
use wasm_bindgen_cli_support::Bindgen;

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
    if let Some(name) = given.take_value("out-name") {
        bind.out_name(&name);
    }
    bind.typescript(!given.take("no-typescript"))
        .demangle(!given.take("no-demangle"))
        .keep_debug(given.take("keep-debug"))
        .keep_lld_exports(given.take("keep-lld-exports"))
        .remove_producers_section(given.take("remove-producers-section"))
        // The library's default omits the module's path; the upstream program's does not.
        .omit_default_module_path(false);
    bind.input_path(given.places.first().context("the module is missing")?);
    given.done()?;
    bind.generate(folder)
}
