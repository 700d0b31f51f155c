//! A file of another sport tells the history that the legs were trained, and nothing of running.

use lastrep::model::Sport;
use lastrep::progression::{SessionSummary, summarise};
use lastrep::scores::{ScoreContext, evaluate};
use lastrep::segment::{RepsFrom, find};
use lastrep::{clean, formats};

/// The summary of a file's one activity, as if it were of a sport.
fn summary(file: &str, sport: Option<Sport>) -> SessionSummary {
    let mut activity = formats::read(&std::fs::read(file).unwrap()).unwrap().activities.remove(0);
    activity.sport = sport.unwrap_or(activity.sport);
    let prepared = clean::prepare(&activity);
    let structure = find(&activity, &prepared, RepsFrom::Auto);
    let card = evaluate(&activity, &prepared, &structure, &ScoreContext::default());
    summarise(&activity, &prepared, &structure, &card)
}

#[test]
fn a_ride_trains_the_legs_and_is_no_run() {
    let ride = summary("testdata/fit/road-ride.fit", None);
    assert!(ride.trains_legs && !ride.running && !ride.has_reps() && !ride.is_fast());
    assert!(ride.timer_s > 2_400.0, "{} s", ride.timer_s);
    let swim = summary("testdata/fit/road-ride.fit", Some(Sport::Swimming));
    assert!(!swim.trains_legs && !swim.running);
}

#[test]
fn a_run_is_no_other_training() {
    let run = summary("testdata/fit/track-6x400-week1.fit", None);
    assert!(run.running && run.has_reps() && !run.trains_legs);
    let rowed = summary("testdata/fit/track-6x400-week1.fit", Some(Sport::Other("rowing".to_owned())));
    assert!(rowed.trains_legs && !rowed.running && !rowed.has_reps());
}
