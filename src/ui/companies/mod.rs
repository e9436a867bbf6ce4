//! Companies: their list, page and form.

mod edit;
mod list;
mod show;

pub use edit::CompanyEdit;
pub use list::CompaniesPane;
pub use show::CompanyShow;
