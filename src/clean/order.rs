//! Puts samples into strictly increasing time and drops what cannot be placed.

use crate::model::{Note, Stage, Track};
use crate::units::{DAY_S, HOUR_S};

/// Longest span of one activity, s: four days. A clock that jumps by years would make an endless base.
const MAX_SPAN_S: f64 = 4.0 * DAY_S;

/// A hole longer than this separates two outings when the whole span is impossible, s.
const OUTING_GAP_S: f64 = 12.0 * HOUR_S;

/// Samples closer than this are the same instant, s.
const SAME_INSTANT_S: f64 = 0.01;

/// The samples in strictly increasing time.
///
/// Samples of one instant are merged: the first present value of each column stays. Where time goes back, the longest
/// increasing run of samples stays. When the whole span exceeds four days, the largest cluster of samples stays. Each
/// loss is a note.
pub(super) fn ordered(track: &Track, notes: &mut Vec<Note>) -> Track {
    if track.time_s.windows(2).all(|pair| pair[1] - pair[0] > SAME_INSTANT_S) && span(&track.time_s) <= MAX_SPAN_S {
        return track.clone();
    }
    let kept = increasing(&track.time_s);
    let backwards = track.len() - kept.len();
    let merged = merged_instants(track, &kept);
    if backwards > 0 {
        notes.push(Note::new(Stage::Clean, format!("{backwards} samples dropped: time went backwards")));
    }
    let duplicates = kept.len() - merged.len();
    if duplicates > 0 {
        notes.push(Note::new(Stage::Clean, format!("{duplicates} samples merged: same time as the one before")));
    }
    largest_cluster(merged, notes)
}

fn span(time_s: &[f64]) -> f64 {
    match (time_s.first(), time_s.last()) {
        (Some(first), Some(last)) => last - first,
        _ => 0.0,
    }
}

/// Indices of the longest non-decreasing subsequence of finite times (patience sorting, n log n).
pub(super) fn increasing(time_s: &[f64]) -> Vec<usize> {
    if time_s.windows(2).all(|pair| pair[1] >= pair[0]) {
        return (0..time_s.len()).collect();
    }
    let mut tails: Vec<usize> = Vec::new();
    let mut previous = vec![usize::MAX; time_s.len()];
    for (i, &time) in time_s.iter().enumerate() {
        if !time.is_finite() {
            continue;
        }
        let place = tails.partition_point(|&tail| time_s[tail] <= time);
        if place > 0 {
            previous[i] = tails[place - 1];
        }
        if place == tails.len() {
            tails.push(i);
        } else {
            tails[place] = i;
        }
    }
    let mut kept = Vec::with_capacity(tails.len());
    let mut at = tails.last().copied().unwrap_or(usize::MAX);
    while at != usize::MAX {
        kept.push(at);
        at = previous[at];
    }
    kept.reverse();
    kept
}

/// One sample per instant. Several samples of one instant give the first present value of each column.
fn merged_instants(track: &Track, kept: &[usize]) -> Track {
    let mut leaders: Vec<usize> = Vec::with_capacity(kept.len());
    let mut group_of: Vec<usize> = Vec::with_capacity(kept.len());
    for &index in kept {
        let is_new = leaders.last().is_none_or(|&leader| track.time_s[index] - track.time_s[leader] > SAME_INSTANT_S);
        if is_new {
            leaders.push(index);
        }
        group_of.push(leaders.len() - 1);
    }
    let mut merged = track.select(&leaders);
    for (column, source) in merged.channels_mut().into_iter().zip(track.channels()) {
        let (Some(column), Some(source)) = (column, source.1) else { continue };
        for (&group, &index) in group_of.iter().zip(kept) {
            if column[group].is_nan() {
                column[group] = source[index];
            }
        }
    }
    merged
}

/// The cluster with the most samples when the whole span is impossible. A cluster has no hole over 12 h and spans at
/// most four days.
fn largest_cluster(track: Track, notes: &mut Vec<Note>) -> Track {
    if span(&track.time_s) <= MAX_SPAN_S {
        return track;
    }
    let mut best = 0..0;
    let mut start = 0;
    for end in 1..=track.len() {
        let is_break = end == track.len() || track.time_s[end] - track.time_s[end - 1] > OUTING_GAP_S;
        let too_long = end < track.len() && track.time_s[end] - track.time_s[start] > MAX_SPAN_S;
        if is_break || too_long {
            if end - start > best.len() {
                best = start..end;
            }
            start = end;
        }
    }
    let dropped = track.len() - best.len();
    let text = format!("{dropped} samples dropped: they lie more than four days from the rest");
    notes.push(Note::new(Stage::Clean, text));
    track.select(&best.collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn track(times: &[f64]) -> Track {
        let values = times.iter().enumerate().map(|(i, _)| i as f64).collect();
        Track { time_s: times.to_vec(), heart_rate_bpm: Some(values), ..Track::default() }
    }

    #[test]
    fn a_single_wild_time_costs_only_itself() {
        let mut notes = Vec::new();
        let clean = ordered(&track(&[0.0, 1.0, 900.0, 2.0, 3.0]), &mut notes);
        assert_eq!(clean.time_s, vec![0.0, 1.0, 2.0, 3.0]);
        assert_eq!(clean.heart_rate_bpm, Some(vec![0.0, 1.0, 3.0, 4.0]));
        assert_eq!(notes[0].text, "1 samples dropped: time went backwards");
    }

    #[test]
    fn samples_of_one_instant_complete_each_other() {
        let mut twice = track(&[0.0, 1.0, 1.0, 2.0]);
        twice.heart_rate_bpm = Some(vec![100.0, f64::NAN, 101.0, 102.0]);
        let clean = ordered(&twice, &mut Vec::new());
        assert_eq!(clean.heart_rate_bpm, Some(vec![100.0, 101.0, 102.0]));
    }

    #[test]
    fn a_clock_set_years_later_keeps_the_larger_part() {
        let clean = ordered(&track(&[0.0, 1.0, 6e8, 6e8 + 1.0, 6e8 + 2.0]), &mut Vec::new());
        assert_eq!(clean.len(), 3);
    }
}
