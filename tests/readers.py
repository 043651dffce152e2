"""Reads every table of a release as its readers do, and fails at the first warning: a date is a date, a list is a list.

    python -W error tests/readers.py outputs/latest [FOLDER OF ITS CSV]

pandas, polars, DuckDB and pyarrow read the Parquet files, and the CSV where its folder is given; frictionless reads the
descriptor; pandoc, bibtexparser and citeproc-py the bibliography. R's arrow is not in Debian, and so is not tried.
"""
import csv
import datetime
import json
import os
import pathlib
import sys
import warnings

import duckdb
import numpy
import pandas
import polars
import pyarrow
import pyarrow.parquet

TYPES = {
    "utf8": (pyarrow.string(), polars.String, "VARCHAR"),
    "int32": (pyarrow.int32(), polars.Int32, "INTEGER"),
    "int64": (pyarrow.int64(), polars.Int64, "BIGINT"),
    "float64": (pyarrow.float64(), polars.Float64, "DOUBLE"),
    "bool": (pyarrow.bool_(), polars.Boolean, "BOOLEAN"),
    "date32": (pyarrow.date32(), polars.Date, "DATE"),
    "list<utf8>": (pyarrow.list_(pyarrow.string()), polars.List(polars.String), "VARCHAR[]"),
}


def expect(is_so, what):
    if not is_so:
        sys.exit(f"FAILED: {what}")


def read_parquet(release, table):
    """One table in four readers: the same rows, each column of its type."""
    path, fields, name = release / table["path"], table["schema"]["fields"], table["name"]
    arrow = pyarrow.parquet.read_table(path)
    frame = polars.read_parquet(path)
    lazy = polars.scan_parquet(path).collect()
    pandas_frame = pandas.read_parquet(path)
    database = duckdb.connect()
    relation = database.sql(f"from read_parquet('{path}')")
    described = {column: kind for column, kind, *_ in database.sql(f"describe from read_parquet('{path}')").fetchall()}
    count = relation.aggregate("count(*)").fetchall()[0][0]
    expect({len(arrow), len(frame), len(lazy), len(pandas_frame), count} == {table["rows"]}, f"{name}: rows")
    expect(arrow.to_pylist() == frame.to_dicts() == lazy.to_dicts(), f"{name}: pyarrow and polars differ")
    expect([tuple(row.values()) for row in frame.to_dicts()] == relation.fetchall(), f"{name}: polars and DuckDB differ")
    attributes = pandas_frame.attrs["columns"]
    for field in fields:
        column, (in_arrow, in_polars, in_duckdb) = field["name"], TYPES[field["amur:arrow"]]
        expect(arrow.schema.field(column).type == in_arrow, f"{name}.{column} is {arrow.schema.field(column).type} in pyarrow")
        expect(frame.schema[column] == in_polars, f"{name}.{column} is {frame.schema[column]} in polars")
        expect(described[column] == in_duckdb, f"{name}.{column} is {described[column]} in DuckDB")
        expect(attributes[column]["description"] == field["description"], f"{name}.{column} is not described in pandas")
        python = {"date32": datetime.date, "list<utf8>": numpy.ndarray}.get(field["amur:arrow"])
        cells = pandas_frame[column].dropna()
        expect(python is None or all(type(cell) is python for cell in cells), f"{name}.{column} has other cells in pandas")
    return table["rows"]


def read_catalogue(release, package):
    """The views of DuckDB, from the release's folder and from elsewhere, with their comments; and the filters of the warnings."""
    script = (release / "catalogue.sql").read_text(encoding="utf-8")
    here = os.getcwd()
    for elsewhere in (False, True):
        database = duckdb.connect()
        if elsewhere:
            database.execute(f"set file_search_path = '{release}'")
        else:
            os.chdir(release)
        database.execute(script)
        for table in tables(package):
            rows = database.sql(f'select count(*) from "{table["name"]}"').fetchall()[0][0]
            expect(rows == table["rows"], f"catalogue: {table['name']}")
        comments = dict(database.sql("select view_name, comment from duckdb_views() where not internal").fetchall())
        expect(all(comments[table["name"]] == table["description"] for table in tables(package)), "catalogue: comments of views")
        of_columns = database.sql("select count(*) from duckdb_columns() where not internal and comment is null").fetchall()
        expect(of_columns[0][0] == 4, "catalogue: comments of columns (those of warnings have none)")
        for code, table, condition in database.sql('select code, "table", filter from warnings where filter is not null').fetchall():
            database.sql(f'select count(*) from "{table}" where {condition}').fetchall()
        os.chdir(here)
    return database.sql("select count(*) from warnings").fetchall()[0][0]


def read_csv(folder, package):
    """The CSV: as many rows, no cell that a spreadsheet would take for a formula, numbers and dates recognised as such."""
    for table in tables(package):
        path, name = folder / f"{table['name']}.csv", table["name"]
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        expect(len(rows) == table["rows"], f"{name}.csv: {len(rows)} rows")
        original = pyarrow.parquet.read_table(table["source"]).to_pylist()
        for row, wanted in zip(rows, original):
            for field in table["schema"]["fields"]:
                cell, kind, value = row[field["name"]], field["amur:arrow"], wanted[field["name"]]
                if kind in ("int32", "int64", "float64"):
                    expect((float(cell) if cell else None) == value, f"{name}.csv: {field['name']} {cell} is not {value}")
                    continue
                expect(not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")), f"{name}.csv: formula {cell}")
                plain = cell.removeprefix("'") or None
                if kind == "list<utf8>":
                    plain = json.loads(cell)
                elif kind == "date32":
                    plain = datetime.date.fromisoformat(cell) if cell else None
                expect(plain == value, f"{name}.csv: {field['name']} {cell!r} is not {value!r}")
        lengths = {len(pandas.read_csv(path)), len(polars.read_csv(path, infer_schema_length=None)), len(duckdb.read_csv(str(path)))}
        expect(lengths == {len(rows)}, f"{name}.csv: readers see {lengths} rows")


def read_bibliography(release):
    """BibTeX and CSL-JSON: every work once, with its names and its title as the table has them."""
    import bibtexparser
    import pypandoc

    table = polars.read_parquet(release / "references.parquet").filter(polars.col("canonical") == polars.col("ref_id"))
    works = {row["ref_id"]: row for row in table.to_dicts()}
    bibtex = (release / "references.bib").read_text(encoding="utf-8")
    csl = (release / "references.csl.json").read_text(encoding="utf-8")
    library = bibtexparser.parse_string(bibtex)
    expect(not library.failed_blocks and {entry.key for entry in library.entries} == set(works), "bibtexparser reads other entries")
    for form, text in (("bibtex", bibtex), ("csljson", csl)):
        items = json.loads(pypandoc.convert_text(text, "csljson", format=form))
        expect({item["id"] for item in items} == set(works), f"pandoc reads other entries from {form}")
        for item in items:
            work = works[item["id"]]
            # pandoc's reader sets quotation marks and dashes of its own.
            expect(letters(item.get("title")) == letters(work["title"]), f"pandoc: {item.get('title')} is not {work['title']}")
            families = [name.get("family") or name["literal"] for name in item.get("author", [])]
            wanted = [name.split(", ")[0] for name in work["authors"]]
            expect([letters(name) for name in families] == [letters(name) for name in wanted], f"pandoc: {families} are not {wanted}")
            expect(item.get("DOI") == work["doi"] and item.get("URL") == work["url"], f"pandoc: addresses of {work['ref_id']}")
            year = item["issued"]["date-parts"][0][0] if "issued" in item else None
            expect(year == work["year"], f"pandoc: {year} is not {work['year']}")
    with warnings.catch_warnings():
        # Its own imports warn.
        warnings.simplefilter("ignore")
        from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
        from citeproc.source.json import CiteProcJSON
    source = CiteProcJSON(json.loads(csl))
    bibliography = CitationStylesBibliography(CitationStylesStyle("harvard-cite-them-right", validate=False), source, formatter.plain)
    bibliography.register(Citation([CitationItem(key) for key in works]))
    printed = "\n".join(str(entry) for entry in bibliography.bibliography())
    missing = [work["title"] for work in works.values() if letters(work["title"]) not in letters(printed)]
    expect(not missing, f"citeproc-py leaves out {missing}")
    return len(works)


def letters(text):
    return "".join(c for c in (text or "").casefold() if c.isalnum())


def tables(package):
    return [resource for resource in package["resources"] if resource.get("type") == "table"]


def validate(descriptor):
    with warnings.catch_warnings():
        # frictionless and what it is built on warn of themselves.
        warnings.simplefilter("ignore")
        import frictionless

        report = frictionless.validate(str(descriptor))
    expect(report.valid, f"frictionless: {report.flatten(['name', 'type', 'message'])}")


def main():
    release = pathlib.Path(sys.argv[1]).resolve()
    package = json.loads((release / "datapackage.json").read_text(encoding="utf-8"))
    rows = sum(read_parquet(release, table) for table in tables(package))
    warned = read_catalogue(release, package)
    works = read_bibliography(release)
    validate(release / "datapackage.json")
    if len(sys.argv) > 2:
        folder = pathlib.Path(sys.argv[2]).resolve()
        for table in tables(package):
            table["source"] = release / table["path"]
        read_csv(folder, package)
        validate(folder / "datapackage.json")
    print(f"{len(tables(package))} tables, {rows} rows, {warned} warnings on use, {works} works: read alike by all")


main()
