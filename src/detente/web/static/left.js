// The page of before is shown until what is new is worked out. That takes its place then, unless
// somebody has begun something here: an opened line and a written word are not taken from anybody.

import { behind } from "./desk.js";

const SHOWN_MS = 100;
const warned = document.querySelector("[data-left]");
let written = false;

const isInUse = () => written || document.querySelector(".opened, dialog[open]") !== null;

async function renew() {
  const { page } = await behind(location.href);
  if (page.querySelector("[data-left], main") === null) return; // no page of this workbench
  if (isInUse()) warned.querySelector("[data-next]").textContent = "That is ready; what you have begun here stays as it is.";
  else location.reload();
}

if (warned) {
  document.addEventListener("input", () => (written = true));
  // where the server is gone, the page stays as it was left, and says so
  addEventListener("load", () => setTimeout(() => renew().catch(() => {}), SHOWN_MS));
}
