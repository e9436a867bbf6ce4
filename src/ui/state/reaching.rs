//! Contacting people from any screen: their phone numbers and addresses, and the questions before a
//! link is followed.

use leptos::prelude::*;

use super::logging::Log;
use super::requests::ReachRequest;
use domain::{
    Channel, ContactPoint, Fields, MailTemplate, Maps, RecordId, Start, begin_reaching, is_barred,
    settings, ways,
};
use kit::{ActionItem, IconName};

/// A record that can be contacted.
#[derive(Clone, Debug, PartialEq)]
pub struct Reachable {
    /// Its id.
    pub id: RecordId,
    /// Its name.
    pub name: String,
    /// True if they opted out of this channel.
    pub barred: bool,
    /// Numbers or addresses with their labels.
    pub ways: Vec<(String, ContactPoint)>,
}

impl Log {
    /// Returns the records of a request that have a number or address. Tracked.
    pub fn reachable(&self, request: &ReachRequest) -> Vec<Reachable> {
        let ReachRequest { channel, whom, by, log: _ } = request;
        let found = |id: &RecordId| {
            let record = self.records.record(*id).filter(|record| !record.is_deleted())?;
            let schema = self.records.schema(record.kind);
            let own = match by {
                Some(way) => vec![way.clone()],
                None => ways(*channel, &schema, &record, self.format.dialing(), self.maps()),
            };
            let named = |way: ContactPoint| {
                let field = schema.field(way.field).filter(|_| !way.label.is_empty());
                let label = match field {
                    Some(field) => field.choice_label(&way.label),
                    None => self.records.field_label(record.kind, way.field),
                };
                (label, way)
            };
            let barred = is_barred(&record, *channel);
            let ways: Vec<_> = own.into_iter().map(named).collect();
            let name = self.session.workspace().name(*id);
            (!ways.is_empty()).then_some(Reachable { id: *id, name, barred, ways })
        };
        whom.iter().filter_map(found).collect()
    }

    /// Returns the first step of a request. Tracked.
    pub fn start(&self, request: &ReachRequest) -> Start {
        let whom = self.reachable(request);
        let ways: Vec<ContactPoint> =
            whom.iter().flat_map(|it| it.ways.iter().map(|(_, way)| way.clone())).collect();
        let barred = whom.iter().any(|it| it.barred);
        begin_reaching(request.channel, &ways, barred, !self.settings.mail_templates().is_empty())
    }

    /// Follows the link at once or opens the sheet that asks; does nothing if there is no way to
    /// reach them.
    pub fn reach(self, request: ReachRequest) {
        match untrack(|| self.start(&request)) {
            Start::Nowhere => {}
            Start::Go(way) => self.call(way.href, request.log),
            Start::Ask => self.session.sheets.reach.set(Some(request)),
        }
    }

    /// Builds the large action button for a request. Tracked.
    pub fn reach_action(self, label: String, icon: IconName, request: ReachRequest) -> ActionItem {
        match self.start(&request) {
            Start::Nowhere => ActionItem::missing(label, icon),
            Start::Go(way) if request.channel.activity().is_some() => {
                let href = way.href.clone();
                let begin = move |()| self.call(href.clone(), request.log.clone());
                ActionItem::begin(label, icon, way.href, Callback::new(begin))
            }
            Start::Go(way) => ActionItem::link(label, icon, way.href),
            Start::Ask => {
                let ask = move |()| self.session.sheets.reach.set(Some(request.clone()));
                ActionItem::button(label, icon, Callback::new(ask))
            }
        }
    }

    /// Returns a `mailto:` link with a template filled in for a contact.
    pub fn written(&self, template: &MailTemplate, id: RecordId, mailto: &str) -> String {
        let workspace = self.session.workspace();
        let me = workspace.settings().text(settings::ME);
        template.filled(&workspace.name(id), &me).link(mailto)
    }

    /// Returns the link with directions to a contact; `None` without an address.
    pub fn way_to(&self, id: RecordId) -> Option<String> {
        let request = ReachRequest::contact(Channel::Visit, id);
        let whom = untrack(|| self.reachable(&request));
        whom.into_iter().flat_map(|it| it.ways).next().map(|(_, way)| way.href)
    }

    /// Returns the link that calls a contact; `None` without a number or if they opted out.
    /// Tracked.
    pub fn number_of(&self, id: RecordId) -> Option<String> {
        let whom = self.reachable(&ReachRequest::contact(Channel::Call, id));
        let free = whom.into_iter().filter(|it| !it.barred).flat_map(|it| it.ways);
        free.map(|(_, way)| way.href).next()
    }

    fn maps(&self) -> Maps {
        if self.has_map_app() { Maps::App } else { Maps::Web }
    }
}
