//! A plate, and the specimens on it; and the long texts that they share.

use leptos::prelude::*;

/// The widths of plates, in pixels: one below each breakpoint, and one beyond all.
pub const PHONE: u32 = 390;
pub const TABLET: u32 = 720;
pub const DESKTOP: u32 = 1100;

/// A name that is longer than most fields are wide.
pub const LONG_NAME: &str = "Nguyễn Thị Phương Thảo, Công ty TNHH Thương mại và Dịch vụ Hoàng Gia";
/// A word without a place to break it.
pub const LONG_WORD: &str = "Rechtsschutzversicherungsgesellschaften";
/// A label as long as German makes them.
pub const LONG_LABEL: &str = "Benachrichtigungseinstellungen zurücksetzen";
/// A text of several lines.
pub const LONG_TEXT: &str = "Chị Thảo đề nghị gửi lại báo giá trước thứ Sáu, kèm theo điều khoản \
                             thanh toán và thời gian giao hàng cho cả ba chi nhánh.";

/// One page of the gallery.
pub struct Plate {
    /// Its address, and the name of its pictures.
    pub name: &'static str,
    /// The width of its pictures, in pixels.
    pub width: u32,
    /// The least height of its pictures: room for content above the page.
    pub height: u32,
    view: fn() -> AnyView,
}

impl Plate {
    pub const fn new(name: &'static str, width: u32, view: fn() -> AnyView) -> Self {
        Self { name, width, height: 0, view }
    }

    pub const fn at_least(self, height: u32) -> Self {
        Self { height, ..self }
    }

    pub fn shown(&self) -> impl IntoView + use<> {
        view! {
            <main class="gallery__plate" data-shown=self.name>
                {(self.view)()}
            </main>
        }
    }
}

/// The height that a specimen is given, for components that fill theirs.
#[derive(Clone, Copy, Default)]
pub enum Room {
    /// As high as its content.
    #[default]
    Own,
    Low,
    High,
}

/// A component in one state, below the name of the state.
#[component]
pub fn Specimen(
    /// The state.
    name: &'static str,
    /// Makes it as wide as the plate.
    #[prop(optional)]
    wide: bool,
    /// Its height.
    #[prop(optional)]
    room: Room,
    /// Lays out its children in a line that wraps.
    #[prop(optional)]
    line: bool,
    /// The photographer focuses its first control and presses this key, or clicks if it is "click".
    #[prop(optional)]
    press: Option<&'static str>,
    /// The component.
    children: Children,
) -> impl IntoView {
    let height = match room {
        Room::Own => None,
        Room::Low => Some("low"),
        Room::High => Some("high"),
    };
    view! {
        <section
            class="gallery__specimen"
            data-wide=wide.then_some("")
            data-room=height
            data-line=line.then_some("")
        >
            <p class="gallery__name">{name}</p>
            <div class="gallery__inside" data-press=press>
                {children()}
            </div>
        </section>
    }
}
