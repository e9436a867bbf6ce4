//! The picture of a kind of record.

use domain::Schema;
use kit::IconName;

/// The icon that a kind's declaration names.
pub fn icon_of_kind(schema: &Schema) -> IconName {
    IconName::of(schema.icon).unwrap_or(IconName::FileText)
}

#[cfg(test)]
mod tests {
    use domain::built_in;
    use kit::IconName;

    #[test]
    fn every_kind_has_a_picture() {
        for schema in built_in().all() {
            assert!(IconName::of(schema.icon).is_some(), "{}: no icon {}", schema.key, schema.icon);
        }
    }
}
