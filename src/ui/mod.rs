//! The only room that knows Leptos.
