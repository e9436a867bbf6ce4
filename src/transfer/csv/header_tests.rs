//! Tests of the headers of other programs.

use super::header::*;
use super::meaning::Meaning;
use domain::contact;

fn check(header: &str, expect: &str) {
    let found = match HeaderNames::new(&contact::SCHEMA).meaning(header) {
        Meaning::Value(field, label, number) => format!("{} {label} {number}", field.key),
        Meaning::Label(field, number, strength) => {
            format!("{} {strength:?} {number}", field.key)
        }
        Meaning::Part(field, label, number, part) => {
            format!("{} {label} {number} {part:?}", field.key)
        }
        Meaning::FullName => "full name".to_owned(),
        Meaning::Unknown => "unknown".to_owned(),
        Meaning::Id => "the id".to_owned(),
        Meaning::IdOf(field, number) => format!("the id of {} {number}", field.key),
        Meaning::Time(field) => format!("the time of {}", field.key),
        Meaning::Length(field, unit) => format!("the length of {} in {unit:?}", field.key),
        Meaning::Nothing => "nothing".to_owned(),
        Meaning::Bar(_, way, reading) => format!("{reading:?} {way}"),
        // Only the tables of known programs and people say so.
        Meaning::DatePart(..)
        | Meaning::NumberPart(..)
        | Meaning::OtherId
        | Meaning::OtherIdOf(_)
        | Meaning::OtherKind(_) => "of a program".to_owned(),
    };
    assert_eq!(found, expect, "{header}");
}

#[test]
fn headers_of_google_are_known() {
    check("Given Name", "given  1");
    check("E-mail 2 - Type", "emails Type 2");
    check("Phone 1 - Value", "phones  1");
    check("Address 1 - Postal Code", "addresses  1 Postcode");
    check("Address 2 - Formatted", "addresses  2 Whole");
    check("IM 1 - Service", "messengers Service 1");
    check("Organization 1 - Name", "company  1");
    check("Organization Title", "job_title  1");
    check("Event 1 - Value", "dates  1");
    check("Relation 1 - Label", "relations Type 1");
    check("Website 1 - Value", "links  1");
    check("Custom Field 1 - Type", "extra Type 1");
    check("Group Membership", "tags  1");
    check("Organization 1 - Symbol", "unknown");
}

#[test]
fn headers_of_outlook_are_known() {
    check("E-mail 2 Address", "emails  2");
    check("Business Phone 2", "phones work 2");
    check("Mobile Phone", "phones mobile 1");
    check("Company Main Phone", "phones main 1");
    check("Assistant's Phone", "phones assistant 1");
    check("Home Fax", "phones home fax 1");
    check("Business Fax", "phones work fax 1");
    check("Business Street 2", "addresses work 1 Street(1)");
    check("Home Address PO Box", "addresses home 1 Box");
    check("Other Country/Region", "addresses other 1 Country");
    check("Anniversary", "dates anniversary 1");
    check("Manager's Name", "relations manager 1");
    check("Web Page", "links  1");
    check("Categories", "tags  1");
    check("Billing Information", "unknown");
}

#[test]
fn headers_of_other_programs_are_matched_by_their_names() {
    check("phone_2", "phones  2");
    check("Email1", "emails  1");
    check("Phone (work)", "phones work 1");
    check("EMAIL HOME", "emails home 1");
    check("firstName", "given  1");
    check("date_of_birth", "birthday  1");
    check("address_1", "addresses  1");
    check("street_number", "addresses  1 Number");
    check("suburb", "addresses  1 City");
    check("Postcode/ZIP", "addresses  1 Postcode");
    check("Postal code", "addresses  1 Postcode");
    check("Full name", "full name");
    check("Vorname", "given  1");
    check("Sales region", "unknown");
}

#[test]
fn headers_of_other_crms_are_known() {
    // HubSpot
    check("Phone Number", "phones  1");
    check("Mobile Phone Number", "phones mobile 1");
    check("Associated Company", "company  1");
    check("Website URL", "links  1");
    check("State/Region", "addresses  1 Region");
    check("Country/Region", "addresses  1 Country");
    check("Contact owner", "owner  1");
    // Salesforce
    check("Account Name", "company  1");
    check("Mailing State/Province", "addresses mailing 1 Region");
    check("Mailing Zip/Postal Code", "addresses mailing 1 Postcode");
    check("Birthdate", "birthday  1");
    check("Asst. Phone", "phones assistant 1");
    check("Lead Source", "source  1");
    check("Salutation", "prefix  1");
    check("FirstName", "given  1");
    check("MailingStreet", "addresses mailing 1 Street(0)");
    check("MailingPostalCode", "addresses mailing 1 Postcode");
    check("OtherState", "addresses other 1 Region");
    check("MobilePhone", "phones mobile 1");
    check("AssistantName", "relations assistant 1");
    check("LeadSource", "source  1");
    check("LastModifiedDate", "unknown");
    check("HasOptedOutOfEmail", "Ban email");
    check("DoNotCall", "Ban call");
    check("Fax Opt Out", "Ban fax");
    check("Unsubscribed from all email", "Ban email");
    check("Do not contact by 1 - Value", "do_not_contact  1");
    check("iPhone", "unknown");
    // Pipedrive
    check("Person - Name", "full name");
    check("Person - Organization", "company  1");
    check("Person - Email - Work", "emails work 1");
    check("Person - Phone - Mobile", "phones mobile 1");
    check("Person - Label", "unknown");
    // Zoho
    check("Secondary Email", "emails  1");
    check("Mailing Zip", "addresses mailing 1 Postcode");
    check("Reporting To", "relations manager 1");
    check("Skype ID", "messengers skype 1");
    check("Tag", "tags  1");
}

#[test]
fn headers_in_the_five_languages_are_known() {
    let fields = ["given", "family", "company", "job_title", "phones", "emails", "addresses"];
    for words in [
        ["Tên", "Họ", "Công ty", "Chức vụ", "Số điện thoại", "Địa chỉ email", "Địa chỉ"],
        ["名", "姓", "公司", "职位", "电话", "电子邮件", "地址"],
        ["Keresztnév", "Vezetéknév", "Cég", "Beosztás", "Telefonszám", "E-mail cím", "Cím"],
        ["ชื่อ", "นามสกุล", "บริษัท", "ตำแหน่ง", "เบอร์โทรศัพท์", "อีเมล", "ที่อยู่"],
        ["First name", "Surname", "Employer", "Position", "Telephone", "E-mail", "Postal address"],
    ] {
        for (word, field) in words.iter().zip(fields) {
            check(word, &format!("{field}  1"));
        }
    }
    for (word, meaning) in [
        ("Họ và tên", "full name"),
        ("Ngày sinh", "birthday  1"),
        ("Tỉnh/Thành phố", "addresses  1 Region"),
        ("姓名", "full name"),
        ("出生日期", "birthday  1"),
        ("手机号码", "phones mobile 1"),
        ("微信号", "messengers wechat 1"),
        ("Név", "full name"),
        ("Születési dátum", "birthday  1"),
        ("Irányítószám", "addresses  1 Postcode"),
        ("ชื่อ-นามสกุล", "full name"),
        ("วันเกิด", "birthday  1"),
        ("เบอร์มือถือ", "phones mobile 1"),
        ("รหัสไปรษณีย์", "addresses  1 Postcode"),
        ("Ghi chú", "about  1"),
        ("Megjegyzés", "about  1"),
        ("备注", "about  1"),
        ("หมายเหตุ", "about  1"),
    ] {
        check(word, meaning);
    }
}
