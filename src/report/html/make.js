"use strict";

// Elements and texts. Texts become text nodes alone, so nothing in a file's name is ever read as HTML.
const data = JSON.parse(document.getElementById("data").textContent);
const SVG = "http://www.w3.org/2000/svg";
const NONE = "\u2013";

const byId = (id) => document.getElementById(id);
const text = (place) => data.texts[place];

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

const make = (tag, attributes = {}, ...children) => filled(document.createElement(tag), attributes, children);
const shape = (tag, attributes = {}, ...children) => filled(document.createElementNS(SVG, tag), attributes, children);

// The mark of an answer.
function mark(name) {
  return shape("svg", { class: `mark ${name}`, viewBox: "0 0 16 16", "aria-hidden": "true" }, shape("use", { href: `#mark-${name}` }));
}

// A list; nothing without items.
const list = (items) => (items.length ? make("ul", {}, ...items.map((item) => make("li", {}, item))) : null);

