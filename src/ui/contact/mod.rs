//! One contact: page and form.

mod edit;
mod missing;
mod next;
mod photo;
mod reach;
mod show;
mod side;

pub use edit::ContactEdit;
pub use show::ContactShow;
