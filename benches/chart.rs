//! One workout to its picture.

use std::sync::LazyLock;

use divan::{Bencher, black_box};
use lastrep::report::{Figure, ReportInput, figure, png, svg};
use lastrep::scores::{ScoreContext, evaluate};
use lastrep::units::DistanceUnit;

use crate::inputs;

/// The picture of the first activity, as data.
fn laid_out() -> Figure {
    let one = &inputs::STAGED[0];
    let card = evaluate(&one.activity, &one.prepared, &one.structure, &ScoreContext::default());
    figure(&ReportInput {
        activity: &one.activity,
        prepared: &one.prepared,
        structure: &one.structure,
        card: &card,
        recommendation: None,
        history: &[],
        ahead: None,
        longest_days: None,
        runner: "",
        unit: DistanceUnit::Kilometre,
        file: "hour.fit",
        version: lastrep::VERSION,
    })
}

/// The data of the picture, without drawing it.
#[divan::bench(max_time = 1)]
fn figures(bencher: Bencher<'_, '_>) {
    LazyLock::force(&inputs::STAGED);
    bencher.bench(laid_out);
}

/// The picture as PNG: drawn and packed.
#[divan::bench(name = "png", max_time = 1)]
fn as_png(bencher: Bencher<'_, '_>) {
    let picture = laid_out();
    bencher.bench(|| png(black_box(&picture)));
}

/// The picture as SVG: written as text.
#[divan::bench(name = "svg", max_time = 1)]
fn as_svg(bencher: Bencher<'_, '_>) {
    let picture = laid_out();
    bencher.bench(|| svg(black_box(&picture)));
}
