use nianbao_rules_script as _;
#[test]
fn seeds() {
    let dir = std::env::var_os("REPORTS").unwrap_or("/work/shared/seeds".into());
    let mut files: Vec<_> = std::fs::read_dir(dir)
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.is_file())
        .collect();
    files.sort();
    for f in files {
        let bytes = std::fs::read(&f).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let format = match f.extension().and_then(|e| e.to_str()) {
            Some("html") => nianbao_lint::document::Format::Html,
            Some("md") => nianbao_lint::document::Format::Markdown,
            _ => nianbao_lint::document::Format::Text,
        };
        for rule in [
            "script/traditional-text",
            "script/mixed-script",
            "script/pinyin-annotation",
            "script/encoding-damage",
        ] {
            for x in nianbao_test::findings(rule, format, &text) {
                println!(
                    "{}: {rule}: {} {:?} at {:?} labels {:?}",
                    f.file_name().unwrap().to_str().unwrap(),
                    x.message,
                    x.place,
                    x.text,
                    x.labels
                );
            }
        }
    }
}
