#!/usr/bin/env bash
# Runs every notebook on a release of some texts, each from a clean kernel.
#
#     tests/notebooks.sh [RAW [OUTPUTS]]        default: tests/corpus outputs
set -euo pipefail
raw=$(realpath "${1:-$(dirname "$0")/corpus}")
outputs=$(realpath -m "${2:-$(dirname "$0")/../outputs}")
cd "$(dirname "$0")/.."
bash tests/venv.sh
cargo run --quiet --bin amur -- run "$raw" --outputs "$outputs" --quiet

AMUR_RELEASE=$outputs/latest AMUR_RAW=$raw PATH=$PWD/.venv/bin:$PATH python - outputs/notebooks/*.ipynb <<'PYTHON'
import pathlib
import sys

import nbclient
import nbformat

for path in sys.argv[1:]:
    notebook = nbformat.read(path, as_version=4)
    if any(cell.get("outputs") or cell.get("execution_count") for cell in notebook.cells):
        sys.exit(f"{path}: clear its outputs before it is committed")
    folder = str(pathlib.Path(path).parent)
    nbclient.NotebookClient(notebook, kernel_name="python3", resources={"metadata": {"path": folder}}).execute()
    print(f"{path}: {len(notebook.cells)} cells, done")
PYTHON
