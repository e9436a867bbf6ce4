//! Lazily loaded parts of the screen: the code of each is a file of its own, fetched when first
//! shown. The first screen appears sooner, and a person who never opens the settings does not
//! download them until the service worker does in the background.

use std::pin::Pin;

use leptos::prelude::*;
use leptos::task::spawn_local;
pub use leptos::wasm_split::SplitLoaderError;

use super::button::{Button, ButtonKind};
use super::state_view::{Failed, Loading};
use super::words::use_words;
use dom::Busy;

/// Creates a part, once its code is loaded.
pub type PartView = Box<dyn FnOnce() -> AnyView>;
/// The pending code of a part.
pub type PartCode = Pin<Box<dyn Future<Output = Result<PartView, SplitLoaderError>>>>;

/// A part that is being fetched; see [`lazy_part!`](crate::lazy_part).
pub struct PartLoader {
    code: PartCode,
    is_styled: bool,
}

impl PartLoader {
    /// The code of a part of this file. What a day begins with shares the style sheet of the page; the
    /// parts of other files have theirs, `style/parts`, fetched at the same time.
    pub fn new(file: &str, code: PartCode) -> Self {
        Self { code, is_styled: STYLED.contains(&file) }
    }

    /// Waits for the part. `None` if it cannot be fetched.
    pub async fn made(self) -> Option<PartView> {
        let sheet = (!self.is_styled).then(dom::parts_sheet);
        let code = self.code.await.ok();
        let is_styled = match sheet {
            Some(sheet) => sheet.await,
            None => true,
        };
        code.filter(|_| is_styled)
    }
}

/// The files of what a day, and somebody new, begins with.
const STYLED: [&str; 2] = ["daily", "start"];

/// Declares a part that is compiled into a file of its own:
/// `lazy_part!(file, name(argument: Type) => view)`. All parts with the same file name are loaded
/// together. Items that `view` shares with the first download stay there.
#[macro_export]
macro_rules! lazy_part {
    ($file:ident, $name:ident($($argument:ident: $type:ty),*) => $view:expr) => {
        /// Fetches the code of this part, the first time.
        pub fn $name($($argument: $type),*) -> $crate::PartLoader {
            #[cfg_attr(
                not(feature = "screens"),
                leptos::wasm_split::wasm_split($file, wasm_split_path = leptos::wasm_split, fallible)
            )]
            fn $name($($argument: $type),*) -> Result<$crate::PartView, $crate::SplitLoaderError> {
                Ok(Box::new(move || $view.into_any()))
            }
            let coming = $name($($argument),*);
            // Screen tests are built as one file that contains everything.
            #[cfg(feature = "screens")]
            let coming = std::future::ready(coming);
            $crate::PartLoader::new(stringify!($file), Box::pin(coming))
        }
    };
}
/// The loading state of a part's code.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Code {
    Coming,
    Here,
    Missing,
}

/// Shows a part as soon as its code is loaded.
#[component]
pub fn LazyPart(
    /// Fetches the code.
    #[prop(into)]
    fetch: Callback<(), PartLoader>,
    /// The number of placeholder rows while loading.
    #[prop(default = 8)]
    rows: usize,
) -> impl IntoView {
    let code = RwSignal::new(Code::Coming);
    let make = StoredValue::new_local(None::<PartView>);
    let get = move || {
        let coming = fetch.run(());
        let busy = Busy::begin();
        spawn_local(async move {
            dom::patience().await;
            // Code that arrives later is shown all the same.
            if code.try_get_untracked() == Some(Code::Coming) {
                code.set(Code::Missing);
            }
        });
        spawn_local(async move {
            let made = coming.made().await;
            let now = if made.is_some() { Code::Here } else { Code::Missing };
            // The screen may have been left meanwhile: then nobody needs either.
            let _left = make.try_set_value(made);
            let _left = code.try_set(now);
            drop(busy);
        });
    };
    get();
    move || match code.get() {
        Code::Coming => view! { <Loading rows /> }.into_any(),
        Code::Here => make.try_update_value(Option::take).flatten().map(untrack).into_any(),
        Code::Missing => {
            let retry = move |()| {
                code.set(Code::Coming);
                get();
            };
            view! { <NotThere retry /> }.into_any()
        }
    }
}

#[component]
fn NotThere(#[prop(into)] retry: Callback<()>) -> impl IntoView {
    let words = use_words();
    view! {
        <Failed title=words.part_missing text=words.part_missing_text>
            <Button label=words.try_again kind=ButtonKind::Primary on_press=retry />
        </Failed>
    }
}
