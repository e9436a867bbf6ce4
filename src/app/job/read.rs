//! Inspects a file before its import.

use super::carry::Carried;
use super::files::{Files, Loaded};
use super::message::{Failure, Message, Reply};
use domain::{DigestContext, KindId};
use transfer::{Encoding, Inspection, ReadOptions, guess_kind, inspect};

/// A request to inspect a file.
pub struct InspectRequest {
    pub file: u32,
    pub name: String,
    pub kind: KindId,
    pub options: ReadOptions,
}

/// Inspects a file and keeps it under its number, even if it is faulty, so that other options can
/// be tried. Takes over the carried state.
pub fn look(
    asked: InspectRequest,
    files: &mut Files,
    context: &mut DigestContext,
    mut parts: Vec<Vec<u8>>,
    reply: &mut dyn FnMut(Message),
) -> Result<(), Failure> {
    let InspectRequest { file, name, kind, options } = asked;
    let carried = parts.pop();
    if let Some(carried) = carried {
        let carried = Carried(carried).context();
        let known = context.han.take();
        *context = DigestContext { han: carried.han.or(known), ..carried };
    }
    let bytes = parts.pop();
    let is_new = bytes.is_some();
    match (bytes, files.all.get_mut(&file)) {
        (Some(bytes), _) => {
            files.all.insert(file, Loaded { name, kind, bytes, options });
        }
        (None, Some(known)) => {
            known.kind = kind;
            known.options = options;
        }
        (None, None) => return Err(Failure::NotUnderstood),
    }
    let Some(loaded) = files.all.get_mut(&file) else { return Err(Failure::NotUnderstood) };
    if is_new {
        loaded.kind = guess_kind(&loaded.view(), &context.schemas).unwrap_or(loaded.kind);
    }
    let mut found = inspect(&loaded.view(), &context.schemas)?;
    // On later inspections the kind is the user's choice.
    let said = found.set_aside_kind(&context.schemas).filter(|said| is_new && *said != loaded.kind);
    if let Some(said) = said {
        loaded.kind = said;
        found = inspect(&loaded.view(), &context.schemas)?;
    }
    let asks_han = context.han.is_none() && holds_han(&loaded.bytes, &found);
    let (found, kind) = (Box::new(found), loaded.kind.0);
    reply(Message::new(&Reply::Inspected { file, found, kind, asks_han }, Vec::new()));
    Ok(())
}

/// Returns true if a file may contain Chinese characters: lead bytes in UTF-8, or an encoding that
/// has them.
fn holds_han(bytes: &[u8], found: &Inspection) -> bool {
    use Encoding::{Big5, EucJp, EucKr, Gb18030, ShiftJis, Utf8, Utf16Be, Utf16Le};
    match found.encoding {
        Utf8 => bytes.iter().any(|byte| (0xe4..=0xe9).contains(byte)),
        Utf16Le | Utf16Be | Gb18030 | Big5 | ShiftJis | EucJp | EucKr => true,
        _ => false,
    }
}
