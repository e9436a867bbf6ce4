//! Times in a line: 9:00, 9am, 9:30 pm, at 14, 14h30, noon, in the evening, 3 giờ chiều, 下午三点半,
//! fél 9-kor, 2 ทุ่ม.

use super::line::QuickWord;
use super::numbers::{is_all_digits, spoken};
use super::senses::{count_of, sense};
use super::words::{HourMark, QuickWords, Sense};

const HALF_DAY: u16 = 12 * 60;
const DAY: u16 = 24 * 60;

/// Reads a time, in minutes after midnight.
pub(super) fn read(words: &[QuickWord<'_>], known: &QuickWords) -> Option<(usize, u16)> {
    let (count, minutes) = time(words, known)?;
    Some((count + count_of(&words[count..], Sense::Behind), minutes))
}

fn time(words: &[QuickWord<'_>], known: &QuickWords) -> Option<(usize, u16)> {
    if let Some(found) = in_words(words, known).or_else(|| glued(words, known)) {
        return Some(found);
    }
    let before = count_of(words, Sense::BeforePart);
    if before > 0
        && let Some((count, minutes)) = sense(&words[before..], part)
    {
        return Some((before + count, minutes));
    }
    // A part of the day alone is a time only at the end: "buy an evening dress".
    let alone = sense(words, part);
    let alone = alone.filter(|(count, _)| known.are_parts_times && *count == words.len());
    let time = sense(words, |it| if let Sense::Time(minutes) = it { Some(minutes) } else { None });
    let (count, minutes) = time.or(alone)?;
    let (more, shift) = later(&words[count..]).unwrap_or((0, 0));
    Some((count + more, moved(minutes, shift)))
}

fn part(sense: Sense) -> Option<u16> {
    if let Sense::Part(minutes) = sense { Some(minutes) } else { None }
}

/// Reads a time, with or without the part of the day before it.
fn in_words(words: &[QuickWord<'_>], known: &QuickWords) -> Option<(usize, u16)> {
    let at = count_of(words, Sense::BeforeTime);
    let behind = &words[at..];
    let after_part = sense(behind, part).and_then(|(count, minutes)| {
        let at_now = count_of(&behind[count..], Sense::BeforeTime);
        let from = count + at_now;
        let (more, said) = clock(&behind[from..], at + at_now > 0, known)?;
        let minutes = moved(in_part(said.minutes, minutes), said.shift);
        Some((at + from + more, minutes))
    });
    after_part.or_else(|| {
        let (count, said) = clock(behind, at > 0, known)?;
        let behind = &behind[count..];
        let between = count_of(behind, Sense::BeforePart);
        let (more, minutes) = match sense(&behind[between..], part) {
            Some((more, part)) => (between + more, in_part(said.minutes, part)),
            None => (0, said.guessed(known)),
        };
        Some((at + count + more, moved(minutes, said.shift)))
    })
}

/// Reads @9, and other prefixes attached to the number.
fn glued(words: &[QuickWord<'_>], known: &QuickWords) -> Option<(usize, u16)> {
    let word = words.first()?.folded.as_str();
    let time = known.terms.iter().filter(|term| term.sense == Sense::BeforeTime).find_map(|term| {
        let time = word.strip_prefix(&*term.folded)?;
        in_one_word(time, known).filter(|_| !time.is_empty())
    });
    let (hour, minutes, _) = time?;
    let said = Said { minutes: of_day(hour, minutes)?, is_open: true, shift: 0 };
    Some((1, said.guessed(known)))
}

/// A time as it is said.
struct Said {
    minutes: u16,
    /// True if the half of the day is open.
    is_open: bool,
    /// Minutes to add, or to subtract: fél 9 is half an hour before 9.
    shift: i16,
}

impl Said {
    fn guessed(&self, known: &QuickWords) -> u16 {
        let early = self.is_open && (1..known.first_hour).contains(&(self.minutes / 60));
        self.minutes + if early { HALF_DAY } else { 0 }
    }
}

/// Reads the time of a clock; `at` means that one is expected.
fn clock(words: &[QuickWord<'_>], at: bool, known: &QuickWords) -> Option<(usize, Said)> {
    let earlier = |sense| if let Sense::Shift(shift @ ..0) = sense { Some(shift) } else { None };
    let prefix = |sense| if let Sense::HourPrefix(hours) = sense { Some(hours) } else { None };
    let (mut from, shift) = sense(words, earlier).unwrap_or((0, 0));
    let prefix = sense(&words[from..], prefix);
    from += prefix.map_or(0, |(count, _)| count);
    let (mut count, mut hour, mut minutes, mut mark) =
        hour(&words[from..], prefix.is_some(), known)?;
    // 9 giờ 30, 9点15分, 三点半.
    let mut shift = shift;
    let rest = &words[from + count..];
    if matches!(mark, TimeMark::None | TimeMark::Said | TimeMark::Letter) {
        if let Some((more, shifted)) = later(rest) {
            (shift, mark) = (shift + shifted, TimeMark::Said);
            count += more;
        } else if mark != TimeMark::None
            && minutes == 0
            && let Some((more, part)) = minutes_behind(rest, mark == TimeMark::Said)
        {
            minutes = part;
            count += more;
        }
    }
    let half = |sense| if let Sense::Half(later) = sense { Some(later) } else { None };
    if let Some((more, later)) = sense(&words[from + count..], half)
        && matches!(mark, TimeMark::None | TimeMark::Colon | TimeMark::Point)
    {
        mark = TimeMark::Half(later);
        count += more;
    }
    // A bare number is a time only if one is expected; so is 9.30.
    let is_bare = matches!(mark, TimeMark::None | TimeMark::Point);
    if is_bare && !at && prefix.is_none() && from == 0 {
        return None;
    }
    match (mark, prefix) {
        (TimeMark::Half(later), _) => {
            let fits = (1..=12).contains(&hour);
            hour = fits.then_some(hour % 12 + if later { 12 } else { 0 })?;
        }
        (_, Some((_, hours))) if hour < 12 => hour += hours,
        _ => {}
    }
    let is_open = prefix.is_none() && matches!(mark, TimeMark::None | TimeMark::Said);
    let minutes = of_day(hour, minutes)?;
    Some((from + count, Said { minutes, is_open, shift }))
}

/// The mark of a time.
#[derive(Clone, Copy, PartialEq, Eq)]
enum TimeMark {
    None,
    Colon,
    Point,
    Letter,
    /// A word for the hour.
    Said,
    /// The half of the day; true is the second.
    Half(bool),
}

/// Reads an hour with its mark; returns the number of words, hour, minutes and mark. `sure` means
/// that it needs no mark.
fn hour(
    words: &[QuickWord<'_>],
    sure: bool,
    known: &QuickWords,
) -> Option<(usize, u16, u16, TimeMark)> {
    let word = words.first()?;
    let apart = sense(&words[1..], hour_mark);
    let Some((hour, minutes, mark)) = in_one_word(&word.folded, known) else {
        // A number in words needs a mark, apart or attached: kilenckor.
        let (hour, attached) = match word.number {
            Some(hour) => (hour, None),
            None => in_word_with_mark(word.text, known)?,
        };
        let hour = u16::try_from(hour).ok().filter(|hour| *hour <= 24)?;
        let (count, mark) = match (attached, apart) {
            (Some(mark), _) => (0, mark),
            (None, Some(apart)) => apart,
            (None, None) if sure || later(&words[1..]).is_some() => (0, HourMark::Said),
            (None, None) => return None,
        };
        let (hour, mark) = marked(hour, mark);
        return Some((1 + count, hour, 0, mark));
    };
    match apart {
        // 14.00 น., but not 2 h, which may be a span.
        Some((count, HourMark::Clock)) if matches!(mark, TimeMark::Colon | TimeMark::Point) => {
            Some((1 + count, hour, minutes, TimeMark::Letter))
        }
        Some((count, of)) if of != HourMark::Clock && mark != TimeMark::Letter => {
            let (hour, said) = marked(hour, of);
            let mark = if minutes > 0 { TimeMark::Letter } else { said };
            Some((1 + count, hour, minutes, mark))
        }
        _ => Some((1, hour, minutes, mark)),
    }
}

/// Reads a number in words with a mark attached.
fn in_word_with_mark(word: &str, known: &QuickWords) -> Option<(u32, Option<HourMark>)> {
    let word = word.to_lowercase();
    known.terms.iter().find_map(|term| {
        let mark = hour_mark(term.sense).filter(|_| term.exact.len() > 1)?;
        Some((spoken(word.strip_suffix(&*term.exact)?, known)?, Some(mark)))
    })
}

fn hour_mark(sense: Sense) -> Option<HourMark> {
    if let Sense::Hour(mark) = sense { Some(mark) } else { None }
}

/// Returns the hour that is meant, with the mark of the time.
fn marked(hour: u16, mark: HourMark) -> (u16, TimeMark) {
    match mark {
        HourMark::Clock => (hour, TimeMark::Letter),
        HourMark::Said => (hour, TimeMark::Said),
        HourMark::From(first) => (hour + first, TimeMark::Said),
    }
}

/// Reads hour and minutes in one word.
fn in_one_word(word: &str, known: &QuickWords) -> Option<(u16, u16, TimeMark)> {
    let end = word.find(|letter: char| !(letter.is_ascii_digit() || ":.".contains(letter)));
    let (digits, after) = word.split_at(end.unwrap_or(word.len()));
    let number = |text: &str| -> Option<u16> {
        let fits = (1..=2).contains(&text.len()) && is_all_digits(text);
        fits.then(|| text.parse().ok()).flatten()
    };
    let two = |text: &str| number(text).filter(|_| text.len() == 2);
    let (hour, minutes, mark) = match (digits.split_once(':'), digits.split_once('.')) {
        (Some((hour, minutes)), _) => (number(hour)?, two(minutes)?, TimeMark::Colon),
        (None, Some((hour, minutes))) => (number(hour)?, two(minutes)?, TimeMark::Point),
        (None, None) => (number(digits)?, 0, TimeMark::None),
    };
    if after.is_empty() {
        return Some((hour, minutes, mark));
    }
    let half =
        known.named(after, |it| if let Sense::Half(later) = it { Some(later) } else { None });
    if let Some(later) = half {
        return Some((hour, minutes, TimeMark::Half(later)));
    }
    // 14h30, 9h, 10-kor.
    known.terms.iter().find_map(|term| {
        let of = hour_mark(term.sense)?;
        let rest = after.strip_prefix(&*term.folded)?;
        let part = if rest.is_empty() { minutes } else { two(rest).filter(|_| minutes == 0)? };
        let (hour, said) = marked(hour, of);
        let is_plain = rest.is_empty() && mark == TimeMark::None;
        Some((hour, part, if is_plain { said } else { TimeMark::Letter }))
    })
}

/// Reads minutes to add or subtract: 半, rưỡi, kém 15.
fn later(words: &[QuickWord<'_>]) -> Option<(usize, i16)> {
    sense(words, |sense| if let Sense::Shift(shift) = sense { Some(shift) } else { None })
}

/// Reads minutes with the word for them; `sure` means that two digits do without.
fn minutes_behind(words: &[QuickWord<'_>], sure: bool) -> Option<(usize, u16)> {
    let word = words.first()?;
    let value = u16::try_from(word.number?).ok().filter(|minutes| *minutes < 60)?;
    let mark = count_of(&words[1..], Sense::MinuteMark);
    let is_two = word.folded.len() == 2 && is_all_digits(&word.folded);
    (mark > 0 || (sure && is_two)).then_some((1 + mark, value))
}

fn of_day(hour: u16, minutes: u16) -> Option<u16> {
    (hour < 24 && minutes < 60).then_some(hour * 60 + minutes)
}

fn moved(minutes: u16, shift: i16) -> u16 {
    (minutes + DAY).saturating_add_signed(shift) % DAY
}

/// Returns the time that is meant in a part of the day: 8 in the evening is 20:00, 12 at night 0:00.
pub(super) fn in_part(time: u16, part: u16) -> u16 {
    let is_twelve = time / 60 == 12;
    match part / 60 {
        0..6 if is_twelve => time - HALF_DAY,
        0..12 => time,
        12 if time / 60 < 6 => time + HALF_DAY,
        12 => time,
        // Late: one at night is no afternoon.
        21.. if is_twelve => time - HALF_DAY,
        21.. if time / 60 < 6 => time,
        _ if time < HALF_DAY => time + HALF_DAY,
        _ => time,
    }
}
