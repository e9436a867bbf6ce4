//! The kind "Machine", made and filled through the screens, as an example of a user's own kind.

use std::fs;

use tempfile::TempDir;

use crate::host::Host;
use crate::page::Page;
use crate::wire::Outcome;

/// The number of machines in the table.
pub const MOTORS: usize = 20;

impl Page {
    /// Makes the kind "Machine" with a link to companies and a choice.
    pub fn make_machine_kind(&self, host: &Host) -> Outcome {
        self.open(&host.address("settings/kinds"))?;
        self.button("New kind")?;
        self.fill("Name", "Machine")?;
        self.fill("Plural", "Machines")?;
        self.button("Save")?;
        self.find("heading", "Machines")?;
        self.button("Add field")?;
        self.fill("Name", "Stands at")?;
        self.choose("Type", "Link to records")?;
        self.choose("Links to", "Companies")?;
        self.button("Save")?;
        self.shows("Stands at")?;
        self.button("Add field")?;
        self.fill("Name", "State")?;
        self.choose("Type", "Choice")?;
        self.fill("Choices, one per line", "Runs\nBroken")?;
        self.button("Save")?;
        self.shows("State")
    }

    /// Brings in machines 1 to 20 from a table; every fifth is broken, and all stand at a company.
    pub fn import_machines(&self, host: &Host) -> Outcome {
        let row = |number: usize| {
            let state = if number.is_multiple_of(5) { "Broken" } else { "Runs" };
            format!("Motor {number:02},Duna Kft.,{state}\n")
        };
        let table: String = (1..=MOTORS).map(row).collect();
        let folder = TempDir::with_prefix("satchel-machines-")?;
        let file = folder.path().join("machines.csv");
        fs::write(&file, format!("Name,Stands at,State\n{table}"))?;
        self.open(&host.address("import"))?;
        self.attach("Choose a file", &file)?;
        self.shows("These look like 20 machines")?;
        self.button("Import")?;
        self.status("Imported 20 machines")
    }
}
