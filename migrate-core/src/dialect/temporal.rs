//! Dates and times that an author wrote as text, read strictly and written in one form.
//!
//! Whatever the databases would guess at is refused, so that one text means one time everywhere.

use std::fmt;

/// A calendar date of the years 1 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Date {
    year: i64,
    month: i64,
    day: i64,
}

/// A time of day, to the microsecond.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Time {
    hour: i64,
    minute: i64,
    second: i64,
    micros: i64,
}

/// A date and a time of day; of an instant, those in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct DateTime {
    /// The date.
    pub(super) date: Date,
    /// The time of day.
    pub(super) time: Time,
}

impl Date {
    /// Reads `YYYY-MM-DD`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let mut next = |digits| number(parts.next()?, digits);
        let date = Self { year: next(4)?, month: next(2)?, day: next(2)? };
        let fits = date.year >= 1 && (1..=12).contains(&date.month);
        (parts.next().is_none() && fits && (1..=date.days_of_month()).contains(&date.day)).then_some(date)
    }

    fn days_of_month(self) -> i64 {
        let leap = self.year % 4 == 0 && (self.year % 100 != 0 || self.year % 400 == 0);
        match self.month {
            2 => 28 + i64::from(leap),
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        }
    }

    /// The day before, or the day after.
    fn moved(self, days: i64) -> Option<Self> {
        let mut date = Self { day: self.day + days, ..self };
        if date.day < 1 {
            date.month -= 1;
            if date.month < 1 {
                date = Self { year: date.year - 1, month: 12, ..date };
            }
            date.day = date.days_of_month();
        } else if date.day > date.days_of_month() {
            date = Self { month: date.month + 1, day: 1, ..date };
            if date.month > 12 {
                date = Self { year: date.year + 1, month: 1, ..date };
            }
        }
        (1..=9999).contains(&date.year).then_some(date)
    }
}

impl Time {
    /// Reads `HH:MM`, `HH:MM:SS` or that with up to six digits of a second behind a point.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (clock, fraction) = match text.split_once('.') {
            Some((clock, fraction)) => (clock, Some(fraction)),
            None => (text, None),
        };
        let mut parts = clock.split(':');
        let hour = number(parts.next()?, 2)?;
        let minute = number(parts.next()?, 2)?;
        let second = match parts.next() {
            Some(second) => number(second, 2)?,
            None if fraction.is_some() => return None,
            None => 0,
        };
        let micros = match fraction {
            Some(fraction) if (1..=6).contains(&fraction.len()) => {
                number(fraction, fraction.len())? * 10_i64.pow(6 - u32::try_from(fraction.len()).ok()?)
            }
            Some(_) => return None,
            None => 0,
        };
        let fits = parts.next().is_none() && hour < 24 && minute < 60 && second < 60;
        fits.then_some(Self { hour, minute, second, micros })
    }
}

impl DateTime {
    /// Reads a date and a time with a blank or a `T` between them.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (date, time) = text.split_once([' ', 'T'])?;
        Some(Self { date: Date::parse(date)?, time: Time::parse(time)? })
    }

    /// Reads a date and a time with an offset behind them (`Z`, `+02:00`, `+0200` or `+02`), as UTC.
    pub(super) fn parse_instant(text: &str) -> Option<Self> {
        if let Some(utc) = text.strip_suffix(['Z', 'z']) {
            return Self::parse(utc);
        }
        // Behind the date, whose own dashes are none of an offset.
        let at = 10 + text.get(10..)?.rfind(['+', '-'])?;
        let (local, offset) = text.split_at(at);
        let digits = offset[1..].replace(':', "");
        let (hours, minutes) = match digits.len() {
            2 => (number(&digits, 2)?, 0),
            4 => (number(digits.get(..2)?, 2)?, number(digits.get(2..)?, 2)?),
            _ => return None,
        };
        if hours > 15 || minutes > 59 {
            return None;
        }
        let east = (hours * 60 + minutes) * if offset.starts_with('-') { -1 } else { 1 };
        Self::parse(local.trim_end())?.minus_minutes(east)
    }

    fn minus_minutes(self, minutes: i64) -> Option<Self> {
        let Self { date, time } = self;
        let utc = time.hour * 60 + time.minute - minutes;
        let day = 24 * 60;
        let date = if utc.div_euclid(day) == 0 { date } else { date.moved(utc.div_euclid(day))? };
        let utc = utc.rem_euclid(day);
        Some(Self { date, time: Time { hour: utc / 60, minute: utc % 60, ..time } })
    }
}

/// A number of so many digits.
fn number(text: &str, digits: usize) -> Option<i64> {
    (text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// `HH:MM:SS`, and a fraction of three or six digits where there is one, as chrono writes it for sqlx.
impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { hour, minute, second, micros } = self;
        write!(f, "{hour:02}:{minute:02}:{second:02}")?;
        match micros {
            0 => Ok(()),
            micros if micros % 1000 == 0 => write!(f, ".{:03}", micros / 1000),
            micros => write!(f, ".{micros:06}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instant(text: &str) -> Option<String> {
        DateTime::parse_instant(text).map(|instant| format!("{} {}", instant.date, instant.time))
    }

    #[test]
    fn dates_and_times_are_read_strictly() {
        for good in ["2026-02-28", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"] {
            assert_eq!(Date::parse(good).map(|date| date.to_string()).as_deref(), Some(good));
        }
        for bad in [
            "2026-02-29",
            "1900-02-29",
            "2026-13-01",
            "0000-01-01",
            "26-1-1",
            "2026-01-01 ",
            "infinity",
            "2026-04-31",
        ] {
            assert_eq!(Date::parse(bad), None, "{bad}");
        }
        let time = |text| Time::parse(text).map(|time| time.to_string());
        assert_eq!(time("09:05").as_deref(), Some("09:05:00"));
        assert_eq!(time("23:59:59.5").as_deref(), Some("23:59:59.500"));
        assert_eq!(time("23:59:59.000001").as_deref(), Some("23:59:59.000001"));
        for bad in ["24:00", "9:05", "09:60", "09:05:60", "09:05:01.", "09:05:01.1234567", "09:05.5", "now"] {
            assert_eq!(time(bad), None, "{bad}");
        }
    }

    #[test]
    fn instants_become_utc() {
        for (text, utc) in [
            ("2026-01-01T00:30:00+01:00", "2025-12-31 23:30:00"),
            ("2025-12-31 23:30:00.25-0045", "2026-01-01 00:15:00.250"),
            ("2024-03-01 00:00:00+05:30", "2024-02-29 18:30:00"),
            ("2024-02-28T23:00-02", "2024-02-29 01:00:00"),
            ("2026-06-15 12:00:00Z", "2026-06-15 12:00:00"),
            ("2026-06-15 12:00:00 +00:00", "2026-06-15 12:00:00"),
        ] {
            assert_eq!(instant(text).as_deref(), Some(utc), "{text}");
        }
        for bad in [
            "2026-01-01 00:00:00",
            "2026-01-01+00:00",
            "0001-01-01 00:00:00+01:00",
            "2026-01-01T00:00:00+16:00",
            "é",
        ] {
            assert_eq!(instant(bad), None, "{bad}");
        }
    }
}
