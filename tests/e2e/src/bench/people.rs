//! Generated contacts in the five languages of Satchel's audience, always the same ones, as the CSV
//! file that Google Contacts writes.

use std::fmt::Write;

use serde_json::{Value, json};

const HEADER: &str = "First Name,Last Name,Organization Name,Organization Title,\
    E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,\
    Address 1 - City,Address 1 - Country,Labels,Notes\n";

/// A country's given names, family names, name, city and dialing code.
struct Place {
    given: &'static [&'static str],
    family: &'static [&'static str],
    country: &'static str,
    city: &'static str,
    code: u32,
}

const PLACES: [Place; 5] = [
    Place {
        given: &["Thị Ánh", "Văn Hùng", "Minh Châu", "Quốc Bảo", "Ngọc", "Hoàng", "Thu Hà", "Đức"],
        family: &["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ"],
        country: "Vietnam",
        city: "Hà Nội",
        code: 84,
    },
    Place {
        given: &["小明", "娜", "伟", "芳", "秀英", "敏", "静", "强", "磊", "洋"],
        family: &["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴"],
        country: "China",
        city: "苏州",
        code: 86,
    },
    Place {
        given: &["Béla", "Eszter", "Zsófia", "Gergő", "Ágnes", "Dániel", "Réka", "Levente"],
        family: &["Kovács", "Szabó", "Tóth", "Nagy", "Horváth", "Varga", "Kiss", "Molnár"],
        country: "Hungary",
        city: "Győr",
        code: 36,
    },
    Place {
        given: &["สมชาย", "สมหญิง", "กิตติ", "มาลี", "ประเสริฐ", "วรรณา", "สุดา", "ชัยวัฒน์"],
        family: &["ใจดี", "ศรีสุข", "ทองคำ", "แสงจันทร์", "วงศ์สวัสดิ์", "บุญมี"],
        country: "Thailand",
        city: "เชียงใหม่",
        code: 66,
    },
    Place {
        given: &["Anna", "James", "Olivia", "Jack", "Grace", "William", "Emma", "Thomas", "Ruby"],
        family: &["Miller", "Smith", "Brown", "Wilson", "Taylor", "Harris", "Walker", "Young"],
        country: "Australia",
        city: "Melbourne",
        code: 61,
    },
];

const COMPANIES: [&str; 10] = [
    "Minh Long Ceramics",
    "苏州光学 Suzhou Optics",
    "Kovács és Társa Kft.",
    "Siam Textile",
    "Outback Tools Pty",
    "Hòa Phát Steel",
    "Tisza Print",
    "Haier 海尔",
    "An Phát Bioplastics",
    "Northern Light Co",
];
const TITLES: [&str; 6] =
    ["Head of purchasing", "Owner", "Engineer", "Sales manager", "Director", "Assistant"];

/// A deterministic pseudorandom sequence (Knuth's constants).
pub struct Chance(pub u64);

impl Chance {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let spread = usize::try_from(self.0 >> 33).unwrap_or(0);
        spread % limit.max(1)
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        let index = self.below(of.len());
        of.get(index).copied().unwrap_or("")
    }
}

/// A generated person.
pub struct Person {
    pub given: &'static str,
    pub family: &'static str,
    /// The number of their company.
    pub company: usize,
    pub title: &'static str,
    pub phone: String,
    pub city: &'static str,
    pub country: &'static str,
}

/// Generates the nth person.
pub fn person(number: usize, chance: &mut Chance) -> Person {
    let place = &PLACES[chance.below(PLACES.len())];
    Person {
        given: chance.one(place.given),
        family: chance.one(place.family),
        // About eighty people per company, as in reality.
        company: chance.below(1 + number / 80),
        title: chance.one(&TITLES),
        phone: format!("+{} {}", place.code, 100_000_000 + chance.below(899_999_999)),
        city: place.city,
        country: place.country,
    }
}

/// Returns the name of a company.
pub fn company(number: usize) -> String {
    format!("{} {number}", COMPANIES[number % COMPANIES.len()])
}

/// The queries: prefixes and whole words with and without accents, five infixes, five in Chinese or
/// Thai.
pub const QUERIES: [&str; 20] = [
    "nguyen",
    "Trần",
    "kovacs",
    "Kovács",
    "anna mil",
    "smith",
    "siam",
    "purchasing",
    "+84 91",
    "person12", // infixes follow
    "guyen",
    "ovacs",
    "urchas",
    "elbourne",
    "amics", // Chinese and Thai follow
    "王",
    "小明",
    "光学",
    "สม",
    "ใจดี",
];

/// Returns the nth contact as the parsed record for the peers, with the same contents as Satchel's
/// file.
pub fn record(number: usize, chance: &mut Chance) -> Value {
    let Person { given, family, company: branch, title, phone, city, country } =
        person(number, chance);
    json!({
        "id": format!("{number:08}"),
        "given": given,
        "family": family,
        "company": company(branch),
        "title": title,
        "email": format!("person{number}@company{branch}.example"),
        "phone": phone,
        "city": city,
        "country": country,
        "labels": "myContacts",
        "notes": format!("Met at the fair in hall {}", number % 12),
    })
}

/// Returns a file with this many contacts.
pub fn csv(count: usize) -> String {
    let mut chance = Chance(42);
    let mut text = String::with_capacity(HEADER.len() + count * 160);
    text.push_str(HEADER);
    for number in 0..count {
        row(&mut text, number, &mut chance);
    }
    text
}

fn row(text: &mut String, number: usize, chance: &mut Chance) {
    let Person { given, family, company: branch, title, phone, city, country } =
        person(number, chance);
    let company = company(branch);
    let line = format!(
        "{given},{family},{company},{title},Work,person{number}@company{branch}.example,\
         Mobile,{phone},{city},{country},* myContacts,Met at the fair in hall {hall}\n",
        hall = number % 12,
    );
    // Writing to a string does not fail.
    text.write_str(&line).unwrap_or_default();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_people_come_each_time() {
        assert_eq!(csv(50), csv(50));
        assert_eq!(csv(50).lines().count(), 51);
    }

    #[test]
    fn a_contact_is_about_270_bytes_of_json() {
        let mut chance = Chance(42);
        let bytes: usize = (0..1000).map(|n| record(n, &mut chance).to_string().len()).sum();
        assert!((250..=290).contains(&(bytes / 1000)), "{}", bytes / 1000);
    }

    #[test]
    fn the_peers_get_the_people_of_the_file() {
        let mut chance = Chance(42);
        let records: Vec<Value> = (0..300).map(|number| record(number, &mut chance)).collect();
        for (line, record) in csv(300).lines().skip(1).zip(&records) {
            for field in ["given", "family", "company", "title", "email", "phone", "city", "notes"]
            {
                let text = record[field].as_str().unwrap();
                assert!(line.contains(text), "{text} is not in {line}");
            }
        }
    }

    #[test]
    fn every_query_finds_somebody_among_a_thousand() {
        let folded: Vec<String> = csv(1000).lines().skip(1).map(domain::fold).collect();
        for query in QUERIES {
            let words: Vec<String> = query.split(' ').map(domain::fold).collect();
            let found = folded.iter().any(|line| words.iter().all(|word| line.contains(word)));
            assert!(found, "{query}");
        }
    }

    #[test]
    fn every_row_has_as_many_cells_as_the_header() {
        let cells = HEADER.matches(',').count();
        assert!(csv(200).lines().all(|line| line.matches(',').count() == cells));
    }
}
