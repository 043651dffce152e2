// What there is, what is wrong with it, and what is new.

function overviewPage(main) {
  const rows = (name) => about.rows[name] ?? rowsHeld(name);
  const checks = tally("checks");
  const verdicts = (verdict) => checks.filter((c) => c.words[0] === verdict).reduce((sum, c) => sum + c.count, 0);
  const kept = about.schemas.map((s) => s.name).filter((name) => rows(name) > 0);
  const texts = rows("documents");
  const tile = (number, name, address, quiet) => el("a", { class: quiet ? "tile quiet" : "tile", href: address }, el("b", {}, grouped.format(number)), el("span", {}, name));
  const rejected = tally("rejected").filter(({ words: [table] }) => table !== "spans").reduce((sum, { count: n }) => sum + n, 0);

  main.append(
    el("h1", {}, "Trade across borders, as ", count(texts, "text"), texts === 1 ? " states it" : " state it"),
    el("p", { class: "lead" }, "Every row of this release, with the words it was read from. A figure stands as its text has it, and what the texts leave open is empty; what is computed from them, such as checks, stands apart."),
    el(
      "div",
      { class: "tiles" },
      tile(texts, texts === 1 ? "text" : "texts", "#/table/documents"),
      tile(rows("trade_flows"), "figures of trade", "#/table/trade_flows"),
      tile(rows("indicators"), "other figures", "#/table/indicators"),
      tile(rows("zones"), "zones", "#/table/zones"),
      tile(verdicts("inconsistent"), "contradictions", "#/checks"),
      tile(rejected, "reasons for rows kept out", "#/table/rejected", !rejected),
      tile(rows("findings"), "findings about texts", "#/table/findings", !rows("findings")),
    ),
  );

  const contradictions = el("div", { class: "checks" }, waiting("Loading …"));
  main.append(
    el("section", {}, el("h2", {}, "At a glance"), el("div", { id: "glance" }, waiting("Loading …"))),
    el("section", {}, el("h2", {}, "Contradictions"), contradictions, el("p", {}, el("a", { href: "#/checks" }, `All ${count(verdicts("inconsistent"), "contradiction")}`), ", ", el("a", { href: "#/checks?verdict=ambiguous" }, `${grouped.format(verdicts("ambiguous"))} ambiguous`), ", ", el("a", { href: "#/checks?verdict=consistent" }, `${grouped.format(verdicts("consistent"))} that agree`), ".")),
    el("section", {}, el("h2", {}, "Tables"), tableOfTables(kept, rows)),
    el("section", {}, el("h2", {}, "What changed since the release before"), changed(rows("changes"))),
    el("section", {}, el("h2", {}, "Languages and findings"), countsTable("Language", tally("documents").map(({ words: [language], count: n }) => [language || "not told", n])), findingsTable()),
  );
  fillContradictions(contradictions, verdicts("inconsistent"));
  fillGlance(main.querySelector("#glance"));
}

/** The first contradictions of the release. */
async function fillContradictions(place, number) {
  if (!number) return place.replaceChildren(el("p", { class: "note" }, "No statement of this release contradicts another."));
  const checks = await wholeTable("checks");
  const rows = checks.where("verdict", "inconsistent").slice(0, 2);
  place.replaceChildren(...(await Promise.all(rows.map((row) => checkCard(checks, row)))));
}

/** A first chart: the trade that is stated for the most years. A large release is asked for it first. */
async function fillGlance(place) {
  const draws = async () => {
    place.replaceChildren(waiting("Loading …"));
    const flows = await wholeTable("trade_flows", (share) => place.replaceChildren(waiting(`Loading … ${Math.round(share * 100)} %`)));
    place.replaceChildren(tradeChart(flows, true), el("p", {}, el("a", { href: "#/charts" }, "All charts: one year side by side, shares, zones, citations")));
  };
  if (rowsHeld("trade_flows") > ROWS_AT_ONCE) place.replaceChildren(el("button", { type: "button", click: draws }, `Draw the ${count(rowsHeld("trade_flows"), "figure")} of trade`));
  else await draws();
}

function tableOfTables(names, rows) {
  const most = Math.max(...names.map(rows), 1);
  const line = (name) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, el("a", { href: `#/table/${name}` }, label(name))),
      el("td", { class: "number" }, grouped.format(rows(name))),
      el("td", { class: "bar-cell", "aria-hidden": "true" }, el("div", { class: "bar", style: `width: ${Math.max(1, (100 * rows(name)) / most)}%` })),
      el("td", { class: "meaning" }, schemas.get(name).description),
    );
  return el("div", { class: "scroll" }, el("table", { class: "counts" }, el("tbody", {}, names.map(line))));
}

function countsTable(name, counts) {
  return el("table", { class: "counts small" }, el("thead", {}, el("tr", {}, el("th", { scope: "col" }, name), el("th", { scope: "col", class: "number" }, "Texts"))), el("tbody", {}, counts.map(([said, n]) => el("tr", {}, el("th", { scope: "row" }, said), el("td", { class: "number" }, grouped.format(n))))));
}

function findingsTable() {
  const findings = tally("findings");
  if (!findings.length) return el("p", { class: "note" }, "amur has nothing to say against any text or row.");
  const line = ({ words: [severity, code], count: n }) => el("tr", {}, el("th", { scope: "row" }, el("a", { href: `#/table/findings?q=${code}` }, code)), el("td", {}, severity), el("td", { class: "number" }, grouped.format(n)));
  return el("table", { class: "counts small" }, el("thead", {}, el("tr", {}, ["Finding", "Severity", "Times"].map((name) => el("th", { scope: "col", class: name === "Times" ? "number" : null }, name)))), el("tbody", {}, findings.map(line)));
}

/** Changes by table and cause. */
function changed(total) {
  if (!about.before) return el("p", { class: "note" }, "This is the first release: all of it is new.");
  if (!total) return el("p", { class: "note" }, `No row differs from release ${about.before}.`);
  const counts = tally("changes");
  if (!counts.length) return el("p", { class: "note" }, `${count(total, "change")} since release ${about.before}: see changes.parquet.`);
  const causes = { new_text: "a new text", revised_text: "a revised text", removed_text: "a removed text", program: "the program" };
  const line = ({ words: [change, cause, table], count: n }) => el("tr", {}, el("th", { scope: "row" }, el("a", { href: `#/table/changes?q=${table}&is.change=${change}` }, label(table))), el("td", {}, change), el("td", {}, causes[cause] ?? cause), el("td", { class: "number" }, grouped.format(n)));
  return el("div", {}, el("p", {}, `${count(total, "change")} since release ${about.before}.`), el("table", { class: "counts small" }, el("thead", {}, el("tr", {}, ["Table", "Rows were", "Because of", "Rows"].map((name) => el("th", { scope: "col", class: name === "Rows" ? "number" : null }, name)))), el("tbody", {}, counts.map(line))));
}
