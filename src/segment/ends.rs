//! What is known of the two ends of a stretch.

/// One value of the start of a stretch, and one of its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::segment) struct Ends<T> {
    /// The value of the start.
    pub(in crate::segment) start: T,
    /// The value of the end.
    pub(in crate::segment) end: T,
}

impl<T: Copy> Ends<T> {
    /// The same value at both ends.
    pub(in crate::segment) const fn both(value: T) -> Self {
        Self { start: value, end: value }
    }

    /// The values that a function makes of the two.
    pub(in crate::segment) fn map<U>(self, of: impl Fn(T) -> U) -> Ends<U> {
        Ends { start: of(self.start), end: of(self.end) }
    }
}

impl Ends<bool> {
    /// Whether it holds at both ends.
    pub(in crate::segment) const fn are_both(self) -> bool {
        self.start && self.end
    }

    /// Whether it holds at one end or at both.
    pub(in crate::segment) const fn is_any(self) -> bool {
        self.start || self.end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_end_is_any_and_not_both() {
        let one = Ends { start: 1.0, end: -1.0 }.map(|step| step > 0.0);
        assert_eq!(one, Ends { start: true, end: false });
        assert!(one.is_any() && !one.are_both());
        assert!(Ends::both(true).are_both() && !Ends::both(false).is_any());
    }
}
