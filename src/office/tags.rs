//! Text with tags, HTML or XML, taken apart. The tokenizer of HTML reads XML as well: nothing here
//! needs more than tags, attributes and text.

use std::borrow::Cow;

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

/// A tag that begins an element; its name and those of its attributes are in small letters.
pub struct Tag(StartTag<()>);

impl Tag {
    pub fn name(&self) -> &[u8] {
        &self.0.name
    }

    /// Returns an attribute; `None` if the tag has none of this name.
    pub fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        let value = self.0.attributes.get(name.as_bytes())?;
        Some(String::from_utf8_lossy(value))
    }

    /// Returns a number that an attribute gives.
    pub fn number(&self, name: &str) -> Option<u32> {
        self.attribute(name)?.trim().parse().ok()
    }
}

/// A piece of a text with tags.
pub enum Markup {
    /// An element begins.
    Open(Tag),
    /// An element of this name ends.
    Close(Vec<u8>),
    /// Text between tags, with its entities read.
    Text(String),
}

/// Takes a text apart. What is no tag is text; comments are left. In HTML, scripts and styles are
/// text as well.
pub fn markup(text: &str, is_html: bool) -> impl Iterator<Item = Markup> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(is_html);
    let tokens = Tokenizer::new_with_emitter(text, emitter).flatten();
    tokens
        .flat_map(|token| match token {
            Token::StartTag(tag) => {
                let end = tag.self_closing.then(|| Markup::Close(tag.name.to_vec()));
                [Some(Markup::Open(Tag(tag))), end]
            }
            Token::EndTag(tag) => [Some(Markup::Close(tag.name.to_vec())), None],
            Token::String(text) => [Some(Markup::Text(owned(&text))), None],
            // To HTML, a CDATA section of XML is a comment.
            Token::Comment(text) => {
                let inner = text.strip_prefix(b"[CDATA[").and_then(|it| it.strip_suffix(b"]]"));
                [inner.map(|inner| Markup::Text(owned(inner))), None]
            }
            Token::Doctype(_) | Token::Error(_) => [None, None],
        })
        .flatten()
}

fn owned(text: &[u8]) -> String {
    String::from_utf8_lossy(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_attributes_and_text_are_told_apart() {
        let text = "<!doctype html><TR Class=x><td rowspan='2'>a &lt; b &amp; c&nbsp;&#252;</td><br/>\
            1 < 2<style>td>b{}</style><![CDATA[x & y]]><!-- no -->";
        let told = markup(text, true).map(|found| match found {
            Markup::Open(tag) => {
                let spans = tag.number("rowspan").map(|it| it.to_string()).unwrap_or_default();
                format!("+{}{spans}", owned(tag.name()))
            }
            Markup::Close(name) => format!("-{}", owned(&name)),
            Markup::Text(text) => text,
        });
        assert_eq!(
            told.collect::<Vec<_>>().join("|"),
            "+tr|+td2|a < b & c\u{a0}ü|-td|+br|-br|1 < 2|+style|td>b{}|-style|x & y"
        );
    }
}
