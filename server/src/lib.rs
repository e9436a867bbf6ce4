//! Serves a built Satchel as a static host should: content types, caching, a strict content
//! security policy, and the page for every screen's address. It never sees user data.

mod cache;
mod headers;
mod site;

pub use site::{BasePath, BasePathError, serve, site};
