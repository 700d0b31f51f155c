//! Segments to score cards.

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use lastrep::scores::best_efforts::best_efforts;
use lastrep::scores::{ScoreContext, evaluate};

use crate::inputs;

/// All activities.
#[divan::bench(max_time = 1)]
fn activities(bencher: Bencher<'_, '_>) {
    let (staged, context) = (&inputs::STAGED, ScoreContext::default());
    bencher.counter(ItemsCount::new(inputs::samples(staged))).bench(|| {
        for one in staged.iter() {
            black_box(evaluate(black_box(&one.activity), &one.prepared, &one.structure, &context));
        }
    });
}

/// The first activity alone: an hour, if inputs are generated.
#[divan::bench(max_time = 1)]
fn first(bencher: Bencher<'_, '_>) {
    let (one, context) = (&inputs::STAGED[0], ScoreContext::default());
    bencher
        .counter(ItemsCount::new(one.activity.track.len()))
        .bench(|| evaluate(black_box(&one.activity), &one.prepared, &one.structure, &context));
}

/// The best efforts of the first activity alone.
#[divan::bench(max_time = 1)]
fn efforts_of_first(bencher: Bencher<'_, '_>) {
    let one = &inputs::STAGED[0];
    bencher
        .counter(ItemsCount::new(one.activity.track.len()))
        .bench(|| best_efforts(black_box(&one.activity), &one.prepared, &one.structure));
}
