// The picture of a workout with one cursor through all its rows, and the values at the cursor.
const WIDTH = 1600;
const HEIGHT = 1200;
const STEP_S = 5;

const clock = (seconds) => {
  const whole = Math.max(0, Math.round(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const two = (part) => String(part).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
};

// The fonts of the pictures come in a file of their own, once.
let askedForFonts = false;
function loadFonts() {
  if (askedForFonts) return;
  askedForFonts = true;
  document.head.append(make("script", { src: `${data.details}/${data.fonts}` }));
}
window.lastrepFont = (weight, base64) => {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const face = new FontFace("lastrep picture", bytes, { weight: String(weight) });
  face.load().then((loaded) => document.fonts.add(loaded), () => {});
};

// A picture in the colours of the page.
function pictureOf(svg, title) {
  const parsed = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  const picture = document.importNode(parsed, true);
  picture.setAttribute("class", "picture");
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", title);
  recolor(picture, isDark());
  return picture;
}

function reportOf(report, title) {
  loadFonts();
  const picture = pictureOf(report.svg, title);
  const over = shape("svg", { class: "over", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true" });
  const values = make("output", { class: "values", "aria-live": "off" }, HINT);
  const figure = make("div", { class: "report", tabindex: "0", role: "group", "aria-label": HINT }, picture, over);
  watch(figure, over, values, report);
  return make("div", { class: "sheet" }, values, figure);
}

const HINT = "Point at the picture, or focus it and press left or right, to read the values at a time";

// Moves the cursor by pointer and by keys.
function watch(figure, over, values, report) {
  let at = null;
  const show = (time) => {
    at = time;
    over.replaceChildren(...(time === null ? [] : cursorsAt(report, time)));
    values.textContent = time === null ? HINT : told(report, time);
  };
  figure.addEventListener("pointermove", (event) => {
    const box = over.getBoundingClientRect();
    const x = ((event.clientX - box.left) / box.width) * WIDTH;
    const y = ((event.clientY - box.top) / box.height) * HEIGHT;
    const time = timeAt(report, x, y);
    if (time !== undefined) show(time);
  });
  figure.addEventListener("pointerleave", () => show(null));
  figure.addEventListener("blur", () => show(null));
  figure.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -STEP_S, ArrowRight: STEP_S }[event.key];
    const whole = report.cursors.run.at(-1);
    if (!step || !whole) return;
    event.preventDefault();
    event.stopPropagation();
    show(at === null ? (reps(report)[0]?.[2] ?? whole.from) : Math.min(whole.to, Math.max(whole.from, at + step)));
  });
}

const reps = (report) => report.segments.filter(([kind]) => kind === "work");
const within = (place, x, y) => x >= place.x && x <= place.x + place.w && y >= place.y && y <= place.y + place.h;

// The time under a point; undefined outside the rows. Over the overlaid reps it is a time of the last rep.
function timeAt(report, x, y) {
  const timed = (place) => place.from + ((x - place.x) / place.w) * (place.to - place.from);
  const run = report.cursors.run.find((place) => within(place, x, y));
  if (run) return timed(run);
  const rep = report.cursors.reps.find((place) => within(place, x, y));
  const last = reps(report).at(-1);
  return rep && last ? last[2] + timed(rep) : undefined;
}

const segmentAt = (report, time) => report.segments.find(([, , from, to]) => time >= from && time < to);

// A line in each row that shows the time.
function cursorsAt(report, time) {
  const rep = segmentAt(report, time);
  const inRep = rep?.[0] === "work" ? time - rep[2] : null;
  const line = (place, at) => {
    if (at === null || at < place.from || at > place.to) return null;
    const x = place.x + ((at - place.from) / (place.to - place.from)) * place.w;
    return shape("line", { x1: x, x2: x, y1: place.y, y2: place.y + place.h });
  };
  const lines = [...report.cursors.run.map((place) => line(place, time)), ...report.cursors.reps.map((place) => line(place, inRep))];
  return lines.filter(Boolean);
}

// The values at a time, in words.
function told(report, time) {
  const at = Math.round(time - report.start);
  const whole = report.cursors.run.at(-1);
  const [kind, number] = segmentAt(report, time) ?? [];
  const place = kind === "work" ? `rep ${number ?? ""}`.trim() : kind === "other" ? null : kind;
  const pace = report.pace[at];
  const heart = report.heart[at];
  const cadence = report.cadence[at];
  const parts = [
    clock(time - whole.from),
    place,
    report.pace.length ? (pace ? `${clock(pace)} /${report.unit}` : "standing or no pace") : null,
    report.heart.length ? (heart ? `${heart} bpm` : "no heart rate") : null,
    report.cadence.length ? (cadence ? `${cadence} steps/min` : "no cadence") : null,
  ];
  return parts.filter(Boolean).join("  \u00b7  ");
}

