// The data dictionary, from the schemas.

function dictionaryPage(main, [wanted]) {
  const tables = about.schemas;
  const link = (schema) => el("a", { href: `#/dictionary/${schema.name}`, "aria-current": schema.name === wanted ? "page" : null }, label(schema.name));
  main.append(el("h1", {}, "Data dictionary"), el("p", { class: "lead" }, `What every column of this release means. Schemas ${about.schemaVersion}.`), el("nav", { class: "tabs", "aria-label": "Tables" }, tables.map(link)));
  for (const schema of tables.filter((s) => !wanted || s.name === wanted)) main.append(dictionaryTable(schema));
}

function dictionaryTable(schema) {
  const rows = schema.fields.map((field) => {
    const constraints = field.constraints ?? {};
    const target = targets(schema, field.name);
    const rules = [
      constraints.required && "always there",
      constraints.unique && "unique",
      constraints.enum && `one of ${constraints.enum.join(", ")}`,
      constraints.minimum !== undefined && `at least ${constraints.minimum}`,
      constraints.maximum !== undefined && `at most ${constraints.maximum}`,
      constraints.pattern && `matches ${constraints.pattern}`,
      field["amur:derived"] && `derived, not stated: ${field["amur:derived"]}`,
    ].filter(Boolean);
    const codes = Object.entries(field["amur:codes"] ?? {});
    return el(
      "tr",
      {},
      el("th", { scope: "row" }, el("code", {}, field.name)),
      el("td", {}, field["amur:arrow"], field.unit ? el("small", {}, ` in ${field.unit}`) : null),
      el(
        "td",
        { class: "meaning" },
        field.description,
        rules.length ? el("small", {}, rules.join(" · ")) : null,
        target.length ? el("small", {}, "refers to ", [...new Set(target)].flatMap((t, i) => [i ? ", " : "", el("a", { href: `#/dictionary/${t}` }, t)])) : null,
        codes.length ? el("ul", { class: "codes" }, codes.map(([code, meaning]) => el("li", {}, el("code", {}, code), ` ${meaning}`))) : null,
      ),
      el("td", {}, field.example === undefined ? "" : el("code", {}, field.example)),
    );
  });
  const held = about.rows[schema.name] ?? rowsHeld(schema.name);
  return el(
    "section",
    { class: "dictionary", id: `d-${schema.name}` },
    el("h2", {}, schema.title, " ", el("code", {}, schema.name)),
    el("p", {}, schema.description, " ", held ? el("a", { href: `#/table/${schema.name}` }, count(held, "row")) : "No rows in this release."),
    schema["amur:warnings"]?.length ? el("div", { class: "mind" }, "Before you add anything up:", el("ul", {}, warnings(schema))) : null,
    schema.primaryKey?.length ? el("p", { class: "said" }, `Key: ${schema.primaryKey.join(", ")}`) : null,
    el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": schema.title }, el("table", { class: "dictionary-rows" }, el("thead", {}, el("tr", {}, ["Column", "Type", "Meaning", "Example"].map((name) => el("th", { scope: "col" }, name)))), el("tbody", {}, rows))),
  );
}
