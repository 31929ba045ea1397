// A report: words and their note light up together; families are hidden where one stands.

const article = document.querySelector("[data-report]");

function light(event) {
  const numbers = new Set();
  let node = event.target;
  while (node && node !== article) {
    if (node.dataset?.c) numbers.add(node.dataset.c);
    node = node.parentElement;
  }
  for (const one of article.querySelectorAll(".lit")) one.classList.remove("lit");
  for (const number of numbers) {
    for (const one of article.querySelectorAll(`[data-c="${number}"]`)) one.classList.add("lit");
  }
}

article.addEventListener("mouseover", light);
article.addEventListener("focusin", light);
if (article.contains(document.activeElement)) light({ target: document.activeElement }); // it was there first

// What the address points at (#e-ENTRY) lights its words too.
function arrive() {
  const note = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (note?.dataset.c) light({ target: note });
  else if (!note) article.querySelector(".text mark")?.scrollIntoView({ block: "center" });
}
window.addEventListener("hashchange", arrive);
arrive();

// A click on marked words opens their claim in the margin.
article.querySelector(".text").addEventListener("click", (event) => {
  const words = event.target.closest(".u[data-c]");
  if (!words || event.target.closest("a, button") || !getSelection().isCollapsed) return;
  const note = article.querySelector(`.note[data-c="${words.dataset.c}"]`);
  if (!note?.getClientRects().length) return;
  note.scrollIntoView({ block: "nearest" });
  note.querySelector("a[data-open]").click();
});

for (const link of article.querySelectorAll("[data-family]")) {
  link.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    const hidden = new Set(article.dataset.hidden.split(" ").filter(Boolean));
    const family = link.dataset.family;
    if (!hidden.delete(family)) hidden.add(family);
    article.dataset.hidden = [...hidden].join(" ");
    link.classList.toggle("off", hidden.has(family));
    link.querySelector(".hidden").textContent = hidden.has(family) ? "Show " : "Hide ";
    keep(hidden);
  });
}

/** Keep what is hidden in the address, and in what each link of the legend leads to. */
function keep(hidden) {
  history.replaceState(null, "", address(hidden));
  for (const link of article.querySelectorAll("[data-family]")) {
    const next = new Set(hidden);
    if (!next.delete(link.dataset.family)) next.add(link.dataset.family);
    link.href = address(next);
  }
}

function address(hidden) {
  const here = new URL(location.href);
  if (hidden.size) here.searchParams.set("hide", [...hidden].join(","));
  else here.searchParams.delete("hide");
  return here.pathname + here.search + here.hash;
}
