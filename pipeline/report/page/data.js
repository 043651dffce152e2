// The data: what stands in the page, or lies beside it as scripts.

const aboutElement = document.getElementById("about");
const about = JSON.parse(aboutElement.textContent);
const folder = aboutElement.dataset.folder;
const schemas = new Map(about.schemas.map((schema) => [schema.name, schema]));
const inPage = new Map([...document.querySelectorAll("script[data-name]")].map((script) => [script.dataset.name, script]));

const loading = new Map();
const arrivals = new Map();

// What the scripts of the folder call.
globalThis.amur = Object.freeze({
  put(name, data) {
    arrivals.get(name)?.(data);
    arrivals.delete(name);
  },
});

/** The data of that name, loaded once. */
function load(name) {
  if (!loading.has(name)) loading.set(name, inPage.has(name) ? Promise.resolve(JSON.parse(inPage.get(name).textContent)) : fetchScript(name));
  return loading.get(name);
}

function fetchScript(name) {
  return new Promise((resolve, reject) => {
    arrivals.set(name, resolve);
    const script = document.createElement("script");
    script.src = `${folder}/${name}.js`;
    script.onload = () => script.remove();
    script.onerror = () => reject(new Error(`cannot load ${script.src}: the folder “${folder}” must lie beside this page`));
    document.head.append(script);
  });
}

/** Rows by columns. */
class Table {
  constructor(name) {
    this.name = name;
    this.schema = schemas.get(name);
    this.id = this.schema.primaryKey?.length === 1 ? this.schema.primaryKey[0] : null;
    this.names = this.schema.fields.map((field) => field.name);
    this.rows = 0;
    this.columns = new Map(this.names.map((column) => [column, []]));
    /** For each row the part that it stands in. */
    this.parts = [];
  }

  add(part, data) {
    for (const [name, cells] of Object.entries(data.columns)) {
      const column = this.columns.get(name);
      if (Array.isArray(cells)) for (const cell of cells) column.push(cell);
      else for (const at of cells.at) column.push(at < 0 ? null : cells.of[at]);
    }
    for (let row = 0; row < data.rows; row++) this.parts.push(part);
    this.rows += data.rows;
    return this;
  }

  cell(column, row) {
    return this.columns.get(column)?.[row] ?? null;
  }

  row(row) {
    return Object.fromEntries(this.names.map((name) => [name, this.cell(name, row)]));
  }

  /** The number of a row in the table of its part. */
  inPart(row) {
    return row - this.parts.indexOf(this.parts[row]);
  }

  /** Rows whose `column` is `value`. */
  where(column, value) {
    const cells = this.columns.get(column) ?? [];
    const found = [];
    for (let row = 0; row < cells.length; row++) if (cells[row] === value) found.push(row);
    return found;
  }
}

/** A table of one part. */
async function partTable(name, part) {
  const table = new Table(name);
  return part.rows[name] ? table.add(part, await load(`${part.key}/${name}`)) : table;
}

const wholeTables = new Map();

/** A table over all parts, or over the first of them that make up `most` rows. */
function wholeTable(name, progress = () => {}, most = Infinity) {
  const key = `${name} ${most}`;
  if (!wholeTables.has(key)) {
    wholeTables.set(
      key,
      (async () => {
        const table = new Table(name);
        const parts = about.parts.filter((part) => part.rows[name]);
        for (const [done, part] of parts.entries()) {
          if (table.rows >= most) break;
          table.add(part, await load(`${part.key}/${name}`));
          // What is merged need not be kept twice.
          if (folder) loading.delete(`${part.key}/${name}`);
          if (done % 8 === 7) progress((done + 1) / parts.length);
        }
        return table;
      })(),
    );
  }
  return wholeTables.get(key);
}

/** Rows of a table that the report holds; a table of the release as a whole may be too long for it. */
const rowsHeld = (name) => about.parts.reduce((sum, part) => sum + (part.rows[name] ?? 0), 0);

/** Counts of a table by some of its columns, as `about` has them. */
function tally(table) {
  return Object.entries(about.tally[table] ?? {}).map(([words, count]) => ({ words: words.split(" "), count }));
}

let documentsByName;

/** The document of that name: its row, and the part that it stands in. */
async function documentOf(doc) {
  if (!documentsByName) {
    const documents = await wholeTable("documents");
    const ids = documents.columns.get("doc_id");
    documentsByName = new Map(ids.map((id, row) => [id, { row: documents.row(row), part: documents.parts[row] }]));
  }
  return documentsByName.get(doc);
}

/** Tables that a column refers to. */
function targets(schema, column) {
  const field = schema.fields.find((f) => f.name === column);
  const keys = (schema.foreignKeys ?? []).filter((key) => key.fields === column).map((key) => key.reference.resource || schema.name);
  return [...keys, ...(field?.["amur:refersTo"] ?? []).map((target) => target.split(".")[0])];
}

/** The rows of those ids: looked for in a part first, then everywhere. */
async function findRows(ids, names, part) {
  const found = new Map();
  const look = (table) => {
    const column = table.columns.get(table.id);
    column.forEach((id, row) => ids.includes(id) && found.set(id, { table, row }));
  };
  const missing = () => ids.some((id) => !found.has(id));
  for (const name of names) if (missing() && part?.rows[name]) look(await partTable(name, part));
  for (const name of names) if (missing()) look(await wholeTable(name));
  return found;
}
