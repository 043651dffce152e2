"""Checks the product, unit, currency and exchange-rate lists: run it after an edit; it prints what is wrong and exits 1."""

import csv
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).parent
LANGS = {"en", "zh", "ru"}
# As the reader tokenises names: a Chinese character is a word, so is a run of letters or digits; `*` stands for any ending.
WORD = re.compile(r"[\u4e00-\u9fff]|[^\W_\u4e00-\u9fff]+\*?")


def rows(name):
    with open(HERE / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def key(name):
    return tuple(WORD.findall(name.lower().replace("ё", "е")))


def ambiguous(table, target, text):
    """Names of one language that stand for two things, or say nothing."""
    seen = {}
    for row in table:
        if not row[text]:
            continue
        words = key(row[text])
        if not words or words == ("*",):
            yield f"{row[target]}: {row[text]!r} holds no word"
        first = seen.setdefault((row["lang"], words), row)
        if first is not row:
            yield f"{row['lang']} {row[text]!r}: {first[target]} and {row[target]}"


def problems():
    hs = {row["code"]: row for row in rows("hs.csv")}
    for row in hs.values():
        if row["level"] == "chapter" and hs.get(row["parent"], {}).get("level") != "section":
            yield f"hs {row['code']}: no section {row['parent']!r}"
    products = rows("products.csv")
    of_product = {}
    for row in products:
        facts = (row["hs"], row["form"])
        if of_product.setdefault(row["product"], facts) != facts:
            yield f"{row['product']}: two HS codes or forms"
        if row["hs"] and row["hs"] not in hs:
            yield f"{row['product']}: no HS code {row['hs']}"
        if row["form"] not in {"name", "regime", "ownership", "service"}:
            yield f"{row['product']}: form {row['form']!r}"
    currencies, units = rows("currencies.csv"), rows("units.csv")
    for table in (products, units):
        yield from (f"lang {row['lang']!r}" for row in table if row["lang"] not in LANGS)
    yield from ambiguous(products, "product", "name")
    yield from ambiguous(currencies, "code", "name")
    yield from ambiguous(units, "unit", "name")
    words = {}
    for row in rows("product_words.csv"):
        if row["role"] not in {"head", "ending", "modifier"} or not row["english"]:
            yield f"product word {row['word']!r}: role {row['role']!r}, English {row['english']!r}"
        side = row["role"] == "modifier"
        if words.setdefault((row["word"], side), row) is not row:
            yield f"product word {row['word']!r}: twice"
    symbols = {}
    for row in currencies:
        if bool(row["name"]) == bool(row["symbol"]):
            yield f"{row['code']}: a row is one name or one symbol"
        first = symbols.setdefault((row["lang"], row["symbol"]), row) if row["symbol"] else row
        if first is not row:
            yield f"symbol {row['symbol']!r}: {first['code']} and {row['code']}"
    codes = {code for row in currencies for code in row["code"].split("|")}
    for row in currencies:
        if "|" in row["code"] and not all(re.fullmatch("[A-Z]{3}", code) for code in row["code"].split("|")):
            yield f"currency {row['code']!r}: codes are joined by |"
    for row in rows("fx.csv"):
        low, mean, high = (float(row[column] or row["low"]) for column in ("low", "per_usd", "high"))
        if row["currency"] not in codes or not low <= mean <= high:
            yield f"fx {row['currency']} {row['year']}"


if __name__ == "__main__":
    found = list(problems())
    print("\n".join(found) or "ok")
    sys.exit(bool(found))
