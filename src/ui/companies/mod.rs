//! Companies: list, page and form.

mod edit;
mod list;
mod missing;
mod people;
mod reach;
mod show;
mod side;

pub use edit::CompanyEdit;
pub use list::CompaniesPane;
pub use show::CompanyShow;
