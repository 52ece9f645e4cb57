use nianbao_lint::report::{Passage, section_place};
use nianbao_lint::{Report, Severity, Sink, WordHit, WordList, inventory, rule};

rule! {
    /// 混入了博彩、色情网站的文字
    ///
    /// Names of betting and adult sites that strangers put into pages, most often in place of an organ's name. The list is
    /// closed and holds only what no report says; in a sentence on enforcement (打击, 查处, 破获) nothing is found. All places of a
    /// report are one finding.
    ///
    /// No norm: it is no part of the report.
    ///
    /// ```bad
    /// # 365bet(中国)官方网站2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// 2023年，欧洲杯买球平台公开信息120条。
    /// ```
    /// ```good
    /// # 清河市公安局2023年政府信息公开工作年度报告
    ///
    /// ## 一、总体情况
    ///
    /// 公开打击网络赌博、电信诈骗情况12条，破获“365bet”网络赌博案1起，查处博彩、色情网站5个，关停六合彩投注平台。
    /// 公开中国体育彩票公益金使用情况、体育彩票投注站分布，举办欧洲杯观赛活动。
    /// ```
    "residue/spam" {
        severity: Severity::Error,
        norm: None,
        since: "0.1.0",
        check: check,
    }
}

/// Names of sites and phrases of their advertisements. Whole brands only: a word that is also a place, a company or a game
/// (开云, 凯发, 半岛体育, 一区二区) stands here with what makes it one.
static WORDS: WordList = WordList(&[
    "365bet",
    "365BET",
    "bet365",
    "BET365",
    "bet体育",
    "365体育",
    "体育投注",
    "体育备用网址",
    "足彩app",
    "18bet",
    "188bet",
    "188BET",
    "manbetx",
    "ManBetX",
    "betway",
    "w88优德",
    "ag真人",
    "AG真人",
    "ag娱乐",
    "AG娱乐",
    "pg电子",
    "PG电子",
    "pg娱乐",
    "cq9电子",
    "kaiyun",
    "开云体育",
    "开云app",
    "leyu乐鱼",
    "乐鱼体育",
    "爱游戏体育",
    "爱游戏app",
    "华体会",
    "半岛体育app",
    "半岛体育官网",
    "米兰体育app",
    "米兰体育官网",
    "星空体育app",
    "天博体育app",
    "天博体育官网",
    "亚博体育",
    "亚博app",
    "必威体育",
    "万博体育app",
    "万博体育官网",
    "优德体育",
    "伟德体育",
    "伟德国际",
    "新葡京",
    "澳门葡京",
    "葡京赌场",
    "威尼斯人娱乐",
    "澳门威尼斯人",
    "永利皇宫",
    "申博太阳城",
    "太阳城集团官网",
    "太阳集团官网",
    "太阳集团网站",
    "皇冠体育",
    "皇冠足球",
    "皇冠比分",
    "球探比分",
    "凯发k8",
    "凯发娱乐",
    "凯发国际",
    "尊龙凯时",
    "九游会",
    "金年会",
    "雷火电竞",
    "火狐体育",
    "博天堂",
    "环亚娱乐",
    "利来国际",
    "腾博会",
    "龙8国际",
    "必赢亚洲",
    "杏彩体育",
    "英亚体育",
    "多宝体育app",
    "问鼎娱乐",
    "大发彩票",
    "大发快三",
    "北京赛车pk10",
    "幸运飞艇",
    "时时彩",
    "买球平台",
    "买球网站",
    "买球app",
    "欧洲杯买球",
    "世界杯买球",
    "欧洲杯决赛竞猜",
    "世界杯竞猜平台",
    "足球外围",
    "足彩外围",
    "投注平台",
    "博彩平台",
    "博彩网站",
    "博彩公司",
    "真人荷官",
    "电子娱乐平台",
    "娱乐平台官网",
    "线上娱乐平台",
    "线上app官网",
    "体育彩票app下载",
    "体育彩票app:",
    "体育彩票app：",
    "体育app下载",
    "体育app官网",
    "彩票app下载",
    "彩票网站app",
    "六合彩",
    "菠萝视频app",
    "菠萝视频",
    "香蕉视频",
    "草莓视频",
    "芭乐视频",
    "丝瓜视频",
    "榴莲视频",
    "茄子视频",
    "秋葵视频",
    "向日葵视频",
    "91视频",
    "成人视频",
    "成人精品视频",
    "久久久",
    "久久精品",
    "无码人妻",
    "人妻少妇",
    "人妻精品",
    "超碰",
    "极品内射",
    "啪啪视频",
    "国产精品久久",
    "国产精品自拍",
    "国产精品视频",
    "国产精品免费",
    "国产自拍",
    "国产成人",
    "精品一区二区",
    "在线一区二区",
    "视频一区二区",
    "影视一区二区",
    "观看一区二区",
    "亚洲无码",
    "亚洲精品久久",
    "亚洲精品在线",
    "亚洲欧美色图",
    "日韩无码",
    "欧美日韩在线",
    "欧美精品日韩",
    "av在线",
    "av免费",
    "免费观看视频在线",
    "黄色视频",
    "约炮",
]);

inventory::submit! { &WORDS }

/// Words of a sentence that tells of enforcement, or of what is to be kept out.
const OF_ENFORCEMENT: [&str; 26] = [
    "打击",
    "查处",
    "整治",
    "破获",
    "关停",
    "捣毁",
    "打掉",
    "抓获",
    "诈骗",
    "赌博",
    "涉赌",
    "赌案",
    "涉案",
    "犯罪",
    "违法",
    "有害",
    "不良信息",
    "篡改",
    "暗链",
    "挂马",
    "清理",
    "净化",
    "扫黄",
    "防范",
    "严禁",
    "取缔",
];

/// How many places the finding shows besides the first.
const SHOWN: usize = 4;

fn check(report: &Report<'_>, sink: &mut Sink<'_>) {
    let injected = sink.hits(&WORDS).iter().filter(|hit| is_injected(report, hit));
    let mut places: Vec<(Passage<'_>, &WordHit)> = Vec::new();
    for hit in injected {
        let overlaps =
            |(_, last): &(_, &WordHit)| last.line == hit.line && hit.range.start < last.range.end;
        if !places.last().is_some_and(overlaps) {
            places.push((report.passage(hit.line), hit));
        }
    }
    let Some((line, hit)) = places.first() else { return };
    let word = &line.words()[hit.range.clone()];
    let message = match places.len() {
        1 => format!("混入了博彩、色情网站的文字“{word}”"),
        count => format!("混入了博彩、色情网站的文字“{word}”等 {count} 处"),
    };
    let diagnostic = sink.report(line.span(hit.range.clone()), message);
    diagnostic
        .help("网页可能被篡改，或文本取自仿冒网站，请核对原件并检查网站安全")
        .place(section_place(line.section))
        .value("count", places.len());
    for (line, hit) in places.iter().skip(1).take(SHOWN) {
        diagnostic.label(line.span(hit.range.clone()), "另一处");
    }
}

/// Whether the sentence around the word does not tell of enforcement.
fn is_injected(report: &Report<'_>, hit: &WordHit) -> bool {
    const ENDS: [char; 3] = ['。', '！', '？'];
    let words = report.lines[hit.line].words();
    let start = words[..hit.range.start].rfind(ENDS).unwrap_or(0);
    let end = words[hit.range.end..].find(ENDS).map_or(words.len(), |at| hit.range.end + at);
    !OF_ENFORCEMENT.iter().any(|word| words[start..end].contains(word))
}
