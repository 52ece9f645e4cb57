use std::cell::OnceCell;
use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;
use rust_decimal::Decimal;

use super::subject::Subject;
use crate::quantities::{Break, BreakKind, CountedLine, Exactness, Quantity, UnitKind, Writing};
use crate::words::WordTable;

/// A line's quantities as terms of what it states, with how they hang together. Of a very long line, those of some of its
/// sentences.
pub(super) struct Terms<'l> {
    pub(super) line: &'l CountedLine,
    pub(super) text: &'l str,
    /// The quantities looked at.
    pub(super) range: Range<usize>,
    /// In reading order; percentages are none.
    pub(super) all: Vec<Term>,
    /// By term, what the words before it tell, once that was asked for: of most it is not.
    subjects: Vec<OnceCell<Subject>>,
}

/// A quantity that can be a total or a part.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    /// Index into the line's quantities.
    pub(super) quantity: usize,
    pub(super) class: Class,
    /// How many brackets are open around it.
    pub(super) depth: usize,
    /// Which sentence it stands in, from 0.
    pub(super) sentence: usize,
    /// The strongest mark at its depth since the term before it at that depth, or since its bracket opened.
    pub(super) separator: Option<BreakKind>,
    /// What introduces it as the first part of a list.
    pub(super) opener: Option<Opener>,
}

/// Quantities that can be added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Piece,
    Event,
    Person,
    Money,
    /// By unit.
    Other(&'static str),
}

impl Class {
    fn of(quantity: &Quantity) -> Option<Class> {
        let Some(unit) = quantity.unit else { return Some(Class::Piece) };
        match unit.kind {
            UnitKind::Piece => Some(Class::Piece),
            UnitKind::Event => Some(Class::Event),
            UnitKind::Person => Some(Class::Person),
            UnitKind::Money => Some(Class::Money),
            UnitKind::Other => Some(Class::Other(unit.text)),
            UnitKind::Percent | UnitKind::Point => None,
        }
    }
}

/// What introduces a list of parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opener {
    /// 其中, or a number in 在…中.
    Among,
    /// 在…中 without number.
    Of,
    /// 包括, 含.
    Including,
    /// 分别为, 具体为.
    Namely,
    /// A colon right behind the total.
    Colon,
    /// A bracket right behind the total.
    Bracket,
}

static AMONG: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("其中"));

/// How the words before the first part of a list begin.
static OPENERS: LazyLock<WordTable<Opener>> = LazyLock::new(|| {
    let including = "含 内含 包含 包括 涵盖 主要包括 具体包括 主要有";
    let namely = "分别为 分别是 分别 依次为 依次是 具体为 具体是 即";
    let openers = [(Opener::Including, including), (Opener::Namely, namely)];
    WordTable::new(
        openers
            .into_iter()
            .flat_map(|(opener, words)| words.split(' ').map(move |word| (word, opener))),
    )
});

/// Deepest brackets told apart.
const DEEPEST: usize = 4;

/// Longest words between a total and the colon or bracket that opens its parts, in bytes.
const LONGEST_TAIL_BYTES: usize = 60;

/// Most quantities looked at together, and how many at least, up to the end of a sentence.
const MOST_TOGETHER: usize = 192;
const FEWEST_TOGETHER: usize = 96;

/// The quantities of `line` in groups, each of whole sentences where those are not endless.
pub(super) fn groups(line: &CountedLine) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    std::iter::from_fn(move || {
        let quantities = &line.quantities;
        let most = quantities.len().min(start + MOST_TOGETHER);
        let is_border = |next: &usize| {
            let between = quantities[next - 1].whole.end..quantities[*next].number.start;
            breaks_in(line, &between).iter().any(|it| it.kind == BreakKind::Stop)
        };
        let end = match quantities.len() - start {
            0 => return None,
            left if left <= FEWEST_TOGETHER => quantities.len(),
            _ => (start + FEWEST_TOGETHER..most).find(is_border).unwrap_or(most),
        };
        let group = start..end;
        start = end;
        Some(group)
    })
}

/// The breaks of `line` within `range`, bytes of its text.
pub(super) fn breaks_in<'l>(line: &'l CountedLine, range: &Range<usize>) -> &'l [Break] {
    let place = |at: usize| line.breaks.partition_point(|it| it.at < at);
    &line.breaks[place(range.start)..place(range.end.max(range.start))]
}

/// Those of `breaks` before `at`, and those from there on. The former are few.
fn split_at(breaks: &[Break], at: usize) -> (&[Break], &[Break]) {
    breaks.split_at(breaks.iter().take_while(|it| it.at < at).count())
}

impl<'l> Terms<'l> {
    pub(super) fn of(line: &'l CountedLine, text: &'l str, range: Range<usize>) -> Terms<'l> {
        let all = Vec::with_capacity(range.len());
        let subjects = vec![OnceCell::new(); range.len()];
        let mut terms = Terms { line, text, range: range.clone(), all, subjects };
        let mut walk = Walk::default();
        let end = range.start.checked_sub(1).map_or(0, |last| line.quantities[last].whole.end);
        let mut breaks = &line.breaks[line.breaks.partition_point(|it| it.at < end)..];
        for index in range {
            let quantity = &line.quantities[index];
            let (between, behind) = split_at(breaks, quantity.number.start);
            breaks = split_at(behind, quantity.whole.end).1;
            for it in between {
                walk.pass(it.kind);
            }
            let Some(class) = Class::of(quantity) else { continue };
            let opener = terms.opener(index, between);
            let (depth, separator) = walk.term();
            terms.all.push(Term {
                quantity: index,
                class,
                depth,
                sentence: walk.sentence,
                separator,
                opener,
            });
        }
        terms
    }

    /// What the words before a term tell.
    pub(super) fn told(&self, term: usize) -> Subject {
        *self.subjects[term].get_or_init(|| Subject::of(self.subject(term)))
    }

    /// Whether the words before a number may say that it closes a list.
    pub(super) fn may_have_rest(&self) -> bool {
        static RESTS: LazyLock<[Finder<'static>; 3]> =
            LazyLock::new(|| Subject::RESTS.map(Finder::new));
        let quantities = &self.line.quantities[self.range.clone()];
        let (Some(first), Some(last)) = (quantities.first(), quantities.last()) else {
            return false;
        };
        let words = &self.text.as_bytes()[first.subject.start..last.subject.end];
        RESTS.iter().any(|rest| rest.find(words).is_some())
    }

    /// The term that is the quantity with this index.
    pub(super) fn term_of(&self, quantity: usize) -> Option<usize> {
        self.all.binary_search_by_key(&quantity, |term| term.quantity).ok()
    }

    pub(super) fn quantity(&self, term: usize) -> &'l Quantity {
        &self.line.quantities[self.all[term].quantity]
    }

    pub(super) fn value(&self, term: usize) -> Decimal {
        self.quantity(term).value
    }

    pub(super) fn subject(&self, term: usize) -> &'l str {
        &self.text[self.quantity(term).subject.clone()]
    }

    /// The unit as written; a number without one is taken for any.
    pub(super) fn unit(&self, term: usize) -> Option<&'static str> {
        self.quantity(term).unit.map(|unit| unit.text)
    }

    /// Whether the number is meant as it stands and can be added up.
    pub(super) fn is_exact(&self, term: usize) -> bool {
        let quantity = self.quantity(term);
        let is_idiom = quantity.writing == Writing::Chinese && quantity.value == Decimal::ONE;
        quantity.exactness == Exactness::Exact && !is_idiom
    }

    /// Whether the term is the second of two numbers of one thing: `6次180人次`.
    pub(super) fn is_second_number(&self, term: usize) -> bool {
        let Some(before) = term.checked_sub(1).filter(|_| term < self.all.len()) else {
            return false;
        };
        let is_adjacent = self.quantity(before).whole.end == self.quantity(term).whole.start;
        is_adjacent && self.all[before].class != self.all[term].class
    }

    /// Whether shares stand behind all `parts`, and make 100 percent within rounding.
    pub(super) fn have_all_shares(&self, parts: &[usize]) -> bool {
        let mut sum = Decimal::ZERO;
        let mut tolerance = Decimal::ZERO;
        for part in parts {
            let next = self.line.quantities.get(self.all[*part].quantity + 1);
            let Some(share) = next.filter(|next| {
                next.is_percentage() && self.text[next.subject.clone()].starts_with('占')
            }) else {
                return false;
            };
            let step = Decimal::try_from_i128_with_scale(1, share.value.scale());
            let sums =
                sum.checked_add(share.value).zip(tolerance.checked_add(step.unwrap_or_default()));
            let Some(sums) = sums else { return false };
            (sum, tolerance) = sums;
        }
        (sum - Decimal::ONE_HUNDRED).abs() <= tolerance
    }

    /// The words behind a term up to the next mark or quantity.
    pub(super) fn tail(&self, term: usize) -> &'l str {
        let start = self.quantity(term).whole.end;
        let next = self.line.quantities.get(self.all[term].quantity + 1);
        let end = next.map_or(self.text.len(), |next| next.whole.start);
        let first = breaks_in(self.line, &(start..end)).first();
        &self.text[start..first.map_or(end, |first| first.at).max(start)]
    }

    /// What introduces the quantity at `index` as the first part of a list, with the marks since the one before.
    fn opener(&self, index: usize, marks: &[Break]) -> Option<Opener> {
        let before = index.checked_sub(1).filter(|before| self.range.contains(before))?;
        let before = &self.line.quantities[before];
        let quantity = &self.line.quantities[index];
        let between = before.whole.end..quantity.whole.start;
        let words = &self.text[between.clone()];
        if AMONG.find(words.as_bytes()).is_some() {
            return Some(Opener::Among);
        }
        let subject = &self.text[quantity.subject.clone()];
        if let Some((opener, _)) = OPENERS.at(subject) {
            return Some(opener);
        }
        let first = marks.first()?;
        if let Some(opener) = self.announced(&between, marks) {
            return Some(opener);
        }
        let tail = &self.text[between.start..first.at];
        match first.kind {
            BreakKind::Colon if tail.len() <= LONGEST_TAIL_BYTES && marks.len() == 1 => {
                Some(Opener::Colon)
            }
            BreakKind::Open if tail.len() <= LONGEST_TAIL_BYTES && is_within(marks) => {
                Some(Opener::Bracket)
            }
            BreakKind::Comma if self.is_of_them(before, tail) => Some(Opener::Among),
            _ => self.names_them(&between, marks).then_some(Opener::Of),
        }
    }

    /// What the clause before a colon in the same sentence announces: `，分别为：`, `，主要包括：`.
    fn announced(&self, between: &Range<usize>, marks: &[Break]) -> Option<Opener> {
        const NAMELY: [&str; 10] = [
            "分别为",
            "分别是",
            "分别",
            "依次为",
            "依次是",
            "具体为",
            "具体是",
            "分为",
            "如下",
            "即",
        ];
        let (colon, before) = marks.split_last()?;
        if colon.kind != BreakKind::Colon || before.iter().any(|it| it.kind == BreakKind::Stop) {
            return None;
        }
        let start = before.last().map_or(between.start, |mark| mark.end);
        let clause = &self.text[start..colon.at];
        let ends = |words: &[&str]| words.iter().any(|word| clause.ends_with(word));
        if ends(&["包括", "包含", "涵盖", "主要有", "主要为", "主要是"]) {
            Some(Opener::Including)
        } else {
            ends(&NAMELY).then_some(Opener::Namely)
        }
    }

    /// `在主动公开的信息中，` or `从办理结果看：` as the clause before the subject.
    fn names_them(&self, between: &Range<usize>, marks: &[Break]) -> bool {
        let Some(([.., before], last)) = marks.split_last().map(|(last, rest)| (rest, last)) else {
            return false;
        };
        let clause = &self.text[before.end..last.at];
        let is_clause =
            matches!(last.kind, BreakKind::Comma | BreakKind::Colon) && last.at < between.end;
        is_clause
            && (clause.ends_with('中') && ["申请", "信息"].iter().any(|it| clause.contains(it))
                || tells_apart(clause))
    }

    /// `在已办结的20件申请中，`, `公开的120条信息中，`
    fn is_of_them(&self, total: &Quantity, tail: &str) -> bool {
        const DOINGS: [&str; 5] = ["过程中", "工作中", "活动中", "其中", "当中"];
        let subject = &self.text[total.subject.clone()];
        tail.ends_with(['中', '里'])
            && !DOINGS.iter().any(|doing| tail.ends_with(doing))
            && (subject.starts_with(['在', '从', '对']) || subject.ends_with('的'))
    }
}

/// Whether a clause says by what a total is told apart: `按申请人类型分`, `从公开渠道看`.
fn tells_apart(clause: &str) -> bool {
    let is_by = clause.starts_with(['按', '从', '就']);
    is_by
        && ["分", "看", "来看", "来说", "划分", "分类", "统计"]
            .iter()
            .any(|it| clause.ends_with(it))
}

/// Whether the bracket that the first of `marks` opens is still open behind the last.
fn is_within(marks: &[Break]) -> bool {
    marks.iter().all(|mark| mark.kind != BreakKind::Close)
}

/// Marks and brackets as they come.
#[derive(Default)]
struct Walk {
    depth: usize,
    sentence: usize,
    /// By depth, the strongest mark since the last term there.
    strongest: [Option<BreakKind>; DEEPEST + 1],
}

impl Walk {
    fn pass(&mut self, kind: BreakKind) {
        match kind {
            BreakKind::Open => {
                self.depth += 1;
                self.strongest[self.depth.min(DEEPEST)] = None;
            }
            BreakKind::Close => self.depth = self.depth.saturating_sub(1),
            _ => {
                let strongest = &mut self.strongest[self.depth.min(DEEPEST)];
                *strongest = (*strongest).max(Some(kind));
                if kind == BreakKind::Stop && self.depth == 0 {
                    self.sentence += 1;
                }
            }
        }
    }

    fn term(&mut self) -> (usize, Option<BreakKind>) {
        let depth = self.depth.min(DEEPEST);
        (depth, self.strongest[depth].take())
    }
}
