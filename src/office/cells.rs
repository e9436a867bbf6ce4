//! The text of a cell of a spreadsheet, in the form that imports read without a guess.

use calamine::{Data, DataRef, ExcelDateTime};

/// Returns the text of a cell.
pub fn text(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::Empty => String::new(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number_text(*number),
        DataRef::Bool(yes) => if *yes { "true" } else { "false" }.to_owned(),
        DataRef::DateTime(moment) => moment_text(moment),
        DataRef::DateTimeIso(moment) => iso_moment(moment),
        DataRef::DurationIso(length) => iso_length(length),
        DataRef::Error(error) => error.to_string(),
    }
}

/// Returns the text of a cell that owns its value.
pub fn owned_text(cell: &Data) -> String {
    text(&match cell {
        Data::Empty => DataRef::Empty,
        Data::String(text) => DataRef::SharedString(text),
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::Bool(yes) => DataRef::Bool(*yes),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::DateTimeIso(moment) => DataRef::DateTimeIso(moment.clone()),
        Data::DurationIso(length) => DataRef::DurationIso(length.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
    })
}

/// Writes a number with the 15 digits that spreadsheets show, without an exponent: a telephone
/// number in a narrow column is shown as 8.49E+11 and is whole all the same.
pub fn number_text(number: f64) -> String {
    /// The most significant digits of a spreadsheet's number (ECMA-376, 18.17.5.3).
    const DIGITS: usize = 15;
    let rounded = format!("{number:.*e}", DIGITS - 1).parse().unwrap_or(number);
    // Display writes a float with the fewest digits that mean it, never with an exponent.
    format!("{rounded}")
}

/// Writes a serial date: a day, a moment, a time of day, or a length of time.
fn moment_text(moment: &ExcelDateTime) -> String {
    let serial = moment.as_f64();
    if moment.is_duration() || (0.0..1.0).contains(&serial) {
        return length_text(serial);
    }
    if !(0.0..2_958_466.0).contains(&serial) {
        return number_text(serial);
    }
    let (year, month, day, hour, minute, second, millis) = moment.to_ymd_hms_milli();
    // A float holds a second not exactly; what is shown is rounded.
    let clock = rounded_clock(hour, minute, second, millis);
    match clock {
        (0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
        (hour, minute, second) => {
            format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
        }
    }
}

/// Rounds a time of day to seconds; one that would be midnight stays the last second.
fn rounded_clock(hour: u8, minute: u8, second: u8, millis: u16) -> (u32, u32, u32) {
    let all = u32::from(hour) * 3600 + u32::from(minute) * 60 + u32::from(second);
    let all = (all + u32::from(millis >= 500)).min(24 * 3600 - 1);
    (all / 3600, all / 60 % 60, all % 60)
}

/// Writes a part of days as hours, minutes and seconds: `1:05:00`.
fn length_text(days: f64) -> String {
    let seconds = (days.abs() * 86_400.0).round();
    let sign = if days < 0.0 && seconds > 0.0 { "-" } else { "" };
    let (hours, rest) = ((seconds / 3600.0).floor(), seconds % 3600.0);
    format!("{sign}{hours:02}:{:02}:{:02}", (rest / 60.0).floor(), rest % 60.0)
}

/// Writes a moment of an OpenDocument (ISO 8601): a midnight is a day.
pub fn iso_moment(text: &str) -> String {
    let text = text.split_once('.').map_or(text, |(whole, _)| whole);
    text.strip_suffix("T00:00:00").unwrap_or(text).to_owned()
}

/// Writes a length of time of an OpenDocument, `PT09H30M00S`, as hours, minutes and seconds.
fn iso_length(text: &str) -> String {
    let parts = || {
        let clock = text.strip_prefix("PT")?.strip_suffix('S')?;
        let (hours, rest) = clock.split_once('H')?;
        let (minutes, seconds) = rest.split_once('M')?;
        let seconds = seconds.split_once('.').map_or(seconds, |(whole, _)| whole);
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let is_clock = [hours, minutes, seconds].into_iter().all(all_digits);
        is_clock.then(|| format!("{hours:0>2}:{minutes:0>2}:{seconds:0>2}"))
    };
    parts().unwrap_or_else(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType::{DateTime, TimeDelta};

    #[test]
    fn numbers_stand_with_all_their_digits() {
        for (number, expect) in [
            (849_012_345_678.0, "849012345678"),
            (0.1 + 0.2, "0.3"),
            (1234.5, "1234.5"),
            (-0.07, "-0.07"),
            (1e15, "1000000000000000"),
            (123_456_789_012_345_680.0, "123456789012346000"),
            (1e-7, "0.0000001"),
            (0.0, "0"),
        ] {
            assert_eq!(number_text(number), expect);
        }
    }

    #[test]
    fn serial_dates_are_days_moments_and_times() {
        // ECMA-376, 18.17.4.1: 60 is the 29 February 1900 that never was.
        for (serial, kind, of_1904, expect) in [
            (1.0, DateTime, false, "1900-01-01"),
            (59.0, DateTime, false, "1900-02-28"),
            (60.0, DateTime, false, "1900-02-29"),
            (61.0, DateTime, false, "1900-03-01"),
            (46_354.0, DateTime, false, "2026-11-28"),
            (46_354.604_166_666_664, DateTime, false, "2026-11-28T14:30:00"),
            (44_892.0, DateTime, true, "2026-11-28"),
            (0.5, DateTime, false, "12:00:00"),
            (1.0 / 24.0, TimeDelta, false, "01:00:00"),
            (1.5, TimeDelta, false, "36:00:00"),
            (-3.0, DateTime, false, "-3"),
            (99_999_999.0, DateTime, false, "99999999"),
        ] {
            let moment = ExcelDateTime::new(serial, kind, of_1904);
            assert_eq!(moment_text(&moment), expect, "{serial}");
        }
    }

    #[test]
    fn moments_of_an_open_document_are_read() {
        assert_eq!(iso_moment("2026-11-28"), "2026-11-28");
        assert_eq!(iso_moment("2026-11-28T00:00:00"), "2026-11-28");
        assert_eq!(iso_moment("2026-11-28T14:30:00.000000000"), "2026-11-28T14:30:00");
        assert_eq!(iso_length("PT09H30M00S"), "09:30:00");
        assert_eq!(iso_length("PT1H5M0.5S"), "01:05:00");
        assert_eq!(iso_length("P1D"), "P1D");
    }
}
