//! The names of built-in choices in the language of the screen. What is stored is their keys.

use std::borrow::Cow;

use super::{Field, Schema, Schemas};

/// The names of choices: by `kind.field.choice`, or by `any.choice` for those that are called alike
/// in many fields, such as the labels of phone numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChoiceTranslations(Vec<(String, String)>);

impl ChoiceTranslations {
    /// Takes in names by what they name.
    pub fn new(names: impl IntoIterator<Item = (String, String)>) -> Self {
        Self(names.into_iter().collect())
    }

    /// Returns the name of a choice of a built-in field; `None` if it keeps the declared one.
    pub fn of(&self, schema: &Schema, field: &Field, choice: &str) -> Option<&str> {
        let of_field = format!("{}.{}.{choice}", schema.key, field.key);
        let anywhere = format!("any.{choice}");
        [of_field, anywhere].iter().find_map(|wanted| {
            self.0.iter().find_map(|(key, name)| (key == wanted).then_some(name.as_str()))
        })
    }

    fn translate(&self, schema: &Schema) -> Vec<Field> {
        let mut fields = schema.fields.to_vec();
        // The user named the choices of a field of their own.
        for field in fields.iter_mut().filter(|field| field.age == 0 && !field.choices.is_empty()) {
            let mut choices = field.choices.to_vec();
            for choice in &mut choices {
                if let Some(name) = self.of(schema, field, &choice.key) {
                    choice.label = Cow::Owned(name.to_owned());
                }
            }
            field.choices = Cow::Owned(choices);
        }
        fields
    }
}

impl Schemas {
    /// Calls the choices of built-in fields by these names.
    pub fn translate_choices(&mut self, names: &ChoiceTranslations) {
        if names.0.is_empty() {
            return;
        }
        for schema in self.all_mut().filter(|schema| !schema.kind.is_own()) {
            schema.fields = Cow::Owned(names.translate(schema));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ChoiceTranslations;
    use crate::{CONTACT, DEAL, built_in, contact, deal};

    #[test]
    fn a_choice_is_called_by_its_field_or_by_what_is_called_alike_anywhere() {
        let mut schemas = built_in();
        let names = [
            ("any.work", "Munkahelyi"),
            ("any.other", "Egyéb"),
            ("deal.contacts.other", "Más szerep"),
        ];
        let names = names.map(|(key, name)| (key.to_owned(), name.to_owned()));
        schemas.translate_choices(&ChoiceTranslations::new(names));
        let label = |kind, field, key: &str| {
            schemas.get(kind).unwrap().field(field).unwrap().choice_label(key)
        };
        assert_eq!(label(CONTACT, contact::PHONES, "work"), "Munkahelyi");
        assert_eq!(label(CONTACT, contact::PHONES, "other"), "Egyéb");
        assert_eq!(label(DEAL, deal::CONTACTS, "other"), "Más szerep");
        assert_eq!(label(CONTACT, contact::PHONES, "mobile"), "Mobile");
    }
}
