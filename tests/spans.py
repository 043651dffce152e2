"""Reads every cell of a release again, from the bytes that `spans` names, and fails where they do not give the cell.

    python tests/spans.py RELEASE RAW AMUR...      such as: outputs/latest tests/corpus target/debug/amur

Every cell that is filled, not derived (`amur:derived` in the schema) and not what stands where the text is silent
(`amur:unstated`) must have a span. Its bytes are decoded and read by themselves, out of their sentence: words are words, and
figures, times, places, goods and flows are what `amur tokens` sees in them. What points back (`the country`, a year earlier) or lends its scale
gives a cell only with another one of its row; these are counted apart.
"""
import bisect
import calendar
import collections
import csv
import datetime
import json
import pathlib
import random
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
with (SCHEMAS / "codes/capitals.csv").open(encoding="utf-8", newline="") as lines:
    CAPITALS = {row["place"]: row["country"] for row in csv.DictReader(lines)}
PLACES = names_of("place_names.csv", "code")
with (SCHEMAS / "codes/zones.csv").open(encoding="utf-8", newline="") as lines:
    # Zones that their names do not place.
    ZONES = [(words(name), row["places"].split()) for row in csv.DictReader(lines) for name in row["names"].split("|")]
PRODUCTS = names_of("products.csv", "product")
with (SCHEMAS / "codes/products.csv").open(encoding="utf-8", newline="") as lines:
    # Russian goods told by an adjective and a noun, as the beginnings of their words.
    DESCRIBED = [(*row["name"].replace("*", "").split(), row["product"]) for row in csv.DictReader(lines) if row["lang"] == "ru" and len(row["name"].split()) == 2]


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
        # In order, so that the same swaps are tried each time.
        tables = sorted({table for table, _, _ in spans})
        self.rows = {table: {row[self.schemas[table]["primaryKey"][0]]: row for row in read(table)} for table in tables}
        # What the recognisers see in each text as a whole.
        self.whole = {}

    def seen(self, doc, start, end, kinds):
        tokens = self.whole[doc]
        first, last = bisect.bisect_left(tokens, start, key=lambda t: t["start"]), bisect.bisect_left(tokens, end, key=lambda t: t["start"])
        return [token for token in tokens[first:last] if token["type"] in kinds]

    def values(self, table, column, doc):
        """What a column says of a text."""
        return {row[column] for row in self.rows.get(table, {}).values() if row["doc_id"] == doc}


class Cell:
    """A cell, and what its bytes say."""

    def __init__(self, release, table, row, field, spans):
        self.release, self.table, self.row, self.field, self.spans = release, table, row, field, spans
        self.column, self.value = field["name"], row[field["name"]]
        self.texts = []
        # Takes more than its own bytes to read.
        self.leans = False

    def with_value(self, value):
        """The same bytes, said to give something else."""
        other = Cell(self.release, self.table, {**self.row, self.column: value}, self.field, self.spans)
        other.texts = self.texts
        return other

    def tokens(self, *kinds):
        return [token for span in self.spans for token in span["tokens"] if not kinds or token["type"] in kinds]

    def text(self):
        return "".join(words(text) for text in self.texts)

    def sentence(self, *kinds):
        """What is seen in the sentence of the figure."""
        return self.release.seen(self.row["doc_id"], self.row["sentence_start"], self.row["sentence_end"], kinds)

    def before(self, *kinds):
        """What is seen in the text up to these bytes, the nearest first."""
        span = self.spans[0]
        return self.release.seen(span["doc_id"], 0, span["span_start"], kinds)[::-1]

    def __str__(self):
        return f"{self.table}.{self.column} = {self.value!r} of {next(iter(self.row.values()))}: {self.texts}"


# How a column is read again.

FACTORS = (1e3, 1e4, 1e6, 1e8, 1e9, 1e12)
FIGURES = ("money", "percent", "points", "times", "rank", "quantity", "number")


def as_number(cell):
    """The figure; a fall is told by another word, and a scale that figures share stands behind the last of them."""
    seen = [token["value"] for token in cell.tokens(*FIGURES)]
    values = list(map(abs, seen))
    wanted = abs(cell.value)
    if cell.value < 0 and min(seen, default=0) >= 0 and not falls(cell):
        return False
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


def falls(cell):
    """Does the sentence speak of a fall, or of more imports than exports?"""
    return any(token["value"] in ("down", "balance") for token in cell.sentence("change", "flow"))


def as_unit(cell):
    units = [token["unit"] for token in cell.tokens(*FIGURES)]
    # A number that counts things has no unit of its own.
    return cell.value in units or (cell.value == "units" and None in units)


def as_measure(cell):
    """By the kind of figure, what it is compared with, and the words before it."""
    kinds = {token["type"] for token in cell.tokens(*FIGURES)}
    # What a table's header says of its column stands outside the row.
    row, said = cell.row, {token["type"] for token in cell.sentence("change", "share", "period") + cell.tokens("change", "share", "period")}
    said |= {kind for kind, listed in HEADERS.items() if cell.row["rule"] == "relate.table" and any(says(text, listed) for text in cell.texts)}
    of_a_whole = any(row.get(column) for column in ("base_reporter", "base_partner", "base_flow", "base_product", "base_subject", "base_text"))
    against = row["base_start"] is not None
    relative = row["unit"] == "%" and kinds & {"percent", "number"}
    right = {
        "value": kinds & {"money", "quantity", "number", "percent"} and not against and not of_a_whole and (row["unit"] != "%" or said.isdisjoint({"share", "change"})),
        "growth": relative and not of_a_whole and (against or moves(cell) or "change" in said and "share" not in said),
        "share": relative and not against and (of_a_whole or "share" in said or not moves(cell)),
        "ratio": kinds & {"times"},
        "change": kinds & {"money", "quantity", "points", "number"} and row["unit"] != "%" and (against and "change" in said or moves(cell)),
        "rank": kinds & {"rank"},
    }
    return bool(right[cell.value])


def moves(cell):
    """Is there a sign, or is the word next to the figure that says whether it is a level, a share or a change one of change?"""
    start, end = cell.row["span_start"], cell.row["span_end"]
    said = cell.sentence("change", "level", "share")
    before, behind = [token for token in said if token["start"] < start], [token for token in said if token["start"] >= start]
    nearest = before[-1:] + [token for token in behind[:1] if token["start"] - end < NEXT]
    return cell.texts[0].strip()[0] in "+-–−" or any(token["type"] == "change" for token in nearest)


# Bytes in which a word stands next to another.
NEXT = 12


def as_qualifier(cell):
    """A range is at least the one figure, and at most the other."""
    tokens = cell.tokens(*FIGURES)
    same = [token for token in tokens if abs(token["value"]) == abs(cell.row["value"])]
    return any(token["qualifier"] == cell.value for token in same or tokens)


def as_flow(cell):
    flows = {token["value"] for token in cell.tokens("flow")}
    # `exports and imports` are named by two words.
    if cell.value in flows or cell.value == "trade" and flows == {"export", "import"}:
        return True
    if flows == {"trade"} and cell.value in ("export", "import"):
        # `Exports and imports rose by 3% and 2% respectively.`
        return {row["flow"] for row in neighbours(cell)} >= {"export", "import"}
    if any(says(text, FLOWS[cell.value]) for text in cell.texts):
        return not flows
    cell.leans = True
    # Nobody has a share, or a place in an order, of a balance: it is of the trade.
    if cell.value == "trade" and flows == {"balance"}:
        return cell.row["measure"] in ("share", "rank")
    # Deliveries are exports or imports by where they go.
    if cell.value == "import" and any(says(text, TRADE["weak_export"]) for text in cell.texts):
        return any(token["value"] == "Link(From)" for token in cell.sentence("cue"))
    # `of that`: what was spoken of last.
    return points_back(cell) is not None and cell.value in [token["value"] for token in cell.before("flow")[:2]]


def as_place(cell):
    """The place or zone that the words name, all of those, if it is a list; or the one that they point back to."""
    if cell.column.startswith("base_") and cell.value == cell.row[cell.column.removeprefix("base_")]:
        # A whole is not the part itself.
        return False
    named = {token["value"] for token in cell.tokens("place", "place_short", "place_adjective")}
    namesakes = {code for text in cell.texts for code in PLACES[words(text)]}
    if not isinstance(cell.value, list) and cell.value in namesakes and len(named) < 2:
        return True
    named |= namesakes
    if isinstance(cell.value, list):
        # A list has what its places lie in, too.
        values = set(cell.value)
        named |= {code for text in cell.texts for name, codes in ZONES if name in words(text) for code in codes}
        around = {outer for code in named for outer in outer_places(code)}
        return bool((named | around) & values) and values <= named | around | {code for value in values for code in outer_places(value)}
    zones = {zone for zone, row in cell.release.rows.get("zones", {}).items() for name in zone_names(row) if words(name) == cell.text()}
    if zones:
        return cell.value in zones
    # `Heilongjiang, China` is one place; `Primorye and Heilongjiang` are two.
    inner = {code for code in named if not any(code in outer_places(other) for other in named)}
    if cell.value in named:
        return cell.value in inner and (len(inner) == 1 or cell.table == "zones") or cell.value in NORTHEAST or in_turn(cell)
    if cell.value.startswith("X-"):
        return len(inner) > 1 and sum(words(GAZETTEER[code]["name_en"]) in words(cell.value) for code in inner if code in GAZETTEER) > 1 or spelt(cell)
    if cell.value.startswith(("project:", "policy:")):
        return spelt(cell)
    # An abbreviation that the text made of a name.
    if any("".join(word[0] for word in name.split()) == cell.text() for name in NAMES[cell.value]):
        return True
    cell.leans = True
    if cell.value in NORTHEAST:
        # Whether a text means three or four by it, it says once.
        return bool(named & NORTHEAST) or {"CN-HL", "CN-JL", "CN-LN"} <= named
    if cell.column == "base_partner" and cell.value == "W00":
        # The whole world, of which the partners that the sentence names are parts.
        beside = {row["partner"] for row in neighbours(cell)}
        return bool(beside & named) or any(partner.startswith("X-") for partner in beside) and bool(named) or points_back(cell) is not None
    if any(CAPITALS.get(code) == cell.value for code in named):
        # `Moscow` for Russia.
        return True
    if cell.column == "partner" and ":" in cell.row["reporter"] and any([code, *outer_places(code)][-1] == cell.value for code in named):
        # A crossing named by both its ends trades with the country of the other.
        return True
    if cell.value.startswith("X-non-"):
        return "X-other-countries" in named
    return cell.value in antecedents(cell)


NORTHEAST = {"CN-NE3", "CN-NE4"}


def in_turn(cell):
    """Of several places that stand together, each has a figure of its own."""
    return len({row[cell.column] for row in neighbours(cell)}) > 1


def neighbours(cell):
    """The rows of the same sentence, with this one as it stands."""
    where = lambda row: (row["doc_id"], row["sentence_start"])
    return [cell.row, *(row for row in cell.release.rows[cell.table].values() if where(row) == where(cell.row) and row["span_start"] != cell.row["span_start"])]


def spelt(cell):
    """Is the id made of the words?"""
    return all(plain(part) in plain(cell.text()) for part in re.split(r"[-:]", cell.value) if part not in ("X", "project", "policy", "and"))


def zone_names(row):
    return [name for name in (row["name"], row["name_zh"], row["name_ru"], *row["aliases"]) if name]


def points_back(cell):
    """What kind of place the words point back to: `the country`, `its`."""
    for token in cell.tokens("cue"):
        if found := re.match(r"Back\((\w+)", str(token["value"])):
            return found[1]
    return None


def antecedents(cell):
    """The places that words may point back to: of their kind, and spoken of last."""
    doc = cell.spans[0]["doc_id"]
    kind = points_back(cell)
    if kind is None and any(says(text, HEADS_OF_ZONES) for text in cell.texts) or kind == "Zone":
        mentions = [row for row in cell.release.rows["zone_mentions"].values() if row["doc_id"] == doc and row["span_start"] <= cell.spans[0]["span_start"]]
        mentions.sort(key=lambda row: -row["span_start"])
        return list(dict.fromkeys(row["zone_id"] for row in mentions))[:2]
    if kind is None:
        return []
    codes = [token["value"] for token in cell.before("place", "place_short", "place_adjective")]
    if kind == "Country":
        codes = [([code, *outer_places(code)][-1]) for code in codes]
    elif kind in ("Province", "Region"):
        codes = [outer for code in codes for outer in [code, *outer_places(code)] if GAZETTEER.get(outer, {}).get("kind") not in ("country", "city")]
    return list(dict.fromkeys(codes))[:3]


def outer_places(code):
    while code in GAZETTEER and (code := GAZETTEER[code]["parent"]):
        yield code


def as_product(cell):
    wanted = words(cell.value)
    seen = {words(token["value"]) for token in cell.tokens("product")} | {words(name) for text in cell.texts for name in PRODUCTS[words(text)]}
    # A list of goods is one product; goods that no list knows are named as they are printed.
    if cell.value == "all" or any(name in wanted for name in seen) or wanted == cell.text():
        return True
    cell.leans = points_back(cell) or leaves_out_noun(cell)
    return cell.leans


def leaves_out_noun(cell):
    """`железорудного концентрата 2 млн т, медного – 1 млн т`: the noun stands before, with other goods."""
    said = cell.row["quote"].casefold().split()
    adjectives = [text.casefold() for text in cell.texts]
    return any(
        product == cell.value and any(text.startswith(adjective) for text in adjectives) and any(word.startswith(noun) for word in said)
        for adjective, noun, product in DESCRIBED
    )


def as_day(cell):
    """A day that the words name: by themselves, or counted from a time that the row or the text has, where they say a year earlier, over five years."""
    side = 0 if cell.column.endswith("start") else 1
    if cell.value in days_of(cell, side):
        return True
    cell.leans = True
    start, end = (cell.row[f"{cell.column.split('_')[0]}_{part}"] for part in ("start", "end"))
    if side == 0 and (cell.value.month, cell.value.day) == (1, 1) and end in days_of(cell, 1) and end.year == cell.value.year:
        # `By July 2021`: since its January.
        return True
    # A time without its year is, by itself, the last that there was; its text may speak of another.
    relative = [str(token["value"]) for token in cell.tokens("period") if not token["period"] or "year: Open" in str(token["value"])]
    if cell.value in [day(parts[side], year) for text in relative if (parts := months_and_days(text)) for year in spoken_years(cell, text)]:
        return True
    if not relative:
        return False
    if cell.column.startswith("base"):
        from_days = [(cell.row["period_start"], cell.row["period_end"])]
    else:
        # The row's time is itself told from another's.
        rows = [row for row in cell.release.rows[cell.table].values() if row["doc_id"] == cell.row["doc_id"] and row is not cell.row]
        from_days = sorted({(row["period_start"], row["period_end"]) for row in rows if row["period_start"] and abs(row["span_start"] - cell.row["span_start"]) < NEAR})
    months = {int(n) for text in relative for n in re.findall(r"months: (\d+)", text)}
    # `The same period of 2022`: the row's months in the year that is named.
    years = {int(year) for text in relative for year in re.findall(r"Given\((\d+)\)", text)}
    for start, end in [pair for pair in from_days if pair[0]] or [(None, None)]:
        if start is None:
            # Nothing says from when: the time on which the text speaks.
            spoken = cell.release.documents[cell.spans[0]["doc_id"]]["date"]
            return cell.value.year in years or bool(spoken) and spoken.year - cell.value.year in {1, 2, *(n // 12 for n in months)}
        own = (start, end)[side]
        length = (end.year - start.year) * 12 + end.month - start.month + 1
        shifts = months or {12, length}
        if any(months_before(own, shift, side) == cell.value for shift in shifts) or cell.value in [in_year(own, year, side) for year in years]:
            return True
    return False


def months_and_days(text):
    """First and last month and day of a time whose year stands elsewhere."""
    if found := re.search(r"Months\((\d+), (\d+)\)", text):
        return (int(found[1]), 1), (int(found[2]), 31)
    if found := re.search(r"Days\(\((\d+), (\d+)\), \((\d+), (\d+)\)\)", text):
        first, last = (int(found[1]), int(found[2])), (int(found[3]), int(found[4]))
        # `By the end of the year`: since its January.
        return (1, 1) if first == last == (12, 31) else first, last
    return ((1, 1), (12, 31)) if "part: Year" in text else None


def day(part, year):
    return datetime.date(year, part[0], min(part[1], calendar.monthrange(year, part[0])[1]))


def spoken_years(cell, text):
    """The years that a time may be in: those named last and next in its text, and that in which it speaks."""
    doc, at = cell.spans[0]["doc_id"], cell.spans[0]["span_start"]
    years = lambda tokens: [int(year) for token in tokens for year in re.findall(r"Given\((\d+)\)", str(token["value"]))]
    document = cell.release.documents[doc]
    speaks = {document["year"], document["date"] and document["date"].year} - {None}
    named = set(list(dict.fromkeys(years(cell.before("period"))))[:2]) | set(years(cell.release.seen(doc, at, 1 << 40, ("period",)))[:1])
    found = re.search(r"Relative\((-?\d+)\)", text)
    shift = int(found[1]) if found else 0
    return {year + shift for year in speaks or named} | (named if not speaks or not found else set())


# Bytes between a figure and the one from whose time its own is told.
NEAR = 2000


def months_before(day, months, side):
    """The first (side 0) or last day of the month so many months before a day's."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return datetime.date(year, month + 1, min(day.day, last) if side == 0 or day.day < 28 else last)


def in_year(day, year, side):
    return months_before(day, (day.year - year) * 12, side)


def days_of(cell, *sides):
    """The first days of the times that the words name, the last, or both."""
    days = set()
    for token in cell.tokens("period"):
        days |= {datetime.date.fromisoformat(day) for side, day in enumerate(token["period"] or []) if side in (sides or (0, 1))}
        if str(token["value"]).startswith("Between"):
            # The figure is for one of the two years, compared with the other.
            years = [int(year) for year in re.findall(r"Given\((\d+)\)", token["value"])]
            days |= {datetime.date(year, *((1, 1), (12, 31))[side]) for year in years for side in sides or (0, 1)}
            days -= {cell.row["base_start"], cell.row["base_end"]} if cell.column.startswith("period") else {cell.row["period_start"], cell.row["period_end"]}
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
    """The words themselves; the halves of one value, and the values of a list, may stand apart."""
    if cell.value == cell.field.get("amur:unstated"):
        return True
    if isinstance(cell.value, list):
        return sorted(map(words, cell.value)) == sorted(map(words, cell.texts))
    # A zone's name stands wherever a text says it.
    return sorted(words(cell.value)) == sorted(cell.text()) or cell.table == "zones" and words(cell.value) in map(words, cell.texts)


def as_base_text(cell):
    """Words that stand for a kind of comparison, or those that the text has."""
    if cell.value == "order":
        return cell.row["measure"] == "rank"
    if cell.value == "compared with another":
        return cell.row["measure"] in ("change", "growth", "ratio", "value") and any(token["type"] == "change" for token in cell.sentence("change"))
    return as_words(cell)


def as_part(cell):
    """Whole words out of a marker or an identifier."""
    apart = lambda text: re.findall(r"\w+", unicodedata.normalize("NFKC", text).casefold())
    run, wanted = apart(" ".join(cell.texts)), apart(cell.value)
    return any(run[at : at + len(wanted)] == wanted for at in range(len(run)))


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
    """What an entry says of itself, or else most of its letters."""
    text = "".join(cell.texts).casefold()
    told = re.search(r"\bin (\w{3,4})", text) or re.search(r"\((\w{4})", text)
    if told and (language := LANGUAGES.get(told[1][:3])):
        return cell.value == language
    count = lambda letters: len(re.findall(letters, text))
    # A Chinese character says as much as a word of letters.
    scripts = {"ru": count("[а-яё№]"), "zh": 4 * count("[\u4e00-\u9fff]"), "en": count("[a-z]")}
    return max(scripts, key=scripts.get) == cell.value


LANGUAGES = {"rus": "ru", "chi": "zh", "eng": "en", "mon": "mn", "jap": "ja", "kor": "ko"}


def as_pages(cell):
    digits = lambda text: re.findall(r"\w+", unicodedata.normalize("NFKC", text))
    return set(digits(cell.value)) <= set(digits(" ".join(cell.texts)))


def as_target(cell):
    """The entry of the same text that a marker cites: by its number, or by who wrote it. A list has all that are cited."""
    references = cell.release.rows["references"]
    text = cell.text()
    numbers = {int(n) for marker in cell.texts for n in re.findall(r"\d+", marker)}
    for marker in cell.texts:
        for first, last in re.findall(r"(\d+)\s*[-–—]\s*(\d+)", marker):
            numbers |= set(range(int(first), int(last) + 1))

    def is_cited(reference):
        by_number = reference["number"] in numbers and "(" not in "".join(cell.texts)
        return reference["doc_id"] == cell.row["doc_id"] and (by_number or any(words(name.split(",")[0]) in text for name in reference["authors"]))

    if not isinstance(cell.value, list):
        return is_cited(references[cell.value])
    linked = {row["ref_id"] for row in cell.release.rows["citations"].values() if row["doc_id"] == cell.row["doc_id"] and any(span["span_start"] <= row["span_start"] < span["span_end"] for span in cell.spans)}
    return all(is_cited(references[target]) for target in cell.value) and linked == set(cell.value)


def entries(name, *sections):
    """The words of a lexicon for a label, in every language."""
    found = collections.defaultdict(list)
    for file in lexicon(name):
        for title, section in file.items():
            if isinstance(section, dict) and (not sections or title in sections):
                for label, listed in section.items():
                    found[label] += [word for word in (listed if isinstance(listed, list) else [listed]) if isinstance(word, str)]
    return found


def says(text, listed):
    """Does a text have the words of a list? `*` stands for any ending."""
    fold = lambda text: text.casefold().replace("ё", "е")
    pattern = lambda phrase: r"\W*".join(re.escape(word).replace(r"\*", r"\w*") for word in fold(phrase).split())
    return any(re.search(pattern(phrase), fold(text)) for phrase in listed)


INDICATORS = entries("indicators", "money", "people", "area", "length", "count", "cargo", "rate", "duration")
MODIFIERS = entries("indicators", "modifiers")
TRADE = entries("trade")
FLOWS = {
    # `went`, `came`: words for a flow only beside a place.
    "export": TRADE["export_partner"] + TRADE["weak_export"], "import": TRADE["import_partner"] + TRADE["weak_import"],
    "trade": TRADE["partner_words"] + TRADE["weak_trade"], "balance": [],
}
# Words in the headers of tables for growth and for shares.
HEADERS = {kind: [word for file in lexicon("tables") for word in file[key]] for kind, key in (("change", "rate"), ("share", "share"))}
HEADS_OF_ZONES = [phrase for file in lexicon("zones") for section in ("head", "heads") for listed in file.get(section, {}).values() for phrase in listed]


def as_indicator(cell):
    """The longest name that the lexicon has for the words, with the words that narrow it; `118 of them` is named by its sentence."""
    if named(cell, cell.texts):
        return True
    if labels_of(cell.texts):
        return False
    cell.leans = words(cell.row["written"]) in cell.text() or words(cell.text()) in words(cell.row["written"])
    return cell.leans and (named(cell, [cell.row["quote"]], exact=False) or cell.value == "area" and cell.row["unit"] in ("ha", "km2", "m2"))


def labels_of(texts):
    return {label for label, listed in INDICATORS.items() if any(says(text, listed) for text in texts)}


def named(cell, texts, exact=True):
    labels = labels_of(texts)
    longest = {label for label in labels if not any(label != other and label in other for other in labels)}
    around = [*texts, cell.row["quote"]]
    said = lambda stem: any(stem[:4] in text.casefold() or says(text, MODIFIERS[stem]) or stem == "border" and cell.row["counterpart"] for text in around)
    parts = cell.value.split("_")
    if cell.value in (longest if exact else labels):
        return True
    if exact and cell.value in labels:
        return False
    # Words of the text stand before or behind those of a label.
    for label in labels | {""}:
        if label in cell.value:
            rest = [part for part in cell.value.replace(label, "", 1).split("_") if part]
            if (label or len(rest) == len(parts)) and rest and all(map(said, rest)):
                return True
    return False


def as_status(cell):
    """By the verb that the lexicon has for it, the longest that is said."""
    said = {status: max((len(phrase) for phrase in listed if any(says(text, [phrase]) for text in cell.texts)), default=0) for status, listed in STATUS.items()}
    return said[cell.value] > 0 and said[cell.value] == max(said.values())


def statuses():
    found = collections.defaultdict(list)
    for file in lexicon("zones"):
        for section, label, status in SAID_OF_ZONES:
            found[status] += file.get(section, {}).get(label, [])
    return found


SAID_OF_ZONES = [
    ("found", "done", "operating"), ("found", "has", "operating"), ("stance", "operating", "operating"), ("include", "words", "operating"), ("authority", "words", "operating"),
    ("found", "intent", "planned"), ("found", "future", "planned"), ("stance", "planned", "planned"), ("found", "applied", "applied"),
]
STATUS = statuses()


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
        "product": as_product, "base_product": as_product, "indicator": as_indicator, "list": as_list_heading, "language": as_language, "base_text": as_base_text,
        "authors": as_names, "pages": as_pages, "established": as_date_text, "status": as_status,
    }
    if column in by_name:
        return by_name[column]
    if (table, column) in (("citations", "locator"), ("documents", "volume"), ("documents", "issue")):
        return as_part
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
    wrong, counts, leaning = collections.defaultdict(list), collections.Counter(), 0
    for cell in cells:
        read = reader(cell.table, cell.field)
        counts[read.__name__] += 1
        right = bool(read(cell))
        leaning += right and cell.leans
        if not right:
            wrong[f"{cell.table}.{cell.column}"].append(str(cell))
    for name, found in [("without a span", lacking), ("with a span, and empty or derived", stray), *wrong.items()]:
        if found:
            print(f"{name}: {len(found)}")
            print("\n".join(f"    {what[:400]}" for what in found[:6]))
    print(f"{len(cells)} cells read again from {sum(len(cell.spans) for cell in cells)} spans ({leaning} with what stands round them): {sum(map(len, wrong.values()))} say something else, {len(lacking)} have no span")
    print(", ".join(f"{name.removeprefix('as_')} {n}" for name, n in counts.most_common()))
    loose = swapped(cells)
    sys.exit(bool(lacking or stray or wrong or loose))


# Of the cells of all columns, and of those of any one, how many must be seen to be wrong when another row's value is put into them.
LEAST_SEEN, LEAST_SEEN_OF_COLUMN = 0.97, 0.85


def swapped(cells):
    """Puts other rows' values into the cells, and says of which columns this goes unseen too often: their reading would let anything pass."""
    rng, columns = random.Random(1), collections.defaultdict(list)
    for cell in cells:
        columns[f"{cell.table}.{cell.column}"].append(cell)
    seen, tried, survivors = collections.Counter(), collections.Counter(), collections.defaultdict(list)
    for column, alike in columns.items():
        others = [cell.value for cell in alike]
        for cell in rng.sample(alike, min(len(alike), 200)):
            candidates = [value for value in others if value != cell.value]
            # A column of few cells is given more values each: its rate must not hang on which were drawn.
            for value in rng.sample(candidates, min(len(candidates), max(3, 600 // len(alike)))):
                other = cell.with_value(value)
                tried[column] += 1
                if reader(cell.table, cell.field)(other):
                    survivors[column].append(f"{cell} would pass as {value!r}")
                else:
                    seen[column] += 1
    rate = lambda column: seen[column] / tried[column]
    loose = [column for column in tried if tried[column] >= 30 and rate(column) < LEAST_SEEN_OF_COLUMN]
    for column in sorted(tried, key=rate):
        if rate(column) < 1:
            print(f"    {rate(column):6.1%} of {tried[column]:3} values of other rows are seen in {column}")
    for column in loose:
        print(f"too loose: {column}", *(f"    {what[:300]}" for what in survivors[column][:6]), sep="\n")
    total = sum(seen.values()) / max(1, sum(tried.values()))
    print(f"{sum(tried.values())} cells given the value of another row: {total:.1%} are seen to be wrong ({sum(rate(c) == 1 for c in tried)} of {len(tried)} columns: all)")
    return loose or total < LEAST_SEEN


def read_bytes(release, raw, cells):
    texts = release.raw = {doc: (raw / row["path"] if raw.is_dir() else raw).read_bytes() for doc, row in release.documents.items()}
    for cell in cells:
        for span in cell.spans:
            document = release.documents[span["doc_id"]]
            piece = texts[span["doc_id"]][span["span_start"]:span["span_end"]]
            span["text"] = piece.decode(document["encoding"], errors="strict")
            # A footnote stands between the halves of a word that a page broke.
            halves = re.fullmatch(r"(\w+)-\s*\n.*\n\s*(\w+)", span["text"], re.DOTALL)
            span["text"] = "".join(halves.groups()) if halves else span["text"]
            cell.texts.append(span["text"])
        if cell.row.get("rule") == "relate.table" and cell.column in ("value", "unit", "measure"):
            # A number, and the unit in its column's header: `472.7`, `millions of US dollars`.
            number, *unit = cell.texts
            cell.spans = [{**cell.spans[0], "text": f"{number} {words}".replace("s of ", " ")} for words in unit] + cell.spans


# Words round the bytes, so that no line is nothing but a number, which would be a page's, and that `two years` may be a length,
# `2,3 раза` a multiple and `first` a place in an order.
CARRIERS = {
    "en": ("({})", "(by {})", "(over {})"),
    "zh": ("({})",),
    "ru": ("({})", "(в {})", "(за {})"),
}
OF_RANKS = {"en": ("(the {} place)", "(ranked {})"), "zh": ("({}位)",), "ru": ("({} место)",)}


def spoken(release, doc):
    """The day on which a text speaks, as an option."""
    date = release.documents[doc]["date"]
    return ["--date", str(date)] if date else []


def recognised(amur, source, *options):
    seen = subprocess.run([*amur, "tokens", "-", *options], input=source, capture_output=True, check=True).stdout
    return [json.loads(line) for line in seen.splitlines()]


def tokenise(release, cells, amur):
    """What the recognisers see in the bytes of each span, by themselves, and in the texts as a whole."""
    pieces = collections.defaultdict(lambda: collections.defaultdict(list))
    for cell in cells:
        for span in cell.spans:
            language = release.documents[span["doc_id"]]["language"]
            language = language if language in CARRIERS else "en"
            text, span["tokens"] = " ".join(span["text"].split()), []
            for carrier in CARRIERS[language] + (OF_RANKS[language] if cell.row.get("unit") == "rank" else ()):
                pieces[span["doc_id"], language][carrier, text].append(span)
    for doc, source in release.raw.items():
        # A footnote is read behind the sentence that it interrupts.
        release.whole[doc] = sorted(recognised(amur, source, *spoken(release, doc)), key=lambda token: token["start"])
    for (doc, language), spans_of in pieces.items():
        source, ends = b"", []
        for carrier, text in spans_of:
            start = len(source) + len(carrier.split("{}")[0].encode())
            ends.append((start, start + len(text.encode())))
            source += carrier.format(text).encode() + b"\n\n"
        tokens, at = recognised(amur, source, "--lang", language, *spoken(release, doc)), 0
        for spans, (start, end) in zip(spans_of.values(), ends):
            while at < len(tokens) and tokens[at]["end"] <= start:
                at += 1
            inside = [token for token in tokens[at : at + 200] if start <= token["start"] and token["end"] <= end]
            for span in spans:
                span["tokens"] += inside


if __name__ == "__main__":
    main()
