"""Reads every cell of a release again, from the bytes that `spans` names, and fails where they do not give the cell.

    python tests/spans.py RELEASE RAW AMUR...      such as: outputs/latest tests/corpus target/debug/amur

Every cell that is filled, not derived (`amur:derived` in the schema) and not what stands where the text is silent
(`amur:unstated`) must have a span. Its bytes are decoded and read by themselves, out of their sentence: words are words, and
figures, times, places, goods and flows are what `amur tokens` sees in them. What points back (`the country`, a year earlier) or lends its scale
gives a cell only with another one of its row; these are counted apart.
"""
import calendar
import collections
import csv
import datetime
import json
import pathlib
import re
import subprocess
import sys
import tomllib
import unicodedata

import pyarrow.parquet

SCHEMAS = pathlib.Path(__file__).resolve().parent.parent / "schemas"
LEXICA = {lang: SCHEMAS / "lexicon" / lang for lang in ("en", "zh", "ru")}


def lexicon(name):
    return [tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8")) for folder in LEXICA.values()]


def words(text):
    """Letters and digits alone: what page breaks, hyphens, emphasis and width cannot change."""
    return "".join(c for c in unicodedata.normalize("NFKC", str(text)).casefold() if c.isalnum())


def plain(text):
    """Letters without their marks."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def names_of(file, value):
    """What the names of a code list stand for."""
    found = collections.defaultdict(set)
    with (SCHEMAS / "codes" / file).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found[words(row["name"])].add(row[value])
    return found


with (SCHEMAS / "codes/places.csv").open(encoding="utf-8", newline="") as lines:
    GAZETTEER = {row["code"]: row for row in csv.DictReader(lines)}
with (SCHEMAS / "codes/place_names.csv").open(encoding="utf-8", newline="") as lines:
    NAMES = collections.defaultdict(list)
    for row in csv.DictReader(lines):
        NAMES[row["code"]].append(row["name"].casefold())
PLACES = names_of("place_names.csv", "code")
PRODUCTS = names_of("products.csv", "product")


class Release:
    def __init__(self, path):
        package = json.loads((path / "datapackage.json").read_text(encoding="utf-8"))
        self.schemas = {r["name"]: r["schema"] for r in package["resources"] if r.get("type") == "table"}
        read = lambda name: pyarrow.parquet.read_table(path / f"{name}.parquet").to_pylist()
        self.documents = {row["doc_id"]: row for row in read("documents")}
        spans = collections.defaultdict(list)
        for span in read("spans"):
            spans[span["table"], span["row_id"], span["column"]].append(span)
        self.spans = dict(spans)
        tables = {table for table, _, _ in spans}
        self.rows = {table: {row[self.schemas[table]["primaryKey"][0]]: row for row in read(table)} for table in tables}


class Cell:
    """A cell, and what its bytes say."""

    def __init__(self, release, table, row, field, spans):
        self.release, self.table, self.row, self.field, self.spans = release, table, row, field, spans
        self.column, self.value = field["name"], row[field["name"]]
        self.texts = []
        # Takes more than its own bytes to read.
        self.leans = False

    def tokens(self, *kinds):
        return [token for span in self.spans for token in span["tokens"] if not kinds or token["type"] in kinds]

    def text(self):
        return "".join(words(text) for text in self.texts)

    def __str__(self):
        return f"{self.table}.{self.column} = {self.value!r} of {next(iter(self.row.values()))}: {self.texts}"


# How a column is read again.

FACTORS = (1e3, 1e4, 1e6, 1e8, 1e9, 1e12)
FIGURES = ("money", "percent", "points", "times", "rank", "quantity", "number")


def as_number(cell):
    """The figure; a fall is told by another word, and a scale that figures share stands behind the last of them."""
    values = [abs(token["value"]) for token in cell.tokens(*FIGURES)]
    wanted = abs(cell.value)
    # Two digits of a fraction are printed in words: a third is 33.3 or 33.33.
    is_it = lambda value: abs(value - wanted) <= max(1e-9 * wanted, 0.04 if wanted in (33.3, 33.33, 66.7, 66.67, 16.67) else 0)
    if any(map(is_it, values)):
        return True
    # Characters like 千亿 are a number only with what they count.
    whole = cell.release.spans.get((cell.table, next(iter(cell.row.values())), "unit"), [])
    if any(is_it(abs(token["value"])) for span in whole for token in span.get("tokens", []) if token["type"] in FIGURES):
        return True
    cell.leans = len(cell.spans) > 1
    return cell.leans and any(is_it(value * factor) for value in values for factor in FACTORS)


def as_unit(cell):
    units = [token["unit"] for token in cell.tokens(*FIGURES)]
    # A number that counts things has no unit of its own.
    return cell.value in units or (cell.value == "units" and None in units)


def as_measure(cell):
    kinds = {token["type"] for token in cell.tokens(*FIGURES)}
    wanted = {
        "value": {"money", "quantity", "number", "percent"},
        "growth": {"percent", "number"},
        "share": {"percent", "number"},
        "ratio": {"times"},
        "change": {"money", "quantity", "points", "number"},
        "rank": {"rank"},
    }
    return bool(kinds & wanted[cell.value])


def as_qualifier(cell):
    return any(token["qualifier"] == cell.value for token in cell.tokens(*FIGURES))


def as_flow(cell):
    if any(token["value"] == cell.value for token in cell.tokens("flow")) or any(says(text, FLOWS[cell.value]) for text in cell.texts):
        return True
    # `exports and imports` are named by two words, `of that` by none, and deliveries are exports or imports by where they go.
    delivered = cell.value == "import" and any(says(text, TRADE["weak_export"]) for text in cell.texts)
    cell.leans = bool(cell.tokens("flow")) and cell.value in ("trade", "balance") or points_back(cell) or delivered
    return cell.leans


def as_place(cell):
    """One of the places or zones that the words name."""
    values = cell.value if isinstance(cell.value, list) else [cell.value]
    named = {token["value"] for token in cell.tokens("place", "place_short", "place_adjective")}
    around = {outer for code in named for outer in outer_places(code)}
    zones = cell.release.rows.get("zones", {})
    for zone, row in zones.items():
        names = [row["name"], row["name_zh"], row["name_ru"], *row["aliases"]]
        if any(name and words(name) in map(words, cell.texts) for name in names):
            named.add(zone)
    # A list has what its places lie in, too.
    for text in cell.texts:
        named |= PLACES[words(text)]
    if isinstance(cell.value, list):
        return bool((named | around) & set(values)) and set(values) <= named | around | {code for value in values for code in outer_places(value)}
    if named & set(values):
        return True
    kebab = [plain(part) for part in re.split(r"[-:]", cell.value) if part not in ("X", "project", "policy", "and")]
    # An abbreviation that the text made of a name.
    if any("".join(word[0] for word in name.split()) == cell.text() for name in NAMES[cell.value]):
        return True
    if cell.value.startswith("X-") and sum(words(GAZETTEER[code]["name_en"]) in words(cell.value) for code in named if code in GAZETTEER) > 1:
        return True
    if cell.value.startswith(("X-", "project:", "policy:")):
        return all(part in plain(cell.text()) for part in kebab)
    cell.leans = True
    if cell.value in NORTHEAST:
        # Whether a text means three or four by it, it says once.
        return bool(named & NORTHEAST) or {"CN-HL", "CN-JL", "CN-LN"} <= named
    if cell.column == "base_partner" and cell.value == "W00":
        # The whole world, of which the partners that are named, or the first of their list, are parts.
        return bool(named) or points_back(cell)
    return points_back(cell) or cell.value in zones and any(says(text, HEADS_OF_ZONES) for text in cell.texts)


NORTHEAST = {"CN-NE3", "CN-NE4"}


def points_back(cell):
    return any(str(token["value"]).startswith("Back") for token in cell.tokens("cue"))


def outer_places(code):
    while code in GAZETTEER and (code := GAZETTEER[code]["parent"]):
        yield code


def as_product(cell):
    wanted = words(cell.value)
    seen = {words(token["value"]) for token in cell.tokens("product")} | {words(name) for text in cell.texts for name in PRODUCTS[words(text)]}
    # A list of goods is one product; goods that no list knows are named as they are printed.
    if cell.value == "all" or any(name in wanted for name in seen) or wanted == cell.text():
        return True
    cell.leans = points_back(cell)
    return cell.leans


def as_day(cell):
    """A day that the words name: by themselves, or from the row's own period where they say a year earlier, over five years."""
    if cell.value in days_of(cell):
        return True
    cell.leans = True
    start, end = cell.row["period_start"], cell.row["period_end"]
    relative = [str(token["value"]) for token in cell.tokens("period") if not token["period"]]
    if not relative:
        return False
    side = "start" if cell.column.endswith("start") else "end"
    own = start if side == "start" else end
    if cell.column.startswith("period"):
        # Another sentence's time, or part of it: whole days, months or years of the calendar.
        return cell.value.day == 1 if side == "start" else cell.value.day == calendar.monthrange(cell.value.year, cell.value.month)[1]
    months = [int(n) for text in relative for n in re.findall(r"months: (\d+)", text)]
    length = own and (end.year - start.year) * 12 + end.month - start.month + 1
    shifts = {12, *months, *([length] if own else [])}
    return any(before(own, shift, side) == cell.value for shift in shifts) if own else cell.value.day in (1, 28, 29, 30, 31)


def before(day, months, side):
    """The first or last day of the month so many months before a day's."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last) if side == "start" or day.day < 28 else last)


def days_of(cell):
    days = set()
    for token in cell.tokens("period"):
        days |= {datetime.date.fromisoformat(day) for day in token["period"] or []}
        if str(token["value"]).startswith("Between"):
            # The figure is for one of the two years, compared with the other.
            years = [int(year) for year in re.findall(r"Given\((\d+)\)", token["value"])]
            days |= {datetime.date(year, month, day) for year in years for month, day in ((1, 1), (12, 31))}
    return days


def as_date_text(cell):
    """A date as precise as printed: its year and, where it has them, its month and its day stand there."""
    numbers = [int(n) for text in cell.texts for n in re.findall(r"\d+", unicodedata.normalize("NFKC", text))]
    days = days_of(cell)
    parts = [int(part) for part in str(cell.value).split("-")]
    named = any([day.year, day.month, day.day][: len(parts)] == parts for day in days)
    months = {m for m, names in enumerate(MONTHS, 1) if any(name in text.casefold() for name in names for text in cell.texts)}
    year = parts[0] in numbers or parts[0] % 100 in numbers
    return named or year and all(part in numbers or (i == 1 and part in months) for i, part in enumerate(parts) if i)


MONTHS = [
    ("jan", "янв"), ("feb", "фев"), ("mar", "мар"), ("apr", "апр"), ("may", "мая", "май"), ("jun", "июн"),
    ("jul", "июл"), ("aug", "авг"), ("sep", "сен"), ("oct", "окт"), ("nov", "ноя"), ("dec", "дек"),
]


def as_words(cell):
    """The words themselves."""
    text = cell.text()
    values = cell.value if isinstance(cell.value, list) else [cell.value]
    if cell.value == cell.field.get("amur:unstated"):
        return True
    return all(sorted(words(value)) == sorted(text) or words(value) in text for value in values)


def as_names(cell):
    """Names, whichever half stands first."""
    text = cell.text()
    return all(words(part) in text for name in cell.value for part in re.split(r"[ ,.]+", name))


def as_integer(cell):
    numbers = [int(n) for text in cell.texts for n in re.findall(r"\d+", unicodedata.normalize("NFKC", text))]
    if cell.column == "number" and cell.value not in numbers[:1]:
        # Not printed: the place in the list.
        same = [row for row in cell.release.rows["references"].values() if (row["doc_id"], row["list"]) == (cell.row["doc_id"], cell.row["list"])]
        return sorted(row["span_start"] for row in same).index(cell.row["span_start"]) + 1 == cell.value
    return cell.value in numbers


def as_list_heading(cell):
    names = {words(name) for file in lexicon("references") for name in file["headings"].get(cell.value, [])}
    return cell.text() in names or any(cell.text().startswith(name) for name in names)


def as_language(cell):
    text = "".join(cell.texts)
    if re.search(r"in(russ|chin|engl|mong|jap|kor)", words(text)) or "№" in text:
        return True
    scripts = {"ru": r"[а-яё]", "zh": r"[\u4e00-\u9fff]", "en": r"[a-z]"}
    return bool(re.search(scripts.get(cell.value, r"\w"), text.casefold()))


def as_pages(cell):
    digits = lambda text: re.findall(r"\w+", unicodedata.normalize("NFKC", text))
    return set(digits(cell.value)) <= set(digits(" ".join(cell.texts)))


def as_target(cell):
    """The entry that a marker cites: by its number, or by who wrote it."""
    references = cell.release.rows["references"]
    text = cell.text()
    numbers = [int(n) for marker in cell.texts for n in re.findall(r"\d+", marker)]
    ranges = [range(int(a), int(b) + 1) for marker in cell.texts for a, b in re.findall(r"(\d+)\s*[-–—]\s*(\d+)", marker)]

    def is_cited(reference):
        by_number = reference["number"] in numbers or any(reference["number"] in r for r in ranges)
        return by_number or any(words(name.split(",")[0]) in text for name in reference["authors"])

    return all(is_cited(references[target]) for target in (cell.value if isinstance(cell.value, list) else [cell.value]))


def entries(name):
    """The words of a lexicon for a label, in every language."""
    found = collections.defaultdict(list)
    for file in lexicon(name):
        for section in file.values():
            if isinstance(section, dict):
                for label, listed in section.items():
                    found[label] += [word for word in (listed if isinstance(listed, list) else [listed]) if isinstance(word, str)]
    return found


def says(text, listed):
    """Does a text have the words of a list? `*` stands for any ending."""
    fold = lambda text: text.casefold().replace("ё", "е")
    pattern = lambda phrase: r"\W*".join(re.escape(word).replace(r"\*", r"\w*") for word in fold(phrase).split())
    return any(re.search(pattern(phrase), fold(text)) for phrase in listed)


INDICATORS = entries("indicators")
TRADE = entries("trade")
FLOWS = {
    "export": TRADE["export_partner"], "import": TRADE["import_partner"], "trade": TRADE["partner_words"], "balance": [],
}
ZONES = entries("zones")
HEADS_OF_ZONES = [phrase for file in lexicon("zones") for section in ("head", "heads") for listed in file.get(section, {}).values() for phrase in listed]


def as_indicator(cell):
    stems = [part[:4] for part in cell.value.split("_")]
    # `118 of them`: a part of what was counted before.
    cell.leans = words(cell.row["written"]) in cell.text()
    heads = cell.leans or any(stem in text.casefold() for stem in stems for text in cell.texts)
    return heads or any(says(text, listed) for label, listed in INDICATORS.items() for text in cell.texts if label in cell.value)


def as_words_of_zones(cell):
    """Words that the lexicon of zones has."""
    return any(says(text, listed) for listed in ZONES.values() for text in cell.texts)


def reader(table, field):
    """How a column is read again, by what it is."""
    column, refers = field["name"], field.get("amur:refersTo", [])
    if "places.code" in refers:
        return as_place
    if table == "zones" and column == "parent":
        return as_place
    if "references.ref_id" in refers or column == "ref_id":
        return as_target
    by_name = {
        "value": as_number, "area_km2": as_number, "unit": as_unit, "measure": as_measure, "qualifier": as_qualifier, "flow": as_flow, "base_flow": as_flow,
        "product": as_product, "base_product": as_product, "indicator": as_indicator, "list": as_list_heading, "language": as_language,
        "authors": as_names, "pages": as_pages, "established": as_date_text, "status": as_words_of_zones, "functions": as_words_of_zones,
    }
    if column in by_name:
        return by_name[column]
    if column in ("date", "accessed"):
        return as_date_text
    return {"date": as_day, "integer": as_integer}.get(field["type"], as_words)


def main():
    path, raw, amur = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3:]
    release = Release(path)
    cells, lacking, stray = [], [], []
    for table, rows in release.rows.items():
        for field in release.schemas[table]["fields"]:
            for row_id, row in rows.items():
                value, spans = row[field["name"]], release.spans.get((table, row_id, field["name"]), [])
                filled = value is not None and value != []
                if field.get("amur:derived") or not filled:
                    # A name that one text gives a zone may be the name of the row that stands for it in all texts.
                    stray += [f"{table}.{field['name']} of {row_id}"] if spans and table != "zones" else []
                elif spans:
                    cells.append(Cell(release, table, row, field, spans))
                elif value != field.get("amur:unstated"):
                    lacking.append(f"{table}.{field['name']} = {value!r} of {row_id}")
    read_bytes(release, raw, cells)
    tokenise(release, cells, amur)
    wrong, counts = collections.defaultdict(list), collections.Counter()
    leaning = 0
    for cell in cells:
        read = reader(cell.table, cell.field)
        counts[read.__name__] += 1
        right = read(cell)
        leaning += right and cell.leans
        if not right:
            wrong[f"{cell.table}.{cell.column}"].append(str(cell))
    for name, found in [("without a span", lacking), ("with a span, and empty or derived", stray), *wrong.items()]:
        if found:
            print(f"{name}: {len(found)}")
            print("\n".join(f"    {what[:400]}" for what in found[:6]))
    print(f"{len(cells)} cells read again from {sum(len(cell.spans) for cell in cells)} spans ({leaning} with another cell of their row): {sum(map(len, wrong.values()))} say something else, {len(lacking)} have no span")
    print(", ".join(f"{name.removeprefix('as_')} {n}" for name, n in counts.most_common()))
    sys.exit(bool(lacking or stray or wrong))


def read_bytes(release, raw, cells):
    texts = {doc: (raw / row["path"] if raw.is_dir() else raw).read_bytes() for doc, row in release.documents.items()}
    for cell in cells:
        for span in cell.spans:
            document = release.documents[span["doc_id"]]
            piece = texts[span["doc_id"]][span["span_start"]:span["span_end"]]
            span["text"] = piece.decode(document["encoding"], errors="strict")
            # A footnote stands between the halves of a word that a page broke.
            halves = re.fullmatch(r"(\w+)-\s*\n.*\n\s*(\w+)", span["text"], re.DOTALL)
            span["text"] = "".join(halves.groups()) if halves else span["text"]
            cell.texts.append(span["text"])


# Words round the bytes, so that no line is nothing but a number, which would be a page's, and that `two years` may be a length,
# `2,3 раза` a multiple and `first` a place in an order.
CARRIERS = {
    "en": ("({})", "(by {})", "(over {})"),
    "zh": ("({})",),
    "ru": ("({})", "(в {})", "(за {})"),
}
OF_RANKS = {"en": ("(the {} place)", "(ranked {})"), "zh": ("({}位)",), "ru": ("({} место)",)}


def tokenise(release, cells, amur):
    """What the recognisers see in the bytes of each span, by themselves."""
    pieces = collections.defaultdict(lambda: collections.defaultdict(list))
    for cell in cells:
        for span in cell.spans:
            language = release.documents[span["doc_id"]]["language"]
            language = language if language in CARRIERS else "en"
            text, span["tokens"] = " ".join(span["text"].split()), []
            for carrier in CARRIERS[language] + (OF_RANKS[language] if cell.row.get("unit") == "rank" else ()):
                pieces[span["doc_id"], language][carrier, text].append(span)
    for (doc, language), spans_of in pieces.items():
        source, ends = b"", []
        for carrier, text in spans_of:
            start = len(source) + len(carrier.split("{}")[0].encode())
            ends.append((start, start + len(text.encode())))
            source += carrier.format(text).encode() + b"\n\n"
        date = release.documents[doc]["date"]
        options = ["--lang", language] + (["--date", str(date)] if date else [])
        seen = subprocess.run([*amur, "tokens", "-", *options], input=source, capture_output=True, check=True).stdout
        tokens = [json.loads(line) for line in seen.splitlines()]
        at = 0
        for spans, (start, end) in zip(spans_of.values(), ends):
            while at < len(tokens) and tokens[at]["end"] <= start:
                at += 1
            inside = [token for token in tokens[at : at + 200] if start <= token["start"] and token["end"] <= end]
            for span in spans:
                span["tokens"] += inside


if __name__ == "__main__":
    main()
