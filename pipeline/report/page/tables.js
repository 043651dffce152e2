// Tables: searched, sorted, filtered, a page at a time.

const PAGE_ROWS = 50;
/** A table longer than this is loaded in part until all of it is asked for. */
const ROWS_AT_ONCE = 100000;

/** Columns that are not shown until they are asked for: where in the file a row was read, and by which rule. */
const QUIET = /^(span|sentence)_(start|end)$|^(rule|confidence|sha256|bytes|quote|before|after)$/;

/** Columns that stand behind the others. */
const LATE = /^(doc_id|base_.*|cites)$/;

/** Words from this length on are given more room. */
const LONG = 40;

const isNumber = (field) => field.type === "number" || field.type === "integer";

/** A view of a table; `state` (q, sort, desc, page, and a filter a column) is kept in the address. */
class TableView {
  constructor(table, state, changed) {
    this.table = table;
    this.state = state;
    this.changed = changed;
    this.fields = table.schema.fields;
    this.order = [...this.fields].sort((a, b) => LATE.test(a.name) - LATE.test(b.name));
    const empty = (field) => table.columns.get(field.name).every((value) => value === null || value.length === 0);
    const quiet = (field) => QUIET.test(field.name) || (field.name === table.id && this.fields.length > 8) || empty(field);
    this.shown = new Set(this.fields.filter((f) => !quiet(f)).map((f) => f.name));
    this.body = el("tbody");
    this.head = el("tr");
    this.told = el("p", { class: "told", role: "status" });
    this.pager = el("div", { class: "pager" });
    this.element = el(
      "div",
      {},
      el("div", { class: "tools" }, this.search(), this.filters(), this.chooser()),
      this.told,
      el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": table.schema.title }, el("table", { class: "rows" }, el("thead", {}, this.head), this.body)),
      this.pager,
    );
    this.update();
  }

  search() {
    let waiting;
    const input = el("input", { type: "search", placeholder: "Search all columns", "aria-label": "Search all columns", "data-search": true });
    input.value = this.state.q ?? "";
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => this.set({ q: input.value, page: 0 }), this.table.rows > 5000 ? 250 : 60);
    });
    return input;
  }

  /** A choice for each column that holds a few known words. */
  filters() {
    return this.fields
      .filter((field) => field.constraints?.enum && !field.name.startsWith("base_"))
      .slice(0, 5)
      .map((field) => {
        const all = el("option", { value: "" }, `${label(field.name)}: all`);
        const options = field.constraints.enum.map((word) => el("option", { value: word }, label(word)));
        const select = el("select", { "aria-label": label(field.name), change: () => this.set({ [`is.${field.name}`]: select.value, page: 0 }) }, all, options);
        select.value = this.state[`is.${field.name}`] ?? "";
        return select;
      });
  }

  chooser() {
    const box = (field) => {
      const input = el("input", { type: "checkbox" });
      input.checked = this.shown.has(field.name);
      input.addEventListener("change", () => {
        input.checked ? this.shown.add(field.name) : this.shown.delete(field.name);
        this.update();
      });
      return el("label", {}, input, ` ${label(field.name)}`);
    };
    return el("details", { class: "menu" }, el("summary", {}, "Columns"), el("div", { class: "menu-body" }, this.order.map(box)));
  }

  set(change) {
    Object.assign(this.state, change);
    this.changed(this.state);
    this.update();
  }

  /** Numbers of the rows that are asked for, in order. */
  rows() {
    const { table, state } = this;
    let rows = Array.from({ length: table.rows }, (_, row) => row);
    for (const field of this.fields) {
      const wanted = state[`is.${field.name}`];
      if (wanted) rows = rows.filter((row) => table.cell(field.name, row) === wanted);
    }
    const asked = (state.q ?? "").trim().toLowerCase().split(/\s+/u).filter(Boolean);
    if (asked.length) {
      // A word of a column that has come before is not searched again.
      const columns = table.names.map((name) => table.columns.get(name));
      const known = new Map();
      const folded = (value) => {
        let text = known.get(value);
        if (text === undefined) known.set(value, (text = cellText(value).toLowerCase()));
        return text;
      };
      rows = rows.filter((row) => asked.every((word) => columns.some((column) => column[row] !== null && folded(column[row]).includes(word))));
    }
    const field = this.fields.find((f) => f.name === state.sort);
    if (field) {
      const column = table.columns.get(field.name);
      const collator = new Intl.Collator("en", { numeric: true });
      const compare = isNumber(field) ? (a, b) => a - b : (a, b) => collator.compare(cellText(a), cellText(b));
      const turn = state.desc ? -1 : 1;
      // Empty cells come last either way.
      rows.sort((a, b) => (column[a] === null) - (column[b] === null) || (column[a] === null ? 0 : turn * compare(column[a], column[b])) || a - b);
    }
    return rows;
  }

  update() {
    const rows = this.rows();
    const pages = Math.max(1, Math.ceil(rows.length / PAGE_ROWS));
    const page = Math.min(Number(this.state.page ?? 0), pages - 1);
    const fields = this.order.filter((f) => this.shown.has(f.name));
    this.head.replaceChildren(...fields.map((field) => this.heading(field)));
    this.body.replaceChildren(...rows.slice(page * PAGE_ROWS, (page + 1) * PAGE_ROWS).map((row) => this.line(row, fields)));
    const some = rows.length === this.table.rows ? "" : ` of ${grouped.format(this.table.rows)}`;
    this.told.textContent = `${grouped.format(rows.length)}${some} ${this.table.rows === 1 ? "row" : "rows"}`;
    const go = (to, name, off) => el("button", { type: "button", disabled: off, click: () => this.set({ page: to }) }, name);
    this.pager.replaceChildren(
      go(page - 1, "← Before", page === 0),
      el("span", {}, `Page ${page + 1} of ${grouped.format(pages)}`),
      go(page + 1, "Next →", page >= pages - 1),
    );
    this.pager.hidden = pages === 1;
  }

  heading(field) {
    const sorted = this.state.sort === field.name;
    const order = sorted ? (this.state.desc ? "descending" : "ascending") : "none";
    const sort = () => this.set(sorted && this.state.desc ? { sort: "", desc: "", page: 0 } : { sort: field.name, desc: sorted ? "1" : "", page: 0 });
    const sign = sorted ? (this.state.desc ? " ↓" : " ↑") : "";
    return el("th", { "aria-sort": order, class: isNumber(field) ? "number" : null, scope: "col" }, el("button", { type: "button", title: field.description, click: sort }, label(field.name) + sign));
  }

  line(row, fields) {
    const address = rowAddress(this.table, row);
    const cells = fields.map((field, i) => {
      const value = this.table.cell(field.name, row);
      const shown = el("div", { class: cellText(value).length > LONG ? "cell long" : "cell", title: cellText(value).length > LONG ? plain(cellText(value)) : null }, cell(field.type === "integer" && /year|number/.test(field.name) && value !== null ? String(value) : value));
      const inside = i === 0 && address ? el("a", { href: address, class: "cell-link" }, shown) : shown;
      return el("td", { class: isNumber(field) ? "number" : null }, inside);
    });
    const open = (event) => {
      if (!event.target.closest("a") && !String(getSelection())) location.hash = address;
    };
    return el("tr", { class: address ? "opens" : null, click: address ? open : null, "data-row": this.table.id ? this.table.cell(this.table.id, row) : null }, cells);
  }
}

/** Where a row leads: its words in its text, or what else tells of it. */
function rowAddress(table, row) {
  const of = (column) => table.cell(column, row);
  // Rows without an id of their own go by their number.
  const id = table.id ? of(table.id) : table.name === "spans" ? of("row_id") : `${table.name}-${table.inPart(row)}`;
  if (table.name === "documents") return textAddress(of("doc_id"));
  if (table.name === "checks") return `#/checks?id=${encodeURIComponent(id)}`;
  if (table.name === "claims") return `#/claim/${encodeURIComponent(id)}`;
  if (of("doc_id")) return textAddress(of("doc_id"), id);
  const docs = of("docs");
  if (docs?.length) return textAddress(docs[0], id);
  if (table.name === "trade_flows_derived") return `#/row/trade_flows/${encodeURIComponent(of("flow_id"))}`;
  if (table.name === "places") return `#/table/trade_flows?q=${encodeURIComponent(of("code"))}`;
  return null;
}

/** An id leads to the row's words. */
async function rowPage(main, [name, id]) {
  const hit = schemas.has(name) && (await findRows([id], [name])).get(id);
  const address = hit && rowAddress(hit.table, hit.row);
  if (address) location.replace(address);
  else main.append(el("h1", {}, "No such row"), el("p", {}, "This release has no row ", words(id ?? ""), "."));
}

/** The page of a table. */
async function tablePage(main, [name], state) {
  const schema = schemas.get(name) ?? schemas.get("trade_flows");
  const held = rowsHeld(schema.name);
  const rows = about.rows[schema.name] ?? held;
  const names = about.schemas.map((s) => s.name).filter((n) => rowsHeld(n) > 0 || about.rows[n] > 0 || n === schema.name);
  const link = (n) => el("a", { href: `#/table/${n}`, "aria-current": n === schema.name ? "page" : null }, label(n), el("small", {}, grouped.format(about.rows[n] ?? rowsHeld(n))));
  main.append(el("h1", {}, "Tables"), el("nav", { class: "tabs", "aria-label": "Tables" }, names.map(link)), el("p", { class: "lead" }, schema.description, " ", el("a", { href: `#/dictionary/${schema.name}` }, "What the columns mean")));
  const minded = warnings(schema);
  if (minded.length) main.append(el("details", { class: "mind" }, el("summary", {}, `${count(minded.length, "thing")} to mind before you add anything up`), el("ul", {}, minded)));
  if (held === 0 && rows > 0) {
    main.append(el("p", { class: "note" }, `This table has ${count(rows, "row")}, too many for the report; they are in ${schema.name}.parquet.`));
    return;
  }
  const place = el("div");
  main.append(place);
  const show = async (most) => {
    place.replaceChildren(waiting(`Loading ${count(held, "row")} …`));
    const table = await wholeTable(schema.name, (share) => place.replaceChildren(waiting(`Loading … ${Math.round(share * 100)} %`)), most);
    const view = new TableView(table, state, (now) => remember(`/table/${schema.name}`, now));
    const more = table.rows < held && el("p", { class: "note" }, `These are the first ${count(table.rows, "row")} of ${grouped.format(held)}. `, el("button", { type: "button", click: () => show(Infinity) }, "Load all of them"));
    place.replaceChildren(...[more, view.element].filter(Boolean));
  };
  await show(held > 3 * ROWS_AT_ONCE ? ROWS_AT_ONCE : Infinity);
}

const waiting = (text) => el("p", { class: "waiting", role: "status" }, text);

/** What is to be minded before a table is added up. */
function warnings(schema) {
  return (schema["amur:warnings"] ?? []).map(({ code, message, filter }) => el("li", {}, el("b", {}, code), ` ${message} `, filter ? el("code", {}, filter) : null));
}
