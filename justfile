# Recipes for what a person does every day. `just` alone lists them.

raw := "tests/corpus"
outputs := "outputs"
gold := "tests/corpus-gold"
amur := "cargo run --quiet --package amur --bin amur --"

@_default:
    just --list

# Raw texts to a release: `just run FOLDER` (or `just run raw=FOLDER`)
run folder=raw *flags="":
    {{amur}} run {{quote(trim_start_match(folder, "raw="))}} --outputs {{quote(outputs)}} {{flags}}

# One stage: texts to facts
extract folder=raw *flags="":
    {{amur}} extract {{quote(trim_start_match(folder, "raw="))}} --outputs {{quote(outputs)}} {{flags}}

# One stage: facts to tables with one name for each thing
normalize *flags="":
    {{amur}} normalize --outputs {{quote(outputs)}} {{flags}}

# One stage: schema rules and the arithmetic of what texts claim
validate *flags="":
    {{amur}} validate --outputs {{quote(outputs)}} {{flags}}

# One stage: an immutable release, and what changed since the last
publish *flags="":
    {{amur}} publish --outputs {{quote(outputs)}} {{flags}}

# All tests
test *flags="":
    cargo test --workspace {{flags}}

# Look by chance for texts that break the extraction: so many new cases of each property
fuzz cases="20000":
    PROPTEST_CASES={{cases}} PROPTEST_RNG_SEED=$(date +%s) cargo test -p amur-extract --test properties --config 'profile.test.package.amur-extract.opt-level=3' --config 'profile.test.package.amur-text.opt-level=3'

# What must hold before a change lands: formatting, lints
lint:
    cargo fmt --all --check
    cargo clippy --workspace --all-targets -- -D warnings

# Format the code
fmt:
    cargo fmt --all

# Precision and recall against annotated rows
eval folder=raw gold=gold:
    {{amur}} run {{quote(folder)}} --outputs {{quote(outputs)}} --quiet
    {{amur}} eval {{quote(gold)}} --raw {{quote(folder)}} --outputs {{quote(outputs)}}

# Measure again what the README says of accuracy, and lift the floors of `.ci/floors.json`
accuracy:
    bash tests/score.sh

# All that must hold, as on a clean machine
ci:
    .ci/run

# Speed of the extraction (release build): MB/s on one and two threads, peak memory; `just bench --gigabyte`
bench *flags="":
    python3 tests/bench/bench.py {{flags}}

# Where the extraction's time goes, by layer and function
profile *flags="":
    python3 tests/bench/profile.py {{flags}}

# Run the notebooks on the latest release, from a clean kernel
notebook:
    bash tests/notebooks.sh

# The report in a real browser: what an analyst does, hostile texts, thousands of texts
browser *flags="":
    bash tests/report/chromium.sh
    bash tests/venv.sh
    cargo build --quiet --bin amur
    .venv/bin/python tests/report/check.py target/debug/amur {{flags}}

# The README's pictures of the report, of the sample texts
screenshots:
    bash tests/report/chromium.sh
    bash tests/venv.sh
    rm -rf target/screenshots
    SOURCE_DATE_EPOCH=1767225600 {{amur}} run tests/corpus --outputs target/screenshots --quiet
    .venv/bin/python tests/report/screenshots.py target/screenshots/latest pipeline/report/screenshots

# Bundle the report's charting library anew (needs npm), or with `--check` see that the bundle is what it should be
vendor *flags="":
    pipeline/report/vendor/make.sh {{flags}}

# Remove what the stages have built (releases stay)
clean:
    rm -rf {{quote(outputs)}}/stages
