// The timeline: filters apply at once, the feed's address can be copied.
import "/static/copy.js";

for (const node of document.querySelectorAll(".feed button")) node.hidden = false;
document.querySelector("#choose")?.addEventListener("change", (event) => event.currentTarget.requestSubmit());
