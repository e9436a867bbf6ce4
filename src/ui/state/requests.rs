//! What a screen asks of the sheets above it: to log an activity, to edit a task, to contact
//! someone. Plain values, which know nothing of the data.

use domain::{
    COMPANY, Channel, ContactPoint, DEAL, Draft, Fields, KindId, RecordId, TASK, Value, activity,
    log_draft, moment, people_of_log,
};

/// A request to open the log sheet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LogRequest {
    /// The key of the activity's kind.
    pub what: String,
    /// The participants.
    pub contacts: Vec<RecordId>,
    /// The company.
    pub company: Option<RecordId>,
    /// The deal.
    pub deal: Option<RecordId>,
    /// The records of the user's kinds that it is about, each with the field that names it.
    pub about: Vec<(u32, RecordId)>,
    /// The task it completes.
    pub task: Option<RecordId>,
    /// Start time of an activity already begun, such as a dialed call, in milliseconds.
    pub began: Option<i64>,
    /// The activity to edit: the id of its record, then its own.
    pub edit: Option<(RecordId, RecordId)>,
}

impl LogRequest {
    /// Creates a request for an activity with a contact.
    pub fn with(what: &str, contact: RecordId) -> Self {
        Self { what: what.to_owned(), contacts: vec![contact], ..Self::default() }
    }

    /// Creates a request for an activity with a record of a kind that activities are about.
    pub fn about(kind: KindId, id: RecordId) -> Self {
        match kind {
            COMPANY => Self { company: Some(id), ..Self::default() },
            DEAL => Self { deal: Some(id), ..Self::default() },
            own if own.is_own() => Self { about: vec![(own.about_field(), id)], ..Self::default() },
            _ => Self::with("", id),
        }
    }

    /// True if the sheet has to ask with whom it was: a new activity that is about nothing.
    pub fn asks_with_whom(&self) -> bool {
        self.subjects().next().is_none() && self.edit.is_none()
    }

    /// Returns the records that a new activity is about, the one that it belongs to first.
    pub fn subjects(&self) -> impl Iterator<Item = RecordId> + '_ {
        let own = self.about.iter().map(|(_, id)| *id);
        self.contacts.iter().copied().chain(self.deal).chain(self.company).chain(own)
    }

    /// Encodes the request for storage while the dialer is open.
    pub(super) fn draft(&self) -> Draft {
        let Self { what, contacts, company, deal, about, task, began, edit: _ } = self;
        let mut draft = log_draft(what, contacts, *company, *deal);
        for (field, id) in about {
            draft.push(*field, "", Value::Reference(*id));
        }
        if let Some(task) = task {
            draft.set(activity::TASK, Value::Reference(*task));
        }
        if let Some(began) = began {
            draft.set(activity::WHEN, Value::Moment(*began));
        }
        draft
    }

    /// Decodes a stored request.
    pub(super) fn of(draft: &Draft) -> Self {
        Self {
            what: draft.text(activity::WHAT),
            contacts: people_of_log(draft),
            company: draft.reference(activity::COMPANY),
            deal: draft.reference(activity::DEAL),
            about: about_in(draft),
            task: draft.reference(activity::TASK),
            began: moment(draft, activity::WHEN),
            edit: None,
        }
    }
}

/// Returns the records of the user's kinds that a stored request names.
fn about_in(draft: &Draft) -> Vec<(u32, RecordId)> {
    let own = draft.slots.keys().filter(|field| KindId(**field).is_own());
    let named = own.flat_map(|field| {
        draft.elements(*field).into_iter().map(move |element| (*field, element.value))
    });
    named
        .filter_map(|(field, value)| match value {
            Value::Reference(id) => Some((field, id)),
            _ => None,
        })
        .collect()
}

/// A request to open the task form.
#[derive(Clone, Debug, PartialEq)]
pub struct TaskRequest {
    /// The task; `None` for a new one.
    pub id: Option<RecordId>,
    /// The initial values of a new task.
    pub preset: Draft,
}

impl TaskRequest {
    /// Builds a request to edit a task.
    pub fn of(id: RecordId) -> Self {
        Self { id: Some(id), preset: Draft::new(TASK) }
    }

    /// Builds a request for a new task with initial values.
    pub fn begin(preset: Draft) -> Self {
        Self { id: None, preset }
    }
}

/// A request to contact someone.
#[derive(Clone, Debug, PartialEq)]
pub struct ReachRequest {
    /// The channel.
    pub channel: Channel,
    /// The records whose numbers or addresses may be used.
    pub whom: Vec<RecordId>,
    /// The number or address to use, if the user chose one.
    pub by: Option<ContactPoint>,
    /// The log that follows.
    pub log: LogRequest,
}

impl ReachRequest {
    /// Builds a request for a log's contacts, or for its company if it has none.
    pub fn of_log(channel: Channel, log: LogRequest) -> Self {
        let company = log.company.iter().filter(|_| log.contacts.is_empty());
        let whom = log.contacts.iter().chain(company).copied().collect();
        Self { channel, whom, by: None, log }
    }

    /// Builds a request for a contact.
    pub fn contact(channel: Channel, id: RecordId) -> Self {
        let what = channel.activity().unwrap_or_default();
        Self::of_log(channel, LogRequest::with(what, id))
    }

    /// Builds a request for a company.
    pub fn company(channel: Channel, id: RecordId) -> Self {
        let what = channel.activity().unwrap_or_default().to_owned();
        let log = LogRequest { what, company: Some(id), ..LogRequest::default() };
        Self::of_log(channel, log)
    }

    /// Builds a request for a record of any kind.
    pub fn of(channel: Channel, kind: KindId, id: RecordId) -> Self {
        let what = channel.activity().unwrap_or_default().to_owned();
        let log = LogRequest { what, ..LogRequest::about(kind, id) };
        Self { channel, whom: vec![id], by: None, log }
    }

    /// Restricts the request to one number or address.
    pub fn by(self, way: ContactPoint) -> Self {
        Self { by: Some(way), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::{LogRequest, ReachRequest};
    use domain::{Channel, KindId, RecordId};

    #[test]
    fn what_is_logged_with_people_goes_to_them_and_else_to_the_company() {
        let id = |byte| RecordId::from_bytes([byte; 16]);
        let log = LogRequest { company: Some(id(9)), ..LogRequest::with("email", id(1)) };
        assert_eq!(ReachRequest::of_log(Channel::Email, log).whom, [id(1)]);
        let machine = KindId::of_own(id(7));
        let call = ReachRequest::of(Channel::Call, machine, id(8)).log;
        assert!(call.contacts.is_empty() && call.subjects().eq([id(8)]) && !call.asks_with_whom());
        assert_eq!(LogRequest::of(&call.draft()), call, "it outlives the page");
        let company = ReachRequest::company(Channel::Email, id(9));
        assert_eq!((company.whom, company.log.what.as_str()), (vec![id(9)], "email"));
    }
}
