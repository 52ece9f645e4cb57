//! `lint.toml` as types, from which the schema for editors is made. What they say in words, an editor shows.

use std::collections::BTreeMap;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};

/// The JSON schema of `lint.toml`, for editors.
pub fn schema() -> Schema {
    SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<File>()
}

/// 年报检查的配置。放在报告所在的文件夹中，对该文件夹及其下各级文件夹有效；离报告最近的一份有效。
#[derive(JsonSchema)]
#[schemars(title = "lint.toml", deny_unknown_fields, rename_all = "kebab-case")]
#[expect(dead_code, reason = "only the schema is made of it")]
struct File {
    /// 在哪些配置的基础上设置，依次为内置配置名（national、government、department、township）或文件路径；后者优先，本文件最优先。
    extends: Option<Vec<String>>,
    /// 检查文件夹时检查哪些文件：路径通配式，从本文件所在的文件夹起算，* 不跨文件夹，** 可以。
    include: Option<Vec<String>>,
    /// 不检查哪些文件和文件夹，优先于 include。
    exclude: Option<Vec<String>>,
    #[schemars(flatten)]
    values: Values,
    /// 使用哪些规则包：从本文件所在的文件夹起算的路径。
    packs: Option<Vec<String>>,
    /// 对部分文件另行设置；靠后的优先。
    overrides: Option<Vec<Override>>,
    /// 例外：不报告的问题，须写明理由。
    suppress: Option<Vec<Suppression>>,
}

/// 不报告的问题。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, rename_all = "kebab-case")]
#[expect(dead_code, reason = "only the schema is made of it")]
struct Suppression {
    /// 对哪些文件有效：路径或路径通配式，从本文件所在的文件夹起算。
    file: String,
    /// 规则名或规则族名。
    rule: String,
    /// 问题所在的原文，或包含它的一段原文；不写则指该规则的全部问题。
    text: Option<String>,
    /// 理由。
    reason: String,
    /// 有效至哪一天，不带引号，如 2027-01-31；不写则一直有效。
    until: Option<String>,
}

/// 对部分文件另行设置。
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields, rename_all = "kebab-case")]
#[expect(dead_code, reason = "only the schema is made of it")]
struct Override {
    /// 对哪些文件有效：路径通配式，从本文件所在的文件夹起算。
    files: Vec<String>,
    #[schemars(flatten)]
    values: Values,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
#[expect(dead_code, reason = "only the schema is made of it")]
struct Values {
    /// 按哪一版格式检查；不写则按报告年份。
    edition: Option<Edition>,
    /// 报告机关的类别；不写则按报告标题判断。
    organ_kind: Option<OrganKind>,
    /// 报告机关所在的地区，如“某省某市”，供规则包判断适用范围；不写则按机关名称判断。
    region: Option<String>,
    /// 各规则或规则族的级别；规则全名优先于规则族名。
    rules: Option<BTreeMap<String, Level>>,
}

/// 官方格式的版本。
#[derive(JsonSchema)]
#[expect(dead_code, reason = "only the schema is made of it")]
enum Edition {
    /// 2019、2020 年度报告所用
    #[schemars(rename = "2019")]
    First,
    /// 2021 年度起所用
    #[schemars(rename = "2021")]
    Second,
}

/// 报告机关的类别。
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
#[expect(dead_code, reason = "only the schema is made of it")]
enum OrganKind {
    /// 县级以上人民政府
    Government,
    /// 政府办公厅（室）
    Office,
    /// 政府部门
    Department,
    /// 乡镇人民政府
    Township,
    /// 街道办事处
    SubDistrict,
    /// 其他
    Other,
}

/// 规则的级别。
#[derive(JsonSchema)]
#[schemars(rename_all = "kebab-case")]
#[expect(dead_code, reason = "only the schema is made of it")]
enum Level {
    /// 不检查
    Off,
    /// 提示
    Info,
    /// 警告
    Warning,
    /// 错误
    Error,
}
