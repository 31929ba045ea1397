// The register: what is dragged is sent as the forms beside it would send it.

const ACTS = {
  "issue issue": (dragged, target) => ["/issues/move", { ids: dragged, parent: target }],
  "issue top": (dragged) => ["/issues/move", { ids: dragged, parent: "" }],
  "proposition issue": (dragged, target) => ["/propositions/move", { id: dragged, issue: target }],
  "proposition new": (dragged, _, node) => ["/issues/split", { id: id(node.closest("[data-issue]")), propositions: dragged, name: node.querySelector(".text").textContent }],
  "position proposition": (dragged, target) => ["/positions/place", { id: dragged, proposition: target }],
};
const PLACE = "detente.issues.y"; // how far down the page was, to be there again after an act
let dragged = null;

const id = (node) => node.dataset.issue ?? node.dataset.id ?? "";

function act(event) {
  if (!dragged) return null;
  const target = event.target.closest?.("[data-drop]");
  if (!target || id(target) === dragged.id || target.contains(dragged.node.parentElement?.closest(".issue .propositions"))) return null;
  const make = ACTS[`${dragged.kind} ${target.dataset.drop}`];
  return make ? { target, sent: make(dragged.id, id(target), dragged.node) } : null;
}

function unmark() {
  for (const node of document.querySelectorAll(".over")) node.classList.remove("over");
}

/** The place where a proposition becomes an issue of its own; in sight wherever one drags. */
function showNew(wanted) {
  const place = document.getElementById("new-place");
  if (place) place.hidden = !wanted;
}

document.addEventListener("dragstart", (event) => {
  const node = event.target.closest?.("[data-drag]");
  if (!node) return;
  dragged = { kind: node.dataset.drag, id: node.dataset.id, node };
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", node.textContent.trim());
  // what changes at once around that which is dragged ends the drag in some browsers
  if (dragged.kind === "proposition") setTimeout(() => showNew(dragged !== null));
  if (dragged.kind === "position") for (const one of document.querySelectorAll(".tree details")) one.open = true;
});
document.addEventListener("dragend", () => {
  showNew(false);
  dragged = null;
  unmark();
});
document.addEventListener("dragover", (event) => {
  const found = act(event);
  unmark();
  if (!found) return;
  event.preventDefault();
  found.target.classList.add("over");
});
document.addEventListener("drop", (event) => {
  const found = act(event);
  if (!found) return;
  event.preventDefault();
  const form = document.getElementById("dropped");
  const [path, values] = found.sent;
  form.action = path;
  for (const [name, value] of Object.entries(values)) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    form.append(field);
  }
  form.requestSubmit();
});

document.querySelector("details.new")?.addEventListener("toggle", (event) => {
  if (event.target.open) event.target.querySelector("input[name=name]").focus();
});

// A form that was opened in place leads back to the page around it, and to where one stood.
document.addEventListener("submit", (event) => {
  const back = event.target.elements.namedItem("back");
  if (event.target.method !== "post" || !back) return;
  if (event.target.closest(".tree")) back.value = location.pathname + location.search;
  sessionStorage.setItem(PLACE, JSON.stringify([location.pathname, scrollY]));
});
const [path, y] = JSON.parse(sessionStorage.getItem(PLACE) ?? "[]");
sessionStorage.removeItem(PLACE);
if (path === location.pathname && !location.hash) scrollTo({ top: y, behavior: "instant" });
