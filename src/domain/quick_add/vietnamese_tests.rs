//! Lines as Vietnamese reps type them, with and without accents.

use super::table::Rep;

const REP: Rep = Rep {
    tag: "vi",
    currency: b"VND",
    contacts: &["Nguyễn Thị Ánh", "Trần Văn Minh", "Mai", "Lê Hoa"],
    companies: &["Minh Long", "Cà phê Ban Mê"],
};

/// Lines with days and times.
const WHEN: &[(&str, &str)] = &[
    (
        "gọi Nguyễn Thị Ánh ngày mai 9h #vip",
        "Call 'gọi Nguyễn Thị Ánh' =Nguyễn Thị Ánh 2026-11-24 09:00 #vip",
    ),
    (
        "goi nguyen thi anh ngay mai 9h",
        "Call 'goi nguyen thi anh' =Nguyễn Thị Ánh 2026-11-24 09:00",
    ),
    (
        "gọi điện cho anh Minh lúc 9h30 sáng mai",
        "Call 'gọi điện cho anh Minh' =Trần Văn Minh 2026-11-24 09:30",
    ),
    ("gặp chị Hoa thứ hai tuần sau lúc 14h", "Meeting 'gặp chị Hoa' =Lê Hoa 2026-11-30 14:00"),
    ("họp với Minh Long chiều thứ sáu", "Meeting 'họp với Minh Long' =Minh Long 2026-11-27 15:00"),
    (
        "ghé thăm Cà phê Ban Mê sáng thứ 4",
        "Visit 'ghé thăm Cà phê Ban Mê' =Cà phê Ban Mê 2026-11-25 09:00",
    ),
    ("email Lê Hoa hôm nay", "Email 'email Lê Hoa' =Lê Hoa 2026-11-23"),
    ("gửi email cho Lê Hoa trước thứ sáu", "Email 'gửi email cho Lê Hoa' =Lê Hoa 2026-11-27"),
    ("mai gọi Lê Hoa", "Call 'gọi Lê Hoa' =Lê Hoa 2026-11-24"),
    ("gọi Mai ngày mai", "Call 'gọi Mai' =Mai 2026-11-24"),
    ("gọi mai", "Call 'gọi mai' =Mai"),
    ("gọi Lê Hoa mai lúc 8h", "Call 'gọi Lê Hoa' =Lê Hoa 2026-11-24 08:00"),
    (
        "ngày kia gửi báo giá cho Minh Long",
        "Task 'gửi báo giá cho Minh Long' =Minh Long 2026-11-25",
    ),
    ("3 ngày nữa gọi lại cho Lê Hoa", "Call 'gọi lại cho Lê Hoa' =Lê Hoa 2026-11-26"),
    ("gọi Lê Hoa trong 2 tuần", "Call 'gọi Lê Hoa' =Lê Hoa 2026-12-07"),
    ("gọi Lê Hoa trong hai tuần nữa", "Call 'gọi Lê Hoa' =Lê Hoa 2026-12-07"),
    (
        "sau 3 ngày nhắc Minh Long thanh toán",
        "Task 'nhắc Minh Long thanh toán' =Minh Long 2026-11-26",
    ),
    ("gọi Lê Hoa 5 phút nữa", "Call 'gọi Lê Hoa' =Lê Hoa 2026-11-23 10:05"),
    ("gọi Lê Hoa nửa tiếng nữa", "Call 'gọi Lê Hoa' =Lê Hoa 2026-11-23 10:30"),
    ("họp 9 giờ sáng thứ năm", "Meeting 'họp' 2026-11-26 09:00"),
    ("họp nhóm 3 giờ chiều", "Meeting 'họp nhóm' 2026-11-23 15:00"),
    ("họp nhóm 3h", "Meeting 'họp nhóm' 2026-11-23 15:00"),
    ("hop nhom 3h chieu mai", "Meeting 'hop nhom' 2026-11-24 15:00"),
    ("ăn tối với Lê Hoa 7 giờ tối mai", "Task 'ăn tối với Lê Hoa' =Lê Hoa 2026-11-24 19:00"),
    ("gọi Lê Hoa 9 giờ rưỡi", "Call 'gọi Lê Hoa' =Lê Hoa 2026-11-24 09:30"),
    ("gọi Lê Hoa 11 giờ kém 15", "Call 'gọi Lê Hoa' =Lê Hoa 2026-11-23 10:45"),
    ("gọi Lê Hoa 9 giờ 30 phút ngày mai", "Call 'gọi Lê Hoa' =Lê Hoa 2026-11-24 09:30"),
    ("gọi Lê Hoa trưa mai", "Call 'gọi Lê Hoa' =Lê Hoa 2026-11-24 12:00"),
    ("gọi Lê Hoa tối nay", "Call 'gọi Lê Hoa' =Lê Hoa 2026-11-23 19:00"),
    ("hẹn Lê Hoa 8h tối thứ bảy", "Meeting 'hẹn Lê Hoa' =Lê Hoa 2026-11-28 20:00"),
    ("gọi Lê Hoa thứ hai tới", "Call 'gọi Lê Hoa' =Lê Hoa 2026-11-30"),
    ("gọi Lê Hoa t6", "Call 'gọi Lê Hoa' =Lê Hoa 2026-11-27"),
    ("gặp Lê Hoa cuối tuần này", "Meeting 'gặp Lê Hoa' =Lê Hoa 2026-11-28"),
    ("lên kế hoạch tuần sau", "Task 'lên kế hoạch' 2026-11-30"),
    (
        "nhớ gọi Lê Hoa hỏi về hợp đồng ngày mai",
        "Call 'nhớ gọi Lê Hoa hỏi về hợp đồng' =Lê Hoa 2026-11-24",
    ),
    ("hẹn 5 rưỡi chiều", "Meeting 'hẹn' 2026-11-23 17:30"),
    ("gọi Lê Hoa lúc 3 chiều", "Call 'gọi Lê Hoa' =Lê Hoa 2026-11-23 15:00"),
    ("ngày mai, 9h, gọi Lê Hoa", "Call 'gọi Lê Hoa' =Lê Hoa 2026-11-24 09:00"),
];

/// Lines with dates.
const DATES: &[(&str, &str)] = &[
    ("nộp báo cáo ngày 15 tháng 12", "Task 'nộp báo cáo' 2026-12-15"),
    ("nộp báo cáo ngày 15/12", "Task 'nộp báo cáo' 2026-12-15"),
    ("họp thứ hai ngày 30/11 lúc 9h", "Meeting 'họp' 2026-11-30 09:00"),
    ("ký hợp đồng 28 tháng 11 năm 2027", "Task 'ký hợp đồng' 2027-11-28"),
    ("giao hàng 20/12/2026", "Task 'giao hàng' 2026-12-20"),
    ("giao hàng ngày 5 tháng sau", "Task 'giao hàng' 2026-12-05"),
    ("thanh toán ngày 30", "Task 'thanh toán' 2026-11-30"),
    ("thu tiền cuối tháng", "Task 'thu tiền' 2026-11-30"),
    ("gửi báo cáo cuối tháng sau", "Task 'gửi báo cáo' 2026-12-31"),
    ("thu tiền cuối tháng 12", "Task 'thu tiền' 2026-12-31"),
    ("họp 1/12 năm sau", "Meeting 'họp' 2027-12-01"),
    ("họp 15 tháng 12 năm sau", "Meeting 'họp' 2027-12-15"),
];

/// Lines with rules.
const RULES: &[(&str, &str)] = &[
    (
        "họp giao ban mỗi thứ hai 8h30",
        "Meeting 'họp giao ban' 2026-11-30 08:30 FREQ=WEEKLY;BYDAY=MO",
    ),
    (
        "gọi Minh Long hằng tháng",
        "Call 'gọi Minh Long' =Minh Long 2026-11-23 RSCALE=GREGORIAN;FREQ=MONTHLY;SKIP=BACKWARD",
    ),
    ("gửi báo cáo hàng tuần vào thứ sáu", "Task 'gửi báo cáo' 2026-11-27 FREQ=WEEKLY;BYDAY=FR"),
    (
        "đối soát công nợ ngày 5 hàng tháng",
        "Task 'đối soát công nợ' 2026-12-05 FREQ=MONTHLY;BYMONTHDAY=5",
    ),
    ("tưới cây 2 ngày một lần", "Task 'tưới cây' 2026-11-23 FREQ=DAILY;INTERVAL=2"),
    ("kiểm kho mỗi 2 tuần", "Task 'kiểm kho' 2026-11-23 FREQ=WEEKLY;INTERVAL=2"),
    ("gọi khách mỗi sáng", "Call 'gọi khách' 2026-11-24 09:00 FREQ=DAILY"),
    (
        "họp thứ ba và thứ năm hàng tuần 9h",
        "Meeting 'họp' 2026-11-24 09:00 FREQ=WEEKLY;BYDAY=TU,TH",
    ),
    ("họp mỗi sáng thứ hai 8h", "Meeting 'họp' 2026-11-30 08:00 FREQ=WEEKLY;BYDAY=MO"),
    ("họp mỗi thứ 2, thứ 4 và thứ 6", "Meeting 'họp' 2026-11-23 FREQ=WEEKLY;BYDAY=MO,WE,FR"),
    ("chốt sổ ngày cuối cùng hàng tháng", "Task 'chốt sổ' 2026-11-30 FREQ=MONTHLY;BYMONTHDAY=-1"),
    (
        "kiểm kho thứ sáu cuối cùng của mỗi tháng",
        "Task 'kiểm kho' 2026-11-27 FREQ=MONTHLY;BYDAY=-1FR",
    ),
    (
        "mỗi thứ hai đầu tiên của tháng kiểm kho",
        "Task 'kiểm kho' 2026-12-07 FREQ=MONTHLY;BYDAY=1MO",
    ),
    ("mỗi cuối tháng chốt sổ", "Task 'chốt sổ' 2026-11-30 FREQ=MONTHLY;BYMONTHDAY=-1"),
];

/// Lines with amounts.
const AMOUNTS: &[(&str, &str)] = &[
    ("cơ hội Minh Long 500tr", "Deal 'Minh Long' =Minh Long 500000000 VND"),
    ("co hoi minh long 500tr", "Deal 'minh long' =Minh Long 500000000 VND"),
    ("cơ hội Minh Long 2 tỷ", "Deal 'Minh Long' =Minh Long 2000000000 VND"),
    ("cơ hội Minh Long 1,5 triệu đồng", "Deal 'Minh Long' =Minh Long 1500000 VND"),
    (
        "cơ hội Minh Long 12.000.000đ cuối tháng",
        "Deal 'Minh Long' =Minh Long 2026-11-30 12000000 VND",
    ),
    ("cơ hội lịch tết hai triệu", "Deal 'lịch tết' 2000000 VND"),
    ("cơ hội Minh Long 800k", "Deal 'Minh Long' =Minh Long 800000 VND"),
    ("cơ hội Minh Long 500 nghìn đô", "Deal 'Minh Long' =Minh Long 500000.00 USD"),
    ("thu 5 triệu đồng của Lê Hoa", "Task 'thu 5 triệu đồng của Lê Hoa' =Lê Hoa 5000000 VND"),
    ("cơ hội Minh Long 1 tỷ rưỡi", "Deal 'Minh Long' =Minh Long 1500000000 VND"),
];

/// Lines that stay text, notes, marks, and English words.
const TEXTS: &[(&str, &str)] = &[
    ("gọi lần thứ hai", "Call 'gọi lần thứ hai'"),
    ("tôi gặp khách", "Task 'tôi gặp khách'"),
    ("báo giá mới thứ hai", "Task 'báo giá mới' 2026-11-30"),
    ("mua sữa", "Task 'mua sữa'"),
    ("đo chiều dài bàn", "Task 'đo chiều dài bàn'"),
    ("tour 5 ngày 3 đêm", "Task 'tour 5 ngày 3 đêm'"),
    ("ý kiến của bên thứ ba", "Task 'ý kiến của bên thứ ba'"),
    ("gọi Thu", "Call 'gọi Thu'"),
    ("gọi Lê Hoa !gấp", "Call 'gọi Lê Hoa' =Lê Hoa !"),
    ("việc mua 2 hộp mứt", "Task 'mua 2 hộp mứt'"),
    ("ghi chú Lê Hoa thích trà", "Note 'Lê Hoa thích trà' =Lê Hoa"),
    ("call Lê Hoa tomorrow 9:00", "Call 'call Lê Hoa' =Lê Hoa 2026-11-24 09:00"),
    ("", "Task ''"),
    ("call Anh tomorrow", "Call 'call Anh' =Nguyễn Thị Ánh 2026-11-24"),
    ("gọi anh ngày mai", "Call 'gọi anh' 2026-11-24"),
    ("mời Lê Hoa ăn tối", "Task 'mời Lê Hoa ăn tối' =Lê Hoa"),
    ("ngày mai tối ưu trang web", "Task 'tối ưu trang web' 2026-11-24"),
    ("Lê Hoa về ngày mai", "Task 'Lê Hoa về' =Lê Hoa 2026-11-24"),
    ("mua đèn sáng", "Task 'mua đèn sáng'"),
];

#[test]
fn lines_of_vietnamese_reps_are_understood() {
    REP.check_tables(&[WHEN, DATES, RULES, AMOUNTS, TEXTS]);
}

#[test]
fn mai_is_tomorrow_if_nobody_is_called_so_and_it_begins_no_name() {
    let rep = Rep { contacts: &["Lê Hoa"], ..REP };
    rep.check(&[
        ("gọi khách mai", "Call 'gọi khách' 2026-11-24"),
        ("mai mốt tính", "Task 'mai mốt tính'"),
        ("gọi Mai", "Call 'gọi Mai'"),
        ("gọi Mai 9h mai", "Call 'gọi Mai' 2026-11-24 09:00"),
    ]);
}

#[test]
fn new_contacts_are_understood() {
    REP.check_contact(&[
        (
            "liên hệ Nguyễn Thị Mai ở Minh Long 0903 123 456",
            "Nguyễn Thị Mai|:0903 123 456||Minh Long|",
        ),
        (
            "khách hàng mới Trần Quốc Tuấn, Hoa Sen, di động 0912 345 678, tuan@hoasen.example",
            "Trần Quốc Tuấn|mobile:0912 345 678|:tuan@hoasen.example|Hoa Sen|",
        ),
    ]);
}
