//! Serves a built Satchel as a static host should: content types, caching, a strict content
//! security policy, and the page for every screen's address. It knows nothing of the data.

mod cache;
mod headers;
mod site;

pub use site::{BasePath, BasePathError, serve, site};
