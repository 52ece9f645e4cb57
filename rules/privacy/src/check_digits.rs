/// Whether 18 characters are a resident identity number: a province's code, a date of birth that exists, and the check
/// character of ISO 7064, MOD 11-2 (GB 11643).
pub(crate) fn is_identity_number(number: &str) -> bool {
    const PROVINCES: [&str; 34] = [
        "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37",
        "41", "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64",
        "65", "71", "81", "82",
    ];
    const CHECKS: &[u8; 11] = b"10X98765432";
    let bytes = number.as_bytes();
    if bytes.len() != 18
        || !bytes[..17].iter().all(u8::is_ascii_digit)
        || !PROVINCES.contains(&&number[..2])
    {
        return false;
    }
    // Weights are the powers of two, modulo 11, from the last digit backwards.
    let sum = bytes[..17].iter().fold(0, |sum, digit| (sum + u32::from(digit - b'0')) * 2 % 11);
    let check = CHECKS[sum as usize % 11];
    is_day(&number[6..14]) && bytes[17].to_ascii_uppercase() == check
}

/// Whether eight digits are a day a living person can be born on.
fn is_day(digits: &str) -> bool {
    let field =
        |range| digits.get(range).and_then(|field: &str| field.parse::<u32>().ok()).unwrap_or(0);
    let (year, month, day) = (field(0..4), field(4..6), field(6..8));
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1900..2100).contains(&year) && (1..=last).contains(&day)
}

/// Whether the digits pass the check of Luhn (GB/T 15694.1), as the numbers of bank cards do.
pub(crate) fn passes_luhn(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let value = u32::from(digit.wrapping_sub(b'0'));
            match place % 2 {
                0 => value,
                _ if value > 4 => value * 2 - 9,
                _ => value * 2,
            }
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identity_numbers_have_a_check_character() {
        assert!(is_identity_number("11010519491231002X"));
        assert!(is_identity_number("11010519491231002x"));
        assert!(is_identity_number("330109200802290018"));
        for wrong in [
            "110105194912310021",
            "110105194902300021",
            "99010519491231002X",
            "1101051949123100",
            "11010519491231002Ｘ",
            "1101051949l231002X",
            "440524188001010014",
            "33010920080230001X",
        ] {
            assert!(!is_identity_number(wrong), "{wrong}");
        }
    }

    #[test]
    fn card_numbers_pass_luhn() {
        assert!(passes_luhn("6222020000000000000"));
        assert!(passes_luhn("4111111111111111"));
        assert!(!passes_luhn("4111111111111112"));
    }
}
