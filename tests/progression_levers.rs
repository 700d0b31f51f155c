//! Vectors of the choice of a lever, family by family: each row changes a clean confirmed session in one way, and says which
//! rule fires and which lever moves.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use lastrep::progression::{DecisionInput, Family, Level, Lever, SessionEvidence, Signal, decide};
use lastrep::scores::Grade;

use crate::common::sessions;

/// A clean session of a family, at its RPE ceiling.
fn clean(family: Family) -> SessionEvidence {
    let rep_s = match family {
        Family::F => 20.0,
        Family::R => 45.0,
        Family::T => 480.0,
        Family::I | Family::S => 92.0,
    };
    SessionEvidence {
        target_error_pct: Some(0.0),
        rpe_cr10: Some(family.rpe_ceiling()),
        soreness_after: Some(1.0),
        ..sessions::clean(6, rep_s)
    }
}

/// Three clean sessions on a fresh day with every lever of the family open.
fn confirmed(family: Family) -> DecisionInput {
    DecisionInput {
        family,
        sessions: vec![clean(family); 3],
        signals: vec![Signal { level: Level::Green, text: "soreness 1 in 10".to_owned() }],
        bad_days_of3: 0,
        illness: false,
        pain: None,
        focal_pain: false,
        unread_symptoms: Vec::new(),
        days_no_run: Some(1),
        days_no_fast: Some(2),
        days_no_family: Some(2),
        fails_last3_hard: 0,
        build_weeks: 1,
        heat_today: None,
        passes_needed: 2,
        family_gap_days: 15,
        after_lighter: false,
        new_altitude_days: None,
        novice: false,
        require_rpe: false,
        monotony: None,
        ewma_ratio: None,
        anchor_old: false,
        open_levers: family.levers().to_vec(),
        blocked: Vec::new(),
    }
}

type Change = fn(&mut DecisionInput);

/// Changes the newest session.
fn newest(input: &mut DecisionInput) -> &mut SessionEvidence {
    input.sessions.last_mut().unwrap()
}

/// Changes all sessions.
fn all(input: &mut DecisionInput, change: fn(&mut SessionEvidence)) {
    input.sessions.iter_mut().for_each(change);
}

/// Two points below the ceiling: easy.
fn easy(input: &mut DecisionInput) {
    all(input, |session| session.rpe_cr10 = session.rpe_cr10.map(|rpe| rpe - 2.0));
}

/// What changes, the family, the rule and the lever.
const VECTORS: [(&str, Family, Change, &str, Option<Lever>); 51] = [
    // The first open lever in the order of the family.
    ("strides gain a rep", Family::F, |_| {}, "D14", Some(Lever::Reps)),
    (
        "then length",
        Family::F,
        |i| {
            i.open_levers.remove(0);
        },
        "D14",
        Some(Lever::Length),
    ),
    ("repetition gains a rep", Family::R, |_| {}, "D14", Some(Lever::Reps)),
    (
        "then pace",
        Family::R,
        |i| {
            i.open_levers.remove(0);
        },
        "D14",
        Some(Lever::Pace),
    ),
    (
        "then length",
        Family::R,
        |i| {
            i.open_levers.drain(..2);
        },
        "D14",
        Some(Lever::Length),
    ),
    ("intervals gain a rep", Family::I, |_| {}, "D14", Some(Lever::Reps)),
    (
        "then length",
        Family::I,
        |i| {
            i.open_levers.remove(0);
        },
        "D14",
        Some(Lever::Length),
    ),
    (
        "then less rest",
        Family::I,
        |i| {
            i.open_levers.drain(..2);
        },
        "D14",
        Some(Lever::Rest),
    ),
    (
        "then pace",
        Family::I,
        |i| {
            i.open_levers.drain(..3);
        },
        "D14",
        Some(Lever::Pace),
    ),
    ("threshold gains time", Family::T, |_| {}, "D14", Some(Lever::Reps)),
    (
        "then gains more time by longer reps",
        Family::T,
        |i| {
            i.open_levers.remove(0);
        },
        "D14",
        Some(Lever::Length),
    ),
    (
        "then less rest",
        Family::T,
        |i| {
            i.open_levers.drain(..2);
        },
        "D14",
        Some(Lever::Rest),
    ),
    ("goal pace loses rest first", Family::S, |_| {}, "D14", Some(Lever::Rest)),
    (
        "then gains a rep",
        Family::S,
        |i| {
            i.open_levers.remove(0);
        },
        "D14",
        Some(Lever::Reps),
    ),
    (
        "then length",
        Family::S,
        |i| {
            i.open_levers.drain(..2);
        },
        "D14",
        Some(Lever::Length),
    ),
    ("nothing open", Family::I, |i| i.open_levers.clear(), "D13", None),
    // Easy sessions gain pace before anything else, where it may be judged.
    ("easy: pace", Family::I, easy, "D14", Some(Lever::Pace)),
    ("easy: pace", Family::R, easy, "D14", Some(Lever::Pace)),
    ("easy threshold has no pace lever", Family::T, easy, "D14", Some(Lever::Reps)),
    ("easy goal pace has none either", Family::S, easy, "D14", Some(Lever::Rest)),
    ("easy strides are by feel", Family::F, easy, "D14", Some(Lever::Reps)),
    (
        "easy but the last rep fell",
        Family::I,
        |i| {
            easy(i);
            newest(i).last_rep_pct = Some(-0.1);
        },
        "D14",
        Some(Lever::Reps),
    ),
    (
        "easy but rough data",
        Family::I,
        |i| {
            easy(i);
            newest(i).grade = Grade::C;
        },
        "D14",
        Some(Lever::Reps),
    ),
    (
        "easy but uneven",
        Family::I,
        |i| {
            easy(i);
            newest(i).scatter_pct = Some(1.6);
        },
        "D14",
        Some(Lever::Reps),
    ),
    (
        "easy but an old anchor",
        Family::I,
        |i| {
            easy(i);
            i.anchor_old = true;
        },
        "D14",
        Some(Lever::Reps),
    ),
    (
        "easy but a novice",
        Family::I,
        |i| {
            easy(i);
            i.novice = true;
        },
        "D14",
        Some(Lever::Reps),
    ),
    (
        "easy but pace is spent",
        Family::I,
        |i| {
            easy(i);
            i.open_levers.pop();
        },
        "D14",
        Some(Lever::Reps),
    ),
    ("one easy, one not", Family::I, |i| i.sessions[1].rpe_cr10 = Some(4.0), "D14", Some(Lever::Reps)),
    // What closes a lever.
    ("recovery fell: no less rest", Family::S, |i| newest(i).recovery_fell = true, "D14", Some(Lever::Reps)),
    (
        "the last rep slowest twice: no less rest",
        Family::S,
        |i| all(i, |s| s.last_rep_slowest = true),
        "D14",
        Some(Lever::Reps),
    ),
    ("the last rep slowest once", Family::S, |i| newest(i).last_rep_slowest = true, "D14", Some(Lever::Rest)),
    (
        "slowing within reps: no longer rep",
        Family::I,
        |i| {
            i.open_levers.remove(0);
            newest(i).split_index_pct = Some(-2.1);
        },
        "D14",
        Some(Lever::Rest),
    ),
    (
        "only pace left, and uneven",
        Family::I,
        |i| {
            i.open_levers = vec![Lever::Pace];
            newest(i).scatter_pct = Some(1.6);
        },
        "D13",
        None,
    ),
    (
        "only pace left, and an old anchor",
        Family::I,
        |i| {
            i.open_levers = vec![Lever::Pace];
            i.anchor_old = true;
        },
        "D12",
        None,
    ),
    ("only rest left, by feel", Family::F, |i| i.open_levers = vec![Lever::Rest], "D13", None),
    // Without RPE: three passes, and reps alone.
    ("three without RPE gain a rep", Family::I, |i| all(i, |s| s.rpe_cr10 = None), "D14", Some(Lever::Reps)),
    (
        "two of them are too few",
        Family::I,
        |i| {
            i.sessions.pop();
            all(i, |s| s.rpe_cr10 = None);
        },
        "D11",
        None,
    ),
    (
        "no other lever without RPE",
        Family::I,
        |i| {
            i.open_levers.remove(0);
            all(i, |s| s.rpe_cr10 = None);
        },
        "D13",
        None,
    ),
    ("threshold never without RPE", Family::T, |i| all(i, |s| s.rpe_cr10 = None), "D11", None),
    (
        "where it is required never",
        Family::I,
        |i| {
            i.require_rpe = true;
            all(i, |s| s.rpe_cr10 = None);
        },
        "D11",
        None,
    ),
    ("strides need RPE", Family::F, |i| newest(i).rpe_cr10 = None, "D9a", None),
    // By feel.
    ("strides need soreness afterwards", Family::F, |i| newest(i).soreness_after = None, "D9a", None),
    ("strides that left soreness", Family::F, |i| newest(i).soreness_after = Some(4.0), "D10", None),
    ("strides that felt hard", Family::F, |i| newest(i).rpe_cr10 = Some(6.0), "D10", None),
    // Threshold and few long reps.
    (
        "two long reps",
        Family::T,
        |i| {
            all(i, |s| {
                s.n = 2;
                (s.scatter_pct, s.fade_pct, s.fade_ci80_pct) = (None, None, None);
            });
        },
        "D14",
        Some(Lever::Reps),
    ),
    ("decoupled within the reps", Family::T, |i| newest(i).decoupling_pct = Some(6.0), "D10", None),
    ("decoupling not known", Family::T, |i| newest(i).decoupling_pct = None, "D9a", None),
    (
        "three long reps at goal pace decouple",
        Family::S,
        |i| {
            newest(i).n = 3;
            newest(i).rep_s = 480.0;
            newest(i).decoupling_pct = Some(6.0);
        },
        "D10",
        None,
    ),
    ("RPE 8 at threshold is a failure", Family::T, |i| newest(i).rpe_cr10 = Some(8.0), "D7", None),
    // The day and the place.
    ("another altitude", Family::I, |i| i.new_altitude_days = Some(5), "D12", None),
    ("hills tell nothing of pace", Family::I, |i| newest(i).hilly = true, "D9a", None),
];

#[test]
fn each_branch_moves_its_own_lever() {
    for (what, family, change, rule, lever) in VECTORS {
        let mut input = confirmed(family);
        change(&mut input);
        let outcome = decide(&input);
        let found = (outcome.rule, outcome.lever);
        assert_eq!(found, (rule, lever), "{}: {what}: {}", family.name(), outcome.reason);
    }
}
