//! Splits a module where a part is declared, like the upstream program with `--target web`.

use std::path::Path;

use anyhow::{Context, anyhow};
use satchel_bind::Arguments;
use wasm_split_cli_support::{Options, transform};

fn main() -> anyhow::Result<()> {
    let mut given = Arguments::read(std::env::args().skip(1), &["target", "out-name"]);
    let name = given.take_value("out-name").context("--out-name is missing")?;
    anyhow::ensure!(
        given.take_value("target").as_deref() == Some("web"),
        "--target web is missing"
    );
    let places = std::mem::take(&mut given.places);
    given.done()?;
    let [input, folder] = places.as_slice() else {
        anyhow::bail!("a module and a folder are wanted, not {places:?}");
    };
    let module = std::fs::read(input).with_context(|| format!("{input} cannot be read"))?;
    let folder = Path::new(folder);
    let (main, glue) = (folder.join(format!("{name}.wasm")), format!("./{name}.js"));
    let mut options = Options::new(&module);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.main_module = &glue;
    options.target.web();
    transform(options).map_err(|error| anyhow!("{error:#}"))?;
    Ok(())
}
