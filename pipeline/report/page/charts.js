// Charts. Each plots statements as they stand, says which, and says what it leaves out; nothing is added up but zones and
// citations, which are counted.

const drawn = [];

/** Draws a chart, and draws it again when light turns to dark or the window changes. `option` gets the colours. */
function draw(place, option, click) {
  const chart = echarts.init(place, null, { renderer: "svg" });
  const paint = () => {
    const style = getComputedStyle(document.documentElement);
    const of = (name) => style.getPropertyValue(`--${name}`).trim();
    const colours = { ink: of("ink"), soft: of("soft"), line: of("line"), paper: of("paper"), series: [1, 2, 3, 4, 5, 6, 7, 8].map((n) => of(`c${n}`)) };
    const base = {
      color: colours.series,
      animation: false,
      textStyle: { fontFamily: style.fontFamily, color: colours.ink },
      aria: { enabled: true },
    };
    chart.setOption({ ...base, ...option(colours) }, true);
  };
  paint();
  if (click) chart.on("click", click);
  const resize = new ResizeObserver(() => chart.resize());
  resize.observe(place);
  drawn.push({ chart, paint, resize });
  return chart;
}

function forgetCharts() {
  for (const { chart, resize } of drawn.splice(0)) {
    resize.disconnect();
    chart.dispose();
  }
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawn.forEach(({ paint }) => paint()));

const axis = (colours) => ({
  axisLabel: { color: colours.soft, hideOverlap: true },
  axisLine: { lineStyle: { color: colours.line } },
  axisTick: { show: false },
  splitLine: { lineStyle: { color: colours.line } },
  nameTextStyle: { color: colours.soft },
});

/** What a pointer sees over a point: text in the picture, no markup. */
const pointer = (colours, formatter) => ({
  trigger: "item",
  renderMode: "richText",
  confine: true,
  backgroundColor: colours.paper,
  borderColor: colours.line,
  textStyle: { color: colours.ink, width: 320, overflow: "break" },
  formatter,
});

const cut = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

/** Items by a key, the largest group first. */
function grouping(items, key) {
  return [...Map.groupBy(items, key)].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
}

function chooser(name, options, chosen, change) {
  const select = el("select", { change: () => change(select.value) }, options.map(([value, said]) => el("option", { value }, plain(said))));
  select.value = chosen;
  return el("label", { class: "choice" }, el("span", {}, name), select);
}

/** The frame of a chart: title, what is plotted, choices, picture, what is left out, the statements as a list. */
function frame(id, title, lead) {
  const parts = { lead: el("p", { class: "lead" }, lead), choices: el("div", { class: "choices" }), picture: el("div", { class: "pictures" }), left: el("p", { class: "left-out" }), list: el("div") };
  parts.element = el("section", { class: "chart", id }, el("h2", {}, title), parts.lead, parts.choices, parts.picture, parts.left, parts.list);
  return parts;
}

const leftOut = (reasons) => {
  const said = reasons.filter(([number]) => number > 0).map(([number, why]) => `${grouped.format(number)} ${why}`);
  return said.length ? `Left out: ${said.join("; ")}.` : "Nothing is left out.";
};

/** The plotted statements, each with its words, for whoever does not see or point. */
function statementList(table, rows) {
  const most = 200;
  const lines = rows.slice(0, most).map((row) => el("li", {}, el("a", { href: rowAddress(table, row) }, brief(table, row)), " ", el("small", {}, words(cut(table.cell("quote", row) ?? "", 160)))));
  const more = rows.length > most ? el("p", { class: "said" }, `… and ${grouped.format(rows.length - most)} more.`) : null;
  return el("details", { class: "plotted" }, el("summary", {}, `The ${count(rows.length, "statement")} plotted, with their words`), el("ol", {}, lines), more);
}

const opens = (table) => (event) => {
  const row = event.data?.row;
  if (row !== undefined) location.hash = rowAddress(table, row);
};

/** The shape of a period whatever its year: `01-01 12-31` is a whole year. */
const shapeOf = (start, end) => (start && end && start.slice(0, 4) === end.slice(0, 4) ? `${start.slice(5)} ${end.slice(5)}` : null);
const shapeName = (shape) => (shape === "01-01 12-31" ? "whole years" : period(`2023-${shape.split(" ")[0]}`, `2023-${shape.split(" ")[1]}`.replace("02-29", "02-28")).replace(" 2023", "").replaceAll("2023-", ""));

/** Levels of trade as statements. */
function levels(flows) {
  const of = (column) => flows.columns.get(column);
  const [measure, reporter, partner, start, end] = ["measure", "reporter", "partner", "period_start", "period_end"].map(of);
  const [flow, unit, product, value] = ["flow", "unit", "product", "value"].map(of);
  const name = (code, column, row) => of(column)[row] ?? code;
  const all = [];
  for (let row = 0; row < flows.rows; row++) {
    if (measure[row] !== "value") continue;
    all.push({
      row,
      reporter: reporter[row],
      reporterName: name(reporter[row], "reporter_name", row),
      partner: partner[row],
      partnerName: partner[row] === "W00" ? "the world" : name(partner[row], "partner_name", row),
      flow: flow[row],
      unit: unit[row],
      product: product[row] ?? "",
      value: value[row],
      shape: shapeOf(start[row], end[row]),
      year: start[row] ? Number(start[row].slice(0, 4)) : null,
    });
  }
  return all;
}

/** The choice that shows most of how something went over the years. */
function firstChoice(all) {
  const candidates = grouping(all.filter((s) => s.reporter && s.partner && s.flow && s.shape && !s.product), (s) => [s.flow, s.unit, s.shape].join("|"));
  const score = ([, statements]) => {
    const series = Map.groupBy(statements, (s) => `${s.reporter} ${s.partner}`);
    return [...series.values()].reduce((sum, s) => sum + Math.max(0, new Set(s.map((x) => x.year)).size - 1), 0) * 3 + statements.length;
  };
  const best = candidates.toSorted((a, b) => score(b) - score(a))[0]?.[1][0];
  return { flow: best?.flow ?? "trade", unit: best?.unit ?? "USD", shape: best?.shape ?? "01-01 12-31", product: "", reporter: "", partner: "", year: "" };
}

/** More points than this are no picture but a cloud: of each year the least, the middle and the greatest are drawn then. */
const POINTS_AT_ONCE = 400;

const SERIES_AT_ONCE = 8;
const BARS_AT_ONCE = 20;

/** Rows of a legend so wide. */
function legendRows(names, width) {
  const units = names.reduce((sum, name) => sum + 46 + 7 * name.length, 0);
  return Math.ceil(units / Math.max(1, width - 20));
}

/** Levels of trade over the years, and unless it is to be short, in one year side by side. */
function tradeChart(flows, isShort) {
  const all = levels(flows);
  const parts = frame("trade", "Trade by reporter, partner and year", "Each point is one statement: a level that a text gives for one reporter, one partner, one flow and one period. A line joins the medians of a series. Nothing is added up.");
  if (!all.length) {
    parts.left.textContent = "No text of this release states a level of trade.";
    return parts.element;
  }
  const state = firstChoice(all);
  const options = (key, said = (s) => s[key]) => grouping(all.filter((s) => s[key]), (s) => s[key]).map(([value, statements]) => [value, `${said(statements[0])} (${statements.length})`]);
  const years = el("div", { class: "picture" });
  const oneYear = el("div", { class: "picture" });
  const heading = el("h3");
  const set = (change) => {
    Object.assign(state, change);
    update();
  };
  parts.choices.append(
    chooser("Flow", options("flow"), state.flow, (flow) => set({ flow })),
    chooser("Unit", options("unit"), state.unit, (unit) => set({ unit })),
    chooser("Period", options("shape", (s) => shapeName(s.shape)), state.shape, (shape) => set({ shape })),
    chooser("Product", [["", "all goods"], ...options("product")], state.product, (product) => set({ product })),
    chooser("Reporter", [["", "any"], ...options("reporter", (s) => s.reporterName)], "", (reporter) => set({ reporter })),
    chooser("Partner", [["", "any"], ...options("partner", (s) => s.partnerName)], "", (partner) => set({ partner })),
    chooser("Scale", [["", "by the spread"], ["value", "linear"], ["log", "logarithmic"]], "", (scale) => set({ scale })),
  );
  const yearChoice = el("div", { class: "choices" });
  parts.picture.append(years, ...(isShort ? [] : [heading, yearChoice, oneYear]));
  const charts = {};

  const update = () => {
    const reasons = [[flows.rows - all.length, "are no levels but growth, shares, multiples, changes or ranks"]];
    let rest = all;
    const keep = (test, why) => {
      const kept = rest.filter(test);
      reasons.push([rest.length - kept.length, why]);
      rest = kept;
    };
    keep((s) => s.reporter && s.partner && s.flow, "do not say whose trade, with whom or which way");
    keep((s) => s.flow === state.flow, "are of another flow");
    keep((s) => s.unit === state.unit, "are in another unit");
    keep((s) => s.product === state.product, state.product ? "are of other goods" : "are of single goods");
    keep((s) => s.shape, "say no period, or one of several years");
    keep((s) => s.shape === state.shape, "are for other periods");
    keep((s) => (!state.reporter || s.reporter === state.reporter) && (!state.partner || s.partner === state.partner), "are of another reporter or partner");
    const pairs = grouping(rest, (s) => `${s.reporterName} → ${s.partnerName}`);
    const span = ([, statements]) => new Set(statements.map((s) => s.year)).size;
    pairs.sort((a, b) => span(b) - span(a) || b[1].length - a[1].length);
    const shown = pairs.slice(0, SERIES_AT_ONCE);
    const crowded = shown.reduce((sum, [, statements]) => sum + statements.length, 0) > POINTS_AT_ONCE;
    const points = new Map(shown.map(([name, statements]) => [name, crowded ? ends(statements) : statements]));
    const plotted = [...points.values()].flat();
    // What the series leave out is in the chart of one year.
    const first = Math.min(...plotted.map((s) => s.year));
    const last = Math.max(...plotted.map((s) => s.year));
    const columns = plotted.length ? Array.from({ length: last - first + 1 }, (_, i) => String(first + i)) : [];
    const point = (s) => ({ value: [String(s.year), s.value], row: s.row });
    const said = (event) => (event.data?.row === undefined ? "" : [plain(event.seriesName ?? ""), `${plain(flows.cell("written", event.data.row))} ${plain(state.unit)}, ${period(flows.cell("period_start", event.data.row), flows.cell("period_end", event.data.row))}`, plain(flows.cell("doc_id", event.data.row)), "", cut(plain(flows.cell("quote", event.data.row)), 220)].join("\n"));
    // Where the largest is many times the smallest, the small ones would all lie on the floor.
    const values = plotted.map((s) => s.value);
    const positive = values.every((value) => value > 0);
    const scale = positive ? state.scale || (Math.max(...values) > 30 * Math.min(...values) ? "log" : "value") : "value";
    const above = 34 + 20 * legendRows(shown.map(([name]) => name), years.clientWidth);
    const option = (colours) => ({
      grid: { left: 8, right: 16, top: above, bottom: 8, containLabel: true },
      legend: { type: "plain", top: 0, left: 0, itemWidth: 14, itemHeight: 8, textStyle: { color: colours.ink, fontSize: 12 }, data: shown.map(([name]) => plain(name)) },
      tooltip: pointer(colours, said),
      xAxis: { type: "category", data: columns, ...axis(colours), splitLine: { show: false } },
      yAxis: { type: scale, name: scale === "log" ? `${state.unit}, logarithmic` : state.unit, nameTextStyle: { align: "left", color: colours.soft }, ...axis(colours), axisLabel: { color: colours.soft, formatter: short } },
      series: shown.flatMap(([name, statements], i) => {
        const medians = [...Map.groupBy(statements, (s) => s.year)].sort((a, b) => a[0] - b[0]).map(([year, same]) => [String(year), median(same.map((s) => s.value))]);
        const color = colours.series[i];
        return [
          { name: plain(name), type: "line", data: medians, showSymbol: false, silent: true, color, lineStyle: { width: 1.5 } },
          { name: plain(name), type: "scatter", data: points.get(name).map(point), symbolSize: 10, symbol: ["circle", "rect", "triangle", "diamond"][i % 4], color, cursor: "pointer" },
        ];
      }),
    });
    years.style.height = `${260 + above}px`;
    charts.years?.();
    charts.years = plotInto(years, option, opens(flows));

    const counts = grouping(rest, (s) => s.year);
    const year = counts.some(([y]) => String(y) === state.year) ? state.year : String(counts[0]?.[0] ?? "");
    const ofYear = rest.filter((s) => String(s.year) === year).sort((a, b) => b.value - a.value);
    const bars = ofYear.slice(0, BARS_AT_ONCE);
    heading.textContent = `Side by side in ${year}, ${state.unit}`;
    yearChoice.replaceChildren(chooser("Year", counts.toSorted((a, b) => b[0] - a[0]).map(([y, s]) => [String(y), `${y} (${s.length})`]), year, (y) => set({ year: y })));
    oneYear.style.height = `${60 + 26 * bars.length}px`;
    charts.oneYear?.();
    heading.hidden = yearChoice.hidden = oneYear.hidden = !bars.length;
    if (!isShort) charts.oneYear = plotInto(oneYear, (colours) => barOption(colours, bars.map((s) => ({ name: `${s.reporterName} → ${s.partnerName}`, value: s.value, row: s.row })), said, short), opens(flows));

    const unseen = pairs.length - shown.length;
    parts.left.textContent = `Plotted: ${count(plotted.length, "statement")} of ${grouped.format(flows.rows)}. ${leftOut([...reasons, [shown.reduce((sum, [name, statements]) => sum + statements.length - points.get(name).length, 0), "between the least and the greatest of their year (a line joins the medians of all)"], [pairs.slice(SERIES_AT_ONCE).reduce((sum, [, statements]) => sum + statements.length, 0), `of ${count(unseen, "more pair")} of reporter and partner (choose one above)`], [isShort ? 0 : ofYear.length - bars.length, `in ${year} smaller than those side by side`]])}`;
    parts.list.replaceChildren(statementList(flows, plotted.map((s) => s.row)));
  };
  requestAnimationFrame(update);
  return parts.element;
}

/** Of each year the statements with the least, the middle and the greatest value. */
function ends(statements) {
  const years = [...Map.groupBy(statements, (s) => s.year).values()];
  return years.flatMap((same) => {
    const sorted = same.toSorted((a, b) => a.value - b.value);
    return [...new Set([sorted[0], sorted[(sorted.length - 1) >> 1], sorted.at(-1)])];
  });
}

/** Draws into a place; gives what takes the drawing away again. */
function plotInto(place, option, click) {
  const chart = draw(place, option, click);
  return () => {
    const i = drawn.findIndex((d) => d.chart === chart);
    if (i >= 0) drawn.splice(i, 1)[0].resize.disconnect();
    chart.dispose();
  };
}

function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Bars lying down, the first on top. */
function barOption(colours, bars, said, format, series) {
  const room = innerWidth < 700 ? 130 : 260;
  return {
    grid: { left: 8, right: 56, top: series ? 34 : 8, bottom: 28, containLabel: true },
    legend: series ? { top: 0, left: 0, itemWidth: 14, itemHeight: 8, textStyle: { color: colours.ink, fontSize: 12 } } : undefined,
    tooltip: pointer(colours, said),
    yAxis: { type: "category", inverse: true, data: bars.map((b) => plain(b.name)), ...axis(colours), splitLine: { show: false }, axisLabel: { color: colours.ink, width: room, overflow: "truncate" } },
    xAxis: { type: "value", ...axis(colours), axisLabel: { color: colours.soft, formatter: format, hideOverlap: true } },
    series: series ?? [
      {
        type: "bar",
        barMaxWidth: 16,
        data: bars.map((b) => ({ value: b.value, row: b.row })),
        cursor: "pointer",
        label: { show: true, position: "right", color: colours.soft, formatter: (event) => format(event.value) },
      },
    ],
  };
}

function sharesChart(flows, names) {
  const parts = frame("shares", "Shares", "Each bar is one stated share of the whole that is chosen. Shares of different wholes, years or texts never stand on top of each other, and add up to nothing.");
  const of = (row, column) => flows.cell(column, row);
  const all = flows.where("measure", "share").filter((row) => of(row, "unit") === "%");
  if (!all.length) {
    parts.left.textContent = "No text of this release states a share of trade.";
    return parts.element;
  }
  const named = (code) => (code === "W00" ? "the world" : (names.get(code) ?? code));
  const whole = (row) => {
    if (of(row, "base_text")) return `“${of(row, "base_text")}”`;
    const partner = of(row, "base_partner") ?? of(row, "partner");
    const product = of(row, "base_product") ?? of(row, "product");
    const flow = { export: "exports", import: "imports", balance: "balance" }[of(row, "base_flow") ?? of(row, "flow")] ?? "trade";
    return [`${flow} of ${named(of(row, "base_reporter") ?? of(row, "reporter")) ?? "?"}`, partner && `with ${named(partner)}`, product && product !== "all" && `in ${product}`].filter(Boolean).join(" ");
  };
  const part = (row) => {
    const said = [
      of(row, "base_reporter") && named(of(row, "reporter")),
      of(row, "base_partner") && `with ${named(of(row, "partner"))}`,
      of(row, "base_flow") && of(row, "flow"),
      of(row, "base_product") && of(row, "product"),
    ].filter(Boolean);
    const what = said.join(", ") || of(row, "product") || named(of(row, "reporter")) || "?";
    return [what, period(of(row, "period_start"), of(row, "period_end"))].filter(Boolean).join(" · ");
  };
  const wholes = grouping(all, whole);
  const picture = el("div", { class: "picture" });
  parts.picture.append(picture);
  let clear;
  const show = (name) => {
    const rows = wholes.find(([n]) => n === name)[1].toSorted((a, b) => of(b, "value") - of(a, "value"));
    const bars = rows.slice(0, BARS_AT_ONCE);
    picture.style.height = `${60 + 26 * bars.length}px`;
    const said = (event) => [part(event.data.row), `${plain(of(event.data.row, "written"))}, of ${plain(name)}`, plain(of(event.data.row, "doc_id")), "", cut(plain(of(event.data.row, "quote")), 220)].join("\n");
    clear?.();
    clear = plotInto(picture, (colours) => barOption(colours, bars.map((row) => ({ name: part(row), value: of(row, "value"), row })), said, (n) => `${few.format(n)} %`), opens(flows));
    parts.left.textContent = `Plotted: ${count(bars.length, "share")} of ${plain(name)}. ${leftOut([[rows.length - bars.length, "smaller ones of it"], [all.length - rows.length, `shares of ${count(wholes.length - 1, "other whole")}`], [flows.rows - all.length, "statements that are no shares"]])}`;
    parts.list.replaceChildren(statementList(flows, bars));
  };
  parts.choices.append(chooser("Share of", wholes.map(([name, rows]) => [name, `${name} (${rows.length})`]), wholes[0][0], show));
  requestAnimationFrame(() => show(wholes[0][0]));
  return parts.element;
}

function zonesChart(zones, names) {
  const parts = frame("zones", "Zones by province and by year of founding", "Each zone is counted once, under all its names.");
  if (!zones.rows) {
    parts.left.textContent = "No text of this release names a zone.";
    return parts.element;
  }
  const rows = Array.from({ length: zones.rows }, (_, row) => row);
  const of = (row, column) => zones.cell(column, row);
  const kinds = grouping(rows, (row) => of(row, "kind")).map(([kind]) => kind);
  const country = (row) => of(row, "country");
  const where = (row) => (of(row, "admin1") ? `${names.get(of(row, "admin1")) ?? of(row, "admin1")} (${country(row) ?? "?"})` : country(row) ? `${names.get(country(row)) ?? country(row)}, no province said` : null);
  const located = rows.filter(where);
  const places = grouping(located, where);
  const shown = places.slice(0, BARS_AT_ONCE);
  const stack = (groups, colours) =>
    kinds.map((kind, i) => ({ name: label(kind), type: "bar", stack: "zones", barMaxWidth: 18, color: colours.series[i % 8], itemStyle: { decal: i >= 8 ? { symbol: "rect" } : null }, data: groups.map(([, members]) => members.filter((row) => of(row, "kind") === kind).length || null) }));
  const byPlace = el("div", { class: "picture" });
  byPlace.style.height = `${110 + 26 * shown.length}px`;
  const said = (groups) => (event) => [`${plain(groups[event.dataIndex][0])}: ${event.seriesName}`, ...groups[event.dataIndex][1].filter((row) => label(of(row, "kind")) === event.seriesName).map((row) => `· ${plain(cut(of(row, "name"), 60))}`)].slice(0, 14).join("\n");
  const grid = (place) => ({ left: 8, right: 24, top: 14 + 20 * legendRows(kinds, place.clientWidth), bottom: 8, containLabel: true });
  const founded = rows.filter((row) => /^\d{4}/.test(of(row, "established") ?? ""));
  const foundedIn = Map.groupBy(founded, (row) => Number(of(row, "established").slice(0, 4)));
  const [first, last] = [Math.min(...foundedIn.keys()), Math.max(...foundedIn.keys())];
  const byYear = founded.length ? Array.from({ length: last - first + 1 }, (_, i) => [String(first + i), foundedIn.get(first + i) ?? []]) : [];
  const years = el("div", { class: "picture" });
  years.style.height = "280px";
  parts.picture.append(byPlace, el("h3", {}, "By year of founding"), years);
  const links = el("ul", { class: "plain columns" }, rows.slice(0, 300).map((row) => el("li", {}, el("a", { href: rowAddress(zones, row) }, words(of(row, "name"))), " ", el("small", {}, [label(of(row, "kind")), of(row, "established")].filter(Boolean).join(", ")))));
  parts.list.append(el("details", { class: "plotted" }, el("summary", {}, "The zones, with their words"), links));
  parts.left.textContent = `Counted: ${count(located.length, "zone")} by place, ${grouped.format(founded.length)} by year. ${leftOut([[rows.length - located.length, "whose place no text says"], [places.slice(BARS_AT_ONCE).reduce((n, [, m]) => n + m.length, 0), "in smaller provinces"], [rows.length - founded.length, "whose year of founding no text says (left out of the second chart only)"]])}`;
  requestAnimationFrame(() => {
    const legend = (colours) => ({ top: 0, left: 0, itemWidth: 14, itemHeight: 8, textStyle: { color: colours.ink, fontSize: 12 } });
    draw(byPlace, (colours) => ({ ...barOption(colours, shown.map(([name]) => ({ name })), said(shown), short, stack(shown, colours)), grid: grid(byPlace), legend: legend(colours) }));
    if (byYear.length) draw(years, (colours) => ({ grid: grid(years), legend: legend(colours), tooltip: pointer(colours, said(byYear)), xAxis: { type: "category", data: byYear.map(([year]) => year), ...axis(colours) }, yAxis: { type: "value", minInterval: 1, ...axis(colours) }, series: stack(byYear, colours) }));
    else years.replaceChildren(el("p", { class: "note" }, "No text says when a zone was founded."));
  });
  return parts.element;
}

const WORKS_AT_ONCE = 60;

function networkChart(citations, references) {
  const parts = frame("network", "Who cites what", "A text is tied to each work that it cites; the wider the line, the more often. A work under several entries is one.");
  const canonical = new Map();
  const works = new Map();
  for (let row = 0; row < references.rows; row++) {
    const id = references.cell("ref_id", row);
    const work = references.cell("canonical", row) ?? id;
    canonical.set(id, work);
    if (id === work || !works.has(work)) works.set(work, row);
  }
  const ties = new Map();
  for (let row = 0; row < citations.rows; row++) {
    const work = canonical.get(citations.cell("ref_id", row));
    if (!work) continue;
    const doc = citations.cell("doc_id", row);
    const key = `${doc}\u0000${work}`;
    const tie = ties.get(key) ?? { doc, work, times: 0 };
    tie.times++;
    ties.set(key, tie);
  }
  if (!ties.size) {
    parts.left.textContent = "No text of this release cites a work.";
    return parts.element;
  }
  const byWork = [...Map.groupBy(ties.values(), (tie) => tie.work)].sort((a, b) => b[1].length - a[1].length || b[1].reduce((n, t) => n + t.times, 0) - a[1].reduce((n, t) => n + t.times, 0));
  const shown = byWork.slice(0, WORKS_AT_ONCE);
  const lines = shown.flatMap(([, tied]) => tied);
  const title = (work) => references.cell("title", works.get(work)) ?? references.cell("raw", works.get(work)) ?? work;
  const docs = [...new Set(lines.map((tie) => tie.doc))];
  const picture = el("div", { class: "picture" });
  picture.style.height = "520px";
  parts.picture.append(picture);
  parts.left.textContent = `Shown: ${count(docs.length, "text")} and ${count(shown.length, "work")}. ${leftOut([[byWork.length - shown.length, "works cited by fewer texts, or less often"], [works.size - byWork.length, "entries of reference lists that no text cites by a mark"]])}`;
  const item = ([work, tied]) => el("li", {}, el("a", { href: textAddress(references.cell("doc_id", works.get(work)), work) }, words(title(work))), " ", el("small", {}, `cited by ${tied.map((t) => `${plain(t.doc)} (${t.times})`).join(", ")}`));
  parts.list.append(el("details", { class: "plotted" }, el("summary", {}, `The ${count(shown.length, "work")} shown`), el("ol", {}, shown.map(item))));
  const many = docs.length + shown.length > 60;
  requestAnimationFrame(() =>
    draw(
      picture,
      (colours) => ({
        tooltip: pointer(colours, (event) => (event.dataType === "edge" ? `${plain(event.data.said)}` : plain(event.data.said))),
        legend: { top: 0, left: 0, data: ["Text", "Work"], textStyle: { color: colours.ink, fontSize: 12 } },
        series: [
          {
            type: "graph",
            layout: "force",
            top: 40,
            bottom: 20,
            roam: "move",
            categories: [{ name: "Text" }, { name: "Work", symbol: "rect" }],
            force: { initLayout: "circular", repulsion: many ? 80 : 260, edgeLength: many ? [20, 60] : [40, 100], gravity: 0.16, layoutAnimation: false },
            lineStyle: { color: colours.soft, opacity: 0.5 },
            label: { show: true, position: "right", color: colours.ink, fontSize: 11, formatter: (event) => (many && event.data.category === 1 ? "" : event.data.short) },
            labelLayout: { hideOverlap: true },
            data: [
              ...docs.map((doc) => ({ id: `text ${doc}`, name: plain(doc), said: doc, short: cut(plain(doc), 24), category: 0, symbolSize: 18, doc })),
              ...shown.map(([work, tied]) => ({ id: `work ${work}`, name: work, said: `${title(work)}\ncited by ${count(tied.length, "text")}`, short: cut(plain(title(work)), innerWidth < 700 ? 14 : 26), category: 1, symbolSize: 8 + 3 * Math.min(8, tied.length), work })),
            ],
            links: lines.map((tie) => ({ source: `text ${tie.doc}`, target: `work ${tie.work}`, lineStyle: { width: Math.min(6, tie.times) }, said: `${tie.doc} cites ${title(tie.work)} ${tie.times === 1 ? "once" : `${tie.times} times`}` })),
          },
        ],
      }),
      ({ data }) => {
        if (data.doc) location.hash = textAddress(data.doc);
        if (data.work) location.hash = textAddress(references.cell("doc_id", works.get(data.work)), data.work);
      },
    ),
  );
  return parts.element;
}

/** Names of places and zones by their codes. */
async function placeNames() {
  const places = await wholeTable("places");
  const zones = await wholeTable("zones");
  const names = new Map(zones.columns.get("zone_id").map((id, row) => [id, zones.cell("name", row)]));
  places.columns.get("code").forEach((code, row) => names.set(code, places.cell("name_en", row)));
  return names;
}

async function chartsPage(main, [wanted]) {
  const anchors = [["trade", "Trade"], ["shares", "Shares"], ["zones", "Zones"], ["network", "Citations"]];
  main.append(el("h1", {}, "Charts"), el("nav", { class: "tabs", "aria-label": "Charts" }, anchors.map(([id, name]) => el("a", { href: `#/charts/${id}` }, name))));
  const note = waiting("Loading …");
  main.append(note);
  const flows = await wholeTable("trade_flows", (share) => (note.textContent = `Loading … ${Math.round(share * 100)} %`));
  const names = await placeNames();
  const [zones, citations, references] = await Promise.all(["zones", "citations", "references"].map((name) => wholeTable(name)));
  note.remove();
  main.append(tradeChart(flows), sharesChart(flows, names), zonesChart(zones, names), networkChart(citations, references));
  if (wanted) requestAnimationFrame(() => setTimeout(() => main.querySelector(`#${CSS.escape(wanted)}`)?.scrollIntoView(), 50));
}
