//! Signs of a name's origin: the syllables of Vietnamese, given names of Hungary, and the country
//! of an address or a number. Accents do not count: people in a hurry leave them out, and the order
//! of a name must not depend on that.

use super::contact::{ADDRESSES, PHONES};
use super::{Dialing, Fields, Value, fold};

/// A person's country, as far as the order of names depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Home {
    /// Hungary.
    Hungary,
    /// Vietnam.
    Vietnam,
    /// Any other country.
    Elsewhere,
}

impl Home {
    /// Returns the country of a calling code; `None` if no country was chosen.
    pub fn of_dialing(dialing: Dialing) -> Option<Self> {
        dialing.code.map(|code| match code {
            "36" => Self::Hungary,
            "84" => Self::Vietnam,
            _ => Self::Elsewhere,
        })
    }

    fn of_country(name: &str) -> Option<Self> {
        match fold(name.trim()).as_str() {
            "" => None,
            "hu"
            | "hun"
            | "hungary"
            | "magyarorszag"
            | "ungarn"
            | "hongrie"
            | "匈牙利"
            | "ฮังการี" => Some(Self::Hungary),
            "vn" | "vnm" | "vietnam" | "viet nam" | "越南" | "เวียดนาม" => {
                Some(Self::Vietnam)
            }
            _ => Some(Self::Elsewhere),
        }
    }

    /// Returns the country of a number; one without a country code is the user's.
    fn of_number(text: &str, dialing: Dialing) -> Option<Self> {
        let text = text.trim_start();
        let abroad = text.strip_prefix(['+', '＋']).or_else(|| text.strip_prefix("00"));
        let mut digits = abroad.unwrap_or(text).chars().filter(char::is_ascii_digit);
        if abroad.is_none() {
            // Shorter numbers are not dialed from elsewhere.
            return digits.nth(6).and_then(|_| Self::of_dialing(dialing));
        }
        Some(match (digits.next()?, digits.next()?) {
            ('3', '6') => Self::Hungary,
            ('8', '4') => Self::Vietnam,
            _ => Self::Elsewhere,
        })
    }
}

/// Returns a contact's country: that of the first address that names one, else of the first number
/// that tells one.
pub fn home_of(contact: &impl Fields, dialing: Dialing) -> Option<Home> {
    let mut home = home_of_addresses(contact);
    if home.is_none() {
        contact.look_at_all(PHONES, &mut |value| {
            if home.is_none() {
                home = value.as_text().and_then(|text| Home::of_number(text, dialing));
            }
        });
    }
    home
}

/// True if an address states the country, not just a phone number.
pub fn says_home(contact: &impl Fields) -> bool {
    home_of_addresses(contact).is_some()
}

fn home_of_addresses(contact: &impl Fields) -> Option<Home> {
    let mut home = None;
    contact.look_at_all(ADDRESSES, &mut |value| {
        if let (None, Value::Address(address)) = (home, value) {
            home = Home::of_country(&address.country);
        }
    });
    home
}

/// True if a name is Vietnamese: all its words are syllables of that language, and the family name
/// is a frequent one or the person lives there.
pub fn is_vietnamese(family: &str, rest: &[&str], home: Option<Home>) -> bool {
    let lives_there = home == Some(Home::Vietnam);
    let family = fold(family.trim());
    let mut families = family.split(' ');
    let may_be = if lives_there {
        families.all(is_syllable)
    } else {
        families.next().is_some_and(|first| among(FAMILIES, first)) && families.all(is_syllable)
    };
    if !may_be {
        return false;
    }
    let rest: Vec<String> = rest.iter().map(|part| fold(part)).collect();
    let words = rest.iter().flat_map(|part| part.split([' ', '-']));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    // Tim Tran of Toronto is not Vietnamese by name.
    let western = !lives_there && matches!(words[..], [only] if among(WESTERN, only));
    !words.is_empty() && !western && words.into_iter().all(is_syllable)
}

/// True for a name in two words that somebody of Vietnam wrote in the order of English: Lan Do.
pub fn is_vietnamese_turned(first: &str, rest: &[&str]) -> bool {
    matches!(rest, [last] if among(FAMILIES, &fold(last)) && !among(FAMILIES, &fold(first)))
}

/// True if all parts of a name are given names of Hungary.
pub fn is_hungarian_given(name: &str) -> bool {
    let name = fold(name.trim());
    let mut parts = name.split([' ', '-']).filter(|part| !part.is_empty()).peekable();
    parts.peek().is_some() && parts.all(|part| among(HUNGARIAN, part))
}

/// True if a name looks Hungarian: one part is common there, or the spelling is typical. Ignores the
/// last two letters (Isaacs ends in "cs" by chance).
pub fn sounds_hungarian(family: &str, given: &str) -> bool {
    let family = fold(family.trim());
    let spelled = |sound: &&str| family.find(*sound).is_some_and(|at| at + 2 < family.len());
    is_hungarian_given(given)
        || family.split([' ', '-']).any(|part| among(HUNGARIAN_FAMILIES, part))
        || ["cs", "gy", "sz", "zs"].iter().any(spelled)
}

fn among(list: &str, word: &str) -> bool {
    list.split(' ').any(|known| known == word)
}

/// True if a folded word is a Vietnamese syllable: an initial, vowels, a final.
fn is_syllable(word: &str) -> bool {
    BEGINNINGS.split(' ').chain([""]).any(|beginning| {
        word.strip_prefix(beginning).is_some_and(|rhyme| among(OPEN, rhyme) || is_closed(rhyme))
    })
}

fn is_closed(rhyme: &str) -> bool {
    ENDS.split(' ').any(|end| {
        let Some(vowels) = rhyme.strip_suffix(end).filter(|vowels| among(CLOSED, vowels)) else {
            return false;
        };
        let last = vowels.bytes().next_back().unwrap_or_default();
        match end {
            "nh" | "ch" => b"aeiy".contains(&last),
            "ng" | "c" => !b"iy".contains(&last),
            _ => true,
        }
    })
}

const BEGINNINGS: &str = "ngh ng nh gh gi kh ph th tr ch qu b c d g h k l m n p r s t v x";
const OPEN: &str = "a ai ao au ay e eo eu i ia ieu iu o oa oai oao oay oe oeo oi u ua uai uao uay \
    ue ui uo uoi uou uu uy uya uyu y yeu";
const CLOSED: &str = "a e i ie o oa oe u ua ue uo uy uye y ye";
const ENDS: &str = "nh ch ng c m n p t";

/// The family names of more than 95 of 100 people in Vietnam.
const FAMILIES: &str = "nguyen tran le pham hoang huynh phan vu vo dang bui do ho ngo duong ly dinh \
    doan trinh mai to lam cao chu dao truong ha luu luong ta quach thai kieu phung tang trieu lai \
    mac nghiem ninh quan tong tra tu vuong vi chau diep dam than thach la nong bach au an giang \
    khuat khuc tieu ton on phi danh lo lu luc mach ung thi";

/// Given names of other countries that could be syllables of Vietnamese.
const WESTERN: &str = "ben don kai kay ken leo mac mia pam pat ray ron sam tim tom";

/// The given names of nine in ten people in Hungary.
const HUNGARIAN: &str = "laszlo istvan jozsef janos zoltan sandor gabor ferenc attila peter tamas \
    zsolt tibor andras csaba imre lajos gyorgy balazs gyula mihaly karoly robert bela mate david \
    dominik gergo gergely adam akos mark marton bence levente norbert krisztian krisztof roland \
    szabolcs viktor daniel miklos pal antal arpad barnabas botond dezso denes elemer endre ervin \
    geza gusztav henrik jeno kalman kristof lorand lorant matyas marcell milan nandor oliver oszkar \
    otto patrik rudolf simon szilard szilveszter tivadar tihamer vilmos vince zalan zsigmond erik \
    kornel benedek aron bertalan agoston almos zsombor hunor \
    maria erzsebet katalin ilona eva anna zsuzsanna zsuzsa margit julianna judit agnes andrea erika \
    krisztina monika edit gabriella szilvia timea piroska aniko aranka ildiko eszter zsofia marta \
    reka nikolett dora viktoria vivien bernadett kinga hajnalka beatrix beata melinda noemi orsolya \
    rozalia terez tunde veronika virag zita emese eniko boglarka barbara csilla dorottya edina \
    fanni flora gizella gyongyi hanna henrietta ibolya ida iren janka jazmin jolan julia kamilla \
    klara klaudia lilla lili luca magdolna marianna mariann nora olga petra rita rozsa sara sarolta \
    szonja teodora valeria vera zsanett zsoka zoe aliz anett bianka adel etelka";

/// One of four people in Hungary has one of these family names.
const HUNGARIAN_FAMILIES: &str = "nagy kovacs toth szabo horvath varga kiss molnar nemeth farkas \
    balogh papp takacs juhasz lakatos meszaros olah racz fekete torok feher balazs kis pinter fodor \
    sipos lukacs biro kiraly balint boros hegedus barta antal illes orosz vamos veres";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vietnamese_names_are_known_by_their_syllables_with_and_without_accents() {
        for name in [
            "Nguyễn Thị Ánh",
            "Trần Văn Dũng",
            "Lê Minh Châu",
            "Phạm Quỳnh Hương",
            "Hoàng Xuân Khuyến",
            "Vũ Đức Thịnh",
            "Đặng Nguyệt",
            "Huỳnh Gia Huy",
            "Quách Ngọc Oanh",
            "Bùi Khánh Linh",
            "Trương Thuý Liễu",
        ] {
            for name in [name.to_owned(), fold(name)] {
                let words: Vec<&str> = name.split(' ').collect();
                assert!(is_vietnamese(words[0], &words[1..], None), "{name}");
            }
        }
        for (family, given) in [
            ("Nguyen", "Peter"),
            ("Trần", "Anna"),
            ("Miller", "Anna"),
            ("Mai", "Wolfgang"),
            ("Tran", "Tim"),
            ("Kovács", "Péter"),
            ("Lee", "Kim"),
            ("Nguyễn", ""),
        ] {
            assert!(!is_vietnamese(family, &[given], None), "{family} {given}");
        }
        assert!(is_vietnamese("Đoàn", &["Tim"], Some(Home::Vietnam)));
        assert!(!is_vietnamese("Brown", &["Anna"], Some(Home::Vietnam)));
    }

    #[test]
    fn given_names_of_hungary_are_known_without_accents() {
        for name in ["Péter", "peter", "Zsófia", "Gergő", "Anna Mária", "Éva-Mária"] {
            assert!(is_hungarian_given(name), "{name}");
        }
        for name in ["John", "Kovács", "Mei", "", "Maximilianus"] {
            assert!(!is_hungarian_given(name), "{name}");
        }
    }

    #[test]
    fn a_hungarian_name_is_known_by_a_part_of_it_or_its_spelling() {
        for (family, given) in [
            ("Brown", "Péter"),
            ("Nagy", "Grace"),
            ("Horvath", "Mei"),
            ("Kiss-Brown", "Grace"),
            ("Szentgyörgyi", "Grace"),
            ("Csontváry", "Maximilianus"),
        ] {
            assert!(sounds_hungarian(family, given), "{family} {given}");
        }
        for (family, given) in
            [("Doe", "John"), ("Smith", "John"), ("Isaacs", "Jo"), ("", "John"), ("Li", "Mei")]
        {
            assert!(!sounds_hungarian(family, given), "{family} {given}");
        }
    }

    #[test]
    fn the_first_address_says_the_country_and_else_the_first_number() {
        use crate::{Address, CONTACT, Draft};
        let hungarian = Dialing::of_country("HU");
        let mut draft = Draft::new(CONTACT);
        assert_eq!(home_of(&draft, hungarian), None);
        draft.push(PHONES, "", Value::Text("06 20 123 4567".into()));
        assert_eq!(home_of(&draft, Dialing::default()), None);
        assert_eq!(home_of(&draft, hungarian), Some(Home::Hungary));
        assert_eq!(home_of(&draft, Dialing::of_country("GB")), Some(Home::Elsewhere));
        draft.push(PHONES, "", Value::Text("+84 912 345 678".into()));
        assert_eq!(home_of(&draft, Dialing::default()), Some(Home::Vietnam));
        for country in ["", "United Kingdom", "Hungary"] {
            let address = Address { country: country.into(), ..Address::default() };
            draft.push(ADDRESSES, "", Value::Address(Box::new(address)));
        }
        assert_eq!(home_of(&draft, hungarian), Some(Home::Elsewhere));
    }
}
