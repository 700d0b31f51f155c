//! What a file does not tell of an outing: the runner's own word, a list beside the file, how it moves and where it was.

use crate::model::{
    Activity, Athlete, Beside, Channel, Hearts, JournalDay, Listed, Note, Said, Sport, Stage, Teller, Timed,
    sun_offset_s,
};
use crate::segment::WorkoutKind;
use crate::units::HOUR_S;

/// The sport and the zone as the runner states them, where the file leaves them open; a zone that nobody states by the sun.
pub(super) fn by_runner(mut activity: Activity, athlete: &Athlete) -> Activity {
    if let Some(sport) = athlete.sport.as_ref().filter(|_| activity.sport.is_untold()) {
        activity.sport = sport.clone();
    }
    if activity.utc_offset_s.is_none() {
        let stated = athlete.zone.as_ref().and_then(|zone| zone.offset_s(activity.start_unix_s()));
        activity.utc_offset_s = stated.or_else(|| by_the_sun(&mut activity));
    }
    activity
}

/// The largest time between the start of an activity and the start in a list, s: a watch that waits for satellites writes
/// its first record later.
const SAME_START_S: f64 = 60.0;

/// What the lists beside a file say of its activities. A row that names the file is about its only activity: nobody can
/// tell which of several is meant.
pub(super) fn by_list(activities: &mut [Activity], beside: Beside<'_>) {
    if let ([activity], Some(listed)) = (&mut *activities, beside.named) {
        take_listed(activity, listed);
    }
    for activity in activities {
        if let Some(timed) = nearest(beside.timed, activity.start_unix_s()) {
            take_listed(activity, &timed.listed);
        }
        if let Some(hearts) = beside.hearts {
            take_hearts(activity, hearts);
        }
    }
}

/// The row whose start is nearest to a start, of rows in order of start; `None` where none is the same start.
pub(crate) fn nearest(rows: &[Timed], start_unix_s: f64) -> Option<&Timed> {
    let after = rows.partition_point(|row| row.start_unix_s < start_unix_s);
    let off = |row: &&Timed| (row.start_unix_s - start_unix_s).abs();
    let near = rows[after.saturating_sub(1)..].iter().take(2).filter(|row| off(row) <= SAME_START_S);
    near.min_by(|a, b| off(a).total_cmp(&off(b)))
}

/// Fills in the heart rate of a recording without any.
fn take_hearts(activity: &mut Activity, hearts: &Hearts) {
    if activity.track.heart_rate_bpm.is_some() {
        return;
    }
    let times = activity.track.time_s.iter().map(|time| activity.origin_unix_s + time);
    let rates: Channel = times.map(|unix_s| hearts.at(unix_s).unwrap_or(f64::NAN)).collect();
    let known = rates.iter().filter(|rate| rate.is_finite()).count();
    if known > 0 {
        let text = format!("heart rate of {known} of {} samples from Apple Health, by time", rates.len());
        activity.notes.push(Note::new(Stage::Read, text));
        activity.track.heart_rate_bpm = Some(rates);
    }
}

/// The list's words stand above the file's: the runner could change them later. Its sport only fills in for none.
fn take_listed(activity: &mut Activity, listed: &Listed) {
    activity.told = listed.told.clone().above(std::mem::take(&mut activity.told));
    if activity.sport.is_untold() && !listed.sport.is_untold() {
        activity.sport = listed.sport.clone();
        activity.surface = activity.surface.or(listed.surface);
    } else if is_another(&activity.sport, &listed.sport) {
        let (own, other, by) = (activity.sport.name(), listed.sport.name(), listed.by.name());
        let text = format!("{own} in the file, {other} by {by}: the file counts");
        activity.notes.push(Note::new(Stage::Read, text));
    }
}

/// Whether two sports are known and differ.
fn is_another(one: &Sport, other: &Sport) -> bool {
    one != other && Sport::STATED.contains(one) && Sport::STATED.contains(other)
}

/// The effort that the journal has for the day stands above what the file and the lists say.
pub(super) fn by_journal(activity: &mut Activity, journal: &[JournalDay]) {
    let day = activity.day();
    let written = journal.iter().find(|row| row.day == day).and_then(|row| row.rpe_cr10);
    let told = written.map(|value| Said { value, by: Teller::Journal });
    activity.told.rpe_cr10 = told.or(activity.told.rpe_cr10);
}

/// Local time by the longitude of the first position, told as the guess that it is.
fn by_the_sun(activity: &mut Activity) -> Option<i32> {
    let longitude = activity.track.longitude_deg.as_ref()?.iter().copied().find(|degrees| degrees.is_finite())?;
    let offset_s = sun_offset_s(longitude);
    let text = format!("no local time in the file: UTC{:+} guessed from the longitude", offset_s / HOUR_S as i32);
    activity.notes.push(Note::new(Stage::Read, text));
    Some(offset_s)
}

/// Calls a run what moves like one and is called nothing else.
pub(super) fn by_movement(activity: &mut Activity, kind: WorkoutKind) {
    if !activity.sport.is_untold() || matches!(kind, WorkoutKind::NotRunning | WorkoutKind::Unreadable) {
        return;
    }
    if let Sport::Label(word) = &activity.sport {
        let text = format!("called \"{word}\", which names no sport known here: a run by how it moves");
        activity.notes.push(Note::new(Stage::Read, text));
    }
    activity.sport = Sport::Running;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Format, Told, Track, Zone};

    fn at(longitude_deg: f64) -> Activity {
        let track = Track { time_s: vec![0.0], longitude_deg: Some(vec![longitude_deg]), ..Track::default() };
        Activity { track, origin_unix_s: 1_714_955_400.0, ..Activity::new(Format::Gpx) }
    }

    #[test]
    fn local_time_is_stated_or_guessed_and_never_written_over() {
        let guessed = by_runner(at(-74.0), &Athlete::default());
        assert_eq!((guessed.utc_offset_s, guessed.notes.len()), (Some(-18_000), 1));
        let athlete = Athlete { zone: Zone::named("America/New_York"), ..Athlete::default() };
        let stated = by_runner(at(-74.0), &athlete);
        assert_eq!((stated.utc_offset_s, stated.notes.len()), (Some(-14_400), 0));
        let told = by_runner(Activity { utc_offset_s: Some(0), ..at(-74.0) }, &athlete);
        assert_eq!(told.utc_offset_s, Some(0));
    }

    #[test]
    fn the_journal_stands_above_a_list_and_a_list_above_the_file() {
        let said = |value: f64, by| Some(Said { value, by });
        let list = Told { rpe_cr10: said(7.0, Teller::Strava), ..Told::default() };
        let listed = Listed { by: Teller::Strava, told: list, sport: Sport::Running, surface: None };
        let told = Told { rpe_cr10: said(4.0, Teller::File), feel_pct: said(50.0, Teller::File), ..Told::default() };
        let mut activities = [Activity { told, ..at(0.0) }];
        by_list(&mut activities, Beside { named: Some(&listed), ..Beside::default() });
        let activity = &mut activities[0];
        assert_eq!((activity.told.rpe_cr10, activity.told.feel_pct()), (said(7.0, Teller::Strava), Some(50.0)));
        assert_eq!((&activity.sport, activity.notes.len()), (&Sport::Running, 0));
        let row = |rpe_cr10| JournalDay { day: at(0.0).day(), rpe_cr10, ..JournalDay::default() };
        by_journal(activity, &[row(None)]);
        assert_eq!(activity.told.rpe_cr10, said(7.0, Teller::Strava));
        by_journal(activity, &[row(Some(9.0))]);
        assert_eq!(activity.told.rpe_cr10, said(9.0, Teller::Journal));
    }

    #[test]
    fn the_sport_of_a_list_only_fills_in_for_none() {
        let ride = Listed { by: Teller::Strava, told: Told::default(), sport: Sport::Cycling, surface: None };
        let mut activities = [Activity { sport: Sport::Running, ..at(0.0) }];
        by_list(&mut activities, Beside { named: Some(&ride), ..Beside::default() });
        assert_eq!((&activities[0].sport, activities[0].notes.len()), (&Sport::Running, 1));
        let mut two = [at(0.0), at(0.0)];
        by_list(&mut two, Beside { named: Some(&ride), ..Beside::default() });
        assert_eq!(two[0].sport, Sport::Unknown, "of two activities nobody knows which is meant");
    }

    #[test]
    fn a_row_without_a_file_is_joined_by_its_start_and_heart_rate_by_time() {
        let start = at(0.0).start_unix_s();
        let timed = |start_unix_s: f64, sport| Timed {
            start_unix_s,
            listed: Listed { by: Teller::Garmin, told: Told::default(), sport, surface: None },
        };
        let rows = [
            timed(start - 900.0, Sport::Cycling),
            timed(start - 8.0, Sport::Running),
            timed(start + 900.0, Sport::Hiking),
        ];
        let mut hearts = Hearts::default();
        hearts.extend([(start, 140.0)]);
        let mut activities = [at(0.0)];
        by_list(&mut activities, Beside { timed: &rows, hearts: Some(&hearts), ..Beside::default() });
        assert_eq!(activities[0].sport, Sport::Running);
        assert_eq!(activities[0].track.heart_rate_bpm, Some(vec![140.0]));
        assert!(nearest(&rows, start + 400.0).is_none() && nearest(&[], start).is_none());
    }

    #[test]
    fn a_stated_sport_fills_in_for_none() {
        let athlete = Athlete { sport: Some(Sport::Running), ..Athlete::default() };
        let labelled = Activity { sport: Sport::Label("other".to_owned()), ..at(0.0) };
        assert_eq!(by_runner(labelled, &athlete).sport, Sport::Running);
        let ride = Activity { sport: Sport::Cycling, ..at(0.0) };
        assert_eq!(by_runner(ride, &athlete).sport, Sport::Cycling);
    }
}
