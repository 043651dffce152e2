// Which page is shown: the part of the address behind `#`, as `#/text/doc/row` or `#/table/trade_flows?q=soya&sort=value`.

const PAGES = {
  "": { page: overviewPage },
  charts: { page: chartsPage },
  checks: { page: checksPage },
  text: { page: textPage },
  table: { page: tablePage },
  row: { page: rowPage },
  claim: { page: claimPage },
  dictionary: { page: dictionaryPage },
};

const NAV = [["", "Overview"], ["charts", "Charts"], ["checks", "Contradictions"], ["table/documents", "Texts"], ["table/trade_flows", "Tables"], ["dictionary", "Dictionary"]];

const main = document.getElementById("main");

/** Puts a state into the address without turning to another page. */
function remember(path, state) {
  const query = new URLSearchParams(Object.entries(state).filter(([, value]) => value !== "" && value !== null && value !== undefined && value !== 0));
  history.replaceState(null, "", `#${path}${query.size ? `?${query}` : ""}`);
}

let turning = 0;

async function route() {
  const turn = ++turning;
  const [path, query] = location.hash.replace(/^#\/?/, "").split("?");
  const [name, ...rest] = path.split("/").map((piece) => {
    try {
      return decodeURIComponent(piece);
    } catch {
      return piece;
    }
  });
  const page = Object.hasOwn(PAGES, name) ? PAGES[name] : PAGES[""];
  const stays = name === "text" && main.reading?.doc === rest[0];
  const stage = stays ? main : el("div");
  for (const link of document.querySelectorAll("#nav a")) {
    const [first, second] = link.hash.slice(2).split("/");
    const here = first === name ? (name === "table" ? (second === "documents") === (rest[0] === "documents") : true) : name === "text" && second === "documents";
    link.toggleAttribute("aria-current", here);
    if (here) link.setAttribute("aria-current", "page");
  }
  if (!stays) {
    main.reading = undefined;
    forgetCharts();
    main.replaceChildren(stage);
    stage.className = "page";
    scrollTo(0, 0);
  }
  try {
    await page.page(stage, rest, Object.fromEntries(new URLSearchParams(query)));
    if (turn !== turning) return;
    if (!stays) main.reading = stage.reading;
  } catch (error) {
    stage.append(el("p", { class: "note error", role: "alert" }, `This page cannot be shown: ${plain(error.message)}`));
    console.error(error);
  }
  const heading = main.querySelector("h1");
  document.title = `${heading ? plain(heading.textContent) : "amur"} · amur ${about.release}`;
  if (!stays) main.dataset.ready = location.hash;
}

document.getElementById("release").textContent = ` ${about.release}`;
document.getElementById("nav").append(...NAV.map(([address, name]) => el("a", { href: `#/${address}` }, name)));
document.getElementById("foot").append(
  `Release ${about.release} · amur ${about.version} · program ${about.program.slice(0, 12)} · schemas ${about.schemaVersion}. `,
  "A row says what its text says; what the text leaves open is empty. Charts by Apache ECharts (Apache-2.0).",
);

addEventListener("hashchange", route);
addEventListener("keydown", (event) => {
  if (event.key === "/" && !/INPUT|SELECT|TEXTAREA/.test(event.target.tagName)) {
    const search = document.querySelector("[data-search]");
    if (search) {
      event.preventDefault();
      search.focus();
    }
  }
});
route();
