//! Pictures of the screens at the sizes of a phone and a desktop, light and dark.

use std::path::Path;

use crate::engine::Engine;
use crate::host::Host;
use crate::page::{Page, Scheme, Size};
use crate::wire::Outcome;

/// Takes them of the given paths (of the first screen when there are none) into `folder`.
pub fn take(dist: &Path, folder: &Path, paths: &[&str]) -> Outcome {
    let paths = if paths.is_empty() { &[""] } else { paths };
    let host = Host::start(dist, "/")?;
    let page = Page::start(Engine::Chromium)?;
    for path in paths {
        for size in [Size::Phone, Size::Desktop] {
            page.size(size)?;
            for scheme in [Scheme::Light, Scheme::Dark] {
                page.scheme(scheme)?;
                page.open(&host.address(path))?;
                page.find_containing("heading", "")?;
                page.settled()?;
                let file = folder.join(file_name(path, size, scheme));
                page.screenshot(&file)?;
                println!("{}", file.display());
            }
        }
    }
    Ok(())
}

fn file_name(path: &str, size: Size, scheme: Scheme) -> String {
    let name = path.trim_matches('/').replace('/', "-");
    let name = if name.is_empty() { "start" } else { &name };
    format!("{name}-{size:?}-{scheme:?}.png").to_lowercase()
}
