//! The name of the recorder as its maker writes it: `Forerunner 920XT` for the profile's `fr920xt`.

use super::words::capital;
use crate::model::Device;

/// Endings of device names that are written in capitals.
const CAPITALS: [&str; 3] = ["hr", "oled", "gps"];

/// The recorder's name; empty when the file has none.
pub(super) fn name(device: &Device) -> String {
    let product = without_address(&device.product);
    let is_number = product.chars().all(|c| c.is_ascii_digit() || c == '.');
    let name = if is_number { without_address(&device.manufacturer) } else { product };
    let is_profile = !name.contains(char::is_whitespace) && !name.chars().any(char::is_uppercase);
    match name {
        // The last is a library that writes files, whatever recorded them.
        "development" | "manufacturer" | "product" | "gpx.py" => String::new(),
        name if is_profile => written_out(name),
        name => capital(name),
    }
}

/// The name without a web address. Some programs write theirs after the name.
fn without_address(name: &str) -> &str {
    let end = ["http:", "https:", "www."].iter().filter_map(|mark| name.find(mark)).min();
    name[..end.unwrap_or(name.len())].trim_matches(|c: char| c.is_whitespace() || "-\"'".contains(c))
}

/// A name of the FIT profile in words: `fenix7_pro_solar` becomes `Fenix 7 Pro Solar`.
fn written_out(name: &str) -> String {
    let words = name.split('_').filter(|word| !word.is_empty()).map(|word| {
        let digits = word.find(|c: char| c.is_ascii_digit()).unwrap_or(word.len());
        let (letters, number) = word.split_at(digits);
        let series = match letters {
            "fr" if !number.is_empty() => "Forerunner".to_owned(),
            known if CAPITALS.contains(&known) => known.to_uppercase(),
            other => capital(other),
        };
        format!("{series} {}", number.to_uppercase()).trim().to_owned()
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(manufacturer: &str, product: &str) -> String {
        let device = Device { manufacturer: manufacturer.into(), product: product.into(), ..Device::default() };
        name(&device)
    }

    #[test]
    fn names_are_written_as_their_makers_do() {
        assert_eq!(of("garmin", "fr920xt"), "Forerunner 920XT");
        assert_eq!(of("garmin", "fenix7_pro_solar"), "Fenix 7 Pro Solar");
        assert_eq!(of("garmin", "vivo_active4_oled"), "Vivo Active 4 OLED");
        assert_eq!(of("coros", "COROS PACE 3"), "COROS PACE 3");
        assert_eq!(of("tomtom", "1001"), "Tomtom");
        assert_eq!(of("wahoo_fitness", ""), "Wahoo Fitness");
    }

    #[test]
    fn addresses_and_placeholders_are_left_out() {
        assert_eq!(of("", "GPSBabel - https://www.gpsbabel.org"), "GPSBabel");
        assert_eq!(of("polar", "Polar WebSync 2.4 - www.polar.fi"), "Polar WebSync 2.4");
        assert_eq!(of("komoot", "https://www.komoot.de"), "Komoot");
        assert_eq!(of("development", "0"), "");
        assert_eq!(of("", "gpx.py -- https://github.com/tkrajina/gpxpy"), "");
    }
}
