/// Where a person looks for a finding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// Section number, 1 to 6.
    pub section: Option<u8>,
    /// The official table.
    pub table: Option<TableName>,
    /// Row key within the table, such as `result.granted`.
    pub row: Option<&'static str>,
    /// Column key within the table, such as `natural_person`.
    pub column: Option<&'static str>,
    /// The place in words, such as `表三 · （七）总计 · 自然人`.
    pub label: String,
}

/// An official table of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TableName {
    /// 主动公开政府信息情况, section two.
    Disclosure,
    /// 收到和处理政府信息公开申请情况, section three.
    Applications,
    /// 行政复议、行政诉讼情况, section four.
    Disputes,
}

impl TableName {
    /// All three, in the order of the form.
    pub const ALL: [TableName; 3] =
        [TableName::Disclosure, TableName::Applications, TableName::Disputes];

    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            TableName::Disclosure => "disclosure",
            TableName::Applications => "applications",
            TableName::Disputes => "disputes",
        }
    }

    /// What people call it: after the section it stands in.
    pub const fn title(self) -> &'static str {
        match self {
            TableName::Disclosure => "表二",
            TableName::Applications => "表三",
            TableName::Disputes => "表四",
        }
    }

    /// The section it stands in.
    pub const fn section(self) -> u8 {
        match self {
            TableName::Disclosure => 2,
            TableName::Applications => 3,
            TableName::Disputes => 4,
        }
    }
}
