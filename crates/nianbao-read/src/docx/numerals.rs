//! Numbers as automatic numbering shows them.

/// `number` in the format that OOXML names so (ISO/IEC 29500-1, 17.18.59); decimal where the format is not known.
pub(super) fn shown(format: &str, number: u32) -> String {
    match format {
        "none" | "bullet" => String::new(),
        "decimalZero" => format!("{number:02}"),
        "decimalFullWidth" | "decimalFullWidth2" => full_width(number),
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperLetter" => letters(number),
        "lowerLetter" => letters(number).to_lowercase(),
        "chineseCounting" | "taiwaneseCounting" | "japaneseCounting" => counting(number),
        "chineseCountingThousand" | "taiwaneseCountingThousand" => thousands(number, &PLAIN),
        "chineseLegalSimplified" => thousands(number, &LEGAL),
        "ideographLegalTraditional" | "japaneseLegal" => thousands(number, &LEGAL_TRADITIONAL),
        "ideographDigital" | "taiwaneseDigital" | "japaneseDigitalTenThousand" => digits(number),
        "ideographTraditional" => one_of("甲乙丙丁戊己庚辛壬癸", number),
        "ideographZodiac" => one_of("子丑寅卯辰巳午未申酉戌亥", number),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => enclosed('①', 20, number),
        "decimalEnclosedParen" => enclosed('⑴', 20, number),
        "decimalEnclosedFullstop" => enclosed('⒈', 20, number),
        "ideographEnclosedCircle" => enclosed('㊀', 10, number),
        _ => number.to_string(),
    }
}

/// Digits from zero, and the words for ten, hundred and thousand.
struct Numerals {
    digits: [char; 10],
    units: [char; 3],
    /// Whether ten is written without a one before it.
    bare_ten: bool,
}

const PLAIN: Numerals = Numerals {
    digits: ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'],
    units: ['十', '百', '千'],
    bare_ten: true,
};
const LEGAL: Numerals = Numerals {
    digits: ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'],
    units: ['拾', '佰', '仟'],
    bare_ten: false,
};
const LEGAL_TRADITIONAL: Numerals = Numerals {
    digits: ['零', '壹', '貳', '參', '肆', '伍', '陸', '柒', '捌', '玖'],
    units: ['拾', '佰', '仟'],
    bare_ten: false,
};

fn thousands(number: u32, numerals: &Numerals) -> String {
    if number == 0 || number > 9_999 {
        return if number == 0 { numerals.digits[0].to_string() } else { number.to_string() };
    }
    let mut words = String::new();
    let mut has_gap = false;
    for (power, unit) in [(1_000, Some(2)), (100, Some(1)), (10, Some(0)), (1, None)] {
        let digit = number / power % 10;
        if digit == 0 {
            has_gap = !words.is_empty();
            continue;
        }
        if has_gap {
            words.push(numerals.digits[0]);
            has_gap = false;
        }
        if !(numerals.bare_ten && power == 10 && digit == 1 && words.is_empty()) {
            words.push(numerals.digits[digit as usize]);
        }
        words.extend(unit.map(|unit: usize| numerals.units[unit]));
    }
    words
}

/// Words below a hundred, digits from there on.
fn counting(number: u32) -> String {
    if (1..100).contains(&number) { thousands(number, &PLAIN) } else { digits(number) }
}

fn digits(number: u32) -> String {
    const DIGITS: [char; 10] = ['○', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let value = |digit: char| digit.to_digit(10).map_or(digit, |value| DIGITS[value as usize]);
    number.to_string().chars().map(value).collect()
}

fn full_width(number: u32) -> String {
    let wide = |c: char| char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c);
    number.to_string().chars().map(wide).collect()
}

/// A, B, … Z, AA, BB, …: Word repeats the letter.
fn letters(number: u32) -> String {
    let Some(index) = number.checked_sub(1) else { return String::new() };
    let letter = char::from(b'A' + u8::try_from(index % 26).unwrap_or(0));
    std::iter::repeat_n(letter, (index / 26 + 1).min(20) as usize).collect()
}

fn roman(number: u32) -> String {
    const PARTS: [(u32, &str); 13] = [
        (1_000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number > 3_999 {
        return number.to_string();
    }
    let mut left = number;
    let mut words = String::new();
    for (value, letters) in PARTS {
        while left >= value {
            words.push_str(letters);
            left -= value;
        }
    }
    words
}

fn one_of(characters: &str, number: u32) -> String {
    let index = number.checked_sub(1).map(|index| index as usize);
    let found = index.and_then(|index| characters.chars().nth(index));
    found.map_or_else(|| number.to_string(), String::from)
}

/// The `number`th of `count` characters from `first` on.
fn enclosed(first: char, count: u32, number: u32) -> String {
    let index = number.checked_sub(1).filter(|index| *index < count);
    let found = index.and_then(|index| char::from_u32(u32::from(first) + index));
    found.map_or_else(|| number.to_string(), String::from)
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[track_caller]
    fn check(format: &str, expected: &[(u32, &str)]) {
        for (number, words) in expected {
            assert_eq!(shown(format, *number), *words, "{number} as {format}");
        }
    }

    #[test]
    fn chinese_numbers_are_written_as_people_do() {
        check(
            "chineseCounting",
            &[(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九")],
        );
        check("chineseCounting", &[(100, "一○○")]);
        check("chineseCountingThousand", &[(12, "十二"), (105, "一百零五"), (110, "一百一十")]);
        check("chineseCountingThousand", &[(1_001, "一千零一"), (2_340, "二千三百四十")]);
        check("chineseLegalSimplified", &[(12, "壹拾贰"), (306, "叁佰零陆")]);
        check("ideographTraditional", &[(1, "甲"), (10, "癸"), (11, "11")]);
        check("ideographZodiac", &[(12, "亥")]);
    }

    #[test]
    fn other_numbers_are_too() {
        check("decimal", &[(7, "7")]);
        check("decimalZero", &[(7, "07"), (12, "12")]);
        check("decimalFullWidth", &[(12, "１２")]);
        check("upperRoman", &[(4, "IV"), (1999, "MCMXCIX")]);
        check("lowerLetter", &[(1, "a"), (26, "z"), (28, "bb")]);
        check("decimalEnclosedCircle", &[(1, "①"), (20, "⑳"), (21, "21")]);
        check("ideographEnclosedCircle", &[(3, "㊂")]);
        check("bullet", &[(1, "")]);
    }

    #[test]
    fn no_number_is_too_large() {
        for format in ["upperRoman", "upperLetter", "chineseCountingThousand", "chineseCounting"] {
            assert!(!shown(format, u32::MAX).is_empty());
        }
    }
}
