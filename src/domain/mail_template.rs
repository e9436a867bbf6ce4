//! Email templates: subject and body, several of them in one text of the settings; and the link
//! that opens one.

use std::fmt::Write as _;

/// An email template.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MailTemplate {
    /// The subject, by which it is chosen.
    pub subject: String,
    /// The body.
    pub text: String,
}

impl MailTemplate {
    /// Returns the template with the names filled in: `{name}` for the recipient, `{me}` for the
    /// sender.
    pub fn filled(&self, name: &str, me: &str) -> Self {
        // The sender first: a recipient's name that contains such a mark stays as it is.
        let fill = |text: &str| text.replace("{me}", me).replace("{name}", name);
        Self {
            subject: fill(&self.subject).trim().to_owned(),
            text: fill(&self.text).trim_end().to_owned(),
        }
    }

    /// Returns a `mailto:` link with subject and body.
    pub fn link(&self, mailto: &str) -> String {
        let parts = [("subject", &self.subject), ("body", &self.text)];
        let mut link = mailto.to_owned();
        for (name, text) in parts.into_iter().filter(|(_, text)| !text.is_empty()) {
            link.push(if link.contains('?') { '&' } else { '?' });
            link.push_str(name);
            link.push('=');
            // RFC 6068: lines are separated by CR LF.
            escape(&mut link, &text.replace('\n', "\r\n"));
        }
        link
    }
}

fn escape(link: &mut String, text: &str) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            link.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _written = write!(link, "%{byte:02X}");
        }
    }
}

/// Parses templates: a subject per line, its body in the lines below it that are empty or begin
/// with a space.
pub fn read_mail_templates(text: &str) -> Vec<MailTemplate> {
    let mut templates: Vec<MailTemplate> = Vec::new();
    for line in text.lines() {
        let below = line.is_empty() || line.starts_with(char::is_whitespace);
        match templates.last_mut().filter(|_| below) {
            Some(template) => {
                let mut rest = line.chars();
                rest.next();
                template.text.push_str(rest.as_str());
                template.text.push('\n');
            }
            None if line.trim().is_empty() => {}
            None => templates
                .push(MailTemplate { subject: line.trim().to_owned(), text: String::new() }),
        }
    }
    for template in &mut templates {
        template.text.truncate(template.text.trim_end().len());
    }
    templates
}

/// Writes the text that [`read_mail_templates`] reads. A template without a subject is named by the
/// first line of its body; an empty one is left out.
pub fn write_mail_templates(templates: &[MailTemplate]) -> String {
    let mut lines = Vec::new();
    for template in templates {
        let subject = one_line(&template.subject);
        let subject = if subject.is_empty() { one_line(&template.text) } else { subject };
        if subject.is_empty() {
            continue;
        }
        lines.push(subject);
        lines.extend(template.text.trim_end().lines().map(|line| format!(" {line}")));
    }
    lines.join("\n")
}

/// Returns the first line of a text that is not blank.
fn one_line(text: &str) -> String {
    let mut lines = text.lines().map(str::trim);
    lines.find(|line| !line.is_empty()).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{MailTemplate, read_mail_templates, write_mail_templates};

    fn mail(subject: &str, text: &str) -> MailTemplate {
        MailTemplate { subject: subject.to_owned(), text: text.to_owned() }
    }

    #[test]
    fn templates_come_back_as_they_were_written() {
        let all = [mail("Thank you", "Dear {name},\n\n  thank you!\n{me}"), mail("Offer", "")];
        let text = write_mail_templates(&all);
        assert_eq!(text, "Thank you\n Dear {name},\n \n   thank you!\n {me}\nOffer");
        assert_eq!(read_mail_templates(&text), all);
    }

    #[test]
    fn texts_of_other_hands_are_read_as_far_as_they_say_something() {
        // An editor may have removed the spaces of empty lines.
        let read = read_mail_templates("\n  lost\r\nOffer\r\n One\r\n\r\n Two\r\n\n");
        assert_eq!(read, [mail("lost", ""), mail("Offer", "One\n\nTwo")]);
        assert_eq!(read_mail_templates(" \n\n"), []);
    }

    #[test]
    fn a_template_without_a_subject_is_called_by_its_text() {
        let all = [mail(" ", "\nHello\nthere"), mail("", "  ")];
        assert_eq!(write_mail_templates(&all), "Hello\n \n Hello\n there");
    }

    #[test]
    fn names_go_to_their_places() {
        let filled = mail("For {name}", "Dear {name},\n\n{me}").filled("Ana {me}", "");
        assert_eq!(filled, mail("For Ana {me}", "Dear Ana {me},"));
    }

    #[test]
    fn a_link_carries_subject_and_text_and_nothing_breaks_out_of_them() {
        let mail = mail("Offer & more", "Dear Ánh,\n100 % ?");
        assert_eq!(
            mail.link("mailto:a@b.c"),
            "mailto:a@b.c?subject=Offer%20%26%20more\
             &body=Dear%20%C3%81nh%2C%0D%0A100%20%25%20%3F"
        );
        assert_eq!(MailTemplate::default().link("mailto:a@b.c"), "mailto:a@b.c");
    }
}
