#!/usr/bin/env python3
"""Check the gold rows of the sample texts: every anchor is where it is said to be, every field is of its kind.

    check_gold.py [CORPUS_DIR [GOLD_DIR]]        (by default ../corpus and the folder of this script)

Anchors and citation markers are looked for in the decoded text, line ends and invisible characters left as they
are; occurrences are counted from 1 without overlaps. Standard library only. Exit status 1 where anything is wrong.
"""
import codecs
import json
import pathlib
import re
import sys
from collections import Counter

HERE = pathlib.Path(__file__).resolve().parent
MEASURES = {"value": None, "growth": {"%"}, "ratio": {"times"}, "change": None, "share": {"%"}, "rank": {"rank"}}
QUALIFIERS = {"exact", "approx", "at_least", "at_most"}
FLOWS = {"export", "import", "trade", "balance"}
PERIOD = ["start", "end", "base_start", "base_end"]
FIGURE = ["measure", "value", "unit", "qualifier", *PERIOD, "base", "anchor", "occurrence", "cites", "optional"]
FIELDS = {
    "trade_flows": ["doc", "reporter", "partner", "flow", "product", *FIGURE],
    "indicators": ["doc", "subject", "counterpart", "indicator", *FIGURE],
    "zones": ["doc", "zone", "name", "aliases", "kind", "places", "parent", "status", "established", "authority",
              "area_km2", "functions", "anchor", "occurrence", "cites", "optional"],
    "references": ["doc", "list", "number", "kind", "authors", "title", "title_en", "container", "container_en",
                   "publisher", "place", "year", "date", "volume", "issue", "pages", "doi", "url", "accessed",
                   "language", "anchor", "occurrence"],
    "citations": ["doc", "marker", "targets", "locator", "occurrence"],
    "documents": ["doc", "title", "title_other", "authors", "container", "date", "year", "volume", "issue", "pages",
                  "doi", "language", "licence", "kind"],
}
ZONE_KINDS = {"free_trade", "free_trade_subarea", "border_cooperation", "pilot_openness", "cross_border_ecommerce",
              "industrial_park", "innovation_park", "bonded", "marine_economy", "special_economic", "tourism",
              "ecological", "other"}


def decode(data: bytes, name: str) -> str:
    """The text of a sample file: by its byte order mark, else UTF-8, else the legacy encoding of its language."""
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return data[len(mark):].decode(encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode({"zh": "gb18030", "ru": "windows-1251"}[name[:2]])


def problems(table: str, row: dict, text: str | None):
    """What is wrong with one row, as readable lines."""
    if text is None:
        yield "no such text"
        return
    if list(row) != FIELDS[table]:
        yield f"fields {sorted(set(row) ^ set(FIELDS[table]))} missing, unknown or out of order"
        return
    needle = row.get("anchor") or row.get("marker")
    if needle and text.count(needle) < row["occurrence"]:
        yield f"{needle!r} occurs {text.count(needle)} times, not {row['occurrence']}"
    if table in ("trade_flows", "indicators"):
        yield from figure_problems(row)
        if table == "trade_flows" and row["flow"] not in FLOWS:
            yield f"flow {row['flow']}"
    if table == "zones" and row["kind"] not in ZONE_KINDS:
        yield f"kind {row['kind']}"


def figure_problems(row: dict):
    units = MEASURES.get(row["measure"], set())
    if units is not None and row["unit"] not in units:
        yield f"{row['measure']} in {row['unit']}"
    if row["qualifier"] not in QUALIFIERS:
        yield f"qualifier {row['qualifier']}"
    for first, last in (("start", "end"), ("base_start", "base_end")):
        pair = row[first], row[last]
        if None in pair and pair != (None, None):
            yield f"half a period {pair}"
        elif None not in pair and not (all(re.fullmatch(r"\d{4}-\d\d-\d\d", d) for d in pair) and pair[0] <= pair[1]):
            yield f"period {pair}"
    if row["measure"] == "share" and not row["base"]:
        yield "a share of nothing"


def main() -> int:
    corpus = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parent / "corpus"
    gold = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else HERE
    texts = {p.stem: decode(p.read_bytes(), p.stem) for p in sorted(corpus.glob("*.txt"))}
    wrong = 0
    for table in FIELDS:
        path = gold / f"{table}.jsonl"
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []
        seen = Counter()
        for number, row in enumerate(rows, 1):
            same = json.dumps([row.get(k) for k in ("doc", "anchor", "occurrence", "marker", "list", "number", "zone", "measure", "reporter", "product", "indicator")])
            seen[same] += 1
            found = list(problems(table, row, texts.get(row["doc"]))) + (["said twice"] if seen[same] > 1 else [])
            for what in found:
                print(f"{path.name}:{number}: {row['doc']}: {what}")
            wrong += bool(found)
        print(f"{table:12} {len(rows):5} rows, {sum(bool(r.get('optional')) for r in rows)} optional, {len({r['doc'] for r in rows})} texts")
    print(f"{len(texts)} texts, {wrong} wrong rows")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
