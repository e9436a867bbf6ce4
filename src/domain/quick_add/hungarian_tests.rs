//! Lines as Hungarian reps type them: names carry case endings, and words of time suffixes.

use super::table::Rep;

const REP: Rep = Rep {
    tag: "hu",
    currency: b"HUF",
    contacts: &["Kovács Béla", "Nagy Anna", "Kiss Imre", "Szabó Péter"],
    companies: &["Acme Kft", "Tisza Bútor"],
};

/// Lines with days and times.
const WHEN: &[(&str, &str)] = &[
    (
        "hívd fel Kovács Bélát holnap 9-kor #vip",
        "Call 'hívd fel Kovács Bélát' =Kovács Béla 2026-11-24 09:00 #vip",
    ),
    ("hívni Nagy Annát hétfőn", "Call 'hívni Nagy Annát' =Nagy Anna 2026-11-30"),
    ("hivni nagy annat hetfon", "Call 'hivni nagy annat' =Nagy Anna 2026-11-30"),
    ("Kovács Béla hívás kedden 10-kor", "Call 'Kovács Béla hívás' =Kovács Béla 2026-11-24 10:00"),
    (
        "holnap délután 3-kor felhívni Kiss Imrét",
        "Call 'felhívni Kiss Imrét' =Kiss Imre 2026-11-24 15:00",
    ),
    ("találkozó Annával fél 9-kor", "Meeting 'találkozó Annával' =Nagy Anna 2026-11-24 08:30"),
    (
        "megbeszélés Szabó Péterrel pénteken 10:30-kor",
        "Meeting 'megbeszélés Szabó Péterrel' =Szabó Péter 2026-11-27 10:30",
    ),
    (
        "meglátogatni az Acme Kft-t jövő hét kedden",
        "Visit 'meglátogatni az Acme Kft-t' =Acme Kft 2026-12-01",
    ),
    ("írj emailt Kovács Bélának ma", "Email 'írj emailt Kovács Bélának' =Kovács Béla 2026-11-23"),
    (
        "ajánlatot küldeni az Acme-nek 3 nap múlva",
        "Task 'ajánlatot küldeni az Acme-nek' =Acme Kft 2026-11-26",
    ),
    ("két hét múlva visszahívni Annát", "Call 'visszahívni Annát' =Nagy Anna 2026-12-07"),
    ("fél óra múlva hívni Bélát", "Call 'hívni Bélát' =Kovács Béla 2026-11-23 10:30"),
    ("jövő hétfőn tárgyalás 14 órakor", "Meeting 'tárgyalás' 2026-11-30 14:00"),
    ("jövő héten ajánlat", "Task 'ajánlat' 2026-11-30"),
    ("ma este vacsora Imrével", "Task 'vacsora Imrével' =Kiss Imre 2026-11-23 19:00"),
    ("holnap reggel 8-kor Béla", "Task 'Béla' =Kovács Béla 2026-11-24 08:00"),
    ("délben ebéd Annával", "Task 'ebéd Annával' =Nagy Anna 2026-11-23 12:00"),
    ("háromnegyed 11-kor hívni Bélát", "Call 'hívni Bélát' =Kovács Béla 2026-11-23 10:45"),
    ("tízkor hívás Bélával", "Call 'hívás Bélával' =Kovács Béla 2026-11-23 10:00"),
    ("este 7-kor hívni Annát", "Call 'hívni Annát' =Nagy Anna 2026-11-23 19:00"),
    ("délután 3 hívni Annát", "Call 'hívni Annát' =Nagy Anna 2026-11-23 15:00"),
    ("holnapután 14:30 tárgyalás", "Meeting 'tárgyalás' 2026-11-25 14:30"),
    ("szerdán délelőtt hívni Annát", "Call 'hívni Annát' =Nagy Anna 2026-11-25 10:00"),
    ("ajánlat péntekig", "Task 'ajánlat' 2026-11-27"),
    ("3-kor hívni Annát", "Call 'hívni Annát' =Nagy Anna 2026-11-23 15:00"),
    ("este nyolckor vacsora", "Task 'vacsora' 2026-11-23 20:00"),
    ("fél kilenckor hívni Bélát", "Call 'hívni Bélát' =Kovács Béla 2026-11-24 08:30"),
    ("ajánlat Annának péntek délig", "Task 'ajánlat Annának' =Nagy Anna 2026-11-27 12:00"),
    ("holnap 9-re odaérni", "Task 'odaérni' 2026-11-24 09:00"),
    ("reggel 8 futás", "Task 'futás' 2026-11-24 08:00"),
    ("este 7 vacsora Annával", "Task 'vacsora Annával' =Nagy Anna 2026-11-23 19:00"),
];

/// Lines with dates.
const DATES: &[(&str, &str)] = &[
    ("november 28-án leltár", "Task 'leltár' 2026-11-28"),
    ("nov. 28. leltár", "Task 'leltár' 2026-11-28"),
    ("2026. december 1. leltár", "Task 'leltár' 2026-12-01"),
    ("2026.12.01. leltár", "Task 'leltár' 2026-12-01"),
    ("12.01. leltár", "Task 'leltár' 2026-12-01"),
    ("december 1-jén leltár", "Task 'leltár' 2026-12-01"),
    ("15-én számla az Acme-nek", "Task 'számla az Acme-nek' =Acme Kft 2026-12-15"),
    ("hónap végén zárás", "Task 'zárás' 2026-11-30"),
    ("jövő hónap 5-én bérleti díj", "Task 'bérleti díj' 2026-12-05"),
    ("ajánlat december 3-ig", "Task 'ajánlat' 2026-12-03"),
    ("2026. 12. 05. tárgyalás", "Meeting 'tárgyalás' 2026-12-05"),
    ("december végén zárás", "Task 'zárás' 2026-12-31"),
    ("jövő év december 1-jén tárgyalás", "Meeting 'tárgyalás' 2027-12-01"),
];

/// Lines with rules.
const RULES: &[(&str, &str)] = &[
    ("minden hétfőn értekezlet 9-kor", "Task 'értekezlet' 2026-11-30 09:00 FREQ=WEEKLY;BYDAY=MO"),
    ("kéthetente hívni Annát", "Call 'hívni Annát' =Nagy Anna 2026-11-23 FREQ=WEEKLY;INTERVAL=2"),
    (
        "havonta számlázás",
        "Task 'számlázás' 2026-11-23 RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD",
    ),
    ("minden hónap 15-én bevallás", "Task 'bevallás' 2026-12-15 FREQ=MONTHLY;BYMONTHDAY=15"),
    ("hétfőnként jelentés", "Task 'jelentés' 2026-11-23 FREQ=WEEKLY;BYDAY=MO"),
    ("minden reggel edzés", "Task 'edzés' 2026-11-24 08:00 FREQ=DAILY"),
    (
        "minden második kedden tárgyalás",
        "Meeting 'tárgyalás' 2026-11-24 FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
    ),
    ("minden nap 11-kor séta", "Task 'séta' 2026-11-23 11:00 FREQ=DAILY"),
    ("3 naponta öntözés", "Task 'öntözés' 2026-11-23 FREQ=DAILY;INTERVAL=3"),
    ("minden hónap első hétfőjén leltár", "Task 'leltár' 2026-12-07 FREQ=MONTHLY;BYDAY=1MO"),
    ("minden hónap utolsó napján zárás", "Task 'zárás' 2026-11-30 FREQ=MONTHLY;BYMONTHDAY=-1"),
    ("minden hónap végén zárás", "Task 'zárás' 2026-11-30 FREQ=MONTHLY;BYMONTHDAY=-1"),
];

/// Lines with amounts.
const AMOUNTS: &[(&str, &str)] = &[
    ("ügylet Acme Kft 1,2 millió Ft", "Deal 'Acme Kft' =Acme Kft 1200000.00 HUF"),
    ("ügylet Acme 500 eFt", "Deal 'Acme' =Acme Kft 500000.00 HUF"),
    ("ügylet Tisza Bútor 500 ezer forint", "Deal 'Tisza Bútor' =Tisza Bútor 500000.00 HUF"),
    ("ügylet Acme 12 000 EUR", "Deal 'Acme' =Acme Kft 12000.00 EUR"),
    ("ügylet konyha két millió forint", "Deal 'konyha' 2000000.00 HUF"),
    ("ügylet konyha 1,2 MFt jövő hónap", "Deal 'konyha' 2026-12-01 1200000.00 HUF"),
    (
        "kérni 20 ezer forintot Annától",
        "Task 'kérni 20 ezer forintot Annától' =Nagy Anna 20000.00 HUF",
    ),
    ("fizetni 15 000 Ft-ot Annának", "Task 'fizetni 15 000 Ft-ot Annának' =Nagy Anna 15000.00 HUF"),
];

/// Lines that stay text, notes, marks, and English words.
const TEXTS: &[(&str, &str)] = &[
    ("vegyél tejet", "Task 'vegyél tejet'"),
    ("hat ember érkezik", "Task 'hat ember érkezik'"),
    ("ez már kész", "Task 'ez már kész'"),
    ("a második ajánlat", "Task 'a második ajánlat'"),
    ("jegyzet: Kovács Béla szereti a teát", "Note 'Kovács Béla szereti a teát' =Kovács Béla"),
    ("hívni Annát !sürgős", "Call 'hívni Annát' =Nagy Anna !"),
    ("call Anna tomorrow 9:00", "Call 'call Anna' =Nagy Anna 2026-11-24 09:00"),
    ("hívni Tóth Gábort", "Call 'hívni Tóth Gábort'"),
    ("a mai ajánlatot elküldeni", "Task 'a mai ajánlatot elküldeni'"),
    ("Anna kedden de nem Béla", "Task 'Anna de nem Béla' =Nagy Anna 2026-11-24"),
    ("beszéld meg Annával holnap", "Task 'beszéld meg Annával' =Nagy Anna 2026-11-24"),
    ("add le holnap", "Task 'add le' 2026-11-24"),
];

#[test]
fn lines_of_hungarian_reps_are_understood() {
    REP.check_tables(&[WHEN, DATES, RULES, AMOUNTS, TEXTS]);
}

#[test]
fn new_contacts_are_understood() {
    REP.check_contact(&[
        (
            "új ügyfél Tóth Gábor, Tisza Bútor, mobil +36 20 123 4567",
            "Tóth Gábor|mobile:+36 20 123 4567||Tisza Bútor|",
        ),
        ("kontakt Kiss Éva 06 20 123 4567", "Kiss Éva|:06 20 123 4567|||"),
    ]);
}
