//! The icons of channels and of loggable activities, the same everywhere.

use domain::{Channel, activity};
use kit::IconName;

/// Returns the icon of a channel.
pub fn channel_icon(channel: Channel) -> IconName {
    match channel {
        Channel::Call => IconName::Phone,
        Channel::Sms => IconName::MessageSquare,
        Channel::WhatsApp => IconName::MessageCircle,
        Channel::Email => IconName::Mail,
        Channel::Visit => IconName::Navigation,
    }
}

/// The activity kinds that can be logged by hand, with their icons.
pub const LOGGED_KINDS: [(&str, IconName); 8] = [
    (activity::CALL, IconName::Phone),
    (activity::VISIT, IconName::MapPin),
    (activity::MEETING, IconName::Users),
    (activity::EMAIL, IconName::Mail),
    (activity::MESSAGE, IconName::MessageSquare),
    (activity::LETTER, IconName::FileText),
    (activity::GIFT, IconName::Gift),
    (activity::NOTE, IconName::StickyNote),
];
