//! Every screen of the app over sample data and records of a user's kind, and navigation between
//! them without reloading the page, for checks that visit all screens.

use serde_json::{Value, json};

use crate::host::Host;
use crate::page::Page;
use crate::wire::{Failure, Outcome};

/// A screen: its name in file names and reports, and its path.
pub struct Route {
    pub name: String,
    pub path: String,
}

impl Route {
    fn new(name: &str, path: &str) -> Self {
        Self { name: name.to_owned(), path: path.to_owned() }
    }
}

/// The screens whose addresses do not depend on the data.
const PLAIN: [(&str, &str); 21] = [
    ("today", "today"),
    ("tasks", "tasks"),
    ("contacts", "contacts"),
    ("contact-new", "contacts/new"),
    ("contact-none", "contacts/none"),
    ("companies", "companies"),
    ("company-new", "companies/new"),
    ("company-none", "companies/none"),
    ("deals", "deals?v=board"),
    ("deals-list", "deals?v=list"),
    ("deal-new", "deals/new"),
    ("deal-none", "deals/none"),
    ("import", "import"),
    ("more", "more"),
    ("settings", "settings"),
    ("history", "settings/history"),
    ("bin", "settings/bin"),
    ("pipelines", "settings/pipelines"),
    ("kinds", "settings/kinds"),
    ("search", "search"),
    ("not-found", "nowhere"),
];

/// A list's path, the name of its record screens, and the folder of their paths.
type RecordList<'a> = (&'a str, &'a str, &'a str);

const RECORDS: [RecordList<'_>; 3] = [
    ("contacts", "contact", "contacts"),
    ("companies", "company", "companies"),
    ("deals?v=list", "deal", "deals"),
];

impl Page {
    /// Opens the app, fills it with sample data and machines, and returns its screens.
    pub fn sample_routes(&self, host: &Host) -> Outcome<Vec<Route>> {
        self.open(&host.address(""))?;
        self.button("Try sample data")?;
        self.status("Sample data added")?;
        let mut routes = self.routes(host)?;
        self.make_machine_kind(host)?;
        routes.push(Route::new("kind", &self.path()?));
        // A kind that came with the app and that machines refer to: its page has a section of them.
        routes.push(Route::new("kind-company", "settings/kinds/company"));
        self.import_machines(host)?;
        self.link("Show machines")?;
        self.status("20 machines")?;
        let machines = self.path()?;
        routes.push(Route::new("machines", &machines));
        routes.push(Route::new("machine-new", &format!("{machines}/new")));
        routes.extend(self.record_routes(host, (&machines, "machine", &machines))?);
        Ok(routes)
    }

    /// Returns the screens of an app with the sample data.
    pub fn routes(&self, host: &Host) -> Outcome<Vec<Route>> {
        let mut routes: Vec<Route> =
            PLAIN.into_iter().map(|(name, path)| Route::new(name, path)).collect();
        for list in RECORDS {
            routes.extend(self.record_routes(host, list)?);
        }
        Ok(routes)
    }

    /// Returns the page and the form of the first record of a list.
    fn record_routes(
        &self,
        host: &Host,
        (list, name, folder): RecordList<'_>,
    ) -> Outcome<[Route; 2]> {
        self.show(host, list)?;
        let id = self.first_id(folder)?;
        let page = format!("{folder}/{id}");
        let form = Route::new(&format!("{name}-edit"), &format!("{page}/edit"));
        Ok([Route::new(name, &page), form])
    }

    /// Returns the path of the current screen, without the slash at its start.
    fn path(&self) -> Outcome<String> {
        let path = self.script("return location.pathname.slice(1)", &[])?;
        path.as_str().map(str::to_owned).ok_or_else(|| Failure::Unmet("no address".to_owned()))
    }

    /// Returns the id of the first record that the screen links to.
    fn first_id(&self, folder: &str) -> Outcome<String> {
        let found = format!(
            "[...document.querySelectorAll('main a')].map((link) => link.pathname.split('/'))
                .find((parts) => parts.length === 3 && parts[1] === {} && parts[2] !== 'new')?.[2]",
            json!(folder)
        );
        self.until_true(&format!("there is one of the {folder}"), &found)?;
        let id = self.script(&format!("return {found}"), &[])?;
        let id = id.as_str().map(str::to_owned);
        id.ok_or_else(|| Failure::Unmet(format!("none of the {folder} has an address")))
    }

    /// Navigates to a path like the Back button does, and waits until its screen stands still.
    pub fn show(&self, host: &Host, path: &str) -> Outcome {
        let script = "history.pushState(null, '', arguments[0]);
            dispatchEvent(new PopStateEvent('popstate'));";
        self.script(script, &[json!(host.address(path))])?;
        self.until_true(
            &format!("the screen of {path} is drawn"),
            "[...document.querySelectorAll('main h1')].some((one) => one.checkVisibility())
                && !document.querySelector('main [data-state=loading]')",
        )
        .map_err(|failure| self.with_page(failure))?;
        self.settled()
    }

    /// Gives the page this size in pixels, as on a desktop. Chromium only.
    pub fn wide(&self, width: u32, height: u32) -> Outcome {
        let metrics =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.browser.devtools("Emulation.setDeviceMetricsOverride", &metrics).map(drop)
    }

    /// Waits two frames, in which layout follows a new page size, then runs `then`.
    pub fn two_frames(&self, then: &str) -> Outcome<Value> {
        let script = format!(
            "return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
                .then(() => {{ {then} }})"
        );
        self.script(&script, &[])
    }
}
