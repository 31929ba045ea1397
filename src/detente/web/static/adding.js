// Adding a claim: words are marked in the text; another kind of claim has other fields.
import { keepMarks } from "/static/marking.js";

const root = document.getElementById("claim");
if (root) {
  keepMarks(root);
  const family = document.getElementById("family");
  family.addEventListener("change", () => {
    const [report, start, end] = document.querySelector("[data-words]").value.split(":");
    const there = new URL(location.href);
    there.searchParams.set("report", root.dataset.adding);
    there.searchParams.set("family", family.value);
    if (report && start && end) {
      there.searchParams.set("start", start);
      there.searchParams.set("end", end);
    }
    location.assign(there);
  });
}
