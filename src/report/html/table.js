// The table of workouts: searched, filtered, sorted, and in pages where there are more rows than a browser draws at once.
const LONGEST_PAGE = 500;
const PAGE_ROWS = 200;
const DOTS = 3;
const SPARK = { width: 120, height: 24 };

// What a column is sorted by; a missing value comes last.
const SORTED_BY = {
  day: (row) => row.start,
  name: (row) => text(row.name).toLowerCase(),
  bars: (row) => row.bars.length || null,
  even: (row) => row.even[0],
  last: (row) => row.last[0],
  cadence: (row) => row.cadence[0],
  rpe: (row) => row.rpe[0],
  answer: (row) => (row.answer ? text(row.answer[1]) : null),
  sure: (row) => row.sure,
};
// The first press of these heads shows the highest first.
const HIGHEST_FIRST = new Set(["day", "bars", "last", "rpe", "sure"]);

const order = { column: "day", isUp: false };
let shown = [];
let page = 0;
const open = new Set();

const several = new Set(data.rows.map((row) => row.runner)).size > 1;
const needles = data.rows.map((row) => [row.name, row.title, row.runner, row.kind, row.device].map(text).concat(row.file, row.day).join("\n").toLowerCase());

function isWanted(row, place, wanted) {
  const answer = row.answer ? text(row.answer[0]) : "";
  return (
    wanted.words.every((word) => needles[place].includes(word)) &&
    (!wanted.runner || text(row.runner) === wanted.runner) &&
    (!wanted.kind || text(row.kind) === wanted.kind) &&
    (!wanted.answer || answer === wanted.answer) &&
    (!wanted.from || row.day >= wanted.from) &&
    (!wanted.to || row.day <= wanted.to)
  );
}

function compared(one, other) {
  const [a, b] = [SORTED_BY[order.column](one), SORTED_BY[order.column](other)];
  if (a === null || b === null) return (a === null) - (b === null) || other.start - one.start;
  const way = (a > b) - (a < b);
  return (order.isUp ? way : -way) || other.start - one.start;
}

function update() {
  const value = (id) => byId(id).value;
  const words = value("search").toLowerCase().split(/\s+/).filter(Boolean);
  const wanted = { words, runner: value("runner"), kind: value("kind"), answer: value("answer"), from: value("from"), to: value("to") };
  shown = data.rows.filter((row, place) => isWanted(row, place, wanted)).sort(compared);
  page = 0;
  const all = data.rows.length.toLocaleString("en");
  byId("count").textContent = shown.length === data.rows.length ? `${all} workouts` : `${shown.length.toLocaleString("en")} of ${all}`;
  showRunner(wanted.runner);
  paint();
}

// The next step and the season of the chosen runner alone.
function showRunner(runner) {
  document.querySelectorAll("#next .card, details.season").forEach((part) => {
    part.hidden = Boolean(runner) && part.dataset.runner !== runner;
  });
  seasons.filter((season) => runner && season.dataset.runner === runner).forEach((season) => { season.open = true; });
  const folded = document.querySelector("#next > details");
  if (folded && runner) folded.open = true;
}

const perPage = () => (shown.length > LONGEST_PAGE ? PAGE_ROWS : LONGEST_PAGE);

function paint() {
  const pages = Math.max(1, Math.ceil(shown.length / perPage()));
  const from = page * perPage();
  const here = shown.slice(from, from + perPage());
  byId("rows").replaceChildren(...here.flatMap(rowsOf));
  if (!here.length) byId("rows").append(make("tr", {}, make("td", { colspan: 9, class: "second" }, "No workout fits. Clear the filters to see all.")));
  byId("rows").querySelector("tr[tabindex]")?.setAttribute("tabindex", "0");
  byId("pages").hidden = pages === 1;
  byId("place").textContent = `${from + 1}\u2013${from + here.length} of ${shown.length.toLocaleString("en")}`;
  byId("newer").disabled = page === 0;
  byId("older").disabled = page === pages - 1;
  for (const head of document.querySelectorAll("#table > thead th")) {
    const isSorted = head.firstElementChild.dataset.sort === order.column;
    head.setAttribute("aria-sort", isSorted ? (order.isUp ? "ascending" : "descending") : "none");
  }
}

// The row of a workout, and its details where it is open.
function rowsOf(row) {
  const isOpen = open.has(row);
  const attributes = { class: row.stem ? "workout-row" : "workout-row closed", tabindex: "-1", "aria-expanded": row.stem ? String(isOpen) : null, "data-stem": row.stem };
  const line = make("tr", attributes, date(row), name(row), bars(row), cell("even", row.even), cell("last", row.last), cell("cadence", row.cadence), cell("rpe", row.rpe), answer(row), sure(row));
  line.row = row;
  return isOpen ? [line, details(row)] : [line];
}

const date = (row) => make("td", { class: "day" }, make("time", { datetime: row.day }, text(row.date)));

function name(row) {
  const copy = row.copy_of === null ? null : `the same outing as ${text(row.copy_of)}`;
  const about = [several ? text(row.runner) : null, text(row.far), text(row.time), copy].filter(Boolean).join(" \u00b7 ");
  return make("td", { class: "name" }, make("span", { class: "what" }, text(row.name)), make("span", { class: "second about" }, about));
}

function bars(row) {
  if (!row.bars.length) return make("td", { class: "bars" });
  const label = `${row.bars.length} ${row.bars.length === 1 ? "rep" : "reps"}`;
  const last = row.bars.length - 1;
  const drawn = row.bars.map(([x, width, height], at) => shape("rect", { x, y: SPARK.height - height, width, height, class: at === last ? "last" : null }));
  return make("td", { class: "bars" }, shape("svg", { viewBox: `0 0 ${SPARK.width} ${SPARK.height}`, role: "img", "aria-label": label }, ...drawn));
}

// A value with what it means; a dash with the reason where it is missing.
function cell(column, [value, said, why]) {
  const attributes = { class: value === null ? "none" : null, "data-why": text(why) || null, tabindex: text(why) ? "-1" : null };
  return make("td", { class: `${column} wide` }, make("span", attributes, text(said)));
}

function answer(row) {
  if (!row.answer) return make("td", { class: "answer" }, "");
  const [decision, word] = row.answer.map(text);
  return make("td", { class: "answer" }, make("span", { class: `answer ${decision}`, "data-why": text(row.next) || null }, mark(decision), ` ${word}`));
}

function sure(row) {
  const word = ["low", "medium", "high"][row.sure - 1];
  const dots = "\u25cf".repeat(row.sure) + "\u25cb".repeat(DOTS - row.sure);
  return make("td", { class: "sure wide" }, make("span", { "data-why": `how sure the cut is: ${word}`, "aria-label": word }, dots));
}

function details(row) {
  const place = make("td", { colspan: 9 });
  fillOpened(place, row);
  return make("tr", { class: "opened" }, place);
}

function toggle(line) {
  const row = line.row;
  if (!row?.stem) return;
  const isOpen = !open.has(row);
  if (isOpen) {
    open.add(row);
    line.after(details(row));
  } else {
    open.delete(row);
    line.nextElementSibling.remove();
  }
  line.setAttribute("aria-expanded", String(isOpen));
}

// Opens the row of a workout wherever it is, and goes there.
function goTo(row) {
  byId("filters").reset();
  update();
  page = Math.floor(shown.indexOf(row) / perPage());
  if (row.stem) open.add(row);
  paint();
  const line = [...byId("rows").children].find((line) => line.row === row);
  line?.scrollIntoView({ block: "start" });
  focusLine(line);
}

// One row of the table takes the focus by Tab; up and down move it.
function focusLine(line) {
  if (!line) return;
  for (const before of byId("rows").querySelectorAll("tr[tabindex='0'], span[tabindex='0']")) before.setAttribute("tabindex", "-1");
  line.setAttribute("tabindex", "0");
  line.querySelectorAll("span[tabindex]").forEach((span) => span.setAttribute("tabindex", "0"));
  if (!line.contains(document.activeElement)) line.focus({ preventScroll: false });
}

function neighbour(line, way) {
  let next = line[way];
  while (next && !next.row) next = next[way];
  return next;
}

byId("rows").addEventListener("click", (event) => {
  const line = event.target.closest("tr.workout-row");
  if (line) {
    focusLine(line);
    toggle(line);
  }
});
byId("rows").addEventListener("focusin", (event) => {
  const line = event.target.closest("tr.workout-row");
  if (line) focusLine(line);
});
byId("rows").addEventListener("keydown", (event) => {
  const line = event.target.closest("tr.workout-row");
  if (!line) return;
  const ways = { ArrowUp: "previousElementSibling", ArrowDown: "nextElementSibling" };
  if (ways[event.key]) neighbour(line, ways[event.key])?.focus();
  else if (event.key === "Enter" || event.key === " ") toggle(line);
  else if (event.key === "Escape" && open.has(line.row)) toggle(line);
  else return;
  event.preventDefault();
});
for (const head of document.querySelectorAll("#table > thead button")) {
  head.addEventListener("click", () => {
    const column = head.dataset.sort;
    order.isUp = order.column === column ? !order.isUp : !HIGHEST_FIRST.has(column);
    order.column = column;
    page = 0;
    shown.sort(compared);
    paint();
  });
}
byId("filters").addEventListener("input", update);
byId("filters").addEventListener("reset", () => setTimeout(update));
byId("filters").addEventListener("submit", (event) => event.preventDefault());
for (const [id, step] of [["newer", -1], ["older", 1]]) {
  byId(id).addEventListener("click", () => {
    page += step;
    paint();
    byId("workouts").scrollIntoView();
  });
}

// The reason under the pointer or the focus.
function tipFor(event) {
  const from = event.target.closest?.("[data-why]");
  const tip = byId("tip");
  tip.hidden = !from;
  if (!from) return;
  tip.textContent = from.dataset.why;
  const box = from.getBoundingClientRect();
  tip.style.left = `${Math.max(8, Math.min(box.left, innerWidth - tip.offsetWidth - 8))}px`;
  tip.style.top = `${box.bottom + 6 + tip.offsetHeight > innerHeight ? box.top - tip.offsetHeight - 6 : box.bottom + 6}px`;
}
for (const kind of ["mouseover", "focusin"]) document.addEventListener(kind, tipFor);
document.addEventListener("focusout", () => { byId("tip").hidden = true; });
addEventListener("scroll", () => { byId("tip").hidden = true; }, { passive: true });

// The choices that the rows offer.
function offer(id, places) {
  const words = [...new Set(places)].map(text).sort((a, b) => a.localeCompare(b, "en"));
  byId(id).append(...words.map((word) => make("option", { value: word }, word)));
}
offer("runner", data.rows.map((row) => row.runner));
offer("kind", data.rows.map((row) => row.kind));

// A runner's name on the coach sheet shows that runner alone.
for (const button of document.querySelectorAll("#team button.runner")) {
  button.addEventListener("click", () => {
    byId("runner").value = button.dataset.runner;
    update();
    byId("next").scrollIntoView();
  });
}

// The card of a runner leads to the last workout with an answer.
for (const card of document.querySelectorAll("#next .card")) {
  const own = data.rows.filter((row) => row.stem && row.answer && (!several || text(row.runner) === card.dataset.runner));
  const latest = own.reduce((best, row) => (!best || row.start > best.start ? row : best), null);
  const link = card.querySelector(".latest");
  if (!link) continue;
  if (!latest) link.remove();
  else {
    link.href = `#${latest.stem}`;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      goTo(latest);
    });
  }
}

// The address may name a workout: index.html#2026-05-12-6x400m-200m-jog-1a2b3c4d.
const named = data.rows.find((row) => row.stem && row.stem === decodeURIComponent(location.hash.slice(1)));
if (named) goTo(named);
else update();
