//! The choices before contacting someone: mail template, and number or address.

use leptos::prelude::*;

use crate::ui::parts::{ReachRow, Warning, channel_icon};
use crate::ui::state::{ReachRequest, Reachable, t, use_app};
use domain::{Channel, ContactPoint, MailTemplate};
use kit::{Chip, Chips};

/// The numbers or addresses to choose from, with a warning for those who opted out.
#[component]
pub fn Ways(
    /// The request.
    request: ReachRequest,
    /// Called with the chosen link. Map and web links are followed by the browser.
    #[prop(into)]
    on_leave: Callback<String>,
) -> impl IntoView {
    let app = use_app();
    let words = app.words;
    let channel = request.channel;
    let people = Memo::new(move |_| app.log.reachable(&request));
    let template = RwSignal::new(None::<MailTemplate>);
    let row = move |person: &Reachable, (label, way): &(String, ContactPoint)| {
        let href = match &*template.read() {
            Some(template) => app.log.written(template, person.id, &way.href),
            None => way.href.clone(),
        };
        let barred = person.barred.then(|| t!(words, records.barred));
        let parts = [Some(person.name.clone()), Some(label.clone()), barred];
        let label = if people.read().len() > 1 {
            parts.into_iter().flatten().collect::<Vec<_>>().join(" \u{b7} ")
        } else {
            label.clone()
        };
        let link = href.clone();
        let leave = move |()| on_leave.run(link.clone());
        let (shown, follows) = (way.shown.clone(), channel.activity().is_some());
        view! { <ReachRow shown label href icon=channel_icon(channel) on_press=leave follows /> }
    };
    let rows =
        move |person: &Reachable| person.ways.iter().map(|way| row(person, way)).collect_view();
    let warning = move || {
        let barred = people.read().iter().any(|person| person.barred);
        barred.then(|| view! { <Warning text=t!(words, contact.do_not_ask) /> })
    };
    view! {
        {warning}
        {(channel == Channel::Email).then(|| view! { <Templates template people /> })}
        <div class="reach__rows">
            {move || people.read().iter().map(rows).collect_view()}
        </div>
    }
}

/// The mail templates.
#[component]
fn Templates(
    template: RwSignal<Option<MailTemplate>>,
    people: Memo<Vec<Reachable>>,
) -> impl IntoView {
    let app = use_app();
    let chip = move |own: MailTemplate| {
        let names: Vec<String> =
            people.read_untracked().iter().map(|person| person.name.clone()).collect();
        let label = own.subject.replace("{name}", &app.words.list(&names));
        let is_on = {
            let own = own.clone();
            Memo::new(move |_| template.read().as_ref() == Some(&own))
        };
        let turn = move |()| template.set((!is_on.get_untracked()).then(|| own.clone()));
        view! { <Chip label pressed=is_on on_press=turn /> }
    };
    view! {
        <Chips label=Signal::derive(move || t!(app.words, log.mail_begin)) wrap=true>
            {move || app.settings.mail_templates().into_iter().map(chip).collect_view()}
        </Chips>
    }
}
