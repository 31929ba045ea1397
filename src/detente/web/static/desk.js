// What every page shares: keys, entries opened in place, forms sent without leaving the page.
// Without script each of these is a link or a form that works.

// A box that is checked takes no letters: keys go on from there.
const typing = (node) => node.closest('input:not([type="checkbox"]), textarea, select, [contenteditable]') !== null;
const shown = (node) => node.getClientRects().length > 0;

/** Say something where every page says it; screen readers read it out. */
export function tell(message, wrong = false) {
  const line = document.createElement("p");
  line.textContent = message;
  line.classList.toggle("wrong", wrong);
  document.getElementById("told").replaceChildren(line);
}

/** Send a form by POST; return what came of it ({told, to, undoable}), or tell and return null. */
export async function send(path, values) {
  const body = new FormData();
  for (const [name, value] of Object.entries(values)) body.append(name, value);
  if (!body.has("csrf")) body.append("csrf", document.body.dataset.csrf);
  try {
    const answer = await fetch(path, { method: "POST", body, headers: { Accept: "application/json" } });
    const done = await answer.json();
    tell(done.told, !answer.ok);
    if (done.csrf) renew(done.csrf);
    return answer.ok ? done : null;
  } catch {
    tell("The server does not answer; nothing was changed. Is it still running?", true);
    return null;
  }
}

/** Let this page's forms be those of another session: the workbench was started again. */
function renew(token) {
  document.body.dataset.csrf = token;
  for (const field of document.querySelectorAll("input[name=csrf]")) field.value = token;
}

/** Return a page of this workbench and its address. What waits to be told is left to the next one that is shown whole. */
export async function behind(address) {
  const answer = await fetch(address, { headers: { Accept: "text/html", "Detente-Behind": "1" } });
  return { page: new DOMParser().parseFromString(await answer.text(), "text/html"), address: answer.url };
}

/** Return the main part of a page of this workbench. */
export async function part(address, selector = "main > *") {
  const { page } = await behind(address);
  return [...page.querySelectorAll(selector)].map((node) => document.adoptNode(node));
}

/** Open what a link leads to beneath its line, or close it again. */
async function openInPlace(link) {
  const line = link.closest(".entry, [data-line]") ?? link.parentElement;
  const open = line.querySelector(":scope > .opened, :scope > div > .opened");
  if (open) {
    open.remove();
    link.setAttribute("aria-expanded", "false");
    return;
  }
  link.setAttribute("aria-expanded", "true");
  const place = link.closest(".entry > div") ?? line;
  place.append(...(await part(link.href)));
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-open]");
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
  event.preventDefault();
  openInPlace(link);
});

// Keys: whatever has data-key is reached by it. "g m" is g, then m.
const NAMES = { j: "next line", k: "line before", Enter: "open or close the line", "?": "these keys", Escape: "close" };
let begun = "";

function lines() {
  return [...document.querySelectorAll("main a[data-open], main [data-line] > a:first-of-type")].filter(shown);
}

function step(by) {
  const all = lines();
  const now = all.indexOf(document.activeElement);
  const next = all[now < 0 ? (by > 0 ? 0 : all.length - 1) : now + by];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function keyed(keys) {
  const all = [...document.querySelectorAll("[data-key]")].filter((node) => node.dataset.key === keys);
  const here = document.activeElement?.closest(".entry, [data-line], article");
  return all.find((node) => here?.contains(node) && shown(node)) ?? all.find(shown) ?? all[0];
}

function use(node) {
  if (node.matches("input, textarea, select, [contenteditable]")) node.focus();
  else node.click();
}

export function showKeys() {
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-label", "Keys");
  const list = document.createElement("dl");
  const rows = Object.entries(NAMES);
  for (const node of document.querySelectorAll("[data-key]")) {
    const name = node.dataset.keyName ?? node.getAttribute("aria-label") ?? node.labels?.[0]?.textContent ?? node.textContent;
    if (!rows.some(([key]) => key === node.dataset.key)) rows.push([node.dataset.key, name.trim()]);
  }
  for (const [key, name] of rows) {
    const row = document.createElement("div");
    const term = document.createElement("dt");
    const shownKey = document.createElement("kbd");
    shownKey.textContent = key;
    term.append(shownKey);
    const words = document.createElement("dd");
    words.textContent = name;
    row.append(term, words);
    list.append(row);
  }
  const close = document.createElement("button");
  close.textContent = "Close";
  close.addEventListener("click", () => dialog.close());
  dialog.append(list, close);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && typing(event.target)) event.target.blur();
  if (event.metaKey || event.ctrlKey || event.altKey || typing(event.target)) return;
  if (document.querySelector("dialog[open]")) return;
  const keys = begun ? `${begun} ${event.key}` : event.key;
  begun = "";
  const node = keyed(keys);
  if (node) {
    event.preventDefault();
    use(node);
  } else if (keys === "g") begun = "g";
  else if (keys === "j" || keys === "k") step(keys === "j" ? 1 : -1);
  else if (keys === "?") showKeys();
  else return;
  event.preventDefault();
});

/** Bring the page that one is on into sight in the menu, which is a strip on a narrow screen. */
export function showPlace() {
  document.querySelector("header.frame [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center", behavior: "instant" });
}
showPlace();

// Forms that say so are sent in the background; the page is then loaded anew where it stands.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.dataset.send === undefined) return;
  event.preventDefault();
  const values = Object.fromEntries(new FormData(form, event.submitter));
  const done = await send(form.action, values);
  if (done) form.dispatchEvent(new CustomEvent("done", { bubbles: true, detail: done }));
});

// What can be printed says so where there is a script to do it; the browser also saves it as PDF.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A form in what was opened in place leads back to the page around it, where the same stands open.
const OPEN = "detente.open";

document.addEventListener("submit", (event) => {
  const form = event.target;
  const link = form.closest(".entry, [data-line]")?.querySelector('a[data-open][aria-expanded="true"]');
  const back = form.elements.namedItem("back");
  if (event.defaultPrevented || form.dataset.send !== undefined || !link || !back) return;
  back.value = location.pathname + location.search;
  sessionStorage.setItem(OPEN, JSON.stringify([back.value, link.getAttribute("href"), scrollY]));
});

async function openAgain() {
  const [place, address, y] = JSON.parse(sessionStorage.getItem(OPEN) ?? "[]");
  sessionStorage.removeItem(OPEN);
  if (place !== location.pathname + location.search) return;
  const link = [...document.querySelectorAll("a[data-open]")].find((one) => one.getAttribute("href") === address);
  if (!link) return;
  link.focus({ preventScroll: true }); // before the entry is there: who goes on meanwhile is not brought back
  await openInPlace(link);
  if (document.activeElement === link) scrollTo({ top: y, behavior: "instant" });
}
openAgain();
