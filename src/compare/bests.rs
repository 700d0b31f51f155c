//! Personal bests: the fastest effort of each standard distance over many activities.

use crate::model::Surface;
use crate::scores::best_efforts::{BestEffort, STANDARDS, Standard, StandardEffort};

/// The fastest effort over one distance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PersonalBest {
    /// The distance.
    pub standard: Standard,
    /// Index of the activity.
    pub activity: usize,
    /// The effort.
    pub effort: BestEffort,
    /// Index of the activity with the next fastest effort, if the measurement cannot tell the two efforts apart at 80 %.
    pub rival: Option<usize>,
}

/// The personal best of each standard distance, shortest distance first. Of equal times, the first activity counts.
///
/// Each activity comes as its surface and its best efforts. Efforts on a treadmill are left out, because the belt measures
/// their distance. Efforts that run down ([`BestEffort::is_downhill`]) are left out, too.
pub(crate) fn personal_bests(activities: &[(Option<Surface>, &[StandardEffort])]) -> Vec<PersonalBest> {
    STANDARDS.iter().filter_map(|standard| best_of(*standard, activities)).collect()
}

fn best_of(standard: Standard, activities: &[(Option<Surface>, &[StandardEffort])]) -> Option<PersonalBest> {
    let mut ranked: Vec<(usize, BestEffort)> = Vec::new();
    for (number, (surface, efforts)) in activities.iter().enumerate() {
        if *surface != Some(Surface::Treadmill) {
            let own = efforts.iter().find(|one| one.standard == standard);
            let effort = own.and_then(|one| one.effort.as_ref().ok()).filter(|one| !one.is_downhill(standard.metres));
            ranked.extend(effort.map(|effort| (number, *effort)));
        }
    }
    ranked.sort_by(|(_, a), (_, b)| a.time_s.total_cmp(&b.time_s));
    let &(activity, effort) = ranked.first()?;
    let is_near = |(_, other): &&(usize, BestEffort)| {
        other.time_s - effort.time_s <= crate::stats::NORMAL_90 * other.sd_s.hypot(effort.sd_s)
    };
    Some(PersonalBest { standard, activity, effort, rival: ranked.get(1).filter(is_near).map(|(number, _)| *number) })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use crate::model::Span;
    use crate::scores::noise::Ruler;

    fn efforts(time_s: f64) -> Vec<StandardEffort> {
        let effort = BestEffort { time_s, sd_s: 1.0, span: Span::new(0.0, time_s), ruler: Ruler::Gnss, climb_m: None };
        vec![StandardEffort { standard: STANDARDS[0], effort: Ok(effort) }]
    }

    #[test]
    fn the_fastest_is_the_best_and_a_near_one_is_named() {
        let (slow, fast, near) = (efforts(80.0), efforts(70.0), efforts(71.0));
        let found = personal_bests(&[(None, &slow), (None, &fast), (Some(Surface::Track), &near)]);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].activity, found[0].rival), (1, Some(2)));
        assert_eq!(personal_bests(&[(None, &slow), (None, &fast)])[0].rival, None);
    }

    #[test]
    fn a_hill_run_down_makes_no_personal_best() {
        let (mut down, own) = (efforts(60.0), efforts(70.0));
        if let Ok(effort) = &mut down[0].effort {
            effort.climb_m = Some(-40.0);
        }
        assert_eq!(personal_bests(&[(None, &down), (None, &own)]).first().unwrap().activity, 1);
    }

    #[test]
    fn a_treadmill_makes_no_personal_best() {
        let (belt, own) = (efforts(60.0), efforts(70.0));
        assert_eq!(personal_bests(&[(Some(Surface::Treadmill), &belt), (None, &own)]).first().unwrap().activity, 1);
        assert!(personal_bests(&[]).is_empty());
    }
}
