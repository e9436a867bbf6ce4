//! The only room that knows JavaScript.

use dom::deadline;

pub mod catalog;
pub mod clock;
pub mod collation;
pub mod env;
pub mod files;
pub mod geo;
pub mod history;
pub mod idb;
pub mod intl;
pub mod job;
pub mod office;
pub mod page;
pub mod photo;
pub mod service_worker;
pub mod stopped;
pub mod tabs;
pub mod window;
pub mod zones;
