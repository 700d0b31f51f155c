//! The days ahead as an iCalendar file.

use crate::model::Day;
use crate::progression::{DayKind, PlanDay};
use std::fmt::Write;

/// Most bytes of a line. A longer line goes on in the next line, after a space.
const LINE_BYTES: usize = 75;

/// The runs of a plan as all-day events; days of rest are left out. `today` is the time of creation in the file.
///
/// # Source
/// RFC 5545, Internet Calendaring and Scheduling.
pub fn calendar(days: &[PlanDay], today: Day) -> String {
    let compact = |day: Day| day.to_string().replace('-', "");
    let mut out = String::new();
    let mut line = |text: &str| fold(&mut out, text);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line(&format!("PRODID:-//lastrep//{}//EN", crate::VERSION));
    for day in days.iter().filter(|day| day.kind != DayKind::Rest) {
        line("BEGIN:VEVENT");
        line(&format!("UID:{}-{}@lastrep", compact(day.day), day.kind.name()));
        line(&format!("DTSTAMP:{}T000000Z", compact(today)));
        line(&format!("DTSTART;VALUE=DATE:{}", compact(day.day)));
        line(&format!("DTEND;VALUE=DATE:{}", compact(day.day + 1)));
        line(&format!("SUMMARY:{}", escaped(&format!("Run: {}", day.kind.name()))));
        line(&format!("DESCRIPTION:{}", escaped(&day.text)));
        line("TRANSP:TRANSPARENT");
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    out
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// Adds a line in pieces of at most 75 bytes, each further piece after a space. No letter is cut.
fn fold(out: &mut String, text: &str) {
    let mut length = 0;
    for letter in text.chars() {
        if length + letter.len_utf8() > LINE_BYTES {
            out.push_str("\r\n ");
            length = 1;
        }
        let _ = out.write_char(letter);
        length += letter.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_events_and_rest_is_none() {
        let day = |day, kind, text: &str| PlanDay {
            day,
            kind,
            is_lighter: false,
            text: text.to_owned(),
            distance_m: None,
            fast_m: 0.0,
        };
        let long = "6 \u{d7} 400 m at 1:32\u{2013}1:34, 75 s jog; 10\u{2013}15 min easy and 4 strides before, 10 min easy after";
        let found = calendar(
            &[day(Day::EPOCH + 20_577, DayKind::Rest, "rest"), day(Day::EPOCH + 20_578, DayKind::Reps, long)],
            Day::EPOCH + 20_576,
        );
        assert_eq!(found.matches("BEGIN:VEVENT").count(), 1);
        assert!(found.contains("UID:20260505-reps@lastrep\r\n") && found.contains("DTSTART;VALUE=DATE:20260505\r\n"));
        assert!(found.contains("DTSTAMP:20260503T000000Z\r\n"));
        assert!(found.lines().all(|line| line.len() <= LINE_BYTES), "{found}");
        assert!(found.replace("\r\n ", "").contains("1:34\\, 75 s jog\\; 10"));
        assert!(found.starts_with("BEGIN:VCALENDAR\r\n") && found.ends_with("END:VCALENDAR\r\n"));
    }
}
