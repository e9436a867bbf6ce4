//! The icon: one symbol of the sprite `public/icons.svg`, in the color of the text around it. The
//! sprite is inlined in the page (by .ci/pack): browsers would parse a separate file again for
//! every other use.

use leptos::prelude::*;

/// Declares the names once: the enum and the symbol's id in the sprite.
macro_rules! icon_names {
    ($($name:ident = $id:literal),* $(,)?) => {
        /// The available icons, named as in Lucide, where they come from.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[expect(missing_docs, reason = "each is named as its picture")]
        pub enum IconName { $($name),* }

        impl IconName {
            /// Returns the symbol's id in the sprite.
            pub fn id(self) -> &'static str {
                match self { $(Self::$name => $id),* }
            }

            /// Returns the icon of this id, if there is one.
            pub fn of(id: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|icon| icon.id() == id)
            }

            /// Every icon, for the test and for a page that shows them all.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];
        }
    };
}

icon_names! {
    AlarmClock = "alarm-clock", AlignLeft = "align-left", ArchiveRestore = "archive-restore",
    ArrowDown = "arrow-down", ArrowLeft = "arrow-left", ArrowRight = "arrow-right",
    ArrowUp = "arrow-up", ArrowUpAZ = "arrow-up-a-z", ArrowUpDown = "arrow-up-down",
    AtSign = "at-sign", Banknote = "banknote", Bell = "bell", Briefcase = "briefcase",
    Building2 = "building-2", Cake = "cake", Calendar = "calendar", Camera = "camera",
    Check = "check", ChevronDown = "chevron-down", ChevronLeft = "chevron-left",
    ChevronRight = "chevron-right", ChevronsUpDown = "chevrons-up-down", ChevronUp = "chevron-up",
    CircleAlert = "circle-alert", CircleCheck = "circle-check", Clock = "clock",
    CloudOff = "cloud-off", Columns3 = "columns-3", Copy = "copy", Database = "database",
    Download = "download", Ellipsis = "ellipsis", EllipsisVertical = "ellipsis-vertical",
    ExternalLink = "external-link", Eye = "eye", EyeOff = "eye-off", FileDown = "file-down",
    FileText = "file-text", FileUp = "file-up", Flag = "flag", Funnel = "funnel", Gift = "gift",
    GitMerge = "git-merge", Globe = "globe", GripVertical = "grip-vertical",
    Handshake = "handshake", HardDrive = "hard-drive", Hash = "hash", Heart = "heart",
    History = "history", House = "house", Image = "image", Inbox = "inbox", Info = "info",
    Kanban = "kanban", Languages = "languages", Link = "link", List = "list",
    ListChecks = "list-checks", ListFilter = "list-filter", ListTodo = "list-todo", Lock = "lock",
    Mail = "mail", Map = "map", MapPin = "map-pin", Menu = "menu", MessageCircle = "message-circle",
    MessageSquare = "message-square", Mic = "mic", Minus = "minus", Moon = "moon",
    Navigation = "navigation", Package = "package", Paperclip = "paperclip",
    PartyPopper = "party-popper", Pencil = "pencil", Percent = "percent", Phone = "phone",
    PhoneCall = "phone-call", PhoneIncoming = "phone-incoming", PhoneMissed = "phone-missed",
    PhoneOff = "phone-off", PhoneOutgoing = "phone-outgoing", Plus = "plus", Redo2 = "redo-2",
    RefreshCw = "refresh-cw", Repeat = "repeat", Satchel = "satchel", Save = "save",
    Search = "search", Settings = "settings", Share2 = "share-2", ShoppingBag = "shopping-bag",
    SlidersHorizontal = "sliders-horizontal", Smartphone = "smartphone", Sparkles = "sparkles",
    SquareCheck = "square-check", Star = "star", StickyNote = "sticky-note", Sun = "sun",
    SunMoon = "sun-moon", Tag = "tag", Tags = "tags", Target = "target",
    ToggleRight = "toggle-right", Trash2 = "trash-2", TriangleAlert = "triangle-alert",
    Trophy = "trophy", Type = "type", Undo2 = "undo-2", Upload = "upload", User = "user",
    UserPlus = "user-plus", Users = "users", Voicemail = "voicemail", WifiOff = "wifi-off", X = "x",
    Zap = "zap",
}

/// A picture beside words. Decorative: the button or link around it has a name.
#[component]
pub fn Icon(
    /// The picture.
    name: IconName,
) -> impl IntoView {
    let href = format!("#icon-{}", name.id());
    view! {
        <svg class="icon" aria-hidden="true" data-icon=name.id()>
            <use href=href></use>
        </svg>
    }
}

#[cfg(test)]
mod tests {
    use super::IconName;

    #[test]
    fn every_icon_is_in_the_sprite() {
        let sprite = include_str!("../../../public/icons.svg");
        for icon in IconName::ALL {
            let symbol = format!("<symbol id=\"icon-{}\"", icon.id());
            assert!(sprite.contains(&symbol), "no {symbol} in public/icons.svg");
        }
    }
}
