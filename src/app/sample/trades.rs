//! The business of sample contacts, by language: deals, tasks and activities, in the order of the
//! countries.

/// The business of one country.
pub struct Trade {
    /// The currency.
    pub currency: [u8; 3],
    /// The approximate value of one euro, in units of the currency.
    pub rate: i64,
    /// Names of deals.
    pub deals: [&'static str; 5],
    /// Products.
    pub goods: [&'static str; 2],
    /// A competitor.
    pub competitor: &'static str,
    /// A reason for a lost deal.
    pub lost: &'static str,
    /// Texts of tasks: two calls, a visit, a meeting, an email, and three of any type.
    pub tasks: [&'static str; 8],
    /// Outcomes of talks.
    pub outcomes: [&'static str; 3],
    /// Texts about talks.
    pub said: [&'static str; 5],
    /// Texts of messages.
    pub written: [&'static str; 3],
    /// Texts of notes.
    pub noted: [&'static str; 3],
}

/// The business of each country.
pub const TRADES: [Trade; 5] = [
    Trade {
        currency: *b"VND",
        rate: 30_000,
        deals: [
            "400 bộ men mờ",
            "Thép tấm quý 1",
            "Bao bì tái chế",
            "Máy rang cà phê",
            "Nội thất văn phòng mới",
        ],
        goods: ["Bộ men mờ", "In logo"],
        competitor: "Gốm Bát Tràng Mẫu",
        lost: "Giá cao",
        tasks: [
            "Gọi lại về báo giá",
            "Gọi hỏi về mẫu thử",
            "Thăm xưởng",
            "Họp về hợp đồng",
            "Gửi bảng giá mới",
            "Chuẩn bị mẫu màu",
            "Hỏi kế hoạch năm sau",
            "Gửi hàng mẫu",
        ],
        outcomes: ["Quan tâm", "Cần báo giá", "Gọi lại sau"],
        said: [
            "Thích mẫu mới, muốn xem giá cho 400 bộ.",
            "Đang chờ giám đốc duyệt ngân sách.",
            "Hỏi thời gian giao hàng trước Tết.",
            "So sánh với một nhà cung cấp khác.",
            "Hẹn gặp tuần sau tại xưởng.",
        ],
        written: ["Báo giá đã gửi", "Catalogue và bảng màu", "Xác nhận lịch hẹn"],
        noted: [
            "Quyết định cuối cùng là của giám đốc.",
            "Thích nói chuyện vào buổi sáng.",
            "Kho mới mở cửa tháng tới.",
        ],
    },
    Trade {
        currency: *b"CNY",
        rate: 8,
        deals: ["光学镜片年度合同", "厨房电器 200 台", "丝绸礼品定制", "仓库自动化", "展会样品"],
        goods: ["镜片", "包装"],
        competitor: "南方样品集团",
        lost: "价格太高",
        tasks: [
            "回电谈报价",
            "打电话问样品情况",
            "拜访工厂",
            "开会讨论合同",
            "发送新价格表",
            "准备样品",
            "询问明年计划",
            "寄出样品",
        ],
        outcomes: ["有兴趣", "需要报价", "以后再打"],
        said: [
            "对新产品感兴趣，想要 200 台的价格。",
            "等领导批准预算。",
            "询问春节前能否交货。",
            "正在和另一家比较。",
            "约好下周在工厂见面。",
        ],
        written: ["报价单已发", "产品目录", "确认会议时间"],
        noted: ["最后由总经理决定。", "上午联系比较好。", "新仓库下个月开。"],
    },
    Trade {
        currency: *b"HUF",
        rate: 400,
        deals: [
            "20 tárgyalóasztal",
            "Borcímkék őszre",
            "Éves szállítási keret",
            "Malomgép csere",
            "Irodabútor, 2. emelet",
        ],
        goods: ["Tárgyalóasztal", "Összeszerelés"],
        competitor: "Konkurens Minta Zrt.",
        lost: "Túl drága",
        tasks: [
            "Visszahívni az ajánlat miatt",
            "Rákérdezni a mintára",
            "Helyszíni bejárás",
            "Szerződés megbeszélése",
            "Új árlista elküldése",
            "Színminták összekészítése",
            "Jövő évi terveket megkérdezni",
            "Mintadarab feladása",
        ],
        outcomes: ["Érdekli", "Ajánlatot kér", "Később hívjam"],
        said: [
            "Tetszik neki, 20 darabra kér árat.",
            "A keret jóváhagyására vár.",
            "Karácsony előtt kellene a szállítás.",
            "Egy másik céggel is tárgyal.",
            "Jövő héten találkozunk náluk.",
        ],
        written: ["Elküldött ajánlat", "Katalógus és színminták", "Időpont megerősítése"],
        noted: [
            "A végső szó az ügyvezetőé.",
            "Délelőtt érdemes hívni.",
            "Jövő hónapban nyílik az új raktár.",
        ],
    },
    Trade {
        currency: *b"THB",
        rate: 38,
        deals: [
            "ผ้าไหม 500 เมตร",
            "เมล็ดกาแฟประจำปี",
            "ชุดจานเซรามิกโรงแรม",
            "เฟอร์นิเจอร์ไม้สัก",
            "ของขวัญปีใหม่",
        ],
        goods: ["ผ้าไหม", "ค่าตัดเย็บ"],
        competitor: "คู่แข่งตัวอย่าง",
        lost: "ราคาสูงเกินไป",
        tasks: [
            "โทรกลับเรื่องใบเสนอราคา",
            "โทรถามเรื่องตัวอย่าง",
            "เยี่ยมชมโรงงาน",
            "ประชุมเรื่องสัญญา",
            "ส่งรายการราคาใหม่",
            "เตรียมตัวอย่างสี",
            "ถามแผนปีหน้า",
            "ส่งสินค้าตัวอย่าง",
        ],
        outcomes: ["สนใจ", "ขอใบเสนอราคา", "โทรกลับภายหลัง"],
        said: [
            "ชอบสินค้าใหม่ ขอราคา 500 เมตร",
            "รอผู้จัดการอนุมัติงบประมาณ",
            "ถามว่าส่งก่อนปีใหม่ได้ไหม",
            "กำลังเปรียบเทียบกับอีกบริษัท",
            "นัดพบสัปดาห์หน้าที่โรงงาน",
        ],
        written: ["ส่งใบเสนอราคาแล้ว", "แคตตาล็อกสินค้า", "ยืนยันเวลานัด"],
        noted: ["กรรมการผู้จัดการเป็นคนตัดสินใจ", "สะดวกคุยตอนเช้า", "คลังใหม่เปิดเดือนหน้า"],
    },
    Trade {
        currency: *b"GBP",
        rate: 1,
        deals: [
            "Tableware for 12 shops",
            "Garden tools, spring range",
            "Window glass, phase 2",
            "Paper supply contract",
            "Harbor office remodel",
        ],
        goods: ["Cup with logo", "Gift box"],
        competitor: "Rival Sample Ltd",
        lost: "Price",
        tasks: [
            "Call back about the proposal",
            "Ask how the samples went down",
            "Visit the warehouse",
            "Go through the contract",
            "Send the new price list",
            "Prepare color samples",
            "Ask about plans for next year",
            "Send a sample",
        ],
        outcomes: ["Interested", "Wants a quote", "Call back later"],
        said: [
            "Likes the new range, wants the price per 400.",
            "Waiting for the budget to be approved.",
            "Asked whether we can deliver before the holidays.",
            "Is comparing us with somebody else.",
            "We meet at their place next week.",
        ],
        written: ["Our proposal", "Catalog and colors", "See you next week"],
        noted: [
            "The managing director has the last word.",
            "Mornings are best.",
            "Their new warehouse opens next month.",
        ],
    },
];
