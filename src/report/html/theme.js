// Light and dark: by the system, or as the reader chose. The pictures are drawn light, and recoloured here.
const THEMES = ["system", "light", "dark"];
const systemDark = matchMedia("(prefers-color-scheme: dark)");
let theme = "system";

const isDark = () => theme === "dark" || (theme === "system" && systemDark.matches);

// A browser may keep nothing for a page that was opened as a file.
function kept(value) {
  try {
    if (value === undefined) return localStorage.getItem("lastrep-theme");
    localStorage.setItem("lastrep-theme", value);
  } catch {
    return null;
  }
}

const parts = (color) => [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
const written = (rgb) => `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;
const mixed = (from, to, share) => from.map((part, at) => part + (to[at] - part) * share);
const palette = data.colors.map(([light, dark]) => ({ light: parts(light), dark: parts(dark) }));
const [paper] = palette;
const darkOf = new Map(data.colors.map(([light, dark]) => [light, dark]));

// The dark colour for a light one. A tint is a share of a colour over the page: it becomes the same share over the dark page.
function darkened(color) {
  if (!darkOf.has(color)) darkOf.set(color, written(tint(parts(color))));
  return darkOf.get(color);
}

function tint(rgb) {
  let best = { off: Infinity };
  for (const role of palette.slice(1)) {
    const span = role.light.map((part, at) => part - paper.light[at]);
    const share = rgb.reduce((sum, part, at) => sum + (part - paper.light[at]) * span[at], 0) / span.reduce((sum, part) => sum + part * part, 0);
    const off = mixed(paper.light, role.light, share).reduce((sum, part, at) => sum + Math.abs(part - rgb[at]), 0);
    if (share > 0 && share <= 1 && off < best.off) best = { off, role, share };
  }
  return best.role ? mixed(paper.dark, best.role.dark, best.share) : paper.dark;
}

// Colours one picture.
function recolor(picture, dark) {
  for (const element of picture.querySelectorAll("[fill^='#'],[stroke^='#']")) {
    for (const name of ["fill", "stroke"]) {
      const light = element.dataset[name] ?? element.getAttribute(name);
      if (!light?.startsWith("#")) continue;
      element.dataset[name] = light;
      element.setAttribute(name, dark ? darkened(light) : light);
    }
  }
}

const recolorAll = (dark) => document.querySelectorAll(".report svg.picture").forEach((picture) => recolor(picture, dark));

function setTheme(next) {
  theme = THEMES.includes(next) ? next : "system";
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  byId("theme").textContent = `Colours: ${theme}`;
  recolorAll(isDark());
}

byId("theme").addEventListener("click", () => {
  setTheme(THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length]);
  kept(theme);
});
systemDark.addEventListener("change", () => recolorAll(isDark()));
addEventListener("beforeprint", () => recolorAll(false));
addEventListener("afterprint", () => recolorAll(isDark()));
setTheme(kept());

