//! The tags in use and their colors: records carry a tag as text; an optional tag record stores its
//! color.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::records::Records;
use app::TagCounts;
use browser::window;
use domain::{Draft, Fields, KindId, RecordId, TAG, fold, tag};
use kit::Tone;

impl Records {
    /// Returns the tags of a kind's records, most used first: empty at first, filled a moment
    /// later.
    pub fn known_tags(self, kind: KindId) -> Signal<Vec<String>> {
        let known = RwSignal::new(Vec::new());
        spawn_local(async move {
            let mut counts = TagCounts::default();
            while self.session.workspace().count_tags(kind, &mut counts) {
                window::yield_now().await;
            }
            let tags = counts.most_used_first().into_iter().map(|tag| tag.tag).collect();
            // The form may be gone by now.
            let _left = known.try_set(tags);
        });
        known.into()
    }

    /// Returns a tag's color key; empty if none was chosen. Tracked.
    pub fn tag_color(&self, name: &str) -> String {
        self.tag_record(name).map(|(_, color)| color).unwrap_or_default()
    }

    /// Returns a tag's tint. Tracked.
    pub fn tag_tone(&self, name: &str) -> Tone {
        match self.tag_color(name).as_str() {
            "good" => Tone::Good,
            "warm" => Tone::Warm,
            "danger" => Tone::Danger,
            "info" => Tone::Info,
            _ => Tone::Plain,
        }
    }

    /// Sets a tag's color, by key.
    pub fn color_tag(self, name: &str, color: &str) {
        let mut draft = Draft::new(TAG);
        draft.set_text(tag::NAME, name);
        draft.set_text(tag::COLOR, color);
        let id = self.tag_record(name).map(|(id, _)| id);
        let workspace = self.session.workspace();
        self.session.run(async move { workspace.save(id, draft).await }, move |saved| {
            self.session.say_saved(&saved);
        });
    }

    /// Returns the id and color of a tag's record, if it has one. Tracked.
    fn tag_record(&self, name: &str) -> Option<(RecordId, String)> {
        let workspace = self.session.workspace_of(&[TAG]);
        let replica = workspace.replica();
        let wanted = fold(name.trim());
        let mut rows = replica.list(TAG).iter();
        let row = rows.find(|row| fold(&replica.view(**row).text(tag::NAME)) == wanted)?;
        Some((replica.id(*row), replica.view(*row).text(tag::COLOR)))
    }
}
