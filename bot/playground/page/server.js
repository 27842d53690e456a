// What the page asks of its server.

import { find } from "./dom.js";

let viewer = null;

export const actAs = (person) => { viewer = person; };

function address(path, query = {}) {
  return `${path}?${new URLSearchParams({ as: viewer, ...query })}`;
}

async function answered(request) {
  try {
    const response = await request;
    if (!response.ok) throw new Error(await response.text());
    return await response.json();
  } catch (error) {
    if (error instanceof TypeError) stopped();
    throw error;
  }
}

export const get = (path, query) => answered(fetch(address(path, query)));

// Does something as the viewer; `files` by the names of their fields. What is refused comes back as `refused`.
export async function act(name, body, files = {}) {
  const names = Object.keys(files);
  let sent = JSON.stringify(body);
  const headers = { "Content-Type": "application/json" };
  if (names.length) {
    const form = new FormData();
    form.append("body", sent);
    for (const each of names) form.append(each, files[each], files[each].name);
    sent = form;
    delete headers["Content-Type"];
  }
  try {
    return await answered(fetch(address(`do/${name}`), { method: "POST", headers, body: sent }));
  } catch (error) {
    return { refused: error instanceof TypeError ? "The playground does not answer." : error.message };
  }
}

// Calls `tell` with each change, and `again` when the connection was lost and is back.
export function listen(tell, again) {
  const source = new EventSource(address("stream"));
  let lost = false;
  source.onmessage = (event) => tell(JSON.parse(event.data));
  source.onopen = () => {
    find("stopped").hidden = true;
    if (lost) again();
    lost = false;
  };
  source.onerror = () => {
    lost = true;
    if (source.readyState === EventSource.CLOSED) stopped();
    else setTimeout(() => { if (lost && source.readyState !== EventSource.OPEN) stopped(); }, 3000);
  };
  return () => { lost = false; source.onerror = null; source.close(); };
}

function stopped() {
  const banner = find("stopped");
  banner.textContent = "The playground has stopped. Start it again, and open the address that it prints.";
  banner.hidden = false;
}
