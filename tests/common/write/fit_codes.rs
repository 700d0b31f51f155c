//! The numbers that FIT gives to sports, intensities and lap triggers.
//!
//! # Source
//! Garmin FIT SDK, profile 21.158 (`Profile.xlsx`, sheet Types).

use lastrep::model::{Intensity, LapTrigger, Sport, Surface};

/// `sport`
pub(super) fn sport_code(sport: &Sport) -> u8 {
    match sport {
        Sport::Running => 1,
        Sport::Cycling => 2,
        Sport::Swimming => 5,
        Sport::Walking => 11,
        Sport::Hiking => 17,
        _ => 0,
    }
}

/// `sub_sport`
pub(super) fn sub_sport_code(surface: Option<Surface>) -> u8 {
    match surface {
        None => 0,
        Some(Surface::Treadmill) => 1,
        Some(Surface::Road) => 2,
        Some(Surface::Trail) => 3,
        Some(Surface::Track) => 4,
    }
}

/// `intensity`
pub(super) fn intensity_code(intensity: Intensity) -> u8 {
    match intensity {
        Intensity::Active => 0,
        Intensity::Rest => 1,
        Intensity::Warmup => 2,
        Intensity::Cooldown => 3,
        Intensity::Recovery => 4,
        Intensity::Interval => 5,
        Intensity::Other => 6,
    }
}

/// `lap_trigger`
pub(super) fn trigger_code(trigger: LapTrigger) -> u8 {
    match trigger {
        LapTrigger::Manual => 0,
        LapTrigger::Time => 1,
        LapTrigger::Distance => 2,
        LapTrigger::Position => 4,
        LapTrigger::SessionEnd => 7,
        LapTrigger::Other => 8,
    }
}
