//! Arguments, in the forms in which Trunk and `.ci/pack` write them.

/// What was written after a program's name: `--name`, `--name=value`, and what is no option.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Arguments {
    options: Vec<(String, Option<String>)>,
    pub places: Vec<String>,
}

impl Arguments {
    /// Reads them. The options that are named here have a value, which may be the next word.
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

    /// Takes an option out; whether it was there.
    pub fn take(&mut self, name: &str) -> bool {
        let before = self.options.len();
        self.options.retain(|(known, _)| known != name);
        self.options.len() < before
    }

    /// Takes an option with a value out.
    pub fn take_value(&mut self, name: &str) -> Option<String> {
        let at = self.options.iter().position(|(known, _)| known == name)?;
        self.options.remove(at).1
    }

    /// Fails where something is left that nobody took: a build that ignores an option is another one.
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
