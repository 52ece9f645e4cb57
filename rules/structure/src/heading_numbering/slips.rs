/// A number that does not follow the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Slip {
    /// Index of the number.
    pub(super) index: usize,
    /// What it should be.
    pub(super) expected: u8,
    /// One past the last number that goes on counting from it and would shift with it.
    pub(super) end: usize,
}

/// The numbers among `values` that do not follow the one before them; the first should be `start`. A wrong number is
/// one slip, whether those behind it count on from it or from what it should be.
pub(super) fn slips(values: &[u8], start: u8) -> Vec<Slip> {
    let mut slips: Vec<Slip> = Vec::new();
    let mut expected = start;
    for (index, value) in values.iter().copied().enumerate() {
        if value == expected {
            expected = expected.saturating_add(1);
            continue;
        }
        let is_alone = values.get(index + 1) == Some(&expected.saturating_add(1));
        let following = values[index..]
            .windows(2)
            .take_while(|pair| pair[1] == pair[0].saturating_add(1))
            .count();
        let end = if is_alone { index + 1 } else { index + 1 + following };
        slips.push(Slip { index, expected, end });
        expected = if is_alone { expected } else { value }.saturating_add(1);
    }
    slips
}

/// What is wrong with a number, in words; `shown` writes a value as the list does.
pub(super) fn message(actual: u8, expected: u8, shown: impl Fn(u8) -> String) -> String {
    let last = expected.saturating_sub(1);
    if last == 0 {
        format!("“{}”之前没有“{}”", shown(actual), shown(expected))
    } else if actual == last {
        format!("编号“{}”重复，此处应为“{}”", shown(actual), shown(expected))
    } else if actual > expected {
        format!("编号由“{}”跳到“{}”，缺“{}”", shown(last), shown(actual), shown(expected))
    } else {
        format!("编号由“{}”退回“{}”，此处应为“{}”", shown(last), shown(actual), shown(expected))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(values: &[u8], start: u8, expected: &[(usize, u8, usize)]) {
        let found: Vec<_> =
            slips(values, start).iter().map(|slip| (slip.index, slip.expected, slip.end)).collect();
        assert_eq!(found, expected, "{values:?}");
    }

    #[test]
    fn each_break_is_one_slip() {
        check(&[1, 2, 3], 1, &[]);
        check(&[3, 4], 3, &[]);
        check(&[1, 2, 4, 5], 1, &[(2, 3, 4)]);
        check(&[1, 2, 2, 4], 1, &[(2, 3, 3)]);
        check(&[1, 2, 2, 3], 1, &[(2, 3, 4)]);
        check(&[1, 2, 1, 2], 1, &[(2, 3, 4)]);
        check(&[2, 3], 1, &[(0, 1, 2)]);
        check(&[1, 3, 2, 4], 1, &[(1, 2, 2), (2, 4, 3), (3, 3, 4)]);
        check(&[255, 255], 255, &[]);
    }
}
