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
        needs: "rep times and distances",
        minimum: "4 like reps",
        source: "least squares of rep speed on rep number; limits are house rules",
        evidence: EvidenceGrade::Unclear,
    },
    ScoreInfo {
        id: "fade_theil_sen",
        title: "Fade, Theil-Sen",
        unit: "%",
        needs: "rep times and distances",
        minimum: "5 like reps",
        source: "Sen 1968, doi:10.1080/01621459.1968.10480934; limits are house rules",
        evidence: EvidenceGrade::Unclear,
    },
    ScoreInfo {
        id: "last_rep_change",
        title: "Last rep against the others",
        unit: "%",
        needs: "rep times and distances",
        minimum: "2 like reps",
        source: "last rep over the median of the others; house rule",
        evidence: EvidenceGrade::Unknown,
    },
    ScoreInfo {
        id: "last_rep_z",
        title: "Last rep against the trend",
        unit: "standard deviations",
        needs: "rep times and distances",
        minimum: "6 like reps",
        source: "prediction error of a least-squares line; house rule",
        evidence: EvidenceGrade::Unknown,
    },
    ScoreInfo {
        id: "last_rep_quality",
        title: "Last-rep quality",
        unit: "0 to 100",
        needs: "rep times and distances, and two or more of: halves of the last rep, cadence, heart rate, RPE",
        minimum: "3 like reps",
        source: "weights are house rules; form hardly changes in trained runners (PMC6742619)",
        evidence: EvidenceGrade::Unknown,
    },
    ScoreInfo {
        id: "cadence_drift",
        title: "Cadence drift",
        unit: "%",
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
        needs: "valid heart rate, rep times and distances",
        minimum: "4 reps of 90 s or more within 2 % of speed",
        source: "slope of heart rate at rep end; time constant 57.6 s, doi:10.1186/s12938-015-0112-7",
        evidence: EvidenceGrade::Unclear,
    },
    ScoreInfo {
        id: "hrr60",
        title: "Heart-rate fall over 60 s",
        unit: "bpm",
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
            let texts = [row.id, row.title, row.unit, row.needs, row.minimum, row.source];
            assert!(texts.iter().all(|text| !text.is_empty()), "{}", row.id);
            assert!(SCORES[..index].iter().all(|other| other.id != row.id), "{} twice", row.id);
        }
    }
}
