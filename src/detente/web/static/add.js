// Adding: files that are dropped anywhere on the form, and progress that moves by itself.
import { tell } from "./desk.js";

const EVERY_MS = 700;
const form = document.querySelector("form.add");
const place = document.querySelector("[data-drop]");

if (place) {
  const field = place.querySelector("input[type=file]");
  for (const kind of ["dragover", "drop"]) document.addEventListener(kind, (event) => event.preventDefault());
  form.addEventListener("dragover", () => place.classList.add("over"));
  form.addEventListener("dragleave", () => place.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    place.classList.remove("over");
    if (!event.dataTransfer.files.length) return;
    field.files = event.dataTransfer.files;
    const names = [...field.files].map((file) => file.name);
    tell(`To be read: ${names.join(", ")}. Say where they are from, then read and add.`);
  });
  form.addEventListener("submit", () => {
    form.querySelector("button.main").disabled = true;
  });
  window.addEventListener("pageshow", () => {
    form.querySelector("button.main").disabled = false;
  });
}

const errand = document.querySelector("[data-errand]");
if (errand) {
  const look = async () => {
    try {
      const answer = await fetch(errand.dataset.errand, { headers: { Accept: "application/json" } });
      const now = await answer.json();
      if (!answer.ok) return tell(now.told, true);
      if (now.state === "done") return location.reload();
      errand.querySelector("progress").value = now.read;
      errand.querySelector("[data-count]").textContent = `${now.read} of ${now.files} files, ${now.reports.length + now.hidden + now.unnamed} reports read`;
    } catch {
      return tell("The server does not answer; what it had read is in the record. Is it still running?", true);
    }
    setTimeout(look, EVERY_MS);
  };
  setTimeout(look, EVERY_MS);
}
