#!/usr/bin/env python3
"""Holds the scores of `amur eval --json` against floors that only go up.

    amur eval GOLD --json | tests/scores.py SET [--peer FILE] (--check | --raise)

SET is the set's name in .ci/floors.json. `--peer` is what another scorer says of the same release: both must agree.
`--check` fails where a score is below its floor, `--raise` lifts the floors to the scores. Where what is measured has changed, its floor
starts again: `restarted` in the file of the floors says of which, and why, and floors of before are no longer held against it.
"""

import argparse
import json
import math
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ROOT / ".ci/floors.json"
RESTARTED = "restarted"
F1 = 2  # precision, recall, F1, right, found, wanted


def f1s(scores):
    """F1 by table and level: `trade_flows.strict`. Three digits, rounded down."""
    return {
        f"{table}.{level}": math.floor(1000 * rates[F1] + 1e-6) / 1000
        for table, levels in scores.items()
        for level, rates in levels.items()
        if level != "fields"
    }


def disagreements(ours, theirs, path=""):
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key in sorted({*ours, *theirs}):
            yield from disagreements(ours.get(key), theirs.get(key), f"{path}/{key}")
    elif isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        for i, pair in enumerate(zip(ours, theirs)):
            yield from disagreements(*pair, f"{path}/{i}")
    elif not (isinstance(ours, (int, float)) and isinstance(theirs, (int, float)) and abs(ours - theirs) < 1e-9) and ours != theirs:
        yield f"{path}: {ours} here, {theirs} there"


def lowered(floors):
    """Floors that once were higher."""
    git = ["git", "-C", str(ROOT)]
    commits = subprocess.run([*git, "log", "--format=%H", "--", ".ci/floors.json"], capture_output=True, text=True).stdout.split()
    for commit in commits:
        shown = subprocess.run([*git, "show", f"{commit}:.ci/floors.json"], capture_output=True, text=True)
        then = json.loads(shown.stdout) if shown.returncode == 0 else {}
        since = floors.get(RESTARTED, {}).keys() - then.pop(RESTARTED, {}).keys()
        for name, past in then.items():
            for key, floor in past.items():
                if floors.get(name, {}).get(key, -1) < floor and f"{name} {key}" not in since:
                    yield f"{name} {key}: the floor was {floor} in {commit[:8]}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set")
    parser.add_argument("--peer", type=Path)
    todo = parser.add_mutually_exclusive_group(required=True)
    todo.add_argument("--check", action="store_true")
    todo.add_argument("--raise", dest="lift", action="store_true")
    args = parser.parse_args()
    scores = json.load(sys.stdin)
    floors = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    found = f1s(scores)
    print(f"{args.set}: " + "  ".join(f"{key} {value}" for key, value in found.items()))
    wrong = list(disagreements(scores, json.loads(args.peer.read_text()))) if args.peer else []
    if args.lift:
        least = floors.get(args.set, {})
        floors[args.set] = {key: max(found.get(key, 0), least.get(key, 0)) for key in {*found, *least}}
        FLOORS.write_text(json.dumps(floors, indent=2, sort_keys=True) + "\n")
    least = floors.get(args.set, {})
    wrong += [f"{args.set} {key}: {found.get(key, 0)} is below its floor {floor}" for key, floor in least.items() if found.get(key, 0) < floor]
    wrong += [f"{args.set} {key}: there is no floor; run with --raise" for key in found if key not in least]
    wrong += lowered(floors)
    if wrong:
        sys.exit("\n".join(wrong))


if __name__ == "__main__":
    main()
