//! Screenshots: every screen over sample data at five sizes, light and dark, and in the other
//! languages on a phone and a desktop; or only some paths of an empty app.

use std::path::Path;

use crate::engine::Engine;
use crate::host::Host;
use crate::page::{Page, Scheme, Size};
use crate::routes::Route;
use crate::wire::Outcome;

const SIZES: [Size; 5] = [Size::Phone, Size::Tablet, Size::Desktop, Size::Wide, Size::Huge];
/// The other languages: tag, own name, and the label of the field that chooses a language.
const LANGUAGES: [(&str, &str, &str); 4] = [
    ("hu", "Magyar", "Nyelv"),
    ("th", "ไทย", "ภาษา"),
    ("vi", "Tiếng Việt", "Ngôn ngữ"),
    ("zh", "简体中文", "语言"),
];
const SCHEMES: [Scheme; 2] = [Scheme::Light, Scheme::Dark];

/// Takes screenshots of the given paths, or of everything if there are none, into `folder`.
pub fn take(dist: &Path, folder: &Path, paths: &[&str]) -> Outcome {
    let host = Host::start(dist, "/")?;
    let page = Page::start(Engine::Chromium)?;
    let shots = Shots { host, page, folder };
    if paths.is_empty() { shots.everything() } else { shots.some(paths) }
}

struct Shots<'a> {
    host: Host,
    page: Page,
    folder: &'a Path,
}

impl Shots<'_> {
    fn some(&self, paths: &[&str]) -> Outcome {
        for path in paths {
            self.in_every_form(|size, scheme| {
                self.page.open(&self.host.address(path))?;
                self.page.find_containing("heading", "")?;
                self.take(&file_name(path, size, scheme))
            })?;
        }
        Ok(())
    }

    fn everything(&self) -> Outcome {
        self.page.open(&self.host.address(""))?;
        self.in_every_form(|size, scheme| self.take(&file_name("start", size, scheme)))?;
        let routes = self.page.sample_routes(&self.host)?;
        self.in_every_form(|size, scheme| {
            for Route { name, path } in &routes {
                self.page.show(&self.host, path)?;
                self.take(&file_name(name, size, scheme))?;
            }
            Ok(())
        })?;
        let mut label = "Language";
        for (tag, name, own_label) in LANGUAGES {
            self.page.show(&self.host, "settings")?;
            self.page.choose(label, name)?;
            label = own_label;
            self.in_language(tag, &routes)?;
        }
        Ok(())
    }

    fn in_language(&self, tag: &str, routes: &[Route]) -> Outcome {
        for size in [Size::Phone, Size::Desktop] {
            self.page.size(size)?;
            for Route { name, path } in routes {
                self.page.show(&self.host, path)?;
                for scheme in SCHEMES {
                    self.page.scheme(scheme)?;
                    self.take(&file_name(&format!("{name}-{tag}"), size, scheme))?;
                }
            }
        }
        Ok(())
    }

    fn in_every_form(&self, each: impl Fn(Size, Scheme) -> Outcome) -> Outcome {
        for size in SIZES {
            self.page.size(size)?;
            for scheme in SCHEMES {
                self.page.scheme(scheme)?;
                each(size, scheme)?;
            }
        }
        Ok(())
    }

    fn take(&self, name: &str) -> Outcome {
        self.page.settled()?;
        let file = self.folder.join(name);
        self.page.screenshot(&file)?;
        println!("{}", file.display());
        Ok(())
    }
}

fn file_name(path: &str, size: Size, scheme: Scheme) -> String {
    let name = path.trim_matches('/').replace(['/', '?', '='], "-");
    let name = if name.is_empty() { "start" } else { &name };
    format!("{name}-{size:?}-{scheme:?}.png").to_lowercase()
}
