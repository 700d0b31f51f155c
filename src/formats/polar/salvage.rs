//! What comes before damage in JSON, closed so that it can be read.

/// The text before damage: cut behind the last whole member, with its brackets closed. `None` where nothing is left.
pub(super) fn before(text: &str, cause: &serde_json::Error) -> Option<String> {
    let bytes = &text.as_bytes()[..place(text, cause)];
    let mut open: Vec<u8> = Vec::new();
    let (mut cut, mut depth) = (0, 0);
    let (mut is_inside, mut is_escaped) = (false, false);
    for (at, &byte) in bytes.iter().enumerate() {
        if is_inside {
            is_inside = is_escaped || byte != b'"';
            is_escaped = byte == b'\\' && !is_escaped;
            continue;
        }
        match byte {
            b'"' => is_inside = true,
            b'{' => open.push(b'}'),
            b'[' => open.push(b']'),
            b'}' | b']' => drop(open.pop()),
            _ => {}
        }
        match byte {
            b',' => (cut, depth) = (at, open.len()),
            b'{' | b'[' | b'}' | b']' => (cut, depth) = (at + 1, open.len()),
            _ => {}
        }
        if depth == 0 && cut > 0 {
            break;
        }
    }
    open.truncate(depth);
    let closing: String = open.iter().rev().map(|&byte| char::from(byte)).collect();
    (cut > 0).then(|| format!("{}{closing}", text.get(..cut).unwrap_or_default()))
}

/// The place of the damage, bytes from the start.
fn place(text: &str, cause: &serde_json::Error) -> usize {
    let lines_before: usize = text.split_inclusive('\n').take(cause.line().saturating_sub(1)).map(str::len).sum();
    (lines_before + cause.column()).min(text.len())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may fail")]
mod tests {
    use super::*;
    use serde_json::Value;

    fn kept(text: &str) -> Option<String> {
        let cause = serde_json::from_str::<Value>(text).unwrap_err();
        before(text, &cause)
    }

    #[test]
    fn whole_members_before_the_damage_are_kept() {
        assert_eq!(kept(r#"{"a": [1, 2, 3"#).as_deref(), Some(r#"{"a": [1, 2]}"#));
        assert_eq!(kept("{\"a\": [{\"b\": 1},\n {\"b\": @}, 4]}").as_deref(), Some("{\"a\": [{\"b\": 1},\n {}]}"));
        assert_eq!(kept(r#"{"a": "x]\"}", "b"#).as_deref(), Some(r#"{"a": "x]\"}"}"#));
        assert_eq!(kept("@"), None);
    }

    #[test]
    fn what_is_kept_is_json_at_every_cut() {
        let text = r#"{"a": [{"t": "x", "v": 1.5}, {"t": "\\", "v": null}], "b": {"c": [[], [2]]}, "d": "e"}"#;
        for end in 1..text.len() {
            let kept = kept(&text[..end]).unwrap();
            assert!(serde_json::from_str::<Value>(&kept).is_ok(), "{end}: {kept}");
        }
    }
}
