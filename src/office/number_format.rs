//! The sign that a number format adds to numbers: a share in percent, or a currency, which a
//! spreadsheet shows and does not store with the number.

use calamine::Style;

/// The sign of a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberSign {
    /// The number is shown a hundred times larger, with a percent sign.
    Percent,
    /// The number is an amount in the currency of this sign or code.
    Currency(String),
}

impl NumberSign {
    /// Returns the sign that a cell's style adds.
    pub fn of(style: &Style) -> Option<Self> {
        let format = style.number_format.as_ref()?;
        let sign = Self::of_code(&format.format_code)?;
        // Formats that a file does not define itself are those of the reader's country, not dollars.
        let is_built_in = format.format_id.is_none_or(|id| id < FIRST_OWN);
        let is_dollar = sign == Self::Currency("$".to_owned());
        (!is_built_in || !is_dollar).then_some(sign)
    }

    /// Reads a format as the XML of Excel 2003 writes it: by its name, or its code.
    pub fn of_named(format: &str) -> Option<Self> {
        match format {
            "Percent" => Some(Self::Percent),
            "Euro Currency" => Some(Self::Currency("€".to_owned())),
            code => Self::of_code(code),
        }
    }

    /// Reads the first section of a format code (ECMA-376, part 1, 18.8.31): `0.0%`, `[$€-407] #,##0`,
    /// `#,##0 "Ft"`.
    fn of_code(code: &str) -> Option<Self> {
        let mut letters = code.chars().peekable();
        let mut plain = String::new();
        let mut quoted = Vec::new();
        while let Some(letter) = letters.next().filter(|letter| *letter != ';') {
            match letter {
                '"' => quoted.push(letters.by_ref().take_while(|it| *it != '"').collect()),
                '\\' => plain.extend(letters.next()),
                // The next letter is a width or a filling, and is not shown as such.
                '_' | '*' => drop(letters.next()),
                '[' => {
                    let inner: String = letters.by_ref().take_while(|it| *it != ']').collect();
                    let money = inner.strip_prefix('$').map(|it| it.split('-').next());
                    quoted.extend(money.flatten().map(str::to_owned));
                }
                letter => plain.push(letter),
            }
        }
        if plain.contains('%') {
            return Some(Self::Percent);
        }
        let is_sign = |letter: &char| SIGNS.contains(*letter);
        quoted.extend(plain.chars().find(is_sign).map(String::from));
        let known = quoted.iter().map(|text: &String| text.trim());
        let mut known = known.filter(|text| is_currency(text));
        known.next().map(|text| Self::Currency(text.to_owned()))
    }

    /// Writes a number with its sign, as other tables have it.
    pub fn with(&self, number: f64, text: impl Fn(f64) -> String) -> String {
        match self {
            Self::Percent => format!("{}%", text(number * 100.0)),
            Self::Currency(sign) => format!("{} {sign}", text(number)),
        }
    }
}

/// The first number of a format that a file defines itself.
const FIRST_OWN: u32 = 164;
/// Signs of currencies that are one letter.
const SIGNS: &str = "$€£¥₫฿₽₩₹₺₴₱₪₦";

/// True for a sign or a code of money; other words in a format are units.
fn is_currency(text: &str) -> bool {
    const WORDS: [&str; 14] =
        ["Ft", "kr", "kr.", "zł", "Kč", "lei", "R$", "Fr.", "đ", "元", "円", "บาท", "US$", "NT$"];
    let is_code = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_sign = text.chars().count() == 1 && text.chars().all(|it| SIGNS.contains(it));
    is_code || is_sign || WORDS.contains(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_tell_shares_and_currencies() {
        let money = |sign: &str| Some(NumberSign::Currency(sign.to_owned()));
        for (code, expect) in [
            ("0.00%", Some(NumberSign::Percent)),
            ("#,##0.00 [$EUR]", money("EUR")),
            ("[$€-407] #,##0.00;[Red]-[$€-407] #,##0.00", money("€")),
            ("_-* #,##0\\ \"Ft\"_-;-* #,##0\\ \"Ft\"_-", money("Ft")),
            ("\"$\"#,##0_);(\"$\"#,##0)", money("$")),
            ("#,##0\\ ₫", money("₫")),
            ("General", None),
            ("#,##0.00", None),
            ("[$-409]d mmm yyyy", None),
            ("0 \"pcs\"", None),
            ("[h]:mm", None),
            ("\"", None),
        ] {
            assert_eq!(NumberSign::of_code(code), expect, "{code}");
        }
    }

    #[test]
    fn numbers_get_their_sign() {
        let text = |number: f64| number.to_string();
        assert_eq!(NumberSign::Percent.with(0.5, text), "50%");
        assert_eq!(NumberSign::Currency("€".to_owned()).with(1250.5, text), "1250.5 €");
    }
}
