//! The domain of a CRM: kinds of record as values (schemas), the values in their fields, and the
//! rules about them. No clock, no randomness, no I/O: `now` and new ids are parameters.

#![deny(missing_docs)]

mod about;
mod amount;
mod arrange;
mod birthday;
mod board;
mod check;
pub mod clean;
mod countries;
mod custom;
mod date;
mod day;
mod decimal;
mod digest;
mod draft;
mod draft_edit;
mod due;
mod extension;
mod fields;
mod filter;
mod fingerprints;
mod fold;
mod fold_table;
mod happened;
mod id;
mod kind;
mod kinds;
mod layout;
pub mod lexicon;
mod line;
mod local_clock;
mod logging;
mod lost_zeros;
mod mail_template;
mod money;
mod name_signs;
mod names;
mod near;
mod ordered;
pub mod own;
mod phone;
mod place;
mod product_line;
mod quick_add;
mod reach;
mod repeat;
mod rules;
mod schema;
mod search;
mod selling;
mod spelled_amount;
mod spellings;
mod templates;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
mod title;
mod to_make;
mod translations;
mod typed_date;
mod usual_times;
mod value;
mod views;
mod whole_names;

pub use about::AboutOwn;
pub use amount::{CURRENCIES, amount_text, typed_amount, typed_number, written_number};
pub use arrange::{PagePart, layout_id, page_part};
pub use birthday::{days_until, years_since};
pub use board::{Board, Narrowing};
pub use check::{
    Fault, Problem, check, check_field, check_needs, check_required, many_lines, one_line,
    safe_link,
};
pub use countries::{currency_of, likely_country};
pub use custom::{
    choice_twice, custom_field_of, custom_number, default_field, read_schemas, renamed_choices,
};
pub use date::PartialDate;
pub use day::Day;
pub use decimal::{decimal_text, parse_decimal};
pub use digest::{
    Digest, DigestContext, HAN_COUNT, HAN_FIRST, HanOrder, RECORD, company_identity, key_led_by,
    mention,
};
pub use draft::{Draft, DraftElement, DraftSlot};
pub use draft_edit::next_label;
pub use due::{Due, DueSpan, LocalTime, Zones, local};
pub use extension::{EXTENSION_WORDS, ends_with_extension};
pub use fields::{Element, Fields};
pub use filter::{
    Condition, Filter, FilterGroup, Gone, Operand, Operator, Passing, Sieve, see_values,
};
pub use fingerprints::Fingerprints;
pub use fold::{fold, fold_into, fold_with_map};
pub use happened::{FIRST_STAGE, Happened, STAGE_CHANGE, TimelinePart, attempts};
pub use id::{ElementId, IdError, RecordId, normalized_hash};
pub use kind::{DeclaredKind, Identity, Kept, Needs, Title, Trait, declare_kind};
pub use kinds::{
    ACTIVITY, COMPANY, CONTACT, CUSTOM_FIELD, DEAL, DEVICE, LAYOUT, OWN_KIND, PIPELINE, SETTINGS,
    STAGE, TAG, TASK, VIEW, activity, any_kind, company, contact, custom_field, deal, device,
    own_kind, part_layout, pipeline, settings, stage, tag, task, view,
};
pub use layout::{
    FormPart, chosen_columns, column_choice, column_fields, default_columns, fact_fields,
    file_fields, files_of, form_parts,
};
pub use line::Speech;
pub use local_clock::LocalClock;
pub use logging::{
    NextStep, Unsaid, began, call_back, does_its_task, fit_to_kind, has_direction, has_outcome,
    has_place, has_result, log_draft, people_of_log, unsaid,
};
pub use lost_zeros::{is_whole_postcode, is_without_zero, number_with_zero, postcode_with_zero};
pub use mail_template::{MailTemplate, read_mail_templates, write_mail_templates};
pub use money::{Money, MoneyFault, Percent, Totals, digits_of, weighted};
pub use name_signs::{Home, home_of};
pub use names::{
    NameHabits, NameOrder, WhichFirst, display_name, formal_name, initial, initials, name_order,
};
pub use near::{NearDay, NearTime, is_over};
pub use phone::{Dialing, country_codes, is_same_number, national_forms, phone_digits};
pub use place::{GeoPoint, distance};
pub use product_line::{ProductLine, total as lines_total};
#[cfg(any(test, feature = "testing"))]
pub use quick_add::{ENGLISH, words_of_test};
pub use quick_add::{
    FindCompany, NameMatch, Naming, QuickAdd, QuickContext, QuickKind, QuickList, QuickPart,
    QuickPerson, QuickTexts, QuickWords, UnreadEntry, can_name, naming, quick_add,
};
pub use reach::{
    Channel, ContactPoint, Maps, Start, bans_of, begin_reaching, is_barred, mailto, map, tel, ways,
};
pub use repeat::{Frequency, Repeat, RepeatEnd, RepeatError, RepeatShape};
pub use rules::{
    ContactAttempts, Derivation, Presets, StagePlace, comes_first, complete, derivations_from,
    derivations_of, derive, keep_what_derives, preset,
};
pub use schema::{By, Choice, Field, FieldType, KindId, Schema, Schemas, Section, Shown, built_in};
pub use search::{Hit, Query};
pub use selling::{
    DAY_MILLIS, StageResult, age_days, earlier, moment, money, number, probability, product_lines,
    succeeded,
};
pub use spelled_amount::{currency_named, spelled_amount};
pub use templates::{StageTemplate, TEMPLATES, Template, TemplateNames};
pub use to_make::{ToMake, undecided};
pub use translations::ChoiceTranslations;
pub use typed_date::{BUDDHIST_ERA, DateHabits, our_year, typed_date};
pub use usual_times::{UsualDay, usual_days, usual_times};
pub use value::{Address, FileRef, Value};
pub use views::DeclaredView;
pub use whole_names::{NameParts, is_name_prefix, leads_with_family, name_is_open, split_name};
