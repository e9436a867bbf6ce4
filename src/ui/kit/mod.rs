//! What every screen is made of: components that know nothing of contacts, deals or storage, only
//! words, pictures and what the person did. One component a file, its sheet in `style/kit/`.

mod ends;
mod icon;
mod ids;
mod later;
mod words;

mod age_bar;
mod avatar;
mod button;
mod check;
mod chip;
mod tag;

mod check_field;
mod date_field;
mod field;
mod file_field;
mod money_field;
mod search_box;
mod select_field;
mod text_area;
mod text_field;

mod menu;
mod sheet;
mod toast;

mod action_row;
mod check_row;
mod fab;
mod facts;
mod group;
mod highlight;
mod list_row;
mod move_buttons;
mod plain_keys;
mod progress;
mod section;
mod stage_bar;
mod stage_stepper;
mod state_view;
mod status_line;
mod tiles;
mod timeline;
mod top_bar;

mod alphabet_rail;
mod board;
mod desktop;
mod list_window;
mod virtual_list;

pub use action_row::{ActionItem, ActionRow};
pub use age_bar::AgeBar;
pub use alphabet_rail::AlphabetRail;
pub use avatar::{Avatar, AvatarSize};
pub use board::{Board, BoardCard, BoardCards, BoardColumn, BoardLink, BoardWords};
pub use button::{Button, ButtonKind, IconButton, LinkButton};
pub use check::Check;
pub use check_field::{CheckField, SwitchField};
pub use check_row::{CheckLink, CheckRow};
pub use chip::{Chip, Chips};
pub use date_field::{DateField, DateParts};
pub use desktop::use_desktop;
pub use fab::Fab;
pub use facts::{Fact, Facts};
pub use field::FieldFrame;
pub use file_field::FileField;
pub use group::{Card, Group};
pub use highlight::Highlight;
pub use icon::{Icon, IconName, set_base};
pub(crate) use later::apart;
pub use later::{Fetch, Later, Make, SplitLoaderError};
pub use list_row::ListRow;
pub use menu::{Menu, MenuItem, PickMenu};
pub use money_field::MoneyField;
pub use move_buttons::{MoveButtons, Way};
pub use plain_keys::on_plain_key;
pub use progress::Progress;
pub use search_box::SearchBox;
pub use section::Section;
pub use select_field::{Choice, SelectField};
pub use sheet::Sheet;
pub use stage_bar::StageBar;
pub use stage_stepper::{StageStep, StageStepper};
pub use state_view::{Empty, Failed, Loading};
pub use status_line::StatusLine;
pub use tag::{Tag, Tone};
pub use text_area::TextArea;
pub use text_field::{InputKind, TextField};
pub use tiles::{Tile, Tiles};
pub use timeline::{Timeline, TimelineItem};
pub use toast::{Toast, ToastStack, Toasts};
pub use top_bar::TopBar;
pub use virtual_list::{ListScroll, VirtualList};
pub use words::Words;
