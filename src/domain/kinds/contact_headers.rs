//! The column headers that other programs use for the fields of contacts, in the five languages and
//! their neighbors. Compared without accents and case.

/// Headers of [`GIVEN`](super::contact::GIVEN).
pub const GIVEN: &[&str] = &[
    "given name",
    "first",
    "firstname",
    "vorname",
    "forename",
    "prénom",
    "jméno",
    "tên",
    "名",
    "名字",
    "keresztnév",
    "utónév",
    "ชื่อ",
    "ชื่อจริง",
];

/// Headers of [`MIDDLE`](super::contact::MIDDLE).
pub const MIDDLE: &[&str] = &[
    "additional name",
    "middlename",
    "additional names",
    "tên đệm",
    "tên lót",
    "chữ lót",
    "中间名",
    "középső név",
    "második keresztnév",
    "ชื่อกลาง",
];

/// Headers of [`FAMILY`](super::contact::FAMILY).
pub const FAMILY: &[&str] = &[
    "family name",
    "surname",
    "last",
    "lastname",
    "nachname",
    "nom",
    "nom de famille",
    "příjmení",
    "họ",
    "họ đệm",
    "họ và tên đệm",
    "姓",
    "姓氏",
    "vezetéknév",
    "családnév",
    "นามสกุล",
];

/// Headers of [`PREFIX`](super::contact::PREFIX).
pub const PREFIX: &[&str] = &[
    "name prefix",
    "honorific prefix",
    "prefix",
    "title prefix",
    "title before the name",
    "salutation",
    "anrede",
    "danh xưng",
    "xưng hô",
    "称谓",
    "尊称",
    "titulus",
    "megszólítás",
    "คำนำหน้า",
    "คำนำหน้าชื่อ",
];

/// Headers of [`NICKNAME`](super::contact::NICKNAME).
pub const NICKNAME: &[&str] = &[
    "nick name",
    "short name",
    "alias",
    "spitzname",
    "biệt danh",
    "tên gọi khác",
    "昵称",
    "绰号",
    "becenév",
    "ชื่อเล่น",
];

/// Headers of [`COMPANY`](super::contact::COMPANY).
pub const COMPANY: &[&str] = &[
    "organization",
    "organisation",
    "org",
    "organization name",
    "organization 1 - name",
    "company name",
    "account name",
    "employer",
    "firma",
    "unternehmen",
    "entreprise",
    "société",
    "associated company",
    "primary associated company",
    "công ty",
    "tên công ty",
    "tổ chức",
    "đơn vị",
    "公司",
    "公司名称",
    "公司名",
    "单位",
    "cég",
    "cégnév",
    "vállalat",
    "munkahely",
    "บริษัท",
    "ชื่อบริษัท",
    "องค์กร",
    "หน่วยงาน",
];

/// Headers of [`JOB_TITLE`](super::contact::JOB_TITLE).
pub const JOB_TITLE: &[&str] = &[
    "title",
    "organization title",
    "organization 1 - title",
    "position",
    "role title",
    "berufsbezeichnung",
    "chức vụ",
    "chức danh",
    "职位",
    "职务",
    "头衔",
    "beosztás",
    "munkakör",
    "pozíció",
    "ตำแหน่ง",
    "ตำแหน่งงาน",
];

/// Headers of [`DEPARTMENT`](super::contact::DEPARTMENT).
pub const DEPARTMENT: &[&str] = &[
    "organization department",
    "organization 1 - department",
    "abteilung",
    "phòng ban",
    "bộ phận",
    "部门",
    "osztály",
    "részleg",
    "แผนก",
    "ฝ่าย",
];

/// Headers of [`ROLE`](super::contact::ROLE).
pub const ROLE: &[&str] =
    &["profession", "occupation", "beruf", "vai trò", "nghề nghiệp", "职业", "foglalkozás", "อาชีพ"];

/// Headers of [`PHONES`](super::contact::PHONES).
pub const PHONES: &[&str] = &[
    "telephone",
    "phone number",
    "mobile",
    "tel",
    "phones",
    "mobile phone",
    "work phone",
    "telefon",
    "téléphone",
    "điện thoại",
    "số điện thoại",
    "số đt",
    "sđt",
    "电话",
    "电话号码",
    "联系电话",
    "telefonszám",
    "โทรศัพท์",
    "เบอร์โทร",
    "เบอร์โทรศัพท์",
    "หมายเลขโทรศัพท์",
];

/// Headers of [`EMAILS`](super::contact::EMAILS).
pub const EMAILS: &[&str] = &[
    "e-mail",
    "e-mail address",
    "email address",
    "mail",
    "emails",
    "primary email",
    "secondary email",
    "thư điện tử",
    "hộp thư",
    "địa chỉ email",
    "邮箱",
    "电子邮件",
    "电子邮箱",
    "邮件",
    "邮箱地址",
    "e-mail cím",
    "email cím",
    "อีเมล",
    "อีเมล์",
];

/// Headers of [`ADDRESSES`](super::contact::ADDRESSES).
pub const ADDRESSES: &[&str] = &[
    "postal address",
    "adresse",
    "anschrift",
    "địa chỉ",
    "地址",
    "联系地址",
    "cím",
    "lakcím",
    "postacím",
    "ที่อยู่",
];

/// Headers of [`LINKS`](super::contact::LINKS).
pub const LINKS: &[&str] = &[
    "web page",
    "url",
    "homepage",
    "web site",
    "website url",
    "webseite",
    "trang web",
    "网站",
    "网址",
    "主页",
    "weboldal",
    "honlap",
    "weblap",
    "เว็บไซต์",
];

/// Headers of [`BIRTHDAY`](super::contact::BIRTHDAY).
pub const BIRTHDAY: &[&str] = &[
    "date of birth",
    "birth date",
    "born",
    "born on",
    "bday",
    "birthdate",
    "geburtstag",
    "geburtsdatum",
    "date de naissance",
    "ngày sinh",
    "sinh nhật",
    "生日",
    "出生日期",
    "születésnap",
    "születési dátum",
    "születési idő",
    "วันเกิด",
    "วันเดือนปีเกิด",
];

/// Headers of [`LANGUAGE`](super::contact::LANGUAGE).
pub const LANGUAGE: &[&str] =
    &["preferred language", "spoken language", "sprache", "ngôn ngữ", "语言", "nyelv", "ภาษา"];

/// Headers of [`STATUS`](super::contact::STATUS).
pub const STATUS: &[&str] = &[
    "contact status",
    "lifecycle stage",
    "lead status",
    "trạng thái",
    "状态",
    "állapot",
    "státusz",
    "สถานะ",
];

/// Headers of [`ABOUT`](super::contact::ABOUT).
pub const ABOUT: &[&str] = &[
    "notes",
    "note",
    "comment",
    "comments",
    "description",
    "notizen",
    "bemerkung",
    "remarques",
    "ghi chú",
    "mô tả",
    "备注",
    "说明",
    "描述",
    "megjegyzés",
    "jegyzet",
    "leírás",
    "หมายเหตุ",
    "บันทึก",
];

/// Headers of [`UID`](super::contact::UID).
pub const UID: &[&str] = &[
    "id",
    "identifier elsewhere",
    "contact id",
    "uid",
    "record id",
    "mã khách hàng",
    "客户编号",
    "azonosító",
    "รหัสลูกค้า",
];
