// Elements and words. Text only ever becomes text: nothing here makes markup of a string.

/** An element; attributes whose value is null or false are left out, functions are listeners. */
function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

// Characters that one does not see, or that turn the reading direction of what stands round them.
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;
const NAMES = {
  "\u00ad": "SHY", "\u061c": "ALM", "\u200b": "ZWSP", "\u200c": "ZWNJ", "\u200d": "ZWJ", "\u200e": "LRM", "\u200f": "RLM",
  "\u2028": "LSEP", "\u2029": "PSEP", "\u202a": "LRE", "\u202b": "RLE", "\u202c": "PDF", "\u202d": "LRO", "\u202e": "RLO",
  "\u2060": "WJ", "\u2066": "LRI", "\u2067": "RLI", "\u2068": "FSI", "\u2069": "PDI", "\ufeff": "BOM",
};

/** What is shown for a character that one does not see. */
function seen(character) {
  const code = character.codePointAt(0);
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return "\u2421";
  return NAMES[character] ?? `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
}

/** A text for where there is no markup: attributes, options, pictures. */
const plain = (text) => String(text).replace(UNSEEN, seen);

/** A text as nodes: unseen characters stand as marks, and nothing in it turns what stands round it. */
function words(text) {
  const out = el("bdi");
  let at = 0;
  for (const match of text.matchAll(UNSEEN)) {
    if (match.index > at) out.append(text.slice(at, match.index));
    const code = match[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
    out.append(el("span", { class: "unseen", title: `U+${code}` }, seen(match[0])));
    at = match.index + match[0].length;
  }
  out.append(text.slice(at));
  return out;
}

const grouped = new Intl.NumberFormat("en-US", { maximumFractionDigits: 6 });
const few = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 4 });

/** A number in full. */
const figure = (number) => grouped.format(number).replaceAll("-", "−");

const SCALES = [[1e12, " tn"], [1e9, " bn"], [1e6, " m"]];

/** A number for an axis. */
function short(number) {
  const [size, name] = SCALES.find(([size]) => Math.abs(number) >= size) ?? [1, ""];
  return few.format(number / size).replaceAll("-", "−") + name;
}

const count = (number, one, many = `${one}s`) => `${grouped.format(number)} ${number === 1 ? one : many}`;

/** A cell of a table, for reading. */
function cell(value) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return figure(value);
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.flatMap((item, i) => [i ? "; " : "", words(String(item))]);
  return words(value);
}

/** A cell as a string. */
const cellText = (value) => (Array.isArray(value) ? value.join("; ") : value === null || value === undefined ? "" : String(value));

const label = (name) => name.replaceAll("_", " ");

/** The words of a period: a year, a month, or its first and last day. */
function period(start, end) {
  if (!start || !end) return "";
  const [year, month] = start.split("-");
  if (end === `${year}-12-31` && start === `${year}-01-01`) return year;
  const names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  const lastDay = (date) => new Date(Date.UTC(+date.slice(0, 4), +date.slice(5, 7), 0)).getUTCDate() === +date.slice(8);
  const name = (date) => names[+date.slice(5, 7) - 1];
  if (!start.endsWith("-01") || !lastDay(end)) return start === end ? start : `${start} to ${end}`;
  if (start.slice(0, 7) === end.slice(0, 7)) return `${name(start)} ${year}`;
  return year === end.slice(0, 4) ? `${name(start)}–${name(end)} ${year}` : `${name(start)} ${year} – ${name(end)} ${end.slice(0, 4)}`;
}

/** A value with its unit. */
const amount = (value, unit) => (unit === "%" ? `${figure(value)} %` : `${short(value)} ${unit === "times" || unit === "rank" ? `(${unit})` : plain(unit ?? "")}`);

/** A row in a few words. */
function brief(table, row) {
  return inBrief(table.name, (column) => table.cell(column, row), () => table.names.slice(0, 5));
}

/** The same of a row of the table `name` whose cells `of` gives; `columns` names those to show where nothing is known of the table. */
function inBrief(name, of, columns) {
  const join = (...parts) => parts.filter(Boolean).join(" · ");
  const who = (code, name) => plain(of(name) ?? of(code) ?? "");
  switch (name) {
    case "claims":
    case "trade_flows": {
      const sides = [who("reporter", "reporter_name") || "?", of("partner") === "W00" ? "world" : who("partner", "partner_name") || "?"].join(" → ");
      return join(sides, of("flow"), of("product") && plain(of("product")), of("measure"), amount(of("value"), of("unit")), period(of("period_start"), of("period_end")));
    }
    case "indicators":
      return join(who("subject", "subject_name"), label(of("indicator")), of("measure"), amount(of("value"), of("unit")), period(of("period_start"), of("period_end")));
    case "zones":
      return join(plain(of("name")), label(of("kind")), of("country"), of("admin1"));
    case "zone_mentions":
      return join(plain(of("name")));
    case "references":
      return join(`${of("list")} ${of("number")}`, plain(of("title") ?? of("raw")), of("year"));
    case "citations":
      return join(plain(of("marker")), of("ref_id"));
    case "documents":
      return join(plain(of("title") ?? of("doc_id")), of("date"));
    case "rejected":
      return join(inBrief(of("table"), cellsOf(of("row")), () => []), of("code"), plain(of("reason")));
    case "findings":
      return join(of("severity"), of("code"), plain(of("message")));
    default:
      return join(...columns().map((column) => plain(cellText(of(column))))) || label(name);
  }
}

/** The cells of a row that was kept out, by their columns. */
function cellsOf(json) {
  const row = JSON.parse(json);
  return (column) => row[column] ?? null;
}

/** The address of a text, and of a row in it. */
const textAddress = (doc, row) => `#/text/${encodeURIComponent(doc)}${row ? `/${encodeURIComponent(row)}` : ""}`;

/** The sentence of some rows, with what was read from it in bold. The sentence is as repaired for people, so that where in it
 * a figure stands is only about where it stands in the file: of equal words, the nearest is meant. */
function quoted(table, rows) {
  const of = (column, row) => table.cell(column, row);
  const quote = of("quote", rows[0]) ?? "";
  const bold = rows.map((row) => {
    const written = of("written", row);
    const share = (of("span_start", row) - of("sentence_start", row)) / Math.max(1, of("sentence_end", row) - of("sentence_start", row));
    const places = [];
    for (let at = quote.indexOf(written); written && at >= 0; at = quote.indexOf(written, at + 1)) places.push(at);
    const near = places.sort((a, b) => Math.abs(a - share * quote.length) - Math.abs(b - share * quote.length))[0];
    return near === undefined ? null : [near, near + written.length];
  });
  const out = [];
  let done = 0;
  for (const [from, to] of bold.filter(Boolean).sort((a, b) => a[0] - b[0])) {
    if (from < done) continue;
    out.push(words(quote.slice(done, from)), el("b", {}, words(quote.slice(from, to))));
    done = to;
  }
  return [...out, words(quote.slice(done))];
}
