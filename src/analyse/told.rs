//! What a file does not tell of an outing: the runner's own word, else how it moves and where it was.

use crate::model::{Activity, Athlete, Note, Sport, Stage, sun_offset_s};
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
    use crate::model::{Format, Track, Zone};

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
    fn a_stated_sport_fills_in_for_none() {
        let athlete = Athlete { sport: Some(Sport::Running), ..Athlete::default() };
        let labelled = Activity { sport: Sport::Label("other".to_owned()), ..at(0.0) };
        assert_eq!(by_runner(labelled, &athlete).sport, Sport::Running);
        let ride = Activity { sport: Sport::Cycling, ..at(0.0) };
        assert_eq!(by_runner(ride, &athlete).sport, Sport::Cycling);
    }
}
