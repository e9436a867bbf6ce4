//! The icon of a kind.

use domain::Schema;
use kit::IconName;

/// Returns the icon that a kind's schema names.
pub fn icon_of_kind(schema: &Schema) -> IconName {
    IconName::of(&schema.icon).unwrap_or(IconName::FileText)
}

#[cfg(test)]
mod tests {
    use domain::{built_in, own_kind};
    use kit::IconName;

    #[test]
    fn every_kind_has_a_picture() {
        for schema in built_in().all() {
            assert!(
                IconName::of(&schema.icon).is_some(),
                "{}: no icon {}",
                schema.key,
                schema.icon
            );
        }
    }

    #[test]
    fn every_icon_that_a_user_can_choose_is_a_picture() {
        for choice in own_kind::ICONS {
            assert!(IconName::of(&choice.key).is_some(), "no icon {}", choice.key);
        }
        assert!(own_kind::ICONS.iter().any(|choice| choice.key == own_kind::PLAIN_ICON));
    }
}
