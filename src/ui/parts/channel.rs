//! The pictures of ways to reach somebody and of what can be logged, the same wherever they are offered.

use domain::{Channel, activity};
use kit::IconName;

/// The picture of a channel.
pub fn channel_icon(channel: Channel) -> IconName {
    match channel {
        Channel::Call => IconName::Phone,
        Channel::Sms => IconName::MessageSquare,
        Channel::WhatsApp => IconName::MessageCircle,
        Channel::Email => IconName::Mail,
        Channel::Visit => IconName::Navigation,
    }
}

/// The kinds that can be logged, with their pictures.
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
