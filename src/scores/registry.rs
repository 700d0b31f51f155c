//! The table of scores: what each is, needs and rests on.

/// How well a score is supported by published evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EvidenceGrade {
    /// Arithmetic, or confirmed by several studies.
    High,
    /// Supported in the setting it is used in.
    Useful,
    /// Supported in part, or contested.
    Unclear,
    /// Not studied; a house rule.
    Unknown,
}

impl EvidenceGrade {
    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Useful => "useful",
            Self::Unclear => "unclear",
            Self::Unknown => "unknown",
        }
    }
}

/// One row of the table of scores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ScoreInfo {
    /// Name in tables: that of the field of the card.
    pub id: &'static str,
    /// Name for people.
    pub title: &'static str,
    /// Unit of the value.
    pub unit: &'static str,
    /// What it says and what it does not, for a runner.
    pub plain: &'static str,
    /// Its formula.
    pub formula: &'static str,
    /// Channels and inputs it needs.
    pub needs: &'static str,
    /// Fewest reps, and other minima.
    pub minimum: &'static str,
    /// Where the formula comes from.
    pub source: &'static str,
    /// How well it is supported.
    pub evidence: EvidenceGrade,
}

/// Every score of a set card, in the order of its fields.
pub const SCORES: &[ScoreInfo] = &[
    ScoreInfo {
        id: "pace_consistency",
        title: "Pace consistency",
        unit: "%",
        plain: "How far your rep speeds scatter about their own trend, once what the watch cannot tell is taken out. Small is even. A set that fades evenly is still even: fade is a score of its own.",
        formula: "sqrt(max(0, CV^2 - noise^2)), CV = 100 sqrt(sum r^2 / (n - 2)) / mean speed, r the distance of each rep from the Theil-Sen line",
        needs: "rep times and distances",
        minimum: "4 like reps",
        source: "scatter about the Theil-Sen line (Sen 1968, doi:10.1080/01621459.1968.10480934), noise taken out; \
                 interval by Wilson & Hilferty 1931, doi:10.1073/pnas.17.12.684; bands are house rules",
        evidence: EvidenceGrade::Unclear,
    },
    ScoreInfo {
        id: "fade",
        title: "Fade",
        unit: "%",
        plain: "How much speed went from the first rep to the last, along the line through all reps. Negative is slower. It does not say why.",
        formula: "100 b (n - 1) / mean speed, b the least-squares slope of speed on rep number",
        needs: "rep times and distances",
        minimum: "4 like reps",
        source: "least squares of rep speed on rep number; limits are house rules",
        evidence: EvidenceGrade::Unclear,
    },
    ScoreInfo {
        id: "fade_theil_sen",
        title: "Fade, Theil-Sen",
        unit: "%",
        plain: "The same by a line that one odd rep cannot turn. Where the two differ by more than 1.5 points, one rep drives the fade.",
        formula: "100 b (n - 1) / mean speed, b the median of the slopes between all pairs of reps",
        needs: "rep times and distances",
        minimum: "5 like reps",
        source: "Sen 1968, doi:10.1080/01621459.1968.10480934; limits are house rules",
        evidence: EvidenceGrade::Unclear,
    },
    ScoreInfo {
        id: "last_rep_change",
        title: "Last rep against the others",
        unit: "%",
        plain: "The last rep against the middle one of those before it. Negative is slower. A fast last rep is not a merit of its own: it may have been raced.",
        formula: "100 (v_last / median of the others - 1)",
        needs: "rep times and distances",
        minimum: "2 like reps",
        source: "last rep over the median of the others; house rule",
        evidence: EvidenceGrade::Unknown,
    },
    ScoreInfo {
        id: "last_rep_z",
        title: "Last rep against the trend",
        unit: "standard deviations",
        plain: "The last rep against where the trend of the others was heading, in units of how far a rep usually strays.",
        formula: "(v_last - predicted) / sd of the prediction, by the least-squares line through the others",
        needs: "rep times and distances",
        minimum: "6 like reps",
        source: "prediction error of a least-squares line; house rule",
        evidence: EvidenceGrade::Unknown,
    },
    ScoreInfo {
        id: "last_rep_quality",
        title: "Last-rep quality",
        unit: "0 to 100",
        plain: "How well the last rep was held: its speed, its two halves, its form, its heart rate, and what you had left. Shown for orientation: no step rests on it.",
        formula: "weighted mean of the parts at hand: speed .40, shape .15, form .20, heart-rate cost .10, reserve .15; none below .6 in all",
        needs: "rep times and distances, and two or more of: halves of the last rep, cadence, heart rate, RPE",
        minimum: "3 like reps",
        source: "weights are house rules; form hardly changes in trained runners (PMC6742619)",
        evidence: EvidenceGrade::Unknown,
    },
    ScoreInfo {
        id: "cadence_drift",
        title: "Cadence drift",
        unit: "%",
        plain: "How your cadence moved over the set, beyond what your speed explains. Neither direction is good or bad, and no cadence is a target.",
        formula: "100 b (n - 1) / mean cadence, b the slope on rep number of c - mean(c) - 10 (v - mean(v))",
        needs: "cadence, rep times and distances",
        minimum: "4 like reps with cadence",
        source: "slope of cadence on rep number at equal speed; response to speed 10 +- 4 steps/min per m/s, house rule \
                 about PMID 29059198",
        evidence: EvidenceGrade::Unclear,
    },
    ScoreInfo {
        id: "heart_rate_drift",
        title: "Heart-rate drift",
        unit: "bpm",
        plain: "How much higher your heart beats at the end of the last rep than of the first, at like speed. Some rise over a session is usual.",
        formula: "b (n - 1), b the least-squares slope of the rate over the last 10 s of a rep on rep number",
        needs: "valid heart rate, rep times and distances",
        minimum: "4 reps of 90 s or more within 2 % of speed",
        source: "slope of heart rate at rep end; time constant 57.6 s, doi:10.1186/s12938-015-0112-7",
        evidence: EvidenceGrade::Unclear,
    },
    ScoreInfo {
        id: "hrr60",
        title: "Heart-rate fall over 60 s",
        unit: "bpm",
        plain: "How far your heart rate falls in the first minute of recovery. It varies by a fifth from rep to rep and falls faster when you are overreached, too: a faster fall is never a reason to do more.",
        formula: "median over the reps of the rate at the end less the rate 60 s later",
        needs: "valid heart rate",
        minimum: "3 reps of 90 s or more with recoveries of 60 s or more",
        source: "error of 20 % a rep, PMID 17614018; faster in overreaching too, doi:10.1371/journal.pone.0139754",
        evidence: EvidenceGrade::Unclear,
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_filled_and_ids_are_unique() {
        for (index, row) in SCORES.iter().enumerate() {
            let texts = [row.id, row.title, row.unit, row.plain, row.formula, row.needs, row.minimum, row.source];
            assert!(texts.iter().all(|text| !text.is_empty()), "{}", row.id);
            assert!(SCORES[..index].iter().all(|other| other.id != row.id), "{} twice", row.id);
        }
    }
}
