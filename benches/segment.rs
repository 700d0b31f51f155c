//! Cleaned activities to reps and recoveries.

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use lastrep::segment::{RepsFrom, find};

use crate::inputs;

fn all(bencher: Bencher<'_, '_>, from: RepsFrom) {
    let staged = &inputs::STAGED;
    bencher.counter(ItemsCount::new(inputs::samples(staged))).bench(|| {
        for one in staged.iter() {
            black_box(find(black_box(&one.activity), &one.prepared, from));
        }
    });
}

/// All activities, each by its best evidence.
#[divan::bench(max_time = 1)]
fn auto(bencher: Bencher<'_, '_>) {
    all(bencher, RepsFrom::Auto);
}

/// All activities, by laps, steps and intensity alone.
#[divan::bench(max_time = 1)]
fn laps(bencher: Bencher<'_, '_>) {
    all(bencher, RepsFrom::Laps);
}

/// All activities, by speed alone.
#[divan::bench(max_time = 1)]
fn signal(bencher: Bencher<'_, '_>) {
    all(bencher, RepsFrom::Signal);
}

/// One activity of six hours, by speed alone, with nearly as many fast stretches as are ever looked at. It must stay below
/// 12 ms on one core, because a whole history is read in one go.
#[divan::bench(max_time = 1)]
fn six_hours(bencher: Bencher<'_, '_>) {
    let one = &*inputs::SIX_HOURS;
    let counter = ItemsCount::new(one.activity.track.len());
    bencher.counter(counter).bench(|| find(black_box(&one.activity), &one.prepared, RepsFrom::Signal));
}
