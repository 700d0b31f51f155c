//! What was said of a session, in words, with the one that said it.

use super::words::number;
use crate::model::{Said, Told};

/// Each thing that was said: `"Tuesday track" by Strava`, `RPE 7 by journal`.
pub(super) fn said(told: &Told) -> Vec<String> {
    let text = |said: &Option<Said<String>>, shown: fn(&str) -> String| {
        said.as_ref().map(|said| format!("{} by {}", shown(&said.value), said.by.name()))
    };
    let figure = |name: &str, said: Option<Said<f64>>| {
        said.map(|said| {
            format!("{name} {} by {}", number(said.value, usize::from(said.value.fract() > 0.0)), said.by.name())
        })
    };
    let parts = [
        text(&told.title, |title| format!("\"{title}\"")),
        figure("RPE", told.rpe_cr10),
        figure("feel", told.feel_pct),
        text(&told.gear, |gear| format!("shoes {gear}")),
        text(&told.description, |words| format!("\"{words}\"")),
    ];
    parts.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Teller;

    #[test]
    fn everything_is_told_with_its_source() {
        let title = Some(Said { value: "Track".to_owned(), by: Teller::Strava });
        let told = Told { title, rpe_cr10: Some(Said { value: 6.5, by: Teller::Journal }), ..Told::default() };
        assert_eq!(said(&told), ["\"Track\" by Strava", "RPE 6.5 by journal"]);
        assert!(said(&Told::default()).is_empty());
    }
}
