// The opened row: its file of details is loaded as a script, which a page that was opened as a file may do.
const detailsOf = new Map();
const waiting = new Map();

window.lastrepDetails = (stem, details) => {
  detailsOf.set(stem, details);
  waiting.get(stem)?.forEach((then) => then(details));
  waiting.delete(stem);
};

// Calls with the details of a workout, or with null where their file is gone.
function withDetails(stem, then) {
  if (detailsOf.has(stem)) return then(detailsOf.get(stem));
  if (waiting.has(stem)) return waiting.get(stem).push(then);
  waiting.set(stem, [then]);
  const script = make("script", { src: `${data.details}/${encodeURIComponent(stem)}.js` });
  script.addEventListener("error", () => {
    waiting.get(stem)?.forEach((each) => each(null));
    waiting.delete(stem);
  });
  document.head.append(script);
}

function fillOpened(place, row) {
  place.replaceChildren(make("p", { class: "second" }, "loading\u2026"));
  withDetails(row.stem, (details) => {
    place.replaceChildren(...(details ? opened(row, details) : [gone(row)]));
  });
}

const gone = (row) => make("p", {}, `The file ${data.details}/${row.stem}.js is not beside this page. Copy the whole folder, or run lastrep again.`);

function opened(row, details) {
  return [
    make("div", { class: "lines" }, ...details.lines.map((line) => make("p", {}, line)), files(row)),
    details.report ? reportOf(details.report, text(row.name)) : null,
    details.advice ? advice(details.advice) : null,
    make("div", { class: "pair" }, segments(details.segments), scores(details.scores)),
    details.notes.length ? make("details", {}, make("summary", {}, "Notes on the recording"), list(details.notes)) : null,
  ].filter(Boolean);
}

function files(row) {
  const picture = row.picture ? make("a", { href: `${data.charts}/${encodeURIComponent(row.picture)}` }, "picture") : null;
  return make("p", { class: "links" }, make("span", { class: "file" }, row.file), picture ? " \u00b7 " : null, picture);
}

function advice(given) {
  return make(
    "section",
    { class: "advice" },
    make("h3", { class: `answer ${given.name}` }, mark(given.name), ` ${given.word}`),
    make("p", { class: "workout" }, given.workout || given.headline),
    make("p", { class: "second" }, [given.from && `from ${given.from}`, given.frame].filter(Boolean).join("; ")),
    make("h4", {}, "Why"),
    list(given.reasons),
    given.unseen.length ? make("h4", {}, "What I could not see") : null,
    list(given.unseen),
    given.cue ? make("p", {}, `Cue: ${given.cue}`) : null,
    make("p", { class: "second" }, `Confidence ${given.confidence}${given.deductions.length ? `: ${given.deductions.join(", ")}` : ""}`),
  );
}

function segments({ head, rows }) {
  const cells = (cells, tag) => cells.map((cell) => make(tag, tag === "th" ? { scope: "col" } : {}, cell));
  const body = rows.map((row) => make("tr", { class: row[0] }, ...cells(row, "td")));
  const table = make("table", {}, make("thead", {}, make("tr", {}, ...cells(head, "th"))), make("tbody", {}, ...body));
  return make("section", {}, make("h3", {}, "Segments"), make("div", { class: "scroll" }, table));
}

// Scores with what they mean; those that are missing, with the reason, below.
function scores(lines) {
  const [there, missing] = [lines.filter((line) => !line.is_missing), lines.filter((line) => line.is_missing)];
  return make(
    "section",
    {},
    make("h3", {}, "Scores"),
    there.length ? make("dl", { class: "scores" }, ...there.flatMap(score)) : make("p", {}, "Nothing could be scored."),
    missing.length ? make("details", {}, make("summary", {}, `${missing.length} not scored, and why`), make("dl", { class: "scores" }, ...missing.flatMap(absent))) : null,
  );
}

function score({ id, cells: [value, unit, interval, words] }) {
  const [title, meaning] = data.scores[id];
  const figure = make("b", {}, unit ? `${value}\u00a0${unit}` : value);
  const rest = [interval && `80\u00a0%: ${interval}`, words].filter(Boolean).join("; ");
  return [make("dt", {}, title, " ", figure, rest ? ` (${rest})` : null), make("dd", {}, meaning)];
}

function absent({ id, cells }) {
  return [make("dt", {}, data.scores[id][0]), make("dd", {}, cells.at(-1))];
}

