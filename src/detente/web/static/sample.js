// The sample: a verdict on a sentence is sent in the background, and the next one comes into view.
import { send } from "/static/desk.js";

const open = () => [...document.querySelectorAll("li.open form")];

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.dataset.nothing === undefined) return;
  event.preventDefault();
  const line = form.closest("li");
  const next = open()[open().indexOf(form) + 1] ?? open()[0];
  const done = await send(form.action, Object.fromEntries(new FormData(form)));
  if (!done) return;
  line.className = "nothing";
  const said = document.createElement("p");
  said.className = "soft";
  said.textContent = "✓ nothing here";
  form.replaceWith(said);
  if (next === form || !next) location.reload();
  else next.querySelector("button").focus();
});
