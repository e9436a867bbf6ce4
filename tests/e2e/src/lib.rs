//! Journeys through Satchel in three browsers: a small WebDriver client, the static host, helpers
//! that find by role and accessible name, and the journeys themselves.
#![expect(clippy::print_stdout, reason = "this program reports to a terminal")]

pub mod bench;
pub mod engine;
pub mod gallery;
mod hand;
pub mod host;
pub mod journeys;
mod machines;
pub mod page;
mod picking;
pub mod process;
mod pseudo;
pub mod routes;
mod seed;
pub mod shots;
mod window;
pub mod wire;
