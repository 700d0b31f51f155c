// The season of a runner: its picture is loaded when its section is opened.
const seasons = [...document.querySelectorAll("details.season")];

window.lastrepSeason = (stem, svg) => {
  const season = seasons.find((each) => each.dataset.stem === stem);
  const title = season?.querySelector("summary").textContent;
  season?.querySelector(".report").replaceChildren(pictureOf(svg, title));
};

function openSeason(season) {
  if (!season.open || season.dataset.asked) return;
  season.dataset.asked = "yes";
  loadFonts();
  const script = make("script", { src: `${data.details}/${encodeURIComponent(season.dataset.stem)}.js` });
  script.addEventListener("error", () => {
    season.querySelector(".report").replaceChildren(make("p", {}, `The file ${data.details}/${season.dataset.stem}.js is not beside this page. Copy the whole folder, or run lastrep again.`));
  });
  document.head.append(script);
}

for (const season of seasons) {
  season.addEventListener("toggle", () => openSeason(season));
  openSeason(season);
}

