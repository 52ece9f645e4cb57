use super::*;
use crate::quantities::counted_line;

/// Each breakdown as `whole = parts`, with `?` where the parts may be fewer or others, and `!` where no reading is right.
fn read(text: &str) -> Vec<String> {
    let line = counted_line(text);
    let terms = Terms::of(&line, text);
    let number = |index: &usize| text[line.quantities[*index].number.clone()].to_owned();
    breakdowns(&terms, 0)
        .iter()
        .map(|it| {
            let parts: Vec<String> = it.parts.iter().map(number).collect();
            let sign = if it.closing == Closing::Exhaustive { "=" } else { ">=" };
            let wrong = match (it.may_fit, it.is_certain) {
                (true, _) => "",
                (false, true) => " !",
                (false, false) => " !?",
            };
            format!("{} {sign} {}{wrong}", number(&it.whole), parts.join("+"))
        })
        .collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(read(text), expected, "{text}");
}

#[test]
fn lists_are_read_by_their_marker() {
    check("公开信息171条：领域信息124条，工作动态34条，其他信息13条。", &["171 = 124+34+13"]);
    check("受理9件，具体为征地类6件，规划类1件，其他2件。", &["9 = 6+1+2"]);
    check("备案文件173份（甲类142份，乙类31份）。", &["173 = 142+31"]);
    check("备案文件173份（其中：甲类142份，乙类30份）。", &["173 >= 142+30"]);
    check("公开信息1342条，其中要闻401条，专栏79条；微信公布387条。", &["1342 >= 401+79+387"]);
    check("主动公开376条，其中公告330条，工作44条，其他类2条。", &["376 = 330+44+2"]);
    check("主动公开规章13件（含新制定5件，修改4件，废止4件）。", &["13 >= 5+4+4"]);
    check("网上申请15件，快递17件，合计32件，上年结转1件。", &["32 = 15+17"]);
    check("在已办结的20件申请中，予以公开的12件。", &["20 >= 12"]);
    check("收到申请20件，其中自然人15件，法人或其他组织5件。", &["20 = 15+5"]);
}

#[test]
fn lists_without_marker_belong_to_what_they_add_up_to() {
    check(
        "共办理申请148件（含新收142件、上年结转6件），其中自然人130宗，法人或其他组织18宗。予以公开113宗，占76.35%；不予公开6宗，占4.05%；无法提供25宗，占16.89%；不予处理2宗，其他处理2宗。",
        &["148 >= 142+6", "148 = 130+18", "148 = 113+6+25+2+2"],
    );
}

#[test]
fn two_breakdowns_of_one_total_may_follow_each_other() {
    check(
        "共收到申请20件，其中自然人15件，法人或其他组织5件，网上12件，其他方式8件。",
        &["20 = 15+5", "20 = 12+8"],
    );
    check(
        "公开信息99条。其中：市本级公开33条，占33.33%；各区县公开66条，占66.67%。通过网站公开60条，微信公开30条，其他渠道公开9条。",
        &["99 >= 33+66", "99 = 60+30+9"],
    );
}

#[test]
fn wrong_lists_are_told() {
    check("公开信息171条：领域信息124条，工作动态34条，其他信息14条。", &["171 = 124+34+14 !"]);
    check("公开信息60条。其中，项目信息59条，发布公告24条。", &["60 >= 59+24 !"]);
    check("主动公开376条，其中公告330条，工作44条，其他类3条。", &["376 = 330+44+3 !"]);
    check("网上申请15件，快递17件，合计33件。", &["33 = 15+17 !"]);
    check("收到申请20件，其中自然人15件，法人或其他组织6件。", &["20 = 15+6 !"]);
    check(
        "公开信息99条。其中市本级公开33条，各区县公开66条，网站公开60条，微信公开30条；其他渠道公开10条。",
        &["99 >= 33+66", "99 = 60+30+10 !?"],
    );
    check("组织培训6次，其中线上4次、线下3次。", &["6 >= 4+3 !"]);
}

#[test]
fn readings_that_fit_are_admitted() {
    for text in [
        "完成答复53件，包括上年结转3件。其中，予以公开26件，占49.06%；部分公开17件；其他处理10件。",
        "收到申请20件，办结18件，其中网上申请12件，信函申请8件。",
        "收到申请13件。其中信函申请共10件，其中无法提供6件，同意公开3件，结转下年度办理1件。",
        "公开信息2800余条。其中规范性文件6条，解读60条，其他信息2500余条，办理留言15条。",
        "发布信息100条，其中要闻50条，通知20条，回复留言80条。",
        "发布信息100条，其中政策解读60条，微信公众号发布80条。",
        "收到申请20件，其中自然人15件，网上申请18件。",
        "共发布信息79条，其中：会议信息22条，政策文件33件，其他信息24条。",
        "开设专栏5个，其中发布信息120条。",
        "公开信息100条，其中要闻60条，较上年增加50条。",
        "收到申请20件，其中予以公开12件，不予公开5件，其他处理1件，结转下年度2件。",
        "收到申请20件，其中予以公开12件，不予公开5件，其他处理3件，结转下年度2件。",
        "收到申请5件（均为自然人），行政复议1件（申请人撤回），行政诉讼0件。",
        "网站公开500条，其中解读20条；微信公开300条，其中解读400条以上。",
        "其中网站发布信息300条。",
        "组织培训6次，参训180人次，其中发放资料500份。",
    ] {
        let wrong: Vec<String> = read(text).into_iter().filter(|it| it.contains('!')).collect();
        assert!(wrong.is_empty(), "{text}: {wrong:?}");
    }
}

#[test]
fn parts_with_two_numbers_are_added_up_by_unit() {
    check("发布信息20次50条，其中网站12次30条，微信8次20条。", &["20 >= 12+8"]);
}
