//! Names, places and trades for sample contacts, by language. The numbers are from ranges that are
//! kept for fiction where a country has one.

/// What the people of one country are made of.
pub struct Country {
    /// Language of the people, as the contact's field has it.
    pub language: &'static str,
    /// As an address has it.
    pub country: &'static str,
    /// Family names.
    pub families: [&'static str; 8],
    /// Middle names; empty where there are none.
    pub middles: &'static [&'static str],
    /// Given names.
    pub givens: [&'static str; 10],
    /// Companies.
    pub companies: [&'static str; 6],
    /// Towns with a street.
    pub towns: [(&'static str, &'static str); 4],
    /// Job titles.
    pub jobs: [&'static str; 5],
    /// The beginning of a phone number; digits follow.
    pub phone: &'static str,
    /// What was noted.
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
            ("Hà Nội", "12 Hàng Bài"),
            ("Đà Nẵng", "45 Bạch Đằng"),
            ("TP. Hồ Chí Minh", "88 Lê Lợi"),
            ("Huế", "7 Đống Đa"),
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
            ("上海", "南京东路 100 号"),
            ("苏州", "观前街 8 号"),
            ("深圳", "深南大道 1 号"),
            ("成都", "春熙路 20 号"),
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
            ("Budapest", "Váci utca 9."),
            ("Szeged", "Kárász utca 5."),
            ("Pécs", "Király utca 21."),
            ("Győr", "Baross Gábor út 3."),
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
            ("กรุงเทพฯ", "ถนนสุขุมวิท 21"),
            ("เชียงใหม่", "ถนนนิมมานเหมินท์ 5"),
            ("ภูเก็ต", "ถนนถลาง 12"),
            ("ขอนแก่น", "ถนนกลางเมือง 3"),
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
            ("London", "221 Example Street"),
            ("Leeds", "14 Sample Lane"),
            ("Bristol", "3 Harbour Walk"),
            ("Cardiff", "9 Castle Road"),
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
            "Met at the fair, asked for the catalogue.",
        ],
    },
];
