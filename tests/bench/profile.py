#!/usr/bin/env python3
"""Where the extraction's time goes: shares by layer and the hottest functions. Needs `perf` (apt install linux-perf).

    profile.py [--megabytes 20] [--language en|zh|ru] [--functions 25]

A sample counts for the innermost function of amur's that it fell in, whatever library code that function called.
"""

import argparse
import os
import re
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

import corpus

# The layer of a function, by the beginning of its path; the first that fits.
LAYERS = [
    ("amur_text", "text"),
    ("amur_extract::units", "units"),
    ("amur_extract::figures", "figures"),
    ("amur_extract::periods", "periods"),
    ("amur_extract::gazetteer", "gazetteer"),
    ("amur_extract::references", "references"),
    ("amur_extract::document", "document"),
    ("amur_extract::zones", "zones"),
    ("amur_extract::rows", "rows"),
    ("amur_extract::", "relate"),
    ("amur_model", "model"),
    ("amur_bench", "bench"),
]
RECORDS = re.compile(r"borsh|BorshSerialize")


def build(root):
    """A release build that perf can read, apart from the ordinary one."""
    target = Path(os.environ.get("CARGO_TARGET_DIR", root / "target")) / "profile"
    env = os.environ | {"RUSTFLAGS": "-C force-frame-pointers=yes", "CARGO_PROFILE_RELEASE_DEBUG": "line-tables-only", "CARGO_TARGET_DIR": str(target)}
    subprocess.run(["cargo", "build", "--release", "--quiet", "--package", "amur-bench"], cwd=root, env=env, check=True)
    return target / "release/amur-bench"


def samples(data):
    """The functions of each sample, innermost first."""
    script = ["perf", "script", "--input", data, "--no-inline", "--fields", "ip,sym"]
    text = subprocess.run(script, capture_output=True, text=True, check=True).stdout
    for block in text.split("\n\n"):
        frames = [line.split(None, 1)[1] for line in block.splitlines() if len(line.split(None, 1)) == 2]
        if frames:
            yield frames


def owner(frames):
    """The layer and the function that a sample counts for."""
    for frame in frames:
        if RECORDS.search(frame):
            return "records", "records"
        for path, layer in LAYERS:
            if path in frame:
                return layer, frame[frame.index("amur_") :]
    return "other", frames[0]


def show(title, counts, total, most=None):
    print(f"\n{title}")
    for name, count in counts.most_common(most):
        print(f"  {100 * count / total:5.1f}%  {name}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=20)
    parser.add_argument("--language", choices=["en", "zh", "ru"], help="only texts of this language")
    parser.add_argument("--functions", type=int, default=25)
    args = parser.parse_args()
    binary = build(corpus.ROOT)
    with tempfile.TemporaryDirectory(prefix="amur-profile-") as folder:
        texts, data = Path(folder, "texts"), Path(folder, "perf.data")
        corpus.make(texts, args.megabytes * 1e6)
        record = ["perf", "record", "--quiet", "-F", "997", "--call-graph", "fp", "--output", data, binary, "1", texts / (args.language or "")]
        print(subprocess.run(record, capture_output=True, text=True, check=True).stdout.strip())
        owners = [owner(frames) for frames in samples(data)]
    show("Layers", Counter(layer for layer, _ in owners), len(owners))
    show("Functions", Counter(function for _, function in owners), len(owners), args.functions)


if __name__ == "__main__":
    main()
