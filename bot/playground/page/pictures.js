// Pictures and other files under a message. Room is left for a picture before it is there.

import { element, find } from "./dom.js";

export function picture(file) {
  const image = element("img", {
    src: file.address, alt: file.alt || file.name, width: file.width, height: file.height,
    loading: "lazy", decoding: "async",
  });
  const button = element("button", { type: "button", class: "picture", "aria-label": `Enlarge: ${file.alt || file.name}`, onclick: () => enlarge(file) }, image);
  button.style.setProperty("--wide", file.width);
  button.style.setProperty("--high", file.height);
  return button;
}

export function attachment(file) {
  if (file.picture) return picture(file);
  return element("a", { class: "file", href: file.address, download: file.name },
    element("strong", {}, file.name), element("small", {}, ` ${sized(file.size)}, save it`));
}

// Pictures that were shown before are shown on, so that an edit does not let them flicker.
export function keepPictures(before, after) {
  const shown = new Map([...before.querySelectorAll("img")].map((each) => [each.getAttribute("src"), each]));
  for (const each of after.querySelectorAll("img")) {
    const same = shown.get(each.getAttribute("src"));
    if (same) each.replaceWith(same);
  }
}

function enlarge(file) {
  const dialog = find("large");
  const image = element("img", { src: file.address, alt: file.alt || file.name, width: file.width, height: file.height });
  dialog.replaceChildren(
    element("button", { type: "button", class: "close", onclick: () => dialog.close() }, "Close"),
    image,
    element("a", { href: file.address, download: file.name }, `Save ${file.name}`),
  );
  dialog.onclick = (event) => { if (event.target === dialog) dialog.close(); };
  dialog.showModal();
}

export function sized(bytes) {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1e6 ? `${Math.round(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}
