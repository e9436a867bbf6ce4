//! One contact: its page and its form.

mod edit;
mod show;

pub use edit::ContactEdit;
pub use show::ContactShow;
