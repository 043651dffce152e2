"""Opens reports in a real browser and does with them what an analyst does.

    check.py AMUR [--large TEXTS]

AMUR is the binary. Reports are made of the sample texts, of hostile ones in every encoding, and of so many generated
ones (default 3000) that the report is a folder.
"""

import argparse
import json
import pathlib
import random
import re
import subprocess
import tempfile
import time

from browser import NARROW, WIDE, Report, browser

CORPUS = pathlib.Path(__file__).parents[1] / "corpus"

# Everything that a page must not take for anything but characters.
HOSTILE = (
    "Exports of Heilongjiang to Russia grew by 20.0% from 10.0 billion yuan in 2023 to 12.0 billion yuan in 2024.\n\n"
    "</script><script>alert(1)</script></textarea><img src=x onerror=alert(2)><!-- <![CDATA[ ]]> &lt; &#60;script\n\n"
    "The customs of <b>Jilin</b> \u202eput\u202c its imports from Russia at 3.4 billion yuan in 2024\u2028after 3.1 billion yuan in 2023 \x07\x0c\ufeff.\n\n"
    "javascript:alert(3) \u2066hidden\u2069 {{policy}} ${alert(4)} __proto__ constructor amur.put(1)\n"
)

ENCODED = {
    "utf-8": ("hostile.txt", HOSTILE),
    "utf-16": ("utf16.txt", "黑龙江省2024年对俄罗斯出口120.5亿元，增长5.3%。𠮷林省对俄罗斯进口30亿元。\n"),
    "gb18030": ("gb18030.txt", "2024年，黑龙江省对俄罗斯出口120.5亿元，比上年增长5.3%；吉林省对俄罗斯进口30亿元。\n" * 3),
    "cp1251": ("cp1251.txt", "В 2024 году экспорт Приморского края в Китай вырос на 12,5% и составил 3,4 млрд долларов.\n" * 3),
    "utf-8-sig": ("bom.txt", "В 2024 году импорт Амурской области из Китая составил 1,9 млрд долларов — на 7,2% больше.\r\n" * 3),
}

PLACES = ["Heilongjiang", "Jilin", "Liaoning", "Inner Mongolia", "Primorsky Krai", "Amur Oblast", "Khabarovsk Krai", "Mongolia"]


class Checks:
    def __init__(self):
        self.failed = []

    def that(self, holds, what):
        print(("ok      " if holds else "FAILED  ") + what, flush=True)
        if not holds:
            self.failed.append(what)

    def quiet(self, report, what):
        self.that(not report.complaints, f"{what}: the browser has no complaint {report.complaints[:3] or ''}")
        foreign = [url for url in report.requests if not url.startswith(("file:", "about:", "data:"))]
        self.that(not foreign, f"{what}: nothing is asked of a network {foreign[:3] or ''}")


def until(page, script, arg=None):
    """Waits for a condition. The report's policy forbids the browser to evaluate strings, so that it is asked again and again."""
    for _ in range(200):
        if page.evaluate(script, arg):
            return
        page.wait_for_timeout(25)
    raise TimeoutError(script)


def publish(amur, raw, outputs):
    subprocess.run([amur, "run", raw, "--outputs", outputs, "--quiet"], check=True)
    return outputs / "latest"


def rows(report, table):
    """The rows of a table, as the report has them in itself."""
    script = """table => [...document.querySelectorAll(`script[data-name$="/${table}"]`)].flatMap(s => {
        const { rows, columns } = JSON.parse(s.textContent);
        const cell = (c, i) => Array.isArray(c) ? c[i] : c.at[i] < 0 ? null : c.of[c.at[i]];
        return Array.from({ length: rows }, (_, i) => Object.fromEntries(Object.entries(columns).map(([n, c]) => [n, cell(c, i)])));
    })"""
    return report.page.evaluate(script, table)


def pages(check, report, what):
    """Every page is there, fits the screen, and has its heading."""
    for route, heading in [("#/", "Trade across borders"), ("#/charts", "Charts"), ("#/checks", "Contradictions"), ("#/table/documents", "Tables"), ("#/table/spans", "Tables"), ("#/dictionary", "Data dictionary")]:
        page = report.open(route)
        page.wait_for_timeout(250)
        title = page.locator("h1").inner_text()
        width = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        fails = page.locator("[role=alert]").count()
        check.that(heading in title and width <= 0 and not fails, f"{what}: {route} is there, no wider than the screen")


def tables(check, report):
    page = report.open("#/table/trade_flows")
    flows = rows(report, "trade_flows")
    check.that(report.texts("p.told") == [f"{len(flows)} rows"], f"trade_flows has its {len(flows)} rows")
    page.fill("input[data-search]", "soya")
    until(page, "document.querySelector('p.told').textContent.includes(' of ')")
    wanted = [r for r in flows if any("soya" in str(v).lower() for v in r.values())]
    shown = page.locator("tr[data-row]").evaluate_all("rows => rows.map(r => r.dataset.row)")
    check.that(0 < len(wanted) < len(flows) and shown == [r["flow_id"] for r in wanted][:50], f"a search for soya keeps its {len(wanted)} rows and no other")
    page.fill("input[data-search]", "")
    until(page, "!document.querySelector('p.told').textContent.includes(' of ')")
    page.locator("th button", has_text=re.compile("^value")).click()
    ascending = page.locator("tr[data-row]").first.get_attribute("data-row")
    page.locator("th button", has_text=re.compile("^value")).click()
    descending = page.locator("tr[data-row]").first.get_attribute("data-row")
    values = {r["flow_id"]: r["value"] for r in flows}
    check.that(values[ascending] == min(values.values()) and values[descending] == max(values.values()), "a click on a heading sorts by number, up and down")
    page.locator("select[aria-label='measure']").select_option("share")
    shares = sum(r["measure"] == "share" for r in flows)
    check.that(report.texts("p.told") == [f"{shares} of {len(flows)} rows"], "a choice keeps the rows of that word")
    for name in ["documents", "indicators", "zones", "zone_mentions", "references", "citations", "spans", "places", "checks", "registry"]:
        report.open(f"#/table/{name}")
        check.that(page.locator("table.rows tbody tr").count() > 0, f"{name} is there as a table")


def words(check, report, corpus, what):
    """For every figure of every text, the words that a click on its row lights up are those of its bytes in the file."""
    page = report.open("#/table/documents")
    documents = rows(report, "documents")
    spans = [s for s in rows(report, "spans") if s["column"] in ("value", "marker") or (s["table"] == "zone_mentions" and s["column"] == "name")]
    # A figure that borrows the scale or the currency of another one ("6.4 billion yuan (3.8 billion in 2021)") has a span there too.
    own = {row[key]: row["span_start"] for table, key in (("trade_flows", "flow_id"), ("indicators", "indicator_id")) for row in rows(report, table)}
    spans = [s for s in spans if s["span_start"] == own.get(s["row_id"], s["span_start"])]
    encodings = {"UTF-16LE": "utf-16-le", "UTF-16BE": "utf-16-be", "windows-1251": "cp1251", "GB18030": "gb18030", "UTF-8": "utf-8"}
    wrong = []
    for document in documents:
        raw = (corpus / document["path"]).read_bytes()
        report.open(f"#/text/{document['doc_id']}")
        for span in [s for s in spans if s["doc_id"] == document["doc_id"]]:
            page.evaluate("hash => location.hash = hash", f"#/text/{document['doc_id']}/{span['row_id']}")
            until(page, "id => document.querySelector('.card .cells')?.textContent.includes(id)", span["row_id"])
            lit = page.locator(".text .lit-main").evaluate_all("all => all.map(e => e.textContent).join('')")
            printed = raw[span["span_start"] : span["span_end"]].decode(encodings[document["encoding"]])
            if lit.replace("\n", " ") != printed.replace("\r", "").replace("\n", " "):
                wrong.append((span["row_id"], printed, lit))
    check.that(spans and not wrong, f"{what}: {len(spans)} figures, zones and citations of {len(documents)} texts light up the characters of their bytes {wrong[:3] or ''}")


def clicks(check, report):
    page = report.open("#/table/trade_flows?q=soya")
    row = page.locator("tr[data-row]").first
    flow = row.get_attribute("data-row")
    row.locator("td").nth(3).click()
    page.wait_for_selector(".text .lit-main")
    written = next(r["written"] for r in rows(report, "trade_flows") if r["flow_id"] == flow)
    check.that("".join(report.texts(".text .lit-main")) == written, "a click on a row of a table opens its text at its words")
    box = page.locator(".text .lit-main").first.bounding_box()
    check.that(0 <= box["y"] <= WIDE["height"], "the words are on the screen")
    mark = page.locator(".text mark.k-figure").nth(2)
    said = mark.inner_text()
    mark.click()
    until(page, "said => document.querySelector('.card .cells')?.textContent.includes(said)", said)
    check.that("".join(report.texts(".text .lit-main")) == said, "a click on a figure shows its row")
    page.locator(".text mark[tabindex='0']").nth(4).press("Enter")
    check.that(page.locator(".card").count() == 1, "so does the Enter key")
    page.locator(".close").click()
    check.that(page.locator(".text .lit").count() == 0, "and it can be put out again")


def claims(check, report):
    """A fact with all its statements, where the release has such a table."""
    if all_claims := rows(report, "claims"):
        claim = max(all_claims, key=lambda c: c["statements"])
        page = report.open(f"#/claim/{claim['claim_id']}")
        check.that(page.locator(".sentences .said").count() == claim["statements"], f"a claim shows its {claim['statements']} statements")


def contradictions(check, report):
    page = report.open("#/")
    page.locator("a.tile", has_text="contradictions").click()
    page.wait_for_selector("article.check")
    bad = [c for c in rows(report, "checks") if c["verdict"] == "inconsistent"]
    check.that(page.locator("article.check").count() == min(20, len(bad)), f"one click from the overview: the {len(bad)} contradictions")
    first = page.locator("article.check").first
    figure = first.locator("q b").first.inner_text()
    first.locator("a.words").first.click()
    page.wait_for_selector(".text .lit-main")
    check.that(figure in page.locator(".text").inner_text(), "another click: the words in their text")


def charts(check, report):
    page = report.open("#/charts")
    page.wait_for_selector("#network svg")
    for name in ["trade", "shares", "zones", "network"]:
        check.that(page.locator(f"#{name} svg path").count() > 3, f"the chart {name} is drawn")
        check.that(len(page.locator(f"#{name} .left-out").inner_text()) > 20, f"{name} says what it leaves out")
    flows = rows(report, "trade_flows")
    plotted = int(re.search(r"Plotted: ([\d,]+)", page.locator("#trade .left-out").inner_text())[1].replace(",", ""))
    listed = page.locator("#trade details.plotted li").count()
    check.that(0 < plotted == listed < len(flows), "the statements plotted are listed with their words")
    left = page.locator("#trade .left-out").inner_text()
    numbers = [int(n.replace(",", "")) for n in re.findall(r"(?:Left out: |; )([\d,]+) ", left.split(" smaller than")[0])]
    aside = int(m[1].replace(",", "")) if (m := re.search(r"; ([\d,]+) in \d{4} smaller", left)) else 0
    check.that(plotted + sum(numbers) - aside == len(flows), "what is plotted and what is left out make up all statements")


def hostile(check, running, amur, scratch):
    raw = scratch / "hostile"
    raw.mkdir()
    for encoding, (name, text) in ENCODED.items():
        (raw / name).write_bytes(text.encode(encoding))
    release = publish(amur, raw, scratch / "hostile-outputs")
    report = Report(running, release)
    pages(check, report, "hostile texts")
    page = report.open("#/text/hostile")
    shown = page.locator(".text").evaluate("e => e.textContent")
    check.that("</script><script>alert(1)</script></textarea><img src=x onerror=alert(2)>" in shown, "mark-up is shown as it is written")
    check.that(page.locator(".text img, .text script, .text b").count() == 0, "and is none")
    check.that(not re.search("[\u202a-\u202e\u2066-\u2069\x07\ufeff]", page.locator("body").evaluate("e => e.innerText")), "no mark of direction and no control character is left in the page")
    check.that({"RLO", "PDF", "LRI", "LSEP", "BOM", "\u2407"} <= set(report.texts(".text .unseen")), "they are shown by their names")
    words(check, report, raw, "five encodings")
    check.quiet(report, "hostile texts")


def rejected(check, running, amur, scratch):
    """A row that was kept out lies in its text as such, and a text that is gone leaves its sentences."""
    raw, outputs = scratch / "rejected", scratch / "rejected-outputs"
    raw.mkdir()
    (raw / "doubtful.txt").write_text("吉林省与滨海边疆区有贸易。村庄在河边。进口占三成。\n")
    (raw / "gone.txt").write_text("Exports of Heilongjiang to Russia rose by 20.0% from 10.0 billion yuan in 2023 to 12.0 billion yuan in 2024.\n")
    for stage in [["extract", raw], ["normalize"], ["validate"]]:
        subprocess.run([amur, *stage, "--outputs", outputs, "--quiet"], check=True)
    (raw / "gone.txt").unlink()
    told = subprocess.run([amur, "publish", "--outputs", outputs], check=True, capture_output=True, text=True)
    check.that("RPT001" in told.stderr, "a text that is gone is told")
    report = Report(running, outputs / "latest")
    page = report.open("#/table/rejected")
    page.locator("tr.opens").first.click()
    page.wait_for_selector(".text .lit-main")
    check.that(report.texts(".text mark.k-rejected, .text .lit-main")[0] == "三成" and "doubtful" in page.locator(".card").inner_text(), "a row that is kept out is marked in its text, with the reason")
    page = report.open("#/text/doubtful")
    lines = page.locator(".rows-of-text details li").all_inner_texts()
    check.that(len(lines) == 1 and "share · 30 %" in lines[0] and "SCH110" in lines[0], "and listed there in a few words, without its cells")
    page = report.open("#/text/gone")
    check.that("20.0%" in page.locator("blockquote b").all_inner_texts() and page.locator(".text").count() == 0, "a text that is gone shows its sentences")
    check.quiet(report, "rejected rows")


def large(check, running, amur, scratch, texts):
    raw = scratch / "large"
    raw.mkdir()
    chance = random.Random(1)
    for number in range(texts):
        # Every fiftieth text has a growth that its levels do not bear out.
        wrong = 10 if number % 50 == 0 else 0
        lines = []
        for _ in range(chance.randint(2, 6)):
            place, year = chance.choice(PLACES), chance.randint(2010, 2024)
            before, after = chance.uniform(1, 90), chance.uniform(1, 90)
            lines.append(f"Exports of {place} to Russia went from {before:.1f} billion yuan in {year - 1} to {after:.1f} billion yuan in {year}, or by {(after / before - 1) * 100 + wrong:+.1f}%, the customs said.")
            lines.append(f"The share of Russia in the foreign trade of {place} was {chance.uniform(1, 60):.1f}% in {year}; {chance.randint(2, 900)} enterprises of the zone traded with it.")
        (raw / f"bulletin-{number:05}.txt").write_text("\n\n".join(lines) + "\n")
    outputs = scratch / "large-outputs"
    start = time.monotonic()
    release = publish(amur, raw, outputs)
    first = time.monotonic() - start
    (raw / "bulletin-00007.txt").write_text("Exports of Jilin to Russia rose by 20.0% from 10.0 billion yuan in 2023 to 12.0 billion yuan in 2024.\n")
    start = time.monotonic()
    release = publish(amur, raw, outputs)
    again = time.monotonic() - start
    size = (release / "report.html").stat().st_size
    shared = sum(f.stat().st_nlink > 1 for f in (release / "report").rglob("*.js"))
    print(f"        {texts} texts: {first:.1f} s; one changed: {again:.1f} s; report.html {size / 1e6:.1f} MB; {shared} files of data", flush=True)
    check.that((release / "report").is_dir() and size < 2_000_000, "a large report is a folder of pages")
    report = Report(running, release)
    for route, ready in [("#/", ".tiles"), ("#/table/trade_flows?q=Jilin", "tr[data-row]"), ("#/charts", "#trade svg"), ("#/checks", "article.check"), ("#/text/bulletin-00007", ".text mark")]:
        start = time.monotonic()
        page = report.open(route)
        page.wait_for_selector(ready)
        took = time.monotonic() - start
        check.that(took < 15, f"{texts} texts: {route} is there after {took:.1f} s")
    page.locator(".text mark.k-figure").first.click()
    check.that("".join(report.texts(".text .lit-main")) == "20.0%", "and its words are lit up")
    report.open("#/")
    check.that(page.locator("text=a revised text").count() > 0, "the overview says what changed, and why")
    check.quiet(report, f"{texts} texts")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("amur", type=pathlib.Path)
    parser.add_argument("--large", type=int, default=3000)
    args = parser.parse_args()
    amur = args.amur.resolve()
    check = Checks()
    with tempfile.TemporaryDirectory() as scratch, browser() as running:
        scratch = pathlib.Path(scratch)
        release = publish(amur, CORPUS, scratch / "sample")
        report = Report(running, release)
        pages(check, report, "wide")
        tables(check, report)
        clicks(check, report)
        contradictions(check, report)
        claims(check, report)
        charts(check, report)
        words(check, report, CORPUS, "sample texts")
        check.quiet(report, "sample texts")
        for scheme, viewport, what in [("dark", NARROW, "narrow and dark"), ("dark", WIDE, "dark")]:
            other = Report(running, release, viewport, scheme)
            pages(check, other, what)
            check.quiet(other, what)
        hostile(check, running, amur, scratch)
        rejected(check, running, amur, scratch)
        if args.large:
            large(check, running, amur, scratch, args.large)
    if check.failed:
        raise SystemExit(f"{len(check.failed)} failed: {json.dumps(check.failed, ensure_ascii=False)}")


if __name__ == "__main__":
    main()
