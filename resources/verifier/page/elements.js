// Elements made of plain texts: nothing that a code says is ever read as HTML.

const SVG = "http://www.w3.org/2000/svg";

/** Make an element with a class, and children that are elements or texts; what is null is left out. */
export function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** One of the shapes drawn at the top of the page, as a picture without words. */
export function shape(id) {
  const picture = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  picture.setAttribute("aria-hidden", "true");
  picture.setAttribute("viewBox", "0 0 48 48");
  use.setAttribute("href", `#${id}`);
  picture.append(use);
  return picture;
}

/** A list of terms and what they are; a pair without a value is left out. */
export function terms(className, pairs) {
  const told = pairs.filter(([, value]) => value);
  return element("dl", className, ...told.flatMap(([term, value]) => [element("dt", "", term), element("dd", "", value)]));
}
