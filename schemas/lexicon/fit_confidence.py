"""Fits the weights of `confidence.toml`: how likely a row of `trade_flows` is right in every respect.

    fit_confidence.py AMUR RELEASE:GOLD[:PREFIX] ...

A release of texts and the rows that careful readers wrote down for them, a pair a set. A fit is worth no more than the texts are new:
they must be texts that nobody had read while the rules were written, read by the program as it was then, with no row set aside. The
weights that lie here were fitted on 3,659 rows of 433 texts in three languages, published ones but for 146 short ones of our own (whose
words alone are ours to ship). Rows of groups and zones that have no code in a list are left out: whether `X-...` is right is a
matter of spelling.

Logistic regression on what a row rests on; what it looks at is told by `features`, and `pipeline/extract/src/confidence.rs` looks at the
same. Wants scikit-learn and polars. Prints how the rows of texts kept out of the fit (a tenth of the texts each time) bear it out.
"""

import collections
import json
import pathlib
import random
import subprocess
import sys

import polars
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

COLUMNS = {"reporter": "reporter", "partner": "partner", "flow": "flow", "product": "product", "period_start": "period"}
TARGET = pathlib.Path(__file__).with_name("confidence.toml")


def kind(code):
    if code is None:
        return "unknown"
    if code == "W00":
        return "world"
    if code[0].islower():
        return "zone"
    if ":" in code:
        return "city"
    if len(code) == 2:
        return "country"
    return "subdivision" if code[2] == "-" else "group"


def features(rows, language, dated, spans):
    """What each row of a text rests on, as weights' names to numbers."""
    reporters = collections.Counter(row["reporter"] for row in rows)
    pairs = collections.Counter((row["reporter"], row["partner"]) for row in rows)
    for row in rows:
        found = {
            f"language.{language}": 1,
            f"measure.{row['measure']}": 1,
            f"traded.{row['flow']}": 1,
            f"reporter_kind.{kind(row['reporter'])}": 1,
            f"partner_kind.{kind(row['partner'])}": 1,
            "text.rows": min(3, len(rows) / 10),
            "text.dated": float(dated),
            "text.same_reporter": reporters[row["reporter"]] / len(rows),
            "text.same_pair": pairs[row["reporter"], row["partner"]] / len(rows),
        }
        for column, name in COLUMNS.items():
            start = spans.get((row["flow_id"], column))
            if start is None:
                found[f"{name}.nowhere"] = 1
            elif row["sentence_start"] <= start < row["sentence_end"]:
                found[f"{name}.here"] = 1
                found[f"{name}.distance"] = min(3, abs(start - row["span_start"]) / 80)
                found[f"{name}.behind"] = float(start > row["span_end"])
            else:
                found[f"{name}.elsewhere"] = 1
        if row["measure"] in ("share", "rank") and not any(row[f"base_{c}"] for c in ("reporter", "partner", "flow", "product", "text")):
            found["base.of_nothing"] = 1
        if row["measure"] in ("growth", "ratio", "change") and row["base_start"] is None:
            found["base.undated"] = 1
        yield row, found


def load(amur, release, gold, prefix):
    """The rows of a set: their text, what they rest on, whether they are right."""
    misses = subprocess.run([amur, "eval", gold, "--release", release, "--prefix", prefix, "--misses"], capture_output=True, text=True, check=True).stderr
    wrong = [json.loads(line.removeprefix("EXTRA  ")) for line in misses.splitlines() if line.startswith("EXTRA  ")]
    wrong = {(row["doc"], row["at"], row["measure"], row["value"]) for row in wrong if "flow" in row}
    read = lambda table: polars.read_parquet(pathlib.Path(release) / f"{table}.parquet")
    spans = {}
    for span in read("spans").filter(polars.col("table") == "trade_flows").to_dicts():
        key = span["row_id"], span["column"]
        spans[key] = min(span["span_start"], spans.get(key, span["span_start"]))
    rows = collections.defaultdict(list)
    for row in read("trade_flows").to_dicts():
        rows[row["doc_id"]].append(row)
    for document in read("documents").to_dicts():
        for row, found in features(rows[document["doc_id"]], document["language"], document["date"] is not None, spans):
            if {"group", "zone"} & {kind(row["reporter"]), kind(row["partner"])}:
                continue
            key = document["doc_id"].split("_")[0], row["span_start"], row["measure"], row["value"]
            yield (release, document["doc_id"]), found, not ({key, (document["doc_id"], *key[1:])} & wrong)


def fitted(rows):
    """A regression, and the names of what it looks at. Rows of long texts count for less: they err together."""
    names, of_text = DictVectorizer(sparse=False), collections.Counter(text for text, _, _ in rows)
    seen = names.fit_transform([found for _, found, _ in rows])
    weights = [of_text[text] ** -0.5 for text, _, _ in rows]
    scale = len(weights) / sum(weights)
    return names, LogisticRegression(C=0.1, max_iter=5000).fit(seen, [right for *_, right in rows], [w * scale for w in weights])


def held_out(rows, folds=10):
    """What a fit on other texts says of each row."""
    texts = sorted({text for text, _, _ in rows})
    random.Random(1).shuffle(texts)
    fold = {text: i % folds for i, text in enumerate(texts)}
    for k in range(folds):
        names, model = fitted([row for row in rows if fold[row[0]] != k])
        kept = [row for row in rows if fold[row[0]] == k]
        yield from zip((right for *_, right in kept), model.predict_proba(names.transform([found for _, found, _ in kept]))[:, 1])


def main():
    amur, *sets = sys.argv[1:]
    rows = [row for pair in sets for row in load(amur, *(pair.split(":") + [""])[:3])]
    told = list(held_out(rows))
    print(f"{len(rows)} rows of {len({text for text, _, _ in rows})} texts, {sum(right for *_, right in rows) / len(rows):.1%} right; "
          f"area under the curve {roc_auc_score(*zip(*told)):.3f} on texts kept out")
    for band in range(10):
        inside = [(right, p) for right, p in told if band <= 10 * p < band + 1]
        if inside:
            print(f"  said {sum(p for _, p in inside) / len(inside):.2f}  are right {sum(right for right, _ in inside) / len(inside):.2f}  of {len(inside)}")
    names, model = fitted(rows)
    sections = collections.defaultdict(dict)
    for name, weight in zip(names.feature_names_, model.coef_[0]):
        section, key = name.split(".")
        sections[section][key] = weight
    # What was left out speaks for a row as much as what was not does on the whole.
    for section in ("reporter_kind", "partner_kind"):
        seen = collections.Counter(name for _, found, _ in rows for name in found if name.startswith(section))
        mean = sum(sections[section][name.split(".")[1]] * count for name, count in seen.items()) / sum(seen.values())
        sections[section] |= {"group": mean, "zone": mean}
    lines = ["# Made by fit_confidence.py, which says how. Weights of a logistic regression: what speaks for a row is positive.", "", f"bias = {model.intercept_[0]:.3f}"]
    for section, weights in sorted(sections.items()):
        lines += ["", f"[{section}]", *(f"{key} = {weight:.3f}" for key, weight in sorted(weights.items()))]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
