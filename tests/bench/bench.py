#!/usr/bin/env python3
"""Speed and memory of the extraction, on a corpus made of the sample texts.

    bench.py [--megabytes 256] [--repeat 3] [--gigabyte] [--json FILE] [--folder DIR] [--readme]

Per line of the table: MB/s by the clock, MB per second of processor time (which tells the same on a busy machine) and
peak memory; the median of the runs. Beside it ripgrep counts the place names of schemas/codes in the same bytes.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import corpus

LINE_BYTES = 20_000_000


def build():
    """The release build of the extraction alone."""
    root = corpus.ROOT
    subprocess.run(["cargo", "build", "--release", "--quiet", "--package", "amur-bench"], cwd=root, check=True)
    return Path(os.environ.get("CARGO_TARGET_DIR", root / "target")) / "release/amur-bench"


def timed(command, allowed=(0,)):
    """Standard output, seconds by the clock, and the process's resources."""
    started = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, text=True)
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in allowed:
        sys.exit(f"{command[0]} failed with exit code {process.returncode}")
    return out, time.perf_counter() - started, usage


def extraction(binary, threads, path):
    out, _, usage = timed([binary, threads, path])
    report = json.loads(out)
    return result(report["bytes"], report["seconds"], usage, report["peak_bytes"]) | {k: report[k] for k in ("texts", "refused", "rows")}


def ripgrep(names, threads, path, size):
    _, seconds, usage = timed(["rg", "--text", "--no-messages", "--count-matches", "-F", "-f", names, "-j", threads, path], allowed=(0, 1))
    return result(size, seconds, usage, usage.ru_maxrss * 1024)


def result(size, seconds, usage, peak):
    cpu = usage.ru_utime + usage.ru_stime
    return {"bytes": size, "seconds": seconds, "mb_per_s": size / 1e6 / seconds, "mb_per_cpu_s": size / 1e6 / cpu, "peak_mb": peak / 1e6}


def median(runs):
    return {key: statistics.median(run[key] for run in runs) for key in runs[0]}


def tasks(binary, folder, size, gigabyte):
    """What is measured: a name, the folder it reads, and how one run of it is made."""
    texts, line, names = folder / "texts", folder / "line.txt", folder / "names.txt"
    written = corpus.make(texts, size)
    corpus.make_line(line, min(LINE_BYTES, size))
    names.write_text("\n".join(corpus.place_names()) + "\n", encoding="utf-8")
    for threads in (1, 2):
        yield f"all texts, {threads} thread{'s' * (threads > 1)}", lambda threads=threads: extraction(binary, threads, texts)
    for threads in (1, 2):
        yield f"ripgrep, {threads} thread{'s' * (threads > 1)}", lambda threads=threads: ripgrep(names, threads, texts, written)
    for language in ("en", "ru", "zh"):
        yield f"{language}, 1 thread", lambda language=language: extraction(binary, 1, texts / language)
    yield "one line, 1 thread", lambda: extraction(binary, 1, line)
    if gigabyte:
        more = folder / "gigabyte"
        corpus.make(more, 1_000_000_000, seed=2)
        yield "1 GB, 2 threads", lambda: extraction(binary, 2, more)


def measure(folder, args):
    """Every task once, then all of them again: what else the machine does falls on all alike."""
    todo = list(tasks(build(), folder, args.megabytes * 1e6, args.gigabyte))
    runs = {name: [] for name, _ in todo}
    for _ in range(args.repeat):
        for name, run in todo:
            runs[name].append(run())
    return {name: median(of) for name, of in runs.items()}


def show(results):
    print(f"{'':22}{'MB':>8}{'MB/s':>9}{'MB/cpu s':>10}{'peak MB':>9}")
    for name, r in results.items():
        print(f"{name:22}{r['bytes'] / 1e6:8.0f}{r['mb_per_s']:9.2f}{r['mb_per_cpu_s']:10.2f}{r['peak_mb']:9.0f}")
    one, two, line = (results[name]["mb_per_s"] for name in ("all texts, 1 thread", "all texts, 2 threads", "one line, 1 thread"))
    print(f"\ntwo threads: {two / one:.2f} times one; one long line: {line / results['en, 1 thread']['mb_per_s']:.2f} times ordinary English texts")


def write_readme(results):
    """The table between the README's marks for it."""
    lines = ["| what is read | MB | MB/s | MB a second of processor time | peak memory, MB |", "| --- | ---: | ---: | ---: | ---: |"]
    for name, r in results.items():
        lines.append(f"| {name} | {r['bytes'] / 1e6:.0f} | {r['mb_per_s']:.1f} | {r['mb_per_cpu_s']:.1f} | {r['peak_mb']:.0f} |")
    readme = corpus.ROOT / "README.md"
    before, _, rest = readme.read_text(encoding="utf-8").partition("<!-- speed -->")
    _, _, after = rest.partition("<!-- /speed -->")
    readme.write_text("\n".join([before + "<!-- speed -->", *lines, "<!-- /speed -->"]) + after, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=256, help="size of the corpus")
    parser.add_argument("--repeat", type=int, default=3, help="runs of which the median is taken")
    parser.add_argument("--gigabyte", action="store_true", help="also the peak memory on 1 GB of texts")
    parser.add_argument("--json", type=Path, default=corpus.ROOT / "target/bench.json", help="where the figures are written")
    parser.add_argument("--folder", type=Path, help="where the corpus is made, and removed again [default: the system's]")
    parser.add_argument("--readme", action="store_true", help="write the figures into the README")
    args = parser.parse_args()
    if not shutil.which("rg"):
        sys.exit("ripgrep is wanted for the comparison: apt install ripgrep, or cargo install ripgrep")
    with tempfile.TemporaryDirectory(prefix="amur-bench-", dir=args.folder) as folder:
        results = measure(Path(folder), args)
    show(results)
    if args.readme:
        write_readme(results)
    args.json.parent.mkdir(parents=True, exist_ok=True)
    args.json.write_text(json.dumps({"cores": os.cpu_count(), "results": results}, indent=1) + "\n", encoding="utf-8")
    print(f"written to {args.json}")


if __name__ == "__main__":
    main()
