//! The avatar: a photo, or initials on a tint that stays the same for the same person.

use leptos::prelude::*;

use super::icon::{Icon, IconName};

/// The size of an avatar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AvatarSize {
    /// Beside one line.
    Small,
    /// In a list.
    #[default]
    Medium,
    /// At the head of a page.
    Large,
}

impl AvatarSize {
    /// Returns the value of `data-size` in the style sheet.
    fn name(self) -> &'static str {
        match self {
            Self::Small => "s",
            Self::Medium => "m",
            Self::Large => "l",
        }
    }
}

/// Returns the tint of a seed, out of twelve. Neighboring seeds get unlike tints.
fn hue_of(seed: u64) -> u64 {
    // Ids created at the same moment differ in few bits; multiplying spreads them.
    ((seed ^ (seed >> 32)).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) % 12
}

/// A round picture of a person or thing. Decorative: the name is beside it.
#[component]
pub fn Avatar(
    /// One or two letters; the caller knows the order of the name.
    #[prop(into)]
    initials: Signal<String>,
    /// The seed of the tint, for instance a hash of the id.
    #[prop(into)]
    seed: Signal<u64>,
    /// The size.
    #[prop(optional)]
    size: AvatarSize,
    /// The address of a photo, which replaces the initials.
    #[prop(optional, into)]
    photo: Signal<Option<String>>,
    /// Stands for a name without letters, such as only emoji, or none yet.
    #[prop(default = IconName::User)]
    icon: IconName,
) -> impl IntoView {
    let picture = move || match photo.get() {
        Some(address) => {
            view! { <img class="avatar__photo" src=address alt="" loading="lazy" /> }.into_any()
        }
        None if initials.read().is_empty() => view! { <Icon name=icon /> }.into_any(),
        None => initials.get().into_any(),
    };
    view! {
        <span
            class="avatar"
            aria-hidden="true"
            data-size=size.name()
            data-hue=move || hue_of(seed.get()).to_string()
        >
            {picture}
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::hue_of;

    #[test]
    fn every_tint_is_used_about_as_often() {
        let mut counts = [0_u32; 12];
        for seed in 0..12_000 {
            counts[usize::try_from(hue_of(seed)).unwrap()] += 1;
        }
        assert!(counts.iter().all(|&count| (800..1200).contains(&count)), "{counts:?}");
    }

    #[test]
    fn a_seed_keeps_its_tint() {
        assert_eq!(hue_of(77), hue_of(77));
    }
}
