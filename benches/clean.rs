//! Activities to ordered samples and a uniform base.

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use lastrep::clean::prepare;

use crate::inputs;

/// All activities.
#[divan::bench(max_time = 1)]
fn activities(bencher: Bencher<'_, '_>) {
    let staged = &inputs::STAGED;
    bencher.counter(ItemsCount::new(inputs::samples(staged))).bench(|| {
        for one in staged.iter() {
            black_box(prepare(black_box(&one.activity)));
        }
    });
}

/// One of six hours.
#[divan::bench(max_time = 1)]
fn six_hours(bencher: Bencher<'_, '_>) {
    let one = &*inputs::SIX_HOURS;
    bencher.counter(ItemsCount::new(one.activity.track.len())).bench(|| prepare(black_box(&one.activity)));
}
