//! Layers over the screen, such as sheets and menus: going back closes them before it leaves the
//! screen. The kit only announces them; who knows the browser's history provides [`GoingBack`].

use std::sync::Arc;

use leptos::prelude::*;

/// Identifies an open layer.
pub type Layer = u32;

/// Asks the owner of a layer to close it.
pub type Closer = Arc<dyn Fn() + Send + Sync>;

/// Keeps an entry of the browser's history for each open layer.
pub trait Layers: Send + Sync {
    /// Adds an entry; going back calls `close` instead of leaving the screen.
    fn open(&self, close: Closer) -> Option<Layer>;
    /// Takes the entry of a closed layer away.
    fn close(&self, layer: Layer);
}

/// The context that connects layers with going back; without it a layer closes by its own means only.
#[derive(Clone)]
pub struct GoingBack(pub Arc<dyn Layers>);

/// A layer that a component may open; a handle that is copied freely.
#[derive(Clone, Copy)]
pub struct Cover {
    back: StoredValue<Option<GoingBack>>,
    own: StoredValue<Option<Layer>>,
}

impl Cover {
    /// Announces the open layer: going back calls `on_close` before it leaves the screen.
    pub fn opened(self, on_close: impl Fn() + Send + Sync + 'static) {
        if let Some(None) = self.own.try_get_value() {
            let open = |back: &Option<GoingBack>| back.as_ref()?.0.open(Arc::new(on_close));
            self.own.set_value(self.back.try_with_value(open).flatten());
        }
    }

    /// Announces that the layer is closed.
    pub fn closed(self) {
        if let Some(layer) = self.own.try_update_value(Option::take).flatten() {
            self.back.with_value(|back| back.iter().for_each(|back| back.0.close(layer)));
        }
    }
}

/// A layer of this component, closed together with it.
pub fn use_cover() -> Cover {
    let cover = Cover { back: StoredValue::new(use_context()), own: StoredValue::new(None) };
    on_cleanup(move || cover.closed());
    cover
}

/// Announces a layer for as long as `open` holds; `on_close` is called when going back closes it.
pub fn use_layer(open: Signal<bool>, on_close: impl Fn() + Copy + Send + Sync + 'static) {
    let cover = use_cover();
    Effect::new(move |_| if open.get() { cover.opened(on_close) } else { cover.closed() });
}
