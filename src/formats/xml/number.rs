//! Numbers of elements and attributes.

/// The number in an element or attribute; NaN when the text is no number, or not finite.
#[inline]
pub(in crate::formats) fn number(text: &str) -> f64 {
    let text = text.trim_ascii();
    short_decimal(text.as_bytes()).unwrap_or_else(|| {
        let value = text.parse::<f64>().ok().or_else(|| decimal_comma(text));
        value.filter(|value| value.is_finite()).unwrap_or(f64::NAN)
    })
}

/// A number that a program wrote in its user's language: with a decimal comma, and without a point.
#[cold]
fn decimal_comma(text: &str) -> Option<f64> {
    let (whole, decimals) = text.split_once(',')?;
    let is_decimal = !whole.contains('.') && decimals.bytes().all(|byte| byte.is_ascii_digit());
    is_decimal.then(|| format!("{whole}.{decimals}").parse().ok()).flatten()
}

/// A number of at most fifteen digits with a point among them, as almost all numbers are; `None` for any other text.
///
/// # Definition
/// Digits as a whole number over a power of ten: below 2^53 and 10^22 both are exact, so that their quotient is rounded
/// once, as `str::parse` would.
/// # Source
/// W. D. Clinger, How to read floating point numbers accurately, PLDI 1990, doi:10.1145/93548.93557.
#[inline]
fn short_decimal(text: &[u8]) -> Option<f64> {
    const POWERS: [f64; 16] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];
    let (is_negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        _ => (false, text),
    };
    if digits.len() > POWERS.len() || !digits.last()?.is_ascii_digit() || !digits[0].is_ascii_digit() {
        return None;
    }
    let mut whole = 0_u64;
    let mut point = None;
    for (at, &byte) in digits.iter().enumerate() {
        match byte.wrapping_sub(b'0') {
            digit @ 0..=9 => whole = whole * 10 + u64::from(digit),
            _ if byte == b'.' && point.is_none() => point = Some(at),
            _ => return None,
        }
    }
    let decimals = point.map_or(0, |at| digits.len() - 1 - at);
    // Sixteen digits without a point may be beyond 2^53.
    if point.is_none() && digits.len() == POWERS.len() {
        return None;
    }
    let value = whole as f64 / POWERS[decimals];
    Some(if is_negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_are_none_are_nan() {
        assert!((number(" 12.5\n") - 12.5).abs() < f64::EPSILON);
        for text in ["", "inf", "NaN", "--", "1e999"] {
            assert!(number(text).is_nan(), "{text}");
        }
    }

    #[test]
    fn a_decimal_comma_is_a_point() {
        for (text, value) in [("52,5200", 52.52), ("-0,5", -0.5), ("12,", 12.0), (" 3,25 ", 3.25)] {
            assert!((number(text) - value).abs() < 1e-12, "{text}");
        }
        for text in ["1,234.5", "1.234,5", "1,2,3", ",", "a,5"] {
            assert!(number(text).is_nan(), "{text}");
        }
    }

    #[test]
    fn short_numbers_are_those_of_the_standard_library() {
        let texts = [
            "0",
            "-0.0",
            "5",
            "12.5",
            "-122.419416",
            "0.1",
            "47.123456789",
            "123456789012345",
            "999999999999999.",
            "9007199254740993",
            "99999999999999.9",
            "0.00000000000001",
            ".5",
            "5.",
            "1e3",
            "+2",
            "1.2.3",
            "-",
            "",
            "40.03811557777225971221923828125",
        ];
        for text in texts {
            let expected = text.parse::<f64>().unwrap_or(f64::NAN);
            assert_eq!(number(text).to_bits(), expected.to_bits(), "{text}");
        }
    }
}
