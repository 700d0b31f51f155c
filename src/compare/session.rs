//! One session as it is compared: its workout, its reps in order, and what recorded it.

use super::workout::WorkoutShape;
use crate::model::{Activity, Device, HeartRateSensor, Surface};
use crate::scores::noise::Ruler;
use crate::scores::{RepScore, ScoreCard, SetCard, Unavailable};
use crate::segment::Structure;
use crate::stats::{NORMAL_90, Range, mean, root_mean_square, sample_sd, t_80};

/// What is compared of one rep.
#[derive(Debug, Clone, PartialEq)]
pub struct SessionRep {
    /// Index into the parts of the workout.
    pub part: usize,
    /// Timer time, s.
    pub timer_s: f64,
    /// The distance behind the speed, m.
    pub distance_m: f64,
    /// Mean speed, m/s.
    pub speed_mps: f64,
    /// Relative standard deviation of its speed by measurement noise, %.
    pub noise_pct: f64,
    /// Heart rate at the end, bpm; `None` for a rep below 90 s.
    pub heart_rate_end_bpm: Option<f64>,
}

/// One session, ready to be compared with another.
#[derive(Debug, Clone, PartialEq)]
pub struct Session {
    /// What was run.
    pub workout: WorkoutShape,
    /// Its reps, part by part, in order within each.
    pub reps: Vec<SessionRep>,
    /// The part that it is judged by: index into the workout's parts.
    pub main: usize,
    /// What recorded it; `None` for GPX, which names the program that wrote the file instead.
    pub device: Option<Device>,
    /// What measured its heart rate; `None` where the file does not tell.
    pub heart_rate_sensor: Option<HeartRateSensor>,
    /// Mean temperature at the device, degrees Celsius; `None` where it measures none.
    pub temperature_c: Option<f64>,
    /// Why its heart rate cannot be used; `None` when it can.
    pub heart_rate_problem: Option<String>,
    /// Standard deviation of the speed error that all reps of the session share, %; 0 if the lengths are known.
    pub shared_noise_pct: f64,
}

/// A mean speed with its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeanSpeed {
    /// The mean of the reps' speeds, m/s.
    pub speed_mps: f64,
    /// Its 80 % interval, m/s; `None` for a single rep.
    pub ci80_mps: Option<Range>,
    /// Reps.
    pub n: usize,
}

impl Session {
    /// The session of an activity; `None` without reps that have a speed.
    pub fn of(
        activity: &Activity,
        structure: &Structure,
        card: &ScoreCard,
        temperature_c: Option<f64>,
    ) -> Option<Self> {
        let workout = WorkoutShape::of(activity, structure);
        let sets =
            |part: usize| workout.parts[part].sets.iter().filter_map(|set| card.sets.iter().find(|c| c.set == *set));
        let reps: Vec<SessionRep> = (0..workout.parts.len())
            .flat_map(|part| sets(part).flat_map(|set| &set.reps).map(move |rep| rep_of(part, rep)))
            .collect();
        let judged = card.main_set().map(|set| set.set);
        let main = workout.parts.iter().position(|part| judged.is_some_and(|set| part.sets.contains(&set)))?;
        reps.iter().any(|rep| rep.speed_mps.is_finite()).then(|| Self {
            shared_noise_pct: shared_noise_pct(activity, structure),
            temperature_c,
            heart_rate_sensor: activity.heart_rate_sensor,
            heart_rate_problem: card.heart_rate_problem.clone(),
            device: activity.format.names_device().then(|| activity.device.clone()),
            workout,
            reps,
            main,
        })
    }

    /// The reps of a part, in order.
    pub fn reps_of(&self, part: usize) -> impl Iterator<Item = &SessionRep> {
        self.reps.iter().filter(move |rep| rep.part == part)
    }

    /// The card of the largest set of a part.
    pub(crate) fn card_of<'a>(&self, part: usize, card: &'a ScoreCard) -> Option<&'a SetCard> {
        let sets = &self.workout.parts.get(part)?.sets;
        // Of equal sets the first counts: `max_by_key` returns the last, so the order is reversed.
        card.sets.iter().rev().filter(|set| sets.contains(&set.set)).max_by_key(|set| set.reps.len())
    }

    /// The mean speed of a part's reps.
    ///
    /// # Definition
    /// Mean of `d/t` over the reps. The half width of the interval is `sqrt((t(n-1) s / sqrt(n))^2 + (z shared)^2)`, with
    /// `t` and `z` at two-sided 80 %. `s` is the standard deviation of the speeds, and at least the measurement noise of
    /// one rep. `shared` is the error that all reps of a session share.
    /// # Errors
    /// [`Unavailable::MissingChannel`] when no rep has a speed.
    pub(crate) fn mean_speed(&self, part: usize) -> Result<MeanSpeed, Unavailable> {
        let known = |rep: &&SessionRep| rep.speed_mps.is_finite();
        let (speeds, noise): (Vec<f64>, Vec<f64>) =
            self.reps_of(part).filter(known).map(|rep| (rep.speed_mps, rep.noise_pct)).unzip();
        let (n, speed_mps) = (speeds.len(), mean(&speeds));
        if n == 0 {
            return Err(Unavailable::MissingChannel("the reps have no speed".to_owned()));
        }
        let scatter = sample_sd(&speeds).max(root_mean_square(&noise) * speed_mps / 100.0);
        let own = t_80(n - 1) * scatter / (n as f64).sqrt();
        let half = own.hypot(NORMAL_90 * self.shared_noise_pct * speed_mps / 100.0);
        let ci80_mps = (n > 1 && half.is_finite()).then_some(Range::about(speed_mps, half));
        Ok(MeanSpeed { speed_mps, ci80_mps, n })
    }

    /// Mean heart rate at the end of a part's reps, bpm; `None` where it cannot be used.
    pub fn heart_rate_end_bpm(&self, part: usize) -> Option<f64> {
        let known: Vec<f64> = self.reps_of(part).filter_map(|rep| rep.heart_rate_end_bpm).collect();
        (self.heart_rate_problem.is_none() && !known.is_empty()).then(|| mean(&known))
    }
}

fn rep_of(part: usize, rep: &RepScore) -> SessionRep {
    SessionRep {
        part,
        timer_s: rep.timer_s,
        distance_m: rep.distance_m,
        speed_mps: rep.speed_mps,
        noise_pct: rep.noise_pct,
        heart_rate_end_bpm: rep.heart_rate_end_bpm,
    }
}

fn shared_noise_pct(activity: &Activity, structure: &Structure) -> f64 {
    if structure.reps().all(|rep| rep.snapped_distance_m.is_some()) {
        return 0.0;
    }
    if activity.surface == Some(Surface::Treadmill) { Ruler::FootPod.shared_pct() } else { Ruler::Gnss.shared_pct() }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
pub(super) mod tests {
    use super::super::workout::tests::{JOG, workout};
    use super::*;
    use crate::segment::RepLength;

    /// Reps of 400 m on a track at these speeds, measured with so much noise.
    pub(crate) fn session(speeds_mps: &[f64], noise_pct: f64) -> Session {
        let reps = speeds_mps.iter().map(|&speed_mps| SessionRep {
            part: 0,
            timer_s: 400.0 / speed_mps,
            distance_m: 400.0,
            speed_mps,
            noise_pct,
            heart_rate_end_bpm: None,
        });
        Session {
            workout: workout(speeds_mps.len(), RepLength::Distance(400.0), JOG),
            reps: reps.collect(),
            main: 0,
            device: None,
            heart_rate_sensor: None,
            temperature_c: None,
            heart_rate_problem: None,
            shared_noise_pct: 0.0,
        }
    }

    #[test]
    fn a_mean_has_the_interval_of_its_scatter() {
        let mean = session(&[4.0, 4.1, 4.2], 0.5).mean_speed(0).unwrap();
        let half = t_80(2) * 0.1 / 3.0_f64.sqrt();
        assert!((mean.speed_mps - 4.1).abs() < 1e-12 && mean.n == 3);
        assert!((mean.ci80_mps.unwrap().high - 4.1 - half).abs() < 1e-9);
    }

    #[test]
    fn noise_is_the_least_scatter_and_what_a_session_shares_stays() {
        let mut even = session(&[4.0, 4.0, 4.0, 4.0], 1.0);
        let half = |session: &Session| session.mean_speed(0).unwrap().ci80_mps.unwrap().high - 4.0;
        let own = t_80(3) * 0.04 / 2.0;
        assert!((half(&even) - own).abs() < 1e-9);
        even.shared_noise_pct = 0.5;
        assert!((half(&even) - own.hypot(NORMAL_90 * 0.02)).abs() < 1e-9);
        assert_eq!(session(&[4.0], 1.0).mean_speed(0).unwrap().ci80_mps, None);
        assert!(session(&[f64::NAN], 1.0).mean_speed(0).is_err());
    }
}
