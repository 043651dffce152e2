#!/usr/bin/env python3
"""Counts how many of the planted contradictions the checks of a release find, and how many statements that agree they accuse.

    count.py make FOLDER [--words news]                 writes the texts
    count.py check RELEASE [--words news] [--misses]    counts; fails below the floor

A planted contradiction is found where its own check is `inconsistent` on rows of its texts: one whose figures were not read is
missed. A statement that agrees is accused where any check is `inconsistent` on rows of its texts.
"""

import argparse
import sys
import tempfile
from pathlib import Path

import corpus

# The second set was read by nobody before the program was: what it found of it (35 of 60) is what unseen wordings cost.
LEAST_FOUND, MOST_ACCUSED = {"bulletins": 0.95, "news": 0.6}, 0.02


def accusations(release):
    """The codes that accuse each text."""
    import polars as pl

    doc_of = dict(pl.read_parquet(release / "trade_flows.parquet", columns=["flow_id", "doc_id"]).iter_rows())
    accused = {}
    checks = pl.read_parquet(release / "checks.parquet").filter(pl.col("verdict") == "inconsistent")
    for code, rows, statement in checks.select("code", "rows", "statement").iter_rows():
        for row in rows:
            accused.setdefault(doc_of[row], {})[code] = statement
    return accused


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["make", "check"])
    parser.add_argument("path", type=Path)
    parser.add_argument("--words", choices=sorted(corpus.SETS), default="bulletins")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--misses", action="store_true")
    args = parser.parse_args()
    if args.command == "make":
        args.path.mkdir(parents=True, exist_ok=True)
        corpus.make(args.path, args.words, args.seed)
        return
    with tempfile.TemporaryDirectory() as folder:
        cases = corpus.make(folder, args.words, args.seed)
    accused = accusations(args.path)
    by_code, missed, wronged = {}, [], []
    for case in cases:
        codes = {code: statement for name, _ in case.texts for code, statement in accused.get(name, {}).items()}
        counts = by_code.setdefault(case.code, [0, 0, 0, 0])
        counts[0 if case.planted else 2] += 1
        if case.planted and case.code in codes:
            counts[1] += 1
        elif case.planted:
            missed.append(case)
        elif codes:
            counts[3] += 1
            wronged.append((case, codes))
    print("check    planted  found  agreeing  accused")
    for code, counts in sorted(by_code.items()):
        print("{:8} {:7} {:6} {:9} {:8}".format(code, *counts))
    planted, found, agreeing, wrong = (sum(counts[i] for counts in by_code.values()) for i in range(4))
    print(f"found {found} of {planted} ({found / planted:.1%}); accused {wrong} of {agreeing} ({wrong / agreeing:.1%})")
    if args.misses:
        for case in missed:
            print(f"\nMISSED {case.code}", *(f"{name}: {text.split(chr(10), 4)[4].strip()}" for name, text in case.texts), sep="\n  ")
        for case, codes in wronged:
            print(f"\nACCUSED {codes}", *(f"{name}: {text.split(chr(10), 4)[4].strip()}" for name, text in case.texts), sep="\n  ")
    least = LEAST_FOUND[args.words]
    if found < least * planted or wrong >= MOST_ACCUSED * agreeing:
        sys.exit(f"at least {least:.0%} are to be found, and fewer than {MOST_ACCUSED:.0%} accused")


if __name__ == "__main__":
    main()
