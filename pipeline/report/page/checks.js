// What texts say against themselves and each other.

const VERDICTS = {
  inconsistent: "The figures contradict each other, with all the precision they are printed with.",
  ambiguous: "It hangs on how a phrase is read, or on a bound such as “over”.",
  consistent: "The figures agree.",
  unchecked: "A figure that the check needs is not stated.",
};

const CHECKS_AT_ONCE = 20;

/** What a check weighs, in words, from the schema. */
const checkTitle = (code) => schemas.get("checks").fields.find((f) => f.name === "code")["amur:codes"]?.[code] ?? "";

/** The sentences of the rows that a check or a claim names. */
async function sentencesOf(owner, number) {
  const ids = owner.cell("rows", number) ?? [];
  const found = await findRows(ids, targets(owner.schema, "rows"), owner.parts[number]);
  // A sentence stands once, with all its figures that are weighed.
  const sentences = [...Map.groupBy(ids.filter((id) => found.has(id)), (id) => cellText(found.get(id).table.cell("quote", found.get(id).row)))];
  const sentence = ([, said]) => {
    const { table } = found.get(said[0]);
    const rows = said.map((id) => found.get(id).row);
    const doc = table.cell("doc_id", rows[0]);
    const line = (id) => el("p", { class: "said" }, el("a", { href: textAddress(doc, id) }, el("bdi", {}, brief(table, found.get(id).row))));
    return el("li", {}, el("a", { href: textAddress(doc, said[0]), class: "words" }, el("q", { class: "quote" }, quoted(table, rows)), el("small", {}, " ", words(doc))), said.map(line));
  };
  return el("ul", { class: "plain sentences" }, sentences.map(sentence));
}

/** A check: what it says, and the sentences that it weighs. */
async function checkCard(checks, number) {
  const of = (column) => checks.cell(column, number);
  const range = of("expected_low") === null ? null : of("expected_low") === of("expected_high") ? figure(of("expected_low")) : `${figure(of("expected_low"))} to ${figure(of("expected_high"))}`;
  return el(
    "article",
    { class: `check v-${of("verdict")}`, id: of("check_id") },
    el("h2", {}, el("span", { class: `verdict v-${of("verdict")}` }, of("verdict")), " ", el("span", { class: "code" }, of("code")), " ", checkTitle(of("code"))),
    el("p", { class: "statement" }, words(of("statement") ?? "")),
    range && el("p", { class: "said" }, `The other figures allow ${range}; the text says ${of("observed") === null ? "nothing" : figure(of("observed"))}.`),
    of("reading") && el("p", { class: "said" }, `What may explain it: ${plain(label(of("reading")))}.`),
    await sentencesOf(checks, number),
  );
}

async function checksPage(main, _, state) {
  main.append(el("h1", {}, "Contradictions"), el("p", { class: "lead" }, "Every statement is weighed against the others that speak of the same thing. Nothing is repaired: each stands as its text has it. A click on a sentence opens the text at these words."));
  const counts = new Map();
  for (const { words: [verdict, code], count: n } of tally("checks")) {
    counts.set(verdict, (counts.get(verdict) ?? 0) + n);
    counts.set(`${verdict} ${code}`, n);
  }
  const verdict = state.id ? null : (state.verdict ?? "inconsistent");
  const tab = (name) => el("a", { href: `#/checks?verdict=${name}`, "aria-current": name === verdict ? "page" : null }, name, el("small", {}, grouped.format(counts.get(name) ?? 0)));
  main.append(el("nav", { class: "tabs", "aria-label": "Verdicts" }, Object.keys(VERDICTS).map(tab)));
  if (state.id) main.append(el("p", { class: "note" }, "One check. ", el("a", { href: "#/checks" }, "All contradictions")));
  else main.append(el("p", { class: "lead" }, VERDICTS[verdict]));

  const place = el("div", {}, waiting("Loading …"));
  main.append(place);
  const checks = await wholeTable("checks");
  const codes = [...new Set(checks.columns.get("code"))].sort();
  const input = el("input", { type: "search", placeholder: "Search the statements", "aria-label": "Search the statements", "data-search": true });
  input.value = state.q ?? "";
  const select = el("select", { "aria-label": "Check" }, el("option", { value: "" }, "All checks"), codes.map((code) => el("option", { value: code }, `${code} ${checkTitle(code)} (${counts.get(`${verdict} ${code}`) ?? 0})`)));
  select.value = state.code ?? "";
  const list = el("div", { class: "checks" });
  const told = el("p", { class: "told", role: "status" });
  const more = el("div", { class: "pager" });
  const fill = async () => {
    const asked = input.value.trim().toLowerCase();
    const rows = Array.from({ length: checks.rows }, (_, row) => row).filter((row) => {
      const of = (column) => checks.cell(column, row);
      if (state.id) return of("check_id") === state.id;
      return of("verdict") === verdict && (!select.value || of("code") === select.value) && (!asked || of("statement").toLowerCase().includes(asked));
    });
    told.textContent = state.id ? "" : count(rows.length, "check");
    list.replaceChildren();
    const show = async () => {
      const next = rows.slice(list.children.length, list.children.length + CHECKS_AT_ONCE);
      list.append(...(await Promise.all(next.map((row) => checkCard(checks, row)))));
      more.replaceChildren(...(list.children.length < rows.length ? [el("button", { type: "button", click: show }, `Show more (${grouped.format(rows.length - list.children.length)})`)] : []));
    };
    await show();
    if (checks.rows && !rows.length) list.replaceChildren(el("p", { class: "note" }, verdict === "inconsistent" && !asked && !select.value ? "No statement of this release contradicts another." : "No check is of this kind."));
  };
  const asked = () => {
    remember("/checks", { verdict, q: input.value, code: select.value });
    fill();
  };
  input.addEventListener("input", asked);
  select.addEventListener("change", asked);
  place.replaceChildren(...[!state.id && el("div", { class: "tools" }, input, select), told, list, more].filter(Boolean));
  await fill();
  if (!checks.rows) place.append(el("p", { class: "note" }, "No text of this release states figures that could be weighed against each other."));
}

/** One fact and all statements of it, over all texts. */
async function claimPage(main, [id]) {
  const claims = await wholeTable("claims");
  const [row] = claims.where("claim_id", id);
  if (row === undefined) return main.append(el("h1", {}, "No such claim"));
  const of = (column) => claims.cell(column, row);
  const known = { agree: "consistent", disagree: "inconsistent", unclear: "ambiguous" }[of("agreement")];
  const spread = of("value_min") === of("value_max") ? "" : `, from ${figure(of("value_min"))} to ${figure(of("value_max"))}`;
  main.append(
    el("p", { class: "crumbs" }, el("a", { href: "#/table/claims" }, "Claims"), " / ", words(id)),
    el("h1", {}, el("bdi", {}, brief(claims, row))),
    el("p", { class: "lead" }, el("span", { class: `verdict v-${known}` }, of("agreement")), ` ${count(of("statements"), "statement")} in ${count(of("texts"), "text")}${spread}. The preferred value was chosen by ${plain(label(of("preferred_by") ?? ""))}.`),
    await sentencesOf(claims, row),
  );
}
