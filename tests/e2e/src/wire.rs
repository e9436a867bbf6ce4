//! The part of the WebDriver protocol that the journeys need: JSON over HTTP to a driver on this
//! machine. Small enough to be written here, and blocking, so that a journey reads from top to
//! bottom; the usual client crates are asynchronous and bring some sixty others.

use std::fmt;
use std::time::Duration;

use serde_json::{Value, json};
use ureq::Agent;

/// The reason why a step did not work.
#[derive(Debug)]
pub enum Failure {
    /// The driver or the browser refused; `kind` is WebDriver's error code.
    Refused { kind: String, message: String },
    /// The driver did not answer, or not in WebDriver's format.
    Broken(String),
    /// A journey's expectation was not met.
    Unmet(String),
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { kind, message } => {
                write!(out, "the browser refused ({kind}): {message}")
            }
            Self::Broken(message) => write!(out, "the driver: {message}"),
            Self::Unmet(message) => out.write_str(message),
        }
    }
}

impl std::error::Error for Failure {}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self::Broken(error.to_string())
    }
}

impl Failure {
    /// Returns true if the element went away or could not take the action just now, so that another
    /// try may help.
    pub fn is_passing(&self) -> bool {
        matches!(self, Self::Refused { kind, .. } if matches!(
            kind.as_str(),
            "stale element reference" | "element click intercepted" | "element not interactable"
                | "no such element" | "javascript error" | "move target out of bounds"
                | "script timeout" | "no such frame"
        ))
    }
}

pub type Outcome<T = ()> = Result<T, Failure>;

/// A connection to a driver, with or without a session.
#[derive(Clone)]
pub struct Wire {
    agent: Agent,
    root: String,
}

impl Wire {
    pub fn new(port: u16) -> Self {
        let config = Agent::config_builder()
            .proxy(None)
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(180)))
            .build();
        Self { agent: config.into(), root: format!("http://127.0.0.1:{port}") }
    }

    /// Returns the same connection below a session's path.
    pub fn in_session(&self, id: &str) -> Self {
        Self { agent: self.agent.clone(), root: format!("{}/session/{id}", self.root) }
    }

    pub fn get(&self, path: &str) -> Outcome<Value> {
        let answer = self.agent.get(self.address(path)).call();
        Self::value(answer.map_err(broken)?)
    }

    pub fn post(&self, path: &str, body: &Value) -> Outcome<Value> {
        let request = self.agent.post(self.address(path));
        let request = request.header("content-type", "application/json; charset=utf-8");
        Self::value(request.send(body.to_string()).map_err(broken)?)
    }

    pub fn delete(&self, path: &str) -> Outcome<Value> {
        Self::value(self.agent.delete(self.address(path)).call().map_err(broken)?)
    }

    fn address(&self, path: &str) -> String {
        format!("{}{path}", self.root)
    }

    fn value(mut answer: ureq::http::Response<ureq::Body>) -> Outcome<Value> {
        let ok = answer.status().is_success();
        // Screenshots and script results can be large.
        let text = answer.body_mut().with_config().limit(256 << 20).read_to_string();
        let text = text.map_err(broken)?;
        let body: Value = serde_json::from_str(&text).map_err(|error| {
            Failure::Broken(format!("{error}: {}", text.chars().take(200).collect::<String>()))
        })?;
        let value = body.get("value").cloned().unwrap_or_default();
        if ok {
            return Ok(value);
        }
        let word = |key: &str| value.get(key).and_then(Value::as_str).unwrap_or("?").to_owned();
        Err(Failure::Refused { kind: word("error"), message: word("message") })
    }
}

fn broken(error: ureq::Error) -> Failure {
    Failure::Broken(error.to_string())
}

/// The key under which WebDriver returns an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// An element of the page, by the driver's id.
#[derive(Clone, Debug)]
pub struct Element(String);

impl Element {
    pub fn from_value(value: &Value) -> Option<Self> {
        Some(Self(value.get(ELEMENT)?.as_str()?.to_owned()))
    }

    pub fn to_value(&self) -> Value {
        json!({ ELEMENT: self.0 })
    }

    /// Returns the path of one of the element's commands.
    pub fn path(&self, command: &str) -> String {
        format!("/element/{}/{command}", self.0)
    }
}
