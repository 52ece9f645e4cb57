use nianbao_lint::Severity;
use nianbao_test::layout::Layout;

use crate::support::{LAYOUTS, found_in, said, with_copy};

#[test]
fn a_row_the_form_does_not_have_is_found_in_every_layout() {
    for (label, copy) in [
        ("行政处罚", "行政检查"),
        ("2.重复申请", "6.转送其他机关办理"),
        ("8.属于行政查询事项", "9.其他不予公开的情形"),
        ("5.要求行政机关确认或重新出具已获取信息", "6.其他"),
        ("四、结转下年度继续办理", "五、撤回申请"),
        ("行政事业性收费", "政府集中采购"),
    ] {
        for layout in LAYOUTS {
            let found = found_in("tables/unknown-row", layout, |text, layout| {
                with_copy(text, layout, label, copy)
            });
            let texts: Vec<&str> = found.iter().map(|found| found.text.as_str()).collect();
            assert_eq!(texts, [copy], "{} {:#?}", layout.name(), said(&found));
            assert!(found.iter().all(|found| found.severity == Severity::Warning));
        }
    }
}

#[test]
fn a_row_of_blank_cells_is_a_row() {
    let layout = Layout::HtmlBlankZeros;
    for (label, copy) in [("行政强制", "行政检查"), ("2.重复申请", "6.转送其他机关办理")]
    {
        let found = found_in("tables/unknown-row", layout, |text, layout| {
            with_copy(text, layout, label, copy)
        });
        assert_eq!(found.len(), 1, "{copy} {:#?}", said(&found));
    }
}

#[test]
fn a_row_that_stands_twice_is_found_in_every_layout() {
    for layout in LAYOUTS {
        let found = found_in("tables/unknown-row", layout, |text, layout| {
            with_copy(text, layout, "2.重复申请", "2.重复申请")
        });
        assert_eq!(found.len(), 1, "{} {:#?}", layout.name(), said(&found));
        assert_eq!(found[0].message, "表三重复出现“2.重复申请”一行", "{}", layout.name());
        assert_eq!(found[0].labels.len(), 1);
    }
}

#[test]
fn the_other_rules_do_not_tell_an_unknown_row_again() {
    let rules =
        ["tables/missing-row", "tables/cell-count", "tables/not-a-number", "tables/label-drift"];
    for layout in LAYOUTS {
        for rule in rules {
            let found = found_in(rule, layout, |text, layout| {
                with_copy(text, layout, "2.重复申请", "6.转送其他机关办理")
            });
            assert!(found.is_empty(), "{rule} {} {:#?}", layout.name(), said(&found));
        }
    }
}

#[test]
fn rows_of_another_edition_are_said_to_be_so() {
    let found = found_in("tables/unknown-row", Layout::PipeRows, |text, layout| {
        with_copy(text, layout, "行政许可", "其他对外管理服务事项")
    });
    // This label shows the edition where no heading does; here the headings stand before it.
    assert_eq!(found.len(), 1, "{:#?}", said(&found));
    assert!(found[0].help.as_deref().unwrap().contains("2019年版"), "{:#?}", said(&found));
}

#[test]
fn notes_and_numbers_of_columns_are_no_rows() {
    for note in ["备注", "注：1", "序号", "填表人", "联系电话"] {
        for layout in LAYOUTS {
            let found = found_in("tables/unknown-row", layout, |text, layout| {
                with_copy(text, layout, "行政处罚", note)
            });
            assert!(found.is_empty(), "{note} {} {:#?}", layout.name(), said(&found));
        }
    }
}

#[test]
fn many_rows_are_one_finding() {
    let found = found_in("tables/unknown-row", Layout::PipeRows, |text, layout| {
        ["行政检查", "行政征收", "行政给付", "行政确认"]
            .iter()
            .fold(text.to_owned(), |text, copy| with_copy(&text, layout, "行政处罚", copy))
    });
    assert_eq!(found.len(), 1, "{:#?}", said(&found));
    assert!(found[0].message.starts_with("表二有 4 行与格式不合"), "{:#?}", said(&found));
}
