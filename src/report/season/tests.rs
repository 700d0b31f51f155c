//! Tests of the season as data.
