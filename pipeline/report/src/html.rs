//! The page: its markup, style and scripts, and in the one file the data.
//!
//! The policy in its head lets the browser run the scripts that stand here, told by their hashes, and nothing else: were
//! anything of a raw text ever taken for markup, it could load nothing and run nothing.

use crate::embed;
use amur_store::{Error, Result, disk};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

const STYLE: &str = include_str!("../page/report.css");
const MARKUP: &str = include_str!("../page/report.html");

/// Apache ECharts, bundled by `vendor/make.sh`.
const ECHARTS: &str = include_str!("../vendor/echarts.js");

/// In the order in which they need each other.
const SCRIPTS: [&str; 9] = [
    include_str!("../page/data.js"),
    include_str!("../page/words.js"),
    include_str!("../page/tables.js"),
    include_str!("../page/reading.js"),
    include_str!("../page/charts.js"),
    include_str!("../page/checks.js"),
    include_str!("../page/overview.js"),
    include_str!("../page/dictionary.js"),
    include_str!("../page/main.js"),
];

/// The name of the file of the charts' library in the report's folder.
pub(crate) const CHARTS: &str = "echarts.js";

/// A report that is all in one file.
pub(crate) fn one_file(about: &Value, data: &[(String, String)]) -> String {
    let data = data.iter().map(|(name, data)| format!("<script type=\"application/json\" data-name=\"{name}\">{data}</script>\n"));
    page(about, &data.collect::<String>(), &[ECHARTS], "", "")
}

/// The page of a report whose data lie in a folder beside it.
pub(crate) fn page_of_folder(about: &Value, folder: &str) -> String {
    let echarts = format!("<script src=\"{folder}/{CHARTS}\"></script>\n");
    page(about, &echarts, &[], " 'self' file:", folder)
}

/// The library of the charts as a file of its own, kept in a folder.
pub(crate) fn library(kept: &Path) -> Result<PathBuf> {
    let path = kept.join(CHARTS);
    if !fs::read(&path).is_ok_and(|there| there == ECHARTS.as_bytes()) {
        disk::write_file(&path, |out| out.write_all(ECHARTS.as_bytes()).map_err(Error::io("write", &path)))?;
    }
    Ok(path)
}

fn page(about: &Value, data: &str, libraries: &[&str], sources: &str, folder: &str) -> String {
    let ours = format!("(() => {{\n\"use strict\";\n{}}})();\n", SCRIPTS.concat());
    let scripts: Vec<&str> = libraries.iter().copied().chain([ours.as_str()]).collect();
    let hashes: String = scripts.iter().map(|s| format!(" 'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(s)))).collect();
    let scripts: String = scripts.iter().map(|s| format!("<script>{s}</script>\n")).collect();
    let about = format!("<script type=\"application/json\" id=\"about\" data-folder=\"{folder}\">{}</script>\n", embed::safe(about));
    let parts = [("{{policy}}", format!("{hashes}{sources}")), ("{{style}}", STYLE.to_owned()), ("{{scripts}}", about + data + &scripts)];
    let mut rest = MARKUP;
    let mut html = String::new();
    for (name, filling) in &parts {
        let (before, after) = rest.split_once(name).expect("the markup names every part, in order");
        html.push_str(before);
        html.push_str(filling);
        rest = after;
    }
    html + rest
}
