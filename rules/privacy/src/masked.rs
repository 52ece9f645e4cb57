use crate::tokens::SEPARATORS;

/// `number` with its middle hidden: the first and the last characters, as many as told, stay. Separators stay.
pub(crate) fn masked(number: &str, first: usize, last: usize) -> String {
    let count = number.chars().count();
    let hide = |(at, c): (usize, char)| {
        let is_shown = at < first || at + last >= count || SEPARATORS.contains(&c);
        if is_shown { c } else { '*' }
    };
    number.chars().enumerate().map(hide).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_is_hidden() {
        assert_eq!(masked("13812345678", 3, 4), "138****5678");
        assert_eq!(masked("138-1234-5678", 3, 4), "138-****-5678");
        assert_eq!(masked("李建国", 1, 0), "李**");
    }
}
