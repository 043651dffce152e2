// A text with all that was read from it lit up in place.

/** What can be lit up, in the order in which a stretch of several kinds takes its colour. */
const KINDS = {
  rejected: "Rejected",
  figure: "Figures",
  citation: "Citations",
  zone: "Zones",
  place: "Places",
  period: "Periods",
  word: "Other words",
  document: "About the text",
  reference: "References",
  finding: "Findings",
  removed: "Left out",
};
const KIND_ORDER = Object.keys(KINDS);

/** UTF-16 units of a text shown at once: a browser lays out no novel in a moment. */
const UNITS_AT_ONCE = 120000;

function kindOf(table, column) {
  if (table === "documents") return "document";
  if (table === "references") return "reference";
  if (table === "citations") return "citation";
  if (column === "value") return "figure";
  if (column === "cites") return "citation";
  if (/^(period|base)_(start|end)$|^established$/.test(column)) return "period";
  if (targets(schemas.get(table), column).includes("places")) return "place";
  return table === "zones" || table === "zone_mentions" ? "zone" : "word";
}

/** All of a text: its characters, its rows, and the marks that tie the two. */
async function openText(doc) {
  const found = await documentOf(doc);
  if (!found) return null;
  const { part, row: document } = found;
  const text = (await load(`${part.key}/texts`)).texts.find((t) => t.doc_id === doc);
  const names = about.schemas.map((s) => s.name).filter((n) => n !== "spans" && n !== "documents" && part.rows[n] && schemas.get(n).fields.some((f) => f.name === "doc_id"));
  const rows = new Map();
  for (const table of await Promise.all(names.map((n) => partTable(n, part)))) {
    for (const row of table.where("doc_id", doc)) {
      const id = table.id ? table.cell(table.id, row) : `${table.name}-${row}`;
      if (!rows.has(id)) rows.set(id, { id, table, row, marks: [] });
    }
  }
  const spans = await partTable("spans", part);
  const marks = [];
  const mark = (id, at, from, to, kind, column, origin) => {
    const made = { number: marks.length, id, from, to, kind, column, origin };
    marks.push(made);
    rows.get(id)?.marks.push(made);
  };
  const zones = new Set(spans.where("doc_id", doc).filter((row) => spans.cell("table", row) === "zones").map((row) => spans.cell("row_id", row)));
  for (const [id, found] of await findRows([...zones], ["zones"])) rows.set(id, { id, ...found, marks: [] });
  const documents = await partTable("documents", part);
  rows.set(doc, { id: doc, table: documents, row: documents.where("doc_id", doc)[0], marks: [] });
  if (!text.missing) {
    text.spans.row.forEach((row, i) => {
      const table = spans.cell("table", row);
      mark(spans.cell("row_id", row), row, text.spans.from[i], text.spans.to[i], kindOf(table, spans.cell("column", row)), spans.cell("column", row), spans.cell("origin", row));
    });
    for (const [name, kind] of [["findings", "finding"], ["rejected", "rejected"]]) {
      text[name].row.forEach((row, i) => mark(`${name}-${row}`, row, text[name].from[i], text[name].to[i], kind, kind, null));
    }
  }
  return { doc, document, part, text, rows, marks };
}

/** The stretches of a text between `from` and `to`, each with the marks that lie over it, its block and its removal. */
function stretches({ text, marks }, from, to) {
  const layers = [
    ...marks.map((m) => ({ from: m.from, to: m.to, mark: m })),
    ...text.blocks.map(([a, b, block]) => ({ from: a, to: b, block })),
    ...text.removed.map(([a, b, removed]) => ({ from: a, to: b, removed })),
  ].filter((layer) => layer.from < to && layer.to > from && layer.from < layer.to);
  layers.sort((a, b) => a.from - b.from);
  const edges = [...new Set([from, to, ...layers.flatMap((l) => [Math.max(from, l.from), Math.min(to, l.to)])])].sort((a, b) => a - b);
  const out = [];
  let open = [];
  let next = 0;
  for (let i = 0; i + 1 < edges.length; i++) {
    open = open.filter((layer) => layer.to > edges[i]);
    while (next < layers.length && layers[next].from <= edges[i]) open.push(layers[next++]);
    open = open.filter((layer) => layer.to > edges[i]);
    const find = (name) => open.find((layer) => layer[name])?.[name];
    out.push({ from: edges[i], to: edges[i + 1], marks: open.filter((l) => l.mark).map((l) => l.mark), block: find("block"), removed: find("removed") });
  }
  return out;
}

/** The cells of a row that was kept out, as it lies in its JSON. */
function stated(json) {
  const cells = Object.entries(JSON.parse(json)).filter(([name, value]) => cellText(value) !== "" && !/^(span|sentence)_|^(quote|doc_id)$/.test(name));
  return cells.map(([name, value]) => `${label(name)}: ${cellText(value)}`);
}

class Reading {
  constructor(open, selected) {
    Object.assign(this, open);
    this.hidden = new Set(["word"]);
    this.pages = this.cut();
    this.page = 0;
    this.body = el("div", { class: "text", lang: this.document.language ?? null, click: (event) => this.clicked(event), keydown: (event) => this.key(event) });
    this.sheet = el("div", { class: "selected", "aria-live": "polite" });
    this.list = el("div", { class: "row-list" });
    this.pager = el("div", { class: "pager" });
    this.element = el(
      "div",
      { class: "reading" },
      el("section", { class: "paper" }, this.legend(), this.text.missing ? this.quotes() : this.body, this.pager),
      el("aside", { class: "panel", "aria-label": "Rows of this text" }, this.sheet, this.rowsOfText()),
    );
    if (!this.text.missing) this.draw();
    this.select(selected, true);
  }

  /** Where the pages of a very long text begin: at a line's end where there is one. */
  cut() {
    const text = this.text.text ?? "";
    const cuts = [0];
    while (text.length - cuts.at(-1) > UNITS_AT_ONCE) {
      const end = cuts.at(-1) + UNITS_AT_ONCE;
      const line = text.lastIndexOf("\n", end);
      const at = line > end - UNITS_AT_ONCE / 2 ? line + 1 : end;
      cuts.push(/[\udc00-\udfff]/.test(text[at]) ? at + 1 : at);
    }
    return cuts.map((from, i) => [from, cuts[i + 1] ?? text.length]);
  }

  draw() {
    const [from, to] = this.pages[this.page];
    this.shown = new Map();
    const text = this.text.text;
    const nodes = stretches(this, from, to).map((stretch) => {
      let piece = text.slice(stretch.from, stretch.to).replace(/\r\n/g, "\n");
      if (piece.endsWith("\r") && text[stretch.to] === "\n") piece = piece.slice(0, -1);
      const marks = stretch.marks.toSorted((a, b) => KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind));
      if (!marks.length && !stretch.removed && (!stretch.block || stretch.block === "paragraph")) return words(piece);
      const visible = marks.find((m) => !this.hidden.has(m.kind));
      const classes = [stretch.block && `b-${stretch.block}`, stretch.removed && !this.hidden.has("removed") && "removed", visible && `mark k-${visible.kind}`];
      const first = visible && visible.from === stretch.from;
      const span = el(
        visible ? "mark" : "span",
        {
          class: classes.filter(Boolean).join(" ") || null,
          title: stretch.removed ? `left out: ${stretch.removed}` : null,
          "data-marks": marks.length ? marks.map((m) => m.number).join(" ") : null,
          // One stop of the tab key a figure, zone or citation; the other cells are reached from their row.
          tabindex: first && ["figure", "zone", "citation", "rejected"].includes(visible.kind) ? "0" : null,
          role: first ? "button" : null,
        },
        words(piece),
      );
      for (const m of marks) this.shown.set(m.number, [...(this.shown.get(m.number) ?? []), span]);
      return span;
    });
    this.body.replaceChildren(...nodes);
    const go = (page, name, off) => el("button", { type: "button", disabled: off, click: () => this.turn(page) }, name);
    this.pager.hidden = this.pages.length === 1;
    this.pager.replaceChildren(go(this.page - 1, "← Before", this.page === 0), el("span", {}, `Page ${this.page + 1} of ${this.pages.length}`), go(this.page + 1, "Next →", this.page + 1 === this.pages.length));
  }

  turn(page) {
    this.page = page;
    this.draw();
    this.light();
    this.body.scrollIntoView({ block: "start" });
  }

  legend() {
    const counts = new Map();
    for (const mark of this.marks) counts.set(mark.kind, (counts.get(mark.kind) ?? 0) + 1);
    counts.set("removed", this.text.removed?.length ?? 0);
    const box = (kind) => {
      const input = el("input", { type: "checkbox" });
      input.checked = !this.hidden.has(kind);
      input.addEventListener("change", () => {
        input.checked ? this.hidden.delete(kind) : this.hidden.add(kind);
        this.draw();
        this.light();
      });
      return el("label", { class: `chip k-${kind}` }, input, el("span", { class: "swatch" }), KINDS[kind]);
    };
    return el("div", { class: "legend", role: "group", "aria-label": "What is lit up" }, KIND_ORDER.filter((kind) => counts.get(kind)).map(box));
  }

  /** The text cannot be shown: its rows with their sentences. */
  quotes() {
    const rows = [...this.rows.values()].filter(({ table }) => table.columns.has("quote"));
    const line = ({ id, table, row }) => el("li", {}, el("a", { href: textAddress(this.doc, id) }, brief(table, row)), el("blockquote", {}, quoted(table, [row])));
    return el("div", {}, el("p", { class: "note" }, `The raw text is not in this report: ${plain(this.text.missing)}. These are its rows with their sentences.`), el("ul", { class: "plain" }, rows.map(line)));
  }

  rowsOfText() {
    const input = el("input", { type: "search", placeholder: "Search the rows of this text", "aria-label": "Search the rows of this text" });
    input.addEventListener("input", () => this.listRows(input.value.trim().toLowerCase()));
    this.listRows("");
    return el("div", { class: "rows-of-text" }, el("h2", {}, "Rows of this text"), input, this.list);
  }

  listRows(asked) {
    const start = ({ marks, table, row }) => Math.min(...marks.map((m) => m.from), table.cell("span_start", row) ?? Infinity);
    // The cells of a row that was kept out are kept out with it, and need no lines of their own.
    const isCell = ({ table, row }) => table.name === "rejected" && table.cell("table", row) === "spans";
    const groups = Map.groupBy([...this.rows.values()].filter((r) => !isCell(r)), ({ table }) => table.name);
    const nodes = [...groups].filter(([name]) => name !== "documents").map(([name, rows]) => {
      const lines = rows
        .map((r) => ({ ...r, words: brief(r.table, r.row) }))
        .filter((r) => !asked || r.words.toLowerCase().includes(asked))
        .sort((a, b) => start(a) - start(b));
      if (!lines.length) return null;
      const line = ({ id, words: said }) => el("li", {}, el("a", { href: textAddress(this.doc, id), "data-id": id }, said));
      return el("details", { open: asked || name === "trade_flows" || name === "rejected" || groups.size === 2 }, el("summary", {}, label(name), el("small", {}, String(lines.length))), el("ol", {}, lines.map(line)));
    });
    this.list.replaceChildren(...nodes.filter(Boolean));
    this.light();
  }

  /** A click on a stretch: its row, or a choice of its rows. */
  clicked(event) {
    const span = event.target.closest("[data-marks]");
    if (!span || String(getSelection())) return;
    const marks = span.dataset.marks.split(" ").map((n) => this.marks[n]);
    const ids = [...new Set(marks.map((m) => m.id))].filter((id) => this.rows.has(id));
    // What a figure is, is asked first; then what has it as one of its other cells.
    const own = ids.filter((id) => marks.some((m) => m.id === id && (m.kind === "figure" || m.column === "name" || m.column === "marker" || m.kind === "rejected")));
    const offered = [...own, ...ids.filter((id) => !own.includes(id))];
    if (!offered.length) return;
    this.offered = offered;
    const id = own[0] ?? offered[0];
    this.select(id, false);
    remember(textAddress(this.doc, id).slice(1), {});
  }

  key(event) {
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.clicked(event);
    }
  }

  /** Lights up a row, and shows its cells. */
  select(id, scroll) {
    this.selected = this.rows.get(id);
    this.element?.classList.toggle("has-selection", Boolean(this.selected));
    if (!this.selected) {
      if (id) this.sheet.replaceChildren(el("p", { class: "note" }, `The row ${plain(id)} is not among those of this text.`));
      return;
    }
    if (!this.offered?.includes(id)) this.offered = [id];
    this.sheet.replaceChildren(this.card());
    const first = this.mainMark();
    if (first && scroll) this.goTo(first);
    else this.light();
  }

  mainMark() {
    const { marks } = this.selected;
    const main = (m) => m.kind === "figure" || ["name", "marker", "raw", "title"].includes(m.column);
    return marks.find((m) => m.kind === "figure") ?? marks.find(main) ?? marks[0];
  }

  goTo(mark) {
    const page = this.pages.findIndex(([from, to]) => mark.from >= from && mark.from < to);
    if (page >= 0 && page !== this.page) {
      this.page = page;
      this.draw();
    }
    this.light();
    requestAnimationFrame(() => this.shown.get(mark.number)?.[0]?.scrollIntoView({ block: "center" }));
  }

  light() {
    for (const lit of this.body.querySelectorAll(".lit")) lit.classList.remove("lit", "lit-main");
    for (const link of this.list.querySelectorAll("[aria-current]")) link.removeAttribute("aria-current");
    if (!this.selected || !this.shown) return;
    const main = this.mainMark();
    for (const mark of this.selected.marks) {
      for (const span of this.shown.get(mark.number) ?? []) {
        span.classList.add("lit");
        if (main && mark.from === main.from && mark.to === main.to) span.classList.add("lit-main");
      }
    }
    this.list.querySelector(`[data-id="${CSS.escape(this.selected.id)}"]`)?.setAttribute("aria-current", "true");
  }

  /** The row that is lit up, cell by cell, each with where it was read. */
  card() {
    const { id, table, row, marks } = this.selected;
    const cells = table.schema.fields
      .filter((field) => !/^(span|sentence)_|^(quote|doc_id)$/.test(field.name) && cellText(table.cell(field.name, row)) !== "")
      .map((field) => {
        const of = marks.filter((m) => m.column === field.name);
        const where = of.slice(0, 3).map((mark) => el("button", { type: "button", class: `origin o-${mark.origin}`, title: "Show these words", click: () => this.goTo(mark) }, mark.origin ?? "show"));
        const value = table.cell(field.name, row);
        const shown = field.name === "year" ? String(value) : table.name === "rejected" && field.name === "row" ? stated(value) : value;
        return [el("dt", { title: field.description }, label(field.name)), el("dd", {}, el("span", {}, cell(shown)), where)];
      });
    const others = this.offered.filter((other) => other !== id).map((other) => el("li", {}, el("a", { href: textAddress(this.doc, other) }, brief(this.rows.get(other).table, this.rows.get(other).row))));
    const close = el("button", { type: "button", class: "close", "aria-label": "Close", click: () => this.close() }, "×");
    return el(
      "div",
      { class: "card" },
      el("div", { class: "card-head" }, el("small", {}, label(table.name)), close),
      el("p", { class: "brief" }, el("bdi", {}, brief(table, row))),
      el("dl", { class: "cells" }, cells.flat()),
      others.length ? el("div", {}, el("h3", {}, "The same words also say"), el("ul", { class: "plain" }, others)) : null,
    );
  }

  close() {
    this.selected = undefined;
    this.element.classList.remove("has-selection");
    this.sheet.replaceChildren();
    this.light();
    remember(textAddress(this.doc).slice(1), {});
  }
}

/** The page of a text. */
async function textPage(main, [doc, row]) {
  // Another row of the text that is open needs no new page.
  if (main.reading?.doc === doc && main.reading.element.isConnected) {
    main.reading.select(row, true);
    return;
  }
  main.replaceChildren(waiting("Loading the text …"));
  const open = await openText(doc);
  if (!open) {
    main.replaceChildren(el("h1", {}, "No such text"), el("p", {}, "This release has no text ", words(doc), "."));
    return;
  }
  const { document } = open;
  const facts = [document.kind && label(document.kind), document.language, document.date ?? document.year, document.container, document.encoding, document.licence].filter(Boolean).map(String);
  const authors = document.authors?.length ? el("p", { class: "authors" }, cell(document.authors)) : null;
  main.replaceChildren(
    el("p", { class: "crumbs" }, el("a", { href: "#/table/documents" }, "Texts"), " / ", words(doc)),
    el("h1", { lang: document.language }, words(document.title ?? doc)),
    ...[authors].filter(Boolean),
    el("p", { class: "facts" }, facts.flatMap((fact, i) => [i ? " · " : "", words(fact)])),
  );
  main.reading = new Reading(open, row);
  main.append(main.reading.element);
  if (row) main.reading.select(row, true);
}
