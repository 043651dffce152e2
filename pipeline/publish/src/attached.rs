//! Files of a release that are no tables: the report, the bibliography and the catalogue for DuckDB.

use crate::bibliography;
use crate::catalogue;
use crate::hashed::{self, Hashed};
use amur_store::{Error, Result};
use serde_json::{Value, json};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

/// What such a file is.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    pub name: &'static str,
    pub path: &'static str,
    pub title: &'static str,
    pub format: &'static str,
    pub mediatype: &'static str,
}

pub const BIBTEX: Kind = Kind {
    name: "references-bibtex",
    path: "references.bib",
    title: "The works of all reference lists, for BibTeX",
    format: "bib",
    mediatype: "application/x-bibtex",
};
pub const CSL: Kind = Kind {
    name: "references-csl",
    path: "references.csl.json",
    title: "The works of all reference lists, for Zotero, pandoc and whatever reads CSL-JSON",
    format: "json",
    mediatype: "application/vnd.citationstyles.csl+json",
};
pub const CATALOGUE: Kind = Kind {
    name: "catalogue",
    path: "catalogue.sql",
    title: "Views over the tables, with what they mean, for DuckDB",
    format: "sql",
    mediatype: "application/sql",
};

/// Where the report is a folder of pages, its first page: a resource has files, no folder.
pub const REPORT: Kind = Kind {
    name: "report",
    path: "report.html",
    title: "All of it in a browser: charts, tables, and the words of every cell in their text; loads what it shows from the folder `report` where there is one",
    format: "html",
    mediatype: "text/html",
};

pub const ALL: [Kind; 4] = [REPORT, BIBTEX, CSL, CATALOGUE];

/// Such a file as it was written.
#[derive(Debug, Clone)]
pub struct Attached {
    kind: Kind,
    bytes: u64,
    sha256: String,
}

impl Attached {
    /// A file that is there.
    fn of(dir: &Path, kind: Kind) -> Result<Self> {
        let path = dir.join(kind.path);
        let (bytes, sha256) = hashed::of_file(&path)?;
        Ok(Attached { kind, bytes, sha256 })
    }

    /// Its resource of a Data Package.
    pub fn resource(&self) -> Value {
        let Kind { name, path, title, format, mediatype } = self.kind;
        let hash = format!("sha256:{}", self.sha256);
        json!({ "name": name, "title": title, "path": path, "format": format, "mediatype": mediatype, "encoding": "utf-8", "hash": hash, "bytes": self.bytes })
    }
}

/// Writes those that are made of tables into the folder of a release whose tables and report are there, and describes all.
pub fn write(dir: &Path) -> Result<Vec<Attached>> {
    let mut bibtex = Aside::begin(dir, BIBTEX)?;
    let mut csl = Aside::begin(dir, CSL)?;
    bibliography::write(dir, &mut bibtex.out, &mut csl.out)?;
    let mut catalogue = Aside::begin(dir, CATALOGUE)?;
    catalogue::write(&mut catalogue.out).map_err(Error::io("write", &dir.join(CATALOGUE.path)))?;
    let made = [bibtex, csl, catalogue].into_iter().map(|file| file.finish(dir));
    std::iter::once(Attached::of(dir, REPORT)).chain(made).collect()
}

/// A file that is being written.
struct Aside {
    kind: Kind,
    out: Hashed<BufWriter<File>>,
}

impl Aside {
    fn begin(dir: &Path, kind: Kind) -> Result<Self> {
        let path = dir.join(kind.path);
        let file = File::create(&path).map_err(Error::io("write", &path))?;
        Ok(Aside { kind, out: Hashed::new(BufWriter::new(file)) })
    }

    fn finish(mut self, dir: &Path) -> Result<Attached> {
        let path = dir.join(self.kind.path);
        self.out.flush().and_then(|()| self.out.inner().get_ref().sync_data()).map_err(Error::io("write", &path))?;
        let (bytes, sha256) = self.out.finish();
        Ok(Attached { kind: self.kind, bytes, sha256 })
    }
}
