//! The picture of a way to reach somebody, the same wherever it is offered.

use crate::domain::Channel;
use crate::ui::kit::IconName;

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
