//! Names, places and jobs of sample contacts, by language. Phone numbers are from ranges reserved
//! for fiction where a country has one.

use domain::GeoPoint;

/// The material for one country's contacts.
pub struct Country {
    /// The contacts' language, as stored in their field.
    pub language: &'static str,
    /// The country, as written in addresses.
    pub country: &'static str,
    /// Family names.
    pub families: [&'static str; 8],
    /// Middle names; empty if not customary.
    pub middles: &'static [&'static str],
    /// Given names.
    pub givens: [&'static str; 10],
    /// Companies.
    pub companies: [&'static str; 6],
    /// Towns, each with a street and its coordinates.
    pub towns: [(&'static str, &'static str, GeoPoint); 4],
    /// Job titles.
    pub jobs: [&'static str; 5],
    /// The start of a phone number; digits are appended.
    pub phone: &'static str,
    /// Notes about contacts.
    pub notes: [&'static str; 3],
}

/// The five countries.
pub const COUNTRIES: [Country; 5] = [
    Country {
        language: "vi",
        country: "Việt Nam",
        families: ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi"],
        middles: &["Thị", "Văn", "Minh", "Đức", "Ngọc"],
        givens: ["Ánh", "Bình", "Chi", "Dũng", "Giang", "Hương", "Khánh", "Linh", "Quân", "Thảo"],
        companies: [
            "Gốm Minh Long Mẫu",
            "Thép Hòa Bình Mẫu",
            "Nhựa Duy Tân Mẫu",
            "Cà phê Ban Mê Mẫu",
            "Dệt may Sông Hồng Mẫu",
            "Nội thất An Phát Mẫu",
        ],
        towns: [
            ("Hà Nội", "12 Hàng Bài", (21_024_500, 105_857_400)),
            ("Đà Nẵng", "45 Bạch Đằng", (16_070_800, 108_224_700)),
            ("TP. Hồ Chí Minh", "88 Lê Lợi", (10_773_300, 106_703_400)),
            ("Huế", "7 Đống Đa", (16_466_700, 107_590_900)),
        ],
        jobs: ["Trưởng phòng mua hàng", "Giám đốc", "Kế toán trưởng", "Quản lý kho", "Trợ lý"],
        phone: "+84 912 000 ",
        notes: [
            "Thích mẫu men mờ, gửi báo giá 400 bộ.",
            "Gọi lại sau Tết.",
            "Gặp ở hội chợ Hà Nội.",
        ],
    },
    Country {
        language: "zh",
        country: "中国",
        families: ["王", "李", "张", "刘", "陈", "杨", "赵", "欧阳"],
        middles: &[],
        givens: ["小明", "娜", "伟", "芳", "静", "强", "磊", "洋", "秀英", "雪"],
        companies: [
            "苏州样品光学",
            "海尔样品电器",
            "杭州样品丝绸",
            "深圳样品科技",
            "青岛样品食品",
            "成都样品家居",
        ],
        towns: [
            ("上海", "南京东路 100 号", (31_235_000, 121_478_000)),
            ("苏州", "观前街 8 号", (31_312_000, 120_622_000)),
            ("深圳", "深南大道 1 号", (22_541_000, 114_062_000)),
            ("成都", "春熙路 20 号", (30_657_000, 104_081_000)),
        ],
        jobs: ["采购经理", "总经理", "会计", "仓库主管", "助理"],
        phone: "+86 130 0000 ",
        notes: ["对新目录感兴趣，等报价。", "下个月再联系。", "在广交会认识。"],
    },
    Country {
        language: "hu",
        country: "Magyarország",
        families: ["Kovács", "Szabó", "Tóth", "Nagy", "Horváth", "Varga", "Kiss", "Szűcs"],
        middles: &[],
        givens: [
            "Béla", "Eszter", "Zsófia", "Gergő", "Ágnes", "László", "Réka", "Dániel", "Ildikó",
            "Máté",
        ],
        companies: [
            "Kovács és Társa Minta Kft.",
            "Duna Minta Bútor Kft.",
            "Tisza Minta Malom Zrt.",
            "Balaton Minta Borászat",
            "Mecsek Minta Szállítmányozás",
            "Bakony Minta Fa Kft.",
        ],
        towns: [
            ("Budapest", "Váci utca 9.", (47_494_500, 19_052_800)),
            ("Szeged", "Kárász utca 5.", (46_252_300, 20_148_500)),
            ("Pécs", "Király utca 21.", (46_077_300, 18_228_600)),
            ("Győr", "Baross Gábor út 3.", (47_687_500, 17_637_000)),
        ],
        jobs: ["beszerzési vezető", "ügyvezető", "könyvelő", "raktárvezető", "asszisztens"],
        phone: "+36 20 000 ",
        notes: [
            "Kedden délelőtt hívjam vissza.",
            "Árajánlatot kér 20 darabra.",
            "Az őszi vásáron találkoztunk.",
        ],
    },
    Country {
        language: "th",
        country: "ประเทศไทย",
        families: ["ใจดี", "ศรีสุข", "ทองคำ", "วงศ์ใหญ่", "แสงจันทร์", "บุญมา", "รักไทย", "สุขสวัสดิ์"],
        middles: &[],
        givens: ["สมชาย", "สมหญิง", "อรุณ", "กมล", "นภา", "ปรีชา", "มาลี", "วิชัย", "สุดา", "ธนา"],
        companies: [
            "สยามสิ่งทอตัวอย่าง",
            "เชียงใหม่กาแฟตัวอย่าง",
            "ภูเก็ตอาหารทะเลตัวอย่าง",
            "กรุงเทพเซรามิกตัวอย่าง",
            "ขอนแก่นไม้สักตัวอย่าง",
            "อยุธยาเครื่องเงินตัวอย่าง",
        ],
        towns: [
            ("กรุงเทพฯ", "ถนนสุขุมวิท 21", (13_738_000, 100_560_000)),
            ("เชียงใหม่", "ถนนนิมมานเหมินท์ 5", (18_796_000, 98_967_000)),
            ("ภูเก็ต", "ถนนถลาง 12", (7_884_000, 98_389_000)),
            ("ขอนแก่น", "ถนนกลางเมือง 3", (16_432_000, 102_835_000)),
        ],
        jobs: ["ผู้จัดการฝ่ายจัดซื้อ", "กรรมการผู้จัดการ", "นักบัญชี", "หัวหน้าคลังสินค้า", "ผู้ช่วย"],
        phone: "+66 80 000 ",
        notes: ["สนใจสินค้าใหม่ ขอใบเสนอราคา", "โทรกลับสัปดาห์หน้า", "พบกันที่งานแสดงสินค้า"],
    },
    Country {
        language: "en",
        country: "United Kingdom",
        families: ["Miller", "O’Brien", "Taylor", "Evans", "Patel", "Wright", "Nguyen", "Smith"],
        middles: &[],
        givens: [
            "Anna", "Peter", "Grace", "Oliver", "Maya", "Jack", "Chloe", "Samuel", "Ruby", "Thomas",
        ],
        companies: [
            "Sample Outback Tools Ltd",
            "Sample Harbour Foods",
            "Sample Northern Glass",
            "Sample Thames Papers",
            "Sample Moor & Sons",
            "Sample Cedar Interiors",
        ],
        towns: [
            ("London", "221 Example Street", (51_520_000, -130_000)),
            ("Leeds", "14 Sample Lane", (53_797_000, -1_546_000)),
            ("Bristol", "3 Harbour Walk", (51_449_000, -2_597_000)),
            ("Cardiff", "9 Castle Road", (51_486_000, -3_183_000)),
        ],
        jobs: [
            "Head of purchasing",
            "Managing director",
            "Accountant",
            "Warehouse manager",
            "Assistant",
        ],
        phone: "+44 7700 900",
        notes: [
            "Wants the price per 400 with their logo.",
            "Call back after the holidays.",
            "Met at the fair, asked for the catalog.",
        ],
    },
];
