const D = JSON.parse(byId("data").textContent);
const SCHEMA = "https://ir-extract.example/schemas/correction/1";
const SIGNS = { corrected: "=", repaired: "*", inferred: "~", conflict: "!", unresolved: "?", split: "/" };
const CHUNK = 80, STEP = 120, MOST_ROWS = 300, MOST_CHECKS = 8;

// --- what the data says ---------------------------------------------------------------------------------------------
const path = (fact, name) => D.paths[fact[name]] ?? [];
const labelOf = (fact) => path(fact, "label").filter((part) => part.trim()).join(" › ") || "(no label)";
const nameOf = (fact) => path(fact, "label").at(-1) || "(no label)";
const periodOf = (fact) => D.periods[fact.period];
const spaced = (code) => shown(code).replaceAll("_", " ");
const needs = new Set(D.needs);
const say = (place) => place === undefined || place === null ? "" : (D.paged ? "page " : "line ") + D.places[place][0];
// A value for the eyes: thousands parted, a real minus.
function digits(value) {
  if (value === undefined || value === null) return "";
  const [, sign, whole, rest] = /^(-?)(\d+)(\.\d+)?$/.exec(value) ?? [, "", value, ""];
  return (sign ? "−" : "") + whole.replace(/\B(?=(\d{3})+$)/g, ",") + (rest ?? "");
}
const ASPECTS = ["value", "label", "unit", "period", "scenario"];
const aspectName = (aspect) => D.words.aspects[aspect] ?? spaced(aspect);
function placesOf(fact) {
  const found = fact.at === undefined ? [] : [[fact.printed === undefined ? "near" : "value", fact.at]];
  for (const aspect of ["label", "unit", "period", ...Object.keys(fact.grounds)]) {
    for (const number of fact.grounds[aspect] ?? []) {
      const place = D.grounds[number][3];
      if (place !== null && aspect !== "value" && !found.some(([name, at]) => name === aspect && at === place)) found.push([aspect, place]);
    }
  }
  return found;
}
const push = (map, key, value) => map.has(key) ? map.get(key).push(value) : map.set(key, [value]);
const factsAt = new Map(), restOn = new Map(), inSlot = new Map(), checksOf = new Map(), factById = new Map();
D.facts.forEach((fact, number) => {
  factById.set(fact.id, number);
  if (fact.at !== undefined) push(factsAt, fact.at, number);
  for (const [aspect, place] of placesOf(fact)) if (aspect !== "value") push(restOn, place, number);
  if (fact.table && fact.row !== undefined && fact.column !== undefined) push(inSlot, `${fact.table} ${fact.row} ${fact.column}`, number);
});
for (const [id, check] of Object.entries(D.checks)) for (const [number] of check.terms) if (number >= 0) push(checksOf, number, id);
if (D.told.length) { byId("told").replaceChildren(...D.told.map((text) => make("p", null, text))); byId("told").hidden = false; }

// --- when something comes into view ---------------------------------------------------------------------------------
function whenSeen(root) {
  const builders = new Map();
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) build(entry.target);
  }, { root, rootMargin: "900px 0px" });
  function build(element) {
    const builder = builders.get(element);
    if (!builder) return;
    builders.delete(element);
    watcher.unobserve(element);
    builder(element);
  }
  return {
    add(element, builder) { builders.set(element, builder); watcher.observe(element); },
    build,
    all() { for (const element of [...builders.keys()]) build(element); },
    none() { builders.clear(); watcher.disconnect(); },
  };
}

// Scrolls to a place, and again while what comes into view above it still grows; not against the hand of a person.
const moves = new Map();
function settle(pane, run) {
  const mine = {};
  moves.set(pane, mine);
  run();
  for (const later of [60, 180, 420, 900]) setTimeout(() => { if (moves.get(pane) === mine) run(); }, later);
}
for (const event of ["wheel", "pointerdown", "touchmove"]) addEventListener(event, () => moves.clear(), { passive: true, capture: true });

// --- the source -----------------------------------------------------------------------------------------------------
const sheets = byId("sheets");
const sourceSeen = whenSeen(sheets);
const placesIn = new Map();  // page or line -> places on it
D.places.forEach((place, number) => push(placesIn, place[0], number));
let lit = [];                // [aspect, place] of the fact that is shown
const Source = D.paged ? pagedSource() : linedSource();

function pagedSource() {
  const pages = new Map();
  let before = 0;
  for (const [number, page] of Object.entries(D.pages).sort((one, other) => one[0] - other[0])) {
    if (number - before > 1) sheets.append(make("p", { class: "gap" }, number - before === 2 ? `page ${number - 1}: nothing was read there` : `pages ${before + 1}–${number - 1}: nothing was read there`));
    before = +number;
    const sheet = make("div", { class: "sheet", "data-page": number, role: "group", "aria-label": `page ${number}` });
    sheet.style.aspectRatio = `${page.w} / ${page.h}`;
    pages.set(+number, sheet);
    sheets.append(make("div", { class: "leaf" }, make("span", { class: "number" }, `page ${number}`), sheet));
    sourceSeen.add(sheet, () => fill(sheet, page, +number));
  }
  const at = (element, page, [, left, top, right, bottom], air = 0) => {
    element.style.left = `${(left - air) / page.w * 100}%`;
    element.style.top = `${(top - air) / page.h * 100}%`;
    element.style.width = `${(right - left + 2 * air) / page.w * 100}%`;
    element.style.height = `${(bottom - top + 2 * air) / page.h * 100}%`;
    return element;
  };
  function fill(sheet, page, number) {
    if (page.src) {
      const picture = make("img", { alt: `page ${number} as printed`, loading: "lazy", decoding: "async", draggable: "false" });
      picture.addEventListener("error", () => { picture.remove(); bare(sheet, page, number); missing(sheet); });
      picture.src = page.src.split("/").map(encodeURIComponent).join("/");
      sheet.append(picture);
    } else bare(sheet, page, number);
    const spots = (placesIn.get(number) ?? []).filter((place) => D.places[place].length === 5 && (factsAt.has(place) || restOn.has(place)));
    spots.sort((one, other) => factsAt.has(one) - factsAt.has(other));
    for (const place of spots) {
      const facts = factsAt.get(place) ?? [];
      const doubt = facts.some((fact) => needs.has(fact));
      sheet.append(at(make("button", { type: "button", class: `spot ${facts.length ? "figure" : "ground"}${doubt ? " doubt" : ""}`, tabindex: "-1", "data-place": place, "aria-label": facts.length ? `${shown(D.facts[facts[0]].printed ?? "")}, ${shown(nameOf(D.facts[facts[0]]))}` : "a place that facts rest on" }), page, D.places[place], 1));
    }
    light(number);
  }
  // A picture that was there when the page was written, and is not beside it now.
  function missing(sheet) {
    sheet.parentElement.querySelector(".number").textContent += ": its picture is not beside this page; what was read stands at its places. `ir-extract review` draws it again";
  }
  // Without a picture: what was read, set at its places.
  function bare(sheet, page, number) {
    sheet.classList.add("bare");
    const seen = new Set();
    const put = (place, text) => {
      if (place === undefined || place === null || seen.has(place) || !text || D.places[place].length < 5) return;
      seen.add(place);
      const box = D.places[place];
      const element = at(make("span", { dir: "auto" }, shown(text)), page, box);
      const height = Math.min(box[4] - box[2], 14), fits = (box[3] - box[1]) / Math.max(1, text.length) * 2;
      element.style.fontSize = `${Math.max(4, Math.min(height * 0.8, fits)) / page.w * 100}cqw`;
      sheet.append(element);
    };
    const here = new Set(placesIn.get(number) ?? []);
    for (const fact of D.facts) if (here.has(fact.at)) put(fact.at, fact.printed);
    for (const table of D.tables) for (const cell of table.cells) if (here.has(cell[6])) put(cell[6], cell[5]);
    for (const ground of D.grounds) if (here.has(ground[3])) put(ground[3], ground[2]);
  }
  function light(number) {
    const sheet = pages.get(number), page = D.pages[number];
    sheet.querySelectorAll(".lit").forEach((element) => element.remove());
    for (const [aspect, place] of lit) {
      if (D.places[place][0] !== number) continue;
      const box = D.places[place].length === 5 ? D.places[place] : [number, 0, 0, page.w, page.h];
      sheet.append(at(make("div", { class: `lit ${aspect}`, "data-place": place, "data-box": box.join(" ") }, make("span", null, aspectName(aspect))), page, box, 2));
    }
  }
  return {
    light(before) { for (const number of new Set([...before, ...lit].map(([, place]) => D.places[place][0]))) if (pages.get(number)?.childElementCount) light(number); },
    show(place) {
      const sheet = pages.get(D.places[place][0]);
      if (!sheet) return;
      sourceSeen.build(sheet);
      const box = D.places[place], page = D.pages[box[0]];
      settle(sheets, () => {
        const top = sheet.offsetTop + (box.length === 5 ? (box[2] + box[4]) / 2 / page.h * sheet.offsetHeight : 0);
        const left = sheet.offsetLeft + (box.length === 5 ? (box[1] + box[3]) / 2 / page.w * sheet.offsetWidth : 0);
        sheets.scrollTo({ top: top - sheets.clientHeight * 0.4, left: left - sheets.clientWidth / 2 });
      });
    },
  };
}

function linedSource() {
  const rowsOn = new Map();
  D.rows.forEach((row, number) => { for (let at = 0; at < row.length; at += 3) if (rowsOn.get(row[at])?.at(-1) !== number) push(rowsOn, row[at], number); });
  const elements = new Map(), chunks = [];
  sheets.classList.add("lines");
  const widest = String(D.rows.at(-1)?.[0] ?? 1).length;
  sheets.style.setProperty("--digits", widest);
  for (let from = 0; from < D.rows.length; from += CHUNK) {
    const chunk = make("div", { class: "chunk" });
    const count = Math.min(CHUNK, D.rows.length - from);
    chunk.style.minHeight = `calc(${count} * var(--row))`;
    chunks.push(chunk);
    sheets.append(chunk);
    sourceSeen.add(chunk, () => {
      chunk.style.minHeight = "";
      for (let number = from; number < from + count; number++) {
        const element = make("div", { class: "row" });
        elements.set(number, element);
        draw(number);
        chunk.append(element);
      }
    });
  }
  if (!D.rows.length) sheets.append(make("p", { class: "empty" }, "Nothing of the document can be shown."));
  // Characters of a text by their number as the result counts them: one each, also those that take two units here.
  const astral = /[\ud800-\udfff]/;
  const cut = (text, from, to) => astral.test(text) ? Array.from(text).slice(from, to).join("") : text.slice(from, to);
  const length = (text) => astral.test(text) ? Array.from(text).length : text.length;
  function draw(number) {
    const element = elements.get(number);
    if (!element) return;
    const row = D.rows[number], pieces = [];
    let line = null;
    for (let at = 0; at < row.length; at += 3) {
      const [on, start, text] = [row[at], row[at + 1], row[at + 2]];
      if (on !== line) { line = on; pieces.push(make("span", { class: "no", "aria-hidden": "true" }, String(on))); }
      const end = start + length(text);
      const spans = (placesIn.get(on) ?? []).filter((place) => D.places[place].length === 3 && D.places[place][1] < end && D.places[place][2] > start && (factsAt.has(place) || restOn.has(place)));
      const lights = lit.filter(([, place]) => D.places[place][0] === on && (D.places[place].length < 3 || (D.places[place][1] < end && D.places[place][2] > start)));
      const edges = new Set([start, end]);
      for (const place of [...spans, ...lights.map(([, at]) => at)]) for (const edge of D.places[place].slice(1)) if (edge > start && edge < end) edges.add(edge);
      const ordered = [...edges].sort((one, other) => one - other);
      for (let edge = 0; edge + 1 < ordered.length; edge++) {
        const [from, to] = [ordered[edge], ordered[edge + 1]];
        const words = shown(cut(text, from - start, to - start));
        const covers = (place) => D.places[place].length < 3 || (D.places[place][1] < to && D.places[place][2] > from);
        const here = spans.filter(covers), lights_here = lights.filter(([, place]) => covers(place));
        const place = here.find((each) => factsAt.has(each)) ?? here[0];
        if (place === undefined && !lights_here.length) { pieces.push(words); continue; }
        const facts = factsAt.get(place) ?? [];
        const kinds = lights_here.map(([aspect]) => aspect);
        const tags = place === undefined ? {} : { "data-place": place };
        pieces.push(make(kinds.length ? "mark" : "span", { class: [kinds.length ? "lit" : "", ...kinds, place === undefined ? "" : facts.length ? "spot figure" : "spot ground", facts.some((fact) => needs.has(fact)) ? "doubt" : ""].filter(Boolean).join(" "), title: kinds.map(aspectName).join(", ") || null, ...tags }, words));
      }
    }
    element.replaceChildren(...pieces);
  }
  const rowsOf = (place) => {
    const [line, start, end] = D.places[place];
    return (rowsOn.get(line) ?? []).filter((number) => {
      if (start === undefined) return true;
      const row = D.rows[number];
      for (let at = 0; at < row.length; at += 3) if (row[at] === line && row[at + 1] < end && row[at + 1] + length(row[at + 2]) > start) return true;
      return false;
    });
  };
  return {
    light(before) { for (const number of new Set([...before, ...lit].flatMap(([, place]) => rowsOf(place)))) draw(number); },
    show(place) {
      const number = rowsOf(place)[0];
      if (number === undefined) return;
      sourceSeen.build(chunks[Math.floor(number / CHUNK)]);
      settle(sheets, () => {
        const element = elements.get(number);
        const target = element.querySelector(`[data-place="${place}"]`) ?? element;
        const box = target.getBoundingClientRect(), frame = sheets.getBoundingClientRect();
        sheets.scrollTo({ top: sheets.scrollTop + box.top - frame.top - sheets.clientHeight * 0.4 });
      });
    },
  };
}
sheets.addEventListener("click", (event) => {
  const spot = event.target.closest("[data-place]");
  if (!spot) return;
  const place = +spot.dataset.place, facts = factsAt.get(place);
  if (facts) select("fact", facts[(facts.indexOf(current.number) + 1) % facts.length], { keep: true });
  else if (restOn.has(place)) listResting(place);
});
let zoom = 1;
const setZoom = (to) => { zoom = Math.min(4, Math.max(0.5, to)); sheets.style.setProperty("--zoom", zoom); };
byId("smaller").addEventListener("click", () => setZoom(zoom / 1.2));
byId("larger").addEventListener("click", () => setZoom(zoom * 1.2));
byId("fit").addEventListener("click", () => setZoom(1));

// --- the tables -----------------------------------------------------------------------------------------------------
const tables = byId("tables");
const tablesSeen = whenSeen(tables);
const bodies = new Map();
for (const table of D.tables) {
  const body = make("div", { class: "body" });
  body.style.minHeight = `${Math.min(table.rows, MOST_ROWS) * 1.75 + 2}rem`;
  bodies.set(table.id, body);
  tables.append(make("section", { class: "table" },
    make("header", null,
      make("h2", { dir: "auto" }, shown(table.title || "Table without title")),
      make("p", null, [table.id, table.kind && spaced(table.kind), table.unit && shown(table.unit)].filter(Boolean).join(" · "), " ", placeButton(table.at))),
    body));
  tablesSeen.add(body, () => fillTable(table, body));
}
const prose = D.facts.map((_, number) => number).filter((number) => !D.facts[number].table || !bodies.has(D.facts[number].table));
if (prose.length) {
  const list = make("ul", { class: "prose" });
  tables.append(make("section", { class: "table" }, make("header", null, make("h2", null, "In sentences"), make("p", null, `${prose.length.toLocaleString("en")} facts`)), list));
  stretch(list, prose, (number) => make("li", null, make("span", { dir: "auto" }, shown(labelOf(D.facts[number]))), make("span", { class: "when" }, shown(D.facts[number].when ?? "")), figure(number)), tables);
}
if (!D.facts.length) tables.prepend(make("p", { class: "empty" }, "No figure was read of this document; what is told of it stands among its facts."));

// A long list, of which a stretch is built: it grows at both ends as they come into view, and begins anew elsewhere.
function stretch(list, items, build, root) {
  const watch = whenSeen(root);
  const end = () => make(list.tagName === "UL" ? "li" : "div", { class: "more" }, "…");
  let from = 0, to = 0;
  const built = (first, last) => items.slice(first, last).map(build);
  function grow() {
    const next = Math.min(items.length, to + STEP);
    list.append(...built(to, next));
    to = next;
    if (to < items.length) { const last = end(); list.append(last); watch.add(last, () => { last.remove(); grow(); }); }
  }
  function growBack() {
    if (!from) return;
    const first = end();
    list.prepend(first);
    watch.add(first, () => {
      const next = Math.max(0, from - STEP), height = list.scrollHeight;
      first.replaceWith(...built(next, from));
      from = next;
      if (!list.scrollTop) list.scrollTop = list.scrollHeight - height;
      growBack();
    });
  }
  function begin(at) {
    watch.none();
    list.replaceChildren();
    from = to = Math.max(0, at);
    grow();
    growBack();
  }
  begin(0);
  return {
    show(at) { if (at < from || at >= to) begin(at - 30); },
    all() { if (from || to < items.length) { begin(0); while (to < items.length) watch.all(); } },
  };
}
function figure(number) {
  const fact = D.facts[number];
  const sign = SIGNS[fact.status] ?? "", doubt = needs.has(number) && !["conflict", "unresolved"].includes(fact.status) ? "°" : "";
  const text = fact.shown ?? fact.printed ?? (fact.status === "nil" ? "nil" : "?");
  return make("button", { type: "button", class: `fig ${fact.status}${needs.has(number) ? " doubt" : ""}`, "data-fact": number, title: `${D.words.status[fact.status] ?? fact.status}${doubt ? ", not trusted" : ""}` },
    shown(text), fact.shown && fact.printed ? make("s", null, shown(fact.printed)) : "", sign + doubt ? make("sup", null, sign + doubt) : "");
}
function fillTable(table, body) {
  body.style.minHeight = "";
  if (!table.whole) { body.append(make("p", { class: "empty" }, "Its cells are left out of this page.")); return; }
  const cells = new Map(table.cells.map((cell) => [`${cell[0]} ${cell[1]}`, cell]));
  const taken = new Set(), lines = new Map(table.lines.map(([row, ...rest]) => [row, rest]));
  const heads = new Map(table.heads.map(([column, ...rest]) => [column, rest]));
  const isHead = (row) => {
    for (let column = 0; column < table.columns; column++) {
      const cell = cells.get(`${row} ${column}`);
      if (inSlot.has(`${table.id} ${row} ${column}`) || (cell && !["header", "title", "unit"].includes(cell[4]))) return false;
    }
    return true;
  };
  const drawn = make("tbody");
  let resolved = !table.heads.some(([, period, unit]) => period || unit);
  const rows = (from, to) => {
    for (let row = from; row < to; row++) {
      if (!resolved && !isHead(row)) {
        resolved = true;
        drawn.append(make("tr", { class: "resolved" }, Array.from({ length: table.columns }, (_, column) => {
          const [period, unit] = heads.get(column) ?? [];
          return make("td", null, period || unit ? [make("span", null, shown(period ?? "").replace("/", " – ")), make("span", null, shown(unit ?? ""))] : "");
        })));
      }
      const [level, kind] = lines.get(row) ?? [0, "item"];
      const line = make("tr", { class: `of-${kind}` });
      for (let column = 0; column < table.columns; column++) {
        const slot = `${row} ${column}`;
        if (taken.has(slot)) continue;
        const cell = cells.get(slot), facts = inSlot.get(`${table.id} ${slot}`) ?? [];
        let [tall, wide] = cell ? [Math.min(cell[2], to - row), Math.min(cell[3], table.columns - column)] : [1, 1];
        const free = () => { for (let r = row; r < row + tall; r++) for (let c = column; c < column + wide; c++) if ((r !== row || c !== column) && (cells.has(`${r} ${c}`) || taken.has(`${r} ${c}`) || inSlot.has(`${table.id} ${r} ${c}`))) return false; return true; };
        if ((tall > 1 || wide > 1) && !free()) tall = wide = 1;
        for (let r = row; r < row + tall; r++) for (let c = column; c < column + wide; c++) if (tall > 1 || wide > 1) taken.add(`${r} ${c}`);
        line.append(drawCell(cell, facts, tall, wide, column, level));
      }
      drawn.append(line);
    }
  };
  rows(0, Math.min(table.rows, MOST_ROWS));
  const grid = make("table", null, drawn);
  grid.style.setProperty("--columns", table.columns); // on paper, where nothing scrolls, type gets as small as it must
  body.append(make("div", { class: "scroll" }, grid));
  if (table.rows > MOST_ROWS) {
    const more = make("button", { type: "button", class: "rest", onclick: () => { more.remove(); rows(MOST_ROWS, table.rows); } }, `Show the other ${table.rows - MOST_ROWS} rows`);
    body.append(more);
    body.rest = () => more.click();
  }
  if (table.repairs.length) body.append(make("details", { class: "repairs" }, make("summary", null, table.repairs.length === 1 ? "One repair of this table" : `${table.repairs.length} repairs of this table`), make("ul", null, table.repairs.map(([rule, why]) => make("li", null, make("b", null, shown(rule)), " ", shown(why))))));
  mark();
}
function drawCell(cell, facts, tall, wide, column, level) {
  const head = cell && ["header", "label", "title"].includes(cell[4]);
  const attributes = { rowspan: tall > 1 ? tall : null, colspan: wide > 1 ? wide : null, class: cell ? cell[4] : facts.length ? "value" : "", scope: head ? (cell[4] === "label" ? "row" : "col") : null };
  const element = make(head ? "th" : "td", attributes);
  if (cell && column === 0 && level) element.style.paddingInlineStart = `${0.6 + Math.min(level, 6) * 0.9}rem`;
  let rest = cell ? cell[5] : "";
  for (const number of facts) rest = rest.replace(D.facts[number].printed ?? "", "");
  if (cell && (!facts.length || /[\p{L}\d]/u.test(rest))) {
    const words = make("span", { dir: "auto" }, shown(cell[5]));
    if (cell[6] !== null) { words.dataset.at = cell[6]; words.className = "words"; }
    element.append(words);
  }
  facts.forEach((number, at) => { if (at || element.childNodes.length) element.append(" "); element.append(figure(number)); });
  return element;
}
function placeButton(place) {
  if (place === undefined || place === null) return "";
  return make("button", { type: "button", class: "place", "data-at": place }, say(place));
}
document.addEventListener("click", (event) => {
  const fig = event.target.closest("[data-fact]");
  if (fig) { select("fact", +fig.dataset.fact, { from: fig.closest(".tables") ? "tables" : "" }); return; }
  const at = event.target.closest("[data-at]");
  if (at) { lightUp([[at.dataset.aspect ?? "value", +at.dataset.at]], at.dataset.aspect !== undefined); Source.show(+at.dataset.at); openPart("source"); }
});

// --- the list of facts ----------------------------------------------------------------------------------------------
const list = byId("list");
let items = [], current = { kind: null, number: -1 }, listed = null, resting = null;
let entryOf = new Map();
const texts = D.facts.map((fact) => [fact.id, labelOf(fact), path(fact, "header").join(" "), fact.printed, fact.value, digits(fact.value), fact.unit, fact.when, fact.concept, fact.status, ...(fact.doubts ?? [])].join(" ").toLowerCase());
const firstDoubt = (fact) => Object.keys(D.words.doubts).find((name) => fact.doubts?.includes(name)) ?? fact.doubts?.[0] ?? "other";
function grouped() {
  const words = byId("search").value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (text) => words.every((word) => text.includes(word));
  const told = (severity) => D.problems.map((problem, number) => [problem, number]).filter(([problem]) => problem.severity === severity && fits(`${problem.code} ${problem.message}`.toLowerCase())).map(([, number]) => ["problem", number]);
  const groups = [];
  const add = (title, found) => { if (found.length) groups.push([title, found]); };
  const choice = byId("filter").value;
  if (resting !== null) { add(`Rest on this place: ${say(resting)}`, [...new Set(restOn.get(resting) ?? [])].filter((number) => fits(texts[number])).map((number) => ["fact", number])); return groups; }
  if (choice === "needs") {
    add("Not read, or wrong with the document", told("error"));
    const by = new Map();
    for (const number of D.needs) if (fits(texts[number])) push(by, firstDoubt(D.facts[number]), ["fact", number]);
    for (const [doubt, found] of by) { const title = (D.words.doubts[doubt] ?? spaced(doubt)).replace(/^it /, ""); add(title[0].toUpperCase() + title.slice(1), found); }
    add("Told besides", told("warning"));
    if (words.length) add("Trusted, or nil", D.facts.map((_, number) => number).filter((number) => !needs.has(number) && fits(texts[number])).map((number) => ["fact", number]));
    return groups;
  }
  const wanted = { all: () => true, computed: (fact) => ["repaired", "inferred"].includes(fact.status), corrected: (fact, number) => fact.status === "corrected" || corrections.some((each) => each.number === number) }[choice];
  const by = new Map();
  D.facts.forEach((fact, number) => { if (wanted(fact, number) && fits(texts[number])) push(by, fact.table ?? "", ["fact", number]); });
  for (const [id, found] of by) add(id ? `${id} ${shown(D.tables.find((table) => table.id === id)?.title ?? "")}` : "In sentences", found);
  return groups;
}
function relist() {
  const groups = grouped();
  items = groups.flatMap(([, found]) => found);
  const entries = groups.flatMap(([title, found]) => [["title", title, found.length], ...found]);
  entryOf = new Map(entries.map(([kind, number], at) => [itemId(kind, number), at]));
  listed = stretch(list, entries, entry, list);
  const count = items.length;
  byId("hits").textContent = count ? `${count.toLocaleString("en")} ${count === 1 ? "entry" : "entries"}` : byId("search").value ? "Nothing has these words." : byId("filter").value === "needs" ? "Nothing needs a person." : "None.";
  if (resting !== null) byId("hits").append(" ", make("button", { type: "button", class: "place", onclick: () => { resting = null; relist(); } }, "back to the list"));
  point();
}
const itemId = (kind, number) => `${kind}-${number}`;
function entry([kind, number, count]) {
  if (kind === "title") return make("div", { class: "group", role: "presentation" }, make("span", null, shown(number)), make("b", null, count.toLocaleString("en")));
  if (kind === "problem") {
    const problem = D.problems[number];
    return make("div", { class: `item problem ${problem.severity}`, role: "option", id: itemId(kind, number), "aria-selected": "false" }, make("span", { class: "name" }, spaced(problem.code)), make("span", { class: "what" }, shown(problem.message)));
  }
  const fact = D.facts[number], mine = corrections.findLast?.((each) => each.number === number);
  return make("div", { class: `item ${fact.status}${needs.has(number) ? " doubt" : ""}`, role: "option", id: itemId(kind, number), "aria-selected": "false" },
    make("span", { class: "name", dir: "auto" }, shown(nameOf(fact))),
    make("span", { class: "printed" }, shown(fact.shown ?? fact.printed ?? (fact.status === "nil" ? "nil" : "?"))),
    make("span", { class: "what" }, [say(fact.at), fact.when?.replace("/", " – "), fact.unit].filter(Boolean).map(shown).join(" · ")),
    mine ? make("span", { class: "mine" }, { accept: "accepted", change: "changed", reject: "rejected" }[mine.record.action]) : "");
}
list.addEventListener("click", (event) => {
  const item = event.target.closest(".item");
  if (!item) return;
  const [kind, number] = item.id.split("-");
  select(kind, +number, { from: "list" });
});
byId("search").addEventListener("input", () => { resting = null; relist(); });
byId("filter").addEventListener("change", () => { resting = null; relist(); });
function listResting(place) {
  resting = place;
  relist();
  lightUp([["ground", place]], false);
  openPart("queue");
}
function point() {
  list.querySelector('[aria-selected="true"]')?.setAttribute("aria-selected", "false");
  const id = itemId(current.kind, current.number);
  if (entryOf.has(id)) listed.show(entryOf.get(id));
  const item = byId(id);
  if (!item) { list.removeAttribute("aria-activedescendant"); return; }
  item.setAttribute("aria-selected", "true");
  list.setAttribute("aria-activedescendant", id);
  const box = item.getBoundingClientRect(), frame = list.getBoundingClientRect();
  if (box.top < frame.top + 30 || box.bottom > frame.bottom) list.scrollTop += box.top - frame.top - frame.height * 0.35;
}
function step(by) {
  if (!items.length) return;
  const at = items.findIndex(([kind, number]) => kind === current.kind && number === current.number);
  const to = at < 0 ? (by > 0 ? 0 : items.length - 1) : Math.min(items.length - 1, Math.max(0, at + by));
  select(...items[to]);
}

// --- one fact -------------------------------------------------------------------------------------------------------
let turn = 0;
function lightUp(lights, keep) {
  const before = lit;
  lit = keep ? [...before.filter(([aspect, place]) => !lights.some(([a, p]) => a === aspect && p === place)), ...lights] : lights;
  Source.light(before);
  const first = lights[0]?.[1];
  byId("where").textContent = first === undefined ? "" : say(first);
}
function mark() {
  document.querySelectorAll(".fig.here").forEach((element) => { element.classList.remove("here"); element.removeAttribute("aria-current"); });
  if (current.kind !== "fact") return;
  document.querySelectorAll(`.tables .fig[data-fact="${current.number}"]`).forEach((element) => { element.classList.add("here"); element.setAttribute("aria-current", "true"); });
}
function select(kind, number, { keep = false, from = "" } = {}) {
  current = { kind, number };
  turn = 0;
  if (kind === "problem") {
    const problem = D.problems[number];
    lightUp(problem.at === null || problem.at === undefined ? [] : [["problem", problem.at]], false);
    if (problem.at !== null && problem.at !== undefined) Source.show(problem.at);
    drawProblem(problem);
  } else {
    const fact = D.facts[number], places = placesOf(fact);
    lightUp(places, false);
    if (!keep && places.length) Source.show(places[0][1]);
    drawFact(number);
    if (from !== "tables" && fact.table) showInTable(number);
    history.replaceState(null, "", `#${fact.id}`);
  }
  mark();
  point();
  if (from === "list" || from === "tables") openPart("source");
}
function showInTable(number) {
  const body = bodies.get(D.facts[number].table);
  if (!body) return;
  tablesSeen.build(body);
  let figure = body.querySelector(`[data-fact="${number}"]`);
  if (!figure && body.rest) { body.rest(); figure = body.querySelector(`[data-fact="${number}"]`); }
  const target = figure ?? body, scroll = body.querySelector(".scroll");
  settle(tables, () => {
    const box = target.getBoundingClientRect(), frame = tables.getBoundingClientRect();
    if (box.top < frame.top + 60 || box.bottom > frame.bottom - 20) tables.scrollTop += box.top - frame.top - frame.height * 0.4;
    if (!scroll || !figure) return;
    const inner = scroll.getBoundingClientRect();
    if (box.left < inner.left + 120 || box.right > inner.right) scroll.scrollLeft += box.left - inner.left - inner.width * 0.6;
  });
}
function nextPlace() {
  const fact = D.facts[current.number];
  const places = current.kind === "fact" ? placesOf(fact) : [];
  if (!places.length) return;
  turn = (turn + 1) % places.length;
  const [aspect, place] = places[turn];
  Source.show(place);
  byId("where").textContent = `${aspectName(aspect)}: ${say(place)}`;
  openPart("source");
}
// What is known of the document as a whole: what it is, what became of its numbers, what it says of its own words.
function drawOverview() {
  current = { kind: null, number: -1 };
  lightUp([], false);
  mark();
  point();
  const count = (number) => Number(number).toLocaleString("en");
  const { numbers, ...fates } = D.coverage;
  const list = (pairs) => make("dl", { class: "about" }, pairs.flatMap(([name, ...what]) => [make("dt", null, name), make("dd", { dir: "auto" }, what)]));
  const said = D.definitions.map(([term, of, value, place]) => [shown(term), `${spaced(of)}: ${shown(value).replace("/", " – ")} `, placeButton(place)]);
  byId("detail").replaceChildren(
    make("header", null, make("h2", null, "The document"), make("span", { class: `chip ${D.status}` }, D.status)),
    list(D.document.map(([name, value]) => [name, shown(value)])),
    numbers ? make("div", { class: "part" }, make("h3", null, `What became of its ${count(numbers)} numbers`), list(Object.entries(fates).filter(([, each]) => each).map(([fate, each]) => [spaced(fate), count(each)]))) : "",
    said.length ? make("div", { class: "part" }, make("h3", null, "What it says of its own words"), list(said)) : "",
    make("p", { class: "empty" }, "Choose a fact: click a figure in a table or in the source, or press ", make("kbd", null, "j"), "."));
}
byId("about").addEventListener("click", drawOverview);
function drawProblem(problem) {
  byId("detail").replaceChildren(
    make("header", null, make("h2", { class: "of-code" }, spaced(problem.code)), make("span", { class: `chip ${problem.severity}` }, problem.severity)),
    make("p", { class: "why" }, shown(problem.message), " ", placeButton(problem.at)),
    problem.facts.length ? make("div", { class: "part" }, make("h3", null, "Facts concerned"), make("ul", { class: "terms" }, problem.facts.slice(0, 40).map((number) => make("li", null, term(number))))) : "");
}
function term(number, role) {
  const fact = D.facts[number];
  return make("button", { type: "button", class: "term", "data-fact": number }, role ? make("i", null, role) : "", make("span", { dir: "auto" }, shown(nameOf(fact))), make("span", { class: "when" }, shown(fact.when ?? "")), make("b", null, shown(fact.shown ?? fact.printed ?? "?")));
}
function drawFact(number) {
  const fact = D.facts[number], period = periodOf(fact);
  const doubts = fact.doubts ?? [];
  const said = {
    value: fact.value !== undefined ? `${digits(fact.value)}${fact.tolerance && fact.tolerance !== "0" ? ` ± ${digits(fact.tolerance)}` : ""}` : fact.status === "nil" ? "nil" : null,
    label: path(fact, "label").length ? shown(labelOf(fact)) : null,
    unit: fact.unit ? shown(fact.unit) : null,
    period: fact.when ? shown(fact.when).replace("/", " – ") : null,
  };
  if (fact.entity) said.entity = shown(fact.entity);
  if (fact.grounds.sign && fact.value !== undefined && !doubts.includes("sign_open")) said.sign = String(fact.value).startsWith("-") ? "negative" : "positive";
  for (const [name, value] of Object.entries(fact.dimensions ?? {})) said[name] = shown(value);
  const rows = Object.keys({ ...said, ...fact.grounds }).flatMap((aspect) => {
    const grounds = (fact.grounds[aspect] ?? []).map((ground) => D.grounds[ground]);
    const open = said[aspect] === null || said[aspect] === undefined;
    const from = aspect === "value" && fact.at !== undefined ? [[fact.printed === undefined ? "stood" : "printed", "near here", fact.printed ?? "", fact.at], ...grounds] : grounds;
    const ground = ([rank, rule, printed, place], other) => make("div", { class: other ? "said other" : "said" }, make("span", { class: "rank" }, other ? "otherwise" : spaced(rank)), printed ? make("q", { dir: "auto" }, shown(printed)) : make("span", null, spaced(rule)),
      place === null || place === undefined ? "" : make("button", { type: "button", class: "place", "data-at": place, "data-aspect": aspect, title: `${spaced(rank)}: ${spaced(rule)}` }, say(place)));
    return [make("dt", { class: aspect }, aspectName(aspect)), make("dd", null, make("b", { class: open ? "open" : "", dir: "auto" }, open ? "open" : said[aspect]),
      from.map((each) => ground(each, false)), (fact.against?.[aspect] ?? []).map((each) => ground(D.grounds[each], true)))];
  });
  const proof = new Set(fact.proof ?? []);
  const ordered = [...new Set([...(checksOf.get(number) ?? []).filter((id) => D.checks[id].verdict === "fails"), ...proof, ...(checksOf.get(number) ?? [])])].filter((id) => D.checks[id]);
  const checks = ordered.map((id) => () => drawCheck(D.checks[id], number));
  const shownChecks = make("div", null, checks.slice(0, MOST_CHECKS).map((draw) => draw()));
  if (checks.length > MOST_CHECKS) { const more = make("button", { type: "button", class: "rest", onclick: () => { more.remove(); shownChecks.append(...checks.slice(MOST_CHECKS, 200).map((draw) => draw())); } }, `Show the other ${checks.length - MOST_CHECKS} checks`); shownChecks.append(more); }
  byId("detail").replaceChildren(
    make("header", null,
      make("h2", { dir: "auto" }, shown(nameOf(fact))),
      make("span", { class: `chip ${fact.status}` }, fact.status),
      make("span", { class: `chip ${fact.trusted ? "trusted" : fact.status === "nil" ? "" : "untrusted"}` }, fact.trusted ? "trusted" : fact.status === "nil" ? "no value" : "not trusted"),
      make("span", { class: "id" }, fact.id)),
    make("p", { class: "becomes" }, make("span", { class: "print", dir: "auto" }, fact.printed === undefined ? "nothing legible" : shown(fact.printed)), make("span", { class: "arrow", "aria-label": "becomes" }, "→"),
      make("span", { class: "value" }, said.value ?? "open", fact.value !== undefined && fact.unit ? make("small", null, ` ${shown(fact.unit)}`) : "")),
    doubts.length ? make("ul", { class: "doubts" }, doubts.map((doubt) => make("li", null, D.words.doubts[doubt] ?? spaced(doubt)))) : "",
    fact.why ? make("p", { class: "why", dir: "auto" }, shown(fact.why)) : "",
    correctionForm(number),
    make("dl", { class: "grounds" }, rows),
    fact.candidates ? make("div", { class: "part" }, make("h3", null, ["repaired", "inferred"].includes(fact.status) ? "Refuted" : "Other readings"), make("ul", { class: "candidates" }, fact.candidates.map(([value, why]) => make("li", null, make("b", null, digits(value)), " ", shown(why))))) : "",
    checks.length ? make("div", { class: "part" }, make("h3", null, fact.proof ? "Proof" : "Checks"), shownChecks) : "");
  byId("detail").scrollTop = 0;
}
function drawCheck(check, number) {
  return make("div", { class: `check ${check.verdict}` },
    make("p", null, D.words.families[check.family] ?? spaced(check.family), make("span", { class: "verdict" }, check.verdict === "holds" ? "✓ " : check.verdict === "fails" ? "✗ " : "≈ ", D.words.verdicts[check.verdict])),
    check.sum ? make("p", { class: "sum" }, check.sum.replaceAll("-", "−")) : "",
    check.why ? make("p", { class: "why" }, shown(check.why)) : "",
    make("ul", { class: "terms" }, check.terms.slice(0, 30).filter(([each]) => each >= 0).map(([each, role]) => make("li", { class: each === number ? "self" : "" }, term(each, role === "1" ? "+" : role === "-1" ? "−" : role)))),
    make("p", { class: "room" }, `off by ${digits(check.residual)}, rounding allows ${digits(check.allowance)}`));
}

// --- what the person says -------------------------------------------------------------------------------------------
let corrections = [];
const kept = `corrections.${D.sha256}`;
try { corrections = JSON.parse(recall(kept) ?? "[]").filter((each) => each.record?.document === D.sha256 && D.facts[each.number]); } catch { corrections = []; }
let who = recall("who") ?? "";
const DECIMAL = /^-?(0|[1-9][0-9]*)(\.[0-9]+)?$/;
const isDay = (text) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString().startsWith(text);
const plain = (text) => text.trim().replace(/[,\s_'’]/g, "").replace(/[−–△▲]/g, "-").replace(/^\((.*)\)$/, "-$1").replace(/^\+/, "");
function seenOf(fact) {
  const period = periodOf(fact);
  const seen = {};
  if (fact.value !== undefined) seen.value = fact.value;
  if (path(fact, "label").some((part) => part.trim())) seen.label = path(fact, "label");
  if (fact.unit) seen.unit = fact.unit;
  if (period?.end && (period.kind === "instant" || period.start)) seen.period = { kind: period.kind, start: period.start, end: period.end };
  seen.scenario = fact.dimensions?.scenario ?? "actual";
  return seen;
}
function correctionForm(number) {
  const fact = D.facts[number], mine = corrections.filter((each) => each.number === number);
  const room = make("div", { class: "form" });
  const open = (action) => { room.replaceChildren(formOf(number, action, () => { room.replaceChildren(); })); room.querySelector("input,select,textarea")?.focus(); };
  const button = (action, words) => make("button", { type: "button", class: action, "data-action": action, onclick: () => open(action) }, words);
  return make("div", { class: "correct" },
    make("div", { class: "buttons" }, button("accept", "Accept"), button("change", "Change"), button("reject", "Reject"),
      mine.map((each) => make("span", { class: "mine" }, `${{ accept: "accepted", change: "changed", reject: "rejected" }[each.record.action]}: ${Object.keys(each.record.aspects).map((aspect) => aspectName(aspect).toLowerCase()).join(", ")}`))),
    room);
}
function formOf(number, action, close) {
  const fact = D.facts[number], seen = seenOf(fact), period = periodOf(fact);
  const form = make("form", { class: "correction", "aria-label": `${action} the fact` });
  const field = (words, input) => make("label", null, make("span", null, words), input);
  const text = (name, value, more) => make("input", { name, value: value ?? "", autocomplete: "off", spellcheck: "false", ...more });
  if (action === "change") {
    const kind = make("select", { name: "kind", "aria-label": "kind of period" }, ["duration", "instant"].map((each) => make("option", { value: each, selected: (period?.kind ?? "duration") === each }, each === "duration" ? "from – to" : "at a day")));
    kind.addEventListener("change", () => { form.elements.start.hidden = kind.value === "instant"; });
    form.append(
      field("Value, in base units", text("value", fact.value, { inputmode: "text" })),
      field("Unit", text("unit", fact.unit, { placeholder: "JPY, USD, percent, count" })),
      make("fieldset", null, make("legend", null, "Period"), kind, text("start", period?.start, { placeholder: "first day, 2026-04-01", "aria-label": "first day" }), text("end", period?.end, { placeholder: "last day, 2027-03-31", "aria-label": "last day" })),
      field("Label, a line each from the outermost", make("textarea", { name: "label", rows: Math.min(4, Math.max(1, path(fact, "label").length)) }, path(fact, "label").join("\n"))),
      field("Scenario", text("scenario", seen.scenario, { placeholder: "actual, forecast, target" })));
    form.elements.start.hidden = kind.value === "instant";
  } else {
    form.append(make("fieldset", { class: "aspects" }, make("legend", null, action === "accept" ? "What is right" : "What is wrong"),
      Object.keys(seen).map((aspect) => make("label", { class: "box" }, make("input", { type: "checkbox", name: "aspect", value: aspect, checked: action === "accept" || (aspect === "value") }), aspectName(aspect)))));
  }
  const scopes = fact.table ? ["column", "row", "table"].map((scope) => [scope, peersOf(number, scope)]).filter(([, peers]) => peers.length) : [];
  if (scopes.length) form.append(field("Of which facts", make("select", { name: "scope" }, make("option", { value: "" }, "this one"),
    scopes.map(([scope, peers]) => make("option", { value: scope }, `this, and ${peers.length.toLocaleString("en")} more of its ${scope}`)))));
  const error = make("p", { class: "error", role: "alert" });
  form.append(
    field("Reason", text("reason", action === "accept" ? "checked against the source" : "", { required: true })),
    field("Who", text("who", who, { required: true })),
    error, make("div", { class: "buttons" }, make("button", { class: "main" }, { accept: "Accept", change: "Change", reject: "Reject" }[action]), make("button", { type: "button", onclick: close }, "Cancel")));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const given = new FormData(form), aspects = {};
    if (action === "change") {
      const value = plain(given.get("value"));
      if (value && !DECIMAL.test(value)) { error.textContent = "The value is no plain decimal number."; return; }
      if (value && value !== seen.value) aspects.value = value;
      const unit = given.get("unit").trim();
      if (unit && unit !== seen.unit) aspects.unit = unit;
      const [kind, start, end] = [given.get("kind"), given.get("kind") === "instant" ? "" : given.get("start").trim(), given.get("end").trim()];
      if ([start, end].some((day) => day && !isDay(day))) { error.textContent = "A day is written like 2027-03-31."; return; }
      if (end && (kind === "instant" || start)) {
        if (kind === "duration" && start > end) { error.textContent = "The period ends before it begins."; return; }
        const made = { kind, start: kind === "instant" ? null : start, end };
        if (made.kind !== period?.kind || made.end !== period?.end || (made.start ?? null) !== (period?.start ?? null)) aspects.period = made;
      }
      const label = given.get("label").split("\n").map((part) => part.trim()).filter(Boolean);
      if (label.length && JSON.stringify(label) !== JSON.stringify(path(fact, "label").map((part) => part.trim()))) aspects.label = label;
      const scenario = given.get("scenario").trim();
      if (scenario && scenario !== seen.scenario) aspects.scenario = scenario;
    } else for (const aspect of given.getAll("aspect")) aspects[aspect] = seen[aspect];
    if (!Object.keys(aspects).length) { error.textContent = action === "change" ? "Nothing was changed." : "Choose what is meant."; return; }
    who = given.get("who").trim();
    remember("who", who);
    const said = { action, reason: given.get("reason").trim(), who, when: new Date().toISOString().slice(0, 19) + "Z" };
    const scope = given.get("scope") ?? "";
    const peers = scope ? peersOf(number, scope).map((peer) => [peer, sharedAspects(number, peer, action, aspects, scope)]).filter(([, shared]) => Object.keys(shared).length) : [];
    collect([[number, aspects], ...peers].map(([each, what]) => [each, recordOf(each, what, said)]));
  });
  return form;
}
function recordOf(number, aspects, said) {
  const fact = D.facts[number];
  const seen = { label: path(fact, "label"), header: path(fact, "header"), period: periodOf(fact) ?? null, row: fact.row ?? null, column: fact.column ?? null };
  return { schema: SCHEMA, document: D.sha256, name: D.name, place: fact.place, printed: fact.printed ?? null, seen, action: said.action, aspects, reason: said.reason, who: said.who, when: said.when };
}
// The other facts of the row, the column or the table of a fact; a nil has nothing that could be corrected so.
function peersOf(number, scope) {
  const fact = D.facts[number];
  return D.facts.map((_, each) => each).filter((each) => {
    const other = D.facts[each];
    return each !== number && other.table === fact.table && other.status !== "nil" && (scope === "table" || (fact[scope] !== undefined && other[scope] === fact[scope]));
  });
}
// What is said of one fact and holds for another: never the figure; the label along a row only; and what is changed or
// rejected only where the other was read as the one was. What is accepted is what the other was read as.
function sharedAspects(number, peer, action, aspects, scope) {
  const mine = seenOf(D.facts[number]), other = seenOf(D.facts[peer]), shared = {};
  for (const [aspect, value] of Object.entries(aspects)) {
    if (aspect === "value" || (aspect === "label" && scope !== "row")) continue;
    if (action === "accept") { if (aspect in other) shared[aspect] = other[aspect]; continue; }
    if (JSON.stringify(mine[aspect]) === JSON.stringify(other[aspect])) shared[aspect] = value;
  }
  return shared;
}
// What is said later of an aspect takes the place of what was said of it before.
function collect(records) {
  for (const [number, record] of records) {
    corrections = corrections.map((each) => each.number !== number ? each : { number, record: { ...each.record, aspects: Object.fromEntries(Object.entries(each.record.aspects).filter(([aspect]) => !(aspect in record.aspects))) } }).filter((each) => Object.keys(each.record.aspects).length);
    corrections.push({ number, record });
  }
  count();
  if (current.kind === "fact") drawFact(current.number);
  relist();
}
let unsaved = false;
function count() {
  byId("collected").querySelector(".count").textContent = corrections.length;
  byId("collected").classList.toggle("some", corrections.length > 0);
  byId("save").disabled = byId("none").disabled = !corrections.length;
  unsaved = corrections.length > 0;
  remember(kept, JSON.stringify(corrections));
}
function drawCollection() {
  byId("collection").replaceChildren(...corrections.slice(-MOST_ROWS).map((each) => make("li", null,
    make("b", null, each.record.action), " ", make("span", { dir: "auto" }, shown(nameOf(D.facts[each.number]))), " ", make("q", null, shown(each.record.printed ?? "nothing legible")),
    make("small", null, ` ${Object.entries(each.record.aspects).map(([aspect, value]) => `${aspectName(aspect).toLowerCase()} ${shown(typeof value === "string" ? value : Array.isArray(value) ? value.join(" › ") : [value.start, value.end].filter(Boolean).join(" – "))}`).join("; ")} · ${shown(each.record.reason)}`),
    make("button", { type: "button", class: "place", onclick: () => { corrections = corrections.filter((other) => other !== each); count(); drawCollection(); relist(); if (current.kind === "fact") drawFact(current.number); } }, "take back"))));
  if (corrections.length > MOST_ROWS) byId("collection").prepend(make("li", { class: "empty" }, `and ${(corrections.length - MOST_ROWS).toLocaleString("en")} before these`));
  if (!corrections.length) byId("collection").append(make("li", { class: "empty" }, "None yet."));
}
byId("collected").addEventListener("click", () => { drawCollection(); byId("saved").showModal(); });
byId("none").addEventListener("click", () => { corrections = []; count(); drawCollection(); relist(); if (current.kind === "fact") drawFact(current.number); });
byId("save").addEventListener("click", () => {
  const lines = corrections.map((each) => JSON.stringify(each.record) + "\n").join("");
  const link = make("a", { href: URL.createObjectURL(new Blob([lines], { type: "application/x-ndjson" })), download: `${D.name.replace(/[^\p{L}\p{N}._-]+/gu, "_")}.corrections.jsonl` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  unsaved = false;
});
addEventListener("beforeunload", (event) => { if (unsaved && recall(kept) === null) event.preventDefault(); });

// --- keys, parts, print ---------------------------------------------------------------------------------------------
const main = document.querySelector("main");
function openPart(part) {
  main.dataset.part = part;
  document.querySelectorAll(".switch button").forEach((button) => button.setAttribute("aria-pressed", button.dataset.part === part));
}
document.querySelector(".switch").addEventListener("click", (event) => { if (event.target.dataset.part) openPart(event.target.dataset.part); });
byId("help").addEventListener("click", () => byId("keys").showModal());
const act = (action) => byId("detail").querySelector(`[data-action="${action}"]`)?.click();
const KEYS = {
  j: () => step(1), k: () => step(-1), ArrowDown: () => step(1), ArrowUp: () => step(-1), Enter: nextPlace,
  "/": () => { openPart("queue"); byId("search").focus(); byId("search").select(); },
  a: () => act("accept"), c: () => act("change"), r: () => act("reject"), s: () => byId("collected").click(), o: drawOverview, "?": () => byId("keys").showModal(),
};
document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]")) return;
  if (event.key === "Escape") {
    if (event.target === byId("search")) { byId("search").value = ""; resting = null; relist(); list.focus(); }
    else byId("detail").querySelector(".form")?.replaceChildren();
    return;
  }
  if (event.target === byId("search") && event.key === "Enter") { step(1); list.focus(); event.preventDefault(); return; }
  if (typing(event)) return;
  const own = /^(button|a|summary)$/i.test(event.target.tagName);
  if (event.key === "Enter" && own) return;
  if (event.key.startsWith("Arrow") && event.target !== list) return;
  const key = KEYS[event.key];
  if (key) { event.preventDefault(); key(); }
});
addEventListener("beforeprint", () => { tablesSeen.all(); listed.all(); });
function fromAddress() {
  const number = factById.get(decodeURIComponent(location.hash.slice(1)));
  if (number !== undefined && number !== current.number) select("fact", number);
}
addEventListener("hashchange", fromAddress);
count();
relist();
drawOverview();
fromAddress();
document.documentElement.dataset.ready = Math.round(performance.now());
