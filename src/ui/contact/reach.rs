//! The big actions of a contact: call, write, go there. Where there are several numbers, a sheet asks;
//! where the person does not want to be reached that way, it says so first.

use leptos::prelude::*;

use crate::domain::{CONTACT, Channel, Fields, MailTemplate, RecordId, Way, contact, ways};
use crate::ui::kit::{ActionItem, ActionRow, Chip, Chips, Icon, IconName, Sheet};
use crate::ui::parts::{ReachRow, channel_icon, use_desk};
use crate::ui::state::{AppState, LogRequest, Record, t, use_app};

const CHANNELS: [Channel; 5] =
    [Channel::Call, Channel::Sms, Channel::WhatsApp, Channel::Email, Channel::Visit];

/// The row of actions, with the sheet that asks which number.
#[component]
pub fn Reach(
    /// Which contact.
    id: RecordId,
    /// The contact.
    record: Memo<Option<Record>>,
    /// Its name.
    name: Signal<String>,
    /// The way to reach them that is asked about.
    asked: RwSignal<Option<Channel>>,
) -> impl IntoView {
    let state = use_app();
    // What was asked last stays to be read while the sheet slides away.
    let shown = Memo::new(move |before: Option<&Option<Channel>>| {
        asked.get().or_else(|| before.copied().flatten())
    });
    let desk = use_desk();
    let ways_of = move |channel| {
        let (schema, dialling) = (state.schema(CONTACT), desk.dialling.run(()));
        record.with(|record| {
            let record = record.as_ref()?;
            Some(ways(channel, &schema, record, dialling, desk.maps))
        })
    };
    let item = move |channel: Channel| {
        let label = word(state, channel);
        let ways = ways_of(channel).unwrap_or_default();
        let barred = is_barred(record, channel);
        match (ways.as_slice(), channel.activity()) {
            ([], _) => ActionItem::missing(label, channel_icon(channel)),
            ([way], Some(what)) if !barred && channel != Channel::Email => {
                let href = way.href.clone();
                let begin = move |()| state.call(href.clone(), LogRequest::with(what, id));
                let begin = Callback::new(begin);
                ActionItem::begin(label, channel_icon(channel), way.href.clone(), begin)
            }
            ([way], None) if !barred => {
                ActionItem::link(label, channel_icon(channel), way.href.clone())
            }
            _ => {
                let ask = Callback::new(move |()| asked.set(Some(channel)));
                ActionItem::button(label, channel_icon(channel), ask)
            }
        }
    };
    view! {
        <Barred record />
        <ActionRow
            label=Signal::derive(move || t!(state.words, contact.actions, name = name.get()))
            items=Signal::derive(move || CHANNELS.map(item).to_vec())
        />
        <Sheet
            open=Signal::derive(move || asked.read().is_some())
            title=Signal::derive(move || shown.get().map(|it| question(state, it)).unwrap_or_default())
            subtitle=Signal::derive(move || Some(name.get()))
            on_close=move |()| asked.set(None)
        >
            {move || {
                let channel = shown.get()?;
                let ways = ways_of(channel).unwrap_or_default();
                let barred = is_barred(record, channel);
                let left = move |()| asked.set(None);
                Some(view! { <Choice id name channel ways barred on_left=left /> })
            }}
        </Sheet>
    }
}

/// Which number or address; of an e-mail also what it begins with.
#[component]
fn Choice(
    id: RecordId,
    name: Signal<String>,
    channel: Channel,
    ways: Vec<Way>,
    barred: bool,
    #[prop(into)] on_left: Callback<()>,
) -> impl IntoView {
    let state = use_app();
    let template = RwSignal::new(None::<MailTemplate>);
    let warning = barred.then(|| view! { <Warning text=t!(state.words, contact.do_not_ask) /> });
    let row = move |Way { label, shown, href }: Way| {
        let label = label_of(state, channel, &label);
        let href = match template.get() {
            Some(template) => state.filled_in(&template, id).link(&href),
            None => href,
        };
        let link = href.clone();
        let leave = move |()| {
            on_left.run(());
            if let Some(what) = channel.activity() {
                state.call(link.clone(), LogRequest::with(what, id));
            }
        };
        let follows = channel.activity().is_some();
        view! { <ReachRow shown label href icon=channel_icon(channel) on_press=leave follows /> }
    };
    let ways = StoredValue::new(ways);
    view! {
        {warning}
        {(channel == Channel::Email).then(|| view! { <Templates template name /> })}
        <div class="reach__rows">
            {move || ways.get_value().into_iter().map(row).collect_view()}
        </div>
    }
}

/// What an e-mail can begin with.
#[component]
fn Templates(template: RwSignal<Option<MailTemplate>>, name: Signal<String>) -> impl IntoView {
    let state = use_app();
    let chip = move |own: MailTemplate| {
        let is_on = {
            let own = own.clone();
            Memo::new(move |_| template.read().as_ref() == Some(&own))
        };
        let label = own.subject.replace("{name}", &name.get_untracked());
        let turn = move |()| template.set((!is_on.get_untracked()).then(|| own.clone()));
        view! { <Chip label pressed=is_on on_press=turn /> }
    };
    view! {
        <Chips label=Signal::derive(move || t!(state.words, log.mail_begin)) wrap=true>
            {move || state.mail_templates().into_iter().map(chip).collect_view()}
        </Chips>
    }
}

/// How the person does not want to be reached.
#[component]
fn Barred(record: Memo<Option<Record>>) -> impl IntoView {
    let state = use_app();
    move || {
        let schema = state.schema(CONTACT);
        let field = schema.field(contact::DO_NOT_CONTACT)?;
        let barred = record.with(|record| record.as_ref().map(|r| r.texts(field.number)))?;
        let ways: Vec<String> = barred.iter().map(|key| field.choice_label(key)).collect();
        let text = t!(state.words, contact.do_not, ways = ways.join(", "));
        (!ways.is_empty()).then(|| view! { <Warning text /> })
    }
}

#[component]
fn Warning(text: String) -> impl IntoView {
    view! {
        <p class="record__warning">
            <Icon name=IconName::TriangleAlert />
            <span>{text}</span>
        </p>
    }
}

/// Whether the person does not want to be reached this way.
pub fn is_barred(record: Memo<Option<Record>>, channel: Channel) -> bool {
    record.with(|record| {
        record.as_ref().is_some_and(|record| {
            record.texts(contact::DO_NOT_CONTACT).iter().any(|key| key == channel.key())
        })
    })
}

/// What a number or address is called: by its label, else by its field.
fn label_of(state: AppState, channel: Channel, label: &str) -> String {
    let number = match channel {
        Channel::Call | Channel::Sms | Channel::WhatsApp => contact::PHONES,
        Channel::Email => contact::EMAILS,
        Channel::Visit => contact::ADDRESSES,
    };
    let schema = state.schema(CONTACT);
    match schema.field(number) {
        Some(field) if !label.is_empty() => field.choice_label(label),
        _ => state.field_label(CONTACT, number),
    }
}

fn word(state: AppState, channel: Channel) -> String {
    match channel {
        Channel::Call => t!(state.words, contact.call),
        Channel::Sms => t!(state.words, contact.sms),
        Channel::WhatsApp => t!(state.words, contact.whatsapp),
        Channel::Email => t!(state.words, contact.email),
        Channel::Visit => t!(state.words, contact.navigate),
    }
}

fn question(state: AppState, channel: Channel) -> String {
    match channel {
        Channel::Call => t!(state.words, contact.choose_call),
        Channel::Sms => t!(state.words, contact.choose_sms),
        Channel::WhatsApp => t!(state.words, contact.choose_whatsapp),
        Channel::Email => t!(state.words, contact.choose_email),
        Channel::Visit => t!(state.words, contact.choose_navigate),
    }
}
