//! The weeks of a runner: how far, how much of it fast, and the load with its monotony and strain. For display alone.

use crate::model::Day;
use crate::scores::load::{WeekLoad, WeightedLoads, week_load};
use crate::scores::{Score, Unavailable};

/// Days of a week.
const WEEK: i64 = 7;
/// The most weeks that are listed: fifty years. An earlier outing has a wrong clock.
const MOST_WEEKS: i64 = 2600;

/// What one outing adds to its week.
#[derive(Debug, Clone, PartialEq)]
pub struct Outing {
    /// Its day.
    pub day: Day,
    /// Distance run, m; 0 for other sports, NaN if it is not known.
    pub run_m: f64,
    /// Distance of its reps, m.
    pub fast_m: f64,
    /// Session load by RPE.
    pub rpe_load: Score,
    /// Training impulse by heart rate.
    pub trimp: Score,
}

/// The measure of a week's load.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoadBy {
    /// Session load by RPE.
    Rpe,
    /// Banister's training impulse.
    Trimp,
}

impl LoadBy {
    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rpe => "rpe",
            Self::Trimp => "trimp",
        }
    }
}

/// The load of one week.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Loaded {
    /// The measure of the load.
    pub by: LoadBy,
    /// Sum of the week.
    pub load: f64,
    /// Monotony and strain of the week's days; `None` for a week of rest.
    pub week: Option<WeekLoad>,
    /// Load of 7 days over that of 28, exponentially weighted, at the week's end; `None` before 28 days are on record.
    pub ratio: Option<f64>,
}

/// One week, from Monday.
#[derive(Debug, Clone, PartialEq)]
pub struct Week {
    /// Its Monday.
    pub monday: Day,
    /// Outings, of any sport.
    pub outings: usize,
    /// Distance run, m; NaN if the distance of a run is not known.
    pub run_m: f64,
    /// Distance of reps, m.
    pub fast_m: f64,
    /// The load of the week, or why it is not known.
    pub load: Result<Loaded, Unavailable>,
}

/// All weeks from the first outing to the last, also weeks without an outing. The outings must be in order of day.
///
/// # Definition
/// The load of a week is by RPE if every outing of the week has an RPE, else by heart rate if every outing has a load by
/// heart rate. A day without an outing has the load 0.
/// A week without an outing has the load 0. Its measure is that of the last week with a load; before the first such week,
/// it is a measure that some outing has. If no outing of the runner has a load, the week has none.
/// Monotony and strain are as in [`week_load`]. The ratio is as in [`load_ratio`](crate::scores::load::load_ratio), over the unbroken weeks of the same
/// measure up to this week.
pub fn weeks(outings: &[Outing]) -> Vec<Week> {
    let (Some(first), Some(last)) = (outings.first(), outings.last()) else { return Vec::new() };
    let newest = last.day.monday();
    let oldest = first.day.monday().max(newest - (MOST_WEEKS - 1) * WEEK);
    let mut history = LoadsSoFar { usual: usual(outings), ..LoadsSoFar::default() };
    let mondays = (0..=newest.weeks_since(oldest)).map(|weeks| oldest + weeks * WEEK);
    mondays.map(|monday| week(outings, monday, &mut history)).collect()
}

/// The loads of the unbroken weeks of one measure up to now.
#[derive(Default)]
struct LoadsSoFar {
    by: Option<LoadBy>,
    weighted: WeightedLoads,
    /// The measure of the last week with a load. Before the first such week: the better measure that some outing has.
    usual: Option<LoadBy>,
}

/// The measures, the better one first.
const MEASURES: [LoadBy; 2] = [LoadBy::Rpe, LoadBy::Trimp];

/// The first measure that some outing has.
fn usual(outings: &[Outing]) -> Option<LoadBy> {
    MEASURES.into_iter().find(|by| outings.iter().any(|outing| of(outing, *by).is_ok()))
}

fn of(outing: &Outing, by: LoadBy) -> &Score {
    match by {
        LoadBy::Rpe => &outing.rpe_load,
        LoadBy::Trimp => &outing.trimp,
    }
}

fn week(outings: &[Outing], monday: Day, history: &mut LoadsSoFar) -> Week {
    let from = outings.partition_point(|outing| outing.day < monday);
    let own = &outings[from..from + outings[from..].partition_point(|outing| outing.day < monday + WEEK)];
    Week {
        monday,
        outings: own.len(),
        run_m: own.iter().map(|outing| outing.run_m).sum(),
        fast_m: own.iter().map(|outing| outing.fast_m).sum(),
        load: load(own, monday, history),
    }
}

fn load(own: &[Outing], monday: Day, history: &mut LoadsSoFar) -> Result<Loaded, Unavailable> {
    let found = if own.is_empty() {
        history.by.or(history.usual).map(|by| (by, [0.0; WEEK as usize]))
    } else {
        MEASURES.into_iter().find_map(|by| Some((by, daily(own, monday, by)?)))
    };
    let Some((by, days)) = found else {
        *history = LoadsSoFar { usual: history.usual, ..LoadsSoFar::default() };
        if own.is_empty() {
            return Err(Unavailable::MissingChannel("no outing, and none of this runner has a load".to_owned()));
        }
        let missing = own.iter().find_map(|outing| outing.trimp.as_ref().err().map(ToString::to_string));
        let reason = missing.unwrap_or_else(|| "no heart rate".to_owned());
        return Err(Unavailable::MissingChannel(format!("an outing without RPE, and by heart rate: {reason}")));
    };
    if history.by != Some(by) {
        *history = LoadsSoFar { by: Some(by), weighted: WeightedLoads::default(), usual: Some(by) };
    }
    history.weighted = days.iter().fold(history.weighted, |loads, load| loads.after(*load));
    let load = days.iter().sum();
    let week = week_load(&days).filter(|_| load > 0.0);
    let ratio = history.weighted.ratio().filter(|ratio| ratio.is_finite());
    Ok(Loaded { by, load, week, ratio })
}

/// The loads of the seven days; `None` when an outing has none.
fn daily(own: &[Outing], monday: Day, by: LoadBy) -> Option<[f64; WEEK as usize]> {
    let mut days = [0.0; WEEK as usize];
    for outing in own {
        days[usize::try_from(outing.day - monday).ok()?] += of(outing, by).as_ref().ok()?.value;
    }
    Some(days)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::scores::Value;

    /// Monday, 5 January 1970.
    const MONDAY: Day = Day::of(1970, 1, 5);

    fn outing(day: Day, rpe_load: Option<f64>, trimp: Option<f64>) -> Outing {
        let score = |value: Option<f64>, what: &str| {
            let known = |value| Value { value, ci80: None, n: 0, word: "", caveat: String::new() };
            value.map(known).ok_or_else(|| Unavailable::MissingChannel(what.to_owned()))
        };
        let (rpe_load, trimp) = (score(rpe_load, "no RPE"), score(trimp, "no heart rate"));
        Outing { day, run_m: 10_000.0, fast_m: 2400.0, rpe_load, trimp }
    }

    #[test]
    fn weeks_begin_on_monday_and_none_is_left_out() {
        let found = weeks(&[outing(MONDAY, Some(300.0), None), outing(MONDAY + 15, Some(400.0), None)]);
        let told: Vec<_> = found.iter().map(|week| (week.monday, week.outings, week.run_m as i64)).collect();
        assert_eq!(told, [(MONDAY, 1, 10_000), (MONDAY + 7, 0, 0), (MONDAY + 14, 1, 10_000)]);
        assert_eq!(found[1].load.clone().unwrap().week, None, "rest is not monotonous");
        assert!(weeks(&[]).is_empty());
    }

    #[test]
    fn monotony_and_strain_are_those_of_the_seven_days() {
        // Foster's example week: days of 300 and rest in turn.
        let outings: Vec<Outing> = [0, 2, 4, 6].map(|day| outing(MONDAY + day, Some(300.0), None)).to_vec();
        let load = weeks(&outings)[0].load.clone().unwrap();
        let (mean, sd) = (1200.0 / 7.0, (7.0_f64 / 6.0).sqrt() * 300.0 * (12.0_f64 / 49.0).sqrt());
        assert_eq!((load.by, load.load as i64), (LoadBy::Rpe, 1200));
        let week = load.week.unwrap();
        assert!((week.monotony - mean / sd).abs() < 1e-9);
        assert!((week.strain - 1200.0 * mean / sd).abs() < 1e-6);
        assert_eq!(load.ratio, None, "28 days are needed");
    }

    #[test]
    fn heart_rate_stands_in_and_a_gap_says_why() {
        let by_heart = [outing(MONDAY, Some(300.0), Some(80.0)), outing(MONDAY + 1, None, Some(90.0))];
        assert_eq!(weeks(&by_heart)[0].load.clone().unwrap().by, LoadBy::Trimp);
        let neither = [outing(MONDAY, Some(300.0), None), outing(MONDAY + 1, None, Some(90.0))];
        assert!(weeks(&neither)[0].load.clone().unwrap_err().to_string().ends_with("no heart rate"));
    }

    #[test]
    fn a_week_without_outings_is_zero_only_of_a_load_that_the_runner_has() {
        let gap = |rpe: Option<f64>, trimp: Option<f64>| {
            let found = weeks(&[outing(MONDAY, rpe, trimp), outing(MONDAY + 14, rpe, trimp)]);
            found[1].load.clone().map(|load| (load.by, load.load as i64))
        };
        assert_eq!(gap(None, Some(80.0)), Ok((LoadBy::Trimp, 0)), "he never gave an RPE");
        assert_eq!(gap(Some(300.0), None), Ok((LoadBy::Rpe, 0)));
        assert_eq!(gap(None, None).unwrap_err().to_string(), "no outing, and none of this runner has a load");
        // After a week that has none, by what he had before; before any, by what he has later.
        let (bare, known) = (|day| outing(day, None, None), |day| outing(day, None, Some(80.0)));
        let found = weeks(&[known(MONDAY), bare(MONDAY + 7), known(MONDAY + 21)]);
        assert_eq!(found[2].load.as_ref().unwrap().by, LoadBy::Trimp);
        let found = weeks(&[bare(MONDAY), known(MONDAY + 14)]);
        assert_eq!(found[1].load.as_ref().unwrap().by, LoadBy::Trimp);
    }

    #[test]
    fn the_ratio_needs_four_weeks_of_one_measure() {
        let daily: Vec<Outing> = (0..28).map(|day| outing(MONDAY + day, Some(100.0), Some(50.0))).collect();
        let ratios = |outings: &[Outing]| -> Vec<Option<f64>> {
            weeks(outings).iter().map(|week| week.load.as_ref().ok().and_then(|load| load.ratio)).collect()
        };
        let found = ratios(&daily);
        assert!(found[..3].iter().all(Option::is_none) && (found[3].unwrap() - 1.0).abs() < 1e-9);
        let mut mixed = daily;
        mixed[8].rpe_load = Err(Unavailable::MissingChannel("no RPE".to_owned()));
        assert!(ratios(&mixed).iter().all(Option::is_none), "two measures do not add up");
    }
}
