//! Complete exports of other CRMs, with all their usual columns.

use crate::testing::{check, rows};
use crate::{File, ReadOptions, Source, inspect};
use domain::{CONTACT, built_in};

fn check_export(source: Source, export: &str, expect: &[&str]) {
    let options = ReadOptions::default();
    let file =
        File { name: "contacts.csv", bytes: export.as_bytes(), kind: CONTACT, options: &options };
    let found = inspect(&file, &built_in()).unwrap();
    assert_eq!((found.source, found.rows, found.problems), (Some(source), 1, 0));
    let rows = rows(export.as_bytes(), "contacts.csv");
    assert_eq!(rows.len(), 1);
    check(&rows[0], expect);
}

const SALESFORCE_EXPORT: &str = r#""Id","IsDeleted","MasterRecordId","AccountId","LastName","FirstName","Salutation","Name","OtherStreet","OtherCity","OtherState","OtherPostalCode","OtherCountry","OtherLatitude","OtherLongitude","OtherGeocodeAccuracy","MailingStreet","MailingCity","MailingState","MailingPostalCode","MailingCountry","MailingLatitude","MailingLongitude","MailingGeocodeAccuracy","Phone","Fax","MobilePhone","HomePhone","OtherPhone","AssistantPhone","ReportsToId","Email","Title","Department","AssistantName","LeadSource","Birthdate","Description","OwnerId","HasOptedOutOfEmail","HasOptedOutOfFax","DoNotCall","CreatedDate","CreatedById","LastModifiedDate","LastModifiedById","SystemModstamp","LastActivityDate","EmailBouncedReason","EmailBouncedDate","Jigsaw","JigsawContactId","CleanStatus"
"003Qy00000AbCdEIAV","0","","001Qy00000XyZ12IAF","Rogers","Jack","Mr.","Jack Rogers","","","","","","","","","525 S. Lexington Ave
Suite 4","Burlington","NC","27215","USA","","","","(336) 222-7000","(336) 222-8000","(336) 555-0101","","","","","jrogers@burlington.example","VP, Facilities","Facilities","","Web","1965-08-14","Met at the fair, said ""call in May""","005Qy00000OwNerIAV","0","0","0","2026-01-15T09:30:00.000+0000","005Qy00000OwNerIAV","2026-02-01T10:00:00.000+0000","005Qy00000OwNerIAV","2026-02-01T10:00:00.000+0000","2026-02-10","","","","",""
"#;

#[test]
fn the_data_export_of_salesforce_is_read_by_its_headers() {
    check_export(
        Source::Salesforce,
        SALESFORCE_EXPORT,
        &[
            "extra [IsDeleted]: 0",
            "extra [OwnerId]: 005Qy00000OwNerIAV",
            "extra [CreatedDate]: 2026-01-15T09:30:00.000+0000",
            "extra [CreatedById]: 005Qy00000OwNerIAV",
            "extra [LastModifiedDate]: 2026-02-01T10:00:00.000+0000",
            "extra [LastModifiedById]: 005Qy00000OwNerIAV",
            "extra [SystemModstamp]: 2026-02-01T10:00:00.000+0000",
            "extra [LastActivityDate]: 2026-02-10",
            "given: Jack",
            "family: Rogers",
            "prefix: Mr.",
            "company: 001Qy00000XyZ12IAF",
            "job_title: VP, Facilities",
            "department: Facilities",
            "phones []: (336) 222-7000",
            "phones [fax]: (336) 222-8000",
            "phones [mobile]: (336) 555-0101",
            "emails []: jrogers@burlington.example",
            "addresses [mailing]: 525 S. Lexington Ave|Suite 4|27215 Burlington NC|USA",
            "birthday: 1965-08-14",
            "source: Web",
            "about: Met at the fair, said \"call in May\"",
            "uid: 003Qy00000AbCdEIAV",
        ],
    );
}

const SALESFORCE_REPORT: &str = r#""Salutation","First Name","Last Name","Title","Account Name","Mailing Street","Mailing City","Mailing State/Province","Mailing Zip/Postal Code","Mailing Country","Phone","Fax","Mobile","Email","Account Owner"
"Ms.","Rose","Gonzalez","SVP, Procurement","Edge Communications","313 Constitution Place","Austin","TX","78767","USA","(512) 757-6000","(512) 757-9000","(512) 555-0102","rose@edge.example","Kim Osei"
"#;

#[test]
fn a_report_of_salesforce_is_read_by_its_headers() {
    check_export(
        Source::Salesforce,
        SALESFORCE_REPORT,
        &[
            "owner: Kim Osei",
            "given: Rose",
            "family: Gonzalez",
            "prefix: Ms.",
            "company: Edge Communications",
            "job_title: SVP, Procurement",
            "phones []: (512) 757-6000",
            "phones [fax]: (512) 757-9000",
            "phones [mobile]: (512) 555-0102",
            "emails []: rose@edge.example",
            "addresses [mailing]: 313 Constitution Place|78767 Austin TX|USA",
        ],
    );
}

const HUBSPOT: &str = r#""Record ID","First Name","Last Name","Email","Phone Number","Mobile Phone Number","Contact owner","Last Activity Date","Lead Status","Marketing contact status","Create Date","Lifecycle Stage","Job Title","Associated Company","Associated Company IDs","Street Address","City","State/Region","Postal Code","Country/Region","Website URL","Number of Form Submissions","Original Source"
"51","Brigitta","Halász","brigitta@hubhely.example","+36 1 234 5678","+36 30 765 4321","Kim Osei","2026-02-10 14:05","Connected","Marketing contact","2026-01-15 09:30","Customer","Buyer","Hubhely Kft.","8001;8002","Fő utca 1.","Győr","Győr-Moson-Sopron","9021","Hungary","https://hubhely.example","0","Offline Sources"
"#;

#[test]
fn the_export_of_hubspot_is_read_by_its_headers() {
    check_export(
        Source::HubSpot,
        HUBSPOT,
        &[
            "owner: Kim Osei",
            "extra [Last Activity Date]: 2026-02-10 14:05",
            "extra [Lead Status]: Connected",
            "extra [Marketing contact status]: Marketing contact",
            "extra [Create Date]: 2026-01-15 09:30",
            "extra [Associated Company IDs]: 8002",
            "extra [Number of Form Submissions]: 0",
            "extra [Original Source]: Offline Sources",
            "given: Brigitta",
            "family: Halász",
            "company: Hubhely Kft.",
            "job_title: Buyer",
            "phones []: +36 1 234 5678",
            "phones [mobile]: +36 30 765 4321",
            "emails []: brigitta@hubhely.example",
            "addresses []: Fő utca 1.|9021 Győr Győr-Moson-Sopron|Hungary",
            "links []: https://hubhely.example",
            "status: customer",
            "uid: 51",
        ],
    );
}

const PIPEDRIVE: &str = r#""Person - ID","Person - Name","Person - First name","Person - Last name","Person - Label","Person - Organization","Person - Email - Work","Person - Email - Home","Person - Email - Other","Person - Phone - Work","Person - Phone - Home","Person - Phone - Mobile","Person - Phone - Other","Person - Owner","Person - Open deals","Person - Closed deals","Person - Next activity date","Person - Person created","Person - Update time","Person - Visible to","Person - Birthday","Person - Job title","Person - Notes","Person - Postal address"
"7","Nguyễn Thị Hoa","Thị Hoa","Nguyễn","Hot lead","Công ty Sen Việt","hoa@senviet.example","","hoa.rieng@senviet.example","+84 28 3822 1111","","+84 912 345 678","","Kim Osei","2","0","2026-03-01","2026-01-15 09:30:12","2026-02-10 14:05:00","Item owner","1988-05-19","Giám đốc","Likes tea","12 Lê Lợi, Quận 1, Hồ Chí Minh"
"#;

#[test]
fn the_export_of_pipedrive_is_read_by_its_headers() {
    check_export(
        Source::Pipedrive,
        PIPEDRIVE,
        &[
            "owner: Kim Osei",
            "tags []: Hot lead",
            "extra [Person - Open deals]: 2",
            "extra [Person - Closed deals]: 0",
            "extra [Person - Next activity date]: 2026-03-01",
            "extra [Person - Person created]: 2026-01-15 09:30:12",
            "extra [Person - Update time]: 2026-02-10 14:05:00",
            "extra [Person - Visible to]: Item owner",
            "given: Thị Hoa",
            "family: Nguyễn",
            "company: Công ty Sen Việt",
            "job_title: Giám đốc",
            "phones [work]: +84 28 3822 1111",
            "phones [mobile]: +84 912 345 678",
            "emails [work]: hoa@senviet.example",
            "emails [other]: hoa.rieng@senviet.example",
            "addresses []: 12 Lê Lợi, Quận 1, Hồ Chí Minh",
            "birthday: 1988-05-19",
            "about: Likes tea",
            "uid: 7",
        ],
    );
}

const ZOHO: &str = r#"Record Id,Contact Owner.id,Contact Owner,Lead Source,First Name,Last Name,Account Name.id,Account Name,Vendor Name.id,Vendor Name,Email,Title,Department,Phone,Home Phone,Other Phone,Fax,Mobile,Date of Birth,Assistant,Asst Phone,Email Opt Out,Created By.id,Created By,Created Time,Modified Time,Contact Name,Mailing Street,Other Street,Mailing City,Other City,Mailing State,Other State,Mailing Zip,Other Zip,Mailing Country,Other Country,Description,Skype ID,Secondary Email,Last Activity Time,Twitter,Reporting To.id,Reporting To,Tag
zcrm_4876876000000123456,zcrm_4876876000000300001,Kim Osei,Trade Show,Somchai,Jaidee,zcrm_4876876000000200001,Thai Silk Co.,,,somchai@silk.example,Director,Sales,02 123 4567,,02 765 4321,02 123 4568,081 234 5678,1979-11-02,Malee,02 123 4569,false,zcrm_4876876000000300001,Kim Osei,2026-01-15 09:30:12,2026-02-10 14:05:00,Somchai Jaidee,"99 Rama IV Rd., Silom",,Bangkok,,Bang Rak,,10500,,Thailand,,Speaks English,somchai.j,jaidee@post.example,2026-02-10 14:05:00,somchaij,,Wanida Chai,VIP;Silk
"#;

#[test]
fn the_export_of_zoho_is_read_by_its_headers() {
    check_export(
        Source::Zoho,
        ZOHO,
        &[
            "owner: Kim Osei",
            "tags []: VIP",
            "tags []: Silk",
            "extra [Contact Owner.id]: zcrm_4876876000000300001",
            "extra [Created By.id]: zcrm_4876876000000300001",
            "extra [Created By]: Kim Osei",
            "extra [Created Time]: 2026-01-15 09:30:12",
            "extra [Modified Time]: 2026-02-10 14:05:00",
            "extra [Last Activity Time]: 2026-02-10 14:05:00",
            "given: Somchai",
            "family: Jaidee",
            "company: Thai Silk Co.",
            "job_title: Director",
            "department: Sales",
            "phones []: 02 123 4567",
            "phones [other]: 02 765 4321",
            "phones [fax]: 02 123 4568",
            "phones [mobile]: 081 234 5678",
            "phones [assistant]: 02 123 4569",
            "emails []: somchai@silk.example",
            "emails []: jaidee@post.example",
            "addresses [mailing]: 99 Rama IV Rd., Silom|10500 Bangkok Bang Rak|Thailand",
            "messengers [skype]: somchai.j",
            "links [twitter]: somchaij",
            "birthday: 1979-11-02",
            "relations [assistant]: Malee",
            "relations [manager]: Wanida Chai",
            "source: Trade Show",
            "about: Speaks English",
            "uid: zcrm_4876876000000123456",
        ],
    );
}

#[test]
fn who_must_not_be_called_is_not_in_whatever_program_said_so() {
    let table = "Last Name,Do Not Call,Email Opt Out,Fax Opt Out,Unsubscribed from all email\n\
        Lee,1,true,Yes,true\nCho,0,false,no,\nDay,on Mondays,0,0,x\n";
    let rows = rows(table.as_bytes(), "contacts.csv");
    let barred = ["call", "email", "fax"].map(|way| format!("do_not_contact []: {way}"));
    let [call, email, fax] = barred.each_ref().map(String::as_str);
    check(&rows[0], &["family: Lee", call, email, fax]);
    check(&rows[1], &["family: Cho"]);
    check(&rows[2], &["extra [Do Not Call]: on Mondays", "family: Day", email]);
}
