// The matrix: days by slider, cells opened in place, columns and rows by drag. All of it stands in
// the address; the arrangement is kept in this browser too. Without script every move is a link.
import { behind, part, showPlace } from "/static/desk.js";

const ARRANGED = ["columns", "rows", "hide", "most"];
// What was shown once is shown so again by Back and Forward, with or without an arrangement.
const SEEN = { seen: true };
const matrix = () => document.querySelector(".matrix");
const place = () => `detente.matrix.${matrix().dataset.record}`;

/** Show another address of the matrix without leaving the page, and keep the focus. */
async function go(address, { replace = false } = {}) {
  const { page: next, address: shown } = await behind(address);
  const focused = name(document.activeElement);
  const grid = document.querySelector(".grid");
  const at = grid && [grid.scrollLeft, grid.scrollTop];
  for (const part of ["header.frame", "main", "footer.frame"]) {
    document.querySelector(part).replaceWith(document.adoptNode(next.querySelector(part)));
  }
  document.querySelector(".state")?.remove();
  const state = next.querySelector(".state");
  if (state) document.querySelector("#told").before(document.adoptNode(state));
  document.title = next.title;
  history[replace ? "replaceState" : "pushState"](SEEN, "", shown);
  begin();
  if (at) document.querySelector(".grid")?.scrollTo(...at);
  if (focused) document.querySelector(focused)?.focus({ preventScroll: true });
}

/** What finds an element again after the page was put anew. */
function name(node) {
  if (!node || node === document.body) return null;
  if (node.id) return `#${CSS.escape(node.id)}`;
  const line = node.closest("[data-column], [data-row], [data-issue]");
  if (!line) return null;
  const [kind, key] = Object.entries(line.dataset)[0];
  return `[data-${kind}="${CSS.escape(key)}"] .moves summary`;
}

/** Keep the arrangement that an address holds; without any, forget what was kept. */
function keep(address) {
  const given = new URL(address, location.href).searchParams;
  const kept = Object.fromEntries(ARRANGED.filter((key) => given.get(key)).map((key) => [key, given.get(key)]));
  if (Object.keys(kept).length) localStorage.setItem(place(), JSON.stringify(kept));
  else localStorage.removeItem(place());
}

function begin() {
  showPlace();
  for (const node of document.querySelectorAll(".matrix .slider, #day-name, .kept")) node.hidden = false;
  const slider = document.querySelector("#day");
  if (slider) slideTo(slider, slider.dataset.day);
}

// The slider: its steps are the days on which a stance changed.
const days = (slider) => slider.dataset.days.split(",");

function slideTo(slider, day) {
  const before = days(slider).filter((one) => one <= day).length;
  slider.value = Math.max(0, before - 1);
  named(slider);
}

function named(slider) {
  const words = document.querySelector(`#as_of option[value="${days(slider)[slider.value]}"]`)?.textContent ?? "";
  document.querySelector("#day-name").textContent = words;
  slider.setAttribute("aria-valuetext", words);
}

let waiting = 0;
document.addEventListener("input", (event) => {
  if (event.target.id === "day") named(event.target);
});
document.addEventListener("change", (event) => {
  if (event.target.id === "day") {
    const address = new URL(location.href);
    address.searchParams.set("as_of", days(event.target)[event.target.value]);
    clearTimeout(waiting);
    waiting = setTimeout(() => go(address, { replace: true }), 120);
  } else if (event.target.closest("#choose")) event.target.form.requestSubmit();
});

// Who speaks on a row: from its head to the cell, also where that is out of sight.
document.addEventListener("click", (event) => {
  const link = event.target.closest(".speakers a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const cell = document.getElementById(link.hash.slice(1));
  cell.scrollIntoView({ block: "nearest", inline: "center" });
  cell.querySelector("a")?.focus({ preventScroll: true });
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "get" || !form.closest(".matrix")) return;
  event.preventDefault();
  const address = new URL(form.action);
  for (const [key, value] of new FormData(form)) if (value) address.searchParams.append(key, value);
  if (address.searchParams.has("add")) {
    const columns = [address.searchParams.get("columns"), address.searchParams.get("add")];
    address.searchParams.set("columns", columns.filter(Boolean).join(","));
    address.searchParams.delete("add");
    keep(address);
  }
  go(address);
});

// Cells: what stands in one opens in a row of its own beneath, or within its line of the list.
async function openCell(link) {
  const open = link.closest("[data-line]").querySelector('a[aria-expanded="true"]');
  close(matrix().querySelector('a[aria-expanded="true"]'));
  if (open === link) return;
  link.setAttribute("aria-expanded", "true");
  const body = document.createElement("div");
  body.append(...(await part(link.href)));
  const row = link.closest("tr");
  if (!row) {
    body.className = "panel";
    link.closest("dd").append(body);
  } else {
    const panel = document.createElement("tr");
    panel.className = "panel";
    const cell = document.createElement("td");
    cell.colSpan = row.cells.length;
    cell.append(body);
    panel.append(cell);
    row.after(panel);
    panel.scrollIntoView({ block: "nearest" });
    row.scrollIntoView({ block: "nearest" });
  }
}

function close(link) {
  if (!link) return;
  link.setAttribute("aria-expanded", "false");
  for (const panel of matrix().querySelectorAll(".panel")) panel.remove();
}

// Before the shared script sees it, which would open the cell within its narrow column. By keys one
// goes on in what was opened, and comes back by Escape.
document.addEventListener("click", async (event) => {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
  const cell = event.target.closest("a[data-cell]");
  const move = event.target.closest("a[data-go]");
  if (!cell && !move) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (cell) {
    await openCell(cell);
    if (event.detail === 0) matrix().querySelector(".panel h1")?.focus({ preventScroll: true });
  } else {
    if (move.closest(".moves, .under")) keep(move.href);
    go(move.href);
  }
}, true);

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = event.target.closest(".moves[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
    return;
  }
  const link = matrix().querySelector('a[aria-expanded="true"]');
  close(link);
  link?.focus();
});

// A judgement made in an opened cell: the matrix is put anew, and the cell opened again.
document.addEventListener("done", async () => {
  const link = matrix()?.querySelector('a[aria-expanded="true"]');
  const cell = link?.getAttribute("href");
  await go(location.href, { replace: true });
  const again = cell && [...document.querySelectorAll("a[data-cell]")].find((one) => one.getAttribute("href") === cell && one.getClientRects().length);
  if (again) await openCell(again);
  again?.focus();
});

// Drag: a column onto a column, an issue onto an issue, a row onto a row of its issue.
let dragged = null;
const KINDS = { column: "columns", row: "rows", issue: "rows" };
const kindOf = (node) => (node.closest("thead") ? "column" : node.closest("tr.issue") ? "issue" : "row");
const holder = (node, kind) => node.closest(`[data-${kind}]`);

document.addEventListener("dragstart", (event) => {
  const handle = event.target.closest?.(".moves summary");
  if (!handle) return;
  const kind = kindOf(handle);
  dragged = { kind, node: holder(handle, kind) };
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.node.dataset[kind]);
  dragged.node.classList.add("dragged");
});

function target(event) {
  if (!dragged) return null;
  const node = event.target.closest?.(`[data-${dragged.kind}]`);
  const apart = dragged.kind === "row" && node?.parentNode !== dragged.node.parentNode;
  return node && node !== dragged.node && !apart ? node : null;
}

document.addEventListener("dragover", (event) => {
  for (const node of document.querySelectorAll(".drop")) node.classList.remove("drop");
  const over = target(event);
  if (!over) return;
  event.preventDefault();
  over.classList.add("drop");
});

document.addEventListener("drop", (event) => {
  const over = target(event);
  if (!over) return;
  event.preventDefault();
  const { kind, node } = dragged;
  const scope = kind === "row" ? node.parentNode : matrix().querySelector("table");
  const all = [...scope.querySelectorAll(`[data-${kind}]`)];
  const key = node.dataset[kind];
  const order = all.map((one) => one.dataset[kind]).filter((one) => one !== key);
  const after = all.indexOf(over) > all.indexOf(node);
  order.splice(order.indexOf(over.dataset[kind]) + (after ? 1 : 0), 0, key);
  const address = new URL(location.href);
  // of rows the address names no more than are the reader's own; those of other pages stay as they are
  const given = (address.searchParams.get(KINDS[kind]) ?? "").split(",").filter(Boolean);
  const own = Math.max(all.indexOf(over), all.indexOf(node), ...given.map((one) => order.indexOf(one)));
  const rest = given.filter((one) => !order.includes(one));
  address.searchParams.set(KINDS[kind], (kind === "column" ? order : [...rest, ...order.slice(0, own + 1)]).join(","));
  keep(address);
  go(address);
});

document.addEventListener("dragend", () => {
  dragged?.node.classList.remove("dragged");
  dragged = null;
  for (const node of document.querySelectorAll(".drop")) node.classList.remove("drop");
});

/** Show what Back or Forward leads to; what Back undoes is not kept for the next visit either. */
function showAnew() {
  if (matrix()) keep(location.href);
  location.reload();
}

window.addEventListener("popstate", showAnew);

/** Whether Back or Forward was pressed while the page was loading: the address then names another. */
function overtaken() {
  const [loaded] = performance.getEntriesByType("navigation");
  const name = loaded?.name ?? "";
  // some browsers call every page "document"
  return name.startsWith(location.origin) && name.split("#")[0] !== location.href.split("#")[0];
}

// An address that is new here, without an arrangement, is shown as it was arranged last in this browser.
const kept = matrix() && !history.state?.seen && !matrix().dataset.arranged && localStorage.getItem(place());
const asked = new URL(location.href);
if (overtaken()) {
  showAnew();
} else if (kept && !ARRANGED.some((key) => asked.searchParams.has(key))) {
  for (const [key, value] of Object.entries(JSON.parse(kept))) asked.searchParams.set(key, value);
  go(asked, { replace: true });
} else {
  history.replaceState(SEEN, "");
  begin();
}
