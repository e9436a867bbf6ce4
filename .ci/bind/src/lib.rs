//! Parses arguments in the forms in which Trunk and `.ci/pack` write them.

/// A program's arguments: `--name`, `--name=value`, and positional ones.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Arguments {
    options: Vec<(String, Option<String>)>,
    pub places: Vec<String>,
}

impl Arguments {
    /// Parses arguments. The options in `with_value` take a value, which may be the next word.
    pub fn read(words: impl IntoIterator<Item = String>, with_value: &[&str]) -> Self {
        let mut found = Self::default();
        let mut words = words.into_iter();
        while let Some(word) = words.next() {
            let Some(option) = word.strip_prefix("--") else {
                found.places.push(word);
                continue;
            };
            match option.split_once('=') {
                Some((name, value)) => found.options.push((name.into(), Some(value.into()))),
                None if with_value.contains(&option) => {
                    found.options.push((option.into(), words.next()));
                }
                None => found.options.push((option.into(), None)),
            }
        }
        found
    }

    /// Removes an option; returns true if it was present.
    pub fn take(&mut self, name: &str) -> bool {
        let before = self.options.len();
        self.options.retain(|(known, _)| known != name);
        self.options.len() < before
    }

    /// Removes an option and returns its value.
    pub fn take_value(&mut self, name: &str) -> Option<String> {
        let at = self.options.iter().position(|(known, _)| known == name)?;
        self.options.remove(at).1
    }

    /// Fails if any option was not taken: ignoring an option would yield a different build.
    ///
    /// # Errors
    /// Names the option.
    pub fn done(self) -> anyhow::Result<()> {
        match self.options.first() {
            Some((name, _)) => anyhow::bail!("--{name} is not known here (see .ci/bind)"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_come_with_a_sign_between_or_as_two_words() {
        let words = ["--target=web", "--out-dir", "out", "--no-typescript", "in.wasm"];
        let mut found = Arguments::read(words.map(String::from), &["out-dir"]);
        assert_eq!(found.take_value("target").as_deref(), Some("web"));
        assert_eq!(found.take_value("out-dir").as_deref(), Some("out"));
        assert!(found.take("no-typescript") && !found.take("no-typescript"));
        assert_eq!(found.places, ["in.wasm"]);
        assert!(found.done().is_ok());
    }

    #[test]
    fn what_nobody_takes_is_an_error() {
        assert!(Arguments::read(["--new".to_owned()], &[]).done().is_err());
    }
}
