// Whatever has data-copy is copied as plain text; without script it leads to the same words.
import { tell } from "./desk.js";

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy"); // where the page is not served by https or localhost
    field.remove();
    return done;
  }
}

for (const node of document.querySelectorAll("a[data-copy]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "quiet";
  button.textContent = "copy";
  button.title = "Copy as a citation";
  button.setAttribute("aria-label", "Copy as a citation");
  button.dataset.copy = node.dataset.copy;
  node.after(" ", button);
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-copy]");
  if (!button) return;
  if (await copied(button.dataset.copy)) tell(`Copied: ${button.dataset.copy}`);
  else tell("The browser did not allow copying; open “cite” and copy the words there.", true);
});
