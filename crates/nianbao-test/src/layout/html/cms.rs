//! A content management system's page: the report lies in a layout table between navigation, header lines and footer.

use super::{Grid, Numbering, TableLook, Zeros, escaped, table};
use crate::layout::run_in;
use crate::model::ReportModel;

const HEAD: &str = r#"<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<meta name="SiteName" content="{site}" />
<meta name="ArticleTitle" content="{title}" />
<meta name="PubDate" content="{date} 10:12" />
<title>{title}_{site}</title>
<link rel="stylesheet" href="/static/css/common.css" />
<style>p.MsoNormal{margin:0;text-indent:32px} /* 一、不是标题 */</style>
<script>var columnName = "政府信息公开年报", year = "2018年";</script>
</head>
<body>
<div class="header"><a href="/">首页</a> <a href="/zwgk/">政务公开</a> <a href="/zmhd/">政民互动</a>
<form action="/search"><input type="text" name="q" value="请输入关键字" /><button>搜索</button></form></div>
<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政府信息公开</a> &gt; <a href="/zwgk/nb/">政府信息公开年报</a></div>
<table width="1000" border="0" cellspacing="0" cellpadding="0" align="center" class="layout"><tr>
<td width="220" valign="top">
<div class="sidebar"><h3>政府信息公开</h3>
<ul><li><a href="/zn/">政府信息公开指南</a></li><li><a href="/zd/">政府信息公开制度</a></li>
<li><a href="/fd/">法定主动公开内容</a></li><li><a href="/nb/">政府信息公开年报</a></li></ul></div>
</td>
<td valign="top">
<div class="article">
"#;

const FOOT: &str = r##"</div>
<div class="share">分享到：<a href="#" class="weibo"></a><a href="#" class="weixin"></a> <a href="javascript:window.print()">【打印正文】</a> <a href="javascript:window.close()">【关闭窗口】</a></div>
<div class="pages"><p>上一篇：<a href="/nb/1.html">医疗保障局{last}年政府信息公开工作年度报告</a></p>
<p>下一篇：<a href="/nb/3.html">水务局{last}年政府信息公开工作年度报告</a></p></div>
</td>
</tr></table>
<div class="footer"><p>主办：{site}　承办：大数据服务中心</p><p>网站标识码：9900000001　备案号：某ICP备00000000号　联系电话：0990-6000000</p></div>
</body>
</html>
"##;

/// The page.
pub(crate) fn cms_page(model: &ReportModel, tables: &[Grid; 3]) -> String {
    let published = model.published;
    let date = format!("{}-{:02}-{:02}", published.year, published.month, published.day);
    let framed = |part: &str| {
        part.replace("{site}", "政务信息公开网")
            .replace("{title}", &escaped(&model.title))
            .replace("{date}", &date)
            .replace("{last}", &(model.year - 1).to_string())
    };
    framed(HEAD) + &header_lines(model, &date) + &body(model, tables) + &framed(FOOT)
}

fn header_lines(model: &ReportModel, date: &str) -> String {
    format!(
        "<h1 class=\"title\">{title}</h1>\n<div class=\"info\"><span>发布时间：{date} 10:12</span>&nbsp;&nbsp;<span>来源：{organ}</span>&nbsp;&nbsp;<span>字体：[<a>大</a> <a>中</a> <a>小</a>]</span>&nbsp;&nbsp;<span>浏览次数：<em id=\"hits\"></em></span></div>\n",
        title = escaped(&model.title),
        organ = escaped(&model.organ.name),
    )
}

fn body(model: &ReportModel, tables: &[Grid; 3]) -> String {
    let mut body = vec!["<div id=\"zoom\" class=\"TRS_Editor\">".to_owned()];
    body.extend(model.preamble.iter().map(|paragraph| word_paragraph(paragraph)));
    for number in 1..=6 {
        body.push(heading(&escaped(&Numbering::Official.section(model, number))));
        let prose = model.prose[number - 1].iter().map(|part| run_in(part, Numbering::Official));
        if number == 5 {
            // Some editors part paragraphs by line breaks.
            let prose: Vec<String> = prose.map(|text| escaped(&text).into_owned()).collect();
            body.push(format!("<div>&emsp;&emsp;{}</div>", prose.join("<br>\n　　")));
        } else {
            body.extend(prose.map(|paragraph| word_paragraph(&paragraph)));
        }
        if let Some(grid) = Grid::of_section(tables, number) {
            body.push(table(grid, Zeros::Written, TableLook::Word));
            body.push(BLANK_PARAGRAPH.to_owned());
        }
    }
    body.push("</div>\n".to_owned());
    body.join("\n")
}

const BLANK_PARAGRAPH: &str =
    "<p class=\"MsoNormal\"><span lang=\"EN-US\"><o:p>&nbsp;</o:p></span></p>";

fn heading(words: &str) -> String {
    format!(
        "<p class=\"MsoNormal\" style=\"text-indent:32px\"><b><span style=\"font-family:黑体;font-size:21px\">{words}</span></b></p>"
    )
}

/// A paragraph as Word leaves it: indented by no-break spaces, digits in runs of their own.
fn word_paragraph(text: &str) -> String {
    let mut runs = String::new();
    let mut in_digits = false;
    for c in text.chars() {
        if c.is_ascii_digit() != in_digits {
            in_digits = !in_digits;
            runs += if in_digits {
                "<span lang=\"EN-US\" style=\"font-size:21px\">"
            } else {
                "</span>"
            };
        }
        match c {
            '<' | '>' | '&' => runs += &escaped(c.encode_utf8(&mut [0; 4])),
            _ => runs.push(c),
        }
    }
    if in_digits {
        runs += "</span>";
    }
    format!(
        "<p class=\"MsoNormal\" style=\"text-indent:32px\">&nbsp;&nbsp;<span style=\"font-family:仿宋;font-size:21px\">{runs}</span></p>"
    )
}
