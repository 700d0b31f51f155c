//! The ladder as a table that a reader can audit and a coach can replace.

use super::header::separator;
use super::rows::{Split, TextRow};
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Family, Goal, Ladder, Prerequisites, Rung, RungRecovery, Shape};
use std::sync::OnceLock;

/// The ladder that is used where no other is given. Its contents are engineering choices on the patterns of J. Daniels (Daniels'
/// Running Formula); no trial tests them.
pub const LADDER: &str = include_str!("ladder.csv");

/// The columns. The first [`NEEDED`] must be there, the others may be left out. Columns come in any order.
const COLUMNS: [&str; 14] = [
    "family",
    "step",
    "reps",
    "length_m",
    "length_s",
    "pace_pct",
    "goal",
    "recovery_s",
    "recovery_x",
    "after",
    "sets",
    "set_recovery_s",
    "within_s",
    "per_week",
];
/// The number of columns that every ladder has.
const NEEDED: usize = 6;

/// Reps of a step.
const REPS: std::ops::RangeInclusive<f64> = 1.0..=40.0;
/// Lengths of a rep, m and s.
const METRES: std::ops::RangeInclusive<f64> = 50.0..=10_000.0;
const SECONDS: std::ops::RangeInclusive<f64> = 5.0..=3_600.0;
/// Sets of a step, and the steady run that holds surges, s.
const SETS: std::ops::RangeInclusive<f64> = 2.0..=6.0;
const WITHIN_S: std::ops::RangeInclusive<f64> = 600.0..=7_200.0;
/// Times a week.
const PER_WEEK: std::ops::RangeInclusive<f64> = 1.0..=2.0;
/// Numbers of steps.
const STEPS: std::ops::RangeInclusive<f64> = 1.0..=99.0;
/// Recoveries, s and times the rep.
const REST_S: std::ops::RangeInclusive<f64> = 10.0..=1_800.0;
const REST_TIMES: std::ops::RangeInclusive<f64> = 0.1..=10.0;
/// Shares of the anchor speed, %.
const SHARES: std::ops::RangeInclusive<f64> = 60.0..=110.0;

/// The limits of a step, by family: the most seconds of a rep by time, the most metres in all, the most seconds in all, and
/// the least rest as a multiple of the rep's time. The caps of a week and the gates of a month hold besides, whatever the
/// ladder says.
const LIMITS: [(Family, f64, f64, f64, f64); 5] = [
    (Family::F, 60.0, 2_000.0, 480.0, 2.0),
    (Family::R, 120.0, 8_000.0, 1_800.0, 2.0),
    (Family::I, 300.0, 10_000.0, 2_400.0, 0.4),
    (Family::T, 1_800.0, 20_000.0, 3_600.0, 0.1),
    (Family::S, 1_800.0, 20_000.0, 3_600.0, 0.1),
];

/// The ladder that is used where no other is given.
pub fn standard_ladder() -> &'static Ladder {
    static STANDARD: OnceLock<Ladder> = OnceLock::new();
    STANDARD.get_or_init(|| read_ladder(LADDER).unwrap_or_default())
}

/// Reads a ladder; a family that the table leaves out keeps its standard steps.
///
/// # Errors
/// `Config`, with row and column, for a missing or unknown column, a cell out of range, a step with both lengths or none, both
/// recoveries, a goal that is none, and a prerequisite that is no step of the ladder. A wrong ladder is never used in part.
///
/// ```
/// let ladder = lastrep::journal::read_ladder("family,step,reps,length_m,length_s,pace_pct\nI,1,4,500,,97\n")?;
/// assert_eq!(ladder.of(lastrep::model::Family::I).count(), 1);
/// # Ok::<(), lastrep::error::Error>(())
/// ```
pub fn read_ladder(text: &str) -> Result<Ladder> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let rows = Split { separator: separator(text), is_own_row: |_, _| false }.rows(text);
    if let Some(row) = rows.iter().find(|row| row.has_open_quote) {
        return Err(config("a closed quote", "an open one").at(format!("ladder row {}", row.line)));
    }
    let mut rows = rows.iter().filter(|row| !row.is_blank());
    let columns = columns_of(rows.next())?;
    let mut ladder = Ladder::default();
    for row in rows {
        ladder.rungs.push(Cells { row, columns: &columns }.rung()?);
    }
    let own = ladder.rungs.len();
    if text != LADDER {
        for family in Family::ALL.into_iter().filter(|family| ladder.of(*family).next().is_none()).collect::<Vec<_>>() {
            ladder.rungs.extend(standard_ladder().of(family).cloned());
        }
    }
    prerequisites_exist(&ladder, own)?;
    steps_rise(&ladder.rungs[..own])?;
    prerequisites_end(&ladder)?;
    ladder.rungs[..own].iter().try_for_each(is_of_its_family)?;
    Ok(ladder)
}

/// The place of each column in the table; an error if a needed column has none.
fn columns_of(header: Option<&TextRow>) -> Result<[Option<usize>; COLUMNS.len()]> {
    let names: Vec<String> = header.iter().flat_map(|row| row.texts()).map(str::to_lowercase).collect();
    let wrong = || config(COLUMNS.join(","), names.join(",")).at("the first row of the ladder");
    let columns = COLUMNS.map(|column| names.iter().position(|name| name == column));
    let is_known = names.iter().all(|name| COLUMNS.contains(&name.as_str()));
    if !is_known || columns[..NEEDED].contains(&None) {
        return Err(wrong());
    }
    Ok(columns)
}

/// Refuses a prerequisite of the first `own` steps that no step of the ladder can meet.
fn prerequisites_exist(ladder: &Ladder, own: usize) -> Result<()> {
    for rung in &ladder.rungs[..own] {
        for (family, step) in rung.after.iter().flatten() {
            if !ladder.of(*family).any(|other| other.step == *step) {
                let place = format!("family {}, step {}, column after", rung.family.name(), rung.step);
                return Err(config("a step of the ladder", format!("\"{}{step}\"", family.name())).at(place));
            }
        }
    }
    Ok(())
}

/// The place of a step, for a message.
fn place(rung: &Rung, column: &str) -> String {
    format!("family {}, step {}, column {column}", rung.family.name(), rung.step)
}

/// Refuses steps of one family and goal that stand twice or out of order.
fn steps_rise(own: &[Rung]) -> Result<()> {
    for (index, rung) in own.iter().enumerate() {
        let same = |other: &&Rung| other.family == rung.family && other.goal == rung.goal;
        if let Some(before) = own[..index].iter().rfind(same).filter(|before| before.step >= rung.step) {
            return Err(config(format!("a step above {}", before.step), rung.step.to_string()).at(place(rung, "step")));
        }
    }
    Ok(())
}

/// Refuses prerequisites that lead back to the step that asks for them.
fn prerequisites_end(ladder: &Ladder) -> Result<()> {
    // The prerequisites of a step and of the steps before it in its family.
    let asked = |family: Family, step: usize| -> Vec<(Family, usize)> {
        let upto = ladder.of(family).filter(move |rung| rung.step <= step);
        upto.flat_map(|rung| rung.after.iter().flatten().copied()).collect()
    };
    for rung in &ladder.rungs {
        let mut known: Vec<(Family, usize)> = rung.after.iter().flatten().copied().collect();
        let mut at = 0;
        while let Some(&(family, step)) = known.get(at) {
            if family == rung.family && step >= rung.step {
                return Err(config("steps that come before it", format!("a way back by {}{step}", family.name()))
                    .at(place(rung, "after")));
            }
            for more in asked(family, step) {
                if !known.contains(&more) {
                    known.push(more);
                }
            }
            at += 1;
        }
    }
    Ok(())
}

/// Refuses a step that no ladder of its family may ask for: too long a rep, too many metres or seconds in all, too short a rest.
fn is_of_its_family(rung: &Rung) -> Result<()> {
    let limits = LIMITS.iter().find(|(family, ..)| *family == rung.family);
    let Some((_, longest_s, most_m, most_s, rest)) = limits else { return Ok(()) };
    let all = rung.reps as f64 * rung.length;
    let found = |value: f64| format!("{value:.0}");
    if rung.by_time && rung.length > *longest_s {
        return Err(config(format!("at most {longest_s:.0} s a rep"), found(rung.length)).at(place(rung, "length_s")));
    }
    if rung.by_time && all > *most_s {
        return Err(config(format!("at most {most_s:.0} s in all"), found(all)).at(place(rung, "reps")));
    }
    if !rung.by_time && all > *most_m {
        return Err(config(format!("at most {most_m:.0} m in all"), found(all)).at(place(rung, "reps")));
    }
    match rung.recovery {
        Some(RungRecovery::Times(times)) if times < *rest => {
            Err(config(format!("at least {rest} times the rep"), times.to_string()).at(place(rung, "recovery_x")))
        }
        _ => Ok(()),
    }
}

fn config(expected: impl Into<String>, found: impl Into<String>) -> Error {
    Error::new(ErrorKind::Config, expected, found)
}

/// One row of the table, cell by cell.
struct Cells<'a> {
    row: &'a TextRow,
    columns: &'a [Option<usize>; COLUMNS.len()],
}

/// A column of numbers.
#[derive(Clone, Copy)]
struct NumberColumn<'a> {
    name: &'a str,
    range: &'a std::ops::RangeInclusive<f64>,
}

impl Cells<'_> {
    fn text(&self, column: &str) -> &str {
        let index = COLUMNS.iter().position(|name| *name == column).and_then(|index| self.columns[index]);
        index.map_or("", |index| self.row.text(index))
    }

    fn wrong(&self, column: &str, expected: impl Into<String>, found: impl Into<String>) -> Error {
        config(expected, found).at(format!("ladder row {}, column {column}", self.row.line))
    }

    fn number(&self, column: &str, range: &std::ops::RangeInclusive<f64>) -> Result<Option<f64>> {
        let cell = self.text(column);
        if cell.is_empty() {
            return Ok(None);
        }
        let value = cell.parse().ok().filter(|value| range.contains(value));
        let expected = format!("a number from {} to {}", range.start(), range.end());
        value.map(Some).ok_or_else(|| self.wrong(column, expected, format!("{cell:?}")))
    }

    fn needed(&self, column: &str, range: &std::ops::RangeInclusive<f64>) -> Result<f64> {
        self.number(column, range)?.ok_or_else(|| self.wrong(column, column, "nothing"))
    }

    /// The value of one of two columns that exclude each other, and whether it is the second column's.
    fn either(&self, one: NumberColumn<'_>, other: NumberColumn<'_>) -> Result<Option<(f64, bool)>> {
        match (self.number(one.name, one.range)?, self.number(other.name, other.range)?) {
            (Some(value), None) => Ok(Some((value, false))),
            (None, Some(value)) => Ok(Some((value, true))),
            (None, None) => Ok(None),
            (Some(_), Some(_)) => Err(self.wrong(one.name, format!("{} or {}", one.name, other.name), "both")),
        }
    }

    fn rung(&self) -> Result<Rung> {
        let family = family_named(self.text("family"))
            .ok_or_else(|| self.wrong("family", "F, R, I, T or S", format!("{:?}", self.text("family"))))?;
        let column = |name, range| NumberColumn { name, range };
        let (length, by_time) = self
            .either(column("length_m", &METRES), column("length_s", &SECONDS))?
            .ok_or_else(|| self.wrong("length_m", "length_m or length_s", "neither"))?;
        let recovery = self.either(column("recovery_s", &REST_S), column("recovery_x", &REST_TIMES))?;
        let shape = self.shape()?;
        let sets = if let Shape::Sets { count, .. } = shape { count } else { 1 };
        Ok(Rung {
            family,
            goal: self.goal()?,
            step: self.needed("step", &STEPS)?.round() as usize,
            reps: sets * self.needed("reps", &REPS)?.round() as usize,
            shape,
            length,
            by_time,
            pace_pct: self.pace_pct(shape)?,
            recovery: recovery.map(
                |(value, by_rep)| {
                    if by_rep { RungRecovery::Times(value) } else { RungRecovery::Seconds(value) }
                },
            ),
            after: self.after()?,
            per_week: self.number("per_week", &PER_WEEK)?.map_or(1, |times| times.round() as usize),
        })
    }

    /// The share of the anchor speed, %. Surges have none, because they are run by feel.
    fn pace_pct(&self, shape: Shape) -> Result<Option<f64>> {
        match shape {
            Shape::Within { .. } if self.text("pace_pct").is_empty() => Ok(None),
            Shape::Within { .. } => Err(self.wrong("pace_pct", "nothing beside within_s", self.text("pace_pct"))),
            _ => self.needed("pace_pct", &SHARES).map(Some),
        }
    }

    fn shape(&self) -> Result<Shape> {
        let within = self.number("within_s", &WITHIN_S)?.map(|run_s| Shape::Within { run_s });
        let rest = || self.needed("set_recovery_s", &REST_S);
        let sets =
            self.number("sets", &SETS)?.map(|count| Ok(Shape::Sets { count: count.round() as usize, rest_s: rest()? }));
        match (sets, within) {
            (Some(_), Some(_)) => Err(self.wrong("sets", "sets or within_s", "both")),
            (Some(sets), None) => sets,
            (None, within) => Ok(within.unwrap_or_default()),
        }
    }

    fn goal(&self) -> Result<Option<Goal>> {
        let cell = self.text("goal");
        if cell.is_empty() {
            return Ok(None);
        }
        let goal = Goal::ALL.into_iter().find(|goal| goal.name().eq_ignore_ascii_case(cell));
        goal.map(Some).ok_or_else(|| self.wrong("goal", "mile, 5k, 10k, half or marathon", format!("{cell:?}")))
    }

    /// `R6+I4` asks for both, `R2/F6` for one of them.
    fn after(&self) -> Result<Prerequisites> {
        let cell = self.text("after");
        let step = |text: &str| {
            let text = text.trim();
            let family = text.get(..1).and_then(family_named);
            let number = text.get(1..).and_then(|number| number.parse().ok());
            family.zip(number).ok_or_else(|| self.wrong("after", "steps like R2/F6 or R6+I4", format!("{cell:?}")))
        };
        let group = |text: &str| text.split('/').map(step).collect::<Result<Vec<_>>>();
        if cell.is_empty() { Ok(Vec::new()) } else { cell.split('+').map(group).collect() }
    }
}

fn family_named(name: &str) -> Option<Family> {
    Family::ALL.into_iter().find(|family| family.name().eq_ignore_ascii_case(name))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;

    #[test]
    fn the_standard_ladder_is_sound() {
        let ladder = read_ladder(LADDER).unwrap();
        assert_eq!(&ladder, standard_ladder());
        let counts: Vec<usize> = Family::ALL.map(|family| ladder.of(family).count()).to_vec();
        assert_eq!(counts, [6, 9, 10, 8, 21]);
        for goal in Goal::ALL {
            let steps: Vec<usize> = ladder.of_goal(Family::S, Some(goal)).map(|rung| rung.step).collect();
            assert_eq!(steps, (1..=steps.len()).collect::<Vec<_>>(), "{}", goal.name());
        }
        assert_eq!(ladder.of_goal(Family::S, None).count(), 0);
        let first = ladder.of(Family::I).next().unwrap();
        assert_eq!(first.after, vec![vec![(Family::R, 2), (Family::F, 6)]]);
        assert_eq!(first.recovery, Some(RungRecovery::Seconds(75.0)));
        let sets = ladder.of_goal(Family::S, Some(Goal::Mile)).nth(1).unwrap();
        assert_eq!((sets.reps, sets.shape), (6, Shape::Sets { count: 2, rest_s: 480.0 }));
        let surges = ladder.of_goal(Family::S, Some(Goal::Marathon)).last().unwrap();
        assert_eq!((surges.pace_pct, surges.shape), (None, Shape::Within { run_s: 1_800.0 }));
        assert_eq!(ladder.of(Family::F).map(|rung| rung.per_week).collect::<Vec<_>>(), [2, 2, 2, 1, 1, 1]);
    }

    #[test]
    fn another_ladder_replaces_its_families_alone() {
        let own = read_ladder("Family,Step,Reps,Length_m,Length_s,Pace_pct\ni,1,4,500,,97\ni,2,6,500,,98\n").unwrap();
        assert_eq!(own.of(Family::I).map(|rung| rung.length as u32).collect::<Vec<_>>(), [500, 500]);
        assert_eq!(own.of(Family::R).count(), 9);
    }

    #[test]
    fn a_wrong_ladder_is_refused_with_its_place() {
        let header = COLUMNS[..NEEDED].join(",");
        let message = |rows: &str| read_ladder(&format!("{header}\n{rows}")).unwrap_err().to_string();
        assert_eq!(message("X,1,4,400,,97"), "at ladder row 2, column family: expected F, R, I, T or S, found \"X\"");
        assert_eq!(
            message("I,1,400,400,,97"),
            "at ladder row 2, column reps: expected a number from 1 to 40, found \"400\""
        );
        assert!(message("I,1,4,400,90,97").contains("found both"));
        assert!(message("I,1,4,,,97").contains("found neither"));
        assert!(message("I,1,4,400,,").contains("pace_pct, found nothing"));
        let with_after = "family,step,reps,length_m,length_s,pace_pct,after\nI,1,4,400,,97,";
        let message = |after: &str| read_ladder(&format!("{with_after}{after}")).unwrap_err().to_string();
        assert_eq!(message("R77"), "at family I, step 1, column after: expected a step of the ladder, found \"R77\"");
        assert!(message("next").contains("R2/F6"));
        assert!(message("I1").contains("a way back by I1"));
        let header = "family,step,reps,length_m,length_s,pace_pct,recovery_x,after\n";
        let message = |rows: &str| read_ladder(&format!("{header}{rows}")).unwrap_err().to_string();
        assert_eq!(
            message("I,1,4,400,,97,,\nI,1,5,400,,97,,"),
            "at family I, step 1, column step: expected a step above 1, found 1"
        );
        assert!(message("R,1,4,200,,97,3,I2\nI,1,4,400,,97,,\nI,2,5,400,,97,,R1").contains("a way back by"));
        assert!(message("F,1,40,,600,97,3,").contains("at most 60 s a rep, found 600"));
        assert!(message("I,1,40,1200,,97,,").contains("at most 10000 m in all, found 48000"));
        assert!(message("R,1,6,200,,97,0.2,").contains("at least 2 times the rep, found 0.2"));
        let header = "family,goal,step,reps,length_m,length_s,pace_pct,sets,set_recovery_s,within_s\n";
        let message = |rows: &str| read_ladder(&format!("{header}{rows}")).unwrap_err().to_string();
        assert!(
            message("S,mile,1,3,300,,106,2,,")
                .contains("column set_recovery_s: expected set_recovery_s, found nothing")
        );
        assert!(message("S,mile,1,3,300,,106,1,480,").contains("column sets: expected a number from 2 to 6"));
        assert!(message("S,half,1,8,,30,,2,480,1800").contains("found both"));
        assert!(message("S,half,1,8,,30,100,,,1800").contains("nothing beside within_s"));
        assert!(message("S,half,1,8,,30,,,,").contains("pace_pct, found nothing"));
        assert!(read_ladder("reps\n4").unwrap_err().to_string().starts_with("at the first row"));
    }
}
